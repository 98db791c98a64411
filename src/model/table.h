/* table.h - how tables of positions are read: rows of cells, a builder that
 * collects stances and faults, one reader per format. */
#ifndef ENT_TABLE_H
#define ENT_TABLE_H
#include "base/base.h"

/* ---- rows of cells (cells.c) */

typedef struct ent_cell {
    ent_str text; /* trimmed, unquoted */
    uint32_t line, column;
} ent_cell;

/* Rows of separated, perhaps quoted cells; cell[0..n) is the current row. */
typedef struct ent_rows {
    ent_ctx *ctx;
    ent_str file, bytes;
    char sep, quote;
    bool comments; /* lines that begin with '#' are left out */
    ent_cell *cell;
    size_t n;
    /* where reading stands; zero at first, but line */
    size_t at, counted;
    uint32_t line, column;
    ent_vec room;
} ent_rows;

/* The rows of a file, from its first. */
ent_rows ent_i_rows(ent_ctx *ctx, ent_str file, ent_str bytes, char sep,
                    char quote);
/* The next row with anything in it; r->n is 0 behind the last.
 * ENT_SYNTAX a quote is never closed; ENT_NOMEM */
ent_err ent_i_rows_next(ent_rows *r);
/* Takes blank cells off the end of the row. */
void ent_i_rows_trim(ent_rows *r);
/* Where a cell stands; behind the last: where the row ends. */
ent_place ent_i_rows_place(const ent_rows *r, size_t i);

/* ---- the builder (table.c) */

/* Names with their numbers, in order of first use. */
typedef struct ent_names {
    ent_vec name;   /* of ent_str */
    uint32_t *slot; /* hash table of number + 1 */
    size_t n_slots;
} ent_names;

typedef struct ent_builder {
    ent_ctx *ctx;
    ent_str file;
    ent_names actor, issue;
    ent_vec row;           /* of stances */
    bool percent;          /* saliences are percentages whatever their size */
    bool bounded;          /* positions must lie on 0..100 */
    bool stretched;        /* ent_three.raw counts */
    ent_vec setting;       /* of ent_str, "key=value" */
    double *accommodation; /* [n_actors * n_actors], or NULL */
    uint64_t seed;
    bool seeded;
    bool bare;     /* no columns of positions and saliences */
    ent_vec quota; /* what rows say of quotas, plain tables only */
    size_t n_faults;
    char more[96]; /* places of the faults behind the first */
} ent_builder;

/* Notes a fault; reading goes on, so that all of them can be named.  The
 * first one's sentence stays in ctx.  ENT_NOMEM is not noted: it returns. */
void ent_i_fault(ent_builder *b, ent_err err, ent_place at, const char *fmt,
                 ...) ENT_PRINTF(4, 5);
/* The number of a name, new or known; ENT_NOMEM. */
ent_err ent_i_name_add(ent_builder *b, ent_names *names, ent_str name,
                       uint32_t *out);
/* The number of a known name, or UINT32_MAX. */
uint32_t ent_i_name_find(const ent_names *names, ent_str name);
size_t ent_i_name_count(const ent_names *names);

/* Capability, position, salience as numbers; a cell that is none is a fault
 * and counts as 0. */
typedef struct ent_three {
    double value[3];
    double raw; /* position before it was stretched */
} ent_three;
enum { ENT_CAPABILITY, ENT_POSITION, ENT_SALIENCE };
void ent_i_three_read(ent_builder *b, ent_three *t, int which, ent_str text,
                      ent_place at);
/* One stance; its place is for a later fault ("given twice").  ENT_NOMEM */
ent_err ent_i_stance_add(ent_builder *b, uint32_t actor, uint32_t issue,
                         const ent_three *t, ent_place at);

/* Room for doubles by pairs of actors; fails past the limit on cells. */
ent_err ent_i_square_room(ent_builder *b, size_t n, double **out);

/* ENT_ENCODING, ENT_SYNTAX: not UTF-8, or nothing in it. */
ent_err ent_i_table_check_text(ent_builder *b, ent_str bytes,
                               const char *begins);
/* Adds to the first fault's sentence how many there are and where. */
ent_err ent_i_faults(ent_builder *b);

/* ---- formats */

/* What beside the actors stands in KTAB's XML (table_ktab_model.c): settings
 * of the model, the seed, the accommodation matrix. */
typedef struct ent_ktab_model {
    ent_builder *b;
    ent_vec pair; /* of who follows whom */
} ent_ktab_model;
/* One element of <ModelParameters>. */
ent_err ent_i_ktab_setting(ent_ktab_model *k, ent_str key, ent_str value,
                           ent_place at);
ent_err ent_i_ktab_seed(ent_ktab_model *k, ent_str value, ent_place at);
/* <iaPair> begins; its elements; then all of them make the matrix. */
ent_err ent_i_ktab_pair(ent_ktab_model *k, ent_place at);
ent_err ent_i_ktab_pair_part(ent_ktab_model *k, ent_str key, ent_str value);
ent_err ent_i_ktab_pairs_end(ent_ktab_model *k);

ent_err ent_i_table_ktab_csv(ent_builder *b, ent_str bytes);
ent_err ent_i_table_ktab_xml(ent_builder *b, ent_str bytes);
ent_err ent_i_table_decide(ent_builder *b, ent_str bytes);
ent_err ent_i_table_is_ktab_csv(ent_builder *b, ent_str bytes, bool *is);
bool ent_i_table_is_decide(ent_str bytes);
#endif
