# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for fuseboardctl
set -l verbs status poll freeze resume export rates verify repair backup reconcile allocation source watch
set -l none "not __fish_seen_subcommand_from $verbs"
set -l hold "__fish_seen_subcommand_from freeze resume"
complete -c fuseboardctl -f
complete -c fuseboardctl -n $none -a status -d 'Spent, remaining, pace and freezes'
complete -c fuseboardctl -n $none -a poll -d 'Ask all sources now'
complete -c fuseboardctl -n $none -a freeze -d 'Stop the spending of a team, or of all'
complete -c fuseboardctl -n $none -a resume -d 'End a freeze, in two steps'
complete -c fuseboardctl -n $none -a export -d 'Write a report as CSV'
complete -c fuseboardctl -n $none -a rates -d 'Exchange rates'
complete -c fuseboardctl -n $none -a verify -d 'Check that the history is as it was written'
complete -c fuseboardctl -n $none -a repair -d 'Save what is sound of a damaged history'
complete -c fuseboardctl -n $none -a source -d 'Steer how the past of a source is read'
complete -c fuseboardctl -n $none -a backup -d 'Write a checked copy of the history'
complete -c fuseboardctl -n $none -a reconcile -d 'Compare what was measured with what was billed'
complete -c fuseboardctl -n $none -a allocation -d 'How the past is given to teams after a change of rules'
complete -c fuseboardctl -n $none -a watch -d 'Own the profile: poll and keep freezes'
complete -c fuseboardctl -n $none -l profile -r -a '(__fish_complete_directories)' -d 'Directory of the profile'
complete -c fuseboardctl -n $none -l sandbox -d 'The profile of the sandbox'
complete -c fuseboardctl -n $none -l version -d 'Print the version'
complete -c fuseboardctl -l help -s h -d 'Print the options'
complete -c fuseboardctl -n "__fish_seen_subcommand_from status poll verify watch freeze resume source backup reconcile allocation list" -l json -d 'As JSON'
complete -c fuseboardctl -n $hold -l team -x -d 'Name or id of the team'
complete -c fuseboardctl -n $hold -l all -d 'The whole organisation'
complete -c fuseboardctl -n $hold -l reason -x -d 'Why; kept in the audit log'
complete -c fuseboardctl -n $hold -l confirm -x -d 'Words or code'
complete -c fuseboardctl -n $hold -l wait -d 'Wait up to 30 s for the proof'
complete -c fuseboardctl -n "__fish_seen_subcommand_from freeze" -l cut -d 'Also end the running requests'
complete -c fuseboardctl -n "__fish_seen_subcommand_from export" -a 'team spending audit' -d 'Team report, spending by day, audit log'
complete -c fuseboardctl -n "__fish_seen_subcommand_from export" -l format -x -a 'jsonl csv' -d 'Of the audit log'
complete -c fuseboardctl -n "__fish_seen_subcommand_from export reconcile" -l period -x -d 'Month, like 2026-11'
complete -c fuseboardctl -n "__fish_seen_subcommand_from allocation" -a cancel -d 'Back to the rules from before the change'
complete -c fuseboardctl -n "__fish_seen_subcommand_from export backup" -l out -r -F -d 'File to write'
complete -c fuseboardctl -n "__fish_seen_subcommand_from source" -a 'pause resume cancel' -d 'The reading of its past'
complete -c fuseboardctl -n "__fish_seen_subcommand_from rates" -a 'list set import' -d 'What to do with rates'
complete -c fuseboardctl -n "__fish_seen_subcommand_from set" -l since -x -d 'First day it holds, like 2026-11-23'
complete -c fuseboardctl -n "__fish_seen_subcommand_from set" -l source -x -d 'Whose rate it is'
complete -c fuseboardctl -n "__fish_seen_subcommand_from import" -F
