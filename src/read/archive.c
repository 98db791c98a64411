/* archive.c - zip archives in memory, through libzip, without their bombs.
 *
 * A member may not have more than a document may, all together not more than
 * eight times that, and what grows more than two hundred times when unpacked
 * is no text.  The sizes that an archive declares are checked first, those
 * that come out are checked again. */
#include "read/extract.h"

enum {
    MEMBERS_MAX = 100000,
    TIMES_ALL = 8,
    RATIO_MAX = 200,
    RATIO_FROM = 1 << 20 /* bytes below which any ratio is fine */
};

bool ent_i_is_archive(ent_str bytes) {
    return ent_i_starts(bytes, "PK\x03\x04") ||
           ent_i_starts(bytes, "PK\x05\x06");
}

static ent_place place(const ent_archive *a, ent_ctx *ctx, size_t i) {
    return (ent_place){
        ent_i_path_join(ctx->temp, a->path, ent_i_archive_name(a, i)), 0, 0};
}

ent_err ent_i_archive_open(ent_ctx *ctx, ent_str path, ent_str bytes,
                           size_t most, ent_archive *out) {
    ent_place at = {path, 0, 0};
    zip_error_t why;
    *out = (ent_archive){.path = path, .most = most, .left = TIMES_ALL * most};
    zip_error_init(&why);
    zip_source_t *s = zip_source_buffer_create(bytes.s, bytes.n, 0, &why);
    out->zip = s ? zip_open_from_source(s, ZIP_RDONLY, &why) : NULL;
    if (s && !out->zip)
        zip_source_free(s);
    if (!out->zip) {
        ent_err e = ENT_FAIL_AT(ctx, ENT_SYNTAX, at,
                                "the archive is damaged (%s); fetch or make "
                                "it again",
                                zip_error_strerror(&why));
        zip_error_fini(&why);
        return e;
    }
    zip_error_fini(&why);
    zip_int64_t n = zip_get_num_entries(out->zip, 0);
    out->n = n > 0 ? (size_t)n : 0;
    if (out->n <= MEMBERS_MAX)
        return ENT_OK;
    ent_i_archive_close(out);
    return ENT_FAIL_AT(ctx, ENT_LIMIT, at,
                       "%lld members are more than the %d that an archive may "
                       "have; split it",
                       (long long)n, MEMBERS_MAX);
}

void ent_i_archive_close(ent_archive *a) {
    if (a->zip)
        zip_discard(a->zip);
    a->zip = NULL;
}

ent_str ent_i_archive_name(const ent_archive *a, size_t i) {
    return ent_i_str(zip_get_name(a->zip, i, ZIP_FL_ENC_GUESS));
}

size_t ent_i_archive_find(const ent_archive *a, const char *name) {
    zip_int64_t i = zip_name_locate(a->zip, name, ZIP_FL_ENC_GUESS);
    return i < 0 ? a->n : (size_t)i;
}

static bool is_bomb(size_t out, size_t in) {
    return out > RATIO_FROM && out / RATIO_MAX > in;
}

static ent_err too_much(ent_ctx *ctx, const ent_archive *a, size_t i,
                        size_t size, size_t packed) {
    if (size > a->most)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, place(a, ctx, i),
                           "unpacked it has more than the %.1f MiB that one "
                           "document may have; split it or allow more",
                           (double)a->most / (1 << 20));
    if (size > a->left)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, place(a, ctx, i),
                           "the archive's members have more than %d times what "
                           "one document may have; split it or allow more",
                           TIMES_ALL);
    if (is_bomb(size, packed))
        return ENT_FAIL_AT(ctx, ENT_LIMIT, place(a, ctx, i),
                           "unpacked it grows more than %d times, which no "
                           "text does; it was left out",
                           RATIO_MAX);
    return ENT_OK;
}

static ent_err unpack(ent_ctx *ctx, const ent_archive *a, size_t i,
                      zip_file_t *f, ent_buf *b) {
    zip_stat_t st;
    char chunk[1 << 15];
    zip_int64_t n;
    if (zip_stat_index(a->zip, i, 0, &st) != 0)
        st.comp_size = 0;
    while ((n = zip_fread(f, chunk, sizeof chunk)) > 0) {
        ent_i_buf_put(b, chunk, (size_t)n);
        ENT_TRY(too_much(ctx, a, i, b->n, st.comp_size));
    }
    if (n < 0)
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, place(a, ctx, i),
                           "this member is damaged (%s); fetch or make the "
                           "archive again",
                           zip_error_strerror(zip_file_get_error(f)));
    return b->bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}

static ent_err check(ent_ctx *ctx, const ent_archive *a, size_t i) {
    zip_stat_t st;
    if (zip_stat_index(a->zip, i, 0, &st) != 0)
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, place(a, ctx, i),
                           "the archive says nothing about this member");
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        st.encryption_method != ZIP_EM_NONE)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, place(a, ctx, i),
                           "it asks for a password; unpack it yourself");
    return too_much(ctx, a, i, st.size, st.comp_size);
}

ent_err ent_i_archive_read(ent_ctx *ctx, ent_archive *a, size_t i,
                           ent_arena *into, ent_str *out) {
    ent_buf b = {0};
    ENT_TRY(check(ctx, a, i));
    zip_file_t *f = zip_fopen_index(a->zip, i, 0);
    if (!f)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, place(a, ctx, i),
                           "it cannot be unpacked (%s); unpack it yourself",
                           zip_strerror(a->zip));
    ent_err e = unpack(ctx, a, i, f, &b);
    zip_fclose(f);
    if (!e) {
        *out = ent_i_dup(into, (ent_str){b.s ? b.s : "", b.n});
        a->left -= b.n;
        e = out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
    }
    ent_i_buf_free(&b);
    return e;
}
