#!/usr/bin/env bash
# Install a package on a clean Debian and use it as a shop would: a limited user with a Chinese
# home folder, a small screen, no internet, no key store, no Python. Says what failed and ends with 1.
#
#     packaging/check_deb.sh bookworm|trixie NEW.deb [PICTURES] [OLD.deb]
#
# With OLD.deb, of an older schema, that one is installed first, and NEW.deb replaces it while it
# runs. BOOKS=FOLDER gives it a practice shop's folder to begin with; the books and the copy that was
# made of them go to PICTURES/books in the end. Needs root and debootstrap; takes some two minutes.
# shellcheck disable=SC2016,SC2317 # small scripts with their own arguments; called through expect
set -euo pipefail
cd "$(dirname "$0")/.."

suite=$1
new=$(realpath "$2")
pictures=$(realpath -m "${3:-out/check-$suite}")
old=${4:+$(realpath "$4")}
# shellcheck source=packaging/linux/clean_root.sh
. packaging/linux/clean_root.sh
make_root "$suite"
mkdir -p "$pictures" "$root/packages"
cp "$new" "$root/packages/new.deb"
[ -z "$old" ] || cp "$old" "$root/packages/old.deb"

home=/srv/老板
failed=0
say() { printf '%s %s: %s\n' "$(date +%T)" "$suite" "$*"; }
expect() { # expect WHAT COMMAND ...: the command must succeed
  local what=$1
  shift
  if "$@"; then say "ok   $what"; else
    say "FAIL $what"
    failed=1
  fi
}
# A network of its own with nothing but loopback, so that nobody is reached. $net holds it.
without_internet() {
  unshare --net sleep infinity &
  net=$!
  wait_for 5 sh -c '[ "$(readlink "/proc/$1/ns/net")" != "$(readlink /proc/self/ns/net)" ]' sh "$net"
  nsenter --net="/proc/$net/ns/net" ip link set lo up
}
net=
as_owner() {
  nsenter --net="/proc/$net/ns/net" \
    env -i HOME="$home" LANG=C.UTF-8 DISPLAY=:77 PATH=/usr/bin:/bin \
    "$(command -v chroot)" --userspec=shop:shop "$root" env --chdir="$home" "$@" </dev/null
}
install() { # where the program runs, so that it can be asked to close
  ${net:+nsenter --net="/proc/$net/ns/net"} \
    env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" \
    apt-get install -y -qq --no-install-recommends --reinstall --allow-downgrades \
    "/packages/$1.deb" >"$pictures/apt-$1.log" 2>&1 </dev/null
}
desk_of_root() { # the programs whose root is ours, without the practice shop
  local process
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/root" 2>/dev/null)" = "$root" ] || continue
    case "$(tr '\0' ' ' <"$process/cmdline")" in
      *practice-server*) ;;
      *refund-desk*) echo "${process#/proc/}" ;;
    esac
  done
}
wait_for() { # wait_for SECONDS COMMAND ...
  local ends=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$ends" ] || return 1
    sleep 0.2
  done
}
started() { [ -n "$(desk_of_root)" ]; }
gone() { [ -z "$(desk_of_root)" ]; }
synced() { grep -q synced_ms "$root$home/timing.json" 2>/dev/null; }
picture() {
  as_owner scrot --overwrite "$home/picture.png" && mv "$root$home/picture.png" "$pictures/$1.png"
}
start() { # start FLAGS ...: the program as its menu entry starts it
  local exec
  exec=$(sed -n 's/^Exec=//p' "$root/usr/share/applications/refund-desk.desktop")
  rm -f "$root$home/timing.json"
  as_owner "$exec" "$@" >"$pictures/output.log" 2>&1 &
}

# --- install ---------------------------------------------------------------------------------
expect "no Python is there" test ! -e "$root/usr/bin/python3"
first=new
[ -z "$old" ] || first=old
expect "the package installs ($first)" install "$first"
expect "no Python came with it" test ! -e "$root/usr/bin/python3"
say "installed: $(in_root dpkg-query -W -f '${Installed-Size} KiB' refund-desk)," \
  "on disk $(du -sk "$root/usr/lib/refund-desk" | cut -f1) KiB," \
  "package $(stat -c %s "$root/packages/$first.deb") bytes"
missing=$(in_root sh -c 'find /usr/lib/refund-desk -name "*.so*" -exec ldd {} + 2>/dev/null' |
  grep 'not found' | sort -u | grep -v libcups || true)
expect "every library is there ${missing:+($missing)}" test -z "$missing"
expect "the menu entry is there" test -s "$root/usr/share/applications/refund-desk.desktop"
expect "its icons are there" test -s "$root/usr/share/icons/hicolor/256x256/apps/refund-desk.png"
# For the check only, and only now: the package must not live on what these bring.
in_root apt-get install -y -qq --no-install-recommends xvfb scrot desktop-file-utils procps \
  >/dev/null 2>&1
expect "the menu entry is valid" \
  in_root desktop-file-validate /usr/share/applications/refund-desk.desktop
in_root useradd --create-home --home-dir "$home" --shell /bin/sh shop
without_internet
# In that network the display's number is taken by nobody else.
nsenter --net="/proc/$net/ns/net" env -i PATH=/usr/bin:/bin \
  "$(command -v chroot)" "$root" Xvfb :77 -screen 0 1366x768x24 -nolisten tcp \
  >/dev/null 2>&1 &
screen=$!
trap 'kill "$screen" "$net" $(desk_of_root) 2>/dev/null || true; sleep 1; _remove_root' EXIT
wait_for 20 test -e "$root/tmp/.X11-unix/X77"
touch "$root/marker"

# --- use -------------------------------------------------------------------------------------
if [ -z "$old" ]; then
  expect "the self check has nothing to say no to" \
    as_owner refund-desk --self-check >"$pictures/self-check.txt"
  cat "$pictures/self-check.txt"
  expect "the tour of the installed program" \
    as_owner refund-desk tour --out "$home/tour" --size 1366x696
  cp -r "$root$home/tour/." "$pictures/"
  tr '\n' ' ' <"$pictures/summary.json" && echo
  start
  expect "a double click opens the first page" wait_for 30 test -e "$root$home/.local/share/RefundDesk/running.json"
  sleep 3
  picture first-run
  expect "--quit closes it" as_owner refund-desk --quit
  expect "--quit says when nothing runs" \
    sh -c '"$@"; [ $? -eq 3 ]' sh env HOME="$home" \
    chroot --userspec=shop:shop "$root" refund-desk --quit
fi

if [ -n "${BOOKS:-}" ]; then
  mkdir -p "$root$home/.local/share/RefundDesk"
  cp -r "$BOOKS" "$root$home/.local/share/RefundDesk/practice"
  in_root chown -R shop: "$home"
fi

# --- upgrade while it runs ----------------------------------------------------------------------
start --practice --timing "$home/timing.json"
expect "the practice shop opens" wait_for 60 synced
sleep 2
picture practice
if [ -n "$old" ]; then
  expect "a second start of it raises the first" as_owner refund-desk --practice
fi
say "at $(cat "$root$home/timing.json")"
books="$root$home/.local/share/RefundDesk/practice/ledger.db"
expect "an upgrade while it runs" install new
expect "it was asked to close" grep -q 'asking it to close' "$pictures/apt-new.log"
expect "it has closed" wait_for 40 gone
expect "its books are there" test -s "$books"
start --practice --timing "$home/timing.json"
expect "the new one opens the same books" wait_for 60 synced
sleep 2
picture upgraded
expect "--quit closes it too" as_owner refund-desk --quit
expect "the audit trail is whole" as_owner refund-desk audit verify
if [ -n "$old" ]; then
  expect "a copy of the books was made before" \
    sh -c 'ls "$1"/ledger-before-*.db' sh "$(dirname "$books")"
  expect "the old one installs again" install old
  start --practice
  expect "the old one starts" wait_for 30 started
  sleep 10
  picture downgraded
  # shellcheck disable=SC2046 # a word for each process
  kill $(desk_of_root) || true
  expect "it is gone" wait_for 20 gone
  expect "back to the new one" install new
  expect "the audit trail is still whole" as_owner refund-desk audit verify
fi

mkdir -p "$pictures/books"
cp "$(dirname "$books")"/* "$pictures/books/" 2>/dev/null || true

# --- leave -----------------------------------------------------------------------------------
owner=$(stat -c %u "$root$home")
written=$(find "$root" -xdev -newer "$root/marker" \( -type f -o -type l \) -uid "$owner" \
  -not -path "$root$home/*" -not -path "$root/proc/*" -not -path "$root/dev/*" || true)
expect "it wrote into its user's own folders only ${written:+($written)}" test -z "$written"
in_root apt-get purge -y -qq refund-desk >/dev/null 2>&1
expect "nothing of the program is left" \
  sh -c '! find "$1/usr" "$1/etc" "$1/var/lib/dpkg/info" -name "refund-desk*" | grep .' sh "$root"
expect "the books are still there" test -s "$books"
if [ "$failed" -eq 0 ]; then say "all passed"; else say "FAILED"; fi
exit "$failed"
