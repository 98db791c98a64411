/* sections.h - one section of a scenario at a time, right and wrong. */
#ifndef ENT_TEST_SECTIONS_H
#define ENT_TEST_SECTIONS_H
#include "scenario.h"

/* Two actors, one in two factions, two issues, a stance for each. */
#define WORLD                                                               \
    "scenario: x\n"                                                         \
    "time: {start: 2020, step: 1 month, steps: 12}\n"                       \
    "documents: {\"1\": notes}\n"                                           \
    "actors: {A: {capability: 1}, B: {capability: 2, factions: {F: "        \
    "{weight: 1}, G: {weight: 2}}}}\n"                                      \
    "issues: {P: {poles: [a, b], status_quo: 30}, Q: {poles: [c, d]}}\n"    \
    "lenses: {l: {weight: 2}}\n"                                            \
    "stances: [{issue: P, actor: A, position: 5 (0..20), salience: 50}, "   \
    "{issue: P, actor: B, position: 80, salience: 40}, {issue: Q, actor: "  \
    "B.F, position: 60, salience: 30}, {issue: Q, actor: A, position: 10, " \
    "salience: 30}]\n"

/* The world with a section in front of it, in line 1. */
static inline ent_err desk_with(desk *d, const char *section) {
    static char yaml[8192];
    desk_open(d);
    snprintf(yaml, sizeof yaml, "%s\n" WORLD, section);
    return desk_read(d, yaml);
}

static inline void desk_good(desk *d, const char *section) {
    if (desk_with(d, section))
        fail_msg("%s: %u:%u: %s", section, d->ctx.fail.line, d->ctx.fail.column,
                 d->ctx.fail.why);
}

typedef struct wrong {
    const char *text;
    uint32_t column; /* in line 1 */
    const char *why; /* a piece of the sentence */
} wrong;

/* Each is one mistake, told at its place. */
static inline void all_wrong(const wrong *w, size_t n) {
    for (size_t i = 0; i < n; i++) {
        desk d;
        desk_with(&d, w[i].text);
        if (d.n_found != 1)
            fail_msg("%s: %zu findings, the second: %s", w[i].text, d.n_found,
                     d.n_found > 1 ? d.found[1].why.s : "none");
        const ent_finding *f = &d.found[0];
        if (!f->err || f->at.line != 1 || f->at.column != w[i].column ||
            !strstr(f->why.s, w[i].why))
            fail_msg("%s: %s at %u:%u: %.*s", w[i].text, ent_err_name(f->err),
                     f->at.line, f->at.column, ENT_P(f->why));
        ent_ctx_close(&d.ctx);
    }
}
#define ALL_WRONG(list) all_wrong(list, sizeof list / sizeof *list)

static inline const char *formula_text(const desk *d, uint32_t row) {
    return row == ENT_NONE ? "" : d->s.formula[row].text.s;
}
#endif
