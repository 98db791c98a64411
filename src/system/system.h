/* system.h - one step of the world: values drawn, stances made effective.
 *
 * A world is a scenario compiled for playing: which values matter on which
 * issue, which events fall due when.  Built once, shared by all threads. */
#ifndef ENT_SYSTEM_H
#define ENT_SYSTEM_H
#include "base/base.h"

/* A row of the table of stances as one voice of an actor. */
typedef struct ent_voice {
    uint32_t position, salience, leverage; /* rows of value; leverage falls
                                              back to the actor's capability */
    uint32_t weight; /* of the faction; ENT_NONE for the actor as a whole */
} ent_voice;

/* One actor at one table. */
typedef struct ent_player {
    uint32_t actor;
    const ent_voice *voice;
    size_t n_voices;
} ent_player;

/* The table at which one issue is bargained. */
typedef struct ent_stage {
    const ent_player *player; /* [n_players] in order of actor */
    size_t n_players;
} ent_stage;

typedef struct ent_world {
    const ent_scenario *s;
    const ent_stage *stage; /* [n_issues] */
    const uint32_t *step;   /* [n_periods] first step of each; step[0] = 0 */
    const uint32_t *first;  /* [n_periods + 1] rows of due */
    const uint32_t *due;    /* occurrences in order of period */
    size_t n_periods;
    const unsigned char *touched; /* [n_periods * n_issues] a value of the
                                     issue may change at that period's start */
    const ent_stream *stream;     /* [n_values] */
} ent_world;

/* What one draw works in; arrays of the caller's. */
typedef struct ent_draw {
    uint64_t seed, number, of; /* of: size of the Latin square, 0: random */
    double *value;             /* [n_values] */
} ent_draw;

static inline double ent_i_clamp(double x, double lo, double hi) {
    return x < lo ? lo : x > hi ? hi : x;
}
/* Compiles s for playing.  ENT_SHAPE: a stance without salience;
 * ENT_NOMEM.  The world borrows s and lives in ctx->keep. */
ent_err ent_i_world_build(ent_ctx *ctx, const ent_scenario *s, uint64_t seed,
                          ent_world *out);
/* x of the value at the quantile u, 0 < u < 1; docs/scenario.md, "Values".
 * A blank value gives NaN, which no one else may see. */
double ent_i_sample(const ent_value *v, double u);
/* Draws every value. */
void ent_i_world_sample(const ent_world *w, ent_draw *d);
/* Lets the events of a period happen or not; true when one did. */
bool ent_i_world_events(const ent_world *w, size_t period, ent_draw *d);
/* The rows of one table; each array is [n_actors], all but `own` are results
 * and count only where has[i]. */
typedef struct ent_row {
    double *capability, *position, *salience; /* salience 0..1 */
    unsigned char *has;
    double *own; /* scratch: positions before deference */
} ent_row;
/* The effective stances of every actor at table p. */
void ent_i_world_stances(const ent_world *w, size_t p, const double *value,
                         ent_row out);
#endif
