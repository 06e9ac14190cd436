#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds programs and the compiler's lines against the hardening that releases have (ACCEPTANCE P1):
# hardening.sh COMPILE_COMMANDS PROGRAM...
set -uo pipefail
commands="$1"; shift
bad=0
fault() { echo "hardening: $*" >&2; bad=1; }

flags=(-O2 -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection
  -ftrivial-auto-var-init=zero -Wformat=2 -Wconversion -Werror)
intel=$([ "$(uname -m)" = x86_64 ] && echo yes)
# Only the compiler's lines show it: the linker marks no program as long as the C library's start-up code is unmarked.
[ -z "$intel" ] || flags+=(-fcf-protection)
lines=$(grep '"command":' "$commands")
[ -n "$lines" ] || fault "$commands names no command"
for flag in "${flags[@]}"; do
  missing=$(grep -cvF -- " $flag " <<< "$lines")
  [ "$missing" = 0 ] || fault "$missing of $(wc -l <<< "$lines") files are compiled without $flag: $(grep -vF -- " $flag " <<< "$lines" | head -1 | sed 's/.* -c \([^ "]*\).*/\1/')"
done
! grep -qE -- ' -O[0134s] | -fno-stack-protector|-U_FORTIFY_SOURCE .*-D_FORTIFY_SOURCE=[012] ' <<< "$lines" || fault "a file is compiled with a weaker flag"

for program in "$@"; do
  name=$(basename "$program")
  header=$(readelf -hW "$program") segments=$(readelf -lW "$program") dynamic=$(readelf -dW "$program")
  symbols=$(readelf --dyn-syms -W "$program")
  grep -qE 'Type: +DYN' <<< "$header" && grep -q 'FLAGS_1.*PIE' <<< "$dynamic" || fault "$name is not position independent"
  grep -q GNU_RELRO <<< "$segments" || fault "$name has no read-only relocations"
  grep -qE 'BIND_NOW|FLAGS_1.*NOW' <<< "$dynamic" || fault "$name binds lazily"
  grep -qE 'GNU_STACK .* RW +0x' <<< "$segments" || fault "$name has an executable stack"
  ! grep -qE 'LOAD .* RWE ' <<< "$segments" || fault "$name has a segment that is writable and executable"
  ! grep -qE 'RPATH|RUNPATH' <<< "$dynamic" || fault "$name looks for libraries in a path of its own"
  grep -q __stack_chk_fail <<< "$symbols" || fault "$name has no stack protector"
  grep -qE '__[a-z]+_chk@' <<< "$symbols" || fault "$name calls no checked function of the C library"
  [ "$(stat -c %A "$program" | tr -d rwx-)" = "" ] || fault "$name is setuid or setgid"
done
exit $bad
