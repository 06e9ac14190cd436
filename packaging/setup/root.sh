# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Systems with older packages: a private Debian 13 root in the cache directory, entered without rights by bubblewrap.

root_dir() { echo "$cache_dir/debian13"; }

root_ready() { list_installed "$(root_dir)/fuseboard.packages" debian debian-root; }

# The two programs that make and enter the root come from the system's own packages.
setup_root_tools() {
  local missing=()
  command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
  command -v bwrap >/dev/null || missing+=(bubblewrap)
  command -v ccache >/dev/null || missing+=(ccache)
  [ "${#missing[@]}" = 0 ] && return
  command -v apt-get >/dev/null || die "this system has neither recent enough packages nor apt-get; please install ${missing[*]} and call ./dev again."
  say "Installing ${missing[*]} from your system's own archive."
  as_admin apt-get update -q >> "$setup_log" 2>&1 || say "  the package lists could not be refreshed; going on with those at hand."
  as_admin env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" debian-archive-keyring >> "$setup_log" 2>&1 \
    || die "${missing[*]} could not be installed; $setup_log says why. Check the network and call ./dev again."
}

setup_root() {
  root_ready && return
  local root; root=$(root_dir)
  mkdir -p "$cache_dir"
  setup_log="$cache_dir/setup.log"
  if [ -f "$root/fuseboard.packages" ]; then
    need_disk "$cache_dir" 500
    say "Fuseboard needs packages that are not in $root yet; it installs them there. The log is $setup_log."
  else
    need_disk "$cache_dir" 3500
    say "This system's Qt is older than 6.8, so Fuseboard makes a private Debian 13 in $root."
    say "Expected: about 600 MB to download, 2.5 GB of disk, two to six minutes, once. The log is $setup_log."
  fi
  need_admin "Making it"
  setup_root_tools
  exec 9> "$cache_dir/setup.lock"
  flock -n 9 || { say "Another ./dev is setting up; waiting for it."; flock 9; }
  if root_ready; then exec 9>&-; return; fi
  make_root "$root"
  install_in_root "$root"
  package_list debian debian-root | as_admin tee "$root/fuseboard.packages" >/dev/null
  exec 9>&-
}

make_root() {
  local root="$1"
  [ -e "$root/fuseboard.base" ] && return
  say "[1/2] Making the base system"
  as_admin rm -rf "$root.part"
  # Without a mirror argument mmdebstrap uses Debian's default; FUSEBOARD_MIRROR overrides it.
  as_admin mmdebstrap --variant=apt trixie "$root.part" ${FUSEBOARD_MIRROR:+"$FUSEBOARD_MIRROR"} >> "$setup_log" 2>&1 \
    || die "the base system could not be made; $setup_log says why. Check the network and call ./dev again; nothing else was changed."
  as_admin touch "$root.part/fuseboard.base"
  as_admin rm -rf "$root"
  as_admin mv "$root.part" "$root"
}

# apt keeps what it has downloaded, so a second try goes on where the first one stopped.
install_in_root() {
  local root="$1"
  say "[2/2] Installing compiler, Qt and libraries"
  printf '#!/bin/sh\nexit 101\n' | as_admin tee "$root/usr/sbin/policy-rc.d" >/dev/null # no service starts in there
  as_admin chmod +x "$root/usr/sbin/policy-rc.d"
  # The unprivileged user that everything runs as in there; D-Bus and initdb look it up.
  grep -q '^fuseboard:' "$root/etc/passwd" \
    || echo 'fuseboard:x:1000:1000:Fuseboard:/tmp/home:/bin/bash' | as_admin tee -a "$root/etc/passwd" >/dev/null
  grep -q '^fuseboard:' "$root/etc/group" || echo 'fuseboard:x:1000:' | as_admin tee -a "$root/etc/group" >/dev/null
  as_admin cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  as_admin unshare --mount bash -c '
    set -e
    root="$1"; shift
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs run "$root/run"
    export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
    # A set-up that was killed leaves its dpkg behind, which finishes its package and holds the lock until then.
    for _ in $(seq 60); do
      words=$(chroot "$root" dpkg --configure -a 2>&1) && break
      echo "$words"
      grep -q "database lock was locked" <<< "$words" || exit 1
      sleep 3
    done
    chroot "$root" apt-get update -q
    chroot "$root" apt-get install -y --no-install-recommends -o APT::Status-Fd=8 "$@" 8>&9
  ' setup "$root" $(package_list debian debian-root) 9>&1 >> "$setup_log" 2>&1 | show_progress \
    || die "the packages could not be installed; $setup_log says why. Check the network and call ./dev again; it goes on from here."
}

# Turns apt's status lines (dlstatus:..:percent:what, pmstatus:..) into one line that moves.
show_progress() {
  awk -F: -v tty="$([ -t 2 ] && echo 1)" '
    { step = $1 == "dlstatus" ? "downloading" : "installing"; now = int($3)
      if (tty) printf "\r      %s %3d %% ", step, now > "/dev/stderr"
      else if (step != last || now >= shown + 20) { printf "      %s %d %%\n", step, now > "/dev/stderr"; shown = now; last = step } }
    END { if (tty) print "" > "/dev/stderr" }'
}

# Runs a command in the root: the source tree, the cache and a temporary home are there, as an unprivileged user.
# Words before "--" are more arguments for bubblewrap.
in_root() {
  local more=()
  while [ "$1" != -- ]; do more+=("$1"); shift; done; shift
  local root shared; root=$(root_dir); shared=$(dirname "$source_dir")/shared
  [ -d "$shared" ] && more+=(--ro-bind "$shared" "$shared")
  bwrap --unshare-user --uid 1000 --gid 1000 --unshare-pid --die-with-parent \
    --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --ro-bind "$root/var/lib" /var/lib \
    --ro-bind "$root/var/cache/fontconfig" /var/cache/fontconfig --dir /var/tmp \
    --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
    --dev /dev --proc /proc --tmpfs /run --tmpfs /tmp --tmpfs /dev/shm \
    --dir /run/user/1000 --setenv XDG_RUNTIME_DIR /run/user/1000 --setenv HOME /tmp/home --dir /tmp/home \
    --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin --setenv LC_ALL C.UTF-8 --setenv USER fuseboard \
    --bind "$cache_dir/ccache" "$cache_dir/ccache" --bind "$source_dir" "$source_dir" --chdir "$source_dir" \
    "${more[@]}" -- "$@"
}
