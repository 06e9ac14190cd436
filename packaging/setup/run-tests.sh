#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the tests of a preset inside the build environment: run-tests.sh PRESET LOG [ctest's arguments]
set -uo pipefail
preset="$1" log="$2"; shift 2

export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:abort_on_error=0" UBSAN_OPTIONS="print_stacktrace=1"
export LSAN_OPTIONS="suppressions='$PWD/tests/leaks.txt':print_suppressions=0"
# Also what programs say that a test ends by force.
races="$PWD/build/$preset/races"
rm -f "$races".*
export TSAN_OPTIONS="halt_on_error=0:exitcode=66:second_deadlock_stack=1:suppressions='$PWD/tests/races.txt':log_path='$races'"
# A key that no output may ever show; the search for it is below.
planted="sk-planted-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
export FUSEBOARD_PLANTED_KEY="$planted"

dbus-run-session -- ctest --test-dir "build/$preset" --parallel 2 --no-tests=error --output-log "$log" --verbose "$@" > /dev/null
result=$?
sed -n '/tests passed/,$p' "$log"
[ "$result" = 0 ] || grep -nE '(FAIL!|\[  FAILED  \] |Failure$|Failure: |ERROR: AddressSanitizer|runtime error)' "$log" | head -60

if found=$(grep -l 'ThreadSanitizer' "$races".* 2>/dev/null); then
  echo "run-tests: the thread sanitizer has something to say:" $found >&2; result=1
  grep -hE '^(WARNING|SUMMARY): ThreadSanitizer' $found | sort | uniq -c | head -60
fi
for form in "$planted" "$(printf %s "$planted" | base64 -w0 | cut -c1-20)"; do
  if grep -qF "$form" "$log"; then echo "run-tests: a planted key stands in the tests' output" >&2; result=1; fi
done
counts=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\1 \2/p' "$log" | tail -1)
failed=${counts%% *} total=${counts##* }
[ -n "$counts" ] || { echo "run-tests: ctest did not get to its end; $log shows how far" >&2; exit 1; }
echo "$((total - failed)) passed, $failed failed"
exit $result
