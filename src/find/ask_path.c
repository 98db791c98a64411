/* ask_path.c - what is shown, step by step. */
#include "find/ask.h"

static ent_err take_step(ent_asking *a, const ent_look *l, size_t t,
                         ent_band *out) {
    size_t n = a->plan->draws;
    return ent_band_of(a->ctx, l->x + t * n, l->bad + t * n, n, out);
}

static ent_err put_path(ent_asking *a, const ent_look *l) {
    for (size_t t = 0; t < a->s->steps; t++) {
        ent_band b;
        ENT_TRY(take_step(a, l, t, &b));
        ent_i_ask_text(a, l->name);
        ent_i_ask_count(a, t);
        ent_i_ask_cells(a, &b);
    }
    return ENT_OK;
}

/* Step of the largest change of the median; 0 when it never changes. */
static ent_err find_jump(ent_asking *a, const ent_look *l, size_t *step,
                         double *jump) {
    ent_band before, now;
    *step = 0;
    *jump = 0;
    ENT_TRY(take_step(a, l, 0, &before));
    for (size_t t = 1; t < a->s->steps; t++, before = now) {
        ENT_TRY(take_step(a, l, t, &now));
        double by = now.q50 - before.q50;
        if ((by < 0 ? -by : by) > (*jump < 0 ? -*jump : *jump)) {
            *jump = by;
            *step = t;
        }
    }
    return ENT_OK;
}

static ent_err say_path(ent_asking *a, const ent_look *l) {
    ent_band first, last;
    size_t step;
    double jump;
    ent_str label = ent_i_ask_label(a, l->name);
    ENT_TRY(take_step(a, l, 0, &first));
    ENT_TRY(take_step(a, l, a->s->steps - 1, &last));
    ENT_TRY(find_jump(a, l, &step, &jump));
    ent_str from = ent_i_ask_band_text(a, &first),
            to = ent_i_ask_band_text(a, &last);
    ent_i_ask_say(a, "%s%.*s goes from %.*s to %.*s", a->says.n ? " " : "",
                  ENT_P(label), ENT_P(from), ENT_P(to));
    if (jump != 0)
        ent_i_ask_say(a, "; its median moves most in step %zu, by %+.1f", step,
                      jump);
    ent_i_ask_say(a, ".");
    return ENT_OK;
}

ent_err ent_i_ask_path(ent_asking *a) {
    static const char *const column[] = {"name", "step", "median", "10 %",
                                         "90 %"};
    ent_variant v;
    if (a->n_words)
        return ent_i_ask_fail(a,
                              "path takes no words; name what to show in "
                              "show",
                              "path");
    a->timed = true;
    a->at = (ent_when){ENT_WHEN_PATH, 0};
    ENT_TRY(ent_i_ask_variant(a, &v));
    ENT_TRY(ent_i_ask_play(a, &v, 1));
    ent_i_ask_table(a, "Over time", column, 5);
    for (size_t i = 0; i < a->n_show; i++) {
        ENT_TRY(put_path(a, &v.look[i]));
        ENT_TRY(say_path(a, &v.look[i]));
    }
    return ENT_OK;
}
