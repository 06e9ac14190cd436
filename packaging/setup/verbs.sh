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

configure() { # preset
  local preset="$1" plan="$source_dir/build/$1/build.ninja"
  if [ ! -f "$plan" ] || [ "$source_dir/CMakePresets.json" -nt "$plan" ]; then
    mkdir -p "$source_dir/build"
    inside cmake --preset "$preset" > "$source_dir/build/configure.log" 2>&1 \
      || { cat "$source_dir/build/configure.log" >&2; die "configuring $preset failed; the lines above say why."; }
  fi
}

build() { # preset, targets...
  local preset="$1"; shift
  configure "$preset"
  inside cmake --build --preset "$preset" ${1:+--target "$@"} || die "the build of $preset failed; the compiler's lines above say where."
}

sources() { git -C "$source_dir" ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.h'; }

verb_lint() { # [--tidy [FILE...]]
  local unformatted files=()
  [ $# = 0 ] || [ "$1" = --tidy ] || die "lint takes --tidy and, after it, files; not '$1'."
  unformatted=$(sources | inside xargs -0 clang-format --dry-run --Werror 2>&1 | sed -n 's/^\([^ :]*\):.*error:.*/\1/p' | sort -u || true)
  [ -z "$unformatted" ] || die "these files are not formatted, ./dev format does it: $(echo $unformatted | cut -c1-600)"
  inside reuse --root "$source_dir" lint --quiet || die "a file has no licence lines; './dev shell reuse lint' names it."
  say "lint: format and licences are in order"
  [ "${1:-}" = --tidy ] || return 0
  shift
  build dev
  if [ $# -gt 0 ]; then files=("$@"); else mapfile -d '' -t files < <(sources | grep -zE '^(app|ui|models)/.*\.cpp$'); fi
  say "clang-tidy reads ${#files[@]} files, some twenty seconds each where they changed; it may be stopped and goes on later."
  inside nice packaging/check/tidy.sh build/dev "${files[@]}" || die "clang-tidy has something to say, above."
  say "lint: clang-tidy has nothing to say"
}

# What runs on Node.js, fetched by this system's npm in the versions of the lock file. Where that can't be, what needs it is
# skipped. fetch_node FROM NAME WHAT SIZES SKIPPED
fetch_node() {
  local from="$source_dir/$1" to="$source_dir/build/$2"
  cmp -s "$from/package-lock.json" "$to/fetched.json" && return
  command -v npm >/dev/null || { say "There is no npm here: $5 skipped."; return; }
  say "Fetching $3: $4, once."
  mkdir -p "$to" && rm -f "$to/fetched.json" && cp "$from"/package*.json "$to"
  if (cd "$to" && timeout 120 npm ci --ignore-scripts --no-audit --no-fund) > "$source_dir/build/$2.log" 2>&1; then
    cp "$from/package-lock.json" "$to/fetched.json"
  else
    say "It can't be fetched, build/$2.log says why: $5 skipped."
  fi
}

# With which tests call the gateway.
fetch_sdks() {
  fetch_node tests/app/gateway/sdks node-sdks "the providers' SDKs for Node.js" "about 10 MB to download, 55 MB of disk" \
    "the tests with the providers' SDKs for Node.js are"
}

# Against which a benchmark holds the gateway.
fetch_portkey() {
  fetch_node tests/bench/portkey portkey "Portkey's gateway" "about 5 MB to download, 25 MB of disk" \
    "the comparison with Portkey is"
}

verb_test() {
  local preset=dev select=() targets=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --asan) preset=asan ;;
      --tsan) preset=tsan ;;
      -R) select=(-R "${2:?-R needs the name of a test}"); shift ;;
      *) die "test takes --asan, --tsan and -R NAME, not '$1'." ;;
    esac
    shift
  done
  set_up
  if [ ${#select[@]} = 0 ] && [ "$preset" = dev ]; then verb_lint; fi
  if [ "$preset" = tsan ]; then # what runs in threads of ours: Qt's own are not built for it, and seem to race
    [ ${#select[@]} != 0 ] || select=(-R '^(app_http|app_gateway.*|crash_gateway|crash_journal)$')
    configure tsan
    # A test bears its target's name.
    mapfile -t targets < <(inside ctest --test-dir build/tsan -N "${select[@]}" | sed -n 's/^ *Test *#[0-9]*: //p')
    [ ${#targets[@]} != 0 ] || die "there is no such test."
  fi
  build "$preset" "${targets[@]}"
  fetch_sdks
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

verb_bench() { # [NAME [the benchmark's own arguments]]
  set_up
  mkdir -p "$source_dir/build"
  inside cmake --preset release -DBUILD_BENCHMARKS=ON > "$source_dir/build/configure.log" 2>&1 \
    || { tail -20 "$source_dir/build/configure.log" >&2; die "configuring the benchmarks failed; the lines above say why."; }
  local names name failed=""
  names=$(inside ninja -C "$source_dir/build/release" -t targets all | sed -n 's|^bin/bench_\([a-z0-9_-]*\): .*|\1|p' | sort)
  [ -n "$names" ] || die "there are no benchmarks yet; they stand in tests/bench."
  if [ $# -gt 0 ]; then
    name="$1"; shift
    grep -qxF -- "$name" <<< "$names" || die "there is no benchmark '$name'; there are: $(echo $names | sed 's/ /, /g')."
    names="$name"
  fi
  for name in $names; do
    build release "bench_$name" >&2
    [ "$name" != gateway ] || fetch_portkey >&2
    say "== $name"
    inside "$source_dir/build/release/bin/bench_$name" "$@" || failed="$failed $name"
  done
  [ -z "$failed" ] || die "these benchmarks did not get to their end:$failed."
}

verb_package() {
  [ $# = 0 ] || die "package takes no arguments, not '$1'."
  set_up
  build release programs
  local programs=(build/release/bin/fuseboard{,ctl,-gateway,-sandbox})
  inside packaging/check/hardening.sh build/release/compile_commands.json "${programs[@]}" \
    || die "the programs are not hardened as a release must be; the lines above say what is missing."
  rm -rf "$source_dir/build/packages"
  # The same sources make the same archive: its files carry the time of the last change.
  export SOURCE_DATE_EPOCH; SOURCE_DATE_EPOCH=$(git -C "$source_dir" log -1 --format=%ct 2>/dev/null || date +%s)
  inside cpack --config build/release/CPackConfig.cmake -B build/packages > "$source_dir/build/package.log" 2>&1 \
    || { tail -20 "$source_dir/build/package.log" >&2; die "the archives could not be made; build/package.log says why."; }
  rm -rf "$source_dir/build/packages/_CPack_Packages"
  inside packaging/check/package.sh build/packages || die "the archives are not whole; the lines above say what is wrong."
  say "Made, hardened as releases are, each program started from the archive:"
  (cd "$source_dir" && ls -l build/packages | awk 'NR > 1 {printf "  build/packages/%s  %.1f MB\n", $NF, $5 / 1e6}' >&2)
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
