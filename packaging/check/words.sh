#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Man pages say what the programs' own help says, and shells complete it: words.sh PACKAGING BIN COMPLETIONS
set -uo pipefail
packaging="$1" bin="$2" completions="$3" bad=0

fault() { echo "FAIL! $*"; bad=1; }
options() { grep -oE -- '--[a-z][a-z0-9-]+' | sort -u; }
# Only what a help page lists itself, not the examples below it.
help() { "$bin/$1" "${@:2}" --help | sed '/^Exit codes/,$d'; }
listed() { help "$@" | options; }
subcommands() { help "$@" | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'; }
same() { # what, expected, found
  [ -n "$2" ] || fault "$1: the program's help lists nothing"
  [ "$2" = "$3" ] || fault "$1 (< only in the help, > only here): $(diff <(echo "$2") <(echo "$3") | grep '^[<>]' | tr '\n' ' ')"
}

# Where mandoc is not at hand (Arch's would replace man-db), groff renders, and there is no lint.
rendered() { if command -v mandoc > /dev/null; then mandoc -T ascii "$1"; else groff -T ascii -mdoc -P -c "$1"; fi | sed 's/.\x08//g'; }

# Every verb, `export team` after `export`, one a line.
verbs() { local verb part; for verb in $(subcommands "$1"); do echo "$verb"; for part in $(subcommands "$1" "$verb"); do echo "$verb $part"; done; done; }

for program in fuseboard fuseboard-gateway fuseboard-sandbox fuseboardctl; do
  page="$packaging/man/$program.1"
  ! command -v mandoc > /dev/null || mandoc -T lint -W warning "$page" || fault "$page: mandoc finds faults"
  text=$(rendered "$page")
  expected=$({ listed "$program"; while read -r verb; do [ -z "$verb" ] || listed "$program" $verb; done < <(verbs "$program"); } | sort -u)
  same "$program.1" "$expected" "$(sed '/^EXAMPLES/,$d; /^ON A SERVER/,$d' <<< "$text" | options)"
  while read -r verb; do
    [ -z "$verb" ] || [ -n "$(subcommands "$program" $verb)" ] || grep -qE "^ +$verb( |$)" <<< "$text" || fault "$program.1 does not explain $verb"
  done < <(verbs "$program")
done

# What bash offers after some words is what the help there lists.
. "$completions/fuseboardctl.bash"
offered() { COMP_WORDS=(fuseboardctl "$@" ""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _fuseboardctl; printf '%s\n' "${COMPREPLY[@]}" | sort -u; }
same "bash, no verb" "$({ listed fuseboardctl; subcommands fuseboardctl; } | sort -u)" "$(offered)"
while read -r verb; do
  help fuseboardctl $verb | grep -q '^  FILE ' && continue # offers files
  same "bash, $verb" "$({ listed fuseboardctl $verb; subcommands fuseboardctl $verb; } | sort -u)" "$(offered $verb)"
  same "bash, $verb after --sandbox" "$(offered $verb)" "$(offered --sandbox $verb)"
done < <(verbs fuseboardctl)

all=$({ listed fuseboardctl; while read -r verb; do listed fuseboardctl $verb; done < <(verbs fuseboardctl); } | sort -u)
same "zsh" "$all" "$(sed "s/:[^']*//g" "$completions/fuseboardctl.zsh" | options)"
same "fish" "$all" "$(sed -n 's/^complete .* -l \([a-z0-9-]*\).*/--\1/p' "$completions/fuseboardctl.fish" | sort -u)"
for shell in zsh fish; do
  ! command -v $shell > /dev/null || $shell -n "$completions/fuseboardctl.$shell" || fault "$shell can't read its completions"
done
exit $bad
