# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Systems whose own packages have Qt 6.8, KDE Frameworks 6 and g++ 14: install there.

# Prints the package family of this system (debian, fedora, arch), or nothing where its packages are too old.
native_family() {
  local ID="" VERSION_ID="" ID_LIKE=""
  [ -r /etc/os-release ] && . /etc/os-release
  local major="${VERSION_ID%%.*}"
  case "$ID" in
    debian) [ "${major:-13}" -ge 13 ] && echo debian ;; # testing and unstable state no version
    ubuntu) [ "${major:-0}" -ge 25 ] && echo debian ;;
    fedora) [ "${major:-0}" -ge 41 ] && echo fedora ;;
    arch) echo arch ;;
    *) case " $ID_LIKE " in *" arch "*) echo arch ;; esac ;;
  esac
  return 0
}

missing_packages() {
  local family="$1" p
  for p in $(package_list "$family"); do
    case "$family" in
      debian) dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || echo "$p" ;;
      fedora) rpm -q --whatprovides "$p" >/dev/null 2>&1 || echo "$p" ;;
      arch) pacman -Qq "$p" >/dev/null 2>&1 || echo "$p" ;;
    esac
  done
}

setup_native() {
  local family="$1" stamp="$cache_dir/native-$1.stamp" missing
  list_installed "$stamp" "$family" && return
  missing=$(missing_packages "$family")
  if [ -n "$missing" ]; then
    say "Fuseboard installs these packages from your system's own archive:"
    say "$(echo $missing | fold -s -w 100)"
    need_admin "Installing them"
    local failed="the packages could not be installed; see the message above, check the network, then call ./dev again."
    case "$family" in
      debian) as_admin apt-get update -q || die "$failed"
              as_admin env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing || die "$failed" ;;
      fedora) as_admin dnf install -y $missing || die "$failed" ;;
      arch) as_admin pacman -S --needed --noconfirm $missing || die "$failed" ;;
    esac
  fi
  mkdir -p "$cache_dir"
  package_list "$family" > "$stamp"
}
