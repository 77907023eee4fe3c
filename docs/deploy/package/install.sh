#!/bin/sh
# After the files of the package are in their places: account, folders and rights.
# deb calls it with «configure» and the version before, rpm with how many versions
# there are now.
set -e

root=${DPKG_ROOT:-}
home=$root/etc/sdelaem
data=$root/var/lib/sdelaem

first=yes
case ${1:-} in
configure) [ -z "${2:-}" ] || first=no ;;
1) ;;
2) first=no ;;
*) exit 0 ;;
esac

if ! grep -q '^sdelaem:' "$root/etc/passwd"; then
  group=--user-group
  if grep -q '^sdelaem:' "$root/etc/group"; then
    group='--gid sdelaem'
  fi
  # shellcheck disable=SC2086 # two words
  useradd ${root:+--prefix "$root"} --system $group --home-dir /var/lib/sdelaem --no-create-home --shell /usr/sbin/nologin sdelaem
fi
uid=$(sed -n 's/^sdelaem:[^:]*:\([0-9]*\):.*/\1/p' "$root/etc/passwd")
gid=$(sed -n 's/^sdelaem:[^:]*:[^:]*:\([0-9]*\):.*/\1/p' "$root/etc/passwd")

# The service reads settings and tokens and cannot change them. Those of an
# installation made by hand were root's alone.
chown "0:$gid" "$home" "$home/common.env"
chmod 0750 "$home"
chmod 0640 "$home/common.env"
for file in "$home/sdelaem.env" "$home/token"; do
  if [ -f "$file" ] && [ ! -L "$file" ]; then
    chown "0:$gid" "$file"
    chmod 0640 "$file"
  fi
done
if [ ! -d "$data" ]; then
  mkdir -p "$data"
  chmod 0700 "$data"
fi
if [ "$(stat -c %u "$data")" != "$uid" ]; then
  chown -R -h "$uid:$gid" "$data"
fi

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
  systemctl try-restart sdelaem.service 'sdelaem@*.service' || true
fi

if [ -e "$root/etc/systemd/system/sdelaem.service" ]; then
  echo "Внимание: /etc/systemd/system/sdelaem.service от ручной установки заменяет службу из пакета."
  echo "Удалите его и выполните: systemctl daemon-reload && systemctl restart sdelaem"
fi
if [ -e "$root/usr/local/bin/sdelaem" ]; then
  echo "Внимание: осталась программа от ручной установки, удалите её: rm /usr/local/bin/sdelaem"
fi
if [ "$first" = yes ] && [ ! -e "$home/sdelaem.env" ]; then
  echo "Дальше: sudo sdelaem setup"
fi
