/* influence.h - what the models share in which actors listen to each other. */
#ifndef ENT_INFLUENCE_H
#define ENT_INFLUENCE_H
#include "model/model.h"

/* Who listens to whom: row i sums to 1 over those with a stance. */
typedef struct ent_listeners {
    const ent_game *g;
    double *sum;  /* [n_actors] of row i before; 0: only to itself */
    double *open; /* [n_actors] how far an actor can be moved, 0..1 */
} ent_listeners;

enum { ENT_OPEN_AUTO, ENT_OPEN_DIAGONAL, ENT_OPEN_SALIENCE, ENT_OPEN_ALL };

size_t ent_i_listeners_work(size_t n_actors, size_t n_issues);
/* `open`: from the matrix's diagonal (1 - w_ii), from salience (1 - s_i), all
 * 1, or the first where there is a matrix and the second where there is none.
 * Without a matrix everybody's weight is its capability.  ENT_DOMAIN as the
 * models of a settlement, and negative weights. */
ent_err ent_i_listeners(const ent_game *g, int open, double *work,
                        ent_listeners *l);
/* Part that i gives to j's position. */
double ent_i_listens(const ent_listeners *l, size_t i, size_t j);
/* One step from x, drawn back to `start`: writes out and the reasons. */
ent_err ent_i_listeners_step(const ent_listeners *l, const double *start,
                             double tolerance, ent_outcome *out);
/* The table "influence": how much of each one's start (column) ends up in
 * each one's end (row). */
ent_err ent_i_listeners_tables(ent_ctx *ctx, const ent_game *g, int open,
                               const ent_str *actor, const ent_matrix **out,
                               size_t *n);
#endif
