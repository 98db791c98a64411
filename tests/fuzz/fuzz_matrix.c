/* fuzz_matrix.c - no bytes may crash the reader of squares of numbers. */
#include "base/base.h"
#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const ent_str name[] = {{"A", 1}, {"B", 1}, {"C", 1}};
    ent_ctx ctx;
    double *x;
    if (ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    ent_str bytes = {size ? (const char *)data : "", size};
    if (ent_matrix_read(&ctx, ENT_STR("fuzz"), bytes, name, 3, &x)) {
        if (!ctx.fail.why[0])
            abort();
    } else {
        for (size_t k = 0; k < 9; k++)
            if (!isfinite(x[k]))
                abort();
    }
    ent_ctx_close(&ctx);
    return 0;
}
