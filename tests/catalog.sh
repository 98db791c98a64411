#!/bin/sh
# catalog.sh PROGRAM SOURCE_DIR: every case of catalog/ gives its numbers
# within its tolerance. catalog/README.md describes the files.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
cases=0

# check TOLERANCE WANTED...: the last column of the last round of $work/got
check() {
    awk -F, -v tolerance="$1" -v wanted="$2" '
        NR > 1 && $1 != round { round = $1; n = 0 }
        NR > 1 { got[++n] = $NF }
        END {
            m = split(wanted, want, " ")
            if (m != 1 && m != n) {
                print "    " m " numbers expected, " n " given"; exit 1
            }
            for (i = 1; i <= n; i++) {
                w = want[m == 1 ? 1 : i]; d = got[i] - w
                if (d < 0) d = -d
                if (got[i] == "" || d > tolerance + 0) {
                    print "    " got[i] " where " w " is expected"; bad = 1
                }
            }
            exit bad || n == 0
        }' "$work/got"
}

# cell TOLERANCE MATRIX,ROW,COLUMN VALUE: one cell of the tables in $work/got
cell() {
    awk -F, -v tolerance="$1" -v name="$2" -v want="$3" '
        $2 "," $3 "," $4 == name { got = $5; seen = $5 != "" }
        END {
            d = got - want
            if (d < 0) d = -d
            if (seen && d <= tolerance + 0) exit 0
            print "    " name " is " got " where " want " is expected"; exit 1
        }' "$work/got"
}

# solve COMMAND: its output in $work/got
solve() {
    # shellcheck disable=SC2086 # the options are words
    (cd "$work" && "$program" solve table.csv $1) >"$work/got"
}

run_case() {
    tolerance=
    command=
    seen=0
    for key in source page tolerance table; do
        grep -q "^$key:" "$1" || { echo "$1: no $key"; return 1; }
    done
    sed -n '/^table:/,/^[^ t]/s/^  //p' "$1" >"$work/table.csv"
    sed -n '/^matrix:/,/^[^ m]/s/^  //p' "$1" >"$work/matrix.csv"
    while IFS= read -r line; do
        case $line in
        tolerance:*)
            tolerance=${line#tolerance: }
            tolerance=${tolerance%% *}
            ;;
        '$ solve '*)
            command=${line#\$ solve }
            solve "$command" || return 1
            ;;
        *,*,*' = '*)
            cell "$tolerance" "${line% = *}" "${line##* = }" ||
                { echo "  solve $command"; return 1; }
            seen=$((seen + 1))
            ;;
        [0-9.-]*)
            check "$tolerance" "$line" ||
                { echo "  solve $command"; return 1; }
            seen=$((seen + 1))
            ;;
        esac
    done <"$1"
    [ $seen -gt 0 ] || echo "$1: nothing expected"
    [ $seen -gt 0 ]
}

for file in "$2"/catalog/*/*.expect; do
    cases=$((cases + 1))
    run_case "$file" || { echo "FAILED $file"; failed=1; }
done
for model in $("$program" models --json | tr '{' '\n' |
    sed -n 's/^"name":"\([a-z0-9_]*\)","title".*/\1/p'); do
    [ -d "$2/catalog/$model" ] || { echo "no case for $model"; failed=1; }
    [ -f "$2/docs/models/$model.md" ] || { echo "no page for $model"; failed=1; }
done
echo "$cases cases"
[ $cases -gt 0 ] && exit $failed
