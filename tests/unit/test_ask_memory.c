/* test_ask_memory.c - when memory runs out in the middle of an analysis, it is
 * told, and nothing is lost or left behind. */
#include "ask.h"

static long left;
static void *(*real_malloc)(size_t);
static void *(*real_realloc)(void *, size_t);

static void *starved_malloc(size_t n) {
    return left-- > 0 ? real_malloc(n) : NULL;
}

static void *starved_realloc(void *p, size_t n) {
    return left-- > 0 ? real_realloc(p, n) : NULL;
}

static void starve(long k) {
    real_malloc = ent_i_malloc;
    real_realloc = ent_i_realloc;
    left = k;
    ent_i_malloc = starved_malloc;
    ent_i_realloc = starved_realloc;
}

static void feed(void) {
    ent_i_malloc = real_malloc;
    ent_i_realloc = real_realloc;
}

/* One more allocation each time, until it is enough. */
static void each_may_fail(const char *file, const char *run) {
    asked k;
    ent_err e = ENT_NOMEM;
    asked_open(&k, file, 8);
    k.plan.threads = 1;
    k.q.run = ent_i_str(run);
    long n = 0;
    for (; e == ENT_NOMEM && n < 3000; n++) {
        ent_ctx small;
        ent_answer a;
        ent_tests t;
        assert_int_equal(ent_ctx_open(&small, 1 << 26), ENT_OK);
        starve(n);
        e = *run ? ent_question_answer(&small, &k.d.s, &k.plan, &k.q, &a)
                 : ent_claims_test(&small, &k.d.s, &k.plan, NULL, &t);
        feed();
        if (e && !small.fail.why[0])
            fail_msg("%s fails without a word", run);
        ent_ctx_close(&small);
    }
    if (e)
        fail_msg("%s: %s", run, ent_err_name(e));
    assert_true(n > 3);
    asked_close(&k);
}

static void no_memory_is_an_answer_not_a_crash(void **state) {
    (void)state;
    static const struct {
        const char *file, *run;
    } all[] = {{"lever", "what-if A.position.P=+1 vs B.position.P=1"},
               {"lever", "sweep A.position.P 0..9 and B.position.P 0..9"},
               {"lever", "flip settle.P above 60 by A.position.P"},
               {"clock", "without M1"},
               {"clock", "posterior B.A_pumps"},
               {"clock", "order fast, slow above 30"},
               {"swap", "deals swap"},
               {"lever", "leave-one-out"},
               {"lever", "lenses"},
               {"lever", "drivers"},
               {"lever", "information"},
               {"lever", "contradictions"},
               {"lever", "arrival 2"},
               {"clock", "delay tap 0..4"},
               {"clock", "path"},
               {"clock", "shares cost by A.gain, B.gain"},
               {"clock", ""}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        each_may_fail(all[i].file, all[i].run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory_is_an_answer_not_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
