/* check.h - what the files share that look for doubtful things. */
#ifndef ENT_CHECK_H
#define ENT_CHECK_H
#include "scenario/scenario.h"

/* What of a scenario is read by formulas, claims and questions. */
typedef struct ent_readers {
    bool *value, *quantity, *move, *belief, *gate, *theatre, *occurrence;
} ent_readers;

typedef struct ent_checker {
    ent_reader r; /* collects findings */
    const ent_scenario *s;
    ent_store *store;
    ent_index docs; /* in the store */
    ent_index refs; /* looked up already */
    ent_index lost; /* documents that are not in the store */
    ent_coverage *coverage;
    ent_readers read;
} ent_checker;

/* A list of names that is cut short. */
typedef struct ent_few {
    ent_str names;
    size_t n;
    ent_place first;
} ent_few;
void ent_i_few_add(ent_checker *c, ent_few *f, ent_str name, ent_place at);
/* "12 MANY: a, b, c and 9 more; REMEDY" */
ent_err ent_i_few_tell(ent_checker *c, const ent_few *f, const char *one,
                       const char *many, const char *remedy);
/* Counts a reference and looks whether it opens. */
ent_err ent_i_check_ref(ent_checker *c, ent_ref ref, ent_place at);

/* ---- parts of the system (check_parts.c) */

/* Parts that rest on nothing, that nothing reads, that choose nothing;
 * mechanisms that nothing shows. */
ent_err ent_i_check_parts(ent_checker *c);
/* Does a formula or a signal read whether it happened? */
bool ent_i_event_is_read(const ent_checker *c, uint32_t row);
/* The references of parts. */
ent_err ent_i_check_grounds(ent_checker *c);
#endif
