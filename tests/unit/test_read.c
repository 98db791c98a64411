/* test_read.c - whole scenarios: what comes out, and that every allocation
 * may fail. */
#include "scenario.h"
#include <jansson.h>

static void a_scenario_is_laid_out_flat(void **state) {
    (void)state;
    desk d;
    desk_small(&d);
    assert_int_equal(d.n_found, 0);
    STR_EQUAL(d.s.id, "small");
    STR_EQUAL(d.s.start, "2019-05-15");
    assert_int_equal(d.s.steps, 12);
    assert_int_equal(d.s.step_unit, 'm');
    assert_int_equal(d.s.n_actors, 2);
    assert_int_equal(d.s.actor[1].n_factions, 2);
    STR_EQUAL(d.s.faction[d.s.actor[1].first_faction].id, "X");
    assert_int_equal(d.s.n_stances, 4);
    assert_int_equal(d.s.stance[0].lenses, 0); /* base rows come first */
    STR_EQUAL(d.s.lens[1].id, "two");
    assert_true(d.s.lens[0].weight == 1 && d.s.lens[1].weight == 3);
    ent_ref ref = value(&d.s, "A.position.P")->evidence[0];
    STR_EQUAL(ref.doc, "notes"); /* the short name is resolved */
    assert_int_equal(ref.para, 2);
    ent_ctx_close(&d.ctx);
}

static void norway_is_an_actor(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(desk_read(&d,
                               "scenario: x\nactors: {NO: {capability: 1}}\n"
                               "issues: {P: {poles: [no, yes]}}\n"),
                     ENT_OK);
    STR_EQUAL(d.s.actor[0].id, "NO");
    STR_EQUAL(d.s.issue[0].pole[0], "no");
    assert_int_equal(d.s.steps, 1);
    ent_ctx_close(&d.ctx);
}

static void all_mistakes_are_listed_in_order(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(desk_read(&d, "events: [{date: soon, chance: 101}]\n"
                                   "actors: {A: {capability: -1, moves: x}}\n"
                                   "issues: {P: {poles: [a]}}\n"
                                   "scenario: x\n"),
                     ENT_SYNTAX);
    static const uint32_t column[] = {17, 31, 26, 30, 21};
    assert_int_equal(d.n_found, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(d.found[i].at.column, column[i]);
    assert_int_equal(d.ctx.fail.line, 1); /* the first is what failed */
    ent_ctx_close(&d.ctx);
}

static void a_missing_file_is_no_finding(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(ent_scenario_read(&d.ctx, ENT_STR("/nowhere/x.yaml"), &d.s,
                                       &d.found, &d.n_found),
                     ENT_MISSING);
    assert_int_equal(d.n_found, 0);
    ent_ctx_close(&d.ctx);
}

static void thousands_of_mistakes_end_the_list(void **state) {
    (void)state;
    desk d;
    ent_buf b = {0};
    desk_open(&d);
    ent_i_buf_printf(&b, "scenario: x\nactors:\n");
    for (int i = 0; i < 3000; i++)
        ent_i_buf_printf(&b, "  A%d: {capability: 0}\n", i);
    ent_i_buf_put(&b, "", 1);
    assert_int_equal(desk_read(&d, b.s), ENT_LIMIT);
    assert_int_equal(d.n_found, ENT_ERRORS_MAX + 1);
    ent_i_buf_free(&b);
    ent_ctx_close(&d.ctx);
}

static void the_schema_knows_the_same_sections(void **state) {
    (void)state;
    json_t *schema = json_load_file(
        ENT_SOURCE_DIR "/docs/formats/scenario.schema.json", 0, NULL);
    assert_non_null(schema);
    json_t *sections = json_object_get(schema, "properties");
    size_t n = 1;
    assert_non_null(json_object_get(sections, "include"));
    for (; ent_i_scenario_keys[n - 1]; n++)
        if (!json_object_get(sections, ent_i_scenario_keys[n - 1]))
            fail_msg("no %s", ent_i_scenario_keys[n - 1]);
    assert_int_equal(json_object_size(sections), n);
    json_decref(schema);
}

/* ---- allocation failures */

static long left;

static void *failing_malloc(size_t n) {
    return left-- > 0 ? malloc(n) : NULL;
}

static void *failing_realloc(void *p, size_t n) {
    return left-- > 0 ? realloc(p, n) : NULL;
}

static ent_err read_with_failing_memory(const char *path, const char *lens,
                                        long k) {
    desk d = {0};
    ent_scenario seen;
    ent_coverage coverage;
    ent_buf b = {0};
    left = k;
    ent_err e = ent_ctx_open(&d.ctx, (size_t)1 << 28);
    if (!e)
        e = ent_scenario_read(&d.ctx, ent_i_str(path), &d.s, &d.found,
                              &d.n_found);
    if (!e)
        e = ent_scenario_focus(&d.ctx, &d.s, ent_i_str(lens), &seen);
    if (!e && seen.n_mechanisms)
        e = ent_scenario_without(&d.ctx, &seen, seen.mechanism[0].part, 1,
                                 &seen);
    if (!e)
        e = ent_scenario_check(&d.ctx, &seen, NULL, &d.found, &d.n_found,
                               &coverage);
    if (!e)
        e = ent_scenario_write_json(&d.ctx, &seen, ent_i_buf_sink(&b));
    if (b.bad)
        e = ENT_NOMEM; /* the sink's own memory: to us a write that failed */
    ent_i_buf_free(&b);
    ent_ctx_close(&d.ctx);
    return e;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    static const char *const files[][2] = {
        {ENT_SOURCE_DIR "/tests/scenarios/fish.yaml", "bleak"},
        {ENT_SOURCE_DIR "/tests/scenarios/port.yaml", "calm"}};
    for (size_t i = 0; i < 2; i++) {
        ent_err e = ENT_NOMEM;
        long k = 0;
        ent_i_malloc = failing_malloc;
        ent_i_realloc = failing_realloc;
        for (; e == ENT_NOMEM && k < 10000; k++)
            e = read_with_failing_memory(files[i][0], files[i][1], k);
        ent_i_malloc = malloc;
        ent_i_realloc = realloc;
        assert_int_equal(e, ENT_OK);
        assert_true(k > 10);
    }
}

static ent_err read_in(const char *path, size_t room, desk *d) {
    assert_int_equal(ent_ctx_open(&d->ctx, room), ENT_OK);
    return ent_scenario_read(&d->ctx, ent_i_str(path), &d->s, &d->found,
                             &d->n_found);
}

static void the_system_fits_or_says_that_it_does_not(void **state) {
    (void)state;
    ent_err e = ENT_NOMEM;
    size_t room = 0;
    for (; e == ENT_NOMEM && room < (size_t)1 << 24; room += 1999) {
        desk d = {0};
        e = read_in(ENT_SOURCE_DIR "/tests/scenarios/port.yaml", room, &d);
        if (e)
            assert_non_null(strstr(d.ctx.fail.why, "memory"));
        ent_ctx_close(&d.ctx);
    }
    assert_int_equal(e, ENT_OK);
}

/* The arenas' limit cuts finer than their pages: every single request. */
static void every_limit_of_memory_is_told(void **state) {
    (void)state;
    ent_err e = ENT_NOMEM;
    size_t room = 0;
    for (; e == ENT_NOMEM && room < (size_t)1 << 22; room += 160) {
        desk d = {0};
        assert_int_equal(ent_ctx_open(&d.ctx, room), ENT_OK);
        e = desk_read(&d, SMALL);
        if (e)
            assert_non_null(strstr(d.ctx.fail.why, "memory"));
        ent_ctx_close(&d.ctx);
    }
    assert_int_equal(e, ENT_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_is_laid_out_flat),
        cmocka_unit_test(norway_is_an_actor),
        cmocka_unit_test(all_mistakes_are_listed_in_order),
        cmocka_unit_test(a_missing_file_is_no_finding),
        cmocka_unit_test(thousands_of_mistakes_end_the_list),
        cmocka_unit_test(the_schema_knows_the_same_sections),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(every_limit_of_memory_is_told),
        cmocka_unit_test(the_system_fits_or_says_that_it_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
