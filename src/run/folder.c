/* folder.c - a run as a folder: run.json, scenario.json, draws.csv.
 *
 * run.json says how the run was made, so that it can be made again;
 * scenario.json is the scenario as it was, so that a report does not depend
 * on files that change; draws.csv is tidy: one row per draw and issue. */
#include "run/run.h"

static ent_err save_buf(ent_ctx *ctx, ent_str dir, const char *name,
                        ent_buf *b) {
    ent_str path = ent_i_path_join(ctx->temp, dir, ent_i_str(name));
    ent_err e = b->bad || !path.s
                    ? ENT_NOMEM_FAIL(ctx)
                    : ent_i_file_write(ctx, path, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return e;
}

/* ---- run.json */

static void put_models(ent_buf *b, const ent_plan *plan) {
    for (size_t m = 0; m < plan->n_choices; m++) {
        const ent_choice *c = &plan->choice[m];
        ent_i_buf_printf(b, "%s\n    {\"name\": \"%s\", \"weight\": ",
                         m ? "," : "", c->model->name);
        ent_i_buf_number(b, c->weight);
        ent_i_buf_printf(b, ", \"parameters\": {");
        for (size_t i = 0; i < c->model->n_params; i++) {
            ent_i_buf_printf(b, "%s\"%s\": ", i ? ", " : "",
                             c->model->param[i].name);
            ent_i_buf_number(b,
                             c->param ? c->param[i] : c->model->param[i].value);
        }
        ent_i_buf_printf(b, "}}");
    }
}

static void put_text(ent_buf *b, const char *key, ent_str text) {
    ent_i_buf_printf(b, "  \"%s\": ", key);
    ent_i_buf_json(b, text);
    ent_i_buf_put(b, ",\n", 2);
}

static void put_hash(ent_buf *b, const char *key, ent_str bytes) {
    char hex[65];
    ent_i_sha256_hex(bytes, hex);
    put_text(b, key, (ent_str){hex, 64});
}

static void put_list(ent_buf *b, const char *key, const ent_str *text,
                     size_t n) {
    ent_i_buf_printf(b, "  \"%s\": [", key);
    for (size_t i = 0; i < n; i++) {
        ent_i_buf_put(b, ", ", i ? 2 : 0);
        ent_i_buf_json(b, text[i]);
    }
    ent_i_buf_put(b, "],\n", 3);
}

static void put_faults(ent_buf *b, const ent_scenario *s, const ent_run *r) {
    ent_i_buf_printf(b, "  \"faults\": [");
    for (size_t i = 0; i < r->n_faults; i++) {
        ent_i_buf_printf(b, "%s\n    {\"formula\": ", i ? "," : "");
        ent_i_buf_json(b, s->formula[r->fault[i].formula].name);
        ent_i_buf_printf(b, ", \"replaced\": %llu}",
                         (unsigned long long)r->fault[i].n);
    }
    ent_i_buf_printf(b, "%s],\n", r->n_faults ? "\n  " : "");
}

enum { MOST_INPUTS = 128, INPUT_BYTES = 64 << 20 };

/* The files that values were read from, in order of first use. */
static size_t list_inputs(const ent_scenario *s, ent_str file[MOST_INPUTS]) {
    size_t n = 0;
    for (size_t i = 0; i < s->n_values && n < MOST_INPUTS; i++) {
        ent_str at = s->value[i].at.file;
        size_t k = 0;
        while (k < n && !ent_i_eq(file[k], at))
            k++;
        if (k == n && at.n)
            file[n++] = at;
    }
    return n;
}

/* A file that is gone by now has no hash; scenario.json holds it all. */
static void put_inputs(ent_ctx *ctx, ent_buf *b, const ent_scenario *s) {
    ent_str file[MOST_INPUTS];
    size_t n = list_inputs(s, file), shown = 0;
    ent_i_buf_printf(b, "  \"inputs\": [");
    for (size_t i = 0; i < n; i++) {
        char hex[65];
        ent_str bytes;
        ent_mark mark = ent_i_arena_mark(ctx->temp);
        if (!ent_i_file_read(ctx, ctx->temp, file[i], INPUT_BYTES, &bytes)) {
            ent_i_sha256_hex(bytes, hex);
            ent_i_buf_printf(b, "%s\n    {\"path\": ", shown++ ? "," : "");
            ent_i_buf_json(b, file[i]);
            ent_i_buf_printf(b, ", \"sha256\": \"%s\"}", hex);
        }
        ent_i_arena_release(ctx->temp, mark);
    }
    memset(&ctx->fail, 0, sizeof ctx->fail);
    ent_i_buf_printf(b, "%s],\n", shown ? "\n  " : "");
}

static void put_facts(ent_buf *b, const ent_scenario *s,
                      const ent_run_facts *facts, ent_str scenario) {
    char now[ENT_TIME_BYTES];
    ent_i_clock(now);
    put_text(b, "schema", ENT_STR("entente-run/1"));
    put_text(b, "version", ENT_STR(ENT_VERSION));
    put_text(b, "name", facts->name);
    put_text(b, "created", ent_i_str(now));
    put_text(b, "command", facts->command);
    put_text(b, "compiler", ENT_STR(ENT_COMPILER));
    put_text(b, "random", ENT_STR("Philox4x32-10 keyed by seed, draw, name"));
    put_text(b, "scenario", s->id);
    put_hash(b, "scenario_sha256", scenario);
    put_text(b, "lens", facts->lens);
    put_list(b, "argv", facts->argv, facts->n_argv);
    put_list(b, "set", facts->set, facts->n_sets);
}

static ent_err save_json(ent_ctx *ctx, ent_str dir, const ent_scenario *s,
                         const ent_plan *plan, const ent_run *run,
                         const ent_run_facts *facts) {
    ent_buf b = {0}, scenario = {0};
    ent_err e = ent_scenario_write_json(ctx, s, ent_i_buf_sink(&scenario));
    ent_i_buf_put(&b, "{\n", 2);
    if (!e) {
        put_facts(&b, s, facts, (ent_str){scenario.s, scenario.n});
        put_inputs(ctx, &b, s);
    }
    ent_i_buf_printf(&b, "  \"seed\": \"%llu\",\n  \"draws\": %zu,\n",
                     (unsigned long long)plan->seed, plan->draws);
    ent_i_buf_printf(&b, "  \"first\": %llu,\n  \"of\": %zu,\n",
                     (unsigned long long)plan->first, plan->of);
    ent_i_buf_printf(&b, "  \"design\": \"%s\",\n  \"failed\": %zu,\n",
                     plan->design == ENT_DESIGN_LATIN ? "latin" : "random",
                     run->failed);
    ent_i_buf_printf(&b, "  \"rounds\": %u,\n", plan->rounds);
    put_list(&b, "watch", plan->watch, plan->n_watch);
    put_faults(&b, s, run);
    ent_i_buf_printf(&b, "  \"models\": [");
    put_models(&b, plan);
    ent_i_buf_printf(&b, "\n  ]\n}\n");
    if (!e)
        e = save_buf(ctx, dir, "scenario.json", &scenario);
    if (!e)
        e = save_buf(ctx, dir, "run.json", &b);
    ent_i_buf_free(&scenario);
    ent_i_buf_free(&b);
    return e;
}

/* ---- draws.csv */

enum { DIGITS = 6 }; /* of 0..100: far below what any reader can use */

static void put_cell(ent_buf *b, double x, bool bad) {
    ent_i_buf_put(b, ",", 1);
    if (!bad)
        ent_i_buf_fixed(b, x, DIGITS);
}

static void put_draw(ent_buf *b, const ent_scenario *s, const ent_plan *plan,
                     const ent_run *r, size_t d) {
    size_t end = r->n_periods - 1;
    for (size_t p = 0; p < r->n_issues; p++) {
        size_t at = ent_i_run_blend(r, end, p, d);
        ent_i_buf_fixed(b, (double)(plan->first + d), 0);
        ent_i_buf_put(b, ",", 1);
        ent_i_buf_csv(b, s->issue[p].id);
        put_cell(b, r->ensemble[at], r->ensemble_bad[at]);
        for (size_t m = 0; m < r->n_models; m++) {
            size_t c = ent_i_run_cell(r, m, end, p, d);
            put_cell(b, r->settlement[c], r->bad[c]);
        }
        ent_i_buf_put(b, "\n", 1);
    }
}

static ent_err save_draws(ent_ctx *ctx, ent_str dir, const ent_scenario *s,
                          const ent_plan *plan, const ent_run *r) {
    ent_buf b = {0};
    ent_err e = ENT_OK;
    ent_i_buf_printf(&b, "draw,issue,forecast");
    for (size_t m = 0; m < r->n_models; m++)
        ent_i_buf_printf(&b, ",%s", plan->choice[m].model->name);
    ent_i_buf_put(&b, "\n", 1);
    for (size_t d = 0; !e && d < r->draws; d++) {
        if (d % 1024 == 0)
            e = ent_i_progress(ctx, "saving draws",
                               (double)d / (double)r->draws);
        put_draw(&b, s, plan, r, d);
    }
    if (!e)
        return save_buf(ctx, dir, "draws.csv", &b);
    ent_i_buf_free(&b);
    return e;
}

ent_err ent_run_save(ent_ctx *ctx, ent_str dir, const ent_scenario *s,
                     const ent_plan *plan, const ent_run *run,
                     const ent_run_facts *facts) {
    ENT_TRY(ent_i_folder_make(ctx, dir));
    ENT_TRY(save_draws(ctx, dir, s, plan, run));
    return save_json(ctx, dir, s, plan, run, facts); /* run.json comes last */
}
