/* ask_flip.c - the smallest change of each value that turns an outcome.
 *
 * Each value is moved up and down to the end of its range, then in coarse
 * steps; the first step at which at least half of the draws have turned is
 * narrowed by bisection.  All plays use the same random numbers, so that the
 * share of draws that turn is not shaken by chance. */
#include "find/ask.h"
#include "scenario/scenario.h"
#include <math.h>
#include <stdlib.h>

enum { COARSE = 4, ROUNDS = 7, KNOBS_MAX = 60 };
static const double STIRS = 0.02; /* a change of the share that is one */
static const char form[] =
    "flip settle.D8 above 60 by USA.salience.D8, PRK.salience.D8";

/* One value, moved one way. */
typedef struct knob {
    ent_str name;
    double way;       /* +1, -1 */
    double most;      /* how far it can go */
    double width;     /* of its interval; 0: it is certain */
    double kept, got; /* farthest that did not turn, nearest that did */
    double share;     /* of draws at `got`, or where it was tried last */
    bool turns, broken, done; /* done: no coarse steps any more */
    char why[512];
} knob;

typedef struct flip {
    ent_asking *a;
    ent_str name;
    double bound;
    bool above;  /* the outcome is: above (below) the bound */
    double base; /* share of draws in which it comes about */
    knob *knob;  /* [n_knobs] */
    size_t n_knobs;
} flip;

/* ---- reading */

static ent_err read_outcome(flip *f) {
    ent_asking *a = f->a;
    bool whole = a->n_words > 4 && ent_i_eqz(a->word[3], "by");
    f->above = whole && ent_i_eqz(a->word[1], "above");
    if (!whole || !(f->above || ent_i_eqz(a->word[1], "below")) ||
        !ent_i_number(a->word[2], &f->bound))
        return ent_i_ask_fail(a, "it names no outcome and what may change",
                              form);
    f->name = a->word[0];
    return ENT_OK;
}

/* How far a value may go that way: to the end of its range, or, where that
 * has none, twice what it is. */
static double room(double best, double end) {
    double far = fabs(end - best);
    return isfinite(far) && far < 1e5 ? far : 2 * fmax(fabs(best), 1);
}

/* What a formula or a move computes is moved by its dial. */
static void measure(ent_ctx *ctx, const ent_scenario *s, knob *k) {
    uint32_t row = ent_scenario_value(s, k->name);
    ent_str dial = ent_i_printf(ctx->temp, "%.*s.shift", ENT_P(k->name));
    if (row == ENT_NONE)
        row = ent_scenario_value(s, dial);
    if (row == ENT_NONE) {
        k->most = 100;
        return;
    }
    const ent_value *v = &s->value[row];
    k->most = room(v->best, k->way > 0 ? v->max : v->min);
    k->width = v->kind > ENT_VALUE_FIXED ? v->hi - v->lo : 0;
}

static ent_err read_knobs(flip *f) {
    ent_asking *a = f->a;
    const ent_str *name;
    size_t n;
    ENT_TRY(ent_i_ask_names(a, a->word + 4, a->n_words - 4, &name, &n));
    if (n > KNOBS_MAX)
        return ENT_FAIL(a->ctx, ENT_LIMIT,
                        "%zu values to move are too many; name at most %d", n,
                        KNOBS_MAX);
    f->knob = ENT_NEW(a->ctx->keep, 2 * n, knob);
    if (!f->knob)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < 2 * n; i++) {
        knob *k = &f->knob[f->n_knobs];
        *k = (knob){.name = name[i / 2], .way = i % 2 ? -1 : 1};
        measure(a->ctx, &a->seen, k);
        f->n_knobs += k->most > 0;
    }
    return ENT_OK;
}

/* ---- playing */

static double share_of(const flip *f, const ent_look *l) {
    size_t n = 0, all = 0;
    for (size_t d = 0; d < f->a->plan->draws; d++) {
        if (l->bad[d])
            continue;
        all++;
        n += f->above ? l->x[d] > f->bound : l->x[d] < f->bound;
    }
    return all ? (double)n / (double)all : 0;
}

static bool turned(const flip *f, double share) {
    return f->base >= 0.5 ? share < 0.5 : share >= 0.5;
}

static ent_err set_variant(flip *f, const knob *k, double by, ent_variant *v) {
    ent_asking *a = f->a;
    ent_str *set = ENT_NEW(a->ctx->keep, 1, ent_str);
    if (!set)
        return ENT_NOMEM_FAIL(a->ctx);
    *set =
        ent_i_printf(a->ctx->keep, "%.*s+=%.17g", ENT_P(k->name), k->way * by);
    ENT_TRY(ent_i_ask_looking(a, &f->name, 1, v));
    v->change = set;
    v->n_changes = 1;
    return set->s ? ENT_OK : ENT_NOMEM_FAIL(a->ctx);
}

/* Plays without ending the answer when a value cannot be changed. */
static ent_err play(flip *f, ent_variant *v, size_t n) {
    f->a->n_plays += n;
    return !n ? ENT_OK
              : ent_i_variants_play(f->a->ctx, f->a->s, f->a->plan, v, n);
}

static ent_err play_base(flip *f) {
    ent_variant v;
    ENT_TRY(ent_i_ask_looking(f->a, &f->name, 1, &v));
    ENT_TRY(ent_i_ask_play(f->a, &v, 1));
    f->base = share_of(f, v.look);
    return ENT_OK;
}

static void note(const flip *f, knob *k, double by, const ent_variant *v) {
    if (v->err) {
        k->broken = true;
        memcpy(k->why, v->why, sizeof k->why);
        return;
    }
    double share = share_of(f, v->look);
    if (turned(f, share)) {
        k->turns = true;
        k->got = by;
        k->share = share;
    } else {
        k->kept = by;
        k->share = k->turns ? k->share : share;
    }
}

/* Plays each live knob at `part` of its way. */
static ent_err play_at(flip *f, double part) {
    ent_variant *v = ENT_NEW(f->a->ctx->keep, f->n_knobs, ent_variant);
    knob **live = ENT_NEW(f->a->ctx->keep, f->n_knobs, knob *);
    size_t n = 0;
    if (!v || !live)
        return ENT_NOMEM_FAIL(f->a->ctx);
    for (size_t i = 0; i < f->n_knobs; i++) {
        knob *k = &f->knob[i];
        if (k->done)
            continue;
        ENT_TRY(set_variant(f, k, k->most * part, &v[n]));
        live[n++] = k;
    }
    ENT_TRY(play(f, v, n));
    for (size_t i = 0; i < n; i++)
        note(f, live[i], live[i]->most * part, &v[i]);
    return ENT_OK;
}

/* The ends first: what does not stir the outcome there is left alone.  The
 * others go up in coarse steps until they turn it; one that turns it at its
 * end alone has its edge behind the last of these. */
static ent_err scan(flip *f) {
    ENT_TRY(play_at(f, 1));
    for (size_t i = 0; i < f->n_knobs; i++) {
        knob *k = &f->knob[i];
        k->done = k->broken || (!k->turns && fabs(k->share - f->base) < STIRS);
        k->kept = 0;
    }
    for (int step = 1; step < COARSE; step++) {
        ENT_TRY(play_at(f, (double)step / COARSE));
        for (size_t i = 0; i < f->n_knobs; i++)
            f->knob[i].done |=
                f->knob[i].broken ||
                (f->knob[i].turns && f->knob[i].got < f->knob[i].most);
    }
    return ENT_OK;
}

static ent_err narrow(flip *f) {
    ent_variant *v = ENT_NEW(f->a->ctx->keep, f->n_knobs, ent_variant);
    knob **live = ENT_NEW(f->a->ctx->keep, f->n_knobs, knob *);
    size_t n = 0;
    if (!v || !live)
        return ENT_NOMEM_FAIL(f->a->ctx);
    for (size_t i = 0; i < f->n_knobs; i++) {
        knob *k = &f->knob[i];
        if (!k->turns || k->broken)
            continue;
        ENT_TRY(set_variant(f, k, (k->kept + k->got) / 2, &v[n]));
        live[n++] = k;
    }
    ENT_TRY(play(f, v, n));
    for (size_t i = 0; i < n; i++)
        note(f, live[i], (live[i]->kept + live[i]->got) / 2, &v[i]);
    return ENT_OK;
}

/* ---- telling */

/* Those that turn it come first, by their size against their interval; those
 * that are certain behind them, by size. */
static int by_size(const void *pa, const void *pb) {
    const knob *a = pa, *b = pb;
    if (a->turns != b->turns)
        return a->turns ? -1 : 1;
    if ((a->width > 0) != (b->width > 0))
        return a->width > 0 ? -1 : 1;
    double x = a->width > 0 ? a->got / a->width : a->got,
           y = b->width > 0 ? b->got / b->width : b->got;
    if (x != y)
        return x < y ? -1 : 1;
    int names = ent_i_cmp(a->name, b->name);
    return names ? names : (a->way > b->way) - (a->way < b->way);
}

static void put_knob(ent_asking *a, const knob *k) {
    ent_i_ask_text(a, k->name);
    if (k->broken || !k->turns) {
        ent_i_ask_z(a, k->broken ? "" : k->way > 0 ? "never up" : "never down");
        ent_i_ask_z(a, "");
        ent_i_ask_z(a, "");
        ent_i_ask_z(a, k->broken ? k->why : "not by its whole range");
        return;
    }
    ent_i_ask_number(a, k->way * k->got);
    if (k->width > 0)
        ent_i_ask_number(a, k->got / k->width);
    else
        ent_i_ask_z(a, "");
    ent_i_ask_percent(a, k->share);
    ent_i_ask_z(a, "");
}

static void say(flip *f) {
    ent_asking *a = f->a;
    const knob *k = f->knob;
    ent_str label = ent_i_ask_label(a, f->name),
            base = ent_i_ask_chance_text(a, f->base);
    ent_i_ask_say(a, "%.*s %s %g, as it is: %.*s.", ENT_P(label),
                  f->above ? "above" : "below", f->bound, ENT_P(base));
    if (!f->n_knobs || !k->turns) {
        ent_i_ask_say(a, " None of the values turns it alone, over its whole "
                         "range.");
        return;
    }
    ent_i_ask_say(a, " What turns it with the least: %.*s by %+.3g",
                  ENT_P(k->name), k->way * k->got);
    if (k->width > 0)
        ent_i_ask_say(a, ", %.2g of the width of its interval",
                      k->got / k->width);
    ent_i_ask_say(a, "; then it is so in %.0f %% of draws.", k->share * 100);
    if (f->n_knobs > 1 && k[1].turns)
        ent_i_ask_say(a, " Next: %.*s by %+.3g.", ENT_P(k[1].name),
                      k[1].way * k[1].got);
}

static void tell(flip *f) {
    static const char *const column[] = {"value", "change", "of its interval",
                                         "draws %", "remark"};
    if (f->n_knobs)
        qsort(f->knob, f->n_knobs, sizeof *f->knob, by_size);
    ent_i_ask_table(f->a, "Smallest change that turns it", column, 5);
    for (size_t i = 0; i < f->n_knobs; i++)
        put_knob(f->a, &f->knob[i]);
    say(f);
}

ent_err ent_i_ask_flip(ent_asking *a) {
    flip f = {.a = a};
    ENT_TRY(read_outcome(&f));
    ENT_TRY(read_knobs(&f));
    ENT_TRY(play_base(&f));
    ENT_TRY(scan(&f));
    for (int i = 0; i < ROUNDS; i++)
        ENT_TRY(narrow(&f));
    tell(&f);
    return ENT_OK;
}
