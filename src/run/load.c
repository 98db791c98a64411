/* load.c - a run folder read back: what ent_run_save wrote. */
#include "run/run.h"
#include <jansson.h>

enum { RUN_BYTES = 1 << 30 };

typedef struct loading {
    ent_ctx *ctx;
    ent_str dir;
    ent_run_saved *out;
} loading;

static ent_err damaged(const loading *l, const char *file, uint32_t line,
                       const char *why) {
    ent_str path = ent_i_path_join(l->ctx->keep, l->dir, ent_i_str(file));
    return ENT_FAIL_AT(l->ctx, ENT_SYNTAX, ((ent_place){path, line, 0}),
                       "%s; run the scenario again", why);
}

/* ---- run.json */

static ent_str text_of(const loading *l, const json_t *o, const char *key) {
    const json_t *t = json_object_get(o, key);
    if (!json_is_string(t))
        return (ent_str){0};
    return ent_i_dup(l->ctx->keep,
                     (ent_str){json_string_value(t), json_string_length(t)});
}

static uint64_t count_of(const json_t *o, const char *key) {
    json_int_t n = json_integer_value(json_object_get(o, key));
    return n > 0 ? (uint64_t)n : 0;
}

static ent_err take_model(const loading *l, const json_t *o, ent_choice *c) {
    ent_str name = text_of(l, o, "name");
    const json_t *params = json_object_get(o, "parameters");
    c->model = ent_model_find(name);
    if (!c->model)
        return damaged(l, "run.json", 0, "it names a model that is not here");
    double *param = ENT_NEW(l->ctx->keep, c->model->n_params, double);
    if (!param)
        return ENT_NOMEM_FAIL(l->ctx);
    for (size_t i = 0; i < c->model->n_params; i++) {
        const json_t *x = json_object_get(params, c->model->param[i].name);
        param[i] =
            json_is_number(x) ? json_number_value(x) : c->model->param[i].value;
    }
    c->param = param;
    c->weight = json_number_value(json_object_get(o, "weight"));
    return ENT_OK;
}

static ent_err take_models(const loading *l, const json_t *list) {
    ent_plan *plan = &l->out->plan;
    size_t n = json_array_size(list);
    ent_choice *choice = ENT_NEW(l->ctx->keep, n, ent_choice);
    if (!n)
        return damaged(l, "run.json", 0, "it lists no models");
    if (!choice)
        return ENT_NOMEM_FAIL(l->ctx);
    for (size_t m = 0; m < n; m++)
        ENT_TRY(take_model(l, json_array_get(list, m), &choice[m]));
    plan->choice = choice;
    plan->n_choices = n;
    return ENT_OK;
}

static ent_err take_list(const loading *l, const json_t *list,
                         const ent_str **out, size_t *n) {
    ent_str *text = ENT_NEW(l->ctx->keep, json_array_size(list), ent_str);
    if (!text)
        return ENT_NOMEM_FAIL(l->ctx);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *z = json_string_value(json_array_get(list, i));
        if (z)
            text[(*n)++] = ent_i_dup(l->ctx->keep, ent_i_str(z));
    }
    *out = text;
    return ENT_OK;
}

static ent_err take_facts(const loading *l, const json_t *o) {
    ent_run_saved *r = l->out;
    ent_str schema = text_of(l, o, "schema"), seed = text_of(l, o, "seed");
    if (!ent_i_starts(schema, "entente-run/"))
        return damaged(l, "run.json", 0, "this is not a run");
    if (!ent_i_eqz(schema, "entente-run/1"))
        return ENT_FAIL(l->ctx, ENT_UNSUPPORTED,
                        "this run was made by a newer entente (%.*s)",
                        ENT_P(text_of(l, o, "version")));
    r->facts = (ent_run_facts){.name = text_of(l, o, "name"),
                               .command = text_of(l, o, "command"),
                               .lens = text_of(l, o, "lens"),
                               .version = text_of(l, o, "version"),
                               .created = text_of(l, o, "created")};
    r->plan = (ent_plan){.draws = count_of(o, "draws"),
                         .first = count_of(o, "first"),
                         .of = count_of(o, "of"),
                         .rounds = (uint32_t)count_of(o, "rounds")};
    if (!ent_i_uint(seed, &r->plan.seed) || !r->plan.draws)
        return damaged(l, "run.json", 0, "it has no seed or no draws");
    if (ent_i_eqz(text_of(l, o, "design"), "random"))
        r->plan.design = ENT_DESIGN_RANDOM;
    r->plan.mixture = ent_i_eqz(r->facts.lens, "mixture");
    r->run.failed = count_of(o, "failed");
    ENT_TRY(take_list(l, json_object_get(o, "set"), &r->facts.set,
                      &r->facts.n_sets));
    ENT_TRY(take_list(l, json_object_get(o, "watch"), &r->plan.watch,
                      &r->plan.n_watch));
    return take_models(l, json_object_get(o, "models"));
}

static ent_err load_json(const loading *l) {
    ent_str text,
        path = ent_i_path_join(l->ctx->keep, l->dir, ENT_STR("run.json"));
    json_error_t err;
    if (!ent_i_file_exists(path))
        return ENT_FAIL_AT(l->ctx, ENT_MISSING, ((ent_place){l->dir, 0, 0}),
                           "there is no run here (no run.json); make one with "
                           "`entente run`");
    ENT_TRY(ent_i_file_read(l->ctx, l->ctx->keep, path, RUN_BYTES, &text));
    json_t *o = json_loadb(text.s, text.n, 0, &err);
    if (!o)
        return damaged(l, "run.json", (uint32_t)err.line, err.text);
    ent_err e = take_facts(l, o);
    json_decref(o);
    return e;
}

/* ---- draws.csv */

static ent_err take_cell(const loading *l, ent_str text, uint32_t line,
                         double *x, unsigned char *bad) {
    *bad = text.n == 0;
    if (!*bad && !ent_i_number(text, x))
        return damaged(l, "draws.csv", line, "a cell is not a number");
    if (!*bad && (*x < 0 || *x > 100))
        return damaged(l, "draws.csv", line, "a cell is outside 0..100");
    return ENT_OK;
}

/* Rows stand as they were written: by draw, then by issue.  An issue's id
 * may be quoted, so cells are counted from the end of the line. */
static ent_err take_row(const loading *l, ent_str row, size_t d, size_t p) {
    ent_run *r = &l->out->run;
    uint32_t line = (uint32_t)(d * r->n_issues + p + 2);
    for (size_t k = r->n_models + 1; k-- > 0;) {
        size_t at = row.n;
        while (at && row.s[at - 1] != ',')
            at--;
        if (!at)
            return damaged(l, "draws.csv", line, "a row is too short");
        ent_str text = {row.s + at, row.n - at};
        size_t c =
            k ? ent_i_run_cell(r, k - 1, 0, p, d) : ent_i_run_blend(r, 0, p, d);
        ENT_TRY(take_cell(l, text, line,
                          k ? &r->settlement[c] : &r->ensemble[c],
                          k ? &r->bad[c] : &r->ensemble_bad[c]));
        row.n = at - 1;
    }
    return ENT_OK;
}

static ent_err make_room(const loading *l) {
    ent_run *r = &l->out->run;
    ent_arena *keep = l->ctx->keep;
    size_t cells;
    r->n_models = l->out->plan.n_choices;
    r->n_issues = l->out->scenario.n_issues;
    r->n_periods = 1;
    r->draws = l->out->plan.draws;
    size_t rows = r->n_issues ? r->n_issues : 1;
    if (r->draws > SIZE_MAX / 16 / r->n_models / rows)
        return damaged(l, "run.json", 0, "its counts are out of range");
    cells = r->draws * r->n_issues;
    r->settlement = ENT_NEW(keep, cells * r->n_models, double);
    r->bad = ENT_NEW(keep, cells * r->n_models, unsigned char);
    r->ensemble = ENT_NEW(keep, cells, double);
    r->ensemble_bad = ENT_NEW(keep, cells, unsigned char);
    r->period_step = ENT_NEW(keep, 1, uint32_t);
    if (!r->settlement || !r->bad || !r->ensemble || !r->ensemble_bad ||
        !r->period_step)
        return ENT_NOMEM_FAIL(l->ctx);
    return ENT_OK;
}

static ent_err load_draws(const loading *l) {
    ent_run *r = &l->out->run;
    ent_str text,
        path = ent_i_path_join(l->ctx->keep, l->dir, ENT_STR("draws.csv"));
    ENT_TRY(make_room(l));
    ENT_TRY(ent_i_file_read(l->ctx, l->ctx->keep, path, RUN_BYTES, &text));
    ent_i_cut(&text, '\n');
    for (size_t d = 0; d < r->draws; d++)
        for (size_t p = 0; p < r->n_issues; p++) {
            if (!text.n)
                return damaged(l, "draws.csv", 0, "rows are missing");
            ENT_TRY(take_row(l, ent_i_cut(&text, '\n'), d, p));
        }
    return ENT_OK;
}

static ent_err load_scenario(const loading *l) {
    ent_str path =
        ent_i_path_join(l->ctx->keep, l->dir, ENT_STR("scenario.json"));
    const ent_finding *found;
    size_t n;
    return ent_scenario_read(l->ctx, path, &l->out->scenario, &found, &n);
}

ent_err ent_run_load(ent_ctx *ctx, ent_str dir, ent_run_saved *out) {
    loading l = {ctx, dir, out};
    *out = (ent_run_saved){0};
    ENT_TRY(load_json(&l));
    ENT_TRY(load_scenario(&l));
    return load_draws(&l);
}
