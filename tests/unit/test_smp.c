/* test_smp.c - the spatial model of politics against turns that the KTAB
 * program printed, and on inputs on which that program fails. */
#include "moves_test.h"

/* ---- against the program */

/* Expected rows are actor, issue, then a position for each turn from 0, with
 * six decimals. */
static void row_is(const moves *m, ent_str row, const char *name) {
    ent_str actor = ent_i_cut(&row, ','), issue = ent_i_cut(&row, ',');
    size_t i = 0, p = 0, turn = 0;
    while (i < m->t.n_actors && !ent_i_eq(m->t.actor[i], actor))
        i++;
    while (p < m->t.n_issues && !ent_i_eq(m->t.issue[p], issue))
        p++;
    assert_true(i < m->t.n_actors && p < m->t.n_issues);
    for (; row.s; turn++) {
        double want, got;
        ent_str cell = ent_i_trim(ent_i_cut(&row, ','));
        assert_true(ent_i_number(cell, &want));
        if (turn > m->rounds)
            fail_msg("%s stops after %u turns", name, m->rounds);
        got = m->at[turn][p * m->t.n_actors + i];
        /* most stand on a grid of 0.01, which six decimals give in full */
        bool grid = fabs(100 * got - round(100 * got)) < 1e-7;
        if (!(fabs(got - want) <= (grid ? 1e-9 : 5.001e-7)))
            fail_msg("%s: %.*s in turn %zu is %.12g, want %.12g", name,
                     ENT_P(actor), turn, got, want);
    }
    if (turn != m->rounds + 1)
        fail_msg("%s: %u turns, want %zu", name, m->rounds, turn - 1);
}

static void positions_are(ent_str table, ent_str want, const char *name) {
    bool mistaken = strstr(name, "BargnModel") != NULL;
    moves m =
        moves_of("smp", table, mistaken ? "compat=ktab" : "", MOST_ROUNDS);
    assert_int_equal(m.err, ENT_OK);
    ent_i_cut(&want, '\n');
    for (size_t n = 0; want.n; n++)
        row_is(&m, ent_i_cut(&want, '\n'), name);
    moves_free(&m);
}

static void every_option_gives_the_turns_of_the_program(void **state) {
    (void)state;
    static const char end[] = ".positions.csv", plain[] = ".default";
    ent_ctx ctx;
    ent_str *file;
    size_t n, seen = 0;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 26), ENT_OK);
    shared_file(&ctx, "README.md"); /* or skip */
    assert_int_equal(ent_i_file_list(&ctx, ctx.keep,
                                     ENT_STR(ENT_SHARED_DIR "/cases/smp"),
                                     &file, &n),
                     ENT_OK);
    for (size_t i = 0; i < n; i++) {
        ent_str stem = file[i], table, want;
        if (!ent_i_ends(stem, end))
            continue;
        stem.n -= sizeof end - 1;
        bool csv = ent_i_ends(stem, plain);
        stem.n -= csv ? sizeof plain - 1 : 0;
        ent_str from =
            ent_i_printf(ctx.keep, "%.*s.%s", ENT_P(stem), csv ? "csv" : "xml");
        assert_int_equal(ent_i_file_read(&ctx, ctx.keep, from, 1 << 20, &table),
                         ENT_OK);
        assert_int_equal(
            ent_i_file_read(&ctx, ctx.keep, file[i], 1 << 20, &want), ENT_OK);
        positions_are(table, want, from.s);
        seen++;
    }
    assert_true(seen >= 32);
    ent_ctx_close(&ctx);
}

static void options_without_expectations_run(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_str *file, bytes;
    size_t n, seen = 0;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 26), ENT_OK);
    shared_file(&ctx, "README.md");
    assert_int_equal(
        ent_i_file_list(&ctx, ctx.keep,
                        ENT_STR(ENT_SHARED_DIR "/cases/smp/options"), &file,
                        &n),
        ENT_OK);
    for (size_t i = 0; i < n; i++) {
        if (!ent_i_ends(file[i], ".xml") || !strstr(file[i].s, "SOE-Pol"))
            continue;
        assert_int_equal(
            ent_i_file_read(&ctx, ctx.keep, file[i], 1 << 20, &bytes), ENT_OK);
        moves m = moves_of("smp", bytes, "", MOST_ROUNDS);
        if (m.err || m.rounds < 2)
            fail_msg("%s: %s, %u turns", file[i].s, ent_err_name(m.err),
                     m.rounds);
        for (size_t k = 0; k < m.t.n_actors * m.t.n_issues; k++)
            assert_true(m.at[m.rounds][k] >= 0 && m.at[m.rounds][k] <= 100);
        moves_free(&m);
        seen++;
    }
    assert_true(seen >= 28);
    ent_ctx_close(&ctx);
}

/* ---- where the program aborts */

#define HEAD "actor,capability,position,salience\n"
#define TWO  "issue,actor,capability,position,salience\n"
static const char *const ADJUST[] = {"BigRAdjust=None", "BigRAdjust=Full"};

static void nobody_moves(const char *text) {
    for (size_t k = 0; k < 2; k++) {
        moves m = moves_of("smp", ent_i_str(text), ADJUST[k], 3);
        assert_int_equal(m.err, ENT_OK);
        for (size_t i = 0; i < m.t.n_actors * m.t.n_issues; i++)
            NEAR(m.at[m.rounds][i], m.t.position[i], 0);
        moves_free(&m);
    }
}

static void alone_or_agreed_nobody_moves(void **state) {
    (void)state;
    nobody_moves(HEAD "A,1,30,.5\n");
    nobody_moves(HEAD "A,1,40,.5\nB,2,40,.7\nC,3,40,1\n");
    nobody_moves(TWO "p,A,1,40,.5\nq,A,1,0,.5\np,B,2,40,.2\nq,B,2,0,.2\n");
}

static void full_adjustment_plays(void **state) {
    (void)state;
    moves m = moves_of("smp", ENT_STR(HEAD "A,1,10,.5\nB,2,50,.7\nC,3,90,.3\n"),
                       "BigRAdjust=Full", MOST_ROUNDS);
    assert_int_equal(m.err, ENT_OK);
    assert_true(m.at[m.rounds][0] != 10 || m.at[m.rounds][2] != 90);
    moves_free(&m);
}

/* Two poles: the weak give way, and nobody leaves the scale. */
static void poles_are_played(void **state) {
    (void)state;
    moves m = moves_of(
        "smp", ENT_STR(HEAD "A,9,0,1\nB,8,0,1\nC,1,100,.3\nD,1,100,.2\n"), "",
        MOST_ROUNDS);
    assert_int_equal(m.err, ENT_OK);
    for (size_t i = 0; i < 4; i++)
        assert_true(m.at[m.rounds][i] >= 0 && m.at[m.rounds][i] <= 100);
    assert_true(m.settlement[0] < 10);
    moves_free(&m);
}

/* Equal strengths on both sides of the middle: no chance stands out, so all
 * are neutral to risk, and the two sides stay mirror images. */
static void symmetry_stays(void **state) {
    (void)state;
    moves m = moves_of("smp", ENT_STR(HEAD "A,1,20,.5\nB,1,80,.5\n"), "", 5);
    assert_int_equal(m.err, ENT_OK);
    NEAR(m.at[m.rounds][0] + m.at[m.rounds][1], 100, .011);
    moves_free(&m);
}

static void who_has_no_weight_stays_out(void **state) {
    (void)state;
    const char *with = HEAD "A,1,10,.5\nX,0,95,1\nB,2,50,.7\nY,4,0,0\n"
                            "C,3,90,.3\n";
    const char *without = HEAD "A,1,10,.5\nB,2,50,.7\nC,3,90,.3\n";
    moves m = moves_of("smp", ent_i_str(with), "", 20);
    moves o = moves_of("smp", ent_i_str(without), "", 20);
    static const size_t same[] = {0, 2, 4};
    assert_int_equal(m.err, ENT_OK);
    assert_int_equal(m.rounds, o.rounds);
    for (size_t i = 0; i < 3; i++) {
        NEAR(m.at[m.rounds][same[i]], o.at[o.rounds][i], 0);
        NEAR(m.chance[same[i]], o.chance[i], 0);
    }
    NEAR(m.at[m.rounds][1], 95, 0);
    NEAR(m.chance[1] + m.chance[3], 0, 0);
    moves_free(&m);
    moves_free(&o);
}

static void an_actor_without_a_stance_has_none_after(void **state) {
    (void)state;
    moves m = moves_of("smp",
                       ENT_STR(TWO "p,A,1,10,.5\np,B,2,60,.5\np,C,3,90,.4\n"
                                   "q,A,1,10,.5\nq,C,3,20,.4\n"),
                       "", MOST_ROUNDS);
    assert_int_equal(m.err, ENT_OK);
    assert_int_equal(m.t.has[m.t.n_actors + 1], 0);
    NEAR(m.at[m.rounds][m.t.n_actors + 1], 0, 0);
    for (size_t k = 0; k < m.why.n; k++)
        assert_false(m.why.at[k].issue == 1 &&
                     (m.why.at[k].mover == 1 || m.why.at[k].by == 1));
    moves_free(&m);
}

static void no_weight_at_all_is_refused(void **state) {
    (void)state;
    moves m = moves_of("smp", ENT_STR(HEAD "A,1,10,0\nB,0,60,1\n"), "", 5);
    assert_int_equal(m.err, ENT_DOMAIN);
    moves_free(&m);
}

/* ---- chances, reasons, draws */

#define FIVE HEAD "A,30,5,.9\nB,20,35,.3\nC,25,60,.8\nD,15,60,.2\nE,40,95,.6\n"

/* Equal positions share one chance; all places together have 1. */
static void chances_of_places_sum_to_one(void **state) {
    (void)state;
    for (uint32_t turns = 1; turns < 6; turns++) {
        moves m = moves_of("smp", ENT_STR(FIVE), "", turns);
        double sum = 0;
        for (size_t i = 0; i < 5; i++) {
            bool first = true;
            for (size_t j = 0; j < i; j++)
                if (fabs(m.at[m.rounds][i] - m.at[m.rounds][j]) < .1) {
                    NEAR(m.chance[i], m.chance[j], 0);
                    first = false;
                }
            sum += first ? m.chance[i] : 0;
        }
        NEAR(sum, 1, 1e-12);
        moves_free(&m);
    }
}

/* Every move has one reason that was taken, and it leads where the actor
 * stands after the round. */
static void moves_have_their_reasons(void **state) {
    (void)state;
    moves m = moves_of("smp", ENT_STR(FIVE), "", MOST_ROUNDS);
    size_t refused = 0;
    for (uint32_t r = 1; r <= m.rounds; r++)
        for (uint32_t i = 0; i < 5; i++) {
            bool moved = m.at[r][i] != m.at[r - 1][i];
            size_t taken = 0;
            for (size_t k = 0; k < m.why.n; k++) {
                const ent_reason *w = &m.why.at[k];
                if (w->round != r || w->mover != i)
                    continue;
                refused += !w->taken;
                taken += w->taken != 0;
                NEAR(w->from, m.at[r - 1][i], 1e-12);
                if (w->taken)
                    NEAR(w->to, m.at[r][i], 1e-12);
                assert_true(w->by < 5 && w->by != i);
                assert_true(w->chance >= 0 && w->chance <= 1);
            }
            assert_int_equal(taken, moved);
        }
    assert_true(refused > 0);
    moves_free(&m);
}

static void draws_depend_on_the_stream_alone(void **state) {
    (void)state;
    size_t differ = 0;
    double param[MOST_SETTINGS];
    const ent_model *smp = ent_model_find(ENT_STR("smp"));
    for (uint64_t seed = 0; seed < 20; seed++) {
        moves one = moves_of("smp", ENT_STR(FIVE), "", 0);
        moves two = moves_of("smp", ENT_STR(FIVE), "", 0);
        set_all(&one, smp, "StateTransitions=Stochastic", param);
        play_rounds(&one, smp, param, seed, 4);
        play_rounds(&two, smp, param, seed, 4);
        moves other = moves_of("smp", ENT_STR(FIVE), "", 4);
        assert_memory_equal(one.at[one.rounds], two.at[two.rounds],
                            5 * sizeof(double));
        differ += memcmp(one.at[one.rounds], other.at[other.rounds],
                         5 * sizeof(double)) != 0;
        moves_free(&one);
        moves_free(&two);
        moves_free(&other);
    }
    assert_true(differ > 5);
}

/* ---- rounds from outside */

/* A position that was changed between rounds counts as given anew. */
static void a_changed_position_is_taken_over(void **state) {
    (void)state;
    moves m = moves_of("smp", ENT_STR(FIVE), "", 0);
    const ent_model *smp = ent_model_find(ENT_STR("smp"));
    double param[MOST_SETTINGS], z, next[5], same[5];
    double *work = doubles(&m, smp->work(5, 1));
    ent_game g = {.n_actors = 5,
                  .n_issues = 1,
                  .capability = m.t.capability,
                  .position = m.t.position,
                  .salience = m.t.salience,
                  .hi = 100,
                  .state = doubles(&m, smp->state(5, 1))};
    ent_outcome out = {.position = next, .settlement = &z};
    set_all(&m, smp, "", param);
    assert_int_equal(smp->round(&g, param, 0, work, &out), ENT_OK);
    next[1] = 77; /* an event, say */
    g.position = next;
    g.round = 2;
    out.position = same;
    assert_int_equal(smp->round(&g, param, 0, work, &out), ENT_OK);
    g.state = NULL; /* nothing remembered: ideals are positions */
    double fresh[5];
    out.position = fresh;
    assert_int_equal(smp->round(&g, param, 0, work, &out), ENT_OK);
    for (size_t i = 0; i < 5; i++)
        NEAR(same[i], fresh[i], 1e-9);
    moves_free(&m);
}

/* All turns in one call, by the model's own rule or to a number of rounds. */
static void a_whole_play_in_one_call(void **state) {
    (void)state;
    moves m = moves_of("smp", ENT_STR(FIVE), "", MOST_ROUNDS);
    const ent_model *smp = ent_model_find(ENT_STR("smp"));
    double param[MOST_SETTINGS], z, last[5];
    double *work = doubles(&m, smp->work(5, 1) + ent_i_play_memory(smp, 5, 1));
    ent_game g = {.n_actors = 5,
                  .n_issues = 1,
                  .capability = m.t.capability,
                  .position = m.t.position,
                  .salience = m.t.salience,
                  .hi = 100};
    ent_outcome out = {.position = last, .settlement = &z};
    uint32_t played;
    set_all(&m, smp, "", param);
    assert_true(m.rounds > 2);
    assert_int_equal(
        ent_model_play(smp, &g, param, 0, MOST_ROUNDS, work, &out, &played),
        ENT_OK);
    assert_int_equal(played, m.rounds);
    assert_memory_equal(last, m.at[m.rounds], sizeof last);
    assert_int_equal(ent_model_play(smp, &g, param, 0, 2, work, &out, &played),
                     ENT_OK);
    assert_int_equal(played, 2);
    assert_memory_equal(last, m.at[2], sizeof last);
    moves_free(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_gives_the_turns_of_the_program),
        cmocka_unit_test(options_without_expectations_run),
        cmocka_unit_test(alone_or_agreed_nobody_moves),
        cmocka_unit_test(full_adjustment_plays),
        cmocka_unit_test(poles_are_played),
        cmocka_unit_test(symmetry_stays),
        cmocka_unit_test(who_has_no_weight_stays_out),
        cmocka_unit_test(an_actor_without_a_stance_has_none_after),
        cmocka_unit_test(no_weight_at_all_is_refused),
        cmocka_unit_test(chances_of_places_sum_to_one),
        cmocka_unit_test(moves_have_their_reasons),
        cmocka_unit_test(draws_depend_on_the_stream_alone),
        cmocka_unit_test(a_changed_position_is_taken_over),
        cmocka_unit_test(a_whole_play_in_one_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
