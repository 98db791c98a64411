#!/bin/sh
# The shipped example holds together: lengths of the briefs, references,
# intervals, names; and no brief copies from the text that it retells.
# example.sh PROGRAM SOURCE SHARED
seeds=$3/seeds
[ -d "$seeds" ] || { echo "no $seeds: the comparison with the originals is left out"; seeds=; }
exec "$2/tools/check_example.sh" "$2/examples/korea-2019" $seeds
