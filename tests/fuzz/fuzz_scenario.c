/* fuzz_scenario.c - any bytes as a scenario file: a sentence or a scenario,
 * and what is a scenario can be focused, written and read back, checked, and
 * have its parts taken out. */
#include "base/base.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever can be taken out leaves a scenario that can be written and read. */
static void take_out(ent_ctx *ctx, const ent_scenario *s) {
    ent_scenario out = *s;
    for (size_t i = 0; i < s->n_mechanisms; i++) {
        ent_scenario less;
        const ent_mechanism *m = &s->mechanism[i];
        if (ent_scenario_without(ctx, s, m->part, m->n_parts, &less))
            abort();
        out = less;
    }
    const ent_finding *found;
    size_t n;
    ent_scenario back;
    ent_buf b = {0};
    if (ent_scenario_write_json(ctx, &out, ent_i_buf_sink(&b)) ||
        ent_scenario_parse(ctx, ENT_STR("x.json"), (ent_str){b.s, b.n}, &back,
                           &found, &n))
        abort();
    ent_i_buf_free(&b);
}

static void look_for_doubts(ent_ctx *ctx, const ent_scenario *s) {
    const ent_finding *found;
    size_t n;
    ent_coverage coverage;
    if (ent_scenario_check(ctx, s, NULL, &found, &n, &coverage))
        abort();
}

static void round_trip(ent_ctx *ctx, const ent_scenario *s) {
    ent_scenario back, seen;
    const ent_finding *found;
    size_t n;
    ent_buf b = {0}, again = {0};
    for (size_t l = 0; l < s->n_lenses; l++)
        if (ent_scenario_focus(ctx, s, s->lens[l].id, &seen))
            abort();
    if (ent_scenario_write_json(ctx, s, ent_i_buf_sink(&b)) ||
        ent_scenario_parse(ctx, ENT_STR("x.json"), (ent_str){b.s, b.n}, &back,
                           &found, &n) ||
        ent_scenario_write_json(ctx, &back, ent_i_buf_sink(&again)) ||
        again.n != b.n || memcmp(again.s, b.s, b.n))
        abort();
    ent_i_buf_free(&b);
    ent_i_buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_scenario s;
    const ent_finding *found;
    size_t n;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_err e =
        ent_scenario_parse(&ctx, ENT_STR("x.yaml"),
                           (ent_str){(const char *)data, size}, &s, &found, &n);
    if (!e) {
        round_trip(&ctx, &s);
        take_out(&ctx, &s);
        look_for_doubts(&ctx, &s);
    } else if (!ctx.fail.why[0])
        abort();
    ent_ctx_close(&ctx);
    return 0;
}
