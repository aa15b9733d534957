#!/usr/bin/env bash
# Use the installer as a shop would, under Wine and on a screen of its own, and look at each step:
#
#   packaging/windows/try_installer.sh NEWER-setup.exe OUT [OLDER-setup.exe]
#
# Installs, starts, checks itself, refunds, upgrades while it runs, refuses the downgrade, uninstalls,
# for a user with a Chinese name and without internet. BOOKS=FOLDER gives the upgrade a practice shop's
# folder to begin with; the books and the copy that was made of them go to OUT/books. Pictures and
# times go to OUT. Needs root, xvfb, xdotool and scrot beside what windows.sh needs, and the prefix
# that windows.sh made. What Wine cannot prove is in docs/windows_check.md.
set -euo pipefail
newer=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
older=$(realpath "${3:-$1}")
export BOOKS=${BOOKS:+$(realpath "$BOOKS")}
cd "$(dirname "$0")/../.."
# Nothing but loopback from here on.
if [ -z "${TRY_OFFLINE:-}" ]; then
  TRY_OFFLINE=yes exec unshare --net sh -c 'ip link set lo up && exec "$@"' sh \
    packaging/windows/try_installer.sh "$newer" "$out" "$older"
fi

# Wine's user is named as this says.
export USER=老板
export WINEPREFIX=$out/prefix WINEDEBUG=-all
# Nothing of this goes into the menu of the desktop that Wine runs on.
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
drive=$WINEPREFIX/drive_c
# A folder as shops have them. Without a space only because Wine would put it in quotation marks,
# which NSIS does not take here.
place='C:\店里的程序\RefundDesk'
installed=$drive/店里的程序/RefundDesk
wrongs=0

say() { printf 'try: %s\n' "$*"; }
wrong() {
  wrongs=$((wrongs + 1))
  say "WRONG: $*"
}
# Windows' Python wants real handles; the exit code is that of the program.
in_wine() { wine "$@" </dev/null 2>&1 | cat; }
console() { in_wine "$installed/refund-desk-console.exe" "$@"; }
expect() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  [ "$code" = "$wanted" ] || wrong "exit code $code, not $wanted: $*"
}
picture() { scrot --overwrite "$out/$1.png"; }
# until SECONDS COMMAND...
until_holds() {
  local ends=$((SECONDS + $1))
  shift
  while ! "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $ends ] || return 1
    sleep 0.5
  done
}
gone() { [ ! -e "$1" ]; }
runs() { pgrep -f "^$1" >/dev/null; }
ended() { ! pgrep -x refund-desk.exe >/dev/null; }

new_prefix() {
  rm -rf "$WINEPREFIX"
  cp -r build/windows/prefix "$WINEPREFIX"
  local made_by
  made_by=$(basename "$(find "$drive/users" -mindepth 1 -maxdepth 1 -not -name Public)")
  mv "$drive/users/$made_by" "$drive/users/$USER"
  sed -i "s/\\(users\\\\\\\\\\)$made_by/\\1\\\\x8001\\\\x677f/g" "$WINEPREFIX"/*.reg # 老板
  # Wine lays the user's folders into those of this system; here they are its own.
  local link
  find "$drive/users" -maxdepth 2 -type l | while read -r link; do
    rm "$link"
    mkdir "$link"
  done
  # Windows has YaHei; this screen shows what it has of hanzi.
  local face
  for face in 'Microsoft YaHei UI' 'Microsoft YaHei' SimHei; do
    in_wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$face" \
      /d 'WenQuanYi Micro Hei' /f >/dev/null
  done
  books=$(find "$drive/users" -maxdepth 4 -type d -path '*AppData/Local')/RefundDesk
  wineserver --wait
}

start_screen() {
  export DISPLAY=:${TRY_DISPLAY:-93}
  Xvfb "$DISPLAY" -screen 0 1366x768x24 >/dev/null 2>&1 &
  screen=$!
  trap 'wineserver --kill || true; kill "$screen"' EXIT
  until_holds 10 xdotool getmouselocation
}

start_program() {
  rm -f "$out/timing.json"
  in_wine "$installed/refund-desk.exe" --practice --timing "Z:$out/timing.json" &
  until_holds 300 grep -q synced_ms "$out/timing.json" || wrong "the window did not come up"
  sleep 2
}

install_older() {
  expect 0 in_wine "$older" /S "/D=$place"
  [ -e "$installed/refund-desk.exe" ] || wrong "nothing was installed"
  [ -n "$(find "$drive/users" -path '*Start Menu*' -name '*.lnk' -newer "$out/begun")" ] ||
    wrong "no entry in the start menu"
  [ -n "$(find "$drive/users" -path '*Desktop*' -name '*.lnk')" ] || wrong "no icon on the desktop"
  [ -z "$(find "$drive/users" -ipath '*Startup*' -name '*.lnk')" ] || wrong "opens at sign-in"
  say "installed: $(du -sm "$installed" | cut -f1) MB"
}

look_at_starts() {
  local each
  for each in 1 2 3; do
    start_program
    say "start $each: $(cat "$out/timing.json")"
    if [ "$each" = 1 ]; then
      picture 1-started
      # A second start raises the first and ends.
      expect 0 in_wine "$installed/refund-desk.exe" --practice
    fi
    expect 0 console --quit
    until_holds 60 ended || wrong "did not end"
  done
  expect 3 console --quit
}

check_itself() {
  local code=0
  console --self-check --lang en >"$out/self-check-$1.txt" || code=$?
  say "self-check: exit $code"
  sed 's/^/  /' "$out/self-check-$1.txt"
  # The older one's faults are known; the newer one has none.
  if [ "$1" = newer ] && [ "$code" != 0 ]; then wrong "the self check says no"; fi
}

refund() {
  expect 0 console tour --out "Z:$out/tour"
  grep -q '"exit": "ok"' "$out/tour/summary.json" || wrong "the tour did not go well"
  # And one by hand, in the books that the upgrade finds.
  start_program
  xdotool key --delay 300 j j
  sleep 2
  xdotool key a
  sleep 3
  picture 2-approving
  xdotool key ctrl+Return
  sleep 30
  picture 3-refunded
}

# Books as a busy shop has them, opened by the older program.
give_books() {
  [ -n "${BOOKS:-}" ] || return 0
  expect 0 console --quit
  until_holds 60 ended || wrong "did not end"
  rm -rf "$books/practice"
  cp -r "$BOOKS" "$books/practice"
  start_program
  picture 4-before-upgrade
}

# Said once, silently, and once in words, which stay until somebody presses Enter.
refuse_downgrade() {
  expect 6 in_wine "$older" /S
  in_wine "$older" &
  local asking=$!
  sleep 8
  picture 6-downgrade-refused
  xdotool key Return
  expect 6 wait "$asking"
  say "after the refused downgrade: $(console --version | tail -n 1)"
}

upgrade() {
  if ended; then wrong "the program is not running"; fi
  expect 0 in_wine "$newer" /S
  ended || wrong "the program ran on through the upgrade"
  say "after the upgrade: $(console --version | tail -n 1)"
  check_itself newer
  expect 0 console audit verify
  start_program
  xdotool key ctrl+2
  sleep 3
  picture 5-history-after-upgrade
  expect 0 console --quit
  until_holds 60 ended || wrong "did not end"
  mkdir -p "$out/books"
  cp "$books"/practice/* "$out/books/" 2>/dev/null || true
  if [ "$older" != "$newer" ]; then
    refuse_downgrade
  fi
}

uninstall() {
  expect 0 in_wine "$installed/uninstall.exe" /S "$@"
  until_holds 60 gone "$installed" || wrong "left behind: $(ls -A "$installed")"
  [ -z "$(find "$drive/users" -name '*.lnk' -newer "$out/begun")" ] || wrong "an icon was left behind"
  if in_wine reg query 'HKCU\Software\RefundDesk' >/dev/null; then
    wrong "a key was left in the registry"
  fi
}

look_at_what_is_left() {
  uninstall
  [ -e "$books/practice/ledger.db" ] || wrong "the books went with the program"
  # The folder is always the last word.
  expect 0 in_wine "$newer" /S /SIGNIN=1 "/D=$place"
  [ -n "$(find "$drive/users" -ipath '*Startup*' -name '*.lnk')" ] || wrong "does not open at sign-in"
  uninstall /DATA=delete
  gone "$books" || wrong "the books are still there"
  say "files outside the user's folders since the beginning:"
  find "$drive" -type f -newer "$out/begun" -not -path '*/users/*' -not -path '*/windows/*' |
    sed 's/^/  /'
}

start_screen
new_prefix
touch "$out/begun"
sleep 1
install_older
look_at_starts
check_itself older
refund
give_books
upgrade
look_at_what_is_left
say "$wrongs wrong"
[ "$wrongs" = 0 ]
