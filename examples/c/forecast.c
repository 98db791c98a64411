/* forecast.c - the library in one page: a scenario in, headlines out.
 *
 *   cc forecast.c $(pkg-config --cflags --libs entente) -o forecast
 *   ./forecast ../korea-2019/korea-2019.yaml
 */
#include <entente.h>
#include <stdio.h>
#include <string.h>

static int fail(const ent_ctx *ctx, ent_err e) {
    fprintf(stderr, "%s:%u:%u: %s\n", ctx->fail.file, ctx->fail.line,
            ctx->fail.column, ctx->fail.why);
    return ent_err_exit(e);
}

static ent_err forecast(ent_ctx *ctx, ent_str path) {
    const ent_str mean = {"mean", 4}, nash = {"nash", 4}, base = {NULL, 0};
    const ent_choice models[] = {{ent_model_find(mean), NULL, 1},
                                 {ent_model_find(nash), NULL, 1}};
    const ent_plan plan = {
        .seed = 1, .draws = 1000, .choice = models, .n_choices = 2};
    ent_scenario written, seen;
    const ent_finding *found;
    const ent_forecast *f;
    size_t n_found;
    ent_run run;
    ent_err e;
    if ((e = ent_scenario_read(ctx, path, &written, &found, &n_found)) ||
        (e = ent_scenario_focus(ctx, &written, base, &seen)) ||
        (e = ent_run_play(ctx, &seen, &plan, &run)) ||
        (e = ent_forecast_make(ctx, &seen, &run, &f)))
        return e;
    for (size_t i = 0; i < seen.n_issues; i++)
        printf("%.*s\n", (int)f[i].headline.n, f[i].headline.s);
    return ENT_OK;
}

int main(int argc, char **argv) {
    ent_ctx ctx;
    if (argc != 2) {
        fprintf(stderr, "usage: forecast SCENARIO.yaml\n");
        return 2;
    }
    if (ent_ctx_open(&ctx, (size_t)1 << 30))
        return 5;
    const ent_str path = {argv[1], strlen(argv[1])};
    ent_err e = forecast(&ctx, path);
    int code = e ? fail(&ctx, e) : 0;
    ent_ctx_close(&ctx);
    return code;
}
