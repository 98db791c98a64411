/* mode.c - the weighted mode: the position with the most weight behind it,
 * which is what plurality among fixed positions gives.
 *
 * Positions count as one when they are equal; `side` breaks ties. */
#include "model/model.h"

enum { LOW, HIGH };
static const char *const SIDES[] = {"low", "high", NULL};
static const ent_param PARAMS[] = {
    {"side", "", "which of several positions with equal weight", 0, 1, LOW,
     SIDES}};

/* Sums of the same weights in another order differ by less than this share. */
static const double TIE_TOLERANCE = 1e-12;

static size_t work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors);
}

static double mode(const ent_voters *v, int side) {
    double most = 0, slack = v->total * TIE_TOLERANCE, at = v->x[0];
    for (size_t i = 0; i < v->n; i++)
        most = v->w[i] > most ? v->w[i] : most;
    for (size_t i = v->n; i-- > 0;) /* downwards: the lowest stays */
        if (v->w[i] >= most - slack) {
            at = v->x[i];
            if (side == HIGH)
                break;
        }
    return at;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    ent_voters v;
    (void)stream;
    ENT_TRY(ent_i_voters(g, scratch, &v));
    ent_i_voters_merge(&v);
    ent_i_settle(g, mode(&v, (int)param[0]), out);
    return ENT_OK;
}

const ent_model ent_i_model_mode = {
    .name = "mode",
    .title = "Weighted mode",
    .source = "plurality rule among fixed positions; no single source",
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = work,
    .round = play,
};
