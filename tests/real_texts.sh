#!/bin/sh
# The main job on the published analyses themselves: the shipped scenario's
# references open the same paragraphs there as in the briefs.
# real_texts.sh PROGRAM SOURCE SHARED
set -eu
[ -d "$3/seeds" ] || { echo "no $3/seeds: the real texts are left out"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$1" init korea -q
"$1" ingest "$3/seeds" -q >/dev/null
cp "$2"/examples/korea-2019/*.yaml "$2"/examples/korea-2019/stances.csv \
    korea/scenarios/
"$1" check --no-claims --json >check.json
refs=$(sed -n 's/.*"references":\([0-9]*\).*/\1/p' check.json)
found=$(sed -n 's/.*"resolved":\([0-9]*\).*/\1/p' check.json)
[ -n "$refs" ] && [ "$refs" -gt 40 ] && [ "$refs" = "$found" ] ||
    { echo "$found of $refs references open"; cat check.json; exit 1; }
"$1" run -q -n 500 >headlines
[ "$(grep -c 'likely settlement' headlines)" = 29 ] || { cat headlines; exit 1; }
page=$("$1" report)
[ "$(wc -c <"$page")" -lt 1000000 ] || { echo "the report is too large"; exit 1; }
# Read together, the texts tell each other's year.
"$1" find Vladivostok >/dev/null
"$1" read "$3/seeds" --only date | grep '"doc":"003"' |
    grep -q '"value":"2019-04-25/2019-04-27"' || { echo "003 has no year"; exit 1; }
