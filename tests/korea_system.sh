#!/bin/sh
# korea-2019 does what its texts describe: every mechanism holds with its
# parts and fails without them, every claim holds, every question has an
# answer.
# korea_system.sh PROGRAM SOURCE SHARED
set -u
file=$2/examples/korea-2019/korea-2019.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
"$1" check "$file" --plain >"$work/check" 2>&1 || bad=1
grep -q '^111 of 111 mechanisms hold with their parts and fail without them' \
    "$work/check" || bad=1
for claim in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18; do
    grep -Eq "^K$claim +holds " "$work/check" || { echo "K$claim"; bad=1; }
done
[ $bad -eq 0 ] || grep -Ev '^[KM][0-9a-z_]+ +holds ' "$work/check"
n=0
for question in $(seq -f Q%02g 31); do
    if "$1" ask "$file" "$question" -n 64 -q >"$work/answer" 2>&1 &&
        grep -Eq ' draws, seed 1|nothing played' "$work/answer"; then
        n=$((n + 1))
    else
        echo "$question:"
        cat "$work/answer"
    fi
done
[ $n -eq 31 ] || { echo "$n of 31 questions are answered"; bad=1; }
exit $bad
