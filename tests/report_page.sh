#!/bin/sh
# The page that the program writes, in a browser: the demo's report, and one
# that shows what moved since it.  report_page.sh PROGRAM SOURCE SHARED
set -u
web=$2/web
browser=${CHROMIUM:-/usr/bin/chromium}
skip() {
    echo "skipped: $1"
    exit 77
}
command -v node >/dev/null || skip "there is no node to drive a browser"
[ -d "$web/node_modules/playwright-core" ] ||
    skip "web/node_modules is not there; run tools/web.sh deps"
[ -x "$browser" ] || skip "there is no browser at $browser; set CHROMIUM"

work=$(mktemp -d) || exit 1
# Browsers keep their profile in $work, so this finds those of this test alone.
node=
clean() {
    [ -z "$node" ] || kill "$node" 2>/dev/null
    pgrep -f "$work/" | while read -r id; do kill -9 "$id" 2>/dev/null; done
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
bad=0
fail() {
    echo "fails: $1"
    bad=1
}

dossier=$work/demo
"$1" demo -q -o "$dossier" >/dev/null || fail "entente demo"
first=$(ls "$dossier/runs") second=${first%-*}-002
(cd "$dossier" && "$1" run -q --set CHN.position.E3=0 >/dev/null &&
    "$1" report -q "$second" --since "$first" >/dev/null) ||
    fail "a second run and its report"
reports=
for run in "$first" "$second"; do
    page=$dossier/runs/$run/report.html
    reports=$reports:$page
    [ -s "$page" ] || fail "there is no $page"
    [ "$(wc -c <"$page")" -lt 1000000 ] || fail "$run: the page is over 1 MB"
    # preact names these three to create elements; none is ever fetched.
    grep -oE '[a-z][a-z0-9+.-]*://[^"<>` )]*' "$page" | sort -u | grep -vxE \
        'http://www\.w3\.org/(1998/Math/MathML|1999/xhtml|2000/svg)' &&
        fail "$run: the page names an outside address"
done
grep -q '"verdict":"down by' "$dossier/runs/$second/report.html" ||
    fail "the page of $second does not say what moved"
[ $bad -eq 0 ] || exit 1

cd "$web" || exit 1
TMPDIR=$work CHROMIUM=$browser ENTENTE_REPORT=${reports#:} \
    node test/report.test.mjs >"$work/log" 2>&1 &
node=$!
wait "$node" || {
    grep -E '^ *(not ok|error:|  message)|AssertionError|location:' "$work/log"
    tail -n 40 "$work/log"
    exit 1
}
grep -E '^# (pass|fail|skipped) ' "$work/log"
