#!/bin/sh
# A reference into a brief of korea-2019 opens the same argument in the
# original: examples/korea-2019/sources.tsv says which paragraph of the source
# each paragraph of a brief retells, and here both must speak of the same
# things, in more of the source's rare words than any other paragraph of it.
# A mapping that is one paragraph off is noticed.
# korea_sources.sh PROGRAM SOURCE SHARED
set -u
LC_ALL=C
export LC_ALL
seeds=$3/seeds
[ -d "$seeds" ] || { echo "no $seeds: nothing to compare with"; exit 77; }
example=$2/examples/korea-2019
table=$example/sources.tsv
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# "PARAGRAPH STEM", each once: a stem is the first five letters, in lower
# case, of a word of five letters or more.
stems() {
    sed "s/$(printf '\302\240')/ /g" "$1" | awk '/[^[:space:]]/ {
        n++
        m = split(tolower($0), word, /[^a-z]+/)
        for (i = 1; i <= m; i++) {
            stem = substr(word[i], 1, 5)
            if (length(stem) == 5 && !((n, stem) in seen)) print n, stem
            seen[n, stem]
        }
    }'
}

tail -n +2 "$table" | cut -f 1,2 | sort -u >"$work/documents"
[ "$(wc -l <"$work/documents")" -eq 5 ] ||
    { echo "$table: should name five briefs"; exit 1; }
while read -r brief alias; do
    for file in "$example/briefs/$brief.txt" "$seeds/$alias.txt"; do
        [ -f "$file" ] || { echo "$file: missing"; exit 1; }
    done
    stems "$example/briefs/$brief.txt" | sed "s/^/brief $alias /"
    stems "$seeds/$alias.txt" | sed "s/^/source $alias /"
done <"$work/documents" >"$work/stems"

# A shared stem counts 1 / (how many paragraphs of the source have it).
compare() {
    awk -F '[ \t]' -v table="$1" '
    function fault(why) { print table ":" FNR ": " why; bad = 1 }
    function score(brief, source, p,    i, n, sum) {
        n = split(stems_of[brief], stem, " ")
        shared = 0
        for (i = 1; i <= n; i++)
            if ((source, p, stem[i]) in has) {
                shared++
                sum += 1 / spread[source, stem[i]]
            }
        return sum + 0
    }
    function check(alias, brief, p,    best, mine, k, here) {
        if (!(brief in stems_of)) return fault(brief " is no paragraph")
        if (p !~ /^[0-9]+$/ || p < 1 || p + 0 > last[alias])
            return fault(alias " has " last[alias] " paragraphs, not " p)
        mine = score(brief, alias, p)
        if (shared < 3)
            return fault(brief " shares " shared " words with its source")
        for (k = 1; k <= last[alias]; k++) {
            here = score(brief, alias, k)
            if (k != p && here >= mine)
                return fault(brief " is nearer to paragraph " k " than to " p)
        }
    }
    FNR == NR && $1 == "brief" { stems_of[$2 "#" $3] = \
        stems_of[$2 "#" $3] " " $4 }
    FNR == NR && $1 == "source" {
        has[$2, $3, $4]
        spread[$2, $4]++
        if ($3 + 0 > last[$2] + 0) last[$2] = $3 + 0
    }
    FNR < NR && FNR > 1 {
        if (NF != 4) fault("has " NF " columns, not 4")
        else check($2, $2 "#" $3, $4)
        rows++
    }
    END { if (rows < 40) { print table ": has " rows + 0 " rows"; bad = 1 }
          exit bad }' "$work/stems" "$1"
}

bad=0
compare "$table" || bad=1

# Every paragraph that the example cites has its row.
tail -n +2 "$table" | cut -f 2,3 | tr '\t' '#' | sort >"$work/rows"
[ -z "$(uniq -d "$work/rows")" ] ||
    { echo "$table: twice: $(uniq -d "$work/rows")"; bad=1; }
cat "$example"/*.yaml "$example"/*.csv |
    grep -o '00[0-9]#[1-9][0-9]*' | sort -u >"$work/cited"
[ -s "$work/cited" ] || { echo "the example cites nothing"; bad=1; }
comm -23 "$work/cited" "$work/rows" | sed 's/$/ is cited and has no row/' \
    >"$work/missing"
[ ! -s "$work/missing" ] || { cat "$work/missing"; bad=1; }

[ $bad -eq 0 ] || exit 1
# The comparison sees a drift: one paragraph further on nothing fits.
awk -F '\t' -v OFS='\t' 'NR > 1 { $4++ } { print }' "$table" >"$work/off"
compare "$work/off" >"$work/faults"
[ "$(wc -l <"$work/faults")" -eq "$(wc -l <"$work/rows")" ] ||
    { echo "a table one paragraph off passes"; cat "$work/faults"; exit 1; }
