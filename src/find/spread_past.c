/* spread_past.c - what past decisions say of where models settle: the
 * interval beside the draws' own.
 *
 * The draws know only the doubts that the scenario's author wrote down.  How
 * far real outcomes fell from such settlements is known for decisions of the
 * European Union; the weights below were fitted to those, by
 * `entente backtest DIR --fit`, on its parts train and dev. */
#include "find/spread.h"
#include <math.h>

static const double WEIGHT[ENT_SETTLEMENT_WEIGHTS] = {-0.471637352, -1.56883034,
                                                      1.8999003, 0.427703402};

void ent_i_settlement_features(const double *z, size_t n, double *x) {
    ent_spread s;
    double sum = 0, square = 0;
    for (size_t i = 0; i < n; i++)
        sum += z[i];
    double mean = sum / (double)n;
    for (size_t i = 0; i < n; i++)
        square += (z[i] - mean) * (z[i] - mean);
    double sd = sqrt(square / (double)n);
    ent_i_spread_atoms(z, NULL, n, &s);
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++, x += ENT_SETTLEMENT_WEIGHTS) {
        double at = (double)g + 0.5;
        x[0] = (at - 50) / 100;
        x[1] = (50 - mean) / 100;
        x[2] = (at - mean) / (sd + 15) / 2;
        x[3] = ent_i_curve_logit(s.below[g]);
    }
}

void ent_i_spread_past(const double *z, size_t n, ent_spread *out) {
    double x[ENT_SPREAD_CELLS * ENT_SETTLEMENT_WEIGHTS];
    double weight[ENT_SETTLEMENT_WEIGHTS];
    ent_curve curve = {ENT_SETTLEMENT_WEIGHTS, NULL, weight};
    memcpy(weight, WEIGHT, sizeof weight);
    ent_i_settlement_features(z, n, x);
    ent_i_curve_spread(&curve, x, out);
}
