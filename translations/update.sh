#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the texts of the window from the sources into a file of translations; those that are gone leave it.
# The programs of the terminal (app/ctl, app/gateway, app/sandbox) stay English.
#   translations/update.sh [FILE]    FILE: translations/fuseboard_de.ts
set -euo pipefail

translations=$(cd "$(dirname "$0")" && pwd -P)
file=$(realpath "${1:-$translations/fuseboard_de.ts}")
lupdate="${LUPDATE:-$(qtpaths6 --query QT_HOST_BINS)/lupdate}"
cd "$translations/.."

folders=()
for folder in app/*/; do
  case "$folder" in app/ctl/ | app/gateway/ | app/sandbox/) ;; *) folders+=("${folder%/}") ;; esac
done

said=$(mktemp)
trap 'rm -f "$said"' EXIT
# The headers' folders tell lupdate which namespace a class is of; without them it files texts where nobody looks.
"$lupdate" -silent -no-obsolete -locations none -I app -I models -I ui -recursive \
  ui models "${folders[@]}" \
  -source-language en -target-language de -ts "$file" 2>&1 | tee "$said" >&2
# A text that is filed wrongly is never shown in another language.
if grep -E "lacks Q_OBJECT|Qualifying with unknown" "$said" >/dev/null; then
  echo "update.sh: lupdate did not understand the lines above; give the texts a context by Q_DECLARE_TR_FUNCTIONS." >&2
  exit 1
fi
