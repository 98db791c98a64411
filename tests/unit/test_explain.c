/* test_explain.c - what moved a number: shares worked out by hand on small
 * worlds, sums that are exact, places, depth and mistakes. */
#include "world.h"

/* Two sides of equal weight, a stock that one of them reads, a belief, a gate,
 * a move, an event in step 2 that sets a value. */
static const char TANKS[] = WORLD_HEAD WORLD_TIME(
    8) "actors: {A: {capability: 50}, B: {capability: 50}}\n"
       "issues: {P: {poles: [a, b], status_quo: 50}, Q: {poles: [a, b], "
       "status_quo: 10}}\n"
       "stances:\n"
       "  - {issue: P, actor: A, position: 20, salience: 50}\n"
       "  - {issue: P, actor: B, position: 80, salience: 50}\n"
       "  - {issue: Q, actor: A, position: 30, salience: 50}\n"
       "  - {issue: Q, actor: B, position: 70, salience: 50}\n"
       "quantities:\n"
       "  rate: {value: 2, range: 0..100}\n"
       "  leak: {value: 1, range: 0..100}\n"
       "  price: {value: 3, range: 0..100}\n"
       "  tank: {kind: stock, start: 0, change: rate - leak, range: 0..100}\n"
       "  bill: tank * price\n"
       "  echo: last.price\n"
       "  A.position.P: base + tank\n"
       "beliefs:\n"
       "  B.full:\n"
       "    prior: 50\n"
       "    signals:\n"
       "      rich: {when: price > 5, if_true: 80, if_false: 20}\n"
       "      dull: {when: 1, if_true: 50, if_false: 50}\n"
       "gates:\n"
       "  door: {opens: price > 5, issues: [Q]}\n"
       "moves:\n"
       "  B.answer:\n"
       "    options: {none: 0, shout: 10}\n"
       "    value: price * option / 10\n"
       "    temperature: 1\n"
       "events:\n"
       "  jump: {date: 2020-01-03, what: it jumps, set: {price: 8}}\n";

typedef struct told {
    world x;
    ent_plan plan;
    ent_explanation e;
} told;

static ent_err explained(told *k, ent_why why) {
    k->plan = (ent_plan){
        .seed = 1, .draws = 100, .choice = &k->x.choice, .n_choices = 1};
    return ent_explain(&k->x.ctx, &k->x.s, &k->plan, &why, &k->e);
}

static void explain(told *k, const char *text, const char *name, int32_t step,
                    int32_t from) {
    world_read(&k->x, text);
    if (explained(k, (ent_why){ent_i_str(name), step, from, 0}))
        fail_msg("%s", k->x.ctx.fail.why);
}

/* The row called so below `parent`. */
static const ent_cause *below(const told *k, uint32_t parent,
                              const char *name) {
    for (size_t i = 0; i < k->e.n_causes; i++)
        if (k->e.cause[i].parent == parent &&
            ent_i_eqz(k->e.cause[i].name, name))
            return &k->e.cause[i];
    fail_msg("'%s' is not below row %u", name, (unsigned)parent);
    return NULL;
}

static uint32_t row_of(const told *k, const ent_cause *c) {
    return (uint32_t)(c - k->e.cause);
}

static void a_product_is_shared_exactly(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "bill", 2, 1); /* 1 * 3 becomes 2 * 8 */
    NEAR(k.e.cause[0].share, 13, 1e-9);
    NEAR(below(&k, 0, "tank")->share, (3 + 8) / 2.0, 1e-9);
    const ent_cause *price = below(&k, 0, "price");
    NEAR(price->share, 5 * (1 + 2) / 2.0, 1e-9);
    const ent_cause *jump = below(&k, row_of(&k, price), "jump");
    assert_string_equal(jump->kind, "event");
    NEAR(jump->share, 5, 1e-9);
    assert_non_null(strstr(jump->says.s, "100 % of draws"));
    assert_string_equal(k.e.cause[0].kind, "formula");
    STR_EQUAL(k.e.cause[0].formula, "tank * price");
    world_drop(&k.x);
}

static void a_stock_moves_by_its_flows(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "tank", 6, 2); /* four steps of 2 - 1 */
    NEAR(k.e.cause[0].share, 4, 1e-9);
    NEAR(below(&k, 0, "rate")->share, 8, 1e-9);
    NEAR(below(&k, 0, "leak")->share, -4, 1e-9);
    world_drop(&k.x);
}

/* A's position is worth half of the weighted mean. */
static void a_settlement_moves_by_positions(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "P", 4, 3);
    STR_EQUAL(k.e.cause[0].name, "settle.P");
    NEAR(k.e.cause[0].share, 0.5, 1e-9);
    const ent_cause *a = below(&k, 0, "A.position.P");
    NEAR(a->share, 0.5, 1e-9);
    assert_string_equal(a->kind, "driver");
    NEAR(below(&k, row_of(&k, a), "tank")->share, 1, 1e-9);
    world_drop(&k.x);
}

/* From the status quo of 50 both sides pull by 15. */
static void at_the_start_everybody_pulls_from_the_status_quo(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "P", 0, -1);
    NEAR(below(&k, 0, "A.position.P")->share, -15, 1e-9);
    NEAR(below(&k, 0, "B.position.P")->share, 15, 1e-9);
    assert_int_equal(k.e.cause[0].since, -1);
    world_drop(&k.x);
}

static void a_gate_has_what_happens_when_it_opens(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "Q", -1, -1); /* 10 until the jump, then 50 */
    assert_int_equal(k.e.cause[0].step, 2);
    const ent_cause *door = below(&k, 0, "open.door");
    NEAR(door->share, 40, 1e-9);
    NEAR(below(&k, row_of(&k, door), "price")->share, 1, 1e-9);
    world_drop(&k.x);
}

/* 4 to 1 against even odds: from 50 to 80, one step behind the jump. */
static void a_belief_moves_by_what_it_hears(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "belief.B.full", 3, 2);
    NEAR(k.e.cause[0].share, 30, 1e-9);
    const ent_cause *rich = below(&k, 0, "belief.B.full.rich");
    NEAR(rich->share, 30, 1e-6);
    NEAR(rich->before, 0, 1e-9);
    NEAR(rich->after, 1, 1e-9);
    NEAR(below(&k, row_of(&k, rich), "price")->share, 1, 1e-9);
    world_drop(&k.x);
}

/* Over three steps it hears the same three times. */
static void a_belief_adds_up_over_steps(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "belief.B.full", 5, 2);
    NEAR(k.e.cause[0].after, 100 * 64 / 65.0, 1e-9);
    NEAR(below(&k, 0, "belief.B.full.rich")->share, k.e.cause[0].share, 1e-6);
    world_drop(&k.x);
}

/* Chances are logit of price: what the draw adds stands beside it. */
static void a_move_says_its_chances(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "B.answer", 2, 1);
    double a = 10 / (1 + exp(-3.0)), b = 10 / (1 + exp(-8.0));
    NEAR(below(&k, 0, "price")->share, b - a, 1e-9);
    assert_non_null(strstr(k.e.cause[0].says.s, "shout 95 to 100 %"));
    world_drop(&k.x);
}

static void last_is_one_step_older(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "echo", -1, -1);
    assert_int_equal(k.e.cause[0].step, 3);
    const ent_cause *price = below(&k, 0, "price");
    NEAR(price->share, 5, 1e-9);
    assert_int_equal(price->step, 2);
    below(&k, row_of(&k, price), "jump");
    world_drop(&k.x);
}

static void an_actor_is_all_that_is_its_own(void **state) {
    (void)state;
    told k;
    bool move = false, belief = false, payoff = false;
    explain(&k, TANKS, "B", -1, -1);
    for (size_t i = 0; i < k.e.n_causes; i++) {
        const ent_cause *c = &k.e.cause[i];
        if (c->parent != ENT_NONE)
            continue;
        move |= ent_i_eqz(c->name, "B.answer");
        belief |= ent_i_eqz(c->name, "belief.B.full");
        payoff |= ent_i_eqz(c->name, "payoff.B");
    }
    assert_true(move && belief && payoff);
    world_drop(&k.x);
}

/* Every row stands behind its parent, and the shares of a node's rows make its
 * movement where nothing small is left out. */
static void shares_add_up(void **state) {
    (void)state;
    told k;
    explain(&k, TANKS, "payoff.A", 4, 3);
    double sum = 0;
    for (size_t i = 1; i < k.e.n_causes; i++) {
        const ent_cause *c = &k.e.cause[i];
        assert_true(c->parent < i);
        assert_int_equal(c->depth, k.e.cause[c->parent].depth + 1);
        if (c->parent == 0 && !c->rests)
            sum += c->share;
    }
    NEAR(sum, k.e.cause[0].share, 1e-9);
    world_drop(&k.x);
}

static void depth_ends_the_tree(void **state) {
    (void)state;
    told k;
    world_read(&k.x, TANKS);
    assert_int_equal(explained(&k, (ent_why){ENT_STR("P"), 4, 3, .depth = 1}),
                     ENT_OK);
    for (size_t i = 0; i < k.e.n_causes; i++)
        assert_true(k.e.cause[i].depth <= 1);
    world_drop(&k.x);
}

static void mistakes_are_told(void **state) {
    (void)state;
    told k;
    world_read(&k.x, TANKS);
    assert_int_equal(explained(&k, (ent_why){ENT_STR("tonk"), -1, -1, 0}),
                     ENT_NAME);
    assert_non_null(strstr(k.x.ctx.fail.why, "tank"));
    assert_int_equal(explained(&k, (ent_why){ENT_STR("tank"), 8, -1, 0}),
                     ENT_DOMAIN);
    assert_int_equal(explained(&k, (ent_why){ENT_STR("tank"), 2, 3, 0}),
                     ENT_DOMAIN);
    world_drop(&k.x);
}

/* Models that move actors say who moved and why. */
static void a_model_that_moves_gives_its_reasons(void **state) {
    (void)state;
    static const char text[] = WORLD_HEAD WORLD_TIME(
        3) "actors: {A: {capability: 90}, B: {capability: 20}, C: {capability: "
           "40}}\n"
           "issues: {P: {poles: [a, b], status_quo: 50}}\n"
           "stances:\n"
           "  - {issue: P, actor: A, position: 20, salience: 80}\n"
           "  - {issue: P, actor: B, position: 80, salience: 40}\n"
           "  - {issue: P, actor: C, position: 60, salience: 60}\n"
           "quantities: {x: t}\n";
    told k;
    world_read(&k.x, text);
    k.x.choice.model = ent_model_find(ENT_STR("smp"));
    assert_non_null(k.x.choice.model);
    assert_int_equal(explained(&k, (ent_why){ENT_STR("P"), 0, -1, 0}), ENT_OK);
    if (!k.e.cause[0].says.n)
        fail_msg("the model says nothing");
    assert_non_null(strstr(k.e.cause[0].says.s, "smp: "));
    world_drop(&k.x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_is_shared_exactly),
        cmocka_unit_test(a_stock_moves_by_its_flows),
        cmocka_unit_test(a_settlement_moves_by_positions),
        cmocka_unit_test(at_the_start_everybody_pulls_from_the_status_quo),
        cmocka_unit_test(a_gate_has_what_happens_when_it_opens),
        cmocka_unit_test(a_belief_moves_by_what_it_hears),
        cmocka_unit_test(a_belief_adds_up_over_steps),
        cmocka_unit_test(a_move_says_its_chances),
        cmocka_unit_test(last_is_one_step_older),
        cmocka_unit_test(an_actor_is_all_that_is_its_own),
        cmocka_unit_test(shares_add_up),
        cmocka_unit_test(depth_ends_the_tree),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(a_model_that_moves_gives_its_reasons)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
