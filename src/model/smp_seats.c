/* smp_seats.c - the spatial model: who takes part, what is remembered from
 * round to round, and where all stand after a round.
 *
 * The model thinks on 0..1.  What it remembers are those numbers, so that a
 * round on positions 0..100 goes on from exactly where the last one ended;
 * a position that was changed from outside is taken anew. */
#include "model/smp.h"
#include <math.h>

static const double FARTHEST = 1e6;               /* off the scale, in it */
static const double MOST = 1e100, LEAST = 1e-100; /* capability */
static const double SLACK = 1e-9;                 /* of a sum that must be 1 */
static const double STOP = .02; /* share of the first turn's movement */
enum { LAST_TURN = 100 };

/* The election of the largest queue: utilities, a row, its pairs. */
static size_t election(size_t n) {
    size_t options = 2 * n + 1;
    return n * options + options + ENT_PAIRS_WORK(options);
}

enum { VECTORS = 17, TABLES = 5 }; /* of n, of n * m */

size_t smp_work(size_t n, size_t m) {
    size_t offers = (2 * n * sizeof(smp_offer)) / sizeof(double) + 1;
    return VECTORS * n + TABLES * n * m + 4 * n * n + 4 * n * m + offers +
           election(n);
}

/* What is remembered: the first turn's movement, then by cell of g whether it
 * is known, the position shown, position and ideal on 0..1. */
size_t smp_state(size_t n, size_t m) {
    return 1 + 4 * n * m;
}

static double *take(double **at, size_t n) {
    double *p = *at;
    *at += n;
    return p;
}

static void lay_out(smp *s, double *at, size_t n, size_t m) {
    double **vector[] = {&s->who,  &s->c,      &s->S,    &s->square, &s->own,
                         &s->risk, &s->guess,  &s->a,    &s->b,      &s->a0,
                         &s->b0,   &s->chance, &s->gain, &s->present};
    double **table[] = {&s->s, &s->has, &s->x, &s->q, &s->y};
    for (size_t i = 0; i < sizeof vector / sizeof *vector; i++)
        *vector[i] = take(&at, n);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        *table[i] = take(&at, n * m);
    s->sum = take(&at, 2 * n);
    s->head = (void *)take(&at, n);
    s->d = take(&at, n * n);
    s->dt = take(&at, n * n);
    s->value = take(&at, 2 * n * n);
    s->half = take(&at, 4 * n * m);
    s->room = take(&at, election(n));
    s->offer = (void *)at;
    s->m = m;
}

/* ---- who takes part */

/* The capability of an actor: of the first issue on which it has a stance. */
static bool weigh(const ent_game *g, size_t i, double *c, double *sum) {
    *c = *sum = 0;
    bool any = false, fine = true;
    for (size_t k = 0; k < g->n_issues; k++) {
        size_t at = k * g->n_actors + i;
        if (!ent_i_present(g, at))
            continue;
        *c = any ? *c : g->capability[at];
        any = true;
        *sum += g->salience[at];
        fine = fine && g->salience[at] >= 0 && g->salience[at] <= 1 &&
               g->capability[at] >= 0 && g->capability[at] <= MOST &&
               fabs(g->position[at] - g->lo) <= FARTHEST * (g->hi - g->lo);
    }
    return fine;
}

/* Position and ideal of a cell: as remembered, unless it was changed. */
static void recall(smp *s, size_t at, size_t cell) {
    const ent_game *g = s->g;
    size_t cells = g->n_actors * g->n_issues;
    const double *known = g->state ? g->state + 1 : NULL;
    if (known && known[cell] == 1 && known[cells + cell] == g->position[cell]) {
        s->x[at] = known[2 * cells + cell];
        s->q[at] = known[3 * cells + cell];
    } else {
        s->x[at] = (g->position[cell] - g->lo) / (g->hi - g->lo);
        s->q[at] = s->x[at];
    }
}

static void seat_one(smp *s, size_t i, double c, double scale) {
    const ent_game *g = s->g;
    size_t at = s->n * s->m;
    double sum = 0, square = 0;
    for (size_t k = 0; k < s->m; k++, at++) {
        size_t cell = k * g->n_actors + i;
        s->s[at] = s->has[at] = s->x[at] = s->q[at] = 0;
        if (!ent_i_present(g, cell))
            continue;
        s->has[at] = 1;
        s->s[at] = g->salience[cell] / scale;
        sum += s->s[at];
        square += s->s[at] * s->s[at];
        recall(s, at, cell);
    }
    if (!(c > 0 && square > 0))
        return;
    s->who[s->n] = (double)i;
    s->c[s->n] = c;
    s->S[s->n] = sum;
    s->square[s->n++] = square;
}

/* Rows of shares: none negative, none summing to more than 1. */
static bool sound(const ent_game *g) {
    const double *a = g->accommodation;
    for (size_t i = 0; a && i < g->n_actors; i++) {
        double sum = 0;
        for (size_t j = 0; j < g->n_actors; j++) {
            if (!(a[i * g->n_actors + j] >= 0))
                return false;
            sum += a[i * g->n_actors + j];
        }
        if (!(sum <= 1 + SLACK))
            return false;
    }
    return true;
}

ent_err smp_seat(smp *s, const ent_game *g, double *work) {
    double most = 1, total = 0, c, sum;
    lay_out(s, work, g->n_actors, g->n_issues);
    if (!(g->hi > g->lo && isfinite(g->hi) && isfinite(g->lo)) || !sound(g))
        return ENT_DOMAIN;
    for (size_t i = 0; i < g->n_actors; i++) {
        if (!weigh(g, i, &c, &sum))
            return ENT_DOMAIN;
        total += c * sum;
        most = sum > most + SLACK ? sum : most;
    }
    if (!(total >= LEAST))
        return ENT_DOMAIN;
    for (size_t i = 0; i < g->n_actors; i++) {
        weigh(g, i, &c, &sum);
        seat_one(s, i, c, most);
    }
    return s->n ? ENT_OK : ENT_DOMAIN;
}

/* ---- after the round */

/* Ideals follow the positions that the accommodation matrix names. */
static void move_ideals(smp *s) {
    const double *acc = s->g->accommodation;
    size_t n = s->n, m = s->m;
    if (!acc)
        memcpy(s->q, s->y, n * m * sizeof *s->q);
    for (size_t i = 0; acc && i < n; i++) {
        const double *row = acc + (size_t)s->who[i] * s->g->n_actors;
        for (size_t k = 0; k < m; k++) {
            double sum = 0, shares = 0;
            for (size_t j = 0; j < n; j++) {
                double share = row[(size_t)s->who[j]] * s->has[j * m + k];
                sum += share * s->y[j * m + k];
                shares += share;
            }
            s->q[i * m + k] = sum + (1 - shares) * s->q[i * m + k];
        }
    }
}

/* How far all have moved together, each by Euclid. */
static double moved(const smp *s) {
    double total = 0;
    for (size_t i = 0; i < s->n; i++) {
        double sum = 0;
        for (size_t k = i * s->m; k < (i + 1) * s->m; k++)
            sum += (s->y[k] - s->x[k]) * (s->y[k] - s->x[k]);
        total += sqrt(sum);
    }
    return total;
}

static void stop_or_go_on(const smp *s, ent_outcome *out) {
    uint32_t turn = s->g->round ? s->g->round : 1;
    double by = moved(s), *first = s->g->state;
    if (first && turn == 1)
        *first = by;
    if (turn >= LAST_TURN)
        out->stop = 1;
    else if (first && turn > 1 && by / (*first + 1e-4) < STOP)
        out->stop = 1;
}

static void remember(const smp *s, size_t at, size_t cell, double shown) {
    size_t cells = s->g->n_actors * s->g->n_issues;
    double *known = s->g->state ? s->g->state + 1 : NULL;
    if (!known)
        return;
    known[cell] = 1;
    known[cells + cell] = shown;
    known[2 * cells + cell] = s->y[at];
    known[3 * cells + cell] = s->q[at];
}

/* The mean of the positions by capability and salience; where nobody cares,
 * by capability alone; where nobody stands, the status quo. */
static ent_err settle(const smp *s, size_t k, double *out) {
    const ent_game *g = s->g;
    double sum = 0, w = 0, least = 0, most = 0;
    for (int care = 1; care >= 0 && !(w > 0); care--) {
        sum = w = 0;
        for (size_t i = 0; i < s->n; i++) {
            size_t at = i * s->m + k;
            double share = s->c[i] * (care ? s->s[at] : s->has[at]);
            if (!(share > 0))
                continue;
            least = w > 0 ? fmin(least, s->y[at]) : s->y[at];
            most = w > 0 ? fmax(most, s->y[at]) : s->y[at];
            sum += share * s->y[at];
            w += share;
        }
    }
    if (w > 0)
        *out = ent_i_on_scale(g, fmax(least, fmin(most, sum / w)));
    else if (g->status_quo && g->status_quo[k] >= g->lo)
        *out = g->status_quo[k];
    else
        return ENT_DOMAIN;
    return ENT_OK;
}

ent_err smp_leave(smp *s, ent_outcome *out) {
    const ent_game *g = s->g;
    size_t n = g->n_actors, m = s->m;
    stop_or_go_on(s, out);
    move_ideals(s);
    memcpy(out->position, g->position, n * m * sizeof *out->position);
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < m; k++) {
            size_t at = i * m + k, cell = k * n + (size_t)s->who[i];
            if (!(s->has[at] > 0))
                continue;
            if (s->y[at] != s->x[at])
                out->position[cell] = ent_i_on_scale(s->g, s->y[at]);
            remember(s, at, cell, out->position[cell]);
        }
    for (size_t k = 0; k < m; k++)
        ENT_TRY(settle(s, k, &out->settlement[k]));
    memcpy(s->x, s->y, s->n * m * sizeof *s->x);
    return ENT_OK;
}
