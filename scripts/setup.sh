#!/usr/bin/env bash
# Make this checkout ready to run: system libraries, a Chinese font, .venv, the locked packages.
# Quick when nothing is missing. As root on Debian it installs what is missing; otherwise it says
# what to install and stops with exit code 3. `setup.sh installer` adds what building a package needs.
set -euo pipefail
cd "$(dirname "$0")/.."

# What Qt's tools and its platforms `offscreen`, `xcb` and `wayland` load, and the package each
# comes from; found on bare Debian 12 and 13 by adding packages until windows came up.
libraries=(
  libglib-2.0.so.0:libglib2.0-0
  libGL.so.1:libgl1
  libEGL.so.1:libegl1
  libfontconfig.so.1:libfontconfig1
  libdbus-1.so.3:libdbus-1-3
  libgssapi_krb5.so.2:libgssapi-krb5-2
  libxkbcommon.so.0:libxkbcommon0
  libxkbcommon-x11.so.0:libxkbcommon-x11-0
  libxcb-cursor.so.0:libxcb-cursor0
  libxcb-icccm.so.4:libxcb-icccm4
  libxcb-keysyms.so.1:libxcb-keysyms1
  libxcb-shape.so.0:libxcb-shape0
  libwayland-cursor.so.0:libwayland-cursor0
)
tools=()
if [ "${1:-}" = installer ]; then
  libraries+=(libwayland-egl.so.1:libwayland-egl1)
  tools+=(readelf:binutils)
fi
font=/usr/share/fonts/truetype/wqy/wqy-microhei.ttc

say() { printf 'setup: %s\n' "$*" >&2; }

usable_python() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
    >/dev/null 2>&1
}

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if usable_python "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
}

missing_packages() {
  local known entry
  known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
  for entry in "${libraries[@]}"; do
    case "$known" in
      *"${entry%%:*} "*) ;;
      *) printf '%s\n' "${entry#*:}" ;;
    esac
  done
  for entry in "${tools[@]}"; do
    command -v "${entry%%:*}" >/dev/null || printf '%s\n' "${entry#*:}"
  done
  [ -e "$font" ] || printf 'fonts-wqy-microhei\n'
  [ -x .venv/bin/python ] || [ -n "$(find_python)" ] || printf 'python3\npython3-venv\n'
}

install_system() {
  local missing
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    say "this system lacks what these Debian packages hold: $missing"
    exit 3
  fi
  if [ "$(id -u)" -ne 0 ]; then
    say "missing; run as root:  apt-get install $missing"
    exit 3
  fi
  say "installing $missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o Acquire::Retries=3 update -qq || say "the package lists are not all fresh; going on"
  # shellcheck disable=SC2086 # one word a package
  apt-get -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install -y -qq --no-install-recommends $missing </dev/null >/dev/null
}

# The stamp holds what the environment was made from, so a changed lock or a moved checkout
# (an environment knows its own path) is noticed.
fingerprint() {
  pwd
  sha256sum requirements.lock pyproject.toml
}

install_packages() {
  local stamp=.venv/made-from
  if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null \
    && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ]; then
    return 0
  fi
  if ! usable_python .venv/bin/python || [ "$(head -n 1 "$stamp" 2>/dev/null || pwd)" != "$(pwd)" ]
  then
    local python
    python=$(find_python)
    if [ -z "$python" ]; then
      say "Python 3.11, 3.12 or 3.13 with venv is needed (set PYTHON=... to name one)"
      exit 3
    fi
    say "making .venv with $python"
    "$python" -m venv --clear .venv
  fi
  say "installing the locked packages"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --no-deps --no-build-isolation --no-index -e .
  fingerprint >"$stamp"
}

# Two targets started at once must not make the same environment twice.
mkdir -p build
exec 9>build/setup.lock
command -v flock >/dev/null && flock 9
install_system
install_packages
