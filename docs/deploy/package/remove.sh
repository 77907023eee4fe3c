#!/bin/sh
# Before the files of the package go: the service stops. An upgrade leaves it running
# until the new program is in its place.
set -e

case ${1:-} in
remove | 0) ;;
*) exit 0 ;;
esac
if [ -z "${DPKG_ROOT:-}" ] && [ -d /run/systemd/system ]; then
  systemctl disable --now sdelaem.service || true
  systemctl stop 'sdelaem@*.service' || true
fi
