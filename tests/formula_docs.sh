#!/bin/sh
# Every YAML block of docs/formulas.md is a scenario without errors, and gives
# the numbers of the text block below it, step by step.
# formula_docs.sh PROGRAM SOURCE SHARED
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
awk -v dir="$work" '
    /^```yaml$/ { n++; file = dir "/" n ".yaml"; next }
    /^```text$/ { file = dir "/" n ".want"; next }
    /^```$/ { file = ""; next }
    file { print > file }' "$2/docs/formulas.md"
bad=0
n=0
for file in "$work"/*.yaml; do
    n=$((n + 1))
    block=${file%.yaml}
    if ! "$program" check "$file" >"$work/out" 2>&1 ||
        ! "$program" run "$file" -n 4 --watch '*' --out "$block.run" \
            >"$work/out" 2>&1; then
        echo "docs/formulas.md, YAML block $(basename "$block"):"
        cat "$work/out"
        bad=1
        continue
    fi
    # the means of the trace against the numbers, in order of steps
    awk -v block="$(basename "$block")" '
        FNR == NR {
            split($0, cell, ",")
            got[cell[1], cell[2] + 0] = cell[4]
            next
        }
        NF {
            for (i = 2; i <= NF; i++) {
                x = got[$1, i - 2]; d = x - $i; scale = $i
                d = d < 0 ? -d : d; scale = scale < 0 ? -scale : scale
                if (x == "" || d > 1e-4 * (1 + scale)) {
                    print "block " block ": " $1 " in step " i - 2 " is " \
                        x ", the page says " $i
                    bad = 1
                }
                seen++
            }
        }
        END { exit bad || !seen }' "$block.run/trace.csv" "$block.want" ||
        bad=1
done
[ $n -ge 14 ] || { echo "only $n YAML blocks found"; bad=1; }
exit $bad
