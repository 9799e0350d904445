#!/bin/sh
# 安装或升级衡效 / Installs Hengxiao, or upgrades it: sh install.sh [--root DIR]
# Every file is compared with its checksum first; until all is in place nothing that runs is touched. Data are never touched.
# --root DIR puts everything below DIR and leaves users and services alone (for images and for trying out).
set -eu

say() { printf '%s\n' "$*"; }
refuse() { printf '%s\n' "$*" >&2; exit 3; }

root=
case "${1:-}" in
  "") ;;
  --root) [ -n "${2:-}" ] || refuse "--root DIR"; mkdir -p "$2"; root=$(CDPATH= cd -- "$2" && pwd) ;;
  *) refuse "sh install.sh [--root DIR]" ;;
esac

cd "$(dirname "$0")"
sha256sum --quiet --strict -c SHA256SUMS >&2 || refuse "安装包不完整或被改动，未作任何改变 / The package is damaged; nothing was changed"
version=$(cat VERSION)
sh bin/hengxiao --help >/dev/null || refuse "本机运行不了这个安装包（要 Linux 和同一处理器架构）/ This package does not run on this machine"
[ -n "$root" ] || [ "$(id -u)" = 0 ] || refuse "请用 root 运行 / Run as root"

base=$root/opt/hengxiao
place=$base/versions/$version
mkdir -p "$base/versions"
if [ -e "$place" ] && ! (cd "$place" && sha256sum --quiet --strict -c SHA256SUMS >/dev/null 2>&1); then
  rm -rf "$place"
fi
if [ ! -e "$place" ]; then
  rm -rf "$place.new"
  cp -a . "$place.new"
  sync -f "$place.new"
  mv "$place.new" "$place"
fi

config=$root/etc/hengxiao
mkdir -p "$config" "$root/etc/systemd/system"
[ -e "$config/hengxiao.env" ] || cp deploy/hengxiao.env "$config/hengxiao.env"
chmod 600 "$config/hengxiao.env"

switch() {
  ln -sfn "versions/$version" "$base/current.new"
  mv -T "$base/current.new" "$base/current"
}

if [ -n "$root" ]; then
  cp deploy/hengxiao.service "$root/etc/systemd/system/hengxiao.service"
  switch
  say "已装到 $place / Installed in $place"
  exit 0
fi

id hengxiao >/dev/null 2>&1 || useradd --system --home-dir /var/lib/hengxiao --shell /usr/sbin/nologin hengxiao
install -d -m 700 -o hengxiao -g hengxiao /var/lib/hengxiao /var/backups/hengxiao

# Before an upgrade: a verified backup of what the version before wrote.
if [ -e "$base/current/bin/hengxiao" ] && systemctl is-active --quiet hengxiao; then
  backup=/var/backups/hengxiao/before-$version-$(date +%Y%m%d-%H%M%S).tar
  setpriv --reuid=hengxiao --regid=hengxiao --init-groups sh -c 'set -a; . /dev/stdin; exec "$0" backup "$1"' \
    "$base/current/bin/hengxiao" "$backup" <"$config/hengxiao.env" ||
    refuse "升级前备份失败，未升级 / The backup before the upgrade failed; nothing was upgraded"
  systemctl stop hengxiao
fi

cp deploy/hengxiao.service /etc/systemd/system/hengxiao.service
switch
systemctl daemon-reload
systemctl enable --quiet hengxiao
systemctl restart hengxiao
say "已装好 $version / Installed $version"
say "三个一次性链接（系统、安全、审计管理员）在首次启动的日志里 / Three one-time links are in the log of the first start:"
say "  journalctl -u hengxiao"
