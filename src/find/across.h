/* across.h - what is shared by those who put reports of many texts together.
 *
 *   events or statements -> ent_i_told: what must agree, and when
 *                        -> ent_i_merge: groups of reports
 *                        -> ent_i_clash: groups that contradict each other */
#ifndef ENT_ACROSS_H
#define ENT_ACROSS_H
#include "find/find.h"

/* What decides whether two reports are of the same. */
typedef struct ent_i_told {
    ent_str base; /* must be equal; blank: this one stays alone */
    int variant;  /* must be equal; others of the base may contradict it */
    int32_t first, last; /* days; first > last: not known, stays alone */
    ent_str doc;
    bool exact; /* a day that is stated */
} ent_i_told;

typedef struct ent_i_merged {
    ent_ctx *ctx;
    const ent_i_told *told; /* [n] */
    size_t n;
    ent_across *out;
    ent_vec contradictions;
} ent_i_merged;

/* Fills the groups of m->out. */
ent_err ent_i_merge(ent_i_merged *m);
/* Adds contradictions between groups of one base whose variants clash on
 * overlapping days: `clash` names the kind, or NULL. */
ent_err ent_i_clash(ent_i_merged *m, const char *(*clash)(int a, int b));
/* Adds one contradiction. */
ent_err ent_i_contradict(ent_i_merged *m, const char *kind, size_t a, size_t b,
                         ent_str what);
/* Sorts contradictions and hands them to m->out. */
ent_err ent_i_merge_end(ent_i_merged *m);

/* When something happened: its own date, or the days before its text came
 * out; first > last when neither is known.  True: a single stated day. */
bool ent_i_told_when(ent_str date, ent_str published, int32_t *first,
                     int32_t *last);

/* "12 soldiers": how many of what a sentence tells. */
typedef struct ent_i_number_of {
    double n;
    ent_str noun; /* as it stands there */
    size_t row;
} ent_i_number_of;
/* Adds what a sentence tells to `out` (ent_i_number_of): numbers before a
 * noun, but no dates and no spans of time. */
ent_err ent_i_numbers(ent_ctx *ctx, ent_str sentence, size_t row, ent_vec *out);
/* Do two such nouns mean the same: "soldier", "Soldiers"? */
int ent_i_noun_cmp(ent_str a, ent_str b);
#endif
