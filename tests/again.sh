#!/bin/sh
# A kept run can be made again from its own folder, to the byte, on any number
# of threads.  again.sh PROGRAM SOURCE SHARED
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$1" run "$2/examples/korea-2019/korea-2019.yaml" -q -n 500 -J 1 --lens 000 \
    --set CHN.position.D3=20 --out a >/dev/null
"$1" run a/scenario.json -q -n 500 -J 4 --lens 000 --set CHN.position.D3=20 \
    --out b >/dev/null
for file in draws.csv forecast.csv path.csv scenario.json; do
    cmp a/$file b/$file
done
