/* power.c - power indices: how often a vote decides.
 *
 * Issues are rules, capabilities the weights under each; a coalition carries a
 * proposal when it meets all rules, or any, or when fewer than `blocking` are
 * against (the clause of Lisbon).  Indices of Shapley and Shubik (1954),
 * Penrose and Banzhaf, Coleman, Johnston, Deegan and Packel, Holler. */
#include "model/power.h"

enum { QUOTA, COMBINE, BLOCKING, INDICES, METHOD, DRAWS };
enum { ALL_INDICES, SWINGS_ONLY };
enum { AUTO, EXACT, WEIGHTS, SAMPLE };
static const char *const COMBINES[] = {"all", "any", NULL};
static const char *const KINDS[] = {"all", "swings", NULL};
static const char *const METHODS[] = {"auto", "exact", "weights", "sample",
                                      NULL};
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "weight that carries under rules without a quota of their own: up to 1 a "
     "share of all, above 1 a weight; 0: more than half",
     0, 1e12, 0, NULL},
    {"combine", "", "whether all rules must be met, or any one is enough", 0, 1,
     0, COMBINES},
    {"blocking", "players",
     "carried whatever the rules say when fewer than these are against; 0: no "
     "such clause",
     0, 1e6, 0, NULL},
    {"indices", "",
     "all, or only those from swings: Shapley-Shubik, Banzhaf, Coleman", 0, 1,
     ALL_INDICES, KINDS},
    {"method", "",
     "exact to 28 players; weights: one rule of whole numbers; sample: drawn; "
     "auto: the first of these that can",
     0, 3, AUTO, METHODS},
    {"draws", "", "of method=sample", 100, 1e8, 1e5, NULL}};

static const double TOLERANCE = 1e-12; /* of a rule's whole weight */

/* ---- the rules */

static double need_of(const ent_game *g, const double *param, size_t j,
                      double all) {
    double q = g->quota ? g->quota[j] : 0;
    if (!(q > 0))
        q = param[QUOTA] <= 1 ? param[QUOTA] * all : param[QUOTA];
    return q > 0 ? q - TOLERANCE * all : all / 2 + TOLERANCE * all;
}

static ent_err check_size(ent_ctx *ctx, const ent_game *g) {
    for (size_t k = 0; k < g->n_issues * g->n_actors; k++)
        if (ent_i_present(g, k) &&
            !(g->capability[k] >= 0 && g->capability[k] <= 1e12))
            return ENT_FAIL(ctx, ENT_DOMAIN,
                            "a weight of %g is none that votes are counted "
                            "with; use 0 to 1e12",
                            g->capability[k]);
    return g->n_issues <= POWER_MOST_RULES
               ? ENT_OK
               : ENT_FAIL(ctx, ENT_LIMIT,
                          "%zu rules are more than power takes together (%d); "
                          "give one vote at a time",
                          g->n_issues, POWER_MOST_RULES);
}

/* Nobody must not carry, and all together must. */
static ent_err check_game(ent_ctx *ctx, const power_game *g,
                          const ent_str *issue) {
    size_t reachable = 0, last = 0;
    for (size_t j = 0; j < g->n_rules; j++) {
        bool ok = ent_i_sum(g->w + j * g->n, g->n) >= g->need[j];
        reachable += ok;
        last = ok ? last : j;
    }
    if (g->any ? reachable > 0 : reachable == g->n_rules)
        return ENT_OK;
    return ENT_FAIL(ctx, ENT_DOMAIN,
                    "nothing can ever be carried: the quota of '%.*s' is more "
                    "than the weight of all, %g; lower it",
                    ENT_P(issue[last]), ent_i_sum(g->w + last * g->n, g->n));
}

static ent_err read_game(ent_ctx *ctx, const ent_game *g, const double *param,
                         const ent_str *issue, power_game *out) {
    size_t n = g->n_actors;
    ENT_TRY(check_size(ctx, g));
    *out = (power_game){.n = n,
                        .n_rules = g->n_issues,
                        .w = ENT_NEW(ctx->temp, n * g->n_issues, double),
                        .need = ENT_NEW(ctx->temp, g->n_issues, double),
                        .any = param[COMBINE] > 0,
                        .blocking = (size_t)param[BLOCKING]};
    if (!out->w || !out->need)
        return ENT_NOMEM_FAIL(ctx);
    if (out->blocking > n)
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "a blocking minority of %zu is more than the %zu "
                        "players; lower it",
                        out->blocking, n);
    for (size_t j = 0; j < g->n_issues; j++) {
        for (size_t k = j * n; k < (j + 1) * n; k++)
            out->w[k] = ent_i_present(g, k) ? g->capability[k] : 0;
        double all = ent_i_sum(out->w + j * n, n);
        if (!(all > 0))
            return ENT_FAIL(ctx, ENT_DOMAIN,
                            "nobody has weight under the rule '%.*s'; leave "
                            "it out",
                            ENT_P(issue[j]));
        out->need[j] = need_of(g, param, j, all);
    }
    return check_game(ctx, out, issue);
}

/* ---- the count */

static ent_err make_room(ent_ctx *ctx, size_t n, power_index *x) {
    double *at = ENT_NEW(ctx->temp, 7 * n, double);
    if (!at)
        return ENT_NOMEM_FAIL(ctx);
    *x = (power_index){.shapley = at,
                       .se_shapley = at + n,
                       .decisive = at + 2 * n,
                       .se_decisive = at + 3 * n,
                       .johnston = at + 4 * n,
                       .deegan = at + 5 * n,
                       .holler = at + 6 * n,
                       .winning = -1,
                       .minimal = -1,
                       .vulnerable = -1};
    return ENT_OK;
}

static ent_err count_exactly(ent_ctx *ctx, const power_game *g, bool every,
                             power_index *x) {
    size_t place[POWER_MOST_EXACT];
    size_t words = g->n > 6 ? (size_t)1 << (g->n - 6) : 1;
    uint64_t *map = every ? ENT_NEW(ctx->temp, words, uint64_t) : NULL;
    if (every && !map)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(power_count(ctx, g, map, place, x));
    return every ? power_minimal(ctx, map, place, g->n, x) : ENT_OK;
}

/* The method by which it can be counted. */
static ent_err choose(ent_ctx *ctx, const power_game *g, int *method) {
    bool fit = power_weights_fit(g);
    if (*method == AUTO)
        *method = g->n <= POWER_MOST_EXACT ? EXACT : fit ? WEIGHTS : SAMPLE;
    if (*method == EXACT && g->n > POWER_MOST_EXACT)
        return ENT_FAIL(ctx, ENT_LIMIT,
                        "%zu players are more than can be counted exactly "
                        "(%d); leave method to auto",
                        g->n, POWER_MOST_EXACT);
    if (*method == WEIGHTS && !fit)
        return ENT_FAIL(ctx, ENT_UNSUPPORTED,
                        "method=weights takes one rule, of whole numbers that "
                        "are not too large, among at most 1000 players; leave "
                        "method to auto");
    return ENT_OK;
}

/* ---- the tables */

enum {
    SHAPLEY,
    BANZHAF,
    ABSOLUTE,
    PREVENT,
    INITIATE,
    JOHNSTON,
    DEEGAN,
    HOLLER,
    SE_SHAPLEY,
    SE_ABSOLUTE,
    COLUMNS
};
static const char *const COLUMN[] = {
    "shapley",  "banzhaf", "banzhaf_absolute", "prevent",    "initiate",
    "johnston", "deegan",  "holler",           "se_shapley", "se_absolute"};
static const char *const UNIT[] = {"share",  "share", "chance", "chance",
                                   "chance", "share", "share",  "share",
                                   "share",  "chance"};

typedef struct cells {
    double *x;
    unsigned char *none;
} cells;

static void put(cells *c, size_t k, bool known, double x) {
    c->none[k] = !known;
    c->x[k] = known ? x : 0;
}

static void fill(const power_index *x, size_t n, int method, cells *c) {
    double all = ent_i_sum(x->decisive, n);
    for (size_t i = 0; i < n; i++) {
        size_t at = i * COLUMNS;
        double d = x->decisive[i];
        put(c, at + SHAPLEY, true, x->shapley[i]);
        put(c, at + BANZHAF, all > 0, d / all);
        put(c, at + ABSOLUTE, true, d);
        put(c, at + PREVENT, x->act > 0, d / (2 * x->act));
        put(c, at + INITIATE, x->act < 1, d / (2 * (1 - x->act)));
        put(c, at + JOHNSTON, x->minimal > 0, x->johnston[i]);
        put(c, at + DEEGAN, x->minimal > 0, x->deegan[i]);
        put(c, at + HOLLER, x->minimal > 0, x->holler[i]);
        put(c, at + SE_SHAPLEY, method == SAMPLE, x->se_shapley[i]);
        put(c, at + SE_ABSOLUTE, method == SAMPLE, x->se_decisive[i]);
    }
}

static ent_err make_matrix(ent_ctx *ctx, const char *name, size_t rows,
                           size_t columns, ent_matrix *m, cells *c) {
    ent_str *heads = ENT_NEW(ctx->keep, columns, ent_str);
    c->x = ENT_NEW(ctx->keep, rows * columns, double);
    c->none = ENT_NEW(ctx->keep, rows * columns, unsigned char);
    *m = (ent_matrix){.name = name,
                      .n_rows = rows,
                      .n_columns = columns,
                      .column = heads,
                      .x = c->x,
                      .none = c->none};
    return heads && c->x && c->none ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static const char *const COUNTED[] = {"act", "winning", "minimal",
                                      "vulnerable"};
static const char *const COUNT_UNIT[] = {"share", "coalitions", "coalitions",
                                         "coalitions"};
static const ent_str WHOLE[] = {{"coalitions", 10}};

static ent_err counts(ent_ctx *ctx, const power_index *x, ent_matrix *m) {
    cells c;
    ENT_TRY(make_matrix(ctx, "game", 1, 4, m, &c));
    for (size_t k = 0; k < 4; k++)
        ((ent_str *)m->column)[k] = ent_i_str(COUNTED[k]);
    m->unit = COUNT_UNIT;
    m->row = WHOLE;
    put(&c, 0, true, x->act);
    put(&c, 1, x->winning >= 0, x->winning);
    put(&c, 2, x->minimal >= 0, x->minimal);
    put(&c, 3, x->vulnerable >= 0, x->vulnerable);
    return ENT_OK;
}

static ent_err tables(ent_ctx *ctx, const power_index *x, const ent_str *actor,
                      size_t n, int method, ent_matrix *m) {
    cells c;
    ENT_TRY(make_matrix(ctx, "power", n, COLUMNS, m, &c));
    for (size_t k = 0; k < COLUMNS; k++)
        ((ent_str *)m->column)[k] = ent_i_str(COLUMN[k]);
    m->unit = UNIT;
    m->row = actor;
    fill(x, n, method, &c);
    return counts(ctx, x, m + 1);
}

static ent_err measure(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                       const ent_str *issue, const double *param,
                       ent_matrix *m) {
    power_game game;
    power_index x;
    int method = (int)param[METHOD];
    ENT_TRY(read_game(ctx, g, param, issue, &game));
    ENT_TRY(make_room(ctx, game.n, &x));
    ENT_TRY(choose(ctx, &game, &method));
    if (method == EXACT)
        ENT_TRY(count_exactly(ctx, &game, param[INDICES] == ALL_INDICES, &x));
    else if (method == WEIGHTS)
        ENT_TRY(power_weights(ctx, &game, &x));
    else
        ENT_TRY(power_sample(ctx, &game, g->seed, (uint64_t)param[DRAWS], &x));
    return tables(ctx, &x, actor, game.n, method, m);
}

static ent_err matrices(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                        const ent_str *issue, const double *param,
                        const ent_matrix **out, size_t *n) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_matrix *m = ENT_NEW(ctx->keep, 2, ent_matrix);
    ent_err e =
        m ? measure(ctx, g, actor, issue, param, m) : ENT_NOMEM_FAIL(ctx);
    ent_i_arena_release(ctx->temp, mark);
    *out = m;
    *n = 2;
    return e;
}

const ent_model ent_i_model_power = {
    .name = "power",
    .title = "Power indices",
    .source = "Shapley and Shubik 1954, A Method for Evaluating the "
              "Distribution of Power in a Committee System, American Political "
              "Science Review 48, 787-792, doi:10.2307/1951053; the other "
              "indices as Felsenthal and Machover 1998 define them",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_ISSUES |
             ENT_MODEL_WEIGHTS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .matrices = matrices,
};
