/* rivals.c - offers between pairs and what an actor makes of them; see
 * rivals.h.  Regions and compromises after Bueno de Mesquita as Scholz,
 * Calbert and Smith 2011 draw them (their figure 6 and equation 36). */
#include "model/rivals.h"
#include <math.h>

ent_err ent_i_rivals(const ent_game *g, double *work, ent_rivals *out) {
    size_t n = g->n_actors, k = 0;
    ent_voters v;
    *out = (ent_rivals){.g = g,
                        .w = work,
                        .x = work + n,
                        .who = work + 2 * n,
                        .s = work + 3 * n,
                        .y = work + 4 * n,
                        .offer = work + 5 * n};
    ENT_TRY(ent_i_voters(g, work, &v));
    for (size_t i = 0; i < n; i++)
        if (ent_i_present(g, i) && g->capability[i] * g->salience[i] > 0) {
            out->s[k] = g->salience[i];
            out->who[k++] = (double)i;
        }
    out->n = k;
    out->p = work + 7 * n;
    out->a = out->p + k * k;
    out->b = out->a + k * k;
    memcpy(out->y, out->x, k * sizeof *out->y);
    return ENT_OK;
}

double ent_i_rivals_median(const ent_rivals *r, const double *at,
                           double *work) {
    ent_voters v = {.w = work, .x = work + r->n, .n = r->n};
    double sum = 0;
    size_t k = 0;
    memcpy(v.w, r->w, r->n * sizeof *v.w);
    memcpy(v.x, at, r->n * sizeof *v.x);
    for (size_t i = 0; i < v.n; i++)
        v.total += v.w[i];
    ent_i_voters_merge(&v);
    while (k + 1 < v.n && sum + v.w[k] < v.total * (.5 - 1e-12))
        sum += v.w[k++];
    return v.x[k];
}

double ent_i_rivals_mean(const ent_rivals *r, const double *at) {
    double sum = 0, total = 0, least = at[0], most = at[0];
    for (size_t i = 0; i < r->n; i++) {
        sum += r->w[i] * (at[i] - at[0]);
        total += r->w[i];
        least = at[i] < least ? at[i] : least;
        most = at[i] > most ? at[i] : most;
    }
    double z = at[0] + sum / total;
    return z < least ? least : z > most ? most : z;
}

/* ---- votes */

/* One voter's votes on i against those before it. */
static void vote(double w, const double *restrict far, size_t i,
                 double *restrict for_i, double *restrict against) {
    double own = far[i];
#pragma omp simd
    for (size_t j = 0; j < i; j++) {
        double v = w * (far[j] - own), win = v > 0 ? v : 0;
        for_i[j] += win;
        against[j] += win - v;
    }
}

double ent_i_rivals_votes(ent_rivals *r, const double *far, double *room) {
    size_t n = r->n;
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        memset(r->p + i * n, 0, (i + 1) * sizeof *r->p);
        memset(room, 0, n * sizeof *room);
        for (size_t k = 0; k < n; k++)
            vote(r->w[k], far + k * n, i, r->p + i * n, room);
        for (size_t j = 0; j < i; j++) {
            r->p[j * n + i] = room[j];
            total += r->p[i * n + j] + room[j];
        }
    }
    return total;
}

/* ---- offers */

static double meet(const ent_offer_rules *q, double xi, double xj, double a,
                   double b) {
    double share = -a / b;
    if (q->meet == ENT_MEET_AVERAGE)
        share = b / (b - a);
    return xi + (xj - xi) * share;
}

/* j's offer to i: its kind, and where it would bring i. */
static ent_offer_kind offer_of(const ent_rivals *r, const ent_offer_rules *q,
                               size_t i, size_t j, double *to) {
    double a = r->a[i * r->n + j], b = r->b[i * r->n + j];
    *to = r->x[j];
    if (r->x[i] == r->x[j] || !(b > 0))
        return ENT_OFFER_NONE;
    if (a > 0)
        return b > a && q->conflict ? ENT_OFFER_CONFLICT : ENT_OFFER_NONE;
    if (!(a < 0))
        return ENT_OFFER_NONE;
    if (b > -a) {
        *to = meet(q, r->x[i], r->x[j], a, b);
        return ENT_OFFER_COMPROMISE;
    }
    return b < -a && q->compel ? ENT_OFFER_COMPEL : ENT_OFFER_NONE;
}

/* What the choice makes small; equal gains are told apart by the move. */
static double rank(const ent_rivals *r, const ent_offer_rules *q, size_t i,
                   size_t j, ent_offer_kind kind, double to) {
    double a = -r->a[i * r->n + j], b = r->b[i * r->n + j];
    if (q->choice == ENT_CHOOSE_GAIN || q->choice == ENT_CHOOSE_LOGIT)
        return -b;
    if (q->choice == ENT_CHOOSE_CLASS && kind == ENT_OFFER_COMPROMISE &&
        q->rank == ENT_RANK_POSITION)
        return (a * r->x[i] + b * r->x[j]) / (a + b);
    return fabs(to - r->x[i]);
}

/* The best offer to i, or r->n: none. */
static size_t best_offer(const ent_rivals *r, const ent_offer_rules *q,
                         size_t i) {
    size_t best = r->n;
    double least = INFINITY, move = INFINITY, to;
    ent_offer_kind first = ENT_OFFER_COMPEL;
    for (size_t j = 0; j < r->n; j++) {
        ent_offer_kind kind = offer_of(r, q, i, j, &to);
        if (kind == ENT_OFFER_NONE)
            continue;
        double here = rank(r, q, i, j, kind, to), step = fabs(to - r->x[i]);
        bool better = here < least || (here == least && step < move);
        if (q->choice == ENT_CHOOSE_CLASS && best < r->n && kind != first)
            better = kind < first;
        if (best < r->n && !better)
            continue;
        best = j;
        least = here;
        move = step;
        first = kind;
    }
    return best;
}

static const char *const HOW[] = {"", "conflict", "compromise", "compel"};

static void tell(const ent_rivals *r, const ent_offer_rules *q, size_t i,
                 size_t taken, ent_reasons *why) {
    double to;
    for (size_t j = 0; why && j < r->n; j++) {
        ent_offer_kind kind = offer_of(r, q, i, j, &to);
        size_t at = i * r->n + j;
        if (kind == ENT_OFFER_NONE)
            continue;
        double prevails = r->p[j * r->n + i];
        ent_i_reason(why, (ent_reason){.round = r->g->round ? r->g->round : 1,
                                       .mover = (uint32_t)r->who[i],
                                       .by = (uint32_t)r->who[j],
                                       .how = HOW[kind],
                                       .from = r->x[i],
                                       .to = to,
                                       .gain_mover = r->a[at],
                                       .gain_by = r->b[at],
                                       .chance = q->choice == ENT_CHOOSE_LOGIT
                                                     ? r->offer[j]
                                                     : prevails,
                                       .taken = j == taken});
    }
}

/* ---- answers by chance */

/* Chances of the offers to i, in r->offer: in proportion to exp(lambda b).
 * Returns the likeliest, or n. */
static size_t weigh(const ent_rivals *r, const ent_offer_rules *q, size_t i) {
    size_t best = best_offer(r, q, i);
    double sum = 0, to;
    for (size_t j = 0; j < r->n && best < r->n; j++) {
        r->offer[j] = 0;
        if (offer_of(r, q, i, j, &to) == ENT_OFFER_NONE)
            continue;
        double behind = r->b[i * r->n + best] - r->b[i * r->n + j];
        r->offer[j] = exp(-q->lambda * behind);
        sum += r->offer[j];
    }
    for (size_t j = 0; j < r->n && best < r->n; j++)
        r->offer[j] /= sum;
    return best;
}

/* The mean of the offers by their chances, or one that is drawn. */
static size_t answer_by_chance(ent_rivals *r, const ent_offer_rules *q,
                               size_t i, size_t likeliest) {
    double u = ent_i_uniform(q->stream, r->g->round ? r->g->round : 1,
                             (uint32_t)r->who[i]);
    double sum = 0, shift = 0, to;
    size_t drawn = likeliest;
    for (size_t j = 0; j < r->n; j++) {
        if (!(r->offer[j] > 0) || offer_of(r, q, i, j, &to) == ENT_OFFER_NONE)
            continue;
        if (sum < u && sum + r->offer[j] >= u)
            drawn = j;
        sum += r->offer[j];
        shift += r->offer[j] * (to - r->x[i]);
    }
    r->y[i] = r->x[i] + shift;
    if (q->draw)
        offer_of(r, q, i, drawn, &r->y[i]);
    return q->draw ? drawn : likeliest;
}

/* Rounding carries nobody out of the range of the positions. */
static void keep_in_range(ent_rivals *r) {
    double least = r->x[0], most = r->x[0];
    for (size_t i = 1; i < r->n; i++) {
        least = fmin(least, r->x[i]);
        most = fmax(most, r->x[i]);
    }
    for (size_t i = 0; i < r->n; i++)
        r->y[i] = fmax(least, fmin(most, r->y[i]));
}

void ent_i_rivals_answer(ent_rivals *r, const ent_offer_rules *q,
                         ent_reasons *why) {
    bool logit = q->choice == ENT_CHOOSE_LOGIT;
    for (size_t i = 0; i < r->n; i++) {
        size_t j = logit ? weigh(r, q, i) : best_offer(r, q, i);
        r->y[i] = r->x[i];
        if (j < r->n && logit)
            j = answer_by_chance(r, q, i, j);
        else if (j < r->n)
            offer_of(r, q, i, j, &r->y[i]);
        if (j < r->n)
            tell(r, q, i, j, why);
    }
    keep_in_range(r);
}

/* ---- results */

void ent_i_rivals_leave(const ent_rivals *r, double settlement,
                        ent_outcome *out) {
    const ent_game *g = r->g;
    memcpy(out->position, g->position, g->n_actors * sizeof *out->position);
    for (size_t i = 0; i < r->n; i++)
        out->position[(size_t)r->who[i]] = r->y[i];
    out->settlement[0] = settlement;
}

ent_err ent_i_rivals_names(ent_ctx *ctx, const ent_rivals *r,
                           const ent_str *actor, ent_str **out) {
    *out = ENT_NEW(ctx->keep, r->n, ent_str);
    if (!*out)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < r->n; i++)
        (*out)[i] = actor[(size_t)r->who[i]];
    return ENT_OK;
}

static ent_err fill(ent_ctx *ctx, const ent_rivals *r, const double *from,
                    const char *unit, ent_matrix *m) {
    double *x = ENT_NEW(ctx->keep, r->n * r->n, double);
    const char **units = ENT_NEW(ctx->keep, r->n, const char *);
    unsigned char *none = ENT_NEW(ctx->keep, r->n * r->n, unsigned char);
    if (!x || !units || !none)
        return ENT_NOMEM_FAIL(ctx);
    memcpy(x, from, r->n * r->n * sizeof *x);
    for (size_t i = 0; i < r->n; i++) {
        units[i] = unit;
        none[i * r->n + i] = 1; /* nobody challenges itself */
    }
    m->none = none;
    m->n_rows = m->n_columns = r->n;
    m->x = x;
    m->unit = units;
    return ENT_OK;
}

ent_err ent_i_rivals_matrices(ent_ctx *ctx, const ent_rivals *r,
                              const ent_str *actor, const ent_matrix *extra,
                              const ent_matrix **out, size_t *n) {
    ent_matrix *m = ENT_NEW(ctx->keep, 4, ent_matrix);
    ent_str *name;
    size_t k = 0;
    if (!m)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(ent_i_rivals_names(ctx, r, actor, &name));
    if (extra)
        m[k++] = *extra;
    m[k] = (ent_matrix){.name = "chance", .row = name, .column = name};
    ENT_TRY(fill(ctx, r, r->p, "share", &m[k++]));
    m[k] = (ent_matrix){.name = "challenge", .row = name, .column = name};
    ENT_TRY(fill(ctx, r, r->a, "utility", &m[k++]));
    m[k] = (ent_matrix){.name = "challenged", .row = name, .column = name};
    ENT_TRY(fill(ctx, r, r->b, "utility", &m[k++]));
    *out = m;
    *n = k;
    return ENT_OK;
}
