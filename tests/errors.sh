#!/bin/sh
# errors.sh PROGRAM SOURCE: what a machine can do to a command - a reader that
# leaves, a full disk, an interrupt, a kill, damaged files, odd names - ends
# with at most one sentence, the right exit code, and nothing half-written.
set -u
program=$1
example=$2/examples/korea-2019
work=$(mktemp -d) || exit 1
mounted=
cleanup() {
    [ -z "$mounted" ] || umount "$work/disk"
    rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 1
unset ENTENTE_DOSSIER
bad=0
fail() {
    echo "FAILED: $*" >&2
    bad=1
}
# expect CODE PATTERN COMMAND...: the code, and one line of standard error
# that matches ('' for none at all)
expect() {
    code=$1 pattern=$2
    shift 2
    "$@" >out 2>err
    got=$?
    [ $got -eq "$code" ] || fail "exit code $got, not $code: $*: $(cat err)"
    if [ -z "$pattern" ]; then
        [ ! -s err ] || fail "says '$(cat err)': $*"
    else
        [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $*: $(cat err)"
        grep -q "$pattern" err || fail "says '$(cat err)': $*"
    fi
}
entente() { "$program" "$@"; }
mkdir s && cp "$example"/*.yaml "$example/stances.csv" s
entente init d -q
entente ingest -q -d d "$example/briefs"
entente run s/korea-2019.yaml -n 50 -q -d d >out || fail "a run"
run=d/runs/korea-2019-001

# ---- standard output goes nowhere
for command in models help 'completion bash' "read $example/briefs" \
    'export -d d' 'find sanctions -d d' "report $run --json" \
    "report $run --table" 'check --no-claims s/korea-2019.yaml -d d'; do
    # shellcheck disable=SC2086
    { entente $command 2>err; echo $? >code; } | head -n 0 >/dev/null
    [ ! -s err ] || fail "a reader that leaves: $command: $(cat err)"
    [ "$(cat code)" -eq 0 ] || fail "a reader that leaves: $command: $(cat code)"
    [ -e /dev/full ] || continue
    # shellcheck disable=SC2086
    entente $command >/dev/full 2>err
    [ $? -eq 5 ] || fail "a full device: $command: $(cat err)"
    grep -q 'standard output: No space left' err || fail "$command: $(cat err)"
done

# ---- with --json standard error holds JSON and nothing else
for command in 'show nosuch' 'find' 'run nosuch' 'read nosuch nosuch2' \
    'ingest nosuch' 'ingest nosuch nosuch2' 'report nosuch' 'log -d nosuch' \
    'init d' 'import nosuch' 'nosuch' 'run --nosuch' 'whatif x' 'solve d' \
    'compare a b' 'check nosuch.yaml' 'export nosuch' 'completion tcsh' \
    'models nosuch' 'doctor -d nosuch' 'serve nosuch' 'undo --to 99' \
    'help nosuch' 'run -n 0' 'demo -n 0 -o x'; do
    # shellcheck disable=SC2086
    entente $command --json >out 2>err
    [ $? -ne 0 ] || fail "no failure: $command --json"
    [ -s err ] || fail "nothing said: $command --json"
    grep -v '^{"schema":"entente-error/1",".*}$' err &&
        fail "not JSON: $command --json"
done
rm -rf x

# and standard output one document that begins with its schema
for command in 'check --no-claims s/korea-2019.yaml' "compare $run $run" 'show' \
    "whatif $run --set CHN.position.D3=20" 'completion zsh' doctor \
    'find sanctions' help 'export csv -o tables -d d' 'log' models \
    "read $example/briefs --summary" "report $run" 'init other' \
    'run -n 20 s/korea-2019.yaml -o shown' 'run --dry-run s/korea-2019.yaml' \
    'ingest file --dry-run' 'undo --dry-run'; do
    [ "$command" != 'ingest file --dry-run' ] || echo 'Anna left.' >file
    case $command in
    completion* | help | models | read* | init* | export*) at= ;;
    *) at='-d d' ;;
    esac
    # shellcheck disable=SC2086
    entente $command $at --json >out 2>err || fail "$command --json: $(cat err)"
    head -c 20 out | grep -q '^{"schema":"entente-' || fail "no schema: $command"
    [ ! -s err ] || fail "says '$(cat err)': $command --json"
done
rm -rf tables other shown file

# ---- a run that cannot be kept leaves nothing
mkdir disk
if mount -t tmpfs -o size=100k none disk 2>/dev/null; then
    mounted=yes
    expect 5 'the disk is full' entente run s/korea-2019.yaml -n 2000 -o disk/r
    [ ! -e disk/r ] || fail "a full disk leaves $(ls disk/r)"
    expect 5 'the disk is full' entente report $run -d d -o disk/r.html
    expect 5 'the disk is full' entente export csv -d d -o disk/t
    [ -z "$(ls disk)" ] || fail "a full disk leaves $(ls disk)"
else
    echo "no small disk can be mounted here: that part is left out"
fi
: >file
expect 3 'file is a file' entente run s/korea-2019.yaml -n 50 -o file/r
expect 3 'no such file' entente report $run -d d -o none/r.html

# ---- interrupted and killed
"$program" run s/korea-2019.yaml -n 30000 -o cut >out 2>err &
pid=$!
sleep 0.4
kill -INT $pid
wait $pid
[ $? -eq 130 ] || fail "an interrupt: $(cat err)"
grep -q 'interrupted while .*ing draws; only what was' err || fail "an interrupt: $(cat err)"
[ ! -e cut ] || fail "an interrupt leaves $(ls cut)"
"$program" run s/korea-2019.yaml -n 30000 -o d/runs/cut >out 2>err &
pid=$!
sleep 0.4
kill -9 $pid
wait $pid 2>/dev/null
expect 3 'is no run' entente report d/runs/cut -d d
expect 0 '' entente report -d d -q
grep -q "$run" out || fail "the newest run is not the whole one: $(cat out)"
rm -rf d/runs/cut

# two at the same time take two names
entente run s/korea-2019.yaml -n 50 -q -d d >out &
entente run s/korea-2019.yaml -n 50 -q -d d >out2
wait $!
[ -f d/runs/korea-2019-002/run.json ] && [ -f d/runs/korea-2019-003/run.json ] ||
    fail "of two runs at the same time: $(ls d/runs)"

# ---- damaged files
damage() { # FILE HOW
    rm -rf broken && cp -r $run broken
    case $2 in
    missing) rm "broken/$1" ;;
    empty) : >"broken/$1" ;;
    half) truncate -s $(($(wc -c <"broken/$1") / 2)) "broken/$1" ;;
    esac
}
for file in run.json scenario.json draws.csv; do
    for how in missing empty half; do
        damage $file $how
        expect 3 'broken' entente report broken -d d -o r.html
    done
done
damage path.csv half
expect 3 'path.csv.*run the scenario again' entente report broken -d d -o r.html
cp -r $run wild && sed -i '5s/,[0-9.]*$/,5000/' wild/draws.csv
expect 3 'draws.csv:5: .*outside 0..100' entente report wild -d d -o r.html
[ ! -e r.html ] || fail "a report of a damaged run"
for how in empty half zero; do
    rm -rf hurt && cp -r d hurt && rm -f hurt/store.db-*
    case $how in
    empty) : >hurt/store.db ;;
    half) truncate -s 5000 hurt/store.db ;;
    zero) dd if=/dev/zero of=hurt/store.db bs=4096 seek=3 count=20 \
        conv=notrunc 2>/dev/null ;;
    esac
    for verb in show 'find x' 'ingest file' undo export; do
        # shellcheck disable=SC2086
        expect 3 'hurt/store.db: .*put a copy of it back' entente $verb -d hurt
    done
    expect 1 '' entente doctor -d hurt
    grep -q PROBLEM out || fail "the doctor finds nothing: $how"
done

# ---- odd names
odd="sp ace \"q\" 's' é
line	tab"
mkdir "$odd" && cp s/* "$odd" && cp "$example/briefs/valdai-2019.txt" ./-x.txt
expect 0 'next: entente ingest FOLDER' sh -c "'$program' init ./-- 2>&1 >/dev/null | tail -n 1 >&2"
expect 0 '' entente init "$odd/d" -q
expect 0 '' entente ingest "$odd" ./-x.txt -d "$odd/d" -q
expect 0 '' entente read -- -x.txt
expect 2 "has no option '-x'" entente read -x.txt
expect 0 '' entente run "$odd/korea-2019.yaml" -n 20 -q -o "$odd/r"
expect 0 '' entente report "$odd/r" -d "$odd/d"
expect 3 'line tab/none.yaml: there is no' entente check "$odd/none.yaml"
expect 3 'a.\{1,3\}\[31m.yaml: there is no' entente check "$(printf 'a\033[31m.yaml')"

# what a text holds steers no terminal
printf 'Anna \033[31mleft\033]0;x\007 early.\n' >esc.txt
entente ingest esc.txt -q -d d
for verb in 'find early' 'show esc' log; do
    # shellcheck disable=SC2086
    expect 0 '' entente $verb -d d
    tr -d '\001-\010\016-\037' <out | cmp -s - out ||
        fail "control characters: $verb"
done

# ---- surroundings
expect 0 '' env -u HOME "$program" models
printf 'actor,capability,position,salience\nA,1,0.5,0.9\nB,2,40,0.5\n' >t.csv
entente solve t.csv --summary >plain
for locale in tr_TR.UTF-8 de_DE.UTF-8 C; do
    LC_ALL=$locale entente solve t.csv --summary | cmp -s - plain ||
        fail "another result under $locale"
done
# on a terminal: one line, within its width, gone at the end
if command -v script >/dev/null; then
    TERM=xterm script -qec "stty cols 40 2>/dev/null; '$program' \
        run s/korea-2019.yaml -n 4000 -o seen >/dev/null" log </dev/null >raw
    tr '\r' '\n' <raw | grep -a 'playing' >lines ||
        fail "no progress on a terminal"
    awk 'length > 39 { exit 1 }' lines || fail "wider than 40: $(tail -n 1 lines)"
    TERM=dumb script -qec "'$program' run s/korea-2019.yaml -n 1000 -o seen2 \
        >/dev/null" log </dev/null >raw
    grep -aq 'playing' raw && fail "a line that is rewritten on a dumb terminal"
fi
[ $bad -eq 0 ] && echo "tmpfs ${mounted:-no}: all as it should be"
exit $bad
