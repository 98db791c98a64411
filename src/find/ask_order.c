/* ask_order.c - which of several passes a threshold first, and when.
 *
 * In every draw each name has a first step above the threshold, or none.
 * Names that pass in the same step share the place: each counts as first in
 * equal parts. */
#include "find/ask.h"
#include <math.h>
#include <stdlib.h>

static const char form[] = "order RUS.leak, CHN.leak, or order A.stress, "
                           "B.stress above 60";
enum { NAMES_MAX = 8, ORDERS_SHOWN = 8 };

typedef struct race {
    ent_asking *a;
    const ent_str *name; /* [n] */
    size_t n, steps, draws;
    double bound[NAMES_MAX];
    ent_variant v;  /* looks: the n names, then what is shown, over time */
    int32_t *first; /* [n * draws] step of passing; -1: never */
    double won[NAMES_MAX]; /* share of draws in which it is first */
} race;

/* ---- reading */

static const ent_move *find_move(const ent_scenario *s, ent_str name) {
    for (size_t i = 0; i < s->n_moves; i++)
        if (ent_i_eq(s->move[i].id, name))
            return &s->move[i];
    return NULL;
}

/* Of a move the threshold is its first option: doing nothing. */
static ent_err set_bounds(race *r, size_t words) {
    ent_asking *a = r->a;
    double above = 0;
    bool given = words + 2 == a->n_words;
    if (given && !ent_i_number(a->word[words + 1], &above))
        return ent_i_ask_fail(a, "'above' lacks its number", form);
    for (size_t i = 0; i < r->n; i++) {
        const ent_move *m = find_move(a->s, r->name[i]);
        if (!given && !m && !ent_i_starts(r->name[i], "did."))
            return ent_i_ask_fail(
                a, "what is no move needs a threshold: above 50", form);
        r->bound[i] = given ? above : m ? m->option[0].x : 0;
    }
    return ENT_OK;
}

static ent_err read_race(race *r) {
    ent_asking *a = r->a;
    size_t words = ent_i_ask_find(a, 0, "above");
    if (!words || (words < a->n_words && words + 2 != a->n_words))
        return ent_i_ask_fail(a, "it names no runners", form);
    ENT_TRY(ent_i_ask_names(a, a->word, words, &r->name, &r->n));
    if (r->n > NAMES_MAX)
        return ent_i_ask_fail(a, "at most 8 names can race", form);
    return set_bounds(r, words);
}

/* ---- running */

static ent_err run(race *r) {
    ent_asking *a = r->a;
    r->steps = a->s->steps;
    r->draws = a->plan->draws;
    a->timed = true;
    a->at = (ent_when){ENT_WHEN_PATH, 0};
    ENT_TRY(ent_i_ask_looking(a, r->name, r->n, &r->v));
    ENT_TRY(ent_i_ask_play(a, &r->v, 1));
    r->first = ENT_NEW(a->ctx->keep, r->n * r->draws, int32_t);
    if (!r->first)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < r->n; i++)
        for (size_t d = 0; d < r->draws; d++) {
            const ent_look *l = &r->v.look[i];
            size_t t = 0;
            while (t < r->steps && (l->bad[t * r->draws + d] ||
                                    !(l->x[t * r->draws + d] > r->bound[i])))
                t++;
            r->first[i * r->draws + d] = t < r->steps ? (int32_t)t : -1;
        }
    return ENT_OK;
}

static int32_t passes(const race *r, size_t i, size_t d) {
    int32_t t = r->first[i * r->draws + d];
    return t < 0 ? INT32_MAX : t;
}

static void count(race *r) {
    for (size_t d = 0; d < r->draws; d++) {
        int32_t best = INT32_MAX;
        size_t ties = 0;
        for (size_t i = 0; i < r->n; i++)
            best = passes(r, i, d) < best ? passes(r, i, d) : best;
        for (size_t i = 0; i < r->n; i++)
            ties += best < INT32_MAX && passes(r, i, d) == best;
        for (size_t i = 0; i < r->n; i++)
            if (ties && passes(r, i, d) == best)
                r->won[i] += 1 / (double)ties / (double)r->draws;
    }
}

/* ---- telling: each name */

static ent_err band_of(race *r, size_t i, ent_band *out) {
    double *x = ENT_NEW(r->a->ctx->temp, r->draws, double);
    size_t n = 0;
    if (!x)
        return ENT_NOMEM_FAIL(r->a->ctx);
    for (size_t d = 0; d < r->draws; d++)
        if (r->first[i * r->draws + d] >= 0)
            x[n++] = r->first[i * r->draws + d];
    return ent_band_of(r->a->ctx, x, NULL, n, out);
}

static ent_err put_names(race *r) {
    static const char *const column[] = {"name",        "threshold", "passes %",
                                         "median step", "10 %",      "90 %",
                                         "first %"};
    ent_asking *a = r->a;
    ent_i_ask_table(a, "First passage", column, 7);
    for (size_t i = 0; i < r->n; i++) {
        ent_band b;
        ENT_TRY(band_of(r, i, &b));
        ent_i_ask_text(a, r->name[i]);
        ent_i_ask_number(a, r->bound[i]);
        ent_i_ask_percent(a, (double)b.n / (double)r->draws);
        ent_i_ask_cells(a, &b);
        ent_i_ask_percent(a, r->won[i]);
    }
    return ENT_OK;
}

static ent_err put_steps(race *r) {
    ent_asking *a = r->a;
    ent_str *column = ENT_NEW(a->ctx->keep, r->n + 1, ent_str);
    if (!column)
        return ENT_NOMEM_FAIL(a->ctx);
    column[0] = ENT_STR("step");
    for (size_t i = 0; i < r->n; i++)
        column[i + 1] = r->name[i];
    ent_i_ask_table_of(a, ENT_STR("Percent of draws that pass in each step"),
                       column, r->n + 1);
    for (size_t t = 0; t < r->steps; t++) {
        ent_i_ask_count(a, t);
        for (size_t i = 0; i < r->n; i++) {
            size_t n = 0;
            for (size_t d = 0; d < r->draws; d++)
                n += r->first[i * r->draws + d] == (int32_t)t;
            ent_i_ask_percent(a, (double)n / (double)r->draws);
        }
    }
    return ENT_OK;
}

/* ---- telling: whole orders */

typedef struct order {
    ent_str text; /* "RUS.leak, then CHN.leak = JPN.leak" */
    size_t draws;
} order;

/* The names that pass in draw d, soonest first; ties joined by "=". */
static ent_str order_text(race *r, size_t d) {
    ent_arena *keep = r->a->ctx->keep;
    ent_str out = ENT_STR("");
    bool done[NAMES_MAX] = {false};
    for (;;) {
        int32_t best = INT32_MAX;
        bool first = true;
        for (size_t i = 0; i < r->n; i++)
            if (!done[i] && passes(r, i, d) < best)
                best = passes(r, i, d);
        if (best == INT32_MAX)
            return out.n ? out : ENT_STR("none passes");
        for (size_t i = 0; i < r->n; i++) {
            if (done[i] || passes(r, i, d) != best)
                continue;
            out = ent_i_printf(keep, "%.*s%s%.*s", ENT_P(out),
                               !out.n  ? ""
                               : first ? ", then "
                                       : " = ",
                               ENT_P(r->name[i]));
            done[i] = true;
            first = false;
        }
    }
}

static int by_draws(const void *pa, const void *pb) {
    const order *a = pa, *b = pb;
    if (a->draws != b->draws)
        return a->draws > b->draws ? -1 : 1;
    return ent_i_cmp(a->text, b->text);
}

static ent_err put_orders(race *r) {
    static const char *const column[] = {"order", "draws %"};
    ent_vec v = {0};
    for (size_t d = 0; d < r->draws; d++) {
        ent_str text = order_text(r, d);
        order *all = v.at;
        size_t k = 0;
        while (k < v.n && !ent_i_eq(all[k].text, text))
            k++;
        if (k == v.n) {
            order *o = ENT_PUSH(r->a->ctx->keep, &v, order);
            if (!o)
                return ENT_NOMEM_FAIL(r->a->ctx);
            o->text = text;
        }
        ((order *)v.at)[k].draws++;
    }
    if (v.n)
        qsort(v.at, v.n, sizeof(order), by_draws);
    ent_i_ask_table(r->a, "Orders", column, 2);
    for (size_t k = 0; k < v.n && k < ORDERS_SHOWN; k++) {
        ent_i_ask_text(r->a, ((order *)v.at)[k].text);
        ent_i_ask_percent(r->a,
                          (double)((order *)v.at)[k].draws / (double)r->draws);
    }
    return ENT_OK;
}

/* ---- telling: what triggers whom */

/* The share of the passages of one that come after another has passed. */
static void put_triggers(race *r) {
    static const char *const column[] = {"name", "follows",
                                         "of its passages %"};
    ent_i_ask_table(r->a, "Who follows whom", column, 3);
    for (size_t j = 0; j < r->n; j++)
        for (size_t i = 0; i < r->n; i++) {
            size_t all = 0, after = 0;
            for (size_t d = 0; d < r->draws; d++) {
                bool passed = r->first[j * r->draws + d] >= 0;
                all += passed;
                after += passed && passes(r, i, d) < passes(r, j, d);
            }
            if (i == j || !all)
                continue;
            ent_i_ask_text(r->a, r->name[j]);
            ent_i_ask_text(r->a, r->name[i]);
            ent_i_ask_percent(r->a, (double)after / (double)all);
        }
}

/* A shown name at the start, or in the step in which the leader passes. */
static ent_err at_passage(race *r, const ent_look *l, size_t leader, bool then,
                          ent_look *out) {
    ent_arena *temp = r->a->ctx->temp;
    *out = (ent_look){.name = l->name};
    out->x = ENT_NEW(temp, r->draws, double);
    out->bad = ENT_NEW(temp, r->draws, unsigned char);
    if (!out->x || !out->bad)
        return ENT_NOMEM_FAIL(r->a->ctx);
    for (size_t d = 0; d < r->draws; d++) {
        int32_t t = r->first[leader * r->draws + d];
        size_t cell = (then && t > 0 ? (size_t)t : 0) * r->draws + d;
        out->x[d] = l->x[cell];
        out->bad[d] = t < 0 || l->bad[cell];
    }
    return ENT_OK;
}

static ent_err put_shown(race *r, size_t leader) {
    static const char *const column[] = {"name",   "at the start", "then",
                                         "change", "10 %",         "90 %"};
    ent_asking *a = r->a;
    ent_variant v;
    ENT_TRY(ent_i_ask_variant(a, &v));
    ENT_TRY(ent_i_ask_play(a, &v, 1));
    ent_i_ask_table(a, "What had moved when the likeliest to be first passed",
                    column, 6);
    for (size_t s = 0; s < a->n_show; s++) {
        ent_look at[2];
        ent_change c;
        ENT_TRY(at_passage(r, &v.look[s], leader, false, &at[0]));
        ENT_TRY(at_passage(r, &v.look[s], leader, true, &at[1]));
        ENT_TRY(ent_i_ask_compare(a, &at[0], &at[1], &c));
        ent_i_ask_text(a, a->show[s]);
        ent_i_ask_number(a, c.before.q50);
        ent_i_ask_number(a, c.after.q50);
        ent_i_ask_cells(a, &c.change);
    }
    return ENT_OK;
}

/* ---- all of it */

static size_t leader_of(const race *r) {
    size_t best = 0;
    for (size_t i = 1; i < r->n; i++)
        if (r->won[i] > r->won[best])
            best = i;
    return best;
}

static ent_err say(race *r, size_t leader) {
    ent_asking *a = r->a;
    double none = 1;
    for (size_t i = 0; i < r->n; i++)
        none -= r->won[i];
    if (none > 1 - 1e-9) {
        ent_i_ask_say(a, "None of them passes its threshold in any draw.");
        return ENT_OK;
    }
    ent_band b;
    ENT_TRY(band_of(r, leader, &b));
    ent_str label = ent_i_ask_label(a, r->name[leader]),
            chance = ent_i_ask_chance_text(a, r->won[leader]),
            when = ent_i_ask_band_text(a, &b);
    ent_i_ask_say(a,
                  "First above %g: %.*s, %.*s; where it passes, it does so in "
                  "step %.*s.",
                  r->bound[leader], ENT_P(label), ENT_P(chance), ENT_P(when));
    for (size_t i = 0; i < r->n; i++) {
        if (i == leader || r->won[i] < 0.005)
            continue;
        label = ent_i_ask_label(a, r->name[i]);
        ent_i_ask_say(a, " %.*s is first in %.0f %% of draws.", ENT_P(label),
                      r->won[i] * 100);
    }
    if (none > 1e-9)
        ent_i_ask_say(a, " In %.0f %% of draws none passes.", none * 100);
    return ENT_OK;
}

ent_err ent_i_ask_order(ent_asking *a) {
    race r = {.a = a};
    ENT_TRY(read_race(&r));
    ENT_TRY(run(&r));
    count(&r);
    size_t leader = leader_of(&r);
    ENT_TRY(put_names(&r));
    ENT_TRY(put_orders(&r));
    ENT_TRY(put_steps(&r));
    put_triggers(&r);
    if (a->q->n_show && r.won[leader] > 0)
        ENT_TRY(put_shown(&r, leader));
    return say(&r, leader);
}
