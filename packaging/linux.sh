#!/usr/bin/env bash
# Build the Linux folder and its Debian package in a clean Debian 12, from what is committed.
#
#     packaging/linux.sh [--twice] [FOLDER]        results in FOLDER, dist/ unless named
#
# Beside the package lie the list of its parts (CycloneDX) and SHA256SUMS. SIGN=COMMAND signs: it is
# called with each file to be signed. Needs root and debootstrap; takes about three minutes. Debian 12 is the oldest system that the
# program runs on, so it is built there. --twice builds again and compares every file.
set -euo pipefail
cd "$(dirname "$0")/.."

twice=
if [ "${1:-}" = --twice ]; then
  twice=yes
  shift
fi
out=$(realpath -m "${1:-dist}")
if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
  echo "linux.sh: needs root and debootstrap" >&2
  exit 3
fi

# shellcheck source=packaging/linux/clean_root.sh
. packaging/linux/clean_root.sh
make_root bookworm
# What PyInstaller and make_deb.py need; the libraries come through scripts/setup.sh. The wayland
# ones are wanted by Qt's plugin, libcups2 by its printing.
in_root apt-get install -y -qq --no-install-recommends \
  make binutils ca-certificates python3 python3-venv libpython3.11 libwayland-egl1 libcups2
trust_as_the_host_does

mkdir "$root/build"
git archive HEAD | tar -x -C "$root/build"
epoch=$(git log -1 --format=%ct)

build() {
  in_root env SOURCE_DATE_EPOCH="$epoch" make -C /build installer >"$root/build.log" 2>&1 || {
    tail -n 40 "$root/build.log" >&2
    exit 1
  }
}

sums() {
  (cd "$root/build/dist" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
}

build
in_root env SOURCE_DATE_EPOCH="$epoch" make -C /build sbom >"$root/sbom.log" 2>&1
sums >"$root/first.sums"
mkdir -p "$out"
cp -a "$root/build/dist/." "$out/"
if [ -n "$twice" ]; then
  rm -rf "$root/build/dist" "$root/build/build/build_installer"
  find "$root/build/resources" -name '*.qm' -delete
  build
  in_root env SOURCE_DATE_EPOCH="$epoch" make -C /build sbom >"$root/sbom.log" 2>&1
  sums >"$root/second.sums"
  diff "$root/first.sums" "$root/second.sums" || {
    echo "linux.sh: two builds differ" >&2
    exit 1
  }
  echo "two builds are equal: $(wc -l <"$root/first.sums") files"
fi
cd "$out"
for file in *.deb *.cdx.json; do
  [ -z "${SIGN:-}" ] || $SIGN "$file"
done
sha256sum -- *.deb *.cdx.json >SHA256SUMS
ls -l -- *.deb *.cdx.json
