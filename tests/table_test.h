/* table_test.h - a table as text: what is read, or what is said about it. */
#ifndef ENT_TABLE_TEST_H
#define ENT_TABLE_TEST_H
#include "model/table.h"
#include "test.h"
#include <stdlib.h>

/* "issue/actor c x s" per stance, joined by "; ", or "line:column why". */
static inline void table_gives(const char *text, const char *want) {
    ent_ctx ctx;
    ent_table t;
    ent_buf b = {0};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    ent_err e = ent_table_read(&ctx, ENT_STR("t"), ent_i_str(text), &t);
    if (e)
        ent_i_buf_printf(&b, "%u:%u %s", ctx.fail.line, ctx.fail.column,
                         ctx.fail.why);
    for (size_t k = 0; !e && k < t.n_actors * t.n_issues; k++)
        if (t.has[k])
            ent_i_buf_printf(&b, "%s%.*s/%.*s %g %g %g", b.n ? "; " : "",
                             ENT_P(t.issue[k / t.n_actors]),
                             ENT_P(t.actor[k % t.n_actors]), t.capability[k],
                             t.position[k], t.salience[k]);
    ent_str got = {b.s, b.n};
    if (e ? !ent_i_starts(got, want) : !ent_i_eqz(got, want))
        fail_msg("got \"%.*s\"\nwant \"%s\"", ENT_P(got), want);
    ent_i_buf_free(&b);
    ent_ctx_close(&ctx);
}

/* Makes each allocation fail in turn: the reader must say so and stop. */
static long left_before_failure;
static inline void *failing_malloc(size_t n) {
    return left_before_failure-- > 0 ? malloc(n) : NULL;
}
static inline void *failing_realloc(void *p, size_t n) {
    return left_before_failure-- > 0 ? realloc(p, n) : NULL;
}
static inline void survives_without_memory(const char *text) {
    ent_err e = ENT_NOMEM;
    for (long k = 0; e; k++) {
        ent_ctx ctx;
        ent_table t;
        assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
        left_before_failure = k;
        ent_i_malloc = failing_malloc;
        ent_i_realloc = failing_realloc;
        e = ent_table_read(&ctx, ENT_STR("t"), ent_i_str(text), &t);
        ent_i_malloc = malloc;
        ent_i_realloc = realloc;
        if (e && e != ENT_NOMEM)
            fail_msg("allocation %ld fails: %s", k, ctx.fail.why);
        ent_ctx_close(&ctx);
        assert_true(k < 1000);
    }
}
#endif
