/* stance.c - effective stances: factions combined, deference to patrons.
 *
 * An actor's voices are averaged by the weights of its factions.  A tie of
 * deference of weight w moves it to (1 - w) own + w patron's, both as their
 * own factions left them, so that chains of deference do not multiply. */
#include "system/system.h"

typedef struct stand {
    double position, salience, leverage;
} stand;

static stand combine(const ent_player *p, const double *value) {
    stand sum = {0};
    double total = 0;
    for (size_t k = 0; k < p->n_voices; k++) {
        const ent_voice *v = &p->voice[k];
        double weight = v->weight == ENT_NONE ? 1 : value[v->weight];
        total += weight;
        sum.position += weight * value[v->position];
        sum.salience += weight * value[v->salience];
        sum.leverage += weight * value[v->leverage];
    }
    return (stand){sum.position / total, sum.salience / total,
                   sum.leverage / total};
}

static bool tie_holds(const ent_tie *t, size_t p) {
    return !t->issues || (t->issues[p / 64] >> (p % 64) & 1);
}

/* How far actor a is drawn elsewhere: the sum of weights, and of weighted
 * positions of its patrons at this table. */
static double pull(const ent_world *w, size_t p, uint32_t a,
                   const double *value, ent_row row, double *toward) {
    const ent_scenario *s = w->s;
    double weight = 0;
    *toward = 0;
    for (size_t i = 0; i < s->n_ties; i++) {
        const ent_tie *t = &s->tie[i];
        if (t->from != a || !row.has[t->to] || !tie_holds(t, p))
            continue;
        double share = value[t->value] / 100;
        weight += share;
        *toward += share * row.own[t->to];
    }
    return weight;
}

void ent_i_world_stances(const ent_world *w, size_t p, const double *value,
                         ent_row out) {
    const ent_stage *st = &w->stage[p];
    memset(out.has, 0, w->s->n_actors);
    for (size_t i = 0; i < st->n_players; i++) {
        uint32_t a = st->player[i].actor;
        stand x = combine(&st->player[i], value);
        out.capability[a] = x.leverage;
        out.own[a] = out.position[a] = x.position;
        out.salience[a] = x.salience / 100;
        out.has[a] = 1;
    }
    for (size_t i = 0; w->s->n_ties && i < st->n_players; i++) {
        uint32_t a = st->player[i].actor;
        double toward, weight = pull(w, p, a, value, out, &toward);
        if (weight > 1) /* several patrons together cannot take more than all */
            out.position[a] = toward / weight;
        else
            out.position[a] = (1 - weight) * out.own[a] + toward;
    }
}
