/* test_write_system.c - a whole system as JSON reads back as itself. */
#include "scenario.h"

static ent_str json_of(desk *d, const ent_scenario *s) {
    ent_buf b = {0};
    if (ent_scenario_write_json(&d->ctx, s, ent_i_buf_sink(&b)))
        fail_msg("%s", d->ctx.fail.why);
    ent_str out = ent_i_dup(d->ctx.keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static void read_port(desk *d) {
    desk_open(d);
    if (ent_scenario_read(&d->ctx,
                          ENT_STR(ENT_SOURCE_DIR "/tests/scenarios/port.yaml"),
                          &d->s, &d->found, &d->n_found))
        fail_msg("%s", d->ctx.fail.why);
}

static void read_back(desk *d, ent_str json, ent_scenario *back) {
    if (ent_scenario_parse(&d->ctx, ENT_STR("x.json"), json, back, &d->found,
                           &d->n_found))
        fail_msg("%u:%u: %s", d->ctx.fail.line, d->ctx.fail.column,
                 d->ctx.fail.why);
}

static void all_sections_survive(void **state) {
    (void)state;
    desk d;
    ent_scenario back;
    read_port(&d);
    ent_str json = json_of(&d, &d.s);
    read_back(&d, json, &back);
    assert_true(ent_i_eq(json, json_of(&d, &back)));
    assert_int_equal(back.n_values, d.s.n_values);
    assert_int_equal(back.n_formulas, d.s.n_formulas);
    assert_int_equal(back.n_quantities, d.s.n_quantities);
    assert_int_equal(back.n_moves, d.s.n_moves);
    assert_int_equal(back.n_beliefs, d.s.n_beliefs);
    assert_int_equal(back.n_claims, d.s.n_claims);
    assert_int_equal(back.n_mechanisms, d.s.n_mechanisms);
    assert_int_equal(back.n_asked, d.s.n_asked);
    for (size_t i = 0; i < d.s.n_values; i++)
        if (d.s.value[i].kind &&
            ent_scenario_value(&d.s, d.s.value[i].name) == i) {
            const ent_value *a = &d.s.value[i];
            const ent_value *b = value(&back, a->name.s);
            assert_true(a->best == b->best && a->lo == b->lo);
            assert_true(a->hi == b->hi && a->min == b->min);
        }
    assert_true(isinf(back.quantity[0].hi) == isinf(d.s.quantity[0].hi));
    assert_int_equal(back.quantity[4].kind, d.s.quantity[4].kind);
    ent_ctx_close(&d.ctx);
}

/* What a lens or the command line turned stays turned. */
static void what_was_changed_is_written(void **state) {
    (void)state;
    desk d;
    ent_scenario seen, changed, back;
    read_port(&d);
    assert_int_equal(ent_scenario_focus(&d.ctx, &d.s, ENT_STR("calm"), &seen),
                     ENT_OK);
    ent_str sets[] = {ENT_STR("income*=2"), ENT_STR("open.harbour=0"),
                      ENT_STR("LINE.smuggle.detected=9"),
                      ENT_STR("KING.guard=1")};
    assert_int_equal(ent_scenario_set(&d.ctx, &seen, sets, 4, &changed),
                     ENT_OK);
    read_back(&d, json_of(&d, &changed), &back);
    assert_true(value(&back, "income.shift")->best == -1); /* the lens */
    assert_true(value(&back, "income.scale")->best == 2);
    assert_true(value(&back, "LINE.smuggle.hold")->best == 0);
    assert_true(value(&back, "open.harbour.hold")->best == 0);
    assert_true(value(&back, "KING.guard.hold")->best == 1);
    assert_true(value(&back, "LINE.smuggle.detected")->best == 9);
    assert_true(value(&back, "TOWN.position.berths")->best == 35);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sections_survive),
        cmocka_unit_test(what_was_changed_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
