/* ask_deals.c - which packages all parties can accept, who gives what, and
 * which faction would refuse.
 *
 * With losses that grow with the square of the distance, the deals that none
 * can better without another's loss are weighted means of the positions: one
 * for each way of weighing the parties.  The list goes through these weights;
 * the Nash deal is found in every draw. */
#include "find/ask.h"
#include "find/bargain.h"
#include <math.h>

static const char form[] = "deals grand_bargain, or deals grand_bargain at 12";
enum {
    HALVINGS = 6,
    WEIGHT_DRAWS = 256,
    PARTIES_LISTED = 4,
    ZONE_POINTS = 10,
    PARTS = 4
};

typedef struct deals {
    ent_asking *a;
    uint32_t package, step;
    ent_offer o;
    double *x, *care, *present, *asks, *z; /* medians of the draws */
    double possible, struck;               /* shares of draws */
} deals;

static ent_err find_package(deals *w) {
    ent_asking *a = w->a;
    if (a->n_words != 1)
        return ent_i_ask_fail(a, "it takes one package", form);
    if (a->timed && a->at.kind == ENT_WHEN_MEAN)
        return ent_i_ask_fail(a, "a deal is made in one step", form);
    w->step = a->at.kind == ENT_WHEN_STEP    ? a->at.step
              : a->at.kind == ENT_WHEN_START ? 0
                                             : a->s->steps - 1;
    ent_str id = a->word[0];
    if (ent_i_starts(id, "deal."))
        id = (ent_str){id.s + 5, id.n - 5};
    for (uint32_t i = 0; i < a->s->n_packages; i++)
        if (ent_i_eq(a->s->package[i].id, id)) {
            w->package = i;
            return ENT_OK;
        }
    return ENT_FAIL(a->ctx, ENT_NAME, "there is no package '%.*s'", ENT_P(id));
}

/* ---- the middle of the draws */

static ent_err median(ent_asking *a, const double *x, const unsigned char *used,
                      size_t n, double *out) {
    ent_band b;
    double *kept = ENT_NEW(a->ctx->temp, n, double);
    size_t k = 0;
    if (!kept)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t d = 0; d < n; d++)
        if (!used || used[d])
            kept[k++] = x[d];
    ENT_TRY(ent_band_of(a->ctx, kept, NULL, k, &b));
    *out = b.q50;
    return ENT_OK;
}

static ent_err medians(deals *w, const double *x, size_t rows,
                       const unsigned char *used, double **out) {
    *out = ENT_NEW(w->a->ctx->keep, rows, double);
    if (!*out)
        return ENT_NOMEM_FAIL(w->a->ctx);
    for (size_t i = 0; i < rows; i++)
        ENT_TRY(median(w->a, x + i * w->o.draws, used, w->o.draws, &(*out)[i]));
    return ENT_OK;
}

static ent_err take_medians(deals *w) {
    const ent_offer *o = &w->o;
    size_t k = o->n_issues;
    ENT_TRY(medians(w, o->x, o->n_views * k, NULL, &w->x));
    ENT_TRY(medians(w, o->care, o->n_views * k, NULL, &w->care));
    ENT_TRY(medians(w, o->present, k, NULL, &w->present));
    ENT_TRY(medians(w, o->asks, o->n_parties, NULL, &w->asks));
    return medians(w, o->z, k, o->possible, &w->z);
}

static double share(const unsigned char *is, size_t n) {
    size_t k = 0;
    for (size_t d = 0; d < n; d++)
        k += is[d];
    return (double)k / (double)n;
}

/* ---- who gives what in the Nash deal */

static ent_str issue_id(const deals *w, size_t p) {
    return w->a->s->issue[w->o.package->issue[p]].id;
}

static ent_err put_terms(deals *w) {
    ent_asking *a = w->a;
    const ent_offer *o = &w->o;
    size_t n = o->n_parties, k = o->n_issues;
    ent_str *column = ENT_NEW(a->ctx->keep, n + 3, ent_str);
    if (!column)
        return ENT_NOMEM_FAIL(a->ctx);
    column[0] = ENT_STR("issue");
    column[1] = ENT_STR("no deal");
    column[2] = ENT_STR("deal");
    for (size_t i = 0; i < n; i++)
        column[i + 3] = o->view[i].name;
    ent_i_ask_table_of(a,
                       ENT_STR("What each gains (gives, below 0) on each "
                               "issue in the Nash deal"),
                       column, n + 3);
    for (size_t p = 0; p < k; p++) {
        ent_i_ask_text(a, issue_id(w, p));
        ent_i_ask_number(a, w->present[p]);
        ent_i_ask_number(a, w->z[p]);
        for (size_t i = 0; i < n; i++)
            ent_i_ask_number(a, ent_i_offer_gain(1, &w->x[i * k + p],
                                                 &w->care[i * k + p],
                                                 &w->present[p], &w->z[p]));
    }
    return ENT_OK;
}

static ent_err put_views(deals *w) {
    static const char *const column[] = {"who",  "accepts %", "gain",
                                         "10 %", "90 %",      "veto"};
    ent_asking *a = w->a;
    const ent_offer *o = &w->o;
    unsigned char *out = ENT_NEW(a->ctx->temp, o->draws, unsigned char);
    size_t able = 0;
    if (!out)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t d = 0; d < o->draws; d++) {
        out[d] = !o->possible[d];
        able += o->possible[d];
    }
    ent_i_ask_table(a, "Who accepts the Nash deal, where there is one", column,
                    6);
    for (size_t v = 0; v < o->n_views; v++) {
        const double *gain = o->gain + v * o->draws;
        size_t yes = 0;
        ent_band b;
        for (size_t d = 0; d < o->draws; d++)
            yes += o->possible[d] && gain[d] > 0;
        ENT_TRY(ent_band_of(a->ctx, gain, out, o->draws, &b));
        ent_i_ask_text(a, o->view[v].name);
        ent_i_ask_percent(a, able ? (double)yes / (double)able : 0);
        ent_i_ask_cells(a, &b);
        ent_i_ask_z(a, o->view[v].vetoes ? "yes" : "");
    }
    return ENT_OK;
}

/* ---- the deals that none can better without another's loss */

/* The deal for one weighing of the parties, and what each gains by it. */
static void weigh(const deals *w, const double *weight, double *z,
                  double *gain) {
    size_t n = w->o.n_parties, k = w->o.n_issues;
    for (size_t p = 0; p < k; p++) {
        double sum = 0, all = 0;
        for (size_t i = 0; i < n; i++) {
            double c = weight[i] * w->care[i * k + p];
            all += c;
            sum += c * w->x[i * k + p];
        }
        z[p] = all > 0 ? sum / all : w->present[p];
    }
    for (size_t i = 0; i < n; i++)
        gain[i] =
            ent_i_offer_gain(k, &w->x[i * k], &w->care[i * k], w->present, z) -
            w->asks[i];
}

/* The next way to share `parts` among n; false after the last. */
static bool next_shares(size_t *share, size_t n) {
    size_t i = n - 1;
    while (i > 0 && share[i - 1] == 0)
        i--;
    if (i == 0)
        return false;
    size_t last = share[n - 1];
    share[n - 1] = 0;
    share[i - 1]--;
    share[i] = last + 1;
    return true;
}

static void put_deal(deals *w, const double *weight, const double *z,
                     const double *gain, size_t *accepted) {
    ent_asking *a = w->a;
    bool all = true;
    for (size_t i = 0; i < w->o.n_parties; i++)
        all &= gain[i] > 0;
    *accepted += all;
    for (size_t i = 0; i < w->o.n_parties; i++)
        ent_i_ask_percent(a, weight[i]);
    for (size_t p = 0; p < w->o.n_issues; p++)
        ent_i_ask_number(a, z[p]);
    for (size_t i = 0; i < w->o.n_parties; i++)
        ent_i_ask_number(a, gain[i]);
    ent_i_ask_z(a, all ? "yes" : "no");
}

static ent_err open_frontier(deals *w) {
    ent_asking *a = w->a;
    size_t n = w->o.n_parties, k = w->o.n_issues, c = 0;
    ent_str *column = ENT_NEW(a->ctx->keep, 2 * n + k + 1, ent_str);
    if (!column)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < n; i++)
        column[c++] = ent_i_printf(a->ctx->keep, "weight of %.*s %%",
                                   ENT_P(w->o.view[i].name));
    for (size_t p = 0; p < k; p++)
        column[c++] = issue_id(w, p);
    for (size_t i = 0; i < n; i++)
        column[c++] = ent_i_printf(a->ctx->keep, "gain of %.*s",
                                   ENT_P(w->o.view[i].name));
    column[c++] = ENT_STR("all accept");
    ent_i_ask_table_of(a,
                       ENT_STR("Deals that none can better without "
                               "another's loss"),
                       column, c);
    return ENT_OK;
}

/* The weights of the first of two parties between which both accept. */
static bool find_zone(const deals *w, double *room, double *lo, double *hi) {
    enum { FINE = 2000 };
    bool any = false;
    for (int i = 0; i <= FINE; i++) {
        double *weight = room, *gain = room + 2, *z = room + 4;
        weight[0] = (double)i / FINE;
        weight[1] = 1 - weight[0];
        weigh(w, weight, z, gain);
        if (!(gain[0] > 0 && gain[1] > 0))
            continue;
        *hi = weight[0];
        *lo = any ? *lo : weight[0];
        any = true;
    }
    return any;
}

/* Of two parties: the ends, and the zone in which both accept, finely. */
static void list_two(deals *w, double *room, size_t *accepted, size_t *listed) {
    double lo = 0, hi = 1;
    bool zone = find_zone(w, room, &lo, &hi);
    for (int i = 0; i <= ZONE_POINTS; i++) {
        double *weight = room, *gain = room + 2, *z = room + 4;
        weight[0] = hi + (lo - hi) * i / ZONE_POINTS;
        if (zone && (i == 0 || i == ZONE_POINTS))
            weight[0] = i ? 0 : 1;
        weight[1] = 1 - weight[0];
        weigh(w, weight, z, gain);
        put_deal(w, weight, z, gain, accepted);
        ++*listed;
    }
}

/* Of more: every way to share out the weight in quarters. */
static ent_err list_many(deals *w, double *room, size_t *accepted,
                         size_t *listed) {
    size_t n = w->o.n_parties;
    size_t *part = ENT_NEW(w->a->ctx->temp, n, size_t);
    if (!part)
        return ENT_NOMEM_FAIL(w->a->ctx);
    part[0] = PARTS;
    do {
        double *weight = room, *gain = room + n, *z = room + 2 * n;
        for (size_t i = 0; i < n; i++)
            weight[i] = (double)part[i] / PARTS;
        weigh(w, weight, z, gain);
        put_deal(w, weight, z, gain, accepted);
        ++*listed;
    } while (next_shares(part, n));
    return ENT_OK;
}

static ent_err put_frontier(deals *w, size_t *accepted, size_t *listed) {
    size_t n = w->o.n_parties;
    double *room = ENT_NEW(w->a->ctx->temp, 2 * n + w->o.n_issues, double);
    *accepted = *listed = 0;
    if (!room)
        return ENT_NOMEM_FAIL(w->a->ctx);
    if (n < 2 || n > PARTIES_LISTED)
        return ENT_OK;
    ENT_TRY(open_frontier(w));
    if (n > 2)
        return list_many(w, room, accepted, listed);
    list_two(w, room, accepted, listed);
    return ENT_OK;
}

/* ---- the weight of a faction at which it fails */

/* Share of draws in which the deal is struck when the faction has this part
 * of its actor's weight. */
static ent_err struck_at(deals *w, const ent_party_view *v, double part,
                         double *out) {
    ent_asking *a = w->a;
    const ent_scenario *s = &a->seen;
    const ent_actor *actor = &s->actor[v->actor];
    ent_plan plan = *a->plan;
    ent_scenario changed;
    ent_offer o;
    double others = 0;
    for (uint32_t i = 0; i < actor->n_factions; i++)
        if (actor->first_faction + i != v->faction)
            others +=
                s->value[s->faction[actor->first_faction + i].weight].best;
    ent_mark keep = ent_i_arena_mark(a->ctx->keep);
    ent_str set = ent_i_printf(a->ctx->keep, "%.*s.weight=%.17g",
                               ENT_P(v->name), others * part / (1 - part));
    plan.draws = plan.draws < WEIGHT_DRAWS ? plan.draws : WEIGHT_DRAWS;
    ENT_TRY(ent_scenario_set(a->ctx, s, &set, 1, &changed));
    ENT_TRY(ent_i_offer_make(a->ctx, &changed, &plan, w->package, w->step, &o));
    *out = share(o.struck, o.draws);
    ent_i_arena_release(a->ctx->keep, keep);
    a->n_plays++;
    return ENT_OK;
}

/* Halves the part of the weight between one at which it is struck and one at
 * which it is not. */
static ent_err find_edge(deals *w, const ent_party_view *v, double lo,
                         double hi, bool struck_below, double *out) {
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (lo + hi) / 2, p;
        ENT_TRY(struck_at(w, v, middle, &p));
        if ((p >= 0.5) == struck_below)
            lo = middle;
        else
            hi = middle;
    }
    *out = (lo + hi) / 2;
    return ENT_OK;
}

static ent_err put_weight(deals *w, const ent_party_view *v) {
    ent_asking *a = w->a;
    double low, high, edge = 0;
    ENT_TRY(struck_at(w, v, 0.02, &low));
    ENT_TRY(struck_at(w, v, 0.98, &high));
    bool turns = (low >= 0.5) != (high >= 0.5);
    if (turns)
        ENT_TRY(find_edge(w, v, 0.02, 0.98, low >= 0.5, &edge));
    ent_i_ask_text(a, v->name);
    ent_i_ask_percent(a, low);
    ent_i_ask_percent(a, high);
    if (!turns) {
        ent_i_ask_z(a, low >= 0.5 ? "never fails" : "never holds");
        return ENT_OK;
    }
    ent_i_ask_percent(a, edge);
    ent_i_ask_say(a,
                  " It %s when %.*s has more than %.0f %% of the weight in "
                  "%.*s.",
                  low >= 0.5 ? "fails" : "holds", ENT_P(v->name), edge * 100,
                  ENT_P(a->s->actor[v->actor].id));
    return ENT_OK;
}

static ent_err put_weights(deals *w) {
    static const char *const column[] = {"faction", "struck %, weight 2 %",
                                         "struck %, weight 98 %",
                                         "turns at weight %"};
    const ent_offer *o = &w->o;
    bool open = false;
    for (size_t v = o->n_parties; v < o->n_views; v++) {
        if (w->a->s->actor[o->view[v].actor].n_factions < 2)
            continue;
        if (!open)
            ent_i_ask_table(w->a, "The weight of a faction at which it turns",
                            column, 4);
        open = true;
        ENT_TRY(put_weight(w, &o->view[v]));
    }
    return ENT_OK;
}

/* ---- the paragraph */

/* "It is worth 9.0 to A, 9.0 to B, of the 100 that each could lose." */
static ent_err say_gains(deals *w) {
    const ent_offer *o = &w->o;
    for (size_t i = 0; i < o->n_parties; i++) {
        double gain;
        ENT_TRY(
            median(w->a, o->gain + i * o->draws, o->possible, o->draws, &gain));
        ent_i_ask_say(w->a, "%s %.1f to %.*s", i ? "," : " It is worth", gain,
                      ENT_P(o->view[i].name));
    }
    ent_i_ask_say(w->a, ", of the 100 that each could lose.");
    return ENT_OK;
}

static ent_err say(deals *w, size_t accepted, size_t listed) {
    ent_asking *a = w->a;
    const ent_offer *o = &w->o;
    const ent_package *g = o->package;
    ent_str name = g->name.n ? g->name : g->id;
    ent_str can = ent_i_ask_chance_text(a, w->possible),
            does = ent_i_ask_chance_text(a, w->struck);
    ent_i_ask_say(a,
                  "A deal on %.*s from which every party gains, in step %u: "
                  "%.*s; one that no faction vetoes either: %.*s.",
                  ENT_P(name), w->step, ENT_P(can), ENT_P(does));
    if (w->possible > 0) {
        ent_i_ask_say(a, " The Nash deal lies at");
        for (size_t p = 0; p < o->n_issues; p++)
            ent_i_ask_say(a, "%s %.*s %.0f instead of %.0f", p ? "," : "",
                          ENT_P(issue_id(w, p)), w->z[p], w->present[p]);
        ent_i_ask_say(a, " (medians).");
        ENT_TRY(say_gains(w));
    }
    if (listed)
        ent_i_ask_say(a,
                      " Of %zu efficient deals looked at in the middle of the "
                      "draws all parties accept %zu.",
                      listed, accepted);
    return ENT_OK;
}

ent_err ent_i_ask_deals(ent_asking *a) {
    deals w = {.a = a};
    size_t accepted, listed;
    if (ent_i_eqz(a->q->lens, "mixture"))
        return ENT_FAIL(a->ctx, ENT_UNSUPPORTED,
                        "a deal is made in one reading; ask under one lens");
    ENT_TRY(find_package(&w));
    ENT_TRY(
        ent_i_offer_make(a->ctx, &a->seen, a->plan, w.package, w.step, &w.o));
    a->n_plays++;
    w.possible = share(w.o.possible, w.o.draws);
    w.struck = share(w.o.struck, w.o.draws);
    ENT_TRY(take_medians(&w));
    if (w.possible > 0) {
        ENT_TRY(put_terms(&w));
        ENT_TRY(put_views(&w));
    }
    ENT_TRY(put_frontier(&w, &accepted, &listed));
    ENT_TRY(say(&w, accepted, listed));
    return put_weights(&w);
}
