# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What every step of the set-up shares: words to the person, rights, package lists.

say() { printf '%s\n' "$*" >&2; }
die() { say "dev: $*"; exit 1; }

# Runs a command with the rights to install packages; asks for them only where they are missing.
as_admin() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || die "installing packages needs administrator rights, and sudo is not here; run once as root: $*"
  sudo "$@"
}

package_list() { grep -v '^#' "$setup_dir/$1.txt"; }

# The set-up is complete for exactly this list of packages.
list_stamp() { sha256sum "$setup_dir/$1.txt" | cut -c1-16; }

# Megabytes free where a path is, or will be.
free_mb() {
  local at="$1"
  while [ ! -d "$at" ]; do at=$(dirname "$at"); done
  df -Pm "$at" | awk 'NR==2 {print $4}'
}

need_disk() { # path, megabytes
  local have; have=$(free_mb "$1")
  [ "$have" -ge "$2" ] || die "$1 has $have MB free and the set-up needs $2 MB; free some disk space or set FUSEBOARD_CACHE to a larger disk."
}
