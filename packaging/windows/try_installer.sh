#!/usr/bin/env bash
# Use the installer as a shop would, under Wine and on a screen of its own, and look at each step:
#
#   packaging/windows/try_installer.sh NEWER-setup.exe OUT [OLDER-setup.exe]
#
# Installs, starts, refunds, upgrades while it runs, checks itself, makes the tour, takes files that are
# dropped on the icon, refuses the downgrade, opens at sign-in, uninstalls; for a user with a Chinese
# name who may write into the own folders only, and without internet. BOOKS=FOLDER gives the upgrade a
# practice shop's folder to begin with; the books and the copy that was made of them go to OUT/books.
# Pictures and times go to OUT. packaging/older.sh makes an OLDER where no release is at hand. Needs
# root, xvfb, xdotool and scrot beside what windows.sh needs, and the prefix that windows.sh made. What
# Wine cannot prove is in docs/windows_check.md.
set -euo pipefail
# Wine reads names from the command line as this says.
export LC_ALL=C.UTF-8
newer=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
older=$(realpath "${3:-$1}")
BOOKS=${BOOKS:+$(realpath "$BOOKS")}
cd "$(dirname "$0")/../.."

# Wine's user is named as this says.
export USER=老板
export WINEPREFIX=$out/prefix WINEDEBUG=-all
# Nothing of this goes into the menu of the desktop that Wine runs on.
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
drive=$WINEPREFIX/drive_c

# As root: a Windows in which this user may write only where Windows lets a limited user write.
prepare() {
  local nobody kept
  nobody=$(id -u nobody)
  rm -rf "${out:?}/prefix" "${out:?}/home" "${out:?}/given"
  mkdir "$out/home"
  [ -z "$BOOKS" ] || cp -r "$BOOKS" "$out/given"
  cp -r build/windows/prefix "$WINEPREFIX"
  # The name of a folder of the user who made the prefix.
  rm -f "$WINEPREFIX/wineserver"
  cp "$newer" "$out/newer-setup.exe"
  cp "$older" "$out/older-setup.exe"
  chown -R "$nobody" "$out"
  for kept in windows 'Program Files' 'Program Files (x86)' ProgramData; do
    [ ! -e "$drive/$kept" ] || chown -R root "$drive/$kept"
  done
  # Nothing but loopback from here on.
  TRY_PREPARED=yes BOOKS=${BOOKS:+$out/given} HOME=$out/home exec unshare --net sh -c 'ip link set lo up && exec "$@"' sh \
    setpriv --reuid="$nobody" --regid="$nobody" --clear-groups \
    packaging/windows/try_installer.sh "$out/newer-setup.exe" "$out" "$out/older-setup.exe"
}
[ -n "${TRY_PREPARED:-}" ] || prepare

# A folder as shops have them. Without a space only because Wine would put it in quotation marks,
# which NSIS does not take here.
place='C:\店里的程序\RefundDesk'
installed=$drive/店里的程序/RefundDesk
# Whether two programs are tried; they are copies by now.
two=yes
cmp -s "$newer" "$older" && two=
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
ended() { ! pgrep -x refund-desk.exe >/dev/null; }
runs_at_sign_in() { pgrep -x refund-desk.exe; }

name_the_user() {
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

end_program() {
  expect 0 console --quit
  until_holds 60 ended || wrong "did not end"
}

look_at_starts() {
  local each
  for each in 1 2 3; do
    start_program
    say "start $each: $(cat "$out/timing.json")"
    # A second start raises the first and ends.
    [ "$each" != 1 ] || expect 0 in_wine "$installed/refund-desk.exe" --practice
    end_program
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

# By hand, in the books that the upgrade finds.
refund() {
  start_program
  picture 1-started
  xdotool key --delay 300 j j
  sleep 2
  xdotool key a
  sleep 3
  picture 2-approving
  xdotool key ctrl+Return
  sleep 30
  picture 3-refunded
}

tour() {
  expect 0 console tour --out "Z:$out/tour"
  grep -q '"exit": "ok"' "$out/tour/summary.json" || wrong "the tour did not go well"
  say "tour: $(tr -d '\n ' <"$out/tour/summary.json")"
}

asks_to_import() { xdotool search --onlyvisible --name '^从表格导入$'; }
does_not_ask() { ! asks_to_import; }

# A file dropped on an icon is named to the icon's program, by its whole path, and nothing else is.
drop_tables() {
  local desktop table
  desktop=$drive/users/$USER/Desktop
  for table in '周一 申请' '周二 申请'; do
    printf '订单号,金额,原因\n4200002400202611000001078750,20,商品破损\n' >"$desktop/$table.csv"
    # The first starts the program, the second finds it running.
    in_wine "$installed/refund-desk.exe" "C:\\users\\$USER\\Desktop\\$table.csv" &
    until_holds 120 asks_to_import || wrong "the import of $table was not shown"
    sleep 5
    picture "7-dropped-$table"
    xdotool key Escape
    until_holds 20 does_not_ask || wrong "the import of $table did not close"
  done
  [ "$(pgrep -cx refund-desk.exe)" = "$programs" ] || wrong "a second program runs"
  end_program
}

# Books as a busy shop has them, opened by the older program.
give_books() {
  [ -n "${BOOKS:-}" ] || return 0
  end_program
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
  programs=$(pgrep -cx refund-desk.exe)
  xdotool key ctrl+2
  sleep 3
  picture 5-history-after-upgrade
  end_program
  mkdir -p "$out/books"
  cp "$books"/practice/* "$out/books/" 2>/dev/null || true
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
  # Wine cannot follow a link to a folder with hanzi; the folder is always the last word.
  installed=$drive/RefundDesk
  expect 0 in_wine "$newer" /S /SIGNIN=1 '/D=C:\RefundDesk'
  [ -n "$(find "$drive/users" -ipath '*Startup*' -name '*.lnk')" ] || wrong "no entry for sign-in"
  wineserver --wait
  # Signing in: what Windows does with that folder, Wine does when it boots.
  in_wine wineboot &
  until_holds 60 runs_at_sign_in || wrong "does not open at sign-in"
  sleep 10
  # It runs while it is uninstalled.
  uninstall /DATA=delete
  ended || wrong "it runs on"
  gone "$books" || wrong "the books are still there"
  wineserver --wait
  if grep -aqi 'refund.\?desk' "$WINEPREFIX/system.reg"; then
    wrong "something was written into the registry of all users"
  fi
  say "files outside the user's folders since the beginning:"
  find "$drive" -type f -newer "$out/begun" -not -path '*/users/*' -not -path '*/windows/*' |
    sed 's/^/  /'
}

start_screen
name_the_user
touch "$out/begun"
sleep 1
install_older
check_itself older
refund
give_books
upgrade
look_at_starts
tour
drop_tables
[ -z "$two" ] || refuse_downgrade
look_at_what_is_left
say "$wrongs wrong"
[ "$wrongs" = 0 ]
