/* file.c - files in and out, without anything half-written.
 *
 * A file is written under a temporary name beside its place, synced and
 * renamed, so that a crash or a full disk leaves the old one. */
#include "base/base.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static bool to_z(ent_str path, char z[PATH_BYTES]) {
    if (path.n >= PATH_BYTES || (path.n && memchr(path.s, 0, path.n)))
        return false;
    memcpy(z, path.s ? path.s : "", path.n);
    z[path.n] = 0;
    return true;
}

static ent_err fail_file(ent_ctx *ctx, ent_str path, int err) {
    ent_place at = {path, 0, 0};
    if (err == ENOENT || err == ENOTDIR)
        return ENT_FAIL_AT(ctx, ENT_MISSING, at,
                           "there is no such file or folder; check the path");
    if (err == EISDIR)
        return ENT_FAIL_AT(ctx, ENT_MISSING, at,
                           "this is a folder; name a file in it");
    if (err == EACCES || err == EPERM || err == EROFS)
        return ENT_FAIL_AT(ctx, ENT_IO, at,
                           "%s; change its permissions or choose another place",
                           strerror(err));
    if (err == ENOSPC || err == EDQUOT)
        return ENT_FAIL_AT(ctx, ENT_IO, at,
                           "the disk is full; free some space and try again");
    return ENT_FAIL_AT(ctx, ENT_IO, at, "%s", strerror(err));
}

/* Reads to the end; a pipe does not tell its size beforehand. */
static ent_err read_all(ent_ctx *ctx, int fd, ent_str path, size_t max,
                        ent_buf *b) {
    char chunk[1 << 16];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_file(ctx, path, errno);
        if (got == 0)
            return b->bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
        ent_i_buf_put(b, chunk, (size_t)got);
        if (b->n > max)
            return ENT_FAIL_AT(ctx, ENT_LIMIT, (ent_place){path, 0, 0},
                               "more than the %zu MiB that one file may have; "
                               "split it",
                               max >> 20);
    }
}

ent_err ent_i_file_read(ent_ctx *ctx, ent_arena *into, ent_str path,
                        size_t max_bytes, ent_str *out) {
    char z[PATH_BYTES];
    ent_buf b = {0};
    if (!to_z(path, z))
        return fail_file(ctx, path, ENAMETOOLONG);
    bool standard = strcmp(z, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(z, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_file(ctx, path, errno);
    ent_err e = read_all(ctx, fd, path, max_bytes, &b);
    if (!standard)
        close(fd);
    if (!e) {
        *out = ent_i_dup(into, (ent_str){b.s, b.n});
        if (!out->s)
            e = ENT_NOMEM_FAIL(ctx);
    }
    ent_i_buf_free(&b);
    return e;
}

static bool write_all(int fd, ent_str bytes) {
    while (bytes.n) {
        ssize_t put = write(fd, bytes.s, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes.s += put;
        bytes.n -= (size_t)put;
    }
    return true;
}

ent_err ent_i_file_write(ent_ctx *ctx, ent_str path, ent_str bytes) {
    char z[PATH_BYTES], part[PATH_BYTES];
    if (!to_z(path, z) || path.n + 24 >= PATH_BYTES)
        return fail_file(ctx, path, ENAMETOOLONG);
    snprintf(part, sizeof part, "%.*s.%ld.part", (int)path.n, z,
             (long)getpid());
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_file(ctx, path, errno);
    bool ok = write_all(fd, bytes) && fsync(fd) == 0;
    int err = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        err = errno;
    }
    if (ok && rename(part, z) != 0) {
        ok = false;
        err = errno;
    }
    if (ok)
        return ENT_OK;
    unlink(part);
    return fail_file(ctx, path, err);
}

ent_err ent_i_folder_make(ent_ctx *ctx, ent_str path) {
    char z[PATH_BYTES];
    if (!to_z(path, z))
        return fail_file(ctx, path, ENAMETOOLONG);
    for (size_t i = 1; i <= path.n; i++) {
        if (i < path.n && z[i] != '/')
            continue;
        char keep = z[i];
        z[i] = 0;
        if (mkdir(z, 0777) != 0 && errno != EEXIST)
            return fail_file(ctx, path, errno);
        if (!ent_i_folder_exists(ent_i_str(z)))
            return ENT_FAIL_AT(ctx, ENT_NAME, ((ent_place){path, 0, 0}),
                               "%s is a file, so no folder can be made there; "
                               "choose another name",
                               z);
        z[i] = keep;
    }
    return ENT_OK;
}

ent_err ent_i_folder_claim(ent_ctx *ctx, ent_str path, bool *made) {
    char z[PATH_BYTES];
    if (!to_z(path, z))
        return fail_file(ctx, path, ENAMETOOLONG);
    ENT_TRY(ent_i_folder_make(ctx, ent_i_path_folder(path)));
    *made = mkdir(z, 0777) == 0;
    return *made || errno == EEXIST ? ENT_OK : fail_file(ctx, path, errno);
}

static bool mode_is(ent_str path, mode_t kind) {
    char z[PATH_BYTES];
    struct stat st;
    return to_z(path, z) && stat(z, &st) == 0 && (st.st_mode & S_IFMT) == kind;
}

bool ent_i_file_exists(ent_str path) {
    return mode_is(path, S_IFREG);
}

bool ent_i_folder_exists(ent_str path) {
    return mode_is(path, S_IFDIR);
}

uint64_t ent_i_file_size(ent_str path) {
    char z[PATH_BYTES];
    struct stat st;
    if (!to_z(path, z) || stat(z, &st) != 0 || st.st_size < 0)
        return 0;
    return (uint64_t)st.st_size;
}

ent_err ent_i_file_sync(ent_ctx *ctx, ent_str path) {
    char z[PATH_BYTES];
    if (!to_z(path, z))
        return fail_file(ctx, path, ENAMETOOLONG);
    int fd = open(z, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_file(ctx, path, errno);
    int err = fsync(fd) == 0 ? 0 : errno;
    close(fd);
    return err ? fail_file(ctx, path, err) : ENT_OK;
}

int64_t ent_i_file_time(ent_str path) {
    char z[PATH_BYTES];
    struct stat st;
    if (!to_z(path, z) || stat(z, &st) != 0)
        return -1;
    return (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

static ent_err add_file(ent_ctx *ctx, ent_arena *into, ent_vec *v,
                        ent_str path) {
    ent_str *p = ENT_PUSH(into, v, ent_str);
    ent_str copy = ent_i_dup(into, path);
    if (!p || !copy.s)
        return ENT_NOMEM_FAIL(ctx);
    *p = copy;
    return ENT_OK;
}

static ent_err walk(ent_ctx *ctx, ent_arena *into, ent_vec *v, ent_str path,
                    int depth) {
    char z[PATH_BYTES];
    if (!ent_i_folder_exists(path))
        return ent_i_file_exists(path) ? add_file(ctx, into, v, path) : ENT_OK;
    if (depth > 32 || !to_z(path, z))
        return ENT_FAIL_AT(ctx, ENT_LIMIT, (ent_place){path, 0, 0},
                           "folders lie more than 32 deep; is there a loop?");
    DIR *dir = opendir(z);
    if (!dir)
        return fail_file(ctx, path, errno);
    ent_err e = ENT_OK;
    for (struct dirent *d; !e && (d = readdir(dir));) {
        if (d->d_name[0] == '.')
            continue;
        ent_str sub = ent_i_path_join(into, path, ent_i_str(d->d_name));
        e = sub.s ? walk(ctx, into, v, sub, depth + 1) : ENT_NOMEM_FAIL(ctx);
    }
    closedir(dir);
    return e;
}

static int by_bytes(const void *a, const void *b) {
    return ent_i_cmp(*(const ent_str *)a, *(const ent_str *)b);
}

ent_err ent_i_file_list(ent_ctx *ctx, ent_arena *into, ent_str path,
                        ent_str **out, size_t *n) {
    ent_vec v = {0};
    if (ent_i_eqz(path, "-")) {
        ENT_TRY(add_file(ctx, into, &v, path));
    } else {
        if (!ent_i_file_exists(path) && !ent_i_folder_exists(path))
            return fail_file(ctx, path, ENOENT);
        ENT_TRY(walk(ctx, into, &v, path, 0));
    }
    if (v.n)
        qsort(v.at, v.n, sizeof(ent_str), by_bytes);
    *out = v.at;
    *n = v.n;
    return ENT_OK;
}

ent_str ent_i_path_join(ent_arena *a, ent_str dir, ent_str name) {
    if (!dir.n || ent_i_starts(name, "/"))
        return ent_i_dup(a, name);
    return ent_i_printf(a, "%.*s%s%.*s", ENT_P(dir),
                        ent_i_ends(dir, "/") ? "" : "/", ENT_P(name));
}

static size_t last_slash(ent_str path) {
    size_t i = path.n;
    while (i && path.s[i - 1] != '/')
        i--;
    return i; /* behind it; 0 when there is none */
}

ent_str ent_i_path_folder(ent_str path) {
    size_t i = last_slash(path);
    if (!i)
        return ENT_STR(".");
    return (ent_str){path.s, i > 1 ? i - 1 : 1};
}

ent_str ent_i_path_base(ent_str path) {
    size_t i = last_slash(path);
    return (ent_str){path.s + i, path.n - i};
}

ent_str ent_i_path_stem(ent_str path) {
    ent_str base = ent_i_path_base(path);
    for (size_t i = base.n; i > 1; i--)
        if (base.s[i - 1] == '.')
            return (ent_str){base.s, i - 1};
    return base;
}

ent_str ent_i_asset(const ent_asset *table, const char *name) {
    for (; table->name; table++)
        if (strcmp(table->name, name) == 0)
            return (ent_str){table->start, (size_t)(table->end - table->start)};
    return (ent_str){0};
}
