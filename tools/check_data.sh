#!/bin/sh
# Checks the dictionaries: check_data.sh [DIRECTORY]
#
# What a column must hold follows from its name in the header line, so a new
# dictionary is checked as soon as it exists. Each fault is one line
# "file:line: message"; the exit code is 1 if there was any.
set -eu
cd "${1:-$(dirname "$0")/../data}"
LC_ALL=C
export LC_ALL

for file in *.tsv; do
    [ "$file" = countries.tsv ] || set -- "${@:-}" "$file"
done
shift
exec awk -F '\t' '
function fault(message) {
    printf "%s:%d: %s\n", FILENAME, FNR, message
    n_faults++
}
function check_code(list,    code, n, i) {
    n = split(list, code, /[|+]/)
    for (i = 1; i <= n; i++)
        if (code[i] !~ /^[A-Z][A-Z][A-Z][A-Z0-9]*$/)
            fault("malformed code \"" code[i] "\"")
        else if (!(substr(code[i], 1, 3) in state))
            fault("code \"" code[i] "\" is of no state in countries.tsv")
}
function check_list(list, what,    item, n, i, j) {
    n = split(list, item, "|")
    for (i = 1; i <= n; i++) {
        if (item[i] == "")
            fault("empty item in " what)
        for (j = 1; j < i; j++)
            if (item[j] == item[i])
                fault("\"" item[i] "\" twice in " what)
    }
}
function check_date(date, what,    part, n) {
    if (date == "" || date ~ /^[0-9][0-9][0-9][0-9]$/)
        return
    n = split(date, part, "-")
    if (date !~ /^[0-9][0-9][0-9][0-9](-[0-9][0-9])(-[0-9][0-9])?$/ ||
        part[2] < 1 || part[2] > 12 || (n == 3 && (part[3] < 1 ||
        part[3] > 31)))
        fault(what " \"" date "\" is no date: write YYYY, YYYY-MM or " \
              "YYYY-MM-DD")
}
function check_row(    i, name) {
    for (i = 1; i <= NF; i++) {
        name = column[i]
        if (name == "code" && $i == "")
            fault("no code")
        else if (name == "code")
            check_code($i)
        else if (name == "from" || name == "to")
            check_date($i, name)
        else if (name ~ /^(aliases|adjectives|people|capital|surname)$/)
            check_list($i, name)
        else if (name == "seats")
            check_seats($i)
        else if (name == "gender" && $i !~ /^[mf]$/ &&
            !($i == "" && ("being" in at)))
            fault("gender \"" $i "\" is neither m nor f")
        else if (name == "entity" && $i !~ /^[a-z0-9_]+$/)
            fault("entity \"" $i "\" is not in snake case")
        else if (name == "suffix" && $i !~ /^[A-Z]+$/ &&
            !($i == "" && $(i + 1) ~ /^(state|person)$/))
            fault("malformed suffix \"" $i "\"")
        else if (name == "being" &&
            $i !~ /^(person|people|body|force|state)$/)
            fault("being \"" $i "\" is not known")
        else if (name == "use" && $i !~ /^(free|owned)$/)
            fault("use \"" $i "\" is neither free nor owned")
        else if ((name == "cow" || name == "gw") && $i !~ /^[0-9]*$/)
            fault(name " \"" $i "\" is no number")
        else if (name == "iso2" && $i !~ /^([A-Z][A-Z])?$/)
            fault("iso2 \"" $i "\" is not two letters")
        at[name] = i
    }
    if (("from" in at) && ("to" in at) && $at["to"] != "" &&
        $at["to"] < $at["from"])
        fault("ends before it begins")
}
function check_seats(list,    item, n, i) {
    check_list(list, "seats")
    n = split(list, item, "|")
    for (i = 1; i <= n; i++)
        if (sub(/^.*=/, "", item[i]))
            check_code(item[i])
}
FNR == 1 {
    n_columns = 0
    last = ""
    split("", seen)
    split("", at)
    said_source = said_licence = said_date = 0
    if (NR == 1)
        state["IGO"] = state["NGO"] = 1
    n_files++
}
# The first file read is countries.tsv, for its codes alone.
n_files == 1 {
    if (!/^#/ && $1 !~ /[+]/)
        state[$1] = 1
    next
}
/[ \t]$/ && !/^#/ && !/\t$/ { fault("trailing blank") }
/\r/ { fault("carriage return") }
/^#/ {
    if (n_columns)
        fault("comment below the header line")
    said_source = said_source || /^# source: ./
    said_licence = said_licence || /^# licence: ./
    said_date = said_date ||
        /^# date: [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/
    next
}
!n_columns {
    n_columns = NF
    for (i = 1; i <= NF; i++)
        column[i] = $i
    if (!said_source || !said_licence || !said_date)
        fault("the head does not name source, licence and date")
    next
}
NF != n_columns {
    fault(NF " columns, not " n_columns)
    next
}
{
    if ($1 < last)
        fault("\"" $1 "\" is not sorted: it belongs above \"" last "\"")
    last = $1
    if ($0 in seen)
        fault("same row as line " seen[$0])
    seen[$0] = FNR
    # Persons have several rows, and words one for each part of speech.
    if (column[n_columns] != "office" && column[2] != "pos") {
        if ($1 in seen)
            fault("\"" $1 "\" stands in line " seen[$1] " already")
        seen[$1] = FNR
    }
    for (i = 1; i <= NF; i++)
        if ($i ~ /^ | $|  /)
            fault("stray blank in column " column[i])
    check_row()
}
END { exit n_faults > 0 }' countries.tsv countries.tsv "$@"
