/* test_stage2011.c - stage games in the style of 2011: one game worked out by
 * hand, and what must hold of any table. */
#include "model/stage2011.h"
#include "moves_test.h"

#define HEAD "actor,capability,position,salience\n"
#define FIVE \
    HEAD "A,30,4,0.9\nB,20,40,0.3\nC,25,60,0.5\nD,15,75,0.8\nE,40,95,0.2\n"

/* Half the scale apart, by distance alone, three to one in strength. */
static stage_dyad three_to_one(void) {
    return (stage_dyad){.u = {{1, .75}, {.75, 1}},
                        .lottery = {.75 + .25 * .75, .75 * .75 + .25},
                        .quo = {.9, .9},
                        .belief = {{.5, .5}, {.5, .5}}};
}

/* Player 1 gets .75 by accepting.  Refusing it expects, by its type, of a
 * rival that is a hawk or a dove, and then retaliatory or not:
 *   dove, retaliatory   (.7125 + .8125) / 2 = .7625     refuses
 *   hawk, retaliatory   (.7125 + .75625) / 2 = .734
 *   dove, pacific       (.65 + .8125) / 2 = .731
 *   hawk, pacific       (.65 + .75625) / 2 = .703 */
static void one_game_by_hand(void **state) {
    (void)state;
    stage_dyad d = three_to_one();
    stage_costs costs = {.1, .1, .1, .1};
    stage_result r;
    stage_solve(&d, &costs, &r);
    NEAR(r.chance[STAGE_ACCEPTED], .75, 1e-15);
    NEAR(r.chance[STAGE_COERCED_RESISTED], .125, 1e-15);
    NEAR(r.chance[STAGE_COMPROMISED], .125, 1e-15);
    assert_int_equal(r.likeliest, STAGE_ACCEPTED);
    /* all types of player 0 take this path alike, one of player 1 never */
    for (int t = 0; t < STAGE_TYPES; t++) {
        NEAR(r.told[0][t], .75, 1e-15);
        NEAR(r.told[1][t], t == STAGE_RETALIATORY ? 0 : 1, 1e-15);
    }
    NEAR(r.value[0], .75 + .125 * (.9375 - .2) + .125 * .9375, 1e-15);
    NEAR(r.value[1], .75 * .75 + .125 * (.8125 - .1) + .125 * .8125, 1e-15);
    NEAR(r.gain[0], .1, 1e-15);
    NEAR(r.gain[1], -.15, 1e-15);
}

/* A rival that is surely a dove is always refused; one that surely coerces
 * and wins is not. */
static void beliefs_decide_the_answer(void **state) {
    (void)state;
    stage_dyad d = three_to_one();
    stage_costs costs = {.1, .1, .1, .1};
    stage_result r;
    d.belief[0][0] = 1;
    stage_solve(&d, &costs, &r);
    NEAR(r.chance[STAGE_ACCEPTED], 0, 0);
    d.belief[0][0] = 0;
    stage_solve(&d, &costs, &r);
    NEAR(r.chance[STAGE_ACCEPTED], 1, 1e-15);
}

/* With a status quo that is best for both, nobody proposes. */
static void a_good_status_quo_stays(void **state) {
    (void)state;
    stage_dyad d = three_to_one();
    stage_costs costs = {.1, .1, .1, .1};
    stage_result r;
    d.quo[0] = d.quo[1] = 1;
    stage_solve(&d, &costs, &r);
    NEAR(r.chance[STAGE_QUO], 1, 1e-15);
    NEAR(r.value[0] + r.value[1], 2, 1e-15);
}

/* All chances of any game sum to 1, and no payoff leaves what the costs and
 * the scale allow. */
static void random_games_are_sound(void **state) {
    (void)state;
    ent_stream s = ent_i_stream(5, ENT_STR("stage"));
    for (uint64_t k = 0; k < 3000; k++) {
        double v[16], sum = 0;
        for (uint32_t i = 0; i < 16; i++)
            v[i] = ent_i_uniform(s, k, i);
        stage_dyad d = {
            .u = {{1, v[0]}, {v[1], 1}},
            .lottery = {v[2] + (1 - v[2]) * v[0], v[2] * v[1] + 1 - v[2]},
            .quo = {v[3], v[4]},
            .belief = {{k % 5 ? v[5] : (double)(k % 2), v[6]},
                       {v[7], k % 3 ? v[8] : 1}}};
        stage_costs costs = {v[9], v[10], v[11], v[12]};
        stage_result r;
        stage_solve(&d, &costs, &r);
        for (int p = 0; p < STAGE_PATHS; p++) {
            assert_true(r.chance[p] >= 0);
            sum += r.chance[p];
            assert_true(r.chance[p] <= r.chance[r.likeliest] + 1e-11);
        }
        NEAR(sum, 1, 1e-12);
        for (int q = 0; q < 2; q++)
            assert_true(r.value[q] <= 1 + 1e-12 && r.value[q] >= -2);
    }
}

/* ---- whole plays, against a second program written from the page */

static void play_is(const char *text, const char *settings, uint32_t rounds,
                    uint32_t played, const double *want, double forecast) {
    moves m = moves_of("stage2011", ent_i_str(text), settings, rounds);
    assert_int_equal(m.err, ENT_OK);
    assert_int_equal(m.rounds, played);
    for (size_t i = 0; i < 5; i++)
        NEAR(m.at[played][i], want[i], 1e-9);
    NEAR(m.settlement[0], forecast, 1e-9);
    moves_free(&m);
}

static void plays_agree_with_a_second_program(void **state) {
    (void)state;
    play_is(FIVE, "", 100, 3,
            (double[]){4, 67.043920223582, 68.598710020033, 65.674608228915,
                       65.947225331841},
            67.08172908635848);
    play_is(FIVE, "theta=1", 4, 4,
            (double[]){63.452086420419, 60.80845175267, 60.187379735552,
                       60.338855236418, 60.916696806799},
            61.670631568190984);
    play_is(FIVE, "theta=0", 4, 4,
            (double[]){40.164076269829, 80.261695935812, 62.965033325287,
                       76.302111727278, 82.188471238035},
            68.78630440470148);
}

static void the_last_issue_can_hold_resolve(void **state) {
    (void)state;
    play_is("issue," HEAD "p,A,30,4,0.9\np,B,20,40,0.3\np,C,25,60,0.5\n"
            "p,D,15,75,0.8\np,E,40,95,0.2\nresolve,A,0,20,0\n"
            "resolve,B,0,90,0\nresolve,C,0,50,0\nresolve,D,0,70,0\n"
            "resolve,E,0,40,0\n",
            "resolve=last", 4, 4,
            (double[]){4, 68.723433480771, 68.286554899689, 69.012661692262,
                       68.750327185083},
            68.6704002018099);
    moves m = moves_of("stage2011", ENT_STR(FIVE), "resolve=last", 1);
    assert_int_equal(m.err, ENT_SHAPE);
    moves_free(&m);
}

/* Each issue is played by itself, and one that is over stays as it is. */
static void issues_are_played_apart(void **state) {
    (void)state;
    moves both = moves_of(
        "stage2011",
        ENT_STR("issue," HEAD "p,A,30,4,0.9\np,B,20,40,0.3\np,C,25,60,0.5\n"
                "p,D,15,75,0.8\np,E,40,95,0.2\nq,A,1,50,.5\nq,B,1,90,.5\n"),
        "", MOST_ROUNDS);
    moves one = moves_of("stage2011", ENT_STR(FIVE), "", MOST_ROUNDS);
    moves two = moves_of("stage2011", ENT_STR(HEAD "A,1,50,.5\nB,1,90,.5\n"),
                         "", MOST_ROUNDS);
    assert_int_equal(both.err, ENT_OK);
    assert_int_equal(both.rounds,
                     one.rounds > two.rounds ? one.rounds : two.rounds);
    assert_true(one.rounds != two.rounds);
    for (size_t i = 0; i < 5; i++)
        NEAR(both.at[both.rounds][i], one.at[one.rounds][i], 0);
    for (size_t i = 0; i < 2; i++)
        NEAR(both.at[both.rounds][5 + i], two.at[two.rounds][i], 0);
    NEAR(both.settlement[0], one.settlement[0], 0);
    NEAR(both.settlement[1], two.settlement[0], 0);
    moves_free(&both);
    moves_free(&one);
    moves_free(&two);
}

static void reasons_add_up_to_the_moves(void **state) {
    (void)state;
    moves m = moves_of("stage2011", ENT_STR(FIVE), "", 1);
    for (uint32_t i = 0; i < 5; i++) {
        double sum = 0, weight = 0;
        for (size_t k = 0; k < m.why.n; k++) {
            const ent_reason *w = &m.why.at[k];
            if (w->mover != i || !w->taken)
                continue;
            double share = m.t.capability[w->by] * m.t.salience[w->by];
            sum += share * w->to;
            weight += share;
        }
        NEAR(m.at[1][i], weight > 0 ? sum / weight : m.at[0][i], 1e-10);
    }
    moves_free(&m);
}

static void nothing_to_play(void **state) {
    (void)state;
    moves m = moves_of("stage2011", ENT_STR(HEAD "A,1,30,.5\n"), "", 9);
    assert_int_equal(m.err, ENT_OK);
    NEAR(m.settlement[0], 30, 1e-12);
    moves_free(&m);
    m = moves_of("stage2011", ENT_STR(HEAD "A,1,40,.5\nB,2,40,.7\n"), "", 9);
    NEAR(m.at[m.rounds][1], 40, 1e-12);
    moves_free(&m);
    m = moves_of("stage2011", ENT_STR(HEAD "A,0,40,.5\nB,2,50,0\n"), "", 9);
    assert_int_equal(m.err, ENT_DOMAIN);
    moves_free(&m);
}

static void random_tables_stay_in_range(void **state) {
    (void)state;
    static const char *const settings[] = {
        "", "theta=0", "theta=1 alpha=10 phi=10", "tau=10 gamma=10",
        "alpha=0 tau=0 gamma=0 phi=0"};
    for (uint64_t draw = 0; draw < 100; draw++) {
        ent_stream s = ent_i_stream(3, ENT_STR("2011"));
        ent_buf b = {0};
        double lo = 100, hi = 0;
        ent_i_buf_printf(&b, HEAD);
        size_t n = 2 + draw % 6;
        for (uint32_t i = 0; i < n; i++) {
            double x = 100 * ent_i_uniform(s, draw, 3 * i);
            x = draw % 3 ? x : 100 * (x > 50);
            lo = fmin(lo, x);
            hi = fmax(hi, x);
            ent_i_buf_printf(&b, "A%u,%.3f,%.17g,%.2f\n", i,
                             1 + 9 * ent_i_uniform(s, draw, 3 * i + 1), x,
                             .01 + .99 * ent_i_uniform(s, draw, 3 * i + 2));
        }
        moves m =
            moves_of("stage2011", (ent_str){b.s, b.n}, settings[draw % 5], 20);
        assert_int_equal(m.err, ENT_OK);
        for (size_t i = 0; i < n; i++)
            assert_true(m.at[m.rounds][i] >= lo - 1e-9 &&
                        m.at[m.rounds][i] <= hi + 1e-9);
        assert_true(m.settlement[0] >= lo - 1e-9 &&
                    m.settlement[0] <= hi + 1e-9);
        moves_free(&m);
        ent_i_buf_free(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_game_by_hand),
        cmocka_unit_test(beliefs_decide_the_answer),
        cmocka_unit_test(a_good_status_quo_stays),
        cmocka_unit_test(random_games_are_sound),
        cmocka_unit_test(plays_agree_with_a_second_program),
        cmocka_unit_test(the_last_issue_can_hold_resolve),
        cmocka_unit_test(issues_are_played_apart),
        cmocka_unit_test(reasons_add_up_to_the_moves),
        cmocka_unit_test(nothing_to_play),
        cmocka_unit_test(random_tables_stay_in_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
