#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy over sources: tidy.sh BUILD FILE... A file that was clean, with all of our headers it includes, is not looked
# at again until one of them changes: a run takes long, and goes on where an earlier one was stopped.
set -uo pipefail
build="$1"; shift
here=$(pwd -P) clean="$build/tidy" bad=0 count=0
mkdir -p "$clean"

# "source header header …", our own files only, as the compiler saw them.
needs=$(ninja -C "$build" -t deps | awk -v here="$here/" '
  /^[^ ]/ { if (line != "") print line; line = "" }
  /^    / { sub(/^ +/, ""); if (index($0, here) != 1 && substr($0, 1, 1) == "/") next
            if (index($0, here "build/") == 1) next; line = line (line == "" ? "" : "\t") $0 }
  END { if (line != "") print line }')

for file in "$@"; do
  count=$((count + 1))
  files=$(grep -F -m1 "$here/$file" <<< "$needs" | tr '\t' '\n' | grep "^$here/" | sort -u)
  if [ -z "$files" ]; then echo "tidy: $file is not built by $build" >&2; bad=1; continue; fi
  key=$({ clang-tidy --version; tr '\n' '\0' <<< "$files" | xargs -0 cat .clang-tidy; } | sha256sum | cut -c1-32)
  [ ! -e "$clean/$key" ] || continue
  echo "[$count/$#] $file"
  if clang-tidy --quiet -p "$build" "$file" 2> "$clean/words"; then touch "$clean/$key"; else bad=1; grep -v 'warnings generated' "$clean/words"; fi
done
exit $bad
