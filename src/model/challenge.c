/* challenge.c - the challenge model: expected utility without attitudes to
 * risk or a status quo.
 *
 * i weighs a challenge to j: it wins the distance d with the share of votes
 * that it has against j, loses it otherwise, and wins it for sure where j does
 * not resist.  What is left of the expected-utility model when it is to
 * differ from position exchange in nothing but the way of influence
 * (Achterkamp 1999; the challenge model of The European Union Decides). */
#include "model/rivals.h"
#include <math.h>

enum { CHOICE, COMPEL, CONFLICT, OUTCOME };
static const char *const CHOICES[] = {"class", "gain", "move", NULL};
static const char *const NO_YES[] = {"no", "yes", NULL};
static const char *const LOSER[] = {"nobody", "loser", NULL};
static const char *const OUTCOMES[] = {"mean", "median", NULL};
static const ent_param PARAMS[] = {
    {"choice", "",
     "among offers: conflicts before compromises before giving "
     "in, the other's gain, or the least move",
     0, 2, ENT_CHOOSE_GAIN, CHOICES},
    {"compel", "", "who loses more than its rival gains gives in", 0, 1, 1,
     NO_YES},
    {"conflict", "", "who moves when both expect to gain", 0, 1, 1, LOSER},
    {"outcome", "", "settlement on the new positions", 0, 1, 0, OUTCOMES}};

size_t ent_i_challenge_work(size_t n, size_t issues) {
    (void)issues;
    return ENT_RIVALS_WORK(n) + 2 * n + n * n;
}

static void chances(ent_rivals *r, double *far, double *room) {
    size_t n = r->n;
    for (size_t k = 0; k < n * n; k++)
        far[k] = fabs(r->x[k / n] - r->x[k % n]);
    ent_i_rivals_votes(r, far, room);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double *ij = &r->p[i * n + j], *ji = &r->p[j * n + i];
            double both = *ij + *ji;
            *ij = both > 0 ? *ij / both : .5;
            *ji = 1 - *ij;
        }
}

ent_err ent_i_challenge_weigh(const ent_game *g, double *work, ent_rivals *r) {
    ENT_TRY(ent_i_rivals(g, work, r));
    size_t n = r->n;
    double *room = work + ENT_RIVALS_WORK(g->n_actors);
    double *far = room + 2 * g->n_actors;
    chances(r, far, room);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double d = far[i * n + j] / (g->hi - g->lo);
            double p = r->p[i * n + j], q = r->p[j * n + i];
            r->a[i * n + j] = r->s[j] * (p * d - q * d) + (1 - r->s[j]) * d;
            r->b[i * n + j] = r->s[i] * (q * d - p * d) + (1 - r->s[i]) * d;
        }
    return ENT_OK;
}

void ent_i_challenge_leave(const ent_rivals *r, bool median, ent_outcome *out) {
    bool moved = false;
    for (size_t i = 0; i < r->n; i++)
        moved = moved || r->y[i] != r->x[i];
    if (!moved) /* nor will anybody in the rounds to come */
        out->stop = 1;
    ent_i_rivals_leave(r,
                       median ? ent_i_rivals_median(r, r->y, r->offer)
                              : ent_i_rivals_mean(r, r->y),
                       out);
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    ent_rivals r;
    (void)stream;
    ENT_TRY(ent_i_challenge_weigh(g, work, &r));
    ent_offer_rules rules = {.choice = (int)param[CHOICE],
                             .compel = param[COMPEL] > 0,
                             .conflict = param[CONFLICT] > 0};
    ent_i_rivals_answer(&r, &rules, out->why);
    ent_i_challenge_leave(&r, param[OUTCOME] > 0, out);
    return ENT_OK;
}

ent_err ent_i_challenge_matrices(ent_ctx *ctx, const ent_game *g,
                                 const ent_str *actor, const ent_str *issue,
                                 const double *param, const ent_matrix **out,
                                 size_t *n) {
    size_t size = ent_i_challenge_work(g->n_actors, 1);
    double *work = ENT_NEW(ctx->keep, size, double);
    ent_rivals r;
    (void)issue, (void)param;
    if (!work)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = ent_i_challenge_weigh(g, work, &r);
    if (e)
        return ENT_FAIL(ctx, e,
                        "no actor there has weight (capability x salience), "
                        "or a number is out of all proportion");
    return ent_i_rivals_matrices(ctx, &r, actor, NULL, out, n);
}

const ent_model ent_i_model_challenge = {
    .name = "challenge",
    .title = "Challenge model",
    .source = "Arregui, Stokman and Thomson 2006, in Thomson et al. (eds), The "
              "European Union Decides, ch. 5, doi:10.1017/CBO9780511492082, "
              "after Bueno de Mesquita 1994",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_MATRICES,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_challenge_work,
    .round = play,
    .matrices = ent_i_challenge_matrices,
};
