/* test_tables.c - forecasts for a terminal, a spreadsheet and a program. */
#include "report.h"
#include <utf8proc.h>

static ent_str text_table(fixture *x, size_t width, ent_buf *b) {
    must(&x->ctx, ent_forecast_text(&x->ctx, &x->s, x->r.forecast, width,
                                    ent_i_buf_sink(b)));
    return (ent_str){b->s, b->n};
}

static void no_line_is_wider_than_the_terminal(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    for (size_t width = 80; width < 140; width += 20) {
        ent_buf b = {0};
        ent_str text = text_table(&x, width, &b);
        while (text.n)
            assert_true(ent_i_cut(&text, '\n').n <= width);
        ent_i_buf_free(&b);
    }
    fixture_close(&x);
}

static void names_cannot_steer_the_terminal(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0};
    fixture_open(&x);
    ent_issue *issue = (ent_issue *)(uintptr_t)x.s.issue;
    issue[0].name = ENT_STR("\x1b]0;owned\x07\x1b[31mred\xc2\x9b");
    ent_str text = text_table(&x, 80, &b);
    for (size_t i = 0; i < text.n; i++)
        assert_true(text.s[i] == '\n' || (unsigned char)text.s[i] >= 0x20);
    assert_null(memmem(text.s, text.n, "\xc2\x9b", 2));
    ent_i_buf_free(&b);
    fixture_close(&x);
}

static void the_scale_shows_band_and_median(void **state) {
    (void)state;
    ent_issue issue = {.id = ENT_STR("Z"), .name = ENT_STR("Zeta")};
    ent_scenario s = {.issue = &issue, .n_issues = 1};
    ent_forecast f = {.all = {48, 0, 20, 50, 100, 100, 9}, .disagreement = 7};
    ent_buf b = {0};
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    must(&ctx, ent_forecast_text(&ctx, &s, &f, 80, ent_i_buf_sink(&b)));
    assert_non_null(memmem(b.s, b.n, "  50  .....[======|===========]  ", 33));
    assert_non_null(memmem(b.s, b.n, "20..100", 7));
    f.all = (ent_band){48, 0, 48, 48, 50, 50, 9}; /* too narrow for both ends */
    must(&ctx, ent_forecast_text(&ctx, &s, &f, 80, ent_i_buf_sink(&b)));
    assert_non_null(memmem(b.s, b.n, "  48  ............|............  ", 33));
    f.all = (ent_band){48, 0, 20, 20, 100, 100, 9}; /* the median at an end */
    must(&ctx, ent_forecast_text(&ctx, &s, &f, 80, ent_i_buf_sink(&b)));
    assert_non_null(memmem(b.s, b.n, "  20  .....[|=================]  ", 33));
    ent_i_buf_free(&b);
    ent_ctx_close(&ctx);
}

static void a_spreadsheet_gets_a_row_per_issue_and_model(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0};
    fixture_open(&x);
    must(&x.ctx, ent_forecast_csv(&x.ctx, &x.s, &x.plan, x.r.forecast,
                                  ent_i_buf_sink(&b)));
    ent_str text = {b.s, b.n};
    STR_EQUAL(ent_i_cut(&text, '\n'),
              "issue,name,model,weight,mean,q05,q10,q50,q90,q95,draws,failed");
    ent_i_cut(&text, '\n');
    assert_true(ent_i_starts(ent_i_cut(&text, '\n'), "X1,\"</script>"));
    ent_i_cut(&text, '\n');
    STR_EQUAL(ent_i_cut(&text, '\n'), "X2,The toll,forecast,,,,,,,,0,200");
    STR_EQUAL(ent_i_cut(&text, '\n'), "X2,The toll,mean,1,,,,,,,0,200");
    STR_EQUAL(text, "X2,The toll,median,0,,,,,,,0,200\n");
    ent_i_buf_free(&b);
    fixture_close(&x);
}

static void a_program_gets_json(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0};
    fixture_open(&x);
    must(&x.ctx, ent_forecast_json(&x.ctx, &x.s, &x.plan, &x.run, &x.facts,
                                   x.r.forecast, ent_i_buf_sink(&b)));
    json_t *o = json_loadb(b.s, b.n, JSON_REJECT_DUPLICATES, NULL);
    assert_string_equal(TEXT(o, "schema"), "entente-forecast/1");
    assert_int_equal(json_integer_value(at(o, "draws")), 200);
    const json_t *issue = json_array_get(at(o, "issues"), 0);
    NEAR(json_real_value(at(at(issue, "forecast"), "q50")),
         x.r.forecast[0].all.q50, 1e-6);
    json_decref(o);
    ent_i_buf_free(&b);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(names_cannot_steer_the_terminal),
        cmocka_unit_test(the_scale_shows_band_and_median),
        cmocka_unit_test(a_spreadsheet_gets_a_row_per_issue_and_model),
        cmocka_unit_test(a_program_gets_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
