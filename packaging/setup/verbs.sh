# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./dev can do, once the environment stands.

family=""

set_up() {
  family=$(native_family)
  mkdir -p "$cache_dir/ccache" 2>/dev/null || die "$cache_dir can't be written; set FUSEBOARD_CACHE to a directory of yours."
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

build() { # preset, targets...
  local preset="$1"; shift
  if [ ! -f "$source_dir/build/$preset/build.ninja" ]; then
    mkdir -p "$source_dir/build"
    inside cmake --preset "$preset" > "$source_dir/build/configure.log" 2>&1 \
      || { cat "$source_dir/build/configure.log" >&2; die "configuring $preset failed; the lines above say why."; }
  fi
  inside cmake --build --preset "$preset" ${1:+--target "$@"} || die "the build of $preset failed; the compiler's lines above say where."
}

sources() { git -C "$source_dir" ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.h'; }

verb_lint() {
  local unformatted
  unformatted=$(sources | inside xargs -0 clang-format --dry-run --Werror 2>&1 | sed -n 's/^\([^ :]*\):.*error:.*/\1/p' | sort -u)
  [ -z "$unformatted" ] || die "these files are not formatted, ./dev format does it: $(echo $unformatted | cut -c1-600)"
  inside reuse --root "$source_dir" lint --quiet || die "a file has no licence lines; './dev shell reuse lint' names it."
  say "lint: format and licences are in order"
  if [ "${1:-}" = --tidy ]; then
    build dev
    sources | tr '\0' '\n' | grep '\.cpp$' | grep -v '^tests/' | inside xargs -P 2 -n 1 clang-tidy --quiet -p build/dev \
      || die "clang-tidy has something to say, above."
  fi
}

verb_test() {
  local preset=dev select=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --asan) preset=asan ;;
      -R) select=(-R "${2:?-R needs the name of a test}"); shift ;;
      *) die "test takes --asan and -R NAME, not '$1'." ;;
    esac
    shift
  done
  set_up
  if [ ${#select[@]} = 0 ] && [ "$preset" = dev ]; then verb_lint; fi
  build "$preset"
  local log="$source_dir/build/test-$preset.log" failed=0
  say "Running the tests; every word of them is in $log"
  inside "$setup_dir/run-tests.sh" "$preset" "$log" "${select[@]}" || failed=1
  check_skips "$log" || failed=1
  [ "$failed" = 0 ] || die "not all is well; $log has the whole story."
}

# A skipped test is allowed only where tests/skips.txt names it.
check_skips() {
  local skipped name bad=0
  skipped=$(sed -n 's/.*\[ *SKIPPED *\] \([A-Za-z0-9_./]*\).*/\1/p; s/.*SKIP *: \([A-Za-z0-9_:]*\)(.*/\1/p' "$1" | grep -v '^$' | sort -u || true)
  for name in $skipped; do
    case "$name" in [0-9]*) continue ;; esac # the count in GoogleTest's closing lines
    grep -v '^#' "$source_dir/tests/skips.txt" | cut -d' ' -f1 | grep -qxF "$name" || { say "dev: $name was skipped, and tests/skips.txt does not allow it."; bad=1; }
  done
  return $bad
}

verb_bench() {
  set_up
  build release
  inside cmake --preset release -DBUILD_BENCHMARKS=ON > "$source_dir/build/configure.log" 2>&1 || die "configuring the benchmarks failed; see build/configure.log."
  inside cmake --build --preset release
  local found=0 program
  for program in "$source_dir"/build/release/bin/bench_${1:-*}; do
    [ -x "$program" ] || continue
    found=1
    inside "$program"
  done
  [ "$found" = 1 ] || die "there is no benchmark '${1:-}'."
}

verb_package() {
  set_up
  build release
  inside cpack --config build/release/CPackConfig.cmake -B build/packages
  say "The packages are in $source_dir/build/packages."
}

verb_run() {
  local pass=(--sandbox)
  while [ $# -gt 0 ]; do
    case "$1" in
      --fresh) pass+=(--fresh) ;;
      --seconds) case "${2:-}" in ""|*[!0-9]*) die "--seconds needs a number of seconds." ;; esac
                 pass+=(--seconds "$2"); shift ;;
      *) die "run takes --fresh and --seconds N, not '$1'." ;;
    esac
    shift
  done
  announce_run
  set_up
  build dev programs
  say "Starting Fuseboard with its sandbox company. After about 45 seconds an agent runs away: press Freeze Payments."
  if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    local shots="$source_dir/build/run"
    mkdir -p "$shots"
    say "There is no display here, so it runs on a virtual one; screenshots: $shots/now.png, every few seconds."
    at_home "$setup_dir/headless.sh" "$shots" "$source_dir/build/dev/bin/fuseboard" "${pass[@]}"
  else
    at_home "$source_dir/build/dev/bin/fuseboard" "${pass[@]}"
  fi
}

announce_run() {
  family=$(native_family)
  if [ -n "$family" ] || root_ready; then
    [ -x "$source_dir/build/dev/bin/fuseboard" ] || say "Expected: nothing more to download, about 1 GB of disk, five to fifteen minutes to build, once."
  else
    say "Expected: about 600 MB to download, 3.5 GB of disk, ten to twenty minutes until the window opens; the next time, seconds."
  fi
}

# In the build environment, with the person's home, display and session bus.
at_home() {
  if [ -n "$family" ]; then "$@"; return; fi
  local more=(--bind "$HOME" "$HOME" --setenv HOME "$HOME")
  [ -d /tmp/.X11-unix ] && [ -n "${DISPLAY:-}" ] && more+=(--ro-bind /tmp/.X11-unix /tmp/.X11-unix)
  [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -d "$XDG_RUNTIME_DIR" ] && more+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR" --setenv XDG_RUNTIME_DIR "$XDG_RUNTIME_DIR")
  [ -n "${XAUTHORITY:-}" ] && [ -r "$XAUTHORITY" ] && more+=(--ro-bind "$XAUTHORITY" "$XAUTHORITY")
  in_root "${more[@]}" -- "$@"
}
