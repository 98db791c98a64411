/* registry.c - the list of models and their settings by name.
 *
 * A new model is one file with one const struct, one name in model.h and one
 * row in MODELS; docs/models/README.md says the rest. */
#include "model/model.h"

/* clang-format off */
static const ent_model *const MODELS[] = {
    &ent_i_model_axelrod,
    &ent_i_model_challenge,
    &ent_i_model_coalitions,
    &ent_i_model_codecision,
    &ent_i_model_coleman,
    &ent_i_model_consultation,
    &ent_i_model_degroot,
    &ent_i_model_egalitarian,
    &ent_i_model_ensemble,
    &ent_i_model_eum,
    &ent_i_model_exchange,
    &ent_i_model_fcm,
    &ent_i_model_friedkin,
    &ent_i_model_kalai,
    &ent_i_model_linkage,
    &ent_i_model_mactor,
    &ent_i_model_mean,
    &ent_i_model_median,
    &ent_i_model_mode,
    &ent_i_model_nash,
    &ent_i_model_nash_package,
    &ent_i_model_pce,
    &ent_i_model_pivots,
    &ent_i_model_power,
    &ent_i_model_qre,
    &ent_i_model_setter,
    &ent_i_model_smp,
    &ent_i_model_stage2011,
    &ent_i_model_utilitarian,
    &ent_i_model_veto,
    &ent_i_model_winset,
    &ent_i_model_yolk,
    NULL
};
/* clang-format on */

const ent_model *const *ent_model_all(void) {
    return MODELS;
}

const ent_model *ent_model_find(ent_str name) {
    for (const ent_model *const *m = MODELS; *m; m++)
        if (ent_i_eqz(name, (*m)->name))
            return *m;
    return NULL;
}

enum { NAMES = 32 }; /* more settings or choices than any model has */

/* "; did you mean 'x'?" or what there is, for the end of a sentence. */
static ent_str hint(ent_ctx *ctx, ent_str given, const ent_str *name,
                    size_t n) {
    ent_buf b = {0};
    ent_str near = ent_i_nearest(given, name, n);
    if (near.s)
        ent_i_buf_printf(&b, "did you mean '%.*s'?", ENT_P(near));
    for (size_t i = 0; i < n && !near.s; i++)
        ent_i_buf_printf(&b, "%s%.*s", i ? ", " : "there is ", ENT_P(name[i]));
    if (!n)
        ent_i_buf_printf(&b, "it has no settings");
    ent_str out = ent_i_dup(ctx->keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static ent_err no_key(ent_ctx *ctx, const ent_model *m, ent_str key) {
    ent_str name[NAMES];
    size_t n = 0;
    for (; n < m->n_params && n < NAMES; n++)
        name[n] = ent_i_str(m->param[n].name);
    return ENT_FAIL(ctx, ENT_NAME, "model '%s' has no setting '%.*s'; %.*s",
                    m->name, ENT_P(key), ENT_P(hint(ctx, key, name, n)));
}

static ent_err set_choice(ent_ctx *ctx, const ent_param *p, ent_str text,
                          double *out) {
    ent_str name[NAMES];
    size_t n = 0;
    for (; p->choices[n] && n < NAMES; n++) {
        name[n] = ent_i_str(p->choices[n]);
        if (ent_i_eq(text, name[n])) {
            *out = (double)n;
            return ENT_OK;
        }
    }
    return ENT_FAIL(ctx, ENT_NAME, "'%s' cannot be '%.*s'; %.*s", p->name,
                    ENT_P(text), ENT_P(hint(ctx, text, name, n)));
}

static ent_err set_number(ent_ctx *ctx, const ent_param *p, ent_str text,
                          double *out) {
    double x;
    if (!ent_i_number(text, &x))
        return ENT_FAIL(ctx, ENT_SYNTAX, "'%s' takes a number, not '%.*s'",
                        p->name, ENT_P(text));
    if (x < p->lo || x > p->hi)
        return ENT_FAIL(ctx, ENT_DOMAIN, "'%s' must lie in %g..%g, not %.*s",
                        p->name, p->lo, p->hi, ENT_P(text));
    *out = x;
    return ENT_OK;
}

double ent_model_actor_key(ent_str name) {
    if (!name.n || ent_i_eqz(name, "none"))
        return 0;
    return 1 + (double)(ent_i_hash(name) >> 11);
}

/* An actor by its name; where none are known any name will do. */
static ent_err set_actor(ent_ctx *ctx, const ent_param *p, ent_str text,
                         const ent_str *actor, size_t n, double *out) {
    *out = ent_model_actor_key(text);
    if (*out == 0 || !actor)
        return ENT_OK;
    for (size_t i = 0; i < n; i++)
        if (ent_i_eq(text, actor[i]))
            return ENT_OK;
    ent_str near = ent_i_nearest(text, actor, n);
    return ENT_FAIL(ctx, ENT_NAME,
                    "'%s' takes the name of an actor, and there is no '%.*s'; "
                    "did you mean '%.*s'?",
                    p->name, ENT_P(text), ENT_P(near.s ? near : actor[0]));
}

void ent_i_model_defaults(const ent_model *m, double *param) {
    for (size_t i = 0; i < m->n_params; i++)
        param[i] = m->param[i].value;
}

bool ent_i_param_is_actor(const ent_param *p) {
    return strcmp(p->unit, "actor") == 0;
}

ent_err ent_model_set(ent_ctx *ctx, const ent_model *m, ent_str text,
                      double *param) {
    return ent_model_set_among(ctx, m, text, NULL, 0, param);
}

ent_err ent_model_set_among(ent_ctx *ctx, const ent_model *m, ent_str text,
                            const ent_str *actor, size_t n_actors,
                            double *param) {
    ent_str rest = text, key = ent_i_trim(ent_i_cut(&rest, '='));
    if (!rest.s)
        return ENT_FAIL(ctx, ENT_SYNTAX,
                        "a setting is written key=value, not '%.*s'",
                        ENT_P(text));
    rest = ent_i_trim(rest);
    for (size_t i = 0; i < m->n_params; i++) {
        const ent_param *p = &m->param[i];
        if (ent_i_eqz(key, p->name) && ent_i_param_is_actor(p))
            return set_actor(ctx, p, rest, actor, n_actors, &param[i]);
        if (ent_i_eqz(key, p->name))
            return p->choices ? set_choice(ctx, p, rest, &param[i])
                              : set_number(ctx, p, rest, &param[i]);
    }
    return no_key(ctx, m, key);
}
