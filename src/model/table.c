/* table.c - a table of positions, in whatever format it comes.
 *
 * The formats are told apart by content, not by name: '<' begins KTAB's XML,
 * a record like #A DECIDE's, a third and fourth cell that are whole numbers
 * KTAB's CSV; all else is a plain table with a header.  Every reader feeds one
 * builder, which collects all faults and lays the stances out. */
#include "model/table.h"
#include <stdio.h>

enum { MOST_CELLS = 10000000 };

typedef struct stance {
    uint32_t actor, issue;
    ent_three three;
    ent_place at;
} stance;

/* ---- faults */

void ent_i_fault(ent_builder *b, ent_err err, ent_place at, const char *fmt,
                 ...) {
    va_list ap;
    if (b->n_faults++) {
        size_t used = strlen(b->more);
        int n = snprintf(b->more + used, sizeof b->more - used, "%s%u:%u",
                         used ? ", " : "", at.line, at.column);
        if (n >= (int)(sizeof b->more - used))
            b->more[used] = 0; /* no room for a whole one */
        return;
    }
    char why[400];
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    ENT_FAIL_AT(b->ctx, err, at, "%s", why);
}

ent_err ent_i_faults(ent_builder *b) {
    if (b->n_faults > 1) {
        char *why = b->ctx->fail.why;
        size_t used = strlen(why);
        snprintf(why + used, sizeof b->ctx->fail.why - used,
                 "; %zu more fault%s, at line:column %s", b->n_faults - 1,
                 b->n_faults > 2 ? "s" : "", b->more);
    }
    return b->n_faults ? b->ctx->fail.err : ENT_OK;
}

/* ---- names */

size_t ent_i_name_count(const ent_names *names) {
    return names->name.n;
}

static size_t slot_of(const ent_names *names, ent_str name) {
    const ent_str *all = names->name.at;
    size_t i = ent_i_hash(name) & (names->n_slots - 1);
    while (names->slot[i] && !ent_i_eq(all[names->slot[i] - 1], name))
        i = (i + 1) & (names->n_slots - 1);
    return i;
}

uint32_t ent_i_name_find(const ent_names *names, ent_str name) {
    size_t i = names->n_slots ? slot_of(names, name) : 0;
    return names->n_slots && names->slot[i] ? names->slot[i] - 1 : UINT32_MAX;
}

static ent_err widen(ent_builder *b, ent_names *names) {
    const ent_str *all = names->name.at;
    size_t n = names->n_slots ? 2 * names->n_slots : 64;
    uint32_t *slot = ENT_NEW(b->ctx->temp, n, uint32_t);
    if (!slot)
        return ENT_NOMEM_FAIL(b->ctx);
    names->slot = slot;
    names->n_slots = n;
    for (uint32_t i = 0; i < names->name.n; i++)
        slot[slot_of(names, all[i])] = i + 1;
    return ENT_OK;
}

ent_err ent_i_name_add(ent_builder *b, ent_names *names, ent_str name,
                       uint32_t *out) {
    *out = ent_i_name_find(names, name);
    if (*out != UINT32_MAX)
        return ENT_OK;
    if (2 * names->name.n >= names->n_slots)
        ENT_TRY(widen(b, names));
    ent_str *new = ENT_PUSH(b->ctx->keep, &names->name, ent_str);
    if (!new || !(*new = ent_i_dup(b->ctx->keep, name)).s)
        return ENT_NOMEM_FAIL(b->ctx);
    *out = (uint32_t)names->name.n - 1;
    names->slot[slot_of(names, name)] = *out + 1;
    return ENT_OK;
}

/* ---- stances */

static const char *const THREE[] = {"capability", "position", "salience"};

void ent_i_three_read(ent_builder *b, ent_three *t, int which, ent_str text,
                      ent_place at) {
    double x = 0;
    if (!ent_i_number(text, &x))
        ent_i_fault(b, ENT_SYNTAX, at,
                    "%s must be a number, not '%.*s'; leave the row out where "
                    "an actor has no position",
                    THREE[which], ENT_P(text));
    else if (which == ENT_CAPABILITY && x < 0)
        ent_i_fault(b, ENT_DOMAIN, at,
                    "capability must not be negative: %.*s; use 0 for an actor "
                    "without any",
                    ENT_P(text));
    else if (which == ENT_SALIENCE && (x < 0 || x > 100))
        ent_i_fault(b, ENT_DOMAIN, at,
                    "salience must lie in 0..1, or in 0..100 as a percentage, "
                    "not %.*s",
                    ENT_P(text));
    else if (which == ENT_POSITION && b->bounded && (x < 0 || x > 100))
        ent_i_fault(b, ENT_DOMAIN, at,
                    "position %.*s lies outside this format's 0..100",
                    ENT_P(text));
    t->value[which] = x;
}

ent_err ent_i_stance_add(ent_builder *b, uint32_t actor, uint32_t issue,
                         const ent_three *t, ent_place at) {
    stance *s = ENT_PUSH(b->ctx->temp, &b->row, stance);
    if (!s)
        return ENT_NOMEM_FAIL(b->ctx);
    *s = (stance){actor, issue, *t, at};
    return ENT_OK;
}

/* ---- quotas */

/* An issue's quota, where a row gives one. */
typedef struct quota {
    bool percent;
    double value; /* 0: not given */
} quota;

/* A weight, or a percentage of the weight of all; a blank says nothing. */
static ent_err quota_read(ent_builder *b, uint32_t issue, ent_str text,
                          ent_place at) {
    quota q = {.percent = ent_i_ends(text, "%")};
    ent_str number = {text.s, text.n - q.percent};
    if (!text.n)
        return ENT_OK;
    if (!ent_i_number(ent_i_trim(number), &q.value) || !(q.value > 0)) {
        ent_i_fault(b, ENT_SYNTAX, at,
                    "quota must be a weight above 0 or a percentage such as "
                    "65%%, not '%.*s'",
                    ENT_P(text));
        return ENT_OK;
    }
    while (b->quota.n <= issue)
        if (!ENT_PUSH(b->ctx->temp, &b->quota, quota))
            return ENT_NOMEM_FAIL(b->ctx);
    quota *known = (quota *)b->quota.at + issue;
    if (known->value > 0 &&
        (known->percent != q.percent || known->value != q.value))
        ent_i_fault(b, ENT_NAME, at,
                    "this issue has another quota above; keep one");
    *known = q;
    return ENT_OK;
}

/* Percentages become weights. */
static ent_err place_quotas(ent_builder *b, ent_table *t) {
    const quota *given = b->quota.at;
    if (!b->quota.n)
        return ENT_OK;
    double *out = ENT_NEW(b->ctx->keep, t->n_issues, double);
    if (!out)
        return ENT_NOMEM_FAIL(b->ctx);
    for (size_t p = 0; p < b->quota.n; p++) {
        double all = ent_i_sum(t->capability + p * t->n_actors, t->n_actors);
        out[p] = given[p].percent ? given[p].value / 100 * all : given[p].value;
    }
    t->quota = out;
    return ENT_OK;
}

/* ---- laying out */

ent_err ent_i_square_room(ent_builder *b, size_t n, double **out) {
    if (n > MOST_CELLS / n)
        return ENT_FAIL_AT(b->ctx, ENT_LIMIT, (ent_place){.file = b->file},
                           "a matrix of %zu x %zu actors has more than %d "
                           "cells; leave it out",
                           n, n, MOST_CELLS);
    *out = ENT_NEW(b->ctx->keep, n * n, double);
    return *out ? ENT_OK : ENT_NOMEM_FAIL(b->ctx);
}

static ent_err make_room(ent_builder *b, ent_table *t) {
    size_t n = t->n_actors, m = t->n_issues;
    if (m > MOST_CELLS / n)
        return ENT_FAIL_AT(b->ctx, ENT_LIMIT, (ent_place){.file = b->file},
                           "%zu actors x %zu issues are more than %d cells; "
                           "split the table",
                           n, m, MOST_CELLS);
    t->capability = ENT_NEW(b->ctx->keep, n * m, double);
    t->position = ENT_NEW(b->ctx->keep, n * m, double);
    t->salience = ENT_NEW(b->ctx->keep, n * m, double);
    t->has = ENT_NEW(b->ctx->keep, n * m, unsigned char);
    if (b->stretched)
        t->raw = ENT_NEW(b->ctx->keep, n * m, double);
    return t->capability && t->position && t->salience && t->has &&
                   (t->raw || !b->stretched)
               ? ENT_OK
               : ENT_NOMEM_FAIL(b->ctx);
}

static void place_rows(ent_builder *b, ent_table *t) {
    const stance *row = b->row.at;
    for (size_t i = 0; i < b->row.n; i++) {
        size_t k = (size_t)row[i].issue * t->n_actors + row[i].actor;
        const double *value = row[i].three.value;
        if (t->has[k])
            ent_i_fault(b, ENT_NAME, row[i].at,
                        "actor '%.*s' is given twice on issue '%.*s'; keep one "
                        "row",
                        ENT_P(t->actor[row[i].actor]),
                        ENT_P(t->issue[row[i].issue]));
        t->capability[k] = value[ENT_CAPABILITY];
        t->position[k] = value[ENT_POSITION];
        t->salience[k] = value[ENT_SALIENCE];
        t->has[k] = 1;
        if (t->raw)
            t->raw[k] = row[i].three.raw;
        b->percent = b->percent || value[ENT_SALIENCE] > 1;
        t->lo = value[ENT_POSITION] < t->lo ? value[ENT_POSITION] : t->lo;
        t->hi = value[ENT_POSITION] > t->hi ? value[ENT_POSITION] : t->hi;
    }
}

static ent_err lay_out(ent_builder *b, ent_table *t) {
    ENT_TRY(ent_i_faults(b));
    t->n_actors = ent_i_name_count(&b->actor);
    t->n_issues = ent_i_name_count(&b->issue);
    t->actor = b->actor.name.at;
    t->issue = b->issue.name.at;
    t->setting = b->setting.at;
    t->n_settings = b->setting.n;
    t->accommodation = b->accommodation;
    t->seed = b->seed;
    t->has_seed = b->seeded;
    t->bare = b->bare;
    if (!b->row.n)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, (ent_place){.file = b->file},
                           "there is no row with a position in it; a table has "
                           "one row per actor below its header");
    t->lo = 0;
    t->hi = 100;
    ENT_TRY(make_room(b, t));
    place_rows(b, t);
    ENT_TRY(ent_i_faults(b));
    for (size_t k = 0; b->percent && k < t->n_actors * t->n_issues; k++)
        t->salience[k] /= 100;
    return place_quotas(b, t);
}

/* ---- plain tables */

enum { ACTOR, CAPABILITY, POSITION, SALIENCE, ISSUE, QUOTA, COLUMNS };
static const char *const COLUMN[] = {"actor",    "capability", "position",
                                     "salience", "issue",      "quota"};

static bool same_word(ent_str a, const char *b) {
    if (a.n != strlen(b))
        return false;
    for (size_t i = 0; i < a.n; i++)
        if ((a.s[i] | 32) != b[i])
            return false;
    return true;
}

static ent_err find_column(ent_builder *b, const ent_rows *r, size_t k,
                           size_t *out) {
    *out = SIZE_MAX;
    for (size_t i = 0; i < r->n; i++) {
        if (!same_word(r->cell[i].text, COLUMN[k]))
            continue;
        if (*out != SIZE_MAX)
            return ENT_FAIL_AT(b->ctx, ENT_NAME, ent_i_rows_place(r, i),
                               "column '%s' stands here twice; keep one",
                               COLUMN[k]);
        *out = i;
    }
    return ENT_OK;
}

/* Which cell holds what; SIZE_MAX where the header has no such column.  Only
 * position and salience together may be left out. */
static ent_err read_header(ent_builder *b, const ent_rows *r,
                           size_t column[COLUMNS]) {
    for (size_t k = 0; k < COLUMNS; k++)
        ENT_TRY(find_column(b, r, k, &column[k]));
    b->bare = column[ACTOR] != SIZE_MAX && column[CAPABILITY] != SIZE_MAX &&
              column[POSITION] == SIZE_MAX && column[SALIENCE] == SIZE_MAX;
    for (size_t k = ACTOR; k <= (b->bare ? CAPABILITY : SALIENCE); k++)
        if (column[k] == SIZE_MAX)
            return ENT_FAIL_AT(
                b->ctx, ENT_SYNTAX, ent_i_rows_place(r, 0),
                "no column '%s'; the first row must name the columns: "
                "actor,capability,position,salience (and perhaps issue)",
                COLUMN[k]);
    return ENT_OK;
}

static ent_err plain_row(ent_builder *b, const ent_rows *r,
                         const size_t column[COLUMNS]) {
    ent_three t = {.raw = 0};
    uint32_t actor, issue;
    ent_str who = r->cell[column[ACTOR]].text, what = ENT_STR("issue");
    if (column[ISSUE] != SIZE_MAX)
        what = r->cell[column[ISSUE]].text;
    for (int k = CAPABILITY; k <= (b->bare ? CAPABILITY : SALIENCE); k++)
        ent_i_three_read(b, &t, k - CAPABILITY, r->cell[column[k]].text,
                         ent_i_rows_place(r, column[k]));
    if (b->bare)
        t.value[ENT_SALIENCE] = 1;
    if (!who.n || !what.n)
        ent_i_fault(
            b, ENT_SYNTAX, ent_i_rows_place(r, column[who.n ? ISSUE : ACTOR]),
            "the %s has no name; fill it in", who.n ? "issue" : "actor");
    ENT_TRY(ent_i_name_add(b, &b->actor, who, &actor));
    ENT_TRY(ent_i_name_add(b, &b->issue, what, &issue));
    if (column[QUOTA] != SIZE_MAX)
        ENT_TRY(quota_read(b, issue, r->cell[column[QUOTA]].text,
                           ent_i_rows_place(r, column[QUOTA])));
    return ent_i_stance_add(b, actor, issue, &t,
                            ent_i_rows_place(r, column[ACTOR]));
}

static ent_err plain_table(ent_builder *b, ent_str bytes) {
    ent_rows r = ent_i_rows(b->ctx, b->file, bytes, ',', '"');
    size_t column[COLUMNS];
    r.comments = true;
    ENT_TRY(ent_i_rows_next(&r));
    size_t width = r.n;
    ENT_TRY(read_header(b, &r, column));
    for (;;) {
        ENT_TRY(ent_i_rows_next(&r));
        if (!r.n)
            return ENT_OK;
        if (r.n == width)
            ENT_TRY(plain_row(b, &r, column));
        else
            ent_i_fault(b, ENT_SYNTAX, ent_i_rows_place(&r, r.n),
                        "this row has %zu cells and the header %zu; quote "
                        "names that hold a comma",
                        r.n, width);
    }
}

/* ---- telling formats apart */

ent_err ent_i_table_check_text(ent_builder *b, ent_str bytes,
                               const char *begins) {
    size_t bad = ent_i_utf8_bad(bytes);
    uint32_t line = 1;
    if (!ent_i_trim(bytes).n)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, (ent_place){.file = b->file},
                           "the file is empty; a table begins with %s", begins);
    for (size_t i = 0; i < bad && bad < bytes.n; i++)
        line += bytes.s[i] == '\n';
    return bad < bytes.n
               ? ENT_FAIL_AT(b->ctx, ENT_ENCODING,
                             ((ent_place){b->file, line, 0}),
                             "this is not UTF-8; save the table as UTF-8")
               : ENT_OK;
}

static ent_err read_any(ent_builder *b, ent_str bytes, const char **format) {
    ent_str text = ent_i_trim(bytes);
    bool ktab;
    if (text.n && text.s[0] == '<') {
        *format = "ktab-xml";
        return ent_i_table_ktab_xml(b, bytes);
    }
    ENT_TRY(
        ent_i_table_check_text(b, bytes, "actor,capability,position,salience"));
    if (ent_i_table_is_decide(text)) {
        *format = "decide";
        return ent_i_table_decide(b, bytes);
    }
    ENT_TRY(ent_i_table_is_ktab_csv(b, bytes, &ktab));
    if (ktab) {
        *format = "ktab-csv";
        return ent_i_table_ktab_csv(b, bytes);
    }
    *format = "table";
    return plain_table(b, bytes);
}

ent_err ent_table_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                       ent_table *out) {
    ent_builder b = {.ctx = ctx, .file = path};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    *out = (ent_table){0};
    if (ent_i_starts(bytes, "\xEF\xBB\xBF")) {
        bytes.s += 3;
        bytes.n -= 3;
    }
    ent_err e = read_any(&b, bytes, &out->format);
    if (!e)
        e = lay_out(&b, out);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}
