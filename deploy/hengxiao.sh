#!/bin/sh
# The command hengxiao of an installation: with the Node.js that came with it, else with the machine's.
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
node=$here/runtime/node
[ -x "$node" ] || node=node
exec "$node" "$here/bin/hengxiao.mjs" "$@"
