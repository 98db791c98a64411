#!/bin/sh
# The German coalition works as a whole: its references open paragraphs, every
# mechanism holds with its parts and fails without them, every claim holds,
# every question is answered with numbers, and the story is the one that its
# README tells.  Under sanitizers, which make it twenty times slower, a few
# draws show that nothing breaks; verdicts need more.
# scenario_german.sh PROGRAM SOURCE SHARED
set -u
program=$1
source=$2/examples/coalition-de-2021
scenario=$source/coalition-de-2021.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() { echo "$*"; exit 1; }

if grep -q __asan_init "$program"; then
    "$program" check "$scenario" -n 4 --plain --claims C03,C09 >out 2>err
    [ $? -le 1 ] || fail "check: $(cat err)"
    "$program" ask "$scenario" Q01 -n 4 -q --plain >out 2>err ||
        fail "ask: $(cat err)"
    exit 0
fi

"$program" init berlin -q >out 2>&1 || fail "init: $(cat out)"
cp "$source"/*.yaml "$source"/*.csv berlin/scenarios || exit 1
"$program" ingest "$source/briefs" --dossier berlin -q >out 2>&1 ||
    fail "ingest: $(cat out)"
"$program" check --dossier berlin --no-claims --plain >out 2>err ||
    fail "references: $(cat out err)"
grep -q '^0 errors, 0 warnings' out || fail "references: $(cat out)"
grep -q 'not looked up' out && fail "references: $(cat out)"

"$program" check "$scenario" --plain >out 2>err ||
    fail "check: $(grep -E '^[MC][0-9]+ +(fails|idle|error)' out; cat err)"
grep -q '^36 of 36 mechanisms hold with their parts and fail without them' \
    out || fail "$(tail -n 1 out)"
for c in 01 02 03 04 05 06 07 08 09 10 11 12 13 14; do
    grep -Eq "^C$c +holds" out || fail "claim C$c: $(grep "^C$c" out)"
done

"$program" ask "$scenario" >list || fail "ask lists nothing"
[ "$(grep -c '^Q[0-9]' list)" -eq 11 ] ||
    fail "$(grep -c '^Q[0-9]' list) questions, not 11"
# shellcheck disable=SC2046
"$program" ask "$scenario" $(grep -o '^Q[0-9]*' list) -n 64 -q --plain \
    >answers 2>err || fail "ask: $(cat err)"
[ "$(grep -c '^Q[0-9]' answers)" -eq 11 ] ||
    fail "$(grep -c '^Q' answers) answers"
grep -Ei '\b(nan|inf)\b' answers out && fail "a number that is none"

# Untouched it stands well after a year; most draws see it end by the last.
"$program" run "$scenario" -n 200 --watch coalition -o run --plain -q \
    >out 2>err || fail "run: $(cat out err)"
awk -F, '$1 == "coalition" && $2 == 13 && $4 < 85 { bad = 1 }
    $1 == "coalition" && $2 == 37 && ($4 < 5 || $4 > 50) { bad = 1 }
    $1 == "coalition" { n++ }
    END { exit bad || n != 38 }' run/trace.csv ||
    fail "coalition: $(grep '^coalition,' run/trace.csv)"
exit 0
