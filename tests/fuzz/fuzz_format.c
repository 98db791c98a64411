/* fuzz_format.c - any bytes laid out: a sentence, or a file that laying it out
 * again does not change.  That it says the same is checked inside. */
#include "base/base.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_str once, twice;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_str bytes = {(const char *)data, size};
    if (ent_scenario_format(&ctx, ENT_STR("x.yaml"), bytes, &once)) {
        if (!ctx.fail.why[0])
            abort();
    } else if (ent_scenario_format(&ctx, ENT_STR("x.yaml"), once, &twice) ||
               !ent_i_eq(once, twice)) {
        abort();
    }
    ent_ctx_close(&ctx);
    return 0;
}
