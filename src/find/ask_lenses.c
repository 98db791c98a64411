/* ask_lenses.c - what is shown under every lens, on the same draws.
 *
 * Lenses disagree on a name when the two that lie farthest apart differ by
 * more than half a point in nine draws of ten: the draws are the same, so
 * what differs is the reading. */
#include "find/ask.h"

enum { NAMED = 6 }; /* in the paragraph */

typedef struct views {
    ent_asking *a;
    ent_variant *v; /* [n] as written, then each lens */
    ent_str *name;
    size_t n;
} views;

static ent_err play(views *w) {
    ent_asking *a = w->a;
    w->n = a->s->n_lenses + 1;
    w->v = ENT_NEW(a->ctx->keep, w->n, ent_variant);
    w->name = ENT_NEW(a->ctx->keep, w->n, ent_str);
    if (!w->v || !w->name)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < w->n; i++) {
        ENT_TRY(ent_i_ask_variant(a, &w->v[i]));
        w->name[i] = i ? a->s->lens[i - 1].id : ENT_STR("as written");
        w->v[i].lens = i ? w->name[i] : (ent_str){0};
    }
    return ent_i_ask_play(a, w->v, w->n);
}

/* The lenses with the least and the greatest median of a shown name. */
static ent_err put_name(views *w, size_t s, size_t far[2]) {
    double median[2] = {0, 0};
    far[0] = far[1] = 0;
    for (size_t i = 0; i < w->n; i++) {
        ent_band b;
        ENT_TRY(ent_i_ask_band(w->a, &w->v[i].look[s], &b));
        ent_i_ask_text(w->a, w->a->show[s]);
        ent_i_ask_text(w->a, w->name[i]);
        ent_i_ask_cells(w->a, &b);
        ent_i_ask_number(w->a, b.mean);
        if (!i || b.q50 < median[0]) {
            median[0] = b.q50;
            far[0] = i;
        }
        if (!i || b.q50 > median[1]) {
            median[1] = b.q50;
            far[1] = i;
        }
    }
    return ENT_OK;
}

static ent_err say_written(views *w) {
    ent_asking *a = w->a;
    ent_i_ask_say(a, "As written:");
    for (size_t s = 0; s < a->n_show && s < NAMED; s++) {
        ent_band b;
        ENT_TRY(ent_i_ask_band(a, &w->v[0].look[s], &b));
        ent_i_ask_say(a, "%s %.*s %.1f", s ? "," : "",
                      ENT_P(ent_i_ask_label(a, a->show[s])), b.q50);
    }
    ent_i_ask_say(a, "%s. ", a->n_show > NAMED ? " and others" : "");
    return ENT_OK;
}

static ent_err say_name(views *w, size_t s, const size_t far[2],
                        size_t *parted) {
    ent_asking *a = w->a;
    ent_change c;
    ENT_TRY(
        ent_i_ask_compare(a, &w->v[far[0]].look[s], &w->v[far[1]].look[s], &c));
    if (!c.real)
        return ENT_OK;
    ent_str label = ent_i_ask_label(a, a->show[s]);
    ent_i_ask_say(a,
                  "%s%.*s: from %.1f (%.*s) to %.1f (%.*s), apart by %.1f in "
                  "%.0f %% of draws",
                  *parted ? "; " : "The readings part on ", ENT_P(label),
                  c.before.q50, ENT_P(w->name[far[0]]), c.after.q50,
                  ENT_P(w->name[far[1]]), c.change.q50, c.agree * 100);
    ++*parted;
    return ENT_OK;
}

ent_err ent_i_ask_lenses(ent_asking *a) {
    static const char *const column[] = {"name", "lens", "median",
                                         "10 %", "90 %", "mean"};
    views w = {.a = a};
    size_t parted = 0;
    if (!a->s->n_lenses)
        return ENT_FAIL(a->ctx, ENT_MISSING,
                        "the scenario has no lenses; see docs/scenario.md");
    ENT_TRY(play(&w));
    ENT_TRY(say_written(&w));
    ent_i_ask_table(a, "Under each lens", column, 6);
    for (size_t s = 0; s < a->n_show; s++) {
        size_t far[2];
        ENT_TRY(put_name(&w, s, far));
        ENT_TRY(say_name(&w, s, far, &parted));
    }
    if (!parted)
        ent_i_ask_say(a,
                      "The %zu readings do not part for real on anything "
                      "that was looked at.",
                      w.n);
    else
        ent_i_ask_say(a, "; %zu of %zu names in all.", parted, a->n_show);
    return ENT_OK;
}
