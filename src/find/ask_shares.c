/* ask_shares.c - who can pay for what several gain from: the core.
 *
 * Nobody pays more than he gains, and together they pay the cost.  That is
 * possible in a draw when the gains add up to the cost; then each pays at
 * least what the others' gains leave over, and at most his gain or the whole
 * cost.  Who gains nothing pays nothing.  A party without which the gains no
 * longer cover the cost can block it. */
#include "find/ask.h"
#include <math.h>

static const char form[] = "shares rail.cost by rail.gain.PRK, rail.gain.KOR";

typedef struct shares {
    ent_asking *a;
    ent_variant v; /* looks: the cost, then the gains */
    size_t n;      /* payers */
    double built;  /* share of draws in which it can be paid */
} shares;

static double gain(const shares *s, size_t i, size_t d) {
    return fmax(s->v.look[i + 1].x[d], 0);
}

static double total(const shares *s, size_t d) {
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += gain(s, i, d);
    return sum;
}

static bool payable(const shares *s, size_t d) {
    return total(s, d) >= s->v.look[0].x[d];
}

/* What one pays at least and at most, in percent of the cost, over the draws
 * in which it can be paid; how often it cannot without him. */
static ent_err put_payer(shares *s, size_t i) {
    ent_asking *a = s->a;
    size_t draws = a->plan->draws, n = 0, blocks = 0;
    double *least = ENT_NEW(a->ctx->temp, draws, double),
           *most = ENT_NEW(a->ctx->temp, draws, double);
    ent_band b;
    if (!least || !most)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t d = 0; d < draws; d++) {
        double cost = s->v.look[0].x[d], own = gain(s, i, d),
               others = total(s, d) - own;
        if (!payable(s, d) || !(cost > 0))
            continue;
        least[n] = 100 * fmax(0, cost - others) / cost;
        most[n++] = 100 * fmin(own, cost) / cost;
        blocks += others < cost;
    }
    ent_i_ask_text(a, s->v.look[i + 1].name);
    ENT_TRY(ent_i_ask_band(a, &s->v.look[i + 1], &b));
    ent_i_ask_cells(a, &b);
    ENT_TRY(ent_band_of(a->ctx, least, NULL, n, &b));
    double from = b.q50;
    ent_i_ask_number(a, b.q50);
    ENT_TRY(ent_band_of(a->ctx, most, NULL, n, &b));
    ent_i_ask_number(a, b.q50);
    ent_i_ask_percent(a, n ? (double)blocks / (double)n : 0);
    if (n)
        ent_i_ask_say(a,
                      " %.*s: %.0f to %.0f %% of the cost; without it the "
                      "rest cannot pay in %.0f %% of these draws.",
                      ENT_P(s->v.look[i + 1].name), from, b.q50,
                      100 * (double)blocks / (double)n);
    return ENT_OK;
}

ent_err ent_i_ask_shares(ent_asking *a) {
    static const char *const column[] = {
        "gain of",         "median",         "10 %",    "90 %",
        "pays at least %", "pays at most %", "blocks %"};
    shares s = {.a = a};
    size_t paid = 0;
    if (a->n_words < 3 || !ent_i_eqz(a->word[1], "by"))
        return ent_i_ask_fail(a, "it names no cost and who gains", form);
    s.n = a->n_words - 2;
    ent_str *name = ENT_NEW(a->ctx->keep, s.n + 1, ent_str);
    if (!name)
        return ENT_NOMEM_FAIL(a->ctx);
    name[0] = a->word[0];
    for (size_t i = 0; i < s.n; i++)
        name[i + 1] = a->word[i + 2];
    ENT_TRY(ent_i_ask_looking(a, name, s.n + 1, &s.v));
    ENT_TRY(ent_i_ask_play(a, &s.v, 1));
    for (size_t d = 0; d < a->plan->draws; d++)
        paid += payable(&s, d);
    s.built = (double)paid / (double)a->plan->draws;
    ent_str chance = ent_i_ask_chance_text(a, s.built);
    ent_i_ask_say(a, "The gains cover %.*s: %.*s.", ENT_P(name[0]),
                  ENT_P(chance));
    ent_i_ask_table(a, "Who pays", column, 7);
    for (size_t i = 0; i < s.n; i++)
        ENT_TRY(put_payer(&s, i));
    return ENT_OK;
}
