#!/usr/bin/env bash
# Make dist/refund-desk-VERSION-setup.exe on Debian 12 or 13: CPython for Windows, the locked wheels,
# PyInstaller under Wine, NSIS. What was fetched or made stays in build/windows and is used again.
#
#   packaging/windows.sh            the installer
#   packaging/windows.sh --twice    the same, made again and compared, file by file
#   packaging/windows.sh folder     the program folder only
#
# WINDOWS_PYTHON=DIR takes an unpacked CPython 3.12 for Windows (64 bits) from there instead, such as
# the one of its makers' installer. SIGN=COMMAND signs: it is called with each file to be signed.
# Exit code 3: something is missing on this system.
set -euo pipefail
cd "$(dirname "$0")/.."

here=packaging/windows
cache=$PWD/build/windows
python=$cache/python
export WINEPREFIX=$cache/prefix
export WINEDEBUG=${WINEDEBUG:--all}
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
# The same sources give the same bytes.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1577836800)}
export SOURCE_DATE_EPOCH
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1

say() { printf 'windows: %s\n' "$*" >&2; }

install_system() {
  local missing=()
  command -v wine >/dev/null || missing+=(wine wine64)
  command -v makensis >/dev/null || missing+=(nsis)
  command -v x86_64-w64-mingw32-gcc >/dev/null || missing+=(gcc-mingw-w64-x86-64-win32)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3 python3-venv)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "missing; run as root:  apt-get install ${missing[*]}"
    exit 3
  fi
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq || say "the package lists are not all fresh; going on"
  apt-get -o Dpkg::Use-Pty=0 install -y -qq --no-install-recommends "${missing[@]}" \
    </dev/null >/dev/null
}

# done_for NAME INPUT...: whether this step was made from these inputs; else `mark NAME INPUT...`
# says so after it.
fingerprint() { sha256sum "$@" | sha256sum; }
done_for() { [ "$(cat "$cache/$1.made-from" 2>/dev/null)" = "$(fingerprint "${@:2}")" ]; }
mark() { fingerprint "${@:2}" >"$cache/$1.made-from"; }

pip_for_tools() {
  "$cache/tools/bin/python" -m pip --quiet --disable-pip-version-check --no-input "$@"
}

make_tools() {
  done_for tools requirements.lock "$here/target_wheels.py" && return 0
  say "making the tools of this build"
  python3 -m venv --clear "$cache/tools"
  # Only these two are wanted on this side; the lock knows their hashes.
  sed -nE '/^(packaging|setuptools)==/,/[^\\]$/p' requirements.lock >"$cache/tools.lock"
  pip_for_tools install --require-hashes --no-deps -r "$cache/tools.lock"
  "$cache/tools/bin/python" "$here/target_wheels.py" requirements.lock \
    "$cache/shipped.lock" "$cache/making.lock"
  mark tools requirements.lock "$here/target_wheels.py"
}

take_python() {
  if [ -n "${WINDOWS_PYTHON:-}" ]; then
    say "taking Python from $WINDOWS_PYTHON"
    rm -rf "$python"
    cp -r "$WINDOWS_PYTHON" "$python"
    rm -rf "$python/Lib/site-packages" "$python/DLLs/_wmi.pyd" "$cache/wheels.made-from"
    return 0
  fi
  local inputs=("$here/python.lock" "$here/python_files.sha256" "$here/take_python.py")
  done_for python "${inputs[@]}" && return 0
  say "fetching Python for Windows"
  mkdir -p "$cache/carrier"
  # The carrier is sources only, and pip asks it for its name; with the locked setuptools.
  pip_for_tools download --no-deps --no-binary :all: --no-build-isolation --require-hashes \
    --dest "$cache/carrier" -r "$here/python.lock"
  rm -rf "$python" "$cache/wheels.made-from"
  "$cache/tools/bin/python" "$here/take_python.py" "$cache"/carrier/*.tar.gz "$python"
  mark python "${inputs[@]}"
}

install_wheels() {
  done_for wheels "$cache/shipped.lock" "$cache/making.lock" && return 0
  say "installing the locked wheels for Windows"
  local part
  rm -rf "$python/Lib/site-packages"
  for part in shipped making; do
    pip_for_tools install --no-deps --no-compile --require-hashes --only-binary :all: \
      --platform win_amd64 --python-version 3.12 --implementation cp \
      --target "$python/Lib/site-packages" --upgrade -r "$cache/$part.lock"
  done
  mark wheels "$cache/shipped.lock" "$cache/making.lock"
}

# What Wine lacks goes into its own system folder. Beside Python it would end up in the product.
make_prefix() {
  done_for prefix "$here"/wine_gaps/* && return 0
  say "making the Wine prefix"
  rm -rf "$WINEPREFIX"
  # wineboot speaks of the 32-bit parts that are not there, and goes on.
  wineboot --init </dev/null >/dev/null 2>&1 || true
  winecfg -v win10 </dev/null
  local system=$WINEPREFIX/drive_c/windows/system32
  x86_64-w64-mingw32-gcc -shared -nostartfiles -Wl,--entry=0 -o "$system/icuuc.dll" \
    "$here/wine_gaps/icuuc.c" "$here/wine_gaps/icuuc.def"
  if [ ! -e "$system/bcryptprimitives.dll" ]; then
    x86_64-w64-mingw32-gcc -shared -o "$system/bcryptprimitives.dll" \
      "$here/wine_gaps/bcryptprimitives.c" -ladvapi32
  fi
  wineserver --wait
  mark prefix "$here"/wine_gaps/*
}

# Windows' Python wants real handles on both ends.
in_wine() { wine "$@" </dev/null 2>&1 | cat; }

make_folder() {
  say "making the program folder (some minutes)"
  rm -rf "$cache/dist" "$cache/work"
  in_wine "$python/python.exe" -m PyInstaller --noconfirm --clean --log-level WARN \
    --distpath "$cache/dist" --workpath "$cache/work" build_installer.spec
  wineserver --wait
  version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' refund_desk/__init__.py)
  folder=$cache/dist/refund-desk-$version
  "$cache/tools/bin/python" "$here/check_folder.py" "$folder" "$python"
}

sign() {
  # shellcheck disable=SC2086 # a command with its arguments
  [ -z "${SIGN:-}" ] || $SIGN "$@"
}

make_installer() {
  say "packing the installer"
  sign "$folder/refund-desk.exe"
  sign "$folder/refund-desk-console.exe"
  # One date for all, so that the same folder gives the same installer.
  find "$folder" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
  setup=$("$cache/tools/bin/python" scripts/make_setup.py "$folder" dist | tail -n 1)
  sign "$setup"
  "$cache/tools/bin/python" "$here/check_folder.py" --setup "$setup"
  say "made $setup"
}

make_all() {
  make_folder
  [ "$wanted" = folder ] || make_installer
}

sums() { (cd "$folder" && find . -type f -print0 | sort -z | xargs -0 sha256sum && sha256sum "$setup"); }

wanted=${1:-installer}
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
install_system
make_tools
take_python
install_wheels
make_prefix
if [ "$wanted" != --twice ]; then
  make_all
  exit 0
fi
# Signatures differ each time, so what is compared has none yet.
signs=${SIGN:-} SIGN=
make_all
sums >"$cache/first.sums"
make_all
sums >"$cache/second.sums"
diff "$cache/first.sums" "$cache/second.sums" || {
  say "two builds differ"
  exit 1
}
say "two builds are equal: $(wc -l <"$cache/first.sums") files with the installer"
SIGN=$signs
[ -z "$SIGN" ] || make_installer
