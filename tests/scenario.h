/* scenario.h - scenarios from a few lines of text, for unit tests. */
#ifndef ENT_TEST_SCENARIO_H
#define ENT_TEST_SCENARIO_H
#include "scenario/scenario.h"
#include "test.h"
#include <stdlib.h>

typedef struct desk {
    ent_ctx ctx;
    ent_scenario s;
    const ent_finding *found;
    size_t n_found;
} desk;

/* A dispute with two actors, one of them in two factions, and two lenses. */
#define SMALL                                                               \
    "scenario: small\n"                                                     \
    "documents: {\"1\": notes}\n"                                           \
    "time: {start: 2019-05-15, step: 1 month, steps: 12}\n"                 \
    "actors:\n"                                                             \
    "  A: {capability: 50 (40..60)}\n"                                      \
    "  B: {capability: 20, factions: {X: {weight: 3}, Y: {weight: 1}}}\n"   \
    "issues: {P: {poles: [no, yes], status_quo: 30}, Q: {poles: [a, b]}}\n" \
    "lenses:\n"                                                             \
    "  one: {set: {A.salience.*: 70, B.X.weight: \"*2\"}}\n"                \
    "  two: {weight: 3}\n"                                                  \
    "stances:\n"                                                            \
    "  - {issue: P, actor: A, lens: one, position: 5, salience: 6}\n"       \
    "  - {issue: P, actor: A, position: 8 (0..25), salience: 90, "          \
    "leverage: 40, evidence: 1#2}\n"                                        \
    "  - {issue: Q, actor: A, lens: two, position: 11, salience: 12}\n"     \
    "  - {issue: P, actor: B.X, position: 80, salience: 50}\n"              \
    "events:\n"                                                             \
    "  - {date: 2019-07, what: e, chance: 30, set: {A.position.P: +10, "    \
    "A.position.Q: 3}}\n"

static inline void desk_open(desk *d) {
    *d = (desk){0};
    assert_int_equal(ent_ctx_open(&d->ctx, (size_t)1 << 28), ENT_OK);
}

static inline ent_err desk_read(desk *d, const char *yaml) {
    return ent_scenario_parse(&d->ctx, ENT_STR("x.yaml"), ent_i_str(yaml),
                              &d->s, &d->found, &d->n_found);
}

static inline void desk_small(desk *d) {
    desk_open(d);
    if (desk_read(d, SMALL))
        fail_msg("%u:%u: %s", d->ctx.fail.line, d->ctx.fail.column,
                 d->ctx.fail.why);
}

/* The value of a scenario by name. */
static inline const ent_value *value(const ent_scenario *s, const char *name) {
    uint32_t row = ent_scenario_value(s, ent_i_str(name));
    if (row == ENT_NONE)
        fail_msg("there is no value %s", name);
    return &s->value[row];
}

/* The first finding is an error at this place, and says this. */
static inline void first_is(const desk *d, ent_err err, uint32_t line,
                            uint32_t column, const char *why) {
    assert_true(d->n_found > 0);
    const ent_finding *f = &d->found[0];
    if (f->err != err || f->at.line != line || f->at.column != column ||
        !memmem(f->why.s, f->why.n, why, strlen(why)))
        fail_msg("%s at %u:%u: %.*s", ent_err_name(f->err), f->at.line,
                 f->at.column, ENT_P(f->why));
}

/* A temporary folder with files in it. */
static inline void file_put(const char *dir, const char *name,
                            const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}
#endif
