/* codecision.c - the EU's codecision procedure (Crombez 2000): Council, by
 * qualified majority, and Parliament must both gain over the status quo; in
 * conciliation the Council's pivot and Parliament strike Nash's bargain.
 *
 * With quadratic losses, the pivot at P/2 and Parliament at E/2 to the same
 * side of the status quo, the bargain t off it maximises
 *   t (P - t) t (E - t),  so that 4 t^2 - 3 (P + E) t + 2 P E = 0. */
#include "model/procedure.h"
#include <math.h>

enum { QUOTA, PARLIAMENT, COMMISSION, LAST };
enum { CONCILIATION, PARLIAMENT_LAST, COUNCIL_LAST };
static const char *const LASTS[] = {"conciliation", "parliament", "council",
                                    NULL};
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "the Council's votes that carry where the table has no quota: up to 1 a "
     "share, above 1 a weight; less than half counts as more than half",
     0, 1e12, 0, NULL},
    {"parliament", "actor",
     "the other chamber; none: the one of the most weight (capability x "
     "salience)",
     0, 1e16, 0, NULL},
    {"commission", "actor", "who has no vote in the end; none: nobody", 0, 1e16,
     0, NULL},
    {"last", "", "who makes the last proposal, or a bargain of both", 0, 2,
     CONCILIATION, LASTS}};

static double bargain(double p, double e) {
    double sum = 3 * (p + e);
    double root = sqrt(fmax(sum * sum - 32 * p * e, 0));
    return 4 * p * e / (sum + root); /* the lesser root, without cancelling */
}

/* Of two who both want to leave the status quo to the same side. */
static double agree(const ent_procedure *p, double pivot, double last) {
    double a = pivot - p->quo, b = p->ideal - p->quo;
    double side = a < 0 ? -1 : 1, most = 2 * fmin(side * a, side * b);
    if (last == CONCILIATION)
        return p->quo + side * bargain(2 * side * a, 2 * side * b);
    return p->quo + side * fmin(most, side * (last == PARLIAMENT_LAST ? b : a));
}

/* Without a status quo failure costs both alike, and more than anything. */
static double free_choice(const ent_procedure *p, double last) {
    double council = ent_i_procedure_median(p);
    if (last == CONCILIATION)
        return council + (p->ideal - council) / 2;
    return last == PARLIAMENT_LAST ? p->ideal : council;
}

static double settle(ent_procedure *p, double last) {
    if (!p->n)
        return p->ideal;
    if (!p->has_quo)
        return free_choice(p, last);
    double q = p->quo,
           pivot = q < p->x[p->left] ? p->x[p->left] : p->x[p->right];
    bool council = q < p->x[p->left] || q > p->x[p->right];
    double other = 2 * p->ideal - q;
    p->lo = fmax(p->lo, fmin(q, other));
    p->hi = fmin(p->hi, fmax(q, other));
    if (!council || !(p->lo < p->hi))
        return q;
    return agree(p, pivot, last);
}

static ent_err build(const ent_game *g, const double *param, double *work,
                     ent_procedure *p) {
    uint32_t parliament, commission = ENT_NOBODY;
    ENT_TRY(ent_i_procedure(g, work, p));
    if (param[COMMISSION] > 0)
        ENT_TRY(ent_i_procedure_actor(g, param[COMMISSION], ENT_NOBODY,
                                      &commission));
    ENT_TRY(
        ent_i_procedure_actor(g, param[PARLIAMENT], commission, &parliament));
    if (parliament == ENT_NOBODY || parliament == commission)
        return ENT_DOMAIN;
    ent_i_procedure_seat(p, work, parliament, commission);
    ENT_TRY(ent_i_procedure_pivots(p, ent_i_quota(g, param[QUOTA])));
    ent_i_procedure_winset(p);
    ent_i_procedure_proposer(p, parliament);
    p->z = settle(p, param[LAST]);
    return ENT_OK;
}

ENT_PROCEDURE_MODEL(build)

const ent_model ent_i_model_codecision = {
    .name = "codecision",
    .title = "EU codecision procedure",
    .source = "Crombez 2000, Codecision: Towards a Bicameral European Union, "
              "European Union Politics 1, 363-368",
    .flags = ENT_PROCEDURE_FLAGS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_procedure_work,
    .round = play,
    .matrices = tables,
};
