/* stance.c - effective stances: factions combined, deference to patrons,
 * links between issues, attention.
 *
 * An actor's voices are averaged by the weights of its factions.  A tie of
 * deference of weight w moves it to (1 - w) own + w patron's, both as their
 * own factions left them, so that chains of deference do not multiply.  What
 * it desires is the position of the faction that leads, or its own; links move
 * both, attention scales how much it cares. */
#include "system/system.h"
#include <math.h>

static double *at_seat(double *x, uint32_t seat) {
    return x + (size_t)seat * ENT_LANES;
}

/* ---- voices */

static void put_voice(const ent_block *b, const ent_voice *v,
                      const double *weight, double *sum[3], double *total) {
    const double *position = ent_i_lanes(b, v->position);
    const double *salience = ent_i_lanes(b, v->salience);
    const double *leverage = ent_i_lanes(b, v->leverage);
    for (int l = 0; l < ENT_LANES; l++) {
        double by = weight ? weight[l] : 1;
        total[l] += by;
        sum[0][l] += by * position[l];
        sum[1][l] += by * salience[l];
        sum[2][l] += by * leverage[l];
    }
}

/* Lanes in which no faction has weight: all count alike. */
static void count_alike(const ent_block *b, const ent_player *p, double *sum[3],
                        const double *total) {
    for (int l = 0; l < ENT_LANES; l++) {
        if (total[l] > 0)
            continue;
        sum[0][l] = sum[1][l] = sum[2][l] = 0;
        for (size_t k = 0; k < p->n_voices; k++) {
            double n = (double)p->n_voices;
            sum[0][l] += ent_i_lanes(b, p->voice[k].position)[l] / n;
            sum[1][l] += ent_i_lanes(b, p->voice[k].salience)[l] / n;
            sum[2][l] += ent_i_lanes(b, p->voice[k].leverage)[l] / n;
        }
    }
}

/* Most actors speak with one voice. */
static void speak(ent_block *b, const ent_voice *v, uint32_t seat) {
    const double *salience = ent_i_lanes(b, v->salience);
    double *to = at_seat(b->salience, seat);
    memcpy(at_seat(b->own, seat), ent_i_lanes(b, v->position),
           ENT_LANES * sizeof(double));
    memcpy(at_seat(b->capability, seat), ent_i_lanes(b, v->leverage),
           ENT_LANES * sizeof(double));
#pragma omp simd
    for (int l = 0; l < ENT_LANES; l++)
        to[l] = salience[l] / 100;
}

static void combine(ent_block *b, const ent_player *p, uint32_t seat) {
    double *sum[3] = {at_seat(b->own, seat), at_seat(b->salience, seat),
                      at_seat(b->capability, seat)},
           total[ENT_LANES] = {0};
    for (int i = 0; i < 3; i++)
        memset(sum[i], 0, ENT_LANES * sizeof(double));
    for (size_t k = 0; k < p->n_voices; k++) {
        const ent_voice *v = &p->voice[k];
        put_voice(b, v,
                  v->weight == ENT_NONE ? NULL : ent_i_lanes(b, v->weight), sum,
                  total);
    }
    for (int l = 0; l < ENT_LANES; l++) {
        double by = total[l] > 0 ? total[l] : 1;
        sum[0][l] /= by;
        sum[1][l] = sum[1][l] / by;
        sum[2][l] /= by;
    }
    if (p->voice[0].weight != ENT_NONE)
        count_alike(b, p, sum, total);
    for (int l = 0; l < ENT_LANES; l++)
        sum[1][l] /= 100;
}

static void desire(ent_block *b, const ent_player *p, uint32_t seat) {
    const double *from = at_seat(b->own, seat);
    for (size_t k = p->n_voices; k-- > 0;)
        if (p->voice[k].leads)
            from = ent_i_lanes(b, p->voice[k].position);
    memcpy(at_seat(b->desired, seat), from, ENT_LANES * sizeof(double));
}

/* ---- deference, links, attention */

/* The sum of weights, and of weighted positions of its patrons, decide how
 * far it is drawn; several patrons together cannot take more than all. */
static void defer(ent_block *b, const ent_stage *st, size_t i) {
    const ent_player *p = &st->player[i];
    const double *own = at_seat(b->own, st->seat + (uint32_t)i);
    double *position = at_seat(b->position, st->seat + (uint32_t)i);
    double weight[ENT_LANES] = {0}, toward[ENT_LANES] = {0};
    for (size_t k = 0; k < p->n_pulls; k++) {
        const double *value = ent_i_lanes(b, p->pull[k].value);
        const double *to = at_seat(b->own, st->seat + p->pull[k].to);
        for (int l = 0; l < ENT_LANES; l++) {
            double share = value[l] / 100;
            weight[l] += share;
            toward[l] += share * to[l];
        }
    }
    for (int l = 0; l < ENT_LANES; l++)
        position[l] = weight[l] > 1 ? toward[l] / weight[l]
                                    : (1 - weight[l]) * own[l] + toward[l];
}

/* How far an issue has moved from its status quo, or from where it began. */
static double moved(const ent_block *b, uint32_t issue, int lane) {
    uint32_t quo = b->w->stage[issue].quo;
    double now = ent_i_lanes(b, b->w->at.settle + issue)[lane];
    double from = b->begun[(size_t)issue * ENT_LANES + (size_t)lane];
    if (quo != ENT_NONE && !isnan(ent_i_lanes(b, quo)[lane]))
        from = ent_i_lanes(b, quo)[lane];
    return now - from;
}

static void shove(ent_block *b, const ent_player *p, uint32_t seat) {
    double *position = at_seat(b->position, seat);
    double *desired = at_seat(b->desired, seat);
    for (size_t k = 0; k < p->n_shoves; k++) {
        const double *effect = ent_i_lanes(b, p->shove[k].effect);
        for (int l = 0; l < ENT_LANES; l++) {
            double by = effect[l] * moved(b, p->shove[k].from, l);
            position[l] += by;
            desired[l] += by;
        }
    }
    for (int l = 0; p->n_shoves && l < ENT_LANES; l++) {
        position[l] = ent_i_clamp(position[l], 0, 100);
        desired[l] = ent_i_clamp(desired[l], 0, 100);
    }
}

static void attend(ent_block *b, const ent_player *p, uint32_t seat) {
    double *salience = at_seat(b->salience, seat);
    const double *share = ent_i_lanes(b, p->share);
    for (int l = 0; l < ENT_LANES; l++)
        salience[l] *= share[l];
}

void ent_i_stances(ent_block *b, size_t p, bool plain) {
    const ent_stage *st = &b->w->stage[p];
    for (uint32_t i = 0; i < st->n_players; i++) {
        const ent_player *player = &st->player[i];
        if (player->n_voices == 1)
            speak(b, player->voice, st->seat + i);
        else
            combine(b, player, st->seat + i);
    }
    for (uint32_t i = 0; i < st->n_players; i++) {
        const ent_player *player = &st->player[i];
        desire(b, player, st->seat + i);
        memcpy(at_seat(b->position, st->seat + i),
               at_seat(b->own, st->seat + i), ENT_LANES * sizeof(double));
        if (player->n_pulls && !plain)
            defer(b, st, i);
        if (!plain)
            shove(b, player, st->seat + i);
        if (player->share != ENT_NONE && !plain)
            attend(b, player, st->seat + i);
    }
}
