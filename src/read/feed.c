/* feed.c - files, members of archives, rows of tables: one after the other. */
#include "read/feed.h"
#include "read/extract.h"
#include <stdlib.h>

enum { DEFAULT_MAX = 64 << 20 };

static bool is_container_name(ent_str format) {
    return ent_i_eqz(format, "zip") || ent_i_eqz(format, "csv") ||
           ent_i_eqz(format, "jsonl");
}

static bool ends_nocase(ent_str s, const char *z) {
    size_t n = strlen(z);
    for (size_t i = 0; s.n > n && i < n; i++)
        if ((s.s[s.n - n + i] | 0x20) != (z[i] | 0x20))
            return false;
    return s.n > n;
}

const char *ent_i_container(const ent_read_options *opt, ent_str path) {
    static const struct {
        const char *ending, *format;
    } endings[] = {{".zip", "zip"},
                   {".csv", "csv"},
                   {".tsv", "csv"},
                   {".jsonl", "jsonl"},
                   {".ndjson", "jsonl"}};
    if (opt && is_container_name(opt->format))
        return ent_i_eqz(opt->format, "zip")   ? "zip"
               : ent_i_eqz(opt->format, "csv") ? "csv"
                                               : "jsonl";
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (ends_nocase(path, endings[k].ending))
            return endings[k].format;
    return NULL;
}

static size_t most_bytes(const ent_feed *f) {
    return f->opt.max_bytes ? f->opt.max_bytes : DEFAULT_MAX;
}

ent_err ent_i_feed_open(ent_ctx *ctx, const ent_read_options *opt,
                        const ent_str *file, size_t n, ent_feed *out) {
    *out = (ent_feed){.ctx = ctx, .file = file, .n_files = n};
    if (opt)
        out->opt = *opt;
    ENT_TRY(ent_i_field_map(ctx, out->opt.columns, &out->map));
    if (ent_ctx_open(&out->own, (size_t)4 << 30))
        return ENT_NOMEM_FAIL(ctx);
    return ENT_OK;
}

void ent_i_feed_close(ent_feed *f) {
    ent_ctx_close(&f->own);
}

/* ---- archives */

static ent_err add_part(ent_feed *f, ent_part p) {
    ent_part *to = ENT_PUSH(f->own.keep, &f->part, ent_part);
    if (!to)
        return ENT_NOMEM_FAIL(&f->own);
    *to = p;
    return ENT_OK;
}

/* What failed in a part is that part's; what fails all is handed on. */
static ent_err note_failure(ent_feed *f, ent_str path, ent_err e) {
    if (!e || e == ENT_NOMEM)
        return e;
    ent_str why = ent_i_dup(f->own.keep, ent_i_str(f->own.fail.why));
    if (!why.s)
        return ENT_NOMEM_FAIL(&f->own);
    return add_part(f, (ent_part){.path = path, .err = e, .why = why});
}

/* Folders, and what packers leave behind for themselves. */
static bool is_litter(ent_str name) {
    return !name.n || ent_i_ends(name, "/") ||
           ent_i_starts(name, "__MACOSX/") || ent_i_path_base(name).s[0] == '.';
}

static ent_part skipped(ent_str path, ent_str why) {
    return (ent_part){
        .path = path, .err = ENT_UNSUPPORTED, .skipped = true, .why = why};
}

static ent_part other_kind(ent_str path) {
    return skipped(path, ENT_STR("files of this kind are not read; save it as "
                                 "text, HTML, PDF or Word"));
}

static ent_err read_table(ent_feed *f, const char *kind, ent_str path,
                          ent_str bytes) {
    ent_err e = strcmp(kind, "csv") == 0
                    ? ent_i_read_csv(&f->own, &f->map, path, bytes, &f->part)
                    : ent_i_read_jsonl(&f->own, &f->map, path, bytes, &f->part);
    size_t n = f->part.n;
    bool other = e == ENT_SHAPE && !f->opt.columns.n; /* a table, no articles */
    ENT_TRY(note_failure(f, path, e));
    if (other && f->part.n > n)
        ((ent_part *)f->part.at)[n].skipped = true;
    return ENT_OK;
}

static ent_err add_member(ent_feed *f, ent_archive *zip, size_t i) {
    ent_str name = ent_i_archive_name(zip, i), bytes;
    if (is_litter(name))
        return ENT_OK;
    ent_str path =
        ent_i_printf(f->own.keep, "%.*s/%.*s", ENT_P(zip->path), ENT_P(name));
    if (!path.s)
        return ENT_NOMEM_FAIL(&f->own);
    const char *kind = ent_i_container(NULL, path);
    if (kind && strcmp(kind, "zip") == 0)
        return add_part(
            f, skipped(path, ENT_STR("an archive inside an archive is not "
                                     "read; unpack it")));
    if (!ent_i_is_text_name(path))
        return add_part(f, other_kind(path));
    ent_err e = ent_i_archive_read(&f->own, zip, i, f->own.keep, &bytes);
    ent_arena_reset(f->own.temp);
    if (e)
        return note_failure(f, path, e);
    return kind ? read_table(f, kind, path, bytes)
                : add_part(f, (ent_part){.path = path, .bytes = bytes});
}

typedef struct member {
    ent_str name;
    size_t row;
} member;

static int by_name(const void *a, const void *b) {
    const member *x = a, *y = b;
    int order = ent_i_cmp(x->name, y->name);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static ent_err add_members(ent_feed *f, ent_archive *zip) {
    member *m = ENT_NEW(f->own.keep, zip->n, member);
    if (!m)
        return ENT_NOMEM_FAIL(&f->own);
    for (size_t i = 0; i < zip->n; i++)
        m[i] = (member){ent_i_archive_name(zip, i), i};
    qsort(m, zip->n, sizeof *m, by_name);
    for (size_t i = 0; i < zip->n; i++)
        ENT_TRY(add_member(f, zip, m[i].row));
    return ENT_OK;
}

static ent_err read_zip(ent_feed *f, ent_str path, ent_str bytes) {
    ent_archive zip;
    ent_err e = ent_i_archive_open(&f->own, path, bytes, most_bytes(f), &zip);
    if (e)
        return note_failure(f, path, e);
    e = add_members(f, &zip);
    ent_i_archive_close(&zip);
    if (!e && !f->part.n)
        return add_part(
            f, skipped(path, ENT_STR("there is no document in this archive")));
    return e;
}

/* ---- one after the other */

static ent_err open_container(ent_feed *f, const char *kind, ent_str path) {
    ent_str bytes;
    ent_arena_reset(f->own.keep);
    ent_arena_reset(f->own.temp);
    f->part = (ent_vec){0};
    f->next_part = 0;
    ent_err e =
        ent_i_file_read(&f->own, f->own.keep, path, most_bytes(f), &bytes);
    if (e)
        return note_failure(f, path, e);
    if (ent_i_eqz(path, "-"))
        path = ENT_STR("stdin");
    return strcmp(kind, "zip") == 0 ? read_zip(f, path, bytes)
                                    : read_table(f, kind, path, bytes);
}

/* Puts a part of the container under way; false: the batch is full. */
static bool put_part(ent_feed *f, size_t most, uint64_t bytes, uint64_t *sum,
                     ent_part *out, size_t *n) {
    const ent_part *p = (const ent_part *)f->part.at + f->next_part;
    if (*n == most || (*n && *sum + p->bytes.n > bytes))
        return false;
    *sum += p->bytes.n;
    out[(*n)++] = *p;
    f->next_part++;
    return true;
}

static bool put_file(ent_feed *f, size_t most, uint64_t bytes, uint64_t *sum,
                     ent_part *out, size_t *n) {
    ent_str path = f->file[f->next_file];
    uint64_t size = ent_i_file_size(path);
    if (*n == most || (*n && *sum + size > bytes))
        return false;
    *sum += size;
    out[(*n)++] = f->skipped && f->skipped[f->next_file]
                      ? other_kind(path)
                      : (ent_part){.path = path};
    f->next_file++;
    return true;
}

ent_err ent_i_feed_next(ent_feed *f, size_t most, uint64_t bytes, ent_part *out,
                        size_t *n) {
    uint64_t sum = 0;
    bool more = true;
    *n = 0;
    while (more) {
        if (f->next_part < f->part.n) {
            more = put_part(f, most, bytes, &sum, out, n);
            continue;
        }
        if (f->next_file == f->n_files)
            break;
        ent_str path = f->file[f->next_file];
        const char *kind = ent_i_container(&f->opt, path);
        if (!kind) {
            more = put_file(f, most, bytes, &sum, out, n);
        } else if (*n) {
            more = false; /* what is handed out may lie in the one before */
        } else {
            f->next_file++;
            ent_err e = open_container(f, kind, path);
            if (e) {
                ent_i_fail_copy(f->ctx, &f->own);
                return e;
            }
        }
    }
    return ENT_OK;
}

double ent_i_feed_done(const ent_feed *f) {
    double part = f->part.n ? (double)f->next_part / (double)f->part.n : 1;
    double files = (double)f->next_file - (f->next_file ? 1 - part : 0);
    return f->n_files ? files / (double)f->n_files : 1;
}

ent_read_options ent_i_part_options(const ent_read_options *opt,
                                    const ent_part *p) {
    ent_read_options o = *opt;
    if (is_container_name(o.format))
        o.format = (ent_str){0};
    o.name = p->name;
    o.title = p->title;
    o.author = p->author;
    o.publisher = p->publisher;
    if (!o.published.n)
        o.published = p->published;
    return o;
}
