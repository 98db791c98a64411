#!/bin/sh
# layers.sh: fails when a file under src/ includes a folder that stands later
# in src/LAYERS. Lower layers know nothing of higher ones.
cd "$(dirname "$0")/.." || exit 2
awk 'FNR == NR { rank[$1] = FNR; next }
     /^#include "[a-z]+\// {
         split(FILENAME, f, "/"); split($2, i, /["\/]/)
         if (!(i[2] in rank) || rank[i[2]] > rank[f[2]]) {
             print FILENAME ":" FNR ": " f[2] " may not use " i[2]; bad = 1
         }
     }
     END { exit bad }' src/LAYERS src/*/*.[ch]
