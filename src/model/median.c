/* median.c - the weighted median: the position that no other can beat in a
 * vote of all pairs when utility falls with distance (Black 1948).
 *
 * Where the weight splits exactly in half every point between two positions
 * is a median; `side` says which one is meant. */
#include "model/model.h"

enum { LOW, MID, HIGH };
static const char *const SIDES[] = {"low", "mid", "high", NULL};
static const ent_param PARAMS[] = {
    {"side", "", "which median when the weight splits exactly in half", 0, 2,
     MID, SIDES}};

/* Sums of the same weights in another order differ by less than this share. */
static const double HALF_TOLERANCE = 1e-12;

static size_t work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors);
}

static double median(const ent_voters *v, int side) {
    double half = v->total / 2, slack = v->total * HALF_TOLERANCE, sum = 0;
    size_t k = 0;
    while (k + 1 < v->n && sum + v->w[k] < half - slack)
        sum += v->w[k++];
    if (side == LOW || k + 1 == v->n || sum + v->w[k] > half + slack)
        return v->x[k];
    return side == HIGH ? v->x[k + 1] : v->x[k] + (v->x[k + 1] - v->x[k]) / 2;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    ent_voters v;
    (void)stream;
    ENT_TRY(ent_i_voters(g, scratch, &v));
    ent_i_voters_merge(&v);
    ent_i_settle(g, median(&v, (int)param[0]), out);
    return ENT_OK;
}

const ent_model ent_i_model_median = {
    .name = "median",
    .title = "Weighted median",
    .source = "Black 1948, On the Rationale of Group Decision-making, Journal "
              "of Political Economy 56, 23-34, doi:10.1086/256633",
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = work,
    .round = play,
};
