#!/bin/sh
# kill_ingest.sh PROGRAM: kills an ingest of 1,000 documents without warning,
# five times at moments that a seed chooses.  Whatever it had reported as saved
# must be there, the doctor must find nothing wrong, and the next run must
# complete to exactly 1,000.  Then the same with an interrupt from the keyboard.
set -u
program=$1
# A kill loses no page of the system's cache, so memory will do for a disk.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() {
    echo "FAILED: $*" >&2
    exit 1
}

mkdir in
awk 'BEGIN {
    for (i = 0; i < 1000; i++) {
        file = sprintf("in/%04d.txt", i)
        printf "Brief %d\n\nThe talks of round %d ended.", i, i > file
        printf " Nothing was signed in %d (Tass, May 4).\n", 1900 + i > file
        close(file)
    }
}'

# Everything that the killed run had said is in the store.
all_there() {
    "$program" show -d d >listed || fail "the store does not open after $1"
    sed 's/ .*//' listed | sort >there
    grep '^saved [0-9][0-9][0-9][0-9]$' said | sed 's/saved //' | sort >told
    lost=$(comm -23 told there | wc -l)
    [ "$lost" -eq 0 ] || fail "$lost documents reported as saved are lost after $1"
    "$program" doctor -d d >doctor 2>&1 || fail "$1: $(grep -A 1 PROBLEM doctor)"
}

# What an uninterrupted run takes, in milliseconds, to place the kills by.
now() { date +%s%3N; }
"$program" init whole -q >/dev/null || fail "init"
from=$(now)
"$program" ingest in -q -d whole >/dev/null || fail "a run left alone"
took=$(($(now) - from))

seed=7 killed=0
for round in 1 2 3 4 5; do
    rm -rf d
    "$program" init d -q >/dev/null
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    wait_ms=$((took * (5 + seed / 65536 % 90) / 100))
    "$program" ingest in -v -d d >said 2>/dev/null &
    pid=$!
    sleep "$(awk "BEGIN { print $wait_ms / 1000 }")"
    kill -9 $pid 2>/dev/null && killed=$((killed + 1))
    wait $pid 2>/dev/null
    all_there "kill $round"
    echo "kill $round after $wait_ms of $took ms: $(wc -l <told) told, $(wc -l <there) there"
    "$program" ingest in -q -d d >/dev/null || fail "the run after kill $round"
    n=$("$program" show -d d | wc -l)
    [ "$n" -eq 1000 ] || fail "$n documents after kill $round and another run"
    "$program" export -d d >d.jsonl 2>/dev/null
    grep -o '"hash":"[0-9a-f]*"' d.jsonl | sort -u | wc -l | grep -qx 1000 ||
        fail "some document is there twice after kill $round"
done
[ $killed -gt 0 ] || fail "every run ended before it could be killed"

rm -rf d
"$program" init d -q >/dev/null
"$program" ingest in -v -d d >said 2>errors &
pid=$!
sleep "$(awk "BEGIN { print $took / 3000 }")"
kill -INT $pid
wait $pid
code=$?
if [ $code -eq 130 ]; then
    grep -q 'interrupted after' errors || fail "an interrupt says: $(cat errors)"
elif [ $code -ne 0 ]; then
    fail "an interrupt ends with exit code $code: $(cat errors)"
fi
all_there "an interrupt"
echo "interrupt: exit code $code, $(wc -l <there) there"
