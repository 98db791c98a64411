/* fuzz_past.c - no bytes may crash the reader of past decisions, nor what is
 * forecast from them; the table of powers ends at the first NUL. */
#include "base/base.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds) {
    if (!holds)
        abort();
}

static void check(const ent_past *p) {
    for (size_t i = 0; i < p->n_issues; i++) {
        const ent_past_issue *it = &p->issue[i];
        require(it->split >= ENT_SPLIT_NONE && it->split < ENT_SPLITS);
        require(it->outcome <= 100);
        for (size_t k = 0; k < p->n_actors; k++) {
            require(it->capability[k] >= 0 && it->capability[k] <= 100);
            require(it->position[k] >= 0 && it->position[k] <= 100);
            require(it->salience[k] >= 0 && it->salience[k] <= 1);
        }
    }
}

static void forecast(ent_ctx *ctx, const ent_past *p) {
    const ent_str name[] = {ENT_STR("calibrated"), ENT_STR("mixture"),
                            ENT_STR("settlements")};
    ent_backtest_plan plan = {.name = name, .n_names = 3, .split = {0, 1, 1}};
    ent_backtest b;
    if (p->n_issues > 40 || p->n_actors > 8 ||
        ent_backtest_make(ctx, p, &plan, &b))
        return;
    for (size_t i = 0; i < b.n_scores; i++)
        require(isfinite(b.score[i].crps) && isfinite(b.score[i].mae));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_past p;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_str issues = {size ? (const char *)data : "", size};
    ent_str power = ent_i_cut(&issues, '\0');
    ent_past_files f = {ENT_STR("issues"), issues, ENT_STR("power"), power};
    ent_err e = ent_past_read(&ctx, &f, &p);
    if (e) {
        require(ctx.fail.why[0] != 0);
    } else {
        check(&p);
        forecast(&ctx, &p);
    }
    ent_ctx_close(&ctx);
    return 0;
}
