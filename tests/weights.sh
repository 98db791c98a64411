#!/bin/sh
# weights.sh PROGRAM SOURCE_DIR SHARED_DIR - the weights that ship are as good
# as docs/parser.md says, by the test parts of the treebanks, which they were
# not learnt from. Skipped where the treebanks are not.
set -u
program=$1
source=$2
bank=$3/treebank
weights=$source/data/weights/english.weights
[ -r "$bank/ewt-test.conllu" ] || {
    echo "skipped: no treebanks in $bank"
    exit 77
}
bad=0

# least FILE NAME PERCENT [OPTION]: a share of all words is at least that.
least() {
    got=$("$program" train --evaluate "$bank/$1" --weights "$weights" --json \
        ${4:-} | sed -n 's/.*"words":\([0-9]*\),"found":\([0-9]*\).*"'"$2"'":\([0-9]*\).*/\1 \2 \3/p' |
        awk '{ printf "%.2f", 200 * $3 / ($1 + $2) }')
    if awk "BEGIN { exit !($got >= $3) }"; then
        echo "ok: $1 ${4:-} $2 $got"
    else
        echo "FAILED: $1 ${4:-} $2 is $got, below $3"
        bad=1
    fi
}

size=$(wc -c <"$weights")
if [ "$size" -gt 12000000 ]; then
    echo "FAILED: the weights have $size bytes, more than 12 MB"
    bad=1
fi
least ewt-test.conllu upos 95.0
least ewt-test.conllu lemma 96.2
least ewt-test.conllu uas 85.2
least ewt-test.conllu las 82.2
least ewt-test.conllu las 80.7 --raw
least gum-test.conllu upos 95.7
least gum-test.conllu las 81.1
exit $bad
