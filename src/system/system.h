/* system.h - one step of the world, played by a block of draws at a time.
 *
 * A world is a scenario compiled for playing: who sits at which table, which
 * events fall due when, in which order quantities, gates and moves depend on
 * each other.  Built once, shared by all threads.  A block is up to ENT_LANES
 * draws on their way through it; every number that a formula can name lies in
 * x[slot * ENT_LANES + lane].  docs/step.md says what happens in which order.
 */
#ifndef ENT_SYSTEM_H
#define ENT_SYSTEM_H
#include "system/program.h"

/* ---- a world: what is compiled once */

/* A row of the table of stances as one voice of an actor.  Slots, but for the
 * faction; ENT_NONE: there is none. */
typedef struct ent_voice {
    uint32_t position, salience, leverage; /* leverage falls back to the
                                              actor's capability */
    uint32_t weight;      /* of the faction; ENT_NONE: the actor as a whole */
    uint32_t reservation; /* the worst settlement that it accepts */
    uint32_t faction;
    bool leads; /* its position is what the actor desires */
} ent_voice;

/* A tie of deference at one table. */
typedef struct ent_pull {
    uint32_t value; /* slot, 0..100 */
    uint32_t to;    /* the patron's place at the table */
} ent_pull;

/* A link that moves an actor's position at one table. */
typedef struct ent_shove {
    uint32_t link, from; /* rows: the link and the issue it comes from */
    uint32_t effect;     /* slot */
} ent_shove;

/* One actor at one table. */
typedef struct ent_player {
    uint32_t actor;
    const ent_voice *voice;
    const ent_pull *pull;
    const ent_shove *shove;
    size_t n_voices, n_pulls, n_shoves;
    uint32_t share; /* slot: what attention leaves of its salience */
} ent_player;

/* A faction that can block an issue. */
typedef struct ent_blocker {
    uint32_t place; /* its actor's at the table */
    uint32_t voice; /* its own; ENT_NONE: the actor speaks for it */
} ent_blocker;

/* The table at which one issue is bargained. */
typedef struct ent_stage {
    const ent_player *player; /* [n_players] in order of actor */
    size_t n_players;
    uint32_t seat;        /* of the first player, counted over all tables */
    uint32_t quo, cost;   /* slots: status quo, cost of failure */
    const uint32_t *gate; /* [n_gates] all must be open */
    size_t n_gates;
    const ent_blocker *blocker;
    size_t n_blockers;
    const uint32_t *party; /* [n_parties] places whose consent it needs */
    size_t n_parties;
    bool packed;     /* a package may settle it */
    bool ruled;      /* a rule or a veto stands beside the model's settlement */
    bool varies;     /* its inputs may change without an event */
    bool wanted;     /* somebody looks at what comes of it */
    uint64_t stream; /* keys the models' random numbers */
} ent_stage;

/* A formula in the program. */
typedef struct ent_code {
    uint32_t slot, from, to; /* slot ENT_NONE: it is not compiled */
} ent_code;

/* What is computed in a step in order of dependence. */
typedef enum ent_task_kind {
    ENT_TASK_QUANTITY, /* a formula or a driver */
    ENT_TASK_ATTENTION,
    ENT_TASK_GATE,
    ENT_TASK_MOVE
} ent_task_kind;
typedef struct ent_task {
    ent_task_kind kind;
    uint32_t row;            /* of quantity, actor, gate or move */
    const ent_symbol *reads; /* [n_reads] what its formulas name */
    size_t n_reads;
    const uint32_t *after; /* [n_after] tasks that come before it */
    size_t n_after;
    bool wanted; /* somebody looks at what comes of it */
} ent_task;

/* What an automatic value weighs: the part of the world that a move reaches.
 */
typedef struct ent_trial {
    const uint32_t *task; /* [n_tasks] to compute again, in order */
    size_t n_tasks;
    const uint32_t *issue; /* [n_issues] tables that it can reach */
    size_t n_issues;
    const uint32_t *past; /* [n_past] slots seen as of the step before */
    size_t n_past;
    uint32_t first_past; /* in ent_block.past */
} ent_trial;

/* First slots of each kind of number. */
typedef struct ent_layout {
    uint32_t quantity, open, belief, attention, share, heard, happened, strikes,
        clock, option, visible, nothing;
    /* Of the step before: from settle to lag_end. */
    uint32_t settle, failed, stand, desired, payoff, term, deal, odds, gain,
        trade, lag_end;
    uint32_t end;
} ent_layout;

typedef struct ent_world {
    const ent_scenario *s;
    const ent_choice *choice; /* [n_models] with their settings */
    size_t n_models;
    const double *key; /* [n_actors] by which settings name actors */
    uint32_t rounds;   /* at most, of models that move actors */
    bool joint;        /* a model plays all issues together */
    bool system;       /* each step is a period */
    bool looks;        /* somebody reads where issues and actors stand */
    /* tables */
    ent_stage *stage;     /* [n_issues] */
    const uint32_t *seat; /* [n_actors * n_issues], ENT_NONE: not there */
    size_t n_seats, most_players;
    /* the calendar */
    const uint32_t *step;  /* [n_periods] first step of each; step[0] = 0 */
    const uint32_t *first; /* [n_periods + 1] rows of due */
    const uint32_t *due;   /* occurrences in order of period */
    size_t n_periods;
    const uint32_t *hazard; /* [n_hazards] occurrences */
    size_t n_hazards;
    const unsigned char *touches; /* [n_occurrences * n_issues] */
    const int32_t *month;         /* [steps] year * 12 + month of each */
    /* numbers */
    const uint32_t *seen;     /* [n_values] slot of a value as it is driven */
    const uint32_t *home;     /* [n_values] slot that events change */
    const ent_stream *stream; /* [n_values] */
    const uint32_t *group;    /* [n_values] row of group, or ENT_NONE */
    const ent_stream *group_stream;    /* [n_groups] */
    const ent_stream *choose, *detect; /* [n_moves] */
    const ent_stream *walk;            /* [n_packages] */
    ent_layout at;
    const uint32_t *move_at, *gain_at; /* [n_moves], [n_packages] slots */
    const uint32_t *heard_at;          /* [n_beliefs] */
    const uint32_t *driver; /* [n_values] row of quantity, or ENT_NONE */
    /* formulas */
    ent_program *program;
    const ent_code *code; /* [n_formulas] */
    ent_task *task;       /* [n_tasks] in order of dependence */
    size_t n_tasks;
    const ent_trial *trial; /* [n_moves] of automatic ones */
    size_t n_past;          /* slots that trials see as of the step before */
    uint32_t n_slots;
    size_t most_options;
    /* What somebody looks at, directly or by what it moves: [n_beliefs],
     * [n_quantities], [n_packages], [n_exchanges], [n_actors],
     * [n_occurrences]. */
    const unsigned char *belief_wanted, *quantity_wanted, *package_wanted,
        *exchange_wanted, *payoff_wanted, *occurrence_wanted;
    size_t work; /* doubles of scratch of the hungriest model */
} ent_world;

enum { ENT_ROUNDS = 20 }; /* of models that move actors, in one step */

/* How a world is to be played. */
typedef struct ent_setup {
    uint64_t seed;
    const ent_choice *choice; /* [n_choices], param not NULL */
    size_t n_choices;
    /* What is looked at: only what these names depend on is played.  NULL:
     * everything. */
    const ent_symbol *watch;
    size_t n_watch;
    bool issues;     /* and all issues are looked at */
    uint32_t rounds; /* 0: ENT_ROUNDS */
} ent_setup;

/* Compiles s for playing.  ENT_SHAPE: a stance without position or salience;
 * ENT_DOMAIN: a loop in one step; ENT_SYNTAX, ENT_NAME: a formula.  The world
 * borrows s and the choices and lives in ctx->keep. */
ent_err ent_i_world_build(ent_ctx *ctx, const ent_scenario *s,
                          const ent_setup *setup, ent_world *out);
/* Where a symbol lies as a formula of this step reads it; `last`, which has no
 * place of its own, gives that of what it is of. */
uint32_t ent_i_world_slot(const ent_world *w, ent_symbol what);

/* ---- a block of draws on their way */

typedef struct ent_block {
    double
        *memory; /* [ent_i_block_size] of the caller's, for worlds no larger */
    const ent_world *w;
    ent_now now;
    uint64_t of;                     /* size of the Latin square, 0: random */
    unsigned char active[ENT_LANES]; /* lanes that are played */
    double *x;                       /* [n_slots] of ENT_LANES */
    double *next; /* from settle to lag_end: what this step found */
    /* [n_seats] of ENT_LANES: what actors bring to the tables */
    double *own, *position, *salience, *capability, *desired;
    double *begun;  /* [n_issues] of ENT_LANES: settlements at the start */
    double *played; /* [3 * n_seats + 2 * n_issues] of ENT_LANES: inputs of
                       the models' last round */
    unsigned char *fresh; /* [n_issues] of ENT_LANES: raw is of `played` */
    unsigned char *dirty; /* [n_issues] an event touched it in this step */
    /* [(m * n_issues + p)] of ENT_LANES: what the models say, and what holds
     * after rules and packages */
    double *raw, *settlement;
    unsigned char *raw_bad, *bad;
    double *blend; /* [n_issues] of ENT_LANES: the models by their weights */
    unsigned char *blend_bad;
    double *stock;       /* [n_quantities] of ENT_LANES: changes to come */
    double *choice;      /* [4 * most_options + 8] of ENT_LANES: of one move */
    double *past;        /* [n_past] of ENT_LANES: what trials see so */
    double *work;        /* of a model */
    unsigned char *need; /* [n_issues] of ENT_LANES: bits of bargain.c */
    double *game;        /* of a table, or of all: ent_i_game_size */
    double *table;       /* of a package */
    uint32_t *party;
} ent_block;

/* Doubles of memory that a block of w needs. */
size_t ent_i_block_size(const ent_world *w);
/* Draws every value of draws first … first + lanes - 1 and puts the world at
 * its start.
 * @param active  [lanes] NULL: all are played */
void ent_i_block_start(ent_block *b, const ent_world *w, const ent_now *now,
                       uint64_t of, const unsigned char *active);
/* Plays one period up to its payoffs: x is what formulas saw, next, blend and
 * settlement what came of it. */
void ent_i_block_play(ent_block *b, size_t period);
/* Ends a step: stocks move on, what was found becomes the step before. */
void ent_i_block_end(ent_block *b);
/* Puts the clock's names on a step. */
void ent_i_block_clock(ent_block *b, uint32_t step);
/* A formula computed once more with other numbers in some slots: with[i] is
 * [ENT_LANES].  Valid after ent_i_block_play; x is as before afterwards. */
void ent_i_block_evaluate(ent_block *b, uint32_t formula, const uint32_t *slot,
                          const double *const *with, size_t n,
                          double out[ENT_LANES]);

static inline double *ent_i_lanes(const ent_block *b, uint32_t slot) {
    return b->x + (size_t)slot * ENT_LANES;
}
/* Where a result of this step lies that formulas see in the next one. */
static inline double *ent_i_next(const ent_block *b, uint32_t slot) {
    return b->next + (size_t)(slot - b->w->at.settle) * ENT_LANES;
}
static inline double ent_i_clamp(double x, double lo, double hi) {
    return x < lo ? lo : x > hi ? hi : x;
}
/* Runs a formula and gives the lanes of its result. */
static inline const double *ent_i_compute(const ent_block *b,
                                          uint32_t formula) {
    const ent_code *c = &b->w->code[formula];
    ent_i_program_run(b->w->program, c->from, c->to, &b->now, b->x);
    return ent_i_lanes(b, c->slot);
}

/* ---- building (order.c, layout.c, seats.c, compile.c) */

ent_err ent_i_layout_values(ent_ctx *ctx, ent_world *w);
ent_err ent_i_seats_build(ent_ctx *ctx, ent_world *w);
ent_err ent_i_rules_build(ent_ctx *ctx, const ent_scenario *s, uint32_t p,
                          ent_stage *io);
ent_err ent_i_layout_build(ent_ctx *ctx, ent_world *w);
ent_err ent_i_calendar_build(ent_ctx *ctx, ent_world *w);
ent_err ent_i_tasks_build(ent_ctx *ctx, ent_world *w, const ent_names *names);
ent_err ent_i_wanted_build(ent_ctx *ctx, ent_world *w, const ent_names *names,
                           const ent_setup *setup);

/* ---- the pieces of a step, in its order */

/* x of the value at the quantile u, 0 < u < 1; docs/scenario.md, "Values".
 * A blank value gives NaN, which no one else may see. */
double ent_i_sample(const ent_value *v, double u);
/* Draws every value. */
void ent_i_block_sample(ent_block *b);
/* Lets the events of a period, and hazards, happen or not. */
void ent_i_block_events(ent_block *b, size_t period);
void ent_i_beliefs_start(ent_block *b);
void ent_i_beliefs_update(ent_block *b);
/* How strongly each signal came in this step, for the next one. */
void ent_i_beliefs_hear(ent_block *b);
/* The change of log odds by one signal that came with strength s. */
double ent_i_belief_evidence(const ent_signal *g, double s, double if_true,
                             double if_false);
/* One task, whatever its kind. */
void ent_i_task_run(ent_block *b, const ent_task *t);
void ent_i_quantity_run(ent_block *b, uint32_t row);
void ent_i_dial(const ent_block *b, const ent_dials *d, double *io);
void ent_i_attention_run(ent_block *b, uint32_t actor);
void ent_i_gate_run(ent_block *b, uint32_t row);
void ent_i_moves_start(ent_block *b);
void ent_i_move_run(ent_block *b, uint32_t row);
/* Before the tasks of a step: keeps what automatic moves may not see anew. */
void ent_i_auto_remember(ent_block *b);
/* The payoff of the actor when its move takes option k: value [ENT_LANES]. */
void ent_i_auto_value(ent_block *b, uint32_t move, uint32_t k, double *value);
/* Positions, salience, leverage of all players at table p.  With `plain`
 * factions alone count: no deference, no links, no attention. */
void ent_i_stances(ent_block *b, size_t p, bool plain);
void ent_i_exchanges(ent_block *b);
/* Can anything about issue p differ from the step before? */
bool ent_i_may_change(const ent_block *b, size_t p);
/* Every model settles every open issue; rules and vetoes hold. */
void ent_i_bargain(ent_block *b);
/* One issue again, for those that explain: with other inputs than before. */
void ent_i_bargain_issue(ent_block *b, size_t p);
/* The models that play one issue, or all open ones together, in one lane:
 * into raw and raw_bad. */
void ent_i_settle_issue(ent_block *b, size_t p, int lane);
void ent_i_settle_together(ent_block *b, int lane);
size_t ent_i_game_size(const ent_world *w); /* doubles of ent_block.game */
ent_err ent_i_models_build(ent_ctx *ctx, ent_world *w, const ent_setup *setup);
/* A number of a table, or `none` where it is blank. */
double ent_i_or_none(const ent_block *b, uint32_t slot, int lane, double none);
/* Row of raw and settlement. */
static inline size_t ent_i_cell(const ent_world *w, size_t m, size_t p) {
    return m * w->s->n_issues + p;
}
/* The nearest point to z that all must accept accept; false: there is none,
 * and *z is what holds then. */
bool ent_i_rule(const ent_block *b, size_t p, int lane, double *z);
bool ent_i_is_open(const ent_block *b, size_t p, int lane);
void ent_i_packages(ent_block *b);
/* Doubles of scratch of one package. */
size_t ent_i_package_work(const ent_package *g);
void ent_i_payoffs(ent_block *b);
void ent_i_drivers_start(ent_block *b);
void ent_i_stocks_start(ent_block *b);
void ent_i_stocks_change(ent_block *b);
void ent_i_stocks_apply(ent_block *b);
#endif
