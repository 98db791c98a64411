/* mean.c - the weighted mean of the positions, sum(w x) / sum(w).
 *
 * The compromise model of the EU decision-making studies (Van den Bos 1991;
 * Achen 2006): as a point forecast hard to beat, and the limit of the Nash
 * bargaining solution when failure is very costly to all. */
#include "model/model.h"

static size_t work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors);
}

/* Around the first voter, so that equal positions give exactly themselves and
 * rounding cannot carry the mean out of their range by more than its ends. */
static double mean(const ent_voters *v) {
    double sum = 0, lo = v->x[0], hi = v->x[0];
    for (size_t i = 0; i < v->n; i++) {
        sum += v->w[i] * (v->x[i] - v->x[0]);
        lo = v->x[i] < lo ? v->x[i] : lo;
        hi = v->x[i] > hi ? v->x[i] : hi;
    }
    double z = v->x[0] + sum / v->total;
    return z < lo ? lo : z > hi ? hi : z;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    ent_voters v;
    (void)param, (void)stream;
    ENT_TRY(ent_i_voters(g, scratch, &v));
    ent_i_settle(g, mean(&v), out);
    return ENT_OK;
}

const ent_model ent_i_model_mean = {
    .name = "mean",
    .title = "Weighted mean",
    .source = "Achen 2006, in Thomson et al. (eds), The European Union "
              "Decides, ch. 4, doi:10.1017/CBO9780511492082",
    .work = work,
    .round = play,
};
