#!/bin/sh
# Checks an example dossier against itself, without the program: the length
# of the briefs, every reference, interval and name in the scenario and in its
# table of stances, and that no brief copies the text that it retells.  It
# reads the plain block layout in which the examples are written, no more of
# YAML than that.
#
# usage: check_example.sh DIR [SEEDS_DIR]
#   DIR        holds DIR.yaml, the files that it includes, stances.csv and
#              briefs/DOCUMENT.txt
#   SEEDS_DIR  the originals, ALIAS.txt for each short name of a document
# Prints file:line: sentence for each fault; exit 0 none, 1 some, 2 usage.

set -u
LC_ALL=C
export LC_ALL

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: check_example.sh DIR [SEEDS_DIR]" >&2
    exit 2
fi
dir=$1
seeds=${2-}
yaml=$dir/$(basename "$dir").yaml
if [ ! -f "$yaml" ] || [ ! -f "$dir/stances.csv" ]; then
    echo "$dir: expected $yaml and stances.csv; name the example's" \
        "directory" >&2
    exit 2
fi
bad=0
apostrophe=$(printf '\342\200\231')
punctuation=$(printf '\342\200[\200-\277]')
no_break=$(printf '\302\240')

# "ALIAS DOCUMENT" of each line under documents:
documents=$(awk '
    /^[a-z]/ { on = $1 == "documents:" }
    on && /^ +[^ #]/ { gsub(/[":]/, ""); print $1, $2 }' "$yaml")
if [ -z "$documents" ]; then
    echo "$yaml: names no documents; list them under documents:" >&2
    exit 1
fi

# Words in lower case, one a line: apostrophes and full stops vanish, all
# other punctuation parts words.  The credit of a brief must quote the title
# of its source, so it is left out.
words() {
    sed 's/Example brief after [^)]*//' "$1" | tr 'A-Z\n' 'a-z ' |
        sed "s/$apostrophe//g; s/$punctuation/ /g; s/$no_break/ /g
             s/['.]//g" | tr -sc 'a-z0-9\200-\377' '\n' | sed '/^$/d'
}

# How many lines of a file are not blank; a no-break space is blank.
paragraphs() {
    sed "s/$no_break/ /g" "$1" | grep -c '[^[:space:]]'
}

# Runs of 8 or more words that file $2 shares with file $1.
shared_runs() {
    awk -v n=8 '
    function flush() { if (len) print len ":" run; len = 0 }
    function window(i,    k, s) {
        for (k = i - n + 1; k <= i; k++) s = s " " w[k]
        return s
    }
    FNR == 1 { file++; m = 0 }
    { w[++m] = $1 }
    m < n { next }
    file == 1 { source[window(m)]; next }
    window(m) in source {
        if (len) { run = run " " $1; len++ }
        else { run = window(m); len = n }
        next
    }
    { flush() }
    END { flush() }' "$1" "$2"
}

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

# The files that the scenario includes.
included() {
    find "$dir" -maxdepth 1 -name '*.yaml' ! -path "$yaml" | sort
}

while read -r alias doc; do
    brief=$dir/briefs/$doc.txt
    if [ ! -f "$brief" ]; then
        echo "$brief: missing; document \"$alias\" names it"
        bad=1
        continue
    fi
    # Room for the causes in every paragraph that a mechanism cites; a brief
    # is still a digest, so it stays shorter than what it retells.
    count=$(wc -w < "$brief")
    if [ "$count" -lt 500 ] || [ "$count" -gt 1500 ]; then
        echo "$brief: has $count words; keep it between 500 and 1500"
        bad=1
    fi
    echo "$alias $(paragraphs "$brief")" >> "$tmp/paragraphs"
    [ -n "$seeds" ] || continue
    if [ ! -f "$seeds/$alias.txt" ]; then
        echo "$seeds/$alias.txt: missing; give the directory of the originals"
        bad=1
        continue
    fi
    if [ "$(paragraphs "$brief")" -gt "$(paragraphs "$seeds/$alias.txt")" ]
    then
        echo "$brief: has more paragraphs than its source; retell one in one"
        bad=1
    fi
    if [ "$count" -ge "$(wc -w < "$seeds/$alias.txt")" ]; then
        echo "$brief: has $count words, no fewer than its source; shorten it"
        bad=1
    fi
    words "$seeds/$alias.txt" > "$tmp/source"
    words "$brief" > "$tmp/words"
    shared_runs "$tmp/source" "$tmp/words" > "$tmp/runs"
    if [ -s "$tmp/runs" ]; then
        sed "s|^|$brief: copies its source, words |" "$tmp/runs"
        bad=1
    fi
done <<EOF
$documents
EOF

awk -v before="$bad" '
function fault(why) { print FILENAME ":" FNR ": " why; bad = 1 }

# Every reference and every interval of a line, wherever they stand.
function check_line(s,    t, part) {
    t = s
    while (match(t, /[A-Za-z0-9_-]+#[0-9]+/)) {
        split(substr(t, RSTART, RLENGTH), part, "#")
        t = substr(t, RSTART + RLENGTH)
        references++
        if (!(part[1] in last))
            fault("no document is called " part[1] "; see documents:")
        else if (part[2] < 1 || part[2] + 0 > last[part[1]] + 0)
            fault(part[1] " has " last[part[1]] " paragraphs, not " part[2])
    }
    t = s
    while (match(t, /[+*-]?[0-9.]+ \([^()]*\.\.[^()]*\)/)) {
        check_interval(substr(t, RSTART, RLENGTH))
        t = substr(t, RSTART + RLENGTH)
    }
}

function check_interval(text,    best, part) {
    best = text
    sub(/ .*/, "", best)
    sub(/.*\(/, "", text)
    sub(/\)/, "", text)
    split(text, part, /\.\./)
    intervals++
    if (part[1] + 0 > best + 0 || best + 0 > part[2] + 0)
        fault("best value " best " lies outside " text)
}

# The fields of a CSV line go to field[1..]; quotes as in RFC 4180.
function split_csv(s,    n, i, c, quoted) {
    split("", field)
    n = 1
    field[1] = ""
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c == "\"" && quoted && substr(s, i + 1, 1) == "\"") {
            field[n] = field[n] c
            i++
        } else if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) field[++n] = ""
        else field[n] = field[n] c
    }
    return n
}

function check_number(name, text,    best) {
    best = text
    sub(/ \(.*/, "", best)
    if (best !~ /^[0-9]+(\.[0-9]+)?$/ || best + 0 > 100)
        fault(name " is \"" text "\"; write a number from 0 to 100")
}

function check_row(    n, i, each) {
    n = split_csv($0)
    if (n != 10) { fault("has " n " fields; write 10"); return }
    if (!(field[1] in issue)) fault("no issue is called " field[1])
    if (!(field[2] in actor)) fault("no actor is called " field[2])
    check_number("position", field[4])
    check_number("salience", field[5])
    check_number("leverage", field[6])
    if (field[7] != "") check_number("reservation", field[7])
    if (field[8] == "") fault("has no evidence; name a paragraph")
    if (field[9] !~ /^[HML]$/) fault("confidence is not H, M or L")
    split("", each)
    n = field[3] == "" ? 1 : split(field[3], each, "|")
    for (i = 1; i <= n; i++) {
        if (each[i] != "" && !(each[i] in lens))
            fault("no lens is called " each[i])
        if ((field[1], field[2], each[i]) in row)
            fault("repeats line " row[field[1], field[2], each[i]])
        row[field[1], field[2], each[i]] = FNR
    }
}

FNR == 1 { file++ }
file == 1 { last[$1] = $2; next }
FILENAME ~ /\.yaml$/ && FILENAME != yaml { check_line($0); next }
file == 2 && /^[a-z]/ { section = $1 }
file == 2 && section == "actors:" && /^  [A-Za-z]/ {
    id = $1; sub(/:.*/, "", id); actor[id]
}
file == 2 && section == "actors:" && /^      [A-Z][A-Z0-9_]*:/ {
    faction = $1; sub(/:.*/, "", faction); actor[id "." faction]
}
file == 2 && section == "issues:" && /^  [A-Za-z]/ {
    name = $1; sub(/:.*/, "", name); issue[name]
}
file == 2 && section == "lenses:" && /^  ["A-Za-z]/ {
    name = $1; gsub(/[":]/, "", name); lens[name]
}
{ check_line($0) }
FILENAME ~ /\.csv$/ && FNR == 1 &&
    $0 != "issue,actor,lens,position,salience,leverage,reservation," \
          "evidence,confidence,note" { fault("has another head line") }
FILENAME ~ /\.csv$/ && FNR > 1 { rows++; check_row() }
END {
    if (!rows || !references || !intervals) {
        print "nothing to check: rows " rows + 0 ", references " \
            references + 0 ", intervals " intervals + 0
        bad = 1
    }
    if (!bad && !before)
        print rows " stances, " references " references, " intervals \
            " intervals: in order"
    exit bad
}' yaml="$yaml" "$tmp/paragraphs" "$yaml" $(included) \
    "$dir/stances.csv" || bad=1

exit "$bad"
