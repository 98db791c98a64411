#!/bin/sh
# no_room.sh PROGRAM: a full disk and a dossier that may not be written end
# with one clear sentence, and the store stays sound.
set -u
program=$1
work=$(mktemp -d) || exit 1
mounted=
# the folder must be entered by another user, too
chmod 755 "$work"
cleanup() {
    [ -z "$mounted" ] || umount "$work/disk"
    chmod -R u+w "$work" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 1
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
mkdir in disk
awk 'BEGIN {
    for (i = 0; i < 300; i++) {
        file = sprintf("in/%03d.txt", i)
        for (k = 0; k < 200; k++)
            printf "Line %d of brief %d names nobody and nothing.\n", k, i > file
        close(file)
    }
}'

# A small file system if we may mount one, else a limit on the size of files.
if mount -t tmpfs -o size=4m none disk 2>/dev/null; then
    mounted=yes
    limit=unlimited
    wanted='disk is full'
else
    limit=4000
    wanted='too large\|disk is full\|writing failed'
fi
"$program" init disk/d -q >/dev/null || fail "init on the small disk"
(
    trap '' XFSZ
    ulimit -f $limit
    exec "$program" ingest in -v -d disk/d
) >said 2>errors
code=$?
[ $code -eq 5 ] || fail "a full disk ends with exit code $code: $(cat errors)"
grep -q "$wanted" errors || fail "a full disk says: $(cat errors)"
[ "$(grep -c '^entente:' errors)" -eq 1 ] || fail "not one sentence: $(cat errors)"
# room again: what was reported is there, and the rest comes in
if [ -n "$mounted" ]; then
    mount -o remount,size=256m disk || fail "remount"
fi
"$program" show -d disk/d | sed 's/ .*//' | sort >there
grep '^saved' said | sed 's/saved //' | sort >told
[ "$(comm -23 told there | wc -l)" -eq 0 ] || fail "reported documents are lost"
"$program" doctor -d disk/d >doctor 2>&1 || fail "$(grep -A 1 PROBLEM doctor)"
ls disk/d/sources | grep part && fail "a half-written file stays"
"$program" ingest in -q -d disk/d >/dev/null || fail "ingest with room again"
[ "$("$program" show -d disk/d | wc -l)" -eq 300 ] || fail "not all 300 came in"
echo "full disk (limit $limit, tmpfs ${mounted:-no}): $(wc -l <told) of 300 saved before, 300 after"

# ---- a dossier that may not be written
as_other=
if [ "$(id -u)" -eq 0 ]; then
    command -v setpriv >/dev/null || {
        echo "the read-only part is skipped: root, and no setpriv"
        exit 0
    }
    as_other='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
# the program may stand where only its owner can go
cp "$program" "$work/entente" && chmod 755 "$work/entente"
$as_other "$work/entente" --version >/dev/null || {
    echo "the read-only part is skipped: cannot run as another user here"
    exit 0
}
"$program" init fixed -q >/dev/null
"$program" ingest in/00?.txt -q -d fixed >/dev/null || fail "ingest"
chmod -R a-w fixed && chmod -R a+rX fixed in
$as_other "$work/entente" show -d fixed >shown 2>errors ||
    fail "reading a read-only dossier: $(cat errors)"
[ "$(wc -l <shown)" -eq 10 ] || fail "a read-only dossier shows: $(cat shown)"
$as_other "$work/entente" find brief -d fixed >shown 2>errors || fail "find: $(cat errors)"
$as_other "$work/entente" doctor -d fixed >doctor 2>&1 || fail "doctor: $(cat doctor)"
for verb in 'ingest in/200.txt' undo; do
    $as_other "$work/entente" $verb -d fixed >/dev/null 2>errors
    [ $? -eq 5 ] || fail "$verb in a read-only dossier: $(cat errors)"
    grep -q 'fixed: the dossier cannot be written; change its permissions' errors ||
        fail "$verb says: $(cat errors)"
done
$as_other "$work/entente" init fixed/more 2>errors && fail "init in a read-only folder"
grep -q 'change its permissions' errors || fail "init says: $(cat errors)"
echo "read-only dossier: read, and refused to write"
