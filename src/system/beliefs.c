/* beliefs.c - what actors think of what they cannot see.
 *
 * A belief is a probability in percent.  Signals of the step before change
 * its odds by their likelihood ratio (Bayes), each as strongly as it came;
 * one whose absence speaks too changes them the other way by the rest.  Then
 * the belief fades toward its prior, in log odds. */
#include "system/system.h"
#include <math.h>

static const double LEAST = 0.01, MOST = 99.99; /* percent */

static double held(double percent) {
    return isnan(percent) ? LEAST : ent_i_clamp(percent, LEAST, MOST);
}

static double log_odds(double percent) {
    double p = held(percent);
    return log(p / (100 - p));
}

static double percent_of(double odds) {
    return held(100 / (1 + exp(-odds)));
}

void ent_i_beliefs_start(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t i = 0; i < w->s->n_beliefs; i++) {
        const double *prior = ent_i_lanes(b, w->seen[w->s->belief[i].prior]);
        double *x = ent_i_lanes(b, w->at.belief + i);
        for (int l = 0; l < ENT_LANES; l++)
            x[l] = held(prior[l]);
    }
}

double ent_i_belief_evidence(const ent_signal *g, double s, double if_true,
                             double if_false) {
    double a = held(if_true), b = held(if_false);
    double change = s * log(a / b);
    if (g->absence)
        change += (1 - s) * log((100 - a) / (100 - b));
    return change;
}

static void listen(ent_block *b, uint32_t row, uint32_t k, double *odds) {
    const ent_world *w = b->w;
    const ent_signal *g = &w->s->belief[row].signal[k];
    const double *heard = ent_i_lanes(b, w->heard_at[row] + k);
    const double *if_true = ent_i_lanes(b, w->seen[g->if_true]);
    const double *if_false = ent_i_lanes(b, w->seen[g->if_false]);
    for (int l = 0; l < b->now.lanes; l++)
        if (b->active[l] && (heard[l] != 0 || g->absence))
            odds[l] +=
                ent_i_belief_evidence(g, heard[l], if_true[l], if_false[l]);
}

static void fade(ent_block *b, const ent_belief *belief, double *odds) {
    const ent_world *w = b->w;
    const double *prior = ent_i_lanes(b, w->seen[belief->prior]);
    const double *rate = ent_i_lanes(b, w->seen[belief->fade]);
    for (int l = 0; l < b->now.lanes; l++) {
        double share = ent_i_clamp(rate[l] / 100, 0, 1);
        if (b->active[l] && share > 0)
            odds[l] += share * (log_odds(prior[l]) - odds[l]);
    }
}

static void update(ent_block *b, uint32_t row) {
    const ent_belief *belief = &b->w->s->belief[row];
    double *x = ent_i_lanes(b, b->w->at.belief + row), odds[ENT_LANES];
    for (int l = 0; l < ENT_LANES; l++)
        odds[l] = log_odds(x[l]);
    for (uint32_t k = 0; b->now.step && k < belief->n_signals; k++)
        listen(b, row, k, odds);
    if (b->now.step && belief->fade != ENT_NONE)
        fade(b, belief, odds);
    for (int l = 0; l < ENT_LANES; l++)
        x[l] = percent_of(odds[l]);
}

void ent_i_beliefs_update(ent_block *b) {
    for (uint32_t i = 0; i < b->w->s->n_beliefs; i++) {
        const double *prior =
            ent_i_lanes(b, b->w->seen[b->w->s->belief[i].prior]);
        double *x = ent_i_lanes(b, b->w->at.belief + i);
        if (!b->w->belief_wanted[i])
            continue;
        if (!b->w->s->belief[i].off)
            update(b, i);
        for (int l = 0; b->w->s->belief[i].off && l < ENT_LANES; l++)
            x[l] = held(prior[l]); /* whatever an event said */
    }
}

void ent_i_beliefs_hear(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t i = 0; i < w->s->n_beliefs; i++)
        for (uint32_t k = 0;
             w->belief_wanted[i] && k < w->s->belief[i].n_signals; k++) {
            const double *when =
                ent_i_compute(b, w->s->belief[i].signal[k].when);
            double *heard = ent_i_lanes(b, w->heard_at[i] + k);
            for (int l = 0; l < ENT_LANES; l++)
                heard[l] = ent_i_clamp(when[l], 0, 1);
        }
}
