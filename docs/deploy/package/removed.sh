#!/bin/sh
# After the files of the package have gone. The data stays in any case: who removes a
# program does not mean a year's work of the district.
set -e

root=${DPKG_ROOT:-}
home=$root/etc/sdelaem
data=$root/var/lib/sdelaem

case ${1:-} in
remove | 0)
  echo "Настройки остались в /etc/sdelaem, базы данных и копии — в /var/lib/sdelaem."
  ;;
purge)
  rm -rf "$home"
  if [ -d "$data" ]; then
    # The account goes, and nobody who gets its number is to read the data.
    chown -R -h 0:0 "$data"
    echo "Базы данных и копии остались в /var/lib/sdelaem и доступны только root. Если они не нужны: rm -r /var/lib/sdelaem"
  fi
  if grep -q '^sdelaem:' "$root/etc/passwd"; then
    userdel ${root:+--prefix "$root"} sdelaem
  fi
  # Whether the group goes with the account is a matter of the system's settings.
  if grep -q '^sdelaem:' "$root/etc/group"; then
    groupdel ${root:+--prefix "$root"} sdelaem
  fi
  ;;
esac
if [ -z "$root" ] && [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
fi
