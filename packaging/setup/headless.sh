#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program on a virtual display and keeps a screenshot of it: headless.sh DIRECTORY PROGRAM [ARGUMENTS]
set -uo pipefail
shots="$1"; shift
exec {display}<> <(:)
Xvfb -displayfd "$display" -screen 0 1440x900x24 -nolisten tcp -noreset 2> "$shots/display.log" &
server=$!
read -r -t 20 -u "$display" number || { echo "headless: the virtual display did not start; $shots/display.log says why." >&2; exit 1; }
export DISPLAY=":$number" QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY
"$@" &
program=$!
trap 'kill -TERM "$program" 2>/dev/null' INT TERM
(
  count=0
  while sleep 3; do
    scrot -o "$shots/next.png" 2>/dev/null || continue
    # A screen without any window packs into a few kilobytes: the program is opening or closing.
    [ "$(stat -c %s "$shots/next.png")" -gt 20000 ] || continue
    count=$((count + 1))
    cp "$shots/next.png" "$shots/$(printf %04d "$count").png"
    mv "$shots/next.png" "$shots/now.png"
  done
) &
camera=$!
wait "$program"; result=$?
while kill -0 "$program" 2>/dev/null; do wait "$program"; result=$?; done
kill "$camera" "$server" 2>/dev/null
exit $result
