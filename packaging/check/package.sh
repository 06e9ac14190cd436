#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Unpacks what CPack made and looks whether all is there and starts: package.sh DIRECTORY
set -uo pipefail
bad=0
fault() { echo "package: $*" >&2; bad=1; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
programs=(fuseboard fuseboardctl fuseboard-gateway fuseboard-sandbox)

wanted() {
  local program
  for program in "${programs[@]}"; do echo "bin/$program"; echo "share/man/man1/$program.1"; done
  cat <<'TEXT'
lib/systemd/system/fuseboard-gateway-init.service
lib/systemd/system/fuseboard-gateway.service
lib/systemd/user/fuseboard-watch.service
share/applications/org.fuseboard.fuseboard.desktop
share/bash-completion/completions/fuseboardctl
share/doc/fuseboard/CHANGELOG.md
share/doc/fuseboard/README.md
share/doc/fuseboard/copyright
share/doc/fuseboard/resources/handbook/dashboard.png
share/doc/fuseboard/resources/handbook/frozen.png
share/doc/fuseboard/resources/handbook/handbook.md
share/fish/vendor_completions.d/fuseboardctl.fish
share/icons/hicolor/scalable/apps/org.fuseboard.fuseboard.svg
share/metainfo/org.fuseboard.fuseboard.metainfo.xml
share/zsh/site-functions/_fuseboardctl
TEXT
}

# Compares the files below a prefix with the list, and starts each program from there.
look() { # name, prefix
  local difference program words
  difference=$(diff <(wanted | sort) <(cd "$2" && find . -type f -o -type l | sed 's|^\./||' | sort))
  [ -z "$difference" ] || fault "$1 (< missing, > too much): $(grep '^[<>]' <<< "$difference" | tr '\n' ' ')"
  ! find "$2" -perm /7022 ! -type l | grep -q . || fault "$1 has files with special rights or that others may write"
  for program in "${programs[@]}"; do
    words=$(QT_QPA_PLATFORM=offscreen "$2/bin/$program" --version 2>&1) && grep -qE '^[0-9]+\.[0-9]+\.[0-9]+$' <<< "$words" \
      || fault "$1: $program does not start: $words"
    ! ldd "$2/bin/$program" | grep -q 'not found' || fault "$1: $program lacks a library"
  done
}

tars=("$1"/*.tar.gz) debs=("$1"/*.deb)
[ -f "${tars[0]}" ] && tar -xzf "${tars[0]}" -C "$place" --strip-components=1 --one-top-level=tar || { fault "there is no .tar.gz"; exit 1; }
look .tar.gz "$place/tar"
if command -v dpkg-shlibdeps > /dev/null; then
  [ -f "${debs[0]}" ] && dpkg-deb -x "${debs[0]}" "$place/deb" || { fault "there is no .deb"; exit 1; }
  look .deb "$place/deb/usr"
  depends=$(dpkg-deb -f "${debs[0]}" Depends)
  for library in libc6 libqt6widgets6 libqt6charts6 libkf6configcore6 libsqlite3-0 libssl3t64 tzdata ca-certificates; do
    grep -qE "(^|, )$library( |,|$)" <<< "$depends" || fault ".deb does not depend on $library"
  done
fi
exit $bad
