/* sum_up.c - the bottom line: a few sentences over all issues.
 *
 * What moves farthest from where things stand, what is most and least sure,
 * where the models part: the questions that a reader puts first. */
#include "find/find.h"
#include <math.h>

enum { SENTENCES = 4 };

typedef struct story {
    size_t n_forecasts, n_status_quo, n_moved, n_parted;
    size_t mover, surest, loosest, parted;
    double moved, narrow, wide, apart;
} story;

/* The status quo of an issue as written, or a negative number. */
static double status_quo(const ent_scenario *s, size_t p) {
    uint32_t row = s->issue[p].status_quo;
    if (row == ENT_NONE || s->value[row].kind == ENT_VALUE_BLANK)
        return -1;
    return s->value[row].best;
}

static void weigh_move(story *t, const ent_scenario *s, const ent_forecast *f,
                       size_t p) {
    double quo = status_quo(s, p);
    if (quo < 0)
        return;
    double away = fabs(f->all.q50 - quo);
    t->n_status_quo++;
    t->n_moved += away >= 10;
    if (away > t->moved) {
        t->moved = away;
        t->mover = p;
    }
}

static story look(const ent_scenario *s, const ent_forecast *f) {
    story t = {.narrow = INFINITY, .wide = -1, .apart = -1, .moved = -1};
    for (size_t p = 0; p < s->n_issues; p++) {
        double width = f[p].all.q90 - f[p].all.q10;
        if (!f[p].all.n)
            continue;
        t.n_forecasts++;
        weigh_move(&t, s, &f[p], p);
        t.n_parted += f[p].disagreement >= 10;
        if (width < t.narrow) {
            t.narrow = width;
            t.surest = p;
        }
        if (width > t.wide) {
            t.wide = width;
            t.loosest = p;
        }
        if (f[p].disagreement > t.apart) {
            t.apart = f[p].disagreement;
            t.parted = p;
        }
    }
    return t;
}

static ent_str say_move(ent_ctx *ctx, const ent_scenario *s,
                        const ent_forecast *f, const story *t) {
    size_t p = t->mover;
    bool up = f[p].all.q50 > status_quo(s, p);
    return ent_i_printf(
        ctx->keep,
        "%zu of %zu issues are forecast to settle 10 points or more away from "
        "where they stand; farthest %.*s, from %.0f to %.0f, toward \"%.*s\".",
        t->n_moved, t->n_status_quo, ENT_P(ent_i_issue_name(&s->issue[p])),
        status_quo(s, p), f[p].all.q50, ENT_P(s->issue[p].pole[up]));
}

ent_err ent_forecast_sum_up(ent_ctx *ctx, const ent_scenario *s,
                            const ent_forecast *f, const ent_str **out,
                            size_t *n) {
    ent_str *line = ENT_NEW(ctx->keep, SENTENCES, ent_str);
    story t = look(s, f);
    size_t k = 0;
    if (!line)
        return ENT_NOMEM_FAIL(ctx);
    if (t.n_status_quo)
        line[k++] = say_move(ctx, s, f, &t);
    if (t.n_forecasts) {
        const ent_band *a = &f[t.surest].all, *b = &f[t.loosest].all;
        line[k++] = ent_i_printf(
            ctx->keep, "Surest: %.*s, 80 %% of draws between %.0f and %.0f.",
            ENT_P(ent_i_issue_name(&s->issue[t.surest])), a->q10, a->q90);
        line[k++] = ent_i_printf(
            ctx->keep,
            "Least sure: %.*s, 80 %% of draws between %.0f and %.0f.",
            ENT_P(ent_i_issue_name(&s->issue[t.loosest])), b->q10, b->q90);
        line[k++] = ent_i_printf(
            ctx->keep,
            "The models part by 10 points or more on %zu of %zu issues, most "
            "on %.*s (%.0f).",
            t.n_parted, t.n_forecasts,
            ENT_P(ent_i_issue_name(&s->issue[t.parted])), t.apart);
    }
    for (size_t i = 0; i < k; i++)
        if (!line[i].s)
            return ENT_NOMEM_FAIL(ctx);
    *out = line;
    *n = k;
    return ENT_OK;
}
