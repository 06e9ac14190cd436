# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./dev can do, once the environment stands.

family=""

set_up() {
  family=$(native_family)
  mkdir -p "$cache_dir/ccache" || die "$cache_dir can't be written; set FUSEBOARD_CACHE to a directory of yours."
  if [ -n "$family" ]; then setup_native "$family"; else setup_root; fi
  export CCACHE_DIR="$cache_dir/ccache" CCACHE_BASEDIR="$source_dir" CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=4G
}

# In the build environment, with no network but loopback.
inside() {
  if [ -n "$family" ]; then "$@"; else in_root --unshare-net -- "$@"; fi
}

with_network() {
  if [ -n "$family" ]; then "$@"; else in_root -- "$@"; fi
}

# In the build environment, with the person's home, display and session bus.
at_home() {
  if [ -n "$family" ]; then "$@"; return; fi
  local more=(--bind "$HOME" "$HOME" --setenv HOME "$HOME")
  [ -d /tmp/.X11-unix ] && more+=(--ro-bind /tmp/.X11-unix /tmp/.X11-unix)
  [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -d "$XDG_RUNTIME_DIR" ] && more+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR" --setenv XDG_RUNTIME_DIR "$XDG_RUNTIME_DIR")
  [ -n "${XAUTHORITY:-}" ] && [ -r "$XAUTHORITY" ] && more+=(--ro-bind "$XAUTHORITY" "$XAUTHORITY")
  local at
  for at in "$@"; do case "$at" in /tmp/*) [ -d "$at" ] && more+=(--bind "$at" "$at") ;; esac; done
  in_root "${more[@]}" -- "$@"
}

build() { # preset
  if [ ! -f "$source_dir/build/$1/build.ninja" ]; then
    inside cmake --preset "$1" > "$source_dir/.configure.log" 2>&1 || { cat "$source_dir/.configure.log" >&2; die "configuring $1 failed; the lines above say why."; }
    rm -f "$source_dir/.configure.log"
  fi
  inside cmake --build --preset "$1" || die "the build of $1 failed; the compiler's lines above say where."
}

sources() { git -C "$source_dir" ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.h'; }

verb_lint() {
  sources | inside xargs -0 clang-format --dry-run --Werror || die "some files are not formatted; ./dev format does it."
  inside reuse lint --quiet || die "a file has no licence lines; ./dev shell reuse lint names it."
  say "lint: format and licences are in order"
}
