#!/bin/sh
# dynamics.sh PROGRAM SOURCE_DIR: every model of catalog/dynamics, played,
# gives what is known of it. catalog/README.md describes the files.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
cases=0

run_case() {
    for key in source page tolerance; do
        grep -q "^$key:" "$1.trace" || { echo "$1: no $key"; return 1; }
    done
    "$program" run "$1.yaml" -n 2 --watch '*' --out "$2" >"$work/out" 2>&1 ||
        { cat "$work/out"; return 1; }
    # name, step, number: the mean of the trace, within the tolerance
    awk '
        FNR == NR {
            split($0, cell, ",")
            got[cell[1], cell[2] + 0] = cell[4]
            next
        }
        $1 == "tolerance:" { tolerance = $2 + 0 }
        /^[a-z]+:/ { next }
        NF == 3 {
            x = got[$1, $2 + 0]; d = x - $3; d = d < 0 ? -d : d; seen++
            if (x == "" || d > tolerance) {
                print "    " $1 " in step " $2 " is " x " where " $3 \
                    " is expected"
                bad = 1
            }
        }
        END { exit bad || !seen }' "$2/trace.csv" "$1.trace"
}

for file in "$2"/catalog/dynamics/*.yaml; do
    cases=$((cases + 1))
    name=$(basename "$file" .yaml)
    run_case "${file%.yaml}" "$work/$name" ||
        { echo "FAILED $file"; failed=1; }
done
echo "$cases cases"
[ $cases -gt 0 ] && exit $failed
