# A clean Debian in a folder that goes when the script ends. Sourced; needs root and debootstrap.
#
#     make_root bookworm           makes it and sets $root
#     in_root COMMAND ...          runs a command in it, with nothing of this machine's environment
#     trust_as_the_host_does       TLS authorities of this machine, as behind a company's proxy

root=

_remove_root() {
  [ -n "$root" ] || return 0
  local place
  for place in "$root"/dev/pts "$root"/dev/shm "$root"/dev "$root"/proc; do
    mountpoint -q "$place" && umount -l "$place"
  done
  # Never through what is still mounted.
  rm -rf --one-file-system "$root"
}
trap _remove_root EXIT

make_root() {
  root=$(mktemp -d)
  chmod 755 "$root"
  # ROOT_CACHE names a folder for bare roots, so that many runs fetch each of them once.
  local bare=${ROOT_CACHE:+$ROOT_CACHE/$1.tar}
  if [ -n "$bare" ] && [ -e "$bare" ]; then
    tar -x -C "$root" -f "$bare"
  else
    debootstrap --variant=minbase "$1" "$root" >"$root.log" 2>&1 || {
      tail -n 20 "$root.log" >&2
      exit 1
    }
    rm -f "$root.log"
    if [ -n "$bare" ]; then
      mkdir -p "$ROOT_CACHE"
      tar -c -C "$root" -f "$bare" .
    fi
  fi
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  in_root apt-get -qq update
}

in_root() {
  env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    DEBIAN_FRONTEND=noninteractive ${PIP_CERT:+PIP_CERT="$PIP_CERT"} \
    chroot "$root" "$@" </dev/null
}

trust_as_the_host_does() {
  if [ -n "${PIP_CERT:-}" ]; then
    mkdir -p "$root$(dirname "$PIP_CERT")"
    cp --remove-destination "$PIP_CERT" "$root$PIP_CERT"
  fi
}
