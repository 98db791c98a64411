/* coalitions.c - which coalitions theories of government expect: minimal
 * winning (Riker 1962), of minimum size, of the fewest parties (Leiserson
 * 1970), of minimal range (De Swaan 1973), minimal connected winning (Axelrod
 * 1970); and Gamson's shares (1961).
 *
 * Parties are tried from the heaviest down.  The one that makes a coalition
 * win is then its lightest member, and nobody in it can be spared: so each
 * minimal winning coalition is met once and no other. */
#include "model/model.h"
#include <math.h>

enum { MOST_PARTIES = 64, MOST_COALITIONS = 20000 };
enum { QUOTA };
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "weight that wins where the table has no quota: up to 1 a share, above 1 "
     "a weight; 0: more than half",
     0, 1e12, 0, NULL}};

static const double TOLERANCE = 1e-12; /* of all weight, of the scale */

enum { WEIGHT, MEMBERS, RANGE, MINIMAL, SIZE, FEWEST, NARROW, CONNECTED, COLS };
static const char *const COLUMN[COLS] = {
    "weight",       "members", "range",         "minimal_winning",
    "minimum_size", "fewest",  "minimal_range", "minimal_connected"};
static const char *const UNIT[COLS] = {"weight", "parties", "position", "flag",
                                       "flag",   "flag",    "flag",     "flag"};

typedef struct parties {
    ent_ctx *ctx;
    size_t n;
    size_t who[MOST_PARTIES]; /* number in the table, ascending */
    double w[MOST_PARTIES], x[MOST_PARTIES];
    size_t heavy[MOST_PARTIES];    /* by weight, the heaviest first */
    size_t along[MOST_PARTIES];    /* by position */
    double rest[MOST_PARTIES + 1]; /* weight of heavy[i..n) */
    double total, need;
    ent_vec found; /* of uint64_t: coalitions, party i being bit i */
} parties;

/* ---- who takes part */

static bool before(const double *key, double sign, size_t a, size_t b) {
    double d = sign * (key[a] - key[b]);
    return d < 0 || (d == 0 && a < b);
}

static void order(const double *key, double sign, size_t n, size_t *out) {
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k && before(key, sign, i, out[k - 1]); k--)
            out[k] = out[k - 1];
        out[k] = i;
    }
}

static ent_err gather(const ent_game *g, const double *param, parties *p) {
    for (size_t i = 0; i < g->n_actors; i++) {
        double w = g->capability[i], x = g->position[i];
        if (!ent_i_present(g, i) || w == 0)
            continue;
        if (!(w > 0 && w <= 1e12 && fabs(x) <= 1e12) || p->n == MOST_PARTIES)
            return ENT_FAIL(p->ctx, ENT_LIMIT,
                            "coalitions take at most %d parties, with weights "
                            "of 0 to 1e12; leave the smallest out",
                            MOST_PARTIES);
        p->who[p->n] = i;
        p->x[p->n] = x;
        p->w[p->n++] = w;
    }
    p->total = ent_i_sum(p->w, p->n);
    double quota = ent_i_quota(g, param[QUOTA]), slack = TOLERANCE * p->total;
    p->need = quota <= 1 ? quota * p->total : quota;
    p->need = quota > 0 ? p->need - slack : p->total / 2 + slack;
    if (!(p->total > 0) || p->need > p->total)
        return ENT_FAIL(p->ctx, ENT_DOMAIN,
                        "no coalition can win: all together have a weight of "
                        "%g; lower the quota",
                        p->total);
    order(p->w, -1, p->n, p->heavy);
    order(p->x, 1, p->n, p->along);
    for (size_t i = p->n; i-- > 0;)
        p->rest[i] = p->rest[i + 1] + p->w[p->heavy[i]];
    return ENT_OK;
}

/* ---- which coalitions */

static ent_err keep(parties *p, uint64_t set) {
    const uint64_t *known = p->found.at;
    for (size_t i = 0; i < p->found.n; i++)
        if (known[i] == set)
            return ENT_OK;
    uint64_t *new = ENT_PUSH(p->ctx->temp, &p->found, uint64_t);
    if (!new)
        return ENT_NOMEM_FAIL(p->ctx);
    *new = set;
    return ENT_OK;
}

/* All minimal winning coalitions of `set` and some of heavy[i..n). */
static ent_err grow(parties *p, size_t i, uint64_t set, double w) {
    for (; i < p->n && w + p->rest[i] >= p->need - TOLERANCE * p->total; i++) {
        uint64_t with = set | (uint64_t)1 << p->heavy[i];
        double sum = w + p->w[p->heavy[i]];
        if (sum < p->need) {
            ENT_TRY(grow(p, i + 1, with, sum));
            continue;
        }
        uint64_t *new = ENT_PUSH(p->ctx->temp, &p->found, uint64_t);
        if (!new)
            return ENT_NOMEM_FAIL(p->ctx);
        *new = with;
        if (p->found.n > MOST_COALITIONS)
            return ENT_FAIL(p->ctx, ENT_LIMIT,
                            "there are more than %d minimal winning "
                            "coalitions; leave the smallest parties out",
                            MOST_COALITIONS);
    }
    return ENT_OK;
}

/* Neighbours along the scale that win, and lose without either end. */
static bool connected(const parties *p, size_t from, size_t to, double sum) {
    return sum >= p->need && sum - p->w[p->along[from]] < p->need &&
           sum - p->w[p->along[to]] < p->need;
}

static bool is_connected(const parties *p, uint64_t set) {
    size_t from = p->n, to = 0, n = 0;
    double sum = 0;
    for (size_t k = 0; k < p->n; k++)
        if (set >> p->along[k] & 1) {
            from = from < k ? from : k;
            to = k;
            sum += p->w[p->along[k]];
            n++;
        }
    return n == to - from + 1 && connected(p, from, to, sum);
}

static ent_err add_connected(parties *p) {
    for (size_t from = 0; from < p->n; from++) {
        double sum = 0;
        uint64_t set = 0;
        for (size_t to = from; to < p->n; to++) {
            sum += p->w[p->along[to]];
            set |= (uint64_t)1 << p->along[to];
            if (connected(p, from, to, sum))
                ENT_TRY(keep(p, set));
        }
    }
    return ENT_OK;
}

/* By members in the order of the table: ABC before ADE before BE. */
static bool follows(uint64_t x, uint64_t y) {
    if (x == y)
        return false;
    uint64_t first = (x ^ y) & -(x ^ y);
    bool x_has = (x & first) != 0;
    bool other_ends = !((x_has ? y : x) & ~(first - 1));
    return x_has == other_ends;
}

static void sort(uint64_t *set, size_t n) {
    size_t gap = 1;
    while (gap < n / 3)
        gap = 3 * gap + 1;
    for (; gap; gap /= 3)
        for (size_t i = gap; i < n; i++) {
            uint64_t x = set[i];
            size_t j = i;
            for (; j >= gap && follows(set[j - gap], x); j -= gap)
                set[j] = set[j - gap];
            set[j] = x;
        }
}

/* ---- what is said of them */

static void measure(const parties *p, uint64_t set, double *row) {
    double lo = INFINITY, hi = -INFINITY, least = INFINITY;
    row[WEIGHT] = row[MEMBERS] = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (!(set >> i & 1))
            continue;
        row[WEIGHT] += p->w[i];
        row[MEMBERS]++;
        least = fmin(least, p->w[i]);
        lo = fmin(lo, p->x[i]);
        hi = fmax(hi, p->x[i]);
    }
    row[RANGE] = hi - lo;
    row[MINIMAL] = row[WEIGHT] - least < p->need;
    row[CONNECTED] = is_connected(p, set);
}

/* Marks those minimal winning ones that have the least of a column. */
static void mark(double *x, size_t n, size_t of, size_t flag, double slack) {
    double least = INFINITY;
    for (size_t k = 0; k < n; k++)
        if (x[k * COLS + MINIMAL] > 0)
            least = fmin(least, x[k * COLS + of]);
    for (size_t k = 0; k < n; k++)
        x[k * COLS + flag] =
            x[k * COLS + MINIMAL] > 0 && x[k * COLS + of] <= least + slack;
}

static ent_str name_of(const parties *p, const ent_str *actor, uint64_t set) {
    ent_buf b = {0};
    for (size_t i = 0; i < p->n; i++)
        if (set >> i & 1) {
            ent_i_buf_put(&b, "+", b.n > 0);
            ent_i_buf_str(&b, actor[p->who[i]]);
        }
    ent_str out =
        b.bad ? (ent_str){0} : ent_i_dup(p->ctx->keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static ent_err name_rows(const parties *p, const ent_str *actor, ent_str *row) {
    const uint64_t *set = p->found.at;
    for (size_t k = 0; k < p->found.n; k++) {
        row[k] = name_of(p, actor, set[k]);
        if (!row[k].s)
            return ENT_NOMEM_FAIL(p->ctx);
    }
    return ENT_OK;
}

static ent_err theories(const parties *p, const ent_str *row, ent_matrix *m) {
    size_t n = p->found.n;
    const uint64_t *set = p->found.at;
    double *x = ENT_NEW(p->ctx->keep, n * COLS, double);
    ent_str *head = ENT_NEW(p->ctx->keep, COLS, ent_str);
    if (!x || !head)
        return ENT_NOMEM_FAIL(p->ctx);
    for (size_t k = 0; k < COLS; k++)
        head[k] = ent_i_str(COLUMN[k]);
    for (size_t k = 0; k < n; k++)
        measure(p, set[k], x + k * COLS);
    double width = p->x[p->along[p->n - 1]] - p->x[p->along[0]];
    mark(x, n, WEIGHT, SIZE, TOLERANCE * p->total);
    mark(x, n, MEMBERS, FEWEST, 0);
    mark(x, n, RANGE, NARROW, TOLERANCE * width);
    *m = (ent_matrix){.name = "coalition",
                      .n_rows = n,
                      .n_columns = COLS,
                      .row = row,
                      .column = head,
                      .unit = UNIT,
                      .x = x};
    return ENT_OK;
}

/* Each member's part of the offices: its part of the coalition's weight. */
static ent_err gamson(const parties *p, const ent_str *actor,
                      const ent_str *row, ent_matrix *m) {
    size_t rows = p->found.n;
    const uint64_t *set = p->found.at;
    double *x = ENT_NEW(p->ctx->keep, rows * p->n, double);
    unsigned char *none = ENT_NEW(p->ctx->keep, rows * p->n, unsigned char);
    ent_str *head = ENT_NEW(p->ctx->keep, p->n, ent_str);
    const char **unit = ENT_NEW(p->ctx->keep, p->n, const char *);
    if (!x || !none || !head || !unit)
        return ENT_NOMEM_FAIL(p->ctx);
    for (size_t i = 0; i < p->n; i++) {
        head[i] = actor[p->who[i]];
        unit[i] = "share";
    }
    for (size_t k = 0; k < rows; k++) {
        double sum = 0;
        for (size_t i = 0; i < p->n; i++)
            sum += set[k] >> i & 1 ? p->w[i] : 0;
        for (size_t i = 0; i < p->n; i++) {
            none[k * p->n + i] = !(set[k] >> i & 1);
            x[k * p->n + i] = set[k] >> i & 1 ? p->w[i] / sum : 0;
        }
    }
    *m = (ent_matrix){.name = "gamson",
                      .n_rows = rows,
                      .n_columns = p->n,
                      .row = row,
                      .column = head,
                      .unit = unit,
                      .x = x,
                      .none = none};
    return ENT_OK;
}

static ent_err find(const ent_game *g, const ent_str *actor,
                    const double *param, parties *p, ent_matrix *m) {
    ENT_TRY(gather(g, param, p));
    ENT_TRY(grow(p, 0, 0, 0));
    ENT_TRY(add_connected(p));
    sort(p->found.at, p->found.n);
    ent_str *row = ENT_NEW(p->ctx->keep, p->found.n, ent_str);
    if (!row)
        return ENT_NOMEM_FAIL(p->ctx);
    ENT_TRY(name_rows(p, actor, row));
    ENT_TRY(theories(p, row, &m[0]));
    return gamson(p, actor, row, &m[1]);
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    ent_mark scratch = ent_i_arena_mark(ctx->temp);
    parties *p = ENT_NEW(ctx->temp, 1, parties);
    ent_matrix *m = ENT_NEW(ctx->keep, 2, ent_matrix);
    (void)issue;
    if (!p || !m)
        return ENT_NOMEM_FAIL(ctx);
    p->ctx = ctx;
    ent_err e = find(g, actor, param, p, m);
    ent_i_arena_release(ctx->temp, scratch);
    *out = m;
    *n = 2;
    return e;
}

const ent_model ent_i_model_coalitions = {
    .name = "coalitions",
    .title = "Coalitions that win",
    .source = "Riker 1962, The Theory of Political Coalitions, Yale University "
              "Press; Leiserson 1970; Axelrod 1970; De Swaan 1973; Gamson "
              "1961, A Theory of Coalition Formation, American Sociological "
              "Review 26, 373-382, doi:10.2307/2090664",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .matrices = tables,
};
