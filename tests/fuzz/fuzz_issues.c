/* fuzz_issues.c - any bytes as an issue file, alone and on top of another. */
#include "read/issues.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Terms are chained in buckets, each once, and belong to an issue. */
static void check(const ent_issues *x) {
    const ent_issue_term *term = x->term.at;
    size_t n = 0;
    for (size_t b = 0; b < ENT_ISSUE_BUCKETS; b++)
        for (uint32_t i = x->bucket[b]; i; i = term[i - 1].next)
            if (++n > x->term.n || term[i - 1].issue >= x->issue.n ||
                !term[i - 1].words.n)
                abort();
    if (n != x->term.n)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char first[] = "issues: {a: {terms: [tariff, trade deal*]}}";
    ent_str bytes = {(const char *)data, size};
    ent_issues *x;
    ent_ctx ctx;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_err e = ent_issues_read(&ctx, ENT_STR("x.yaml"), bytes, &x);
    if (e ? !ctx.fail.why[0] || x : !x)
        abort();
    if (x)
        check(x);
    ent_issues_free(x);
    if (!ent_issues_read(&ctx, ENT_STR("a.yaml"), ent_i_str(first), &x) &&
        !ent_issues_add(&ctx, x, ENT_STR("x.yaml"), bytes))
        check(x);
    ent_issues_free(x);
    ent_ctx_close(&ctx);
    return 0;
}
