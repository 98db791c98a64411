/* table_ktab_model.c - what KTAB's XML says beside the actors: the settings of
 * its spatial model, the seed, and how far each actor's ideal follows whose
 * position.
 *
 * Settings keep KTAB's names, which are those of the model smp; its schema and
 * its program spell two values in two ways, and both are read. */
#include "model/model.h"
#include "model/table.h"

enum { MOST_SETTINGS = 32 };
static const double SLACK = 1e-9; /* of a row of shares */

typedef struct pair {
    ent_str who, whom;
    double share;
    bool has_share;
    ent_place at;
} pair;

/* ---- settings */

static ent_str spelling(ent_str key, ent_str value) {
    if (ent_i_eqz(key, "VotingRule") && ent_i_eqz(value, "Proportional"))
        return ENT_STR("Prop");
    if (ent_i_eqz(key, "BigRAdjust") && ent_i_eqz(value, "No"))
        return ENT_STR("None");
    return value;
}

ent_err ent_i_ktab_setting(ent_ktab_model *k, ent_str key, ent_str value,
                           ent_place at) {
    ent_ctx *ctx = k->b->ctx;
    ent_ctx scratch = *ctx; /* a fault is noted with its place below */
    double param[MOST_SETTINGS];
    ent_str text = ent_i_printf(ctx->keep, "%.*s=%.*s", ENT_P(key),
                                ENT_P(spelling(key, value)));
    if (!text.s)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = ent_model_set(&scratch, &ent_i_model_smp, text, param);
    if (e == ENT_NOMEM)
        return ENT_NOMEM_FAIL(ctx);
    if (e) {
        ent_i_fault(k->b, e, at, "%s", scratch.fail.why);
        return ENT_OK;
    }
    ent_str *row = ENT_PUSH(ctx->keep, &k->b->setting, ent_str);
    if (!row)
        return ENT_NOMEM_FAIL(ctx);
    *row = text;
    return ENT_OK;
}

ent_err ent_i_ktab_seed(ent_ktab_model *k, ent_str value, ent_place at) {
    k->b->seeded = ent_i_uint(value, &k->b->seed);
    if (!k->b->seeded)
        ent_i_fault(k->b, ENT_SYNTAX, at,
                    "the seed must be a whole number from 0, not '%.*s'",
                    ENT_P(value));
    return ENT_OK;
}

/* ---- accommodation */

ent_err ent_i_ktab_pair(ent_ktab_model *k, ent_place at) {
    pair *p = ENT_PUSH(k->b->ctx->temp, &k->pair, pair);
    if (!p)
        return ENT_NOMEM_FAIL(k->b->ctx);
    p->at = at;
    return ENT_OK;
}

ent_err ent_i_ktab_pair_part(ent_ktab_model *k, ent_str key, ent_str value) {
    pair *p = (pair *)k->pair.at + k->pair.n - 1;
    ent_str copy = ent_i_dup(k->b->ctx->temp, value);
    if (!copy.s)
        return ENT_NOMEM_FAIL(k->b->ctx);
    if (ent_i_eqz(key, "adjustingIdeal"))
        p->who = copy;
    else if (ent_i_eqz(key, "referencePos"))
        p->whom = copy;
    else if (ent_i_eqz(key, "adjust"))
        p->has_share =
            ent_i_number(value, &p->share) && p->share >= 0 && p->share <= 1;
    return ENT_OK;
}

static void fault_actor(ent_ktab_model *k, const pair *p, ent_str name) {
    const ent_names *all = &k->b->actor;
    ent_str near = ent_i_nearest(name, all->name.at, ent_i_name_count(all));
    ent_i_fault(k->b, ENT_NAME, p->at,
                "iaPair names an actor '%.*s', and there is none; %s%.*s%s",
                ENT_P(name),
                near.s ? "did you mean '"
                       : "add it or take the "
                         "pair out",
                ENT_P(near), near.s ? "'?" : "");
}

static void place_pair(ent_ktab_model *k, const pair *p, size_t n) {
    uint32_t i = ent_i_name_find(&k->b->actor, p->who);
    uint32_t j = ent_i_name_find(&k->b->actor, p->whom);
    if (i == UINT32_MAX || j == UINT32_MAX)
        fault_actor(k, p, i == UINT32_MAX ? p->who : p->whom);
    else if (!p->has_share)
        ent_i_fault(k->b, ENT_DOMAIN, p->at,
                    "the adjust of '%.*s' to '%.*s' must be a number in 0..1",
                    ENT_P(p->who), ENT_P(p->whom));
    else
        k->b->accommodation[i * n + j] = p->share;
}

/* Pairs that are not named are as in the matrix of one: each follows itself.
 * A row that is named in part can then sum to more than 1. */
static void check_rows(ent_ktab_model *k, size_t n) {
    const pair *all = k->pair.at;
    for (size_t i = 0; i < n; i++) {
        const double *row = k->b->accommodation + i * n;
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += row[j];
        if (sum > 1 + SLACK)
            ent_i_fault(k->b, ENT_DOMAIN, all[0].at,
                        "the ideal of '%.*s' follows others by %g in all, more "
                        "than 1; lower its adjust (its own is 1 where not "
                        "given)",
                        ENT_P(((const ent_str *)k->b->actor.name.at)[i]), sum);
    }
}

ent_err ent_i_ktab_pairs_end(ent_ktab_model *k) {
    size_t n = ent_i_name_count(&k->b->actor);
    const pair *all = k->pair.at;
    if (!k->pair.n || !n)
        return ENT_OK;
    ENT_TRY(ent_i_square_room(k->b, n, &k->b->accommodation));
    for (size_t i = 0; i < n; i++)
        k->b->accommodation[i * n + i] = 1;
    for (size_t i = 0; i < k->pair.n; i++)
        place_pair(k, &all[i], n);
    check_rows(k, n);
    return ENT_OK;
}
