/* linkage.c - what a package adds to its issues: whether a deal passes only
 * when issues are tied together, and what one would want of an issue when the
 * others are settled.
 *
 * A deal on some issues passes when every member of a winning coalition gains
 * by it, all other issues staying as they are; who does not care for any of
 * them goes along.  Linkage is needed when no issue alone has a deal that
 * passes but a package has. */
#include "model/package.h"
#include <math.h>

enum { TIE = PACKAGE_PARAMS, LARGEST, SETTINGS };
static const ent_param PARAMS[SETTINGS] = {
    PACKAGE_SETTINGS(PACKAGE_AT_POINT),
    {"tie", "share",
     "how issues hang together in everybody's loss: a_pq = tie "
     "sqrt(s_p s_q)",
     -1, 1, 0, NULL},
    {"largest", "issues", "packages up to this size are looked at, and all", 1,
     5, 3, NULL}};

enum { PASSES, GAIN, WEIGHT, SIZE, COLUMNS };
enum { TABLES = 3, MOST_ISSUES = 64 };

typedef struct search {
    ent_ctx *ctx;
    const ent_game *g;
    const ent_str *issue;
    const double *param;
    package b;
    double *work, *weight; /* [n] of each actor, over all issues */
    double total;
    bool which[MOST_ISSUES];
    ent_vec row;  /* of COLUMNS doubles each */
    ent_vec name; /* of ent_str */
    size_t smallest, passing;
} search;

double ent_i_conditional_ideal(const double *a, const double *x,
                               const double *z, size_t m, size_t p) {
    double ideal = x[p];
    for (size_t q = 0; q < m; q++)
        if (q != p)
            ideal -= a[p * m + q] / a[p * m + p] * (z[q] - x[q]);
    return ideal;
}

/* ---- one package */

static double weight_of_some(const search *s) {
    double sum = s->b.spare;
    for (size_t i = 0; i < s->b.some.n_parties; i++)
        sum += s->weight[(size_t)s->b.member[i]];
    return sum;
}

/* Looks for a deal on the issues of which; one row's numbers. */
static void try_package(search *s, double *out) {
    double spare = s->total;
    memset(out, 0, COLUMNS * sizeof *out);
    for (size_t p = 0; p < s->g->n_issues; p++)
        out[SIZE] += s->which[p];
    if (package_open(&s->b, s->g, s->param, s->which, s->work))
        return; /* nobody cares */
    for (size_t k = 0; k < s->b.all.n_parties; k++) {
        s->b.weight[k] = s->weight[(size_t)s->b.who[k]];
        spare -= s->b.weight[k];
    }
    s->b.total = s->total;
    s->b.spare = fmax(0, spare);
    out[PASSES] = package_choose(&s->b, s->param, &out[GAIN]);
    if (fabs(out[GAIN]) < ENT_DEAL_LEAST)
        out[GAIN] = 0;
    out[WEIGHT] = fmin(1, weight_of_some(s) / s->total);
}

static ent_err name_of(search *s, ent_str *out) {
    ent_buf b = {0};
    for (size_t p = 0; p < s->g->n_issues; p++)
        if (s->which[p])
            ent_i_buf_printf(&b, "%s%.*s", b.n ? " + " : "",
                             ENT_P(s->issue[p]));
    *out = ent_i_dup(s->ctx->keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(s->ctx);
}

/* Every issue alone is told of, and of packages those that pass. */
static ent_err consider(search *s, bool always, bool *passes) {
    double found[COLUMNS];
    try_package(s, found);
    *passes = found[PASSES] > 0;
    if (!*passes && !always)
        return ENT_OK;
    double *row = ent_i_push(s->ctx->keep, &s->row, sizeof found);
    ent_str *name = ENT_PUSH(s->ctx->keep, &s->name, ent_str);
    if (!row || !name)
        return ENT_NOMEM_FAIL(s->ctx);
    memcpy(row, found, sizeof found);
    return name_of(s, name);
}

/* ---- all packages */

/* The next choice of k among m in counting order; false behind the last. */
static bool next_choice(size_t *at, size_t k, size_t m) {
    size_t i = k;
    while (i && at[i - 1] == m - k + i - 1)
        i--;
    if (!i)
        return false;
    at[i - 1]++;
    for (; i < k; i++)
        at[i] = at[i - 1] + 1;
    return true;
}

static ent_err of_size(search *s, size_t k, bool *any) {
    size_t at[MOST_ISSUES], m = s->g->n_issues;
    bool passes;
    *any = false;
    for (size_t i = 0; i < k; i++)
        at[i] = i;
    do {
        memset(s->which, 0, sizeof s->which);
        for (size_t i = 0; i < k; i++)
            s->which[at[i]] = true;
        ENT_TRY(consider(s, k == 1 || k == m, &passes));
        *any = *any || passes;
        s->passing += passes && k == 1;
    } while (next_choice(at, k, m));
    return ENT_OK;
}

/* Sizes from one up, until one of them passes; then all together. */
static ent_err look(search *s) {
    size_t m = s->g->n_issues, most = (size_t)s->param[LARGEST];
    bool any = false;
    size_t k = 1;
    for (; k <= most && k <= m && !any; k++) {
        ENT_TRY(of_size(s, k, &any));
        if (any)
            s->smallest = k;
    }
    if (k > m)
        return ENT_OK; /* all together were among them */
    bool seen = any;
    ENT_TRY(of_size(s, m, &any));
    if (!seen && any)
        s->smallest = m;
    return ENT_OK;
}

/* ---- what follows from the others */

static ent_err ideals(search *s, const ent_str *actor, ent_matrix *out) {
    size_t n = s->g->n_actors, m = s->g->n_issues;
    double *x = ENT_NEW(s->ctx->keep, n * m, double);
    double *a = ENT_NEW(s->ctx->keep, m * m + m, double), *own = a + m * m;
    unsigned char *none = ENT_NEW(s->ctx->keep, n * m, unsigned char);
    const char **unit = ENT_NEW(s->ctx->keep, m, const char *);
    if (!x || !a || !none || !unit)
        return ENT_NOMEM_FAIL(s->ctx);
    memset(none, 1, n * m);
    for (size_t p = 0; p < m; p++)
        unit[p] = "percent";
    for (size_t k = 0; k < s->b.all.n_parties; k++) {
        const double *care = s->b.care + k * m;
        for (size_t p = 0; p < m; p++)
            for (size_t q = 0; q < m; q++)
                a[p * m + q] =
                    (p == q ? 1 : s->param[TIE]) * sqrt(care[p] * care[q]);
        memcpy(own, s->b.x + k * m, m * sizeof *own);
        for (size_t p = 0; p < m; p++) {
            size_t at = (size_t)s->b.who[k] * m + p;
            none[at] = !(care[p] > 0);
            if (!none[at])
                x[at] = fmax(0, fmin(100, ent_i_conditional_ideal(
                                              a, own, s->b.present, m, p)));
        }
    }
    *out = (ent_matrix){
        "conditional_ideals", n, m, actor, s->issue, unit, x, none};
    return ENT_OK;
}

/* ---- the tables */

static ent_err tables(search *s, ent_matrix *out) {
    static const char *const units[] = {"yes is 1", "largest loss", "share",
                                        "issues"};
    static const char *const text[] = {
        "passes",           "worst gain",       "weight",         "issues",
        "issues that pass", "smallest package", "linkage needed", "linkage"};
    static const char *const other[] = {"issues", "issues", "yes is 1"};
    ent_str *name = ENT_NEW(s->ctx->keep, 8, ent_str);
    double *x = ENT_NEW(s->ctx->keep, 3, double);
    if (!name || !x)
        return ENT_NOMEM_FAIL(s->ctx);
    for (size_t k = 0; k < 8; k++)
        name[k] = ent_i_str(text[k]);
    x[0] = (double)s->passing;
    x[1] = (double)s->smallest;
    x[2] = s->smallest > 1;
    out[0] = (ent_matrix){"linkage", 1, 3, name + 7, name + 4, other, x, NULL};
    out[1] = (ent_matrix){"packages", s->row.n, COLUMNS,   s->name.at,
                          name,       units,    s->row.at, NULL};
    return ENT_OK;
}

static ent_err open_all(search *s) {
    const ent_game *g = s->g;
    s->work =
        ENT_NEW(s->ctx->keep, package_work(g->n_actors, g->n_issues), double);
    s->weight = ENT_NEW(s->ctx->keep, g->n_actors, double);
    if (!s->work || !s->weight)
        return ENT_NOMEM_FAIL(s->ctx);
    if (g->n_issues > MOST_ISSUES)
        return ENT_FAIL(s->ctx, ENT_SHAPE,
                        "linkage looks at %d issues at most, not %zu",
                        MOST_ISSUES, g->n_issues);
    ent_err e = package_open(&s->b, g, s->param, NULL, s->work);
    if (e == ENT_SHAPE)
        return ENT_FAIL(s->ctx, e, "values=ends looks at %d issues at most",
                        PACKAGE_MOST_ENDS);
    if (e)
        return ENT_FAIL(s->ctx, e,
                        "nobody has weight (capability x salience), or "
                        "disagreement=point lacks --status-quo");
    for (size_t k = 0; k < s->b.all.n_parties; k++)
        s->weight[(size_t)s->b.who[k]] = s->b.weight[k];
    s->total = s->b.total;
    return ENT_OK;
}

static ent_err matrices(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                        const ent_str *issue, const double *param,
                        const ent_matrix **out, size_t *n) {
    search s = {.ctx = ctx, .g = g, .issue = issue, .param = param};
    ent_matrix *all = ENT_NEW(ctx->keep, TABLES, ent_matrix);
    double tie = param[TIE];
    if (!all)
        return ENT_NOMEM_FAIL(ctx);
    if (1 + tie * (double)(g->n_issues - 1) < 0)
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "tie=%g makes no loss of %zu issues; it must be above "
                        "-1 / %zu",
                        tie, g->n_issues, g->n_issues - 1);
    ENT_TRY(open_all(&s));
    ENT_TRY(ideals(&s, actor, &all[2]));
    ENT_TRY(look(&s));
    ENT_TRY(tables(&s, all));
    *out = all;
    *n = TABLES;
    return ENT_OK;
}

const ent_model ent_i_model_linkage = {
    .name = "linkage",
    .title = "Linkage of issues",
    .source = "Tollison and Willett 1979, An Economic Theory of Mutually "
              "Advantageous Issue Linkages in International Negotiations, "
              "International Organization 33, 425-449, "
              "doi:10.1017/S0020818300032252; non-separable preferences as "
              "Enelow and Hinich 1984, The Spatial Theory of Voting, ch. 2",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_ISSUES,
    .param = PARAMS,
    .n_params = SETTINGS,
    .matrices = matrices,
};
