# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What every step of the set-up shares: words to the person, rights, package lists.

say() { printf '%s\n' "$*" >&2; }
die() { say "dev: $*"; exit 1; }

# Runs a command with the rights to install packages.
as_admin() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Asks for those rights, before anything is begun that needs them.
need_admin() { # what for
  [ "$(id -u)" != 0 ] || return 0
  command -v sudo >/dev/null || die "$1 needs administrator rights, and there is no sudo here; nothing was changed. Have somebody call this once as root: FUSEBOARD_CACHE=$cache_dir $source_dir/dev build"
  sudo -v || die "$1 needs administrator rights, and sudo did not give them; nothing was changed."
}

package_list() { # lists...
  local list
  for list in "$@"; do grep -v '^#' "$setup_dir/$list.txt"; done
}

# Whether the stamp of an earlier set-up names every package of the lists; one that names more will do too.
list_installed() { # stamp, lists...
  local stamp="$1"; shift
  [ -f "$stamp" ] && [ -z "$(package_list "$@" | grep -vxFf "$stamp")" ]
}

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
