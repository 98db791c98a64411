/* test_copies.c - near copies are folded, texts that are only alike are not. */
#include "read/simhash.h"
#include "store.h"

/* n words of a made-up text; every `step`-th is another in each version. */
static ent_str text_of(ent_arena *keep, uint64_t seed, size_t n, size_t step,
                       int version) {
    ent_stream s = ent_i_stream(seed, ENT_STR("words")),
               other = ent_i_stream(seed + (uint64_t)version, ENT_STR("other"));
    ent_buf b = {0};
    for (size_t i = 0; i < n; i++) {
        bool changed = step && version && i % step == step - 1;
        double u = ent_i_uniform(changed ? other : s, i, 0);
        ent_i_buf_printf(&b, "w%d%s", (int)(u * 2000),
                         i % 12 == 11 ? ".\n" : " ");
    }
    ent_str out = ent_i_dup(keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static void most_bits_stay_where_most_runs_do(void **state) {
    (void)state;
    ent_ctx ctx;
    int found = 0, wrong = 0;
    assert_int_equal(ent_ctx_open(&ctx, (size_t)1 << 28), ENT_OK);
    for (uint64_t seed = 0; seed < 200; seed++) {
        const uint64_t *run[3];
        size_t n[3];
        ent_str text[3] = {text_of(ctx.temp, seed, 400, 0, 0),
                           text_of(ctx.temp, seed, 400, 100, 1),
                           text_of(ctx.temp, seed + 1000, 400, 0, 0)};
        for (int k = 0; k < 3; k++)
            assert_int_equal(
                ent_i_runs(&ctx, ctx.temp, text[k], &run[k], &n[k]), ENT_OK);
        assert_in_range(ent_i_runs_shared(run[0], n[0], run[1], n[1]), 90, 99);
        assert_int_equal(ent_i_runs_shared(run[0], n[0], run[0], n[0]), 100);
        assert_in_range(ent_i_runs_shared(run[0], n[0], run[2], n[2]), 0, 1);
        uint64_t a = ent_i_simhash(run[0], n[0]);
        found += ent_i_is_candidate(a, ent_i_simhash(run[1], n[1]));
        wrong += ent_i_is_candidate(a, ent_i_simhash(run[2], n[2]));
        ent_arena_reset(ctx.temp);
    }
    assert_true(found >= 195);
    assert_int_equal(wrong, 0);
    ent_ctx_close(&ctx);
}

static void case_and_marks_do_not_matter(void **state) {
    (void)state;
    ent_ctx ctx;
    const uint64_t *a, *b;
    size_t n, m;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    assert_int_equal(
        ent_i_runs(&ctx, ctx.keep, ENT_STR("The envoy left Oslo"), &a, &n),
        ENT_OK);
    assert_int_equal(ent_i_runs(&ctx, ctx.keep,
                                ENT_STR("\"The Envoy -- left\nOSLO!\""), &b,
                                &m),
                     ENT_OK);
    assert_int_equal(n, 1);
    assert_int_equal(ent_i_runs_shared(a, n, b, m), 100);
    assert_int_equal(ent_i_simhash(a, n), 0); /* too short */
    assert_int_equal(ent_i_runs_shared(a, 0, b, 0), 0);
    ent_ctx_close(&ctx);
}

static ent_err ingest(dossier *d, const char *name, ent_str text, int keep,
                      ent_ingest_result *r) {
    ent_str file = rest_of(d, name);
    OK(d, ent_i_file_write(&d->ctx, file, text));
    ent_ingest plan = {.path = &file, .n_paths = 1, .keep_copies = keep};
    return ent_store_ingest(&d->ctx, d->s, NULL, &plan, r);
}

static void a_near_copy_is_folded_and_said(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    dossier_open(&d);
    ent_str one = text_of(d.ctx.keep, 1, 400, 100, 0),
            near = text_of(d.ctx.keep, 1, 400, 100, 1),
            far = text_of(d.ctx.keep, 1, 400, 10, 1),
            other = text_of(d.ctx.keep, 2, 400, 0, 0);
    OK(&d, ingest(&d, "one.txt", one, 0, &r));
    OK(&d, ingest(&d, "other.txt", other, 0, &r));
    OK(&d, ingest(&d, "near.txt", near, 0, &r));
    assert_int_equal(r.n_folded, 1);
    assert_int_equal(r.n_added, 0);
    assert_int_equal(r.item[0].state, ENT_TAKEN_FOLDED);
    STR_EQUAL(r.item[0].name, "one");
    assert_non_null(strstr(r.item[0].why.s, "of one"));
    OK(&d, ingest(&d, "far.txt", far, 0, &r));
    assert_int_equal(r.n_added, 1);
    OK(&d, ingest(&d, "near.txt", near, 1, &r));
    assert_int_equal(r.n_added, 1);
    OK(&d, ingest(&d, "near.txt", near, 0, &r));
    assert_int_equal(r.n_known, 1);
    assert_int_equal(count(&d, "SELECT count(*) FROM document"), 4);
    dossier_close(&d);
}

static void near_copies_of_one_batch_are_found(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    dossier_open(&d);
    ent_buf b = {0};
    for (int i = 0; i < 3; i++) {
        ent_str text = text_of(d.ctx.keep, 1, 300, 100, i);
        ent_i_buf_printf(&b, "{\"id\":%d,\"text\":", i);
        ent_i_buf_json(&b, text);
        ent_i_buf_printf(&b, "}\n");
    }
    OK(&d, ingest(&d, "n.jsonl", (ent_str){b.s, b.n}, 0, &r));
    assert_int_equal(r.n_items, 3);
    assert_int_equal(r.n_added, 1);
    assert_int_equal(r.n_folded, 2);
    STR_EQUAL(r.item[2].name, "0");
    ent_i_buf_free(&b);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_bits_stay_where_most_runs_do),
        cmocka_unit_test(case_and_marks_do_not_matter),
        cmocka_unit_test(a_near_copy_is_folded_and_said),
        cmocka_unit_test(near_copies_of_one_batch_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
