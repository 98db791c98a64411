/* plane.h - votes on two issues at once: what the models of winset and yolk
 * share.  All prefer what is nearer by Euclid; votes are the capabilities on
 * the first issue. */
#ifndef ENT_PLANE_H
#define ENT_PLANE_H
#include "model/model.h"

enum { ENT_PLANE_MOST = 200 };

typedef struct ent_plane {
    ent_ctx *ctx;
    size_t n;           /* who votes: a stance on both issues, and votes */
    double *x, *y, *w;  /* [n] */
    size_t *who;        /* [n] their numbers in the game */
    double total, need; /* a coalition of this weight carries */
    double *turn;       /* [n_turns] angles in 0..pi, ascending, at which two
                           voters change places along a direction */
    size_t n_turns;
    double *along; /* [n] scratch: projections */
    size_t *order; /* [n] the voters from the farthest along a direction */
} ent_plane;

/* The quota of the first issue: up to 1 a share, above 1 a weight, 0 more than
 * half.  ENT_SHAPE not two issues; ENT_DOMAIN nobody votes, the quota is more
 * than all, a number out of proportion; ENT_LIMIT; ENT_NOMEM.  In ctx->temp. */
ent_err ent_i_plane(ent_ctx *ctx, const ent_game *g, double quota,
                    ent_plane *out);
/* Orders the voters along the direction of an angle. */
void ent_i_plane_order(ent_plane *p, double angle);
/* The first in that order at whom the votes summed reach `need`. */
size_t ent_i_plane_pivot(const ent_plane *p, double need);
#endif
