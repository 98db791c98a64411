#!/bin/sh
# memory.sh PROGRAM: a text of two megabytes that is one paragraph is read
# within 220 MB of address space, of which the program, its weights and
# dictionaries take some 100: the memory for a text stays a small multiple of
# its size.
set -u
program=$1
limit=220000
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
export OMP_NUM_THREADS=1
# what sanitizers keep beside the program is larger than any limit
if ! (ulimit -v $limit && "$program" --version) >/dev/null 2>&1; then
    echo "this build does not start within $limit KB; skipped"
    exit 77
fi
awk 'BEGIN {
    for (i = 0; n < 2000000; i++) {
        s = sprintf("Minister %c%d of Norway told France on May %d that his " \
                    "government would not accept the sanctions, and they " \
                    "met in Paris. ", 65 + i % 26, i, 1 + i % 28)
        printf "%s", s
        n += length(s)
    }
    printf "\n"
}' >big.txt
(ulimit -v $limit && exec "$program" read big.txt --summary -J 1) >said 2>errors ||
    fail "2 MB do not fit: $(cat errors)"
grep -q '^big  *16394 ' said || fail "not all sentences: $(cat said)"
# the limit is one: ten times the text cannot fit
for i in 1 2 3 4 5 6 7 8 9 10; do
    cat big.txt
done >more.txt
(ulimit -v $limit && exec "$program" read more.txt --summary -J 1) >said 2>errors &&
    fail "20 MB fit: is the limit one?"
grep -q 'out of memory' errors || fail "without room: $(cat errors)"
