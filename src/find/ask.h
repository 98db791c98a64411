/* ask.h - what the analyses that answer questions share.
 *
 * An analysis is one function that reads the words of `run:`, plays what it
 * needs, and fills a paragraph and tables.  It is one row of the table in
 * ask.c. */
#ifndef ENT_ASK_H
#define ENT_ASK_H
#include "find/variant.h"

/* A question while it is being answered. */
typedef struct ent_asking {
    ent_ctx *ctx;
    const ent_scenario *s; /* with its lenses */
    ent_scenario seen;     /* through the question's lens, its givens set; of
                              a mixture as written */
    const ent_plan *plan;
    const ent_question *q;
    const ent_str *word; /* [n_words] of run, without the first and `at` */
    size_t n_words;
    bool timed; /* `at` was given */
    ent_when at;
    const ent_str *show; /* [n_show] wildcards spelled out */
    size_t n_show;
    ent_vec table; /* ent_answer_table */
    ent_vec cell;  /* of the last table */
    ent_buf says;  /* the paragraph */
    size_t n_plays;
    bool bad; /* out of memory on the way: told at the end */
} ent_asking;

typedef ent_err ent_analysis(ent_asking *a);

/* ---- words */

/* The words of a text: cut at white space and commas, but not inside round
 * brackets, which stick to the word before: "A=15 (5..25), B" is two. */
ent_err ent_i_ask_words(ent_ctx *ctx, ent_str text, ent_str **out, size_t *n);
/* Place of a word among a->word from `from` on, or a->n_words. */
size_t ent_i_ask_find(const ent_asking *a, size_t from, const char *word);
/* "0..100" -> its ends; false when it is none. */
bool ent_i_ask_range(ent_str text, double *lo, double *hi);
/* Fails with ENT_SYNTAX: what is wrong with run, and how it is written. */
ent_err ent_i_ask_fail(const ent_asking *a, const char *why, const char *form);
/* Is it a change, as "X=+10"? */
ent_err ent_i_ask_check(ent_asking *a, ent_str word);
/* "X=12.5", whatever the sign. */
ent_str ent_i_ask_set(ent_asking *a, ent_str name, double x);

/* ---- names */

/* Spells out wildcards, each name once. */
ent_err ent_i_ask_names(ent_asking *a, const ent_str *pattern, size_t n,
                        const ent_str **out, size_t *n_out);
/* What a name means to a reader: "Security guarantees (settle.D4)". */
ent_str ent_i_ask_label(ent_asking *a, ent_str name);
/* What is read off its steps: what `at` says, else by its kind. */
ent_when ent_i_ask_when(const ent_asking *a, ent_str name);
const char *ent_i_ask_when_text(ent_when w); /* "at the end" */

/* ---- plays */

/* The question's own version: its scenario, looking at what it shows. */
ent_err ent_i_ask_variant(ent_asking *a, ent_variant *out);
/* The same, looking at these names instead. */
ent_err ent_i_ask_looking(ent_asking *a, const ent_str *name, size_t n,
                          ent_variant *out);
/* Plays them; a mistake in one ends the answer. */
ent_err ent_i_ask_play(ent_asking *a, ent_variant *v, size_t n);
/* What two looks at one name differ by. */
ent_err ent_i_ask_compare(ent_asking *a, const ent_look *before,
                          const ent_look *after, ent_change *out);
ent_err ent_i_ask_band(ent_asking *a, const ent_look *look, ent_band *out);
/* A change that too few draws share to be real of each of them: the mean over
 * the draws, and the share of them that move that way.  False when the mean
 * is not told from chance (three standard errors) or too small. */
bool ent_i_ask_drift(const ent_asking *a, const ent_look *before,
                     const ent_look *after, double *mean, double *share);
/* Share of draws above x; 0 when none is settled. */
double ent_i_ask_above(const ent_look *look, size_t draws, double x);

/* ---- the answer */

/* Begins a table; cells then come row by row. */
void ent_i_ask_table(ent_asking *a, const char *title,
                     const char *const *column, size_t n_columns);
/* The same with columns made on the way. */
void ent_i_ask_table_of(ent_asking *a, ent_str title, const ent_str *column,
                        size_t n_columns);
void ent_i_ask_close(ent_asking *a); /* the last table has all its rows */
void ent_i_ask_text(ent_asking *a, ent_str text);
void ent_i_ask_z(ent_asking *a, const char *text);
void ent_i_ask_number(ent_asking *a, double x);
void ent_i_ask_count(ent_asking *a, size_t n);
/* Percent with one decimal, of a share. */
void ent_i_ask_percent(ent_asking *a, double share);
/* Median, and the ends of 80 % of draws: three cells. */
void ent_i_ask_cells(ent_asking *a, const ent_band *b);
void ent_i_ask_say(ent_asking *a, const char *fmt, ...) ENT_PRINTF(2, 3);
/* "34 (80 % of draws 20 to 50)" */
ent_str ent_i_ask_band_text(ent_asking *a, const ent_band *b);
/* "likely (72 % of draws)" */
ent_str ent_i_ask_chance_text(ent_asking *a, double p);

/* ---- two lots of plays side by side (ask_compare.c) */

/* One lot: "With", "CHN.enforcement=-30", and what was seen. */
typedef struct ent_lot {
    const char *how; /* may be "" */
    ent_str name;
    const ent_look *look; /* [a->n_show] */
} ent_lot;
/* A table of what each of a->show does in both lots, and a sentence. */
ent_err ent_i_ask_lots(ent_asking *a, const ent_lot *before,
                       const ent_lot *after);

/* ---- analyses */

#define ENT_ANALYSIS_LIST(X)            \
    X(what_if, "what-if")               \
    X(sweep, "sweep")                   \
    X(flip, "flip")                     \
    X(without, "without")               \
    X(posterior, "posterior")           \
    X(order, "order")                   \
    X(deals, "deals")                   \
    X(leave_out, "leave-one-out")       \
    X(lenses, "lenses")                 \
    X(drivers, "drivers")               \
    X(information, "information")       \
    X(contradictions, "contradictions") \
    X(arrival, "arrival")               \
    X(delay, "delay")                   \
    X(path, "path")                     \
    X(shares, "shares")
#define ENT_X(name, word) ent_analysis ent_i_ask_##name;
ENT_ANALYSIS_LIST(ENT_X)
#undef ENT_X
#endif
