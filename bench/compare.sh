#!/bin/sh
# compare.sh OLD_BUILD NEW_BUILD [FILTER]: runs both builds' benchmarks in
# turn, old new old new, and prints what each case costs now as a share of
# before. Best of the two runs on each side; below 1 is faster.
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for turn in 1 2; do
    for side in old new; do
        [ $side = old ] && build=$1 || build=$2
        "$build/bench/entente-bench" ${3:+"$3"} | sed "1d;s/^/$side /" \
            >>"$work/all"
    done
done
awk '
    BEGIN { printf "%-28s %7s %14s %14s %7s\n",
                   "case", "size", "old ns/op", "new ns/op", "ratio" }
    {
        key = sprintf("%-28s %7s", $2, $3)
        if (!(key in seen)) { seen[key] = 1; order[++n] = key }
        at = $1 SUBSEP key
        if (!(at in ns) || $4 < ns[at]) ns[at] = $4
        sum[at] = $9
    }
    END {
        for (i = 1; i <= n; i++) {
            o = "old" SUBSEP order[i]; w = "new" SUBSEP order[i]
            if (!(o in ns) || !(w in ns))
                print order[i] "  only in the " (o in ns ? "old" : "new") " build"
            else
                printf "%s %14.1f %14.1f %7.2f%s\n", order[i], ns[o], ns[w],
                    ns[w] / ns[o],
                    sum[o] == sum[w] ? "" : "  results differ"
        }
    }' "$work/all"
