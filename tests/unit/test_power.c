/* test_power.c - power indices: published tables, the definitions applied
 * coalition by coalition, and the methods against each other. */
#include "model/power.h"
#include "tables_test.h"

/* One rule: players a, b, c … with these weights. */
static tables vote(const char *weights, const char *settings) {
    static char csv[8192];
    size_t n = 0;
    n += (size_t)snprintf(csv, sizeof csv, "actor,capability\n");
    ent_str all = ent_i_str(weights);
    for (int i = 0; all.n; i++) {
        ent_str w = ent_i_cut(&all, ' ');
        n += (size_t)snprintf(csv + n, sizeof csv - n, "%c%c,%.*s\n",
                              'a' + i / 26, 'a' + i % 26, ENT_P(w));
    }
    return tables_of("power", settings, csv);
}

/* The index of every player of the vote, by name aa, ab, … */
static void is(const char *weights, const char *settings, const char *index,
               const double *want, double tolerance) {
    tables x = vote(weights, settings);
    for (size_t i = 0; i < x.t.n_actors; i++) {
        char who[3] = {(char)('a' + i / 26), (char)('a' + i % 26), 0};
        NEAR(cell(&x, "power", who, index), want[i], tolerance);
    }
    drop(&x);
}

static void textbook_votes_have_their_indices(void **state) {
    (void)state;
    is("10 10 20 30", "quota=50", "shapley",
       (double[]){.08333, .08333, .25, .58333}, 5e-6);
    is("8 6 4 2", "quota=12", "banzhaf", (double[]){.41667, .25, .25, .08333},
       5e-6);
    is("8 6 4 2", "quota=12", "banzhaf_absolute",
       (double[]){.625, .375, .375, .125}, 0);
    is("3 2 1", "quota=4", "johnston", (double[]){.66667, .16667, .16667},
       5e-6);
    is("35 20 15 15 15", "quota=51", "holler",
       (double[]){.26667, .13333, .2, .2, .2}, 5e-6);
    is("35 20 15 15 15", "quota=51", "deegan",
       (double[]){.3, .15, .18333, .18333, .18333}, 5e-6);
    is("50 49 1", "quota=51", "banzhaf", (double[]){.6, .2, .2}, 1e-15);
}

static void the_community_of_six_had_a_dummy(void **state) {
    (void)state;
    is("4 4 4 2 2 1", "quota=12", "shapley",
       (double[]){.23333, .23333, .23333, .15, .15, 0}, 5e-6);
    is("4 4 4 2 2 1", "quota=12", "banzhaf",
       (double[]){5. / 21, 5. / 21, 5. / 21, 1. / 7, 1. / 7, 0}, 1e-15);
    tables x = vote("4 4 4 2 2 1", "quota=12");
    NEAR(cell(&x, "game", "coalitions", "act"), .21875, 0);
    drop(&x);
}

static void counting_states_gives_it_a_say(void **state) {
    (void)state;
    tables x = tables_of("power", "",
                         "issue,actor,capability,quota\n"
                         "votes,a,4,12\nvotes,b,4,\nvotes,c,4,\nvotes,d,2,\n"
                         "votes,e,2,\nvotes,f,1,\nstates,a,1,4\nstates,b,1,\n"
                         "states,c,1,\nstates,d,1,\nstates,e,1,\nstates,f,1,");
    NEAR(cell(&x, "power", "a", "shapley"), .216667, 5e-7);
    NEAR(cell(&x, "power", "d", "shapley"), .166667, 5e-7);
    NEAR(cell(&x, "power", "f", "shapley"), .016667, 5e-7);
    NEAR(cell(&x, "power", "f", "banzhaf"), .02381, 5e-6);
    NEAR(cell(&x, "game", "coalitions", "act"), .203125, 0);
    drop(&x);
}

static void five_permanent_members_outweigh_ten(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_i_buf_printf(&b, "issue,actor,capability,quota\n");
    for (int i = 0; i < 15; i++)
        ent_i_buf_printf(&b, "all,m%d,1,9\n", i);
    for (int i = 0; i < 5; i++)
        ent_i_buf_printf(&b, "veto,m%d,1,100%%\n", i);
    ent_i_buf_put(&b, "", 1);
    tables x = tables_of("power", "", b.s);
    NEAR(cell(&x, "power", "m0", "shapley"), 421. / 2145, 1e-14);
    NEAR(cell(&x, "power", "m14", "shapley"), 4. / 2145, 1e-14);
    NEAR(cell(&x, "power", "m4", "banzhaf"), .166929, 5e-7);
    NEAR(cell(&x, "power", "m5", "banzhaf"), .016535, 5e-7);
    drop(&x);
    ent_i_buf_free(&b);
}

#define EU15 "10 10 10 10 8 5 5 5 5 4 4 3 3 3 2"

static void the_union_of_fifteen(void **state) {
    (void)state;
    const double ss[] = {.11667, .11667, .11667, .11667, .09546,
                         .05518, .05518, .05518, .05518, .04536,
                         .04536, .03525, .03525, .03525, .02069};
    const double bz[] = {.11162, .11162, .11162, .11162, .09242,
                         .05874, .05874, .05874, .05874, .04787,
                         .04787, .03592, .03592, .03592, .02264};
    is(EU15, "quota=62", "shapley", ss, 5e-6);
    is(EU15, "quota=62", "banzhaf", bz, 5e-6);
    tables x = vote(EU15, "quota=62");
    NEAR(cell(&x, "game", "coalitions", "act"), .07779, 5e-6);
    NEAR(cell(&x, "game", "coalitions", "winning"), 2549, 0);
    drop(&x);
}

#define EU27 \
    "29 29 29 29 27 27 14 13 12 12 12 12 12 10 10 10 7 7 7 7 7 4 4 4 4 4 3"

static void the_votes_of_nice(void **state) {
    (void)state;
    tables x = vote(EU27, "quota=255");
    NEAR(cell(&x, "game", "coalitions", "winning"), 2718774, 0);
    NEAR(cell(&x, "game", "coalitions", "act"), .020256, 5e-7);
    NEAR(cell(&x, "power", "aa", "shapley"), .08674, 5e-6);
    NEAR(cell(&x, "power", "ba", "shapley"), .00818, 5e-6);
    NEAR(cell(&x, "power", "ba", "banzhaf"), .00942, 5e-6);
    drop(&x);
}

/* ---- the definitions, one coalition after the other */

enum { FEW = 9 };

typedef struct plain {
    double shapley[FEW], decisive[FEW], johnston[FEW], deegan[FEW], holler[FEW],
        winning;
} plain;

static bool wins(const power_game *g, unsigned set) {
    double sum[4] = {0};
    size_t size = 0;
    for (size_t i = 0; i < g->n; i++) {
        if (!(set >> i & 1))
            continue;
        size++;
        for (size_t j = 0; j < g->n_rules; j++)
            sum[j] += g->w[j * g->n + i];
    }
    return power_carries(g, sum, size);
}

static void look_at(const power_game *g, unsigned set, plain *out) {
    unsigned turn[FEW], many = 0;
    size_t size = (size_t)__builtin_popcount(set);
    for (unsigned i = 0; i < g->n; i++)
        if (set >> i & 1 && !wins(g, set & ~(1u << i)))
            turn[many++] = i;
    out->winning++;
    for (size_t k = 0; k < many; k++) {
        unsigned i = turn[k];
        out->shapley[i] += 1 / power_choose(g->n - 1, size - 1) / (double)g->n;
        out->decisive[i]++;
        out->johnston[i] += 1. / many;
        if (many == size) {
            out->deegan[i] += 1. / many;
            out->holler[i]++;
        }
    }
}

static void to_shares(double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    for (size_t i = 0; i < n; i++)
        x[i] /= sum;
}

static void exact_is_what_the_definitions_say(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_stream s = ent_i_stream(3, ENT_STR("games"));
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    for (uint64_t draw = 0; draw < 300; draw++) {
        double w[3 * FEW], need[3], at[7 * FEW];
        size_t place[POWER_MOST_EXACT];
        uint64_t map[8] = {0};
        power_game g = {.n = 1 + draw % FEW,
                        .n_rules = 1 + draw % 3,
                        .w = w,
                        .need = need,
                        .any = draw % 4 == 3};
        g.blocking = draw % 5 == 4 ? g.n / 2 : 0;
        for (size_t j = 0; j < g.n_rules; j++) {
            double all = 0;
            for (size_t i = 0; i < g.n; i++) {
                double u = ent_i_uniform(s, draw, (uint32_t)(j * FEW + i));
                all += w[j * g.n + i] = 1 + floor(6 * u);
            }
            double u = ent_i_uniform(s, draw, (uint32_t)(100 + j));
            need[j] = (.3 + .6 * u) * all;
        }
        power_index x = {.shapley = at,
                         .decisive = at + FEW,
                         .johnston = at + 2 * FEW,
                         .deegan = at + 3 * FEW,
                         .holler = at + 4 * FEW};
        plain want = {.winning = 0};
        for (unsigned set = 0; set < 1u << g.n; set++)
            if (wins(&g, set))
                look_at(&g, set, &want);
        to_shares(want.johnston, g.n);
        to_shares(want.deegan, g.n);
        to_shares(want.holler, g.n);
        assert_int_equal(power_count(&ctx, &g, map, place, &x), ENT_OK);
        assert_int_equal(power_minimal(&ctx, map, place, g.n, &x), ENT_OK);
        NEAR(x.winning, want.winning, 0);
        for (size_t i = 0; i < g.n; i++) {
            NEAR(x.shapley[i], want.shapley[i], 1e-14);
            NEAR(x.decisive[i], want.decisive[i] / (1u << (g.n - 1)), 0);
            NEAR(x.johnston[i], want.johnston[i], 1e-14);
            NEAR(x.deegan[i], want.deegan[i], 1e-14);
            NEAR(x.holler[i], want.holler[i], 1e-14);
        }
    }
    ent_ctx_close(&ctx);
}

/* ---- the other methods */

static void weights_count_as_coalitions_do(void **state) {
    (void)state;
    static const char *const how[][2] = {
        {"quota=62 method=exact", "quota=62 method=weights"},
        {"method=exact", "method=weights"},
        {"quota=62 blocking=4 method=exact",
         "quota=62 blocking=4 method=weights"}};
    for (size_t k = 0; k < 3; k++) {
        tables a = vote(EU15, how[k][0]), b = vote(EU15, how[k][1]);
        for (size_t i = 0; i < 15; i++) {
            char who[3] = {'a', (char)('a' + i), 0};
            NEAR(cell(&b, "power", who, "shapley"),
                 cell(&a, "power", who, "shapley"), 1e-14);
            NEAR(cell(&b, "power", who, "initiate"),
                 cell(&a, "power", who, "initiate"), 1e-14);
        }
        assert_true(isnan(cell(&b, "power", "aa", "johnston")));
        drop(&a);
        drop(&b);
    }
}

static void draws_lie_about_the_truth(void **state) {
    (void)state;
    tables a = vote(EU15, "quota=62");
    tables b = vote(EU15, "quota=62 method=sample draws=20000");
    for (size_t i = 0; i < 15; i++) {
        char who[3] = {'a', (char)('a' + i), 0};
        double e = cell(&b, "power", who, "se_shapley");
        assert_true(e > 0 && e < .005);
        NEAR(cell(&b, "power", who, "shapley"),
             cell(&a, "power", who, "shapley"), 5 * e);
        e = cell(&b, "power", who, "se_absolute");
        NEAR(cell(&b, "power", who, "banzhaf_absolute"),
             cell(&a, "power", who, "banzhaf_absolute"), 5 * e);
    }
    drop(&a);
    drop(&b);
}

static void many_players_are_counted_by_weights(void **state) {
    (void)state;
    char w[400] = "";
    for (int i = 0; i < 101; i++)
        strcat(w, i ? " 1" : "1");
    tables x = vote(w, "");
    NEAR(cell(&x, "power", "aa", "shapley"), 1. / 101, 1e-15);
    NEAR(cell(&x, "power", "dw", "shapley"), 1. / 101, 1e-15);
    NEAR(cell(&x, "game", "coalitions", "act"), .5, 1e-12);
    /* 100 choose 50 of 2^100 */
    NEAR(cell(&x, "power", "aa", "banzhaf_absolute"), .0795892373871788, 1e-13);
    drop(&x);
    x = vote(w, "method=exact");
    assert_int_equal(x.err, ENT_LIMIT);
    drop(&x);
}

static void what_can_never_be_carried_is_refused(void **state) {
    (void)state;
    tables x = vote("1 2 3", "quota=7");
    assert_int_equal(x.err, ENT_DOMAIN);
    assert_non_null(strstr(x.ctx.fail.why, "weight of all, 6"));
    drop(&x);
    x = vote("0 0", "");
    assert_int_equal(x.err, ENT_DOMAIN);
    drop(&x);
    x = vote("1 1", "blocking=3");
    assert_int_equal(x.err, ENT_DOMAIN);
    drop(&x);
    x = vote("5", ""); /* alone it decides all */
    NEAR(cell(&x, "power", "aa", "shapley"), 1, 0);
    drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(textbook_votes_have_their_indices),
        cmocka_unit_test(the_community_of_six_had_a_dummy),
        cmocka_unit_test(counting_states_gives_it_a_say),
        cmocka_unit_test(five_permanent_members_outweigh_ten),
        cmocka_unit_test(the_union_of_fifteen),
        cmocka_unit_test(the_votes_of_nice),
        cmocka_unit_test(exact_is_what_the_definitions_say),
        cmocka_unit_test(weights_count_as_coalitions_do),
        cmocka_unit_test(draws_lie_about_the_truth),
        cmocka_unit_test(many_players_are_counted_by_weights),
        cmocka_unit_test(what_can_never_be_carried_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
