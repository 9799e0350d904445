#!/bin/sh
# The command hengxiao of an installation: with the Node.js that came with it, else with the machine's.
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
node=$here/runtime/node
[ -x "$node" ] || node=node
# Many requests at once make much that is soon forgotten: with room for it (up to three times 64 MB) it is collected less often.
young=
case ${1-} in serve | start) young=--max-semi-space-size=64 ;; esac
# shellcheck disable=SC2086
exec "$node" $young "$here/bin/hengxiao.mjs" "$@"
