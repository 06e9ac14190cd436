#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Man pages and completions say what the programs' own help says: words.sh PACKAGING BIN
set -uo pipefail
packaging="$1" bin="$2" bad=0

fault() { echo "FAIL! $*"; bad=1; }
options() { grep -oE -- '--[a-z][a-z-]+' | sort -u; }
# Only what a help page lists itself, not the examples below it.
listed() { "$bin/$1" "${@:2}" --help | sed '/^Exit codes/,$d' | options; }
same() { # what, expected, found
  [ -n "$2" ] || fault "$1: the program's help lists nothing"
  [ "$2" = "$3" ] || fault "$1 (< only in the help, > only here): $(diff <(echo "$2") <(echo "$3") | grep '^[<>]' | tr '\n' ' ')"
}

# Where mandoc is not at hand (Arch's would replace man-db), groff renders, and there is no lint.
rendered() { if command -v mandoc > /dev/null; then mandoc -T ascii "$1"; else groff -T ascii -mdoc -P -c "$1"; fi | sed 's/.\x08//g'; }

declare -A verbs=([fuseboard]="" [fuseboard-gateway]="" [fuseboard-sandbox]="provider company setup invoice"
  [fuseboardctl]="status poll freeze resume export rates verify repair backup reconcile allocation source watch")
for program in "${!verbs[@]}"; do
  page="$packaging/man/$program.1"
  ! command -v mandoc > /dev/null || mandoc -T lint -W warning "$page" || fault "$page: mandoc finds faults"
  expected=$({ listed "$program"; for verb in ${verbs[$program]}; do listed "$program" "$verb"; done
               [ "$program" != fuseboardctl ] || { listed "$program" export team; for part in "export spending" "export audit" "rates list" "rates set" "rates import" "allocation cancel" "source pause"; do listed "$program" $part; done; }; } | sort -u)
  text=$(rendered "$page")
  same "$program.1" "$expected" "$(sed '/^EXAMPLES/,$d; /^ON A SERVER/,$d' <<< "$text" | options)"
  found=$("$bin/$program" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | tr '\n' ' ')
  [ "$(echo $found)" = "${verbs[$program]}" ] || fault "$program has the verbs '$found', and this test knows '${verbs[$program]}'"
  for verb in ${verbs[$program]}; do
    grep -qE "^ +$verb( team| spending| audit| list| set| import| cancel| pause)?$|^ +$verb  " <<< "$text" || fault "$program.1 does not explain $verb"
  done
done

# What bash offers after some words is what the help of that verb lists.
. "$packaging/completions/fuseboardctl"
offered() { COMP_WORDS=(fuseboardctl "$@" ""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _fuseboardctl; printf '%s\n' "${COMPREPLY[@]}" | sort; }
same "bash, no verb" "$({ listed fuseboardctl; tr ' ' '\n' <<< "${verbs[fuseboardctl]}"; } | sort)" "$(offered)"
for verb in status poll freeze resume verify repair backup reconcile watch "export team" "export spending" "export audit" "rates list" "rates set" "allocation cancel" "source pause" "source resume" "source cancel"; do
  same "bash, $verb" "$(listed fuseboardctl $verb)" "$(offered $verb)"
  same "bash, $verb after --sandbox" "$(listed fuseboardctl $verb)" "$(offered --sandbox $verb)"
done
same "bash, export" "$({ listed fuseboardctl export; echo team; echo spending; echo audit; } | sort)" "$(offered export)"

all=$({ listed fuseboardctl; for verb in ${verbs[fuseboardctl]} "export team" "export spending" "export audit" "rates list" "rates set" "rates import" "allocation cancel" "source pause"; do listed fuseboardctl $verb; done; } | sort -u)
same "zsh" "$all" "$(options < "$packaging/completions/_fuseboardctl")"
same "fish" "$all" "$(sed -n 's/^complete .* -l \([a-z]*\).*/--\1/p' "$packaging/completions/fuseboardctl.fish" | sort -u)"
for shell in zsh fish; do
  file=$packaging/completions/$([ $shell = zsh ] && echo _fuseboardctl || echo fuseboardctl.fish)
  for verb in ${verbs[fuseboardctl]}; do grep -qw "$verb" "$file" || fault "$shell does not know $verb"; done
  ! command -v $shell > /dev/null || $shell -n "$file" || fault "$shell can't read $file"
done
exit $bad
