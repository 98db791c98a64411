#!/bin/sh
# The example of Paris works as a whole: every reference opens a paragraph,
# every mechanism holds with its parts and fails without them, every claim
# holds under its reading, every question is answered with numbers.  Under
# sanitizers, which make it twenty times slower, a few draws show that nothing
# breaks; verdicts need more.
# scenario_paris.sh PROGRAM SOURCE SHARED
set -u
program=$1
example=$2/examples/paris-2015
scenario=$example/paris-2015.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() { echo "$*"; exit 1; }

if grep -q __asan_init "$program"; then
    "$program" check "$scenario" -n 4 --plain --claims C01,C07 >out 2>err
    [ $? -le 1 ] || fail "check: $(cat err)"
    "$program" ask "$scenario" Q02 Q10 -n 4 -q --plain >out 2>err ||
        fail "ask: $(cat err)"
    exit 0
fi

"$program" init dossier -q >out 2>err || fail "init: $(cat err)"
"$program" ingest "$example/briefs" --dossier dossier -q >out 2>err ||
    fail "ingest: $(cat err)"
"$program" check "$scenario" --dossier dossier --strict --plain >out 2>err ||
    fail "check: $(grep -E '^[MC][0-9]+ +(fails|idle|error)' out; cat err out)"
grep -q '^44 of 44 mechanisms hold with their parts and fail without them' \
    out || fail "$(tail -n 1 out)"
grep -q '12 of 12 claims hold' out || fail "$(tail -n 1 out)"
grep -q 'not looked up' out && fail "references were not looked up"

# A reference that opens nothing is found.
mkdir wrong
cp "$example"/*.yaml "$example"/*.csv wrong
sed 's/evidence: m#13$/evidence: m#14/' wrong/paris-2015.yaml >wrong/bad.yaml
"$program" check wrong/bad.yaml --dossier dossier --no-claims --plain \
    >bad 2>&1 && fail "m#14 opens nothing, and nobody says so"
grep -q "'mandate' has no paragraph 14" bad ||
    fail "m#14 is not told: $(cat bad)"

"$program" ask "$scenario" >list || fail "ask lists nothing"
[ "$(grep -c '^Q[0-9]' list)" -eq 10 ] ||
    fail "$(grep -c '^Q[0-9]' list) questions, not 10"
# shellcheck disable=SC2046
"$program" ask "$scenario" $(grep -o '^Q[0-9]*' list) -n 64 -q --plain \
    >answers 2>err || fail "ask: $(cat err)"
[ "$(grep -c '^Q[0-9]' answers)" -eq 10 ] ||
    fail "$(grep -c '^Q' answers) answers"
grep -Ei '\b(nan|inf)\b' answers out && fail "a number that is none"
exit 0
