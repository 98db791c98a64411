/* order.h - the graph of what must be computed before what in one step. */
#ifndef ENT_ORDER_H
#define ENT_ORDER_H
#include "system/system.h"

/* A task with what it reads and what reads it. */
typedef struct ent_knot {
    ent_task_kind kind;
    uint32_t row;
    uint32_t place;       /* in the order that is found */
    ent_vec reads;        /* ent_symbol */
    ent_vec needs, feeds; /* uint32_t: knots */
    ent_vec redo;   /* uint32_t: of an automatic move, knots of its trial */
    ent_vec past;   /* uint32_t: slots that it sees as of the step before */
    ent_vec issues; /* uint32_t: tables that it can reach */
} ent_knot;

typedef struct ent_graph {
    ent_ctx *ctx;
    ent_world *w;
    const ent_names *names;
    ent_knot *knot;
    size_t n;
    uint32_t *of[4]; /* by kind and row: the knot, or ENT_NONE */
    uint32_t *queue; /* [n] scratch */
} ent_graph;

/* The knot that computes a symbol in this step, or ENT_NONE. */
uint32_t ent_i_knot_of(const ent_graph *g, ent_symbol what);
ent_err ent_i_graph_edge(ent_graph *g, uint32_t before, uint32_t after);
/* Marks a knot and all that it needs (up) or that need it. */
void ent_i_graph_walk(const ent_graph *g, uint32_t from, bool up, bool *mark);
/* Puts automatic moves after what they weigh; then, with the order known,
 * fills ent_world.trial. */
ent_err ent_i_trials_build(ent_graph *g);
ent_err ent_i_trials_finish(ent_graph *g);
#endif
