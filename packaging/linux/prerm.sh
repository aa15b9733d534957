case "$1" in
  remove | upgrade | deconfigure | failed-upgrade) close_running ;;
esac
