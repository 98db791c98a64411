/* past.c - past decisions from two tables: who wanted what, how much each
 * counted, and what came of it.
 *
 * issues.csv has one row an issue: issue_id, proposal, voting_regime, split,
 * outcome, and for each actor X the columns p_X (position) and s_X (salience,
 * per cent).  capability.csv has regime, actor, power.  A state that its
 * regime leaves out takes its power from the first that has it, to scale. */
#include "base/base.h"
#include "model/table.h"

enum { MOST_CELLS = 1000000, ID, PROPOSAL, REGIME, SPLIT, OUTCOME, KEYS };
static const char *const KEY[] = {[ID] = "issue_id",
                                  [PROPOSAL] = "proposal",
                                  [REGIME] = "voting_regime",
                                  [SPLIT] = "split",
                                  [OUTCOME] = "outcome"};

typedef struct power {
    ent_str regime, actor;
    double votes;
} power;

typedef struct reader {
    ent_ctx *ctx;
    ent_rows rows;
    size_t n_head, key[KEYS];
    ent_str *actor; /* [n_actors] */
    size_t *position, *salience;
    size_t n_actors;
    ent_vec powers, issues;
    ent_str regime; /* of the latest row; share[n_actors] under it */
    double *share;
} reader;

const char *ent_split_text(ent_split split) {
    static const char *const name[] = {"all", "train", "dev", "test"};
    return name[split];
}

static ent_err open_rows(reader *r, ent_str path, ent_str bytes) {
    if (ent_i_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (ent_str){bytes.s + 3, bytes.n - 3};
    size_t bad = ent_i_utf8_bad(bytes);
    r->rows = ent_i_rows(r->ctx, path, bytes, ',', '"');
    r->rows.comments = true;
    if (bad < bytes.n)
        return ENT_FAIL_AT(r->ctx, ENT_ENCODING, ((ent_place){.file = path}),
                           "the table is not UTF-8 at byte %zu; save it as "
                           "UTF-8",
                           bad);
    ENT_TRY(ent_i_rows_next(&r->rows));
    if (r->rows.n)
        return ENT_OK;
    return ENT_FAIL_AT(r->ctx, ENT_SHAPE, ((ent_place){.file = path}),
                       "the table is empty; its first line names the columns");
}

static ent_err next_row(reader *r, size_t n_head) {
    ENT_TRY(ent_i_rows_next(&r->rows));
    if (!r->rows.n || r->rows.n == n_head)
        return ENT_OK;
    return ENT_FAIL_AT(r->ctx, ENT_SHAPE, ent_i_rows_place(&r->rows, 0),
                       "this row has %zu cells, the header has %zu; quote "
                       "cells that hold a comma",
                       r->rows.n, n_head);
}

/* A number in least..most; a blank cell leaves *out alone. */
static ent_err number(reader *r, size_t column, double most, double *out) {
    ent_str text = r->rows.cell[column].text;
    double x;
    if (!text.n)
        return ENT_OK;
    if (!ent_i_number(text, &x))
        return ENT_FAIL_AT(r->ctx, ENT_SYNTAX,
                           ent_i_rows_place(&r->rows, column),
                           "'%.*s' is no number; leave the cell empty where "
                           "there is none",
                           (int)(text.n < 40 ? text.n : 40), text.s);
    if (!(x >= 0 && x <= most))
        return ENT_FAIL_AT(r->ctx, ENT_DOMAIN,
                           ent_i_rows_place(&r->rows, column),
                           "%g lies outside 0..%g; bring the column to that "
                           "scale",
                           x, most);
    *out = x;
    return ENT_OK;
}

/* ---- power */

static ent_err find_column(reader *r, const char *name, size_t *out) {
    for (size_t i = 0; i < r->rows.n; i++)
        if (ent_i_eqz(r->rows.cell[i].text, name)) {
            *out = i;
            return ENT_OK;
        }
    return ENT_FAIL_AT(r->ctx, ENT_NAME, ent_i_rows_place(&r->rows, 0),
                       "the table has no column '%s'; its first line names "
                       "the columns",
                       name);
}

static ent_err read_powers(reader *r, ent_str path, ent_str bytes) {
    size_t regime, actor, votes;
    ENT_TRY(open_rows(r, path, bytes));
    ENT_TRY(find_column(r, "regime", &regime));
    ENT_TRY(find_column(r, "actor", &actor));
    ENT_TRY(find_column(r, "power", &votes));
    for (size_t n = r->rows.n;;) {
        ENT_TRY(next_row(r, n));
        if (!r->rows.n)
            return ENT_OK;
        power *p = ENT_PUSH(r->ctx->temp, &r->powers, power);
        if (!p)
            return ENT_NOMEM_FAIL(r->ctx);
        *p = (power){r->rows.cell[regime].text, r->rows.cell[actor].text, 0};
        ENT_TRY(number(r, votes, 1e12, &p->votes));
        if (r->powers.n > MOST_CELLS)
            return ENT_FAIL(r->ctx, ENT_LIMIT, "over a million powers");
    }
}

static double largest(const reader *r, ent_str regime) {
    const power *p = r->powers.at;
    double most = 0;
    for (size_t i = 0; i < r->powers.n; i++)
        if (ent_i_eq(p[i].regime, regime) && p[i].votes > most)
            most = p[i].votes;
    return most;
}

/* Power of an actor as a share of the largest; institutions have 1. */
static double share_of(const reader *r, ent_str regime, ent_str actor) {
    const power *p = r->powers.at, *found = NULL;
    for (size_t i = 0; i < r->powers.n; i++) {
        if (!ent_i_eq(p[i].actor, actor))
            continue;
        if (ent_i_eq(p[i].regime, regime)) {
            found = &p[i];
            break;
        }
        found = found ? found : &p[i];
    }
    double most = found ? largest(r, found->regime) : 0;
    return most > 0 ? found->votes / most : !found;
}

/* ---- issues */

static ent_err read_head(reader *r) {
    ent_ctx *ctx = r->ctx;
    size_t n = r->rows.n, s;
    for (int k = ID; k < KEYS; k++)
        ENT_TRY(find_column(r, KEY[k], &r->key[k]));
    r->actor = ENT_NEW(ctx->keep, n, ent_str);
    r->position = ENT_NEW(ctx->temp, n, size_t);
    r->salience = ENT_NEW(ctx->temp, n, size_t);
    r->n_head = n;
    r->share = ENT_NEW(ctx->temp, n, double);
    if (!r->actor || !r->position || !r->salience || !r->share)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        ent_str name = r->rows.cell[i].text;
        if (!ent_i_starts(name, "p_") || name.n == 2)
            continue;
        ent_str id = {name.s + 2, name.n - 2};
        ent_str other = ent_i_printf(ctx->temp, "s_%.*s", ENT_P(id));
        ent_str mine = ent_i_dup(ctx->keep, id);
        if (!other.s || !mine.s)
            return ENT_NOMEM_FAIL(ctx);
        ENT_TRY(find_column(r, other.s, &s));
        r->actor[r->n_actors] = mine;
        r->position[r->n_actors] = i;
        r->salience[r->n_actors++] = s;
    }
    if (r->n_actors)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_NAME, ent_i_rows_place(&r->rows, 0),
                       "the table has no actors; name their columns p_X for "
                       "the position and s_X for the salience of X");
}

static ent_err read_split(reader *r, ent_split *out) {
    ent_str text = r->rows.cell[r->key[SPLIT]].text;
    *out = ENT_SPLIT_NONE;
    for (int k = ENT_SPLIT_TRAIN; k < ENT_SPLITS && text.n; k++)
        if (ent_i_eqz(text, ent_split_text((ent_split)k)))
            *out = (ent_split)k;
    if (!text.n || *out)
        return ENT_OK;
    return ENT_FAIL_AT(r->ctx, ENT_NAME,
                       ent_i_rows_place(&r->rows, r->key[SPLIT]),
                       "'%.*s' is no part; write train, dev, test or nothing",
                       (int)(text.n < 40 ? text.n : 40), text.s);
}

/* Regimes change rarely from row to row: the shares are kept. */
static ent_err take_regime(reader *r) {
    ent_str regime = r->rows.cell[r->key[REGIME]].text;
    if (r->regime.s && ent_i_eq(regime, r->regime))
        return ENT_OK;
    if (largest(r, regime) <= 0)
        return ENT_FAIL_AT(
            r->ctx, ENT_NAME, ent_i_rows_place(&r->rows, r->key[REGIME]),
            "no actor has power under the regime '%.*s'; add "
            "it to the table of powers",
            (int)(regime.n < 40 ? regime.n : 40), regime.s ? regime.s : "");
    r->regime = regime;
    for (size_t i = 0; i < r->n_actors; i++)
        r->share[i] = share_of(r, regime, r->actor[i]);
    return ENT_OK;
}

/* Capability, position and salience of all actors, in that order. */
static ent_err read_actors(reader *r, double *x, unsigned char *has) {
    size_t n = r->n_actors;
    ENT_TRY(take_regime(r));
    for (size_t i = 0; i < n; i++) {
        double position = -1, salience = -1;
        ENT_TRY(number(r, r->position[i], 100, &position));
        ENT_TRY(number(r, r->salience[i], 100, &salience));
        has[i] = position >= 0 && salience >= 0;
        x[i] = r->share[i] * 100;
        x[n + i] = has[i] ? position : 0;
        x[2 * n + i] = has[i] ? salience / 100 : 0;
    }
    return ENT_OK;
}

static ent_err read_issue(reader *r) {
    ent_past_issue *it = ENT_PUSH(r->ctx->keep, &r->issues, ent_past_issue);
    double *x = ENT_NEW(r->ctx->keep, 3 * r->n_actors, double);
    unsigned char *has = ENT_NEW(r->ctx->keep, r->n_actors, unsigned char);
    if (!it || !x || !has)
        return ENT_NOMEM_FAIL(r->ctx);
    it->id = ent_i_dup(r->ctx->keep, r->rows.cell[r->key[ID]].text);
    it->proposal = ent_i_dup(r->ctx->keep, r->rows.cell[r->key[PROPOSAL]].text);
    if (!it->proposal.n) /* by itself */
        it->proposal = it->id;
    it->outcome = -1;
    ENT_TRY(read_split(r, &it->split));
    ENT_TRY(number(r, r->key[OUTCOME], 100, &it->outcome));
    ENT_TRY(read_actors(r, x, has));
    it->capability = x;
    it->position = x + r->n_actors;
    it->salience = x + 2 * r->n_actors;
    it->has = has;
    return ENT_OK;
}

static ent_err read_issues(reader *r, ent_str path, ent_str bytes) {
    ENT_TRY(open_rows(r, path, bytes));
    ENT_TRY(read_head(r));
    for (;;) {
        ENT_TRY(next_row(r, r->n_head));
        if (!r->rows.n)
            return ENT_OK;
        if ((r->issues.n + 1) * r->n_actors > MOST_CELLS)
            return ENT_FAIL_AT(r->ctx, ENT_LIMIT, ent_i_rows_place(&r->rows, 0),
                               "over a million positions; split the table");
        ENT_TRY(read_issue(r));
    }
}

static bool votes(const reader *r, ent_str actor) {
    const power *p = r->powers.at;
    for (size_t i = 0; i < r->powers.n; i++)
        if (ent_i_eq(p[i].actor, actor))
            return true;
    return false;
}

ent_err ent_past_read(ent_ctx *ctx, const ent_past_files *files,
                      ent_past *out) {
    reader r = {.ctx = ctx};
    ENT_TRY(read_powers(&r, files->power_path, files->power));
    ENT_TRY(read_issues(&r, files->issues_path, files->issues));
    unsigned char *institution = ENT_NEW(ctx->keep, r.n_actors, unsigned char);
    if (!institution)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < r.n_actors; i++)
        institution[i] = !votes(&r, r.actor[i]);
    *out =
        (ent_past){r.actor, institution, r.issues.at, r.n_actors, r.issues.n};
    return ENT_OK;
}
