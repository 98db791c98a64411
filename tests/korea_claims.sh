#!/bin/sh
# The Korean dispute works as a whole: every mechanism holds with its parts
# and fails without them, every claim holds under its author's reading, every
# question is answered with numbers.  Under sanitizers, which make it twenty
# times slower, a few draws show that nothing breaks; verdicts need more.
# korea_claims.sh PROGRAM SOURCE SHARED
set -u
program=$1
scenario=$2/examples/korea-2019/korea-2019.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() { echo "$*"; exit 1; }

if grep -q __asan_init "$program"; then
    "$program" check "$scenario" -n 4 --plain --claims K03,K11 >out 2>err
    [ $? -le 1 ] || fail "check: $(cat err)"
    "$program" ask "$scenario" Q12 -n 4 -q --plain >out 2>err ||
        fail "ask: $(cat err)"
    exit 0
fi

"$program" check "$scenario" --plain >out 2>err ||
    fail "check: $(grep -E '^[MK][0-9]+ +(fails|idle|error)' out; cat err)"
grep -q '^111 of 111 mechanisms hold with their parts and fail without them' \
    out || fail "$(tail -n 1 out)"
for k in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18; do
    grep -Eq "^K$k +holds" out || fail "claim K$k: $(grep "^K$k" out)"
done

"$program" ask "$scenario" >list || fail "ask lists nothing"
[ "$(grep -c '^Q[0-9][0-9] ' list)" -eq 31 ] ||
    fail "$(grep -c '^Q[0-9][0-9] ' list) questions, not 31"
# shellcheck disable=SC2046
"$program" ask "$scenario" $(grep -o '^Q[0-9][0-9] ' list) -n 64 -q --plain \
    >answers 2>err || fail "ask: $(cat err)"
[ "$(grep -c '^Q[0-9][0-9] ' answers)" -eq 31 ] ||
    fail "$(grep -c '^Q' answers) answers"
grep -Ei '\b(nan|inf)\b' answers out && fail "a number that is none"
exit 0
