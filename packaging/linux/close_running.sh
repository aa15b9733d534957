# Ask every running Refund Desk of this machine to close, each as the user it belongs to. It takes
# no more work, undoes what is only planned and lets what is being sent end; that takes 25 s at
# most. Files are never exchanged under a program that moves money: when one stays, this fails.
close_running() {
  stayed=0
  for process in /proc/[0-9]*; do
    case "$(readlink "$process/exe" 2>/dev/null)" in
      /usr/lib/refund-desk/refund-desk) ;;
      *) continue ;;
    esac
    arguments=$(tr '\0' '\n' <"$process/cmdline" 2>/dev/null) || continue
    # The practice shop ends with its desk; a command ends by itself.
    case "$arguments" in
      *practice-server* | *--quit* | *--self-check*) continue ;;
    esac
    user=$(stat -c %u "$process" 2>/dev/null) || continue
    group=$(stat -c %g "$process" 2>/dev/null) || continue
    set -- --quit
    folder=$(printf '%s\n' "$arguments" | sed -n 's/^--data-dir=//p; /^--data-dir$/{n;p;}')
    if [ -n "$folder" ]; then
      case "$folder" in
        /*) ;;
        *) folder=$(readlink "$process/cwd")/$folder ;;
      esac
      set -- "$@" --data-dir "$folder"
    fi
    variable() { tr '\0' '\n' <"$process/environ" | sed -n "s/^$1=//p"; }
    echo "Refund Desk is running; asking it to close ..."
    setpriv --reuid="$user" --regid="$group" --clear-groups env -i \
      HOME="$(variable HOME)" XDG_DATA_HOME="$(variable XDG_DATA_HOME)" LANG=C.UTF-8 \
      /usr/lib/refund-desk/refund-desk "$@" || true
    # Its lock is free a moment before the process is gone.
    waits=50
    while [ "$(readlink "$process/exe" 2>/dev/null)" = /usr/lib/refund-desk/refund-desk ]; do
      waits=$((waits - 1))
      [ "$waits" -gt 0 ] || {
        stayed=1
        break
      }
      sleep 0.1
    done
  done
  if [ "$stayed" = 1 ]; then
    echo "Refund Desk is still running. Close it, then try again; nothing was changed." >&2
    return 1
  fi
}
