/* explain_reasons.c - why actors moved in the models that move them: one round
 * at the means of what they brought to the table. */
#include "find/explain.h"
#include "model/model.h"
#include <math.h>

enum { MOST = 64, TOLD = 3 };

/* Means of the arrays of seats at one table. */
static void means(ent_film *f, uint32_t issue, int32_t at, double *c, double *x,
                  double *s) {
    const ent_stage *st = &f->w.stage[issue];
    for (uint32_t i = 0; i < st->n_players; i++) {
        uint32_t seat = st->seat + i;
        c[i] =
            ent_i_film_mean(f, ent_i_film_seat(f, f->b.capability, seat), at);
        x[i] = ent_i_film_mean(f, ent_i_film_seat(f, f->b.position, seat), at);
        s[i] = ent_i_film_mean(f, ent_i_film_seat(f, f->b.salience, seat), at);
    }
}

static ent_str say(ent_film *f, const ent_stage *st, const ent_choice *c,
                   const ent_reason *r, ent_str before) {
    const ent_scenario *s = f->s;
    ent_str by = {0};
    if (r->by != ENT_NOBODY)
        by = ent_i_printf(f->ctx->keep, ", %.*s",
                          ENT_P(s->actor[st->player[r->by].actor].id));
    return ent_i_printf(f->ctx->keep,
                        "%.*s%s%s: %.*s from %.1f to %.1f (%s%.*s)",
                        ENT_P(before), before.n ? "; " : "", c->model->name,
                        ENT_P(s->actor[st->player[r->mover].actor].id), r->from,
                        r->to, r->how, ENT_P(by));
}

static ent_str tell(ent_film *f, const ent_stage *st, const ent_choice *c,
                    ent_reasons *all, ent_str says) {
    for (int k = 0; k < TOLD; k++) {
        size_t best = all->n;
        double most = 0;
        for (size_t i = 0; i < all->n; i++)
            if (all->at[i].taken &&
                fabs(all->at[i].to - all->at[i].from) > most) {
                most = fabs(all->at[i].to - all->at[i].from);
                best = i;
            }
        if (best == all->n)
            break;
        says = say(f, st, c, &all->at[best], says);
        all->at[best].taken = 0;
    }
    return says;
}

static ent_err play(ent_film *f, const ent_stage *st, const ent_choice *c,
                    ent_game *g, ent_str *says) {
    ent_arena *temp = f->ctx->temp;
    size_t n = st->n_players, words = c->model->work(n, 1);
    ent_reason room[MOST];
    ent_reasons all = {.at = room, .max = MOST};
    double *work = ENT_NEW(temp, words + 1, double), z = 0;
    double *chance = ENT_NEW(temp, n, double);
    g->state = c->model->state
                   ? ENT_NEW(temp, c->model->state(n, 1) + 1, double)
                   : NULL;
    ent_outcome out = {.position = ENT_NEW(temp, n, double),
                       .settlement = &z,
                       .chance = chance,
                       .why = &all};
    if (!work || !chance || !out.position || (c->model->state && !g->state))
        return ENT_NOMEM_FAIL(f->ctx);
    if (!c->model->round(g, c->param, st->stream, work, &out))
        *says = tell(f, st, c, &all, *says);
    return says->s || !says->n ? ENT_OK : ENT_NOMEM_FAIL(f->ctx);
}

ent_err ent_i_reasons_say(ent_film *f, uint32_t issue, int32_t at,
                          ent_str *says) {
    const ent_stage *st = &f->w.stage[issue];
    ent_arena *temp = f->ctx->temp;
    size_t n = st->n_players;
    double quo = -1, *x = ENT_NEW(temp, 3 * n + 1, double);
    if (!x)
        return ENT_NOMEM_FAIL(f->ctx);
    means(f, issue, at, x, x + n, x + 2 * n);
    if (st->quo != ENT_NONE)
        quo = ent_i_film_mean(f, ent_i_film_slot(f, st->quo), at);
    ent_game g = {.n_actors = n,
                  .n_issues = 1,
                  .capability = x,
                  .position = x + n,
                  .salience = x + 2 * n,
                  .status_quo = &quo,
                  .hi = 100};
    for (size_t m = 0; n && m < f->w.n_models; m++)
        if (f->w.choice[m].model->flags & ENT_MODEL_MOVES)
            ENT_TRY(play(f, st, &f->w.choice[m], &g, says));
    return ENT_OK;
}
