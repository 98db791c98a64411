/* ask_drivers.c - which uncertain values move an outcome, and which of them
 * it would help most to know.
 *
 * Drivers: Spearman's rank correlation of a value's draws with the outcome's;
 * its square is the share of the outcome's variance, in ranks, that goes with
 * this value alone.  Information: what is left of the outcome's variance once
 * the value is known, from the means of the outcome in bins of equal counts
 * of draws; the share that bins get by chance alone is taken off (Fisher's
 * correction, as in omega squared).  Shares below three standard errors of
 * nothing are not told from chance and not shown. */
#include "find/ask.h"
#include "system/system.h"
#include <math.h>
#include <stdlib.h>

enum { SHOWN = 15, BINS_MOST = 20, BIN_LEAST = 20 };

/* One uncertain value and what it has to do with the outcome. */
typedef struct factor {
    uint32_t row;
    const double *x; /* [draws] */
    double score;    /* rank correlation, or share of variance */
    double size;     /* what they are ordered by */
} factor;

typedef struct factors {
    ent_asking *a;
    factor *f; /* [n] */
    size_t n, draws;
    double floor; /* scores of a smaller size are chance */
} factors;

/* ---- the draws of the values */

static bool is_uncertain(const ent_value *v) {
    return v->kind > ENT_VALUE_FIXED && v->name.s;
}

static ent_err list_values(factors *t) {
    const ent_scenario *s = &t->a->seen;
    t->f = ENT_NEW(t->a->ctx->keep, s->n_values, factor);
    if (!t->f)
        return ENT_NOMEM_FAIL(t->a->ctx);
    for (uint32_t i = 0; i < s->n_values; i++) {
        if (!is_uncertain(&s->value[i]))
            continue;
        double *x = ENT_NEW(t->a->ctx->keep, t->draws, double);
        if (!x)
            return ENT_NOMEM_FAIL(t->a->ctx);
        t->f[t->n++] = (factor){.row = i, .x = x};
    }
    return ENT_OK;
}

static ent_err sample(factors *t) {
    const ent_plan *plan = t->a->plan;
    ent_setup setup = {.seed = plan->seed,
                       .choice = plan->choice,
                       .n_choices = plan->n_choices};
    ent_world w;
    ent_block b;
    uint64_t of = plan->of ? plan->of : plan->draws;
    ENT_TRY(ent_i_world_build(t->a->ctx, &t->a->seen, &setup, &w));
    b.memory = ENT_NEW(t->a->ctx->temp, ent_i_block_size(&w), double);
    if (!b.memory)
        return ENT_NOMEM_FAIL(t->a->ctx);
    for (size_t d = 0; d < t->draws; d += ENT_LANES) {
        size_t n = t->draws - d < ENT_LANES ? t->draws - d : ENT_LANES;
        ent_now now = {plan->seed, plan->first + d, 0, (int)n};
        ent_i_block_start(&b, &w, &now,
                          plan->design == ENT_DESIGN_LATIN ? of : 0, NULL);
        for (size_t i = 0; i < t->n; i++)
            memcpy((double *)t->f[i].x + d,
                   ent_i_lanes(&b, w.home[t->f[i].row]), n * sizeof(double));
    }
    return ENT_OK;
}

static ent_err open_factors(ent_asking *a, factors *t, ent_variant *v) {
    *t = (factors){.a = a, .draws = a->plan->draws};
    if (ent_i_eqz(a->q->lens, "mixture"))
        return ENT_FAIL(a->ctx, ENT_UNSUPPORTED,
                        "what drives a mixture of readings is the reading; "
                        "ask under one lens");
    if (a->n_words) {
        ENT_TRY(ent_i_ask_names(a, a->word, a->n_words, &a->show, &a->n_show));
    }
    ENT_TRY(ent_i_ask_variant(a, v));
    ENT_TRY(ent_i_ask_play(a, v, 1));
    ENT_TRY(list_values(t));
    ent_mark m = ent_i_arena_mark(a->ctx->temp);
    ent_err e = sample(t);
    ent_i_arena_release(a->ctx->temp, m);
    return e;
}

/* ---- measuring */

typedef struct pair {
    double x;
    size_t at;
} pair;

static int by_x(const void *pa, const void *pb) {
    const pair *a = pa, *b = pb;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* Ranks from 1, equal numbers sharing theirs; room is [n]. */
static void rank(const double *x, size_t n, pair *room, double *out) {
    for (size_t i = 0; i < n; i++)
        room[i] = (pair){x[i], i};
    qsort(room, n, sizeof *room, by_x);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i; k < n && room[k].x == room[i].x; k++) {
        }
        for (size_t j = i; j < k; j++)
            out[room[j].at] = ((double)i + (double)k + 1) / 2;
    }
}

static double correlation(const double *x, const double *y, size_t n) {
    double mx = ent_i_sum(x, n) / (double)n, my = ent_i_sum(y, n) / (double)n;
    double xy = 0, xx = 0, yy = 0;
    for (size_t i = 0; i < n; i++) {
        xy += (x[i] - mx) * (y[i] - my);
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

/* The draws in which the outcome is settled: y, and which they are. */
static size_t settled(const ent_look *l, size_t draws, double *y, size_t *at) {
    size_t n = 0;
    for (size_t d = 0; d < draws; d++)
        if (!l->bad[d]) {
            at[n] = d;
            y[n++] = l->x[d];
        }
    return n;
}

static int by_size(const void *pa, const void *pb) {
    const factor *a = pa, *b = pb;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* The share of y's variance that goes with x: y in order of x's rank, cut
 * into bins. */
static double explained(const pair *order, const double *y, size_t n,
                        size_t bins) {
    double mean = ent_i_sum(y, n) / (double)n, all = 0, between = 0;
    for (size_t i = 0; i < n; i++)
        all += (y[i] - mean) * (y[i] - mean);
    for (size_t k = 0; k < bins; k++) {
        size_t from = k * n / bins, to = (k + 1) * n / bins;
        double sum = 0;
        for (size_t i = from; i < to; i++)
            sum += y[order[i].at];
        double off = sum / (double)(to - from) - mean;
        between += (double)(to - from) * off * off;
    }
    double within = (all - between) / (double)(n - bins);
    double share = (between - (double)(bins - 1) * within) / all;
    return all > 0 && share > 0 ? share : 0;
}

typedef struct room {
    double *y, *x, *rx, *ry;
    size_t *at;
    pair *pair;
} room;

static ent_err make_room(ent_ctx *ctx, size_t n, room *r) {
    r->y = ENT_NEW(ctx->temp, 4 * n, double);
    r->at = ENT_NEW(ctx->temp, n, size_t);
    r->pair = ENT_NEW(ctx->temp, n, pair);
    if (!r->y || !r->at || !r->pair)
        return ENT_NOMEM_FAIL(ctx);
    r->x = r->y + n;
    r->rx = r->x + n;
    r->ry = r->rx + n;
    return ENT_OK;
}

/* Scores every value against one outcome, best first. */
static ent_err score(factors *t, const ent_look *l, bool worth) {
    room r = {0};
    ent_mark m = ent_i_arena_mark(t->a->ctx->temp);
    ENT_TRY(make_room(t->a->ctx, t->draws, &r));
    size_t n = settled(l, t->draws, r.y, r.at);
    size_t bins = n / BIN_LEAST < BINS_MOST ? n / BIN_LEAST : BINS_MOST;
    rank(r.y, n, r.pair, r.ry);
    if (worth)
        t->floor = n ? 3 * sqrt(2 * (double)bins) / (double)n : 1;
    else
        t->floor = n > 1 ? 3 / sqrt((double)n - 1) : 1;
    for (size_t i = 0; i < t->n; i++) {
        factor *f = &t->f[i];
        for (size_t k = 0; k < n; k++)
            r.x[k] = f->x[r.at[k]];
        rank(r.x, n, r.pair, r.rx); /* leaves r.pair in order of x */
        f->score = !worth     ? correlation(r.rx, r.ry, n)
                   : bins > 1 ? explained(r.pair, r.y, n, bins)
                              : 0;
        f->size = fabs(f->score);
    }
    if (t->n)
        qsort(t->f, t->n, sizeof *t->f, by_size);
    ent_i_arena_release(t->a->ctx->temp, m);
    return ENT_OK;
}

static size_t count_real(const factors *t) {
    size_t n = 0;
    while (n < t->n && t->f[n].size > t->floor)
        n++;
    return n;
}

/* ---- drivers */

/* Whose value it is: the first part of its name, of a tie the third. */
static ent_str owner(const ent_scenario *s, ent_str name) {
    ent_str rest = name, id = ent_i_cut(&rest, '.');
    if (ent_i_eqz(id, "tie")) {
        ent_i_cut(&rest, '.');
        id = ent_i_cut(&rest, '.');
    }
    for (size_t i = 0; i < s->n_actors; i++)
        if (ent_i_eq(s->actor[i].id, id))
            return id;
    return ENT_STR("the rest");
}

typedef struct total {
    ent_str who;
    double share;
} total;

static int by_share(const void *pa, const void *pb) {
    const total *a = pa, *b = pb;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    return ent_i_cmp(a->who, b->who);
}

static ent_err put_owners(factors *t, size_t real) {
    static const char *const column[] = {"whose values", "of variance %"};
    ent_asking *a = t->a;
    ent_vec v = {0};
    for (size_t i = 0; i < real; i++) {
        ent_str who = owner(a->s, a->seen.value[t->f[i].row].name);
        total *all = v.at;
        size_t k = 0;
        while (k < v.n && !ent_i_eq(all[k].who, who))
            k++;
        if (k == v.n) {
            total *new = ENT_PUSH(a->ctx->keep, &v, total);
            if (!new)
                return ENT_NOMEM_FAIL(a->ctx);
            new->who = who;
        }
        ((total *)v.at)[k].share += t->f[i].score * t->f[i].score;
    }
    if (v.n)
        qsort(v.at, v.n, sizeof(total), by_share);
    ent_i_ask_table(a, "Whose", column, 2);
    for (size_t k = 0; k < v.n; k++) {
        ent_i_ask_text(a, ((total *)v.at)[k].who);
        ent_i_ask_percent(a, ((total *)v.at)[k].share);
    }
    return ENT_OK;
}

static void say_drivers(factors *t, ent_str name, size_t real) {
    ent_asking *a = t->a;
    double sum = 0;
    ent_str label = ent_i_ask_label(a, name);
    for (size_t i = 0; i < real; i++)
        sum += t->f[i].score * t->f[i].score;
    if (!real) {
        ent_i_ask_say(a,
                      "%sNone of the %zu uncertain values moves %.*s more than "
                      "chance would.",
                      a->says.n ? " " : "", t->n, ENT_P(label));
        return;
    }
    const factor *f = &t->f[0];
    ent_i_ask_say(a,
                  "%s%zu of %zu uncertain values move %.*s; most %.*s (rank "
                  "correlation %+.2f, %.0f %% of the variance)",
                  a->says.n ? " " : "", real, t->n, ENT_P(label),
                  ENT_P(a->seen.value[f->row].name), f->score,
                  100 * f->score * f->score);
    for (size_t i = 1; i < real && i < 3; i++)
        ent_i_ask_say(a, ", then %.*s (%+.2f)",
                      ENT_P(a->seen.value[t->f[i].row].name), t->f[i].score);
    ent_i_ask_say(a,
                  ". Together, each taken alone, they go with %.0f %% of it; "
                  "the rest is chance, events and their interplay.",
                  100 * fmin(sum, 1));
}

ent_err ent_i_ask_drivers(ent_asking *a) {
    static const char *const column[] = {"name", "value", "rank correlation",
                                         "of variance %"};
    factors t;
    ent_variant v;
    ENT_TRY(open_factors(a, &t, &v));
    for (size_t s = 0; s < a->n_show; s++) {
        ENT_TRY(score(&t, &v.look[s], false));
        size_t real = count_real(&t);
        ent_i_ask_table(a, "What moves it", column, 4);
        for (size_t i = 0; i < real && i < SHOWN; i++) {
            ent_i_ask_text(a, a->show[s]);
            ent_i_ask_text(a, a->seen.value[t.f[i].row].name);
            ent_i_ask_number(a, t.f[i].score);
            ent_i_ask_percent(a, t.f[i].score * t.f[i].score);
        }
        ENT_TRY(put_owners(&t, real));
        say_drivers(&t, a->show[s], real);
    }
    return ENT_OK;
}

/* ---- information */

static ent_err say_worth(factors *t, const ent_look *l, size_t real) {
    ent_asking *a = t->a;
    ent_band b;
    ent_str label = ent_i_ask_label(a, l->name);
    ENT_TRY(ent_i_ask_band(a, l, &b));
    if (!real) {
        ent_i_ask_say(a,
                      "%sKnowing any one of the %zu uncertain values would not "
                      "narrow %.*s by more than chance.",
                      a->says.n ? " " : "", t->n, ENT_P(label));
        return ENT_OK;
    }
    const factor *f = &t->f[0];
    double width = b.q90 - b.q10;
    ent_i_ask_say(a,
                  "%sFor %.*s it would help most to know %.*s: that takes "
                  "%.0f %% off its variance, so that a band of %.1f points "
                  "would shrink to about %.1f",
                  a->says.n ? " " : "", ENT_P(label),
                  ENT_P(a->seen.value[f->row].name), 100 * f->score, width,
                  width * sqrt(1 - f->score));
    if (real > 1)
        ent_i_ask_say(a, "; next %.*s (%.0f %%)",
                      ENT_P(a->seen.value[t->f[1].row].name),
                      100 * t->f[1].score);
    ent_i_ask_say(a, ".");
    return ENT_OK;
}

ent_err ent_i_ask_information(ent_asking *a) {
    static const char *const column[] = {"name", "value to know",
                                         "variance less %", "band after"};
    factors t;
    ent_variant v;
    ENT_TRY(open_factors(a, &t, &v));
    for (size_t s = 0; s < a->n_show; s++) {
        ent_band b;
        ENT_TRY(score(&t, &v.look[s], true));
        ENT_TRY(ent_i_ask_band(a, &v.look[s], &b));
        size_t real = count_real(&t);
        ent_i_ask_table(a, "What it would help to know", column, 4);
        for (size_t i = 0; i < real && i < SHOWN; i++) {
            ent_i_ask_text(a, a->show[s]);
            ent_i_ask_text(a, a->seen.value[t.f[i].row].name);
            ent_i_ask_percent(a, t.f[i].score);
            ent_i_ask_number(a, (b.q90 - b.q10) * sqrt(1 - t.f[i].score));
        }
        ENT_TRY(say_worth(&t, &v.look[s], real));
    }
    return ENT_OK;
}
