/* test_eum.c - the expected-utility model against the tables and figures of
 * its reconstruction, every reading of it against what that reading is known
 * to do, and the inputs on which it has nothing to say. */
#include "moves_test.h"

/* EU emission standards, years of delay (Bueno de Mesquita 1994). */
#define HEAD "actor,capability,position,salience\n"
#define EMISSIONS                                                           \
    HEAD "Netherlands,0.08,4,80\nBelgium,0.08,7,40\nLuxembourg,0.03,4,20\n" \
         "Germany,0.16,4,80\nFrance,0.16,10,60\nItaly,0.16,10,60\n"         \
         "UK,0.16,10,90\nIreland,0.05,7,10\nDenmark,0.05,4,100\n"           \
         "Greece,0.08,7,70\n"
enum { ACTORS = 10, ROUNDS = 8 };
static const double MEDIAN[] = {8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6};
static const double MEAN[] = {7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6};

/* ---- round by round */

static double weighted_mean(const moves *m, uint32_t round) {
    double sum = 0, total = 0;
    for (size_t i = 0; i < m->t.n_actors; i++) {
        double w = m->t.capability[i] * m->t.salience[i];
        sum += w * m->at[round][i];
        total += w;
    }
    return sum / total;
}

/* Medians after each of the eight rounds. */
static void medians(const char *settings, double *out) {
    for (uint32_t r = 1; r <= ROUNDS; r++) {
        moves m = moves_of("eum", ENT_STR(EMISSIONS), settings, r);
        assert_int_equal(m.err, ENT_OK);
        out[r - 1] = m.settlement[0];
        moves_free(&m);
    }
}

/* The paper cuts some numbers and rounds others: 0.07.  Its second median
 * stands apart (9.61 computed, 9.9 printed). */
static void table_2_of_the_reconstruction(void **state) {
    (void)state;
    static const double computed[] = {8.416, 9.611, 9.962, 9.962,
                                      9.962, 7.472, 8.825, 9.671};
    double got[ROUNDS];
    medians("", got);
    moves m = moves_of("eum", ENT_STR(EMISSIONS), "", ROUNDS);
    for (uint32_t r = 1; r <= ROUNDS; r++) {
        NEAR(got[r - 1], computed[r - 1], 5.1e-4);
        if (r != 2)
            NEAR(floor(10 * got[r - 1]) / 10, MEDIAN[r - 1], 1e-9);
        NEAR(weighted_mean(&m, r), MEAN[r - 1], .07);
    }
    moves_free(&m);
}

/* What one other reading does to the medians: their mean error on Table 2. */
static void each_reading_does_what_it_is_known_for(void **state) {
    (void)state;
    static const struct {
        const char *settings;
        double error;
    } known[] = {{"", .08},
                 {"denominator=pair", 2.23},
                 {"votes=linear", .10},
                 {"rank=move", .72},
                 {"compromise=average", .59},
                 {"conflict=nobody", .61},
                 {"choice=gain", 1.24},
                 {"choice=move", .88},
                 {"compel=yes", .08},
                 {"range=round", .08}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        double got[ROUNDS], sum = 0;
        medians(known[k].settings, got);
        for (size_t r = 0; r < ROUNDS; r++)
            sum += fabs(got[r] - MEDIAN[r]) / ROUNDS;
        if (!(fabs(sum - known[k].error) < .006))
            fail_msg("%s: %.4f", known[k].settings, sum);
    }
}

static ent_str field(ent_str *rest) {
    return ent_i_cut(rest, ',');
}

/* "case,variant,round,median,mean,Name:x,Name:x,…" against a play. */
static void line_is(const char *text, const char *name, ent_str line) {
    char settings[64];
    double want;
    ent_str kase = field(&line), variant = field(&line), cell = field(&line);
    if (!ent_i_eqz(kase, name) || !ent_i_number(cell, &want))
        return;
    uint32_t round = (uint32_t)want;
    if (!round)
        return;
    snprintf(settings, sizeof settings, "variant=%.*s tolerance=0",
             ENT_P(variant));
    moves m = moves_of("eum", ent_i_str(text), settings, round);
    assert_int_equal(m.err, ENT_OK);
    assert_int_equal(m.rounds, round);
    assert_true(ent_i_number(field(&line), &want));
    NEAR(m.settlement[0], want, 1e-9);
    assert_true(ent_i_number(field(&line), &want));
    NEAR(weighted_mean(&m, round), want, 1e-9);
    for (size_t i = 0; i < m.t.n_actors; i++) {
        ent_str one = field(&line), who = ent_i_cut(&one, ':');
        assert_true(ent_i_eq(who, m.t.actor[i]));
        assert_true(ent_i_number(ent_i_trim(one), &want));
        NEAR(m.at[round][i], want, 1e-9);
    }
    moves_free(&m);
}

static void positions_of_all_variants(void **state) {
    (void)state;
    static const char *const names[] = {"emission_standards", "sultan_1997"};
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 22), ENT_OK);
    for (size_t k = 0; k < 2; k++) {
        ent_str want = shared_file(&ctx, "cases/eum/positions_by_round.csv");
        ent_str path =
            ent_i_printf(ctx.keep, "cases/eum/%s_input.csv", names[k]);
        ent_str table = shared_file(&ctx, path.s);
        size_t lines = 0;
        for (; want.n; lines++)
            line_is(table.s, names[k], ent_i_cut(&want, '\n'));
        assert_true(lines > 50);
    }
    ent_ctx_close(&ctx);
}

static void other_cases_play_on_their_scales(void **state) {
    (void)state;
    static const char *const names[] = {
        "argentina_2015", "greece_debt_2015", "iran_election_2013",
        "ktab_china_cnpc_2014", "ktab_china_policy_2014"};
    static const char *const variants[] = {"variant=scholz", "variant=paper",
                                           "variant=schelling"};
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 22), ENT_OK);
    for (size_t k = 0; k < 5; k++) {
        ent_str path =
            ent_i_printf(ctx.keep, "cases/eum/%s_input.csv", names[k]);
        ent_str table = shared_file(&ctx, path.s);
        for (size_t v = 0; v < 3; v++) {
            moves m = moves_of("eum", table, variants[v], 10);
            double lo = 100, hi = 0;
            assert_int_equal(m.err, ENT_OK);
            for (size_t i = 0; i < m.t.n_actors; i++) {
                lo = fmin(lo, m.t.position[i]);
                hi = fmax(hi, m.t.position[i]);
            }
            for (size_t i = 0; i < m.t.n_actors; i++)
                assert_true(m.at[m.rounds][i] >= lo && m.at[m.rounds][i] <= hi);
            moves_free(&m);
        }
    }
    ent_ctx_close(&ctx);
}

/* ---- what all expect in the first round */

typedef struct expected {
    ent_ctx ctx;
    ent_table t;
    const ent_matrix *m;
    size_t n;
} expected;

static expected expected_of(const char *settings) {
    expected e;
    double param[MOST_SETTINGS];
    const ent_model *eum = ent_model_find(ENT_STR("eum"));
    assert_int_equal(ent_ctx_open(&e.ctx, 1 << 22), ENT_OK);
    assert_int_equal(
        ent_table_read(&e.ctx, ENT_STR("t"), ENT_STR(EMISSIONS), &e.t), ENT_OK);
    for (size_t i = 0; i < eum->n_params; i++)
        param[i] = eum->param[i].value;
    for (ent_str all = ent_i_str(settings); all.n;)
        assert_int_equal(
            ent_model_set(&e.ctx, eum, ent_i_cut(&all, ' '), param), ENT_OK);
    ent_game g = {.n_actors = ACTORS,
                  .n_issues = 1,
                  .capability = e.t.capability,
                  .position = e.t.position,
                  .salience = e.t.salience,
                  .hi = 100};
    assert_int_equal(
        eum->matrices(&e.ctx, &g, e.t.actor, e.t.issue, param, &e.m, &e.n),
        ENT_OK);
    return e;
}

static double cell(const expected *e, const char *name, ent_str row,
                   ent_str column) {
    for (size_t k = 0; k < e->n; k++) {
        const ent_matrix *m = &e->m[k];
        if (strcmp(m->name, name) != 0)
            continue;
        for (size_t i = 0; i < m->n_rows; i++)
            for (size_t j = 0; j < m->n_columns; j++)
                if (ent_i_eq(m->row[i], row) && ent_i_eq(m->column[j], column))
                    return m->x[i * m->n_columns + j];
    }
    fail_msg("no %s of %.*s and %.*s", name, ENT_P(row), ENT_P(column));
    return 0;
}

static double number(ent_str *line) {
    double x;
    assert_true(ent_i_number(ent_i_trim(field(line)), &x));
    return x;
}

static void expectations_of_round_one(void **state) {
    (void)state;
    expected e = expected_of("");
    ent_str want =
        shared_file(&e.ctx, "cases/eum/emission_standards_round1_eu.csv");
    size_t pairs = 0;
    for (ent_i_cut(&want, '\n'); want.n; pairs++) {
        ent_str line = ent_i_cut(&want, '\n'), i = field(&line),
                j = field(&line);
        NEAR(cell(&e, "risk", i, ENT_STR("risk")), number(&line), 1e-9);
        NEAR(cell(&e, "chance", i, j), number(&line), 1e-9);
        NEAR(cell(&e, "challenge", i, j), number(&line), 1e-9);
        NEAR(cell(&e, "challenged", i, j), number(&line), 1e-9);
    }
    assert_int_equal(pairs, 90);
    ent_ctx_close(&e.ctx);
}

/* The largest distance from the points that were read off figures 7 to 11.
 * Two are left out: Greece in figure 9, a slip of the plot, and where the UK
 * lies beyond the axis of figure 9.  The x axis
 * of figure 10 is what the rival expects by its own attitude to risk. */
static double figures_are_missed_by(const char *settings) {
    char half[128];
    snprintf(half, sizeof half, "%s%sq=0.5", settings, *settings ? " " : "");
    expected one = expected_of(settings), two = expected_of(half);
    expected own = expected_of("exponent=rival");
    ent_str text =
        shared_file(&one.ctx, "cases/eum/emission_standards_figures.csv");
    double worst = 0;
    size_t points = 0;
    while (text.n) {
        double figure, q;
        ent_str line = ent_i_cut(&text, '\n');
        if (!ent_i_number(field(&line), &figure) ||
            !ent_i_number(field(&line), &q))
            continue;
        ent_str i = field(&line), j = field(&line);
        double x = number(&line), y = number(&line);
        const expected *e = q < 1 ? &two : &one;
        bool greece = figure == 9 && ent_i_eqz(j, "Greece");
        double ex = figure == 10 ? cell(&own, "challenged", i, j)
                                 : cell(e, "challenge", i, j);
        double ey = cell(e, "challenged", i, j);
        if (!greece && !(figure == 9 && ent_i_eqz(j, "UK")))
            worst = fmax(worst, fabs(ex - x));
        if (!greece)
            worst = fmax(worst, fabs(ey - y));
        points += 2;
    }
    assert_int_equal(points, 70);
    ent_ctx_close(&one.ctx);
    ent_ctx_close(&two.ctx);
    ent_ctx_close(&own.ctx);
    return worst;
}

static void figures_7_to_11(void **state) {
    (void)state;
    NEAR(figures_are_missed_by(""), .016, 5e-4);
    NEAR(figures_are_missed_by("turn=always"), .016, 5e-4);
    assert_true(figures_are_missed_by("turn=closer") > .5);
    NEAR(figures_are_missed_by("denominator=pair"), 2.28, .006);
    NEAR(figures_are_missed_by("exponent=rival"), 1.79, .006);
    NEAR(figures_are_missed_by("resistance=challenger"), 2.75, .006);
    NEAR(figures_are_missed_by("security=own"), 1.32, .006);
}

/* ---- reasons, stop, and inputs that say nothing */

static void a_move_is_an_offer_that_was_taken(void **state) {
    (void)state;
    moves m = moves_of("eum", ENT_STR(EMISSIONS), "", 1);
    size_t taken = 0, refused = 0;
    for (size_t k = 0; k < m.why.n; k++) {
        const ent_reason *w = &m.why.at[k];
        NEAR(w->from, m.at[0][w->mover], 0);
        assert_true(w->gain_by > 0 && w->by != w->mover && w->by < ACTORS);
        assert_true(w->chance >= 0 && w->chance <= 1);
        taken += w->taken != 0;
        refused += !w->taken;
        if (w->taken)
            NEAR(w->to, m.at[1][w->mover], 0);
        if (strcmp(w->how, "compromise") == 0)
            NEAR(w->to,
                 w->from + (m.at[0][w->by] - w->from) *
                               fabs(w->gain_mover / w->gain_by),
                 1e-12);
        else
            NEAR(w->to, m.at[0][w->by], 0);
    }
    assert_int_equal(taken, 3); /* Belgium, Luxembourg, Ireland */
    assert_int_equal(refused, 11);
    moves_free(&m);
}

static void a_still_median_stops_it(void **state) {
    (void)state;
    moves m =
        moves_of("eum", ENT_STR(EMISSIONS), "variant=schelling", MOST_ROUNDS);
    assert_int_equal(m.rounds, 3); /* 7, then 9.53 three times */
    moves_free(&m);
    m = moves_of("eum", ENT_STR(EMISSIONS), "", 40);
    assert_int_equal(m.rounds, 40);
    moves_free(&m);
    m = moves_of("eum", ENT_STR(EMISSIONS), "tolerance=0.4", MOST_ROUNDS);
    assert_int_equal(m.rounds, 4); /* 9.61, 9.96, 9.96 */
    moves_free(&m);
}

static void settles_on(const char *text, double want) {
    static const char *const variants[] = {"variant=scholz", "variant=paper",
                                           "variant=schelling q=0.5"};
    for (size_t v = 0; v < 3; v++) {
        moves m = moves_of("eum", ent_i_str(text), variants[v], 5);
        assert_int_equal(m.err, ENT_OK);
        NEAR(m.settlement[0], want, 1e-12);
        moves_free(&m);
    }
}

static void where_there_is_nothing_to_challenge(void **state) {
    (void)state;
    settles_on(HEAD "A,1,30,.5\n", 30);
    settles_on(HEAD "A,1,40,.5\nB,2,40,.7\nC,3,40,1\n", 40);
    settles_on(HEAD "A,1,40,.5\nB,0,90,1\nC,5,10,0\n", 40);
}

static void without_weight_it_is_refused(void **state) {
    (void)state;
    moves m = moves_of("eum", ENT_STR(HEAD "A,1,10,0\nB,0,60,1\n"), "", 5);
    assert_int_equal(m.err, ENT_DOMAIN);
    moves_free(&m);
}

/* Random tables, poles and ties among them: every number stays finite, on the
 * positions' range, whatever is set. */
static void random_tables_stay_in_range(void **state) {
    (void)state;
    static const char *const settings[] = {
        "", "variant=paper q=0.5 turn=always", "variant=schelling q=0",
        "variant=paper range=round compromise=average choice=move",
        "security=own exponent=rival resistance=challenger q=0.3"};
    for (uint64_t draw = 0; draw < 150; draw++) {
        ent_stream s = ent_i_stream(3, ENT_STR("eum"));
        ent_buf b = {0};
        double lo = 100, hi = 0;
        ent_i_buf_printf(&b, HEAD);
        size_t n = 2 + draw % 7;
        for (uint32_t i = 0; i < n; i++) {
            double x = 100 * ent_i_uniform(s, draw, 3 * i);
            x = draw % 3 == 0 ? 100 * (x > 50) : draw % 3 == 1 ? floor(x) : x;
            lo = fmin(lo, x);
            hi = fmax(hi, x);
            ent_i_buf_printf(&b, "A%u,%.3f,%.17g,%.2f\n", i,
                             1 + 9 * ent_i_uniform(s, draw, 3 * i + 1), x,
                             .01 + .99 * ent_i_uniform(s, draw, 3 * i + 2));
        }
        moves m = moves_of("eum", (ent_str){b.s, b.n}, settings[draw % 5], 8);
        assert_int_equal(m.err, ENT_OK);
        for (size_t i = 0; i < n; i++)
            assert_true(m.at[m.rounds][i] >= lo - 1e-9 &&
                        m.at[m.rounds][i] <= hi + 1e-9);
        moves_free(&m);
        ent_i_buf_free(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_2_of_the_reconstruction),
        cmocka_unit_test(each_reading_does_what_it_is_known_for),
        cmocka_unit_test(positions_of_all_variants),
        cmocka_unit_test(other_cases_play_on_their_scales),
        cmocka_unit_test(expectations_of_round_one),
        cmocka_unit_test(figures_7_to_11),
        cmocka_unit_test(a_move_is_an_offer_that_was_taken),
        cmocka_unit_test(a_still_median_stops_it),
        cmocka_unit_test(where_there_is_nothing_to_challenge),
        cmocka_unit_test(without_weight_it_is_refused),
        cmocka_unit_test(random_tables_stay_in_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
