/* ask_belief.c - where a belief ends, and what each signal did to it.
 *
 * A signal's part is what the belief loses when that signal alone goes
 * unheard.  The parts do not add up when signals say the same thing twice. */
#include "find/ask.h"
#include <math.h>
#include <stdlib.h>

static const char form[] = "posterior USA.PRK_willing";

typedef struct heard {
    const ent_signal *signal;
    ent_band part; /* with it less without it */
} heard;

typedef struct posterior {
    ent_asking *a;
    const ent_belief *belief;
    ent_str name;   /* "belief.USA.PRK_willing" */
    ent_variant *v; /* as it is; nothing heard; without each signal */
    heard *heard;   /* [n_signals] */
} posterior;

static ent_err find_belief(posterior *p) {
    ent_asking *a = p->a;
    if (a->n_words != 1)
        return ent_i_ask_fail(a, "it takes one belief", form);
    ent_str id = a->word[0];
    if (ent_i_starts(id, "belief."))
        id = (ent_str){id.s + 7, id.n - 7};
    for (size_t i = 0; i < a->s->n_beliefs; i++)
        if (ent_i_eq(a->s->belief[i].id, id))
            p->belief = &a->s->belief[i];
    if (!p->belief)
        return ENT_FAIL(a->ctx, ENT_NAME, "there is no belief '%.*s'",
                        ENT_P(id));
    p->name = ent_i_printf(a->ctx->keep, "belief.%.*s", ENT_P(id));
    return p->name.s ? ENT_OK : ENT_NOMEM_FAIL(a->ctx);
}

static ent_err set_variants(posterior *p) {
    ent_asking *a = p->a;
    size_t n = p->belief->n_signals;
    ent_str *part = ENT_NEW(a->ctx->keep, n, ent_str);
    p->v = ENT_NEW(a->ctx->keep, n + 2, ent_variant);
    p->heard = ENT_NEW(a->ctx->keep, n, heard);
    if (!part || !p->v || !p->heard)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < n + 2; i++)
        ENT_TRY(ent_i_ask_looking(a, &p->name, 1, &p->v[i]));
    for (size_t i = 0; i < n; i++) {
        p->heard[i].signal = &p->belief->signal[i];
        part[i] = ent_i_printf(a->ctx->keep, "%.*s.%.*s", ENT_P(p->name),
                               ENT_P(p->belief->signal[i].id));
        p->v[i + 2].without = &part[i];
        p->v[i + 2].n_without = 1;
    }
    p->v[1].without = part;
    p->v[1].n_without = n;
    return ENT_OK;
}

static ent_err compare(posterior *p) {
    for (size_t i = 0; i < p->belief->n_signals; i++) {
        ent_change c;
        ENT_TRY(ent_i_ask_compare(p->a, p->v[i + 2].look, p->v[0].look, &c));
        p->heard[i].part = c.change;
    }
    return ENT_OK;
}

static int by_part(const void *pa, const void *pb) {
    const heard *a = pa, *b = pb;
    double x = fabs(a->part.mean), y = fabs(b->part.mean);
    return x > y ? -1 : x < y ? 1 : ent_i_cmp(a->signal->id, b->signal->id);
}

static void put_signals(posterior *p) {
    static const char *const column[] = {"signal",   "if true %", "if false %",
                                         "part",     "10 %",      "90 %",
                                         "mean part"};
    const ent_scenario *s = &p->a->seen;
    ent_i_ask_table(p->a, "What each signal did to the belief", column, 7);
    for (size_t i = 0; i < p->belief->n_signals; i++) {
        const heard *h = &p->heard[i];
        ent_i_ask_text(p->a, h->signal->id);
        ent_i_ask_number(p->a, s->value[h->signal->if_true].best);
        ent_i_ask_number(p->a, s->value[h->signal->if_false].best);
        ent_i_ask_cells(p->a, &h->part);
        ent_i_ask_number(p->a, h->part.mean);
    }
}

static ent_err say(posterior *p) {
    ent_asking *a = p->a;
    ent_band with, without;
    ENT_TRY(ent_i_ask_band(a, p->v[0].look, &with));
    ENT_TRY(ent_i_ask_band(a, p->v[1].look, &without));
    const char *when = ent_i_ask_when_text(p->v[0].look->when);
    ent_str is = ent_i_ask_band_text(a, &with),
            was = ent_i_ask_band_text(a, &without);
    ent_str name = p->belief->name.n ? p->belief->name : p->name;
    ent_i_ask_say(a,
                  "%.*s stands at %.*s percent %s, %s; with no signal heard it "
                  "would stand at %.*s.",
                  ENT_P(name), ENT_P(is), when, ent_likelihood(with.q50 / 100),
                  ENT_P(was));
    for (size_t i = 0; i < p->belief->n_signals && i < 3; i++) {
        const heard *h = &p->heard[i];
        if (fabs(h->part.mean) < 0.05)
            break;
        ent_i_ask_say(a, " %.*s %s it by %.1f points in the mean of the draws.",
                      ENT_P(h->signal->id),
                      h->part.mean > 0 ? "raises" : "lowers",
                      fabs(h->part.mean));
    }
    return ENT_OK;
}

ent_err ent_i_ask_posterior(ent_asking *a) {
    posterior p = {.a = a};
    ENT_TRY(find_belief(&p));
    ENT_TRY(set_variants(&p));
    ENT_TRY(ent_i_ask_play(a, p.v, p.belief->n_signals + 2));
    ENT_TRY(compare(&p));
    if (p.belief->n_signals)
        qsort(p.heard, p.belief->n_signals, sizeof *p.heard, by_part);
    put_signals(&p);
    return say(&p);
}
