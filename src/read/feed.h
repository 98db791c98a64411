/* feed.h - documents one after the other, from whatever holds them: a file is
 * one document, an archive one per member, a table one per row.
 *
 * Files are handed out as they are named, to be read by whoever takes them;
 * what lies in archives and tables is handed out with its bytes, of one
 * archive or table at a time. */
#ifndef ENT_FEED_H
#define ENT_FEED_H
#include "read/read.h"

typedef struct ent_part {
    ent_str path;  /* "a.txt", "a.zip/b.txt", "a.csv:12" (its line) */
    ent_str bytes; /* NULL: still in the file */
    ent_str name, title, author, publisher, published; /* or blank */
    ent_err err;  /* it cannot be read, for the reason in `why` */
    bool skipped; /* it is no text that is read, nothing failed */
    ent_str why;  /* with no error: a remark, or blank */
} ent_part;

/* Which column or key of a table holds what. */
#define ENT_FIELD_LIST(X)   \
    X(TEXT, text)           \
    X(TITLE, title)         \
    X(DATE, date)           \
    X(AUTHOR, author)       \
    X(PUBLISHER, publisher) \
    X(ID, id)
enum {
#define ENT_X(upper, lower) ENT_FIELD_##upper,
    ENT_FIELD_LIST(ENT_X)
#undef ENT_X
        ENT_FIELDS
};
typedef struct ent_field_map {
    ent_str name[ENT_FIELDS]; /* as asked for; blank: find it */
} ent_field_map;

/* "text=body,title=headline".  ENT_USAGE */
ent_err ent_i_field_map(ent_ctx *ctx, ent_str text, ent_field_map *out);

/* What a table gives; all of it in ctx->keep, and ENT_PUSHed to `parts`.  Bad
 * rows are parts with an error.
 * @return ENT_SHAPE  no column for the text; ENT_ENCODING, ENT_NOMEM */
ent_err ent_i_read_csv(ent_ctx *ctx, const ent_field_map *map, ent_str path,
                       ent_str bytes, ent_vec *parts);
ent_err ent_i_read_jsonl(ent_ctx *ctx, const ent_field_map *map, ent_str path,
                         ent_str bytes, ent_vec *parts);
/* Fills a part from the fields of a row at this line (articles.c). */
ent_err ent_i_article(ent_ctx *ctx, ent_str path, uint32_t line,
                      const ent_str field[ENT_FIELDS], ent_part *out);
/* A part that says why this row could not be read. */
ent_err ent_i_article_bad(ent_ctx *ctx, ent_vec *parts, ent_err err,
                          ent_str path, uint32_t line, ent_str why);
/* Row in [n] of the name asked for, or of a usual one; n when there is none. */
size_t ent_i_field_find(const ent_field_map *map, int field,
                        const ent_str *name, size_t n);

/* "zip", "csv" or "jsonl" where the name's ending or the option says so;
 * NULL: one document. */
const char *ent_i_container(const ent_read_options *opt, ent_str path);

typedef struct ent_feed {
    ent_ctx *ctx;
    ent_read_options opt;
    ent_field_map map;
    const ent_str *file;
    const bool *skipped; /* [n_files] files of other kinds, or NULL */
    size_t n_files, next_file;
    ent_ctx own; /* keep: the parts of the archive or table under way */
    ent_vec part;
    size_t next_part;
} ent_feed;
/* @p file  [n] borrowed; no folders.  ENT_USAGE: opt->columns */
ent_err ent_i_feed_open(ent_ctx *ctx, const ent_read_options *opt,
                        const ent_str *file, size_t n, ent_feed *out);
void ent_i_feed_close(ent_feed *f); /* a zeroed one is fine */
/* The next documents: at most `most`, and `bytes` unless one alone has more;
 * none: *n is 0.  They live until the next call. */
ent_err ent_i_feed_next(ent_feed *f, size_t most, uint64_t bytes, ent_part *out,
                        size_t *n);
/* The part of all files that was handed out, 0..1. */
double ent_i_feed_done(const ent_feed *f);
/* What reading a part goes by: `opt` with what the part knows of itself. */
ent_read_options ent_i_part_options(const ent_read_options *opt,
                                    const ent_part *p);
#endif
