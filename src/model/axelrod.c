/* axelrod.c - cognitive maps with signs (Axelrod 1976): what one concept does
 * to another along all paths, which loops feed on themselves, whether the map
 * is in balance.
 *
 * The matrix of pairs holds the row's effect on the column, of which only the
 * sign counts.  A path visits no concept twice; its sign is the product of its
 * arrows'. */
#include "model/model.h"

enum { MOST_CONCEPTS = 500 };
static const double MOST_STEPS = 5e7;

enum { EFFECT, POSITIVE, NEGATIVE, DISTANCE, ROLE, LOOPS, TABLES };
static const char *const NAME[TABLES] = {"effect",   "positive", "negative",
                                         "distance", "concept",  "map"};
enum { OUT, IN, DEGREE, ROLES };
static const char *const ROLE_COLUMN[] = {"causes", "effects", "centrality"};
enum { ARROWS, AMPLIFYING, DAMPING, BALANCED, LOOP_COLUMNS };
static const char *const LOOP_COLUMN[] = {"arrows", "amplifying_cycles",
                                          "damping_cycles", "balanced"};
static const char *const LOOP_ROW[] = {"map"};

typedef struct chart {
    ent_ctx *ctx;
    size_t n;
    signed char *sign; /* [n * n] */
    ent_matrix *table;
    double *x[TABLES];
    unsigned char *none[TABLES];
    /* of the path being followed */
    bool *on;     /* [n] */
    size_t *at;   /* [n + 1] concepts along it */
    size_t *next; /* [n + 1] the next one to try from each */
    int *so_far;  /* [n + 1] its sign */
    double steps;
} chart;

/* ---- paths */

/* Where the path from `start` that now is `depth` arrows long can go. */
static void follow(chart *c, size_t start, size_t *depth) {
    size_t from = c->at[*depth], to = c->next[*depth]++;
    int sign = c->sign[from * c->n + to];
    c->steps++;
    if (!sign)
        return;
    sign *= c->so_far[*depth];
    if (to == start) /* a loop, counted from its first concept */
        for (size_t k = 0; k <= *depth; k++)
            if (c->at[k] < start)
                return;
    if (to == start)
        c->x[LOOPS][sign > 0 ? AMPLIFYING : DAMPING]++;
    if (to == start || c->on[to])
        return;
    c->x[sign > 0 ? POSITIVE : NEGATIVE][start * c->n + to]++;
    c->on[to] = true;
    ++*depth;
    c->at[*depth] = to;
    c->next[*depth] = 0;
    c->so_far[*depth] = sign;
}

static ent_err paths_from(chart *c, size_t start) {
    size_t depth = 0;
    c->at[0] = start;
    c->next[0] = 0;
    c->so_far[0] = 1;
    c->on[start] = true;
    for (;;) {
        if (c->next[depth] < c->n) {
            follow(c, start, &depth);
        } else {
            c->on[c->at[depth]] = false;
            if (depth-- == 0)
                return ENT_OK;
        }
        if (c->steps > MOST_STEPS)
            return ENT_FAIL(c->ctx, ENT_LIMIT,
                            "this map has too many paths to follow them all; "
                            "leave the weakest effects out");
    }
}

/* One sign where all paths agree. */
static void effects(chart *c) {
    for (size_t k = 0; k < c->n * c->n; k++) {
        bool up = c->x[POSITIVE][k] > 0, down = c->x[NEGATIVE][k] > 0;
        c->x[EFFECT][k] = up == down ? 0 : up ? 1 : -1;
        c->none[EFFECT][k] = up == down;
    }
}

/* ---- distances, roles, balance */

/* Fewest arrows from start to each; at and next serve as the queue. */
static void distances(chart *c, size_t start) {
    double *d = c->x[DISTANCE] + start * c->n;
    unsigned char *none = c->none[DISTANCE] + start * c->n;
    size_t first = 0, last = 0;
    memset(none, 1, c->n);
    none[start] = 0;
    c->at[last++] = start;
    while (first < last) {
        size_t i = c->at[first++];
        for (size_t j = 0; j < c->n; j++)
            if (none[j] && c->sign[i * c->n + j]) {
                none[j] = 0;
                d[j] = d[i] + 1;
                c->at[last++] = j;
            }
    }
}

static void roles(chart *c) {
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < c->n; j++) {
            double arrow = c->sign[i * c->n + j] != 0;
            c->x[ROLE][i * ROLES + OUT] += arrow;
            c->x[ROLE][j * ROLES + IN] += arrow;
            c->x[ROLE][i * ROLES + DEGREE] += arrow;
            c->x[ROLE][j * ROLES + DEGREE] += arrow;
            c->x[LOOPS][ARROWS] += arrow;
        }
}

/* Whether j can be on the side that the arrow between i and j asks for. */
static bool agrees(chart *c, size_t i, size_t j, size_t *last) {
    int sign = c->sign[i * c->n + j];
    if (!sign)
        return true;
    if (!c->so_far[j]) {
        c->so_far[j] = sign * c->so_far[i];
        c->at[(*last)++] = j;
    }
    return c->so_far[j] == sign * c->so_far[i];
}

/* Balance (Cartwright and Harary 1956): two camps, positive inside each and
 * negative between them, whichever way the arrows point. */
static bool balanced(chart *c) {
    memset(c->so_far, 0, c->n * sizeof *c->so_far);
    for (size_t s = 0; s < c->n; s++) {
        size_t first = 0, last = 0;
        if (c->so_far[s])
            continue;
        c->so_far[s] = 1;
        c->at[last++] = s;
        while (first < last) {
            size_t i = c->at[first++];
            for (size_t j = 0; j < c->n; j++) {
                int back = c->sign[j * c->n + i];
                if (!agrees(c, i, j, &last))
                    return false;
                if (back && !c->so_far[j]) {
                    c->so_far[j] = back * c->so_far[i];
                    c->at[last++] = j;
                }
                if (back && c->so_far[j] != back * c->so_far[i])
                    return false;
            }
        }
    }
    return true;
}

/* ---- room */

static void shape(chart *c, const ent_str *name, int k) {
    c->table[k] = (ent_matrix){.name = NAME[k],
                               .n_rows = c->n,
                               .row = name,
                               .n_columns = c->n,
                               .column = name};
    if (k == ROLE) {
        c->table[k].n_columns = ROLES;
        c->table[k].column = ent_i_matrix_names(c->ctx, ROLE_COLUMN, ROLES);
    }
    if (k == LOOPS) {
        c->table[k].n_rows = 1;
        c->table[k].row = ent_i_matrix_names(c->ctx, LOOP_ROW, 1);
        c->table[k].n_columns = LOOP_COLUMNS;
        c->table[k].column =
            ent_i_matrix_names(c->ctx, LOOP_COLUMN, LOOP_COLUMNS);
    }
}

static ent_err make_room(chart *c, const ent_str *name) {
    static const char *const unit[TABLES] = {"sign",   "paths",  "paths",
                                             "arrows", "arrows", ""};
    c->table = ENT_NEW(c->ctx->keep, TABLES, ent_matrix);
    c->sign = ENT_NEW(c->ctx->temp, c->n * c->n, signed char);
    c->on = ENT_NEW(c->ctx->temp, c->n, bool);
    c->at = ENT_NEW(c->ctx->temp, c->n + 1, size_t);
    c->next = ENT_NEW(c->ctx->temp, c->n + 1, size_t);
    c->so_far = ENT_NEW(c->ctx->temp, c->n + 1, int);
    if (!c->table || !c->sign || !c->on || !c->at || !c->next || !c->so_far)
        return ENT_NOMEM_FAIL(c->ctx);
    for (int k = 0; k < TABLES; k++) {
        bool blanks = k == EFFECT || k == DISTANCE;
        shape(c, name, k);
        c->x[k] = ent_i_matrix_room(c->ctx, &c->table[k], unit[k],
                                    blanks ? &c->none[k] : NULL);
        if (!c->x[k] || !c->table[k].row || !c->table[k].column)
            return ENT_NOMEM_FAIL(c->ctx);
    }
    return ENT_OK;
}

static ent_err draw(ent_ctx *ctx, const ent_game *g, const ent_str *name,
                    chart *c) {
    *c = (chart){.ctx = ctx, .n = g->n_actors};
    if (!g->link)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "axelrod needs the effects of concepts on each other; "
                        "give them with --matrix");
    if (c->n > MOST_CONCEPTS)
        return ENT_FAIL(ctx, ENT_LIMIT,
                        "a map takes at most %d concepts, not %zu",
                        MOST_CONCEPTS, c->n);
    ENT_TRY(make_room(c, name));
    for (size_t k = 0; k < c->n * c->n; k++)
        c->sign[k] = (signed char)((g->link[k] > 0) - (g->link[k] < 0));
    for (size_t i = 0; i < c->n; i++)
        ENT_TRY(paths_from(c, i));
    effects(c);
    for (size_t i = 0; i < c->n; i++)
        distances(c, i);
    roles(c);
    c->x[LOOPS][BALANCED] = balanced(c);
    return ENT_OK;
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    chart c;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    (void)issue;
    (void)param;
    ent_err e = draw(ctx, g, actor, &c);
    ent_i_arena_release(ctx->temp, mark);
    *out = c.table;
    *n = TABLES;
    return e;
}

const ent_model ent_i_model_axelrod = {
    .name = "axelrod",
    .title = "Cognitive map with signs",
    .source = "Axelrod (ed) 1976, Structure of Decision: The Cognitive Maps of "
              "Political Elites, Princeton University Press, "
              "doi:10.1515/9781400871957",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_LINKS |
             ENT_MODEL_WEIGHTS,
    .matrices = tables,
};
