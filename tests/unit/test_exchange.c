/* test_exchange.c - votes are traded: the published rounds, what others feel
 * of them, and inputs from which nobody may fall. */
#include "moves_test.h"
#include <jansson.h>
#include <math.h>

enum { MOST_RAISED = 16 };

static double number(const json_t *at, ent_str key) {
    const json_t *x = json_object_getn(at, key.s, key.n);
    assert_true(json_is_number(x));
    return json_number_value(x);
}

/* ---- the published rounds */

typedef struct published {
    const char *file, *table;
    bool raw;
    uint32_t rounds; /* that are the same in other programs */
} published;

static const published CASES[] = {{"cases/exchange/sample_normalised.json",
                                   "cases/exchange/sample_data.txt", false, 10},
                                  {"cases/exchange/sample_raw.json",
                                   "cases/exchange/sample_data.txt", true, 8},
                                  {"cases/exchange/copenhagen.json",
                                   "cases/exchange/copenhagen.csv", false, 7}};

typedef struct published_case {
    ent_ctx ctx;
    ent_table t;
    json_t *rounds;
    ent_game game;
    double param[MOST_SETTINGS];
} published_case;

static const ent_model *exchange(void) {
    const ent_model *m = ent_model_find(ENT_STR("exchange"));
    assert_non_null(m);
    return m;
}

static ent_game game_of(const ent_table *t) {
    return (ent_game){.n_actors = t->n_actors,
                      .n_issues = t->n_issues,
                      .capability = t->capability,
                      .position = t->position,
                      .salience = t->salience,
                      .has = t->has,
                      .lo = t->lo,
                      .hi = t->hi};
}

static void open_case(const published *p, published_case *c) {
    assert_int_equal(ent_ctx_open(&c->ctx, (size_t)1 << 28), ENT_OK);
    ent_str text = shared_file(&c->ctx, p->file);
    ent_str table = shared_file(&c->ctx, p->table);
    json_t *all = json_loadb(text.s, text.n, 0, NULL);
    c->rounds = json_incref(json_object_get(all, "rounds"));
    json_decref(all);
    assert_int_equal(
        ent_table_read(&c->ctx, ENT_STR("published"), table, &c->t), ENT_OK);
    if (p->raw)
        c->t.position = c->t.raw;
    c->game = game_of(&c->t);
    for (size_t i = 0; i < exchange()->n_params; i++)
        c->param[i] = exchange()->param[i].value;
}

static void close_case(published_case *c) {
    json_decref(c->rounds);
    ent_ctx_close(&c->ctx);
}

static void check_preferences(const published_case *c, const json_t *round,
                              const double *x) {
    const json_t *all = json_object_get(round, "pref");
    for (size_t p = 0; p < c->t.n_issues; p++) {
        const json_t *issue =
            json_object_getn(all, c->t.issue[p].s, c->t.issue[p].n);
        for (size_t i = 0; i < c->t.n_actors; i++)
            if (c->t.has[p * c->t.n_actors + i])
                NEAR(x[p * c->t.n_actors + i], number(issue, c->t.actor[i]),
                     1e-9);
    }
}

static void check_outcomes(const published_case *c, const json_t *round,
                           const double *z) {
    const json_t *all = json_object_get(round, "mds_vote");
    for (size_t p = 0; p < c->t.n_issues; p++)
        NEAR(z[p], number(all, c->t.issue[p]), 1e-9);
}

static void one_published_play(const published *p) {
    published_case c;
    open_case(p, &c);
    size_t n = c.t.n_actors, m = c.t.n_issues;
    double *work = ENT_NEW(c.ctx.keep, exchange()->work(n, m), double);
    double *next = ENT_NEW(c.ctx.keep, n * m + m, double);
    double *memory =
        ENT_NEW(c.ctx.keep, ent_i_play_memory(exchange(), n, m), double);
    ent_play play = ent_i_play(exchange(), &c.game, memory);
    ent_outcome out = {.position = next, .settlement = next + n * m};
    for (uint32_t r = 0; r < p->rounds; r++) {
        const json_t *round = json_array_get(c.rounds, r);
        check_preferences(&c, round, play.position);
        assert_int_equal(ent_i_play_round(&play, c.param, 0, work, &out),
                         ENT_OK);
        check_outcomes(&c, round, out.settlement);
    }
    close_case(&c);
}

static void rounds_are_as_published(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++)
        one_published_play(&CASES[k]);
}

/* ---- matrices */

static const ent_matrix *matrix(const ent_matrix *all, size_t n,
                                const char *name) {
    for (size_t k = 0; k < n; k++)
        if (strcmp(all[k].name, name) == 0)
            return &all[k];
    fail_msg("no matrix %s", name);
    return NULL;
}

static void check_exchanges(const published_case *c, const json_t *round,
                            const ent_matrix *m) {
    const json_t *all = json_object_get(round, "exchanges");
    static const size_t at[] = {2, 3, 6, 7, 8}; /* in the published row */
    assert_int_equal(m->n_rows, json_array_size(all));
    for (size_t k = 0; k < m->n_rows; k++) {
        const json_t *row = json_array_get(all, k);
        ent_str name = ent_i_printf(c->ctx.keep, "%s: %s / %s: %s",
                                    json_string_value(json_array_get(row, 0)),
                                    json_string_value(json_array_get(row, 1)),
                                    json_string_value(json_array_get(row, 4)),
                                    json_string_value(json_array_get(row, 5)));
        assert_true(ent_i_eq(name, m->row[k]));
        for (size_t j = 0; j < 5; j++)
            NEAR(m->x[k * m->n_columns + j],
                 json_number_value(json_array_get(row, at[j])), 1e-9);
    }
}

static void check_externalities(const published_case *c, const json_t *round,
                                const ent_matrix *m) {
    static const char *const key[] = {"own", "ip", "in", "op", "on"};
    const json_t *all = json_object_get(round, "ext");
    for (size_t i = 0; i < m->n_rows; i++) {
        const json_t *row =
            json_object_getn(all, c->t.actor[i].s, c->t.actor[i].n);
        for (size_t k = 0; k < 5; k++)
            NEAR(m->x[i * m->n_columns + k], number(row, ent_i_str(key[k])),
                 1e-9);
    }
}

static void one_published_round(const published *p) {
    published_case c;
    const ent_matrix *all;
    size_t n;
    open_case(p, &c);
    const json_t *first = json_array_get(c.rounds, 0);
    assert_int_equal(exchange()->matrices(&c.ctx, &c.game, c.t.actor, c.t.issue,
                                          c.param, &all, &n),
                     ENT_OK);
    check_exchanges(&c, first, matrix(all, n, "exchanges"));
    check_externalities(&c, first, matrix(all, n, "externalities"));
    const ent_matrix *z = matrix(all, n, "outcomes");
    const json_t *before = json_object_get(first, "mds_pref");
    const json_t *after = json_object_get(first, "mds_vote");
    for (size_t k = 0; k < c.t.n_issues; k++) {
        NEAR(z->x[2 * k], number(before, c.t.issue[k]), 1e-9);
        NEAR(z->x[2 * k + 1], number(after, c.t.issue[k]), 1e-9);
    }
    close_case(&c);
}

static void exchanges_and_externalities_are_as_published(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++)
        one_published_round(&CASES[k]);
}

#define HEAD "actor,issue,capability,position,salience\n"
#define THREE                                                     \
    HEAD "A,p,1,0,.2\nA,q,1,0,.9\nB,p,1,100,.7\nB,q,1,100,.3\n"   \
         "C,p,2,80,.5\nC,q,2,10,.6\nA,r,1,70,.4\nB,r,1,20,.8\n"   \
         "C,r,2,50,.5\nD,p,1,100,.7\nD,q,1,100,.3\nD,r,1,20,.8\n" \
         "E,p,1,0,.2\nE,q,1,0,.9\nE,r,1,70,.4\n"

/* All issues' effects are all actors' effects, and all exchanges'. */
static void externalities_add_up(void **state) {
    (void)state;
    moves m = moves_of("exchange", ENT_STR(THREE), "", 0);
    double param[MOST_SETTINGS], sum[3][5] = {{0}};
    const ent_matrix *all;
    size_t n;
    ent_game g = game_of(&m.t);
    set_all(&m, exchange(), "compat=none", param);
    assert_int_equal(
        exchange()->matrices(&m.ctx, &g, m.t.actor, m.t.issue, param, &all, &n),
        ENT_OK);
    const ent_matrix *by[] = {matrix(all, n, "externalities"),
                              matrix(all, n, "issue_externalities"),
                              matrix(all, n, "exchanges")};
    for (size_t t = 0; t < 3; t++)
        for (size_t i = 0; i < by[t]->n_rows; i++)
            for (size_t k = 0; k < 5; k++)
                sum[t][k] += by[t]->x[(i + 1) * by[t]->n_columns - 5 + k];
    assert_true(sum[0][0] > 0);
    for (size_t k = 0; k < 5; k++) {
        NEAR(sum[0][k], sum[1][k], 1e-9);
        NEAR(sum[0][k], sum[2][k], 1e-9);
    }
    moves_free(&m);
}

/* A and E, B and D are twins: who of them trades first is drawn. */
static void spread_holds_the_default_order(void **state) {
    (void)state;
    moves m = moves_of("exchange", ENT_STR(THREE), "", 1);
    double param[MOST_SETTINGS];
    const ent_matrix *all;
    size_t n;
    ent_game g = game_of(&m.t);
    set_all(&m, exchange(), "orders=50 horizon=1", param);
    assert_int_equal(
        exchange()->matrices(&m.ctx, &g, m.t.actor, m.t.issue, param, &all, &n),
        ENT_OK);
    const ent_matrix *first = matrix(all, n, "first_spread");
    const ent_matrix *last = matrix(all, n, "last_spread");
    for (size_t p = 0; p < 3; p++) {
        const double *x = first->x + 4 * p;
        assert_memory_equal(x, last->x + 4 * p, 4 * sizeof *x);
        assert_true(x[2] <= m.settlement[p] + 1e-9);
        assert_true(x[3] >= m.settlement[p] - 1e-9);
        assert_true(x[0] >= x[2] && x[0] <= x[3] && x[1] <= x[3] - x[2]);
    }
    moves_free(&m);
}

/* ---- the authors' example */

static const double AUTHORS_S[] = {10, 60, 90, 50};
static const double AUTHORS_X[] = {0, 100, 0, 100}, ONES[] = {1, 1, 1, 1};

/* One round of the example; the reasons of its exchanges. */
static size_t authors(const char *settings, uint64_t stream, double *z,
                      ent_reason *why) {
    moves m = {.rounds = 0};
    double param[MOST_SETTINGS], next[4];
    ent_reasons room = {.at = why, .max = MOST_RAISED};
    assert_int_equal(ent_ctx_open(&m.ctx, 1 << 20), ENT_OK);
    set_all(&m, exchange(), settings, param);
    ent_game g = {.n_actors = 2,
                  .n_issues = 2,
                  .capability = ONES,
                  .position = AUTHORS_X,
                  .salience = AUTHORS_S,
                  .hi = 100};
    ent_outcome out = {.position = next, .settlement = z, .why = &room};
    double *work = doubles(&m, exchange()->work(2, 2));
    assert_int_equal(exchange()->round(&g, param, stream, work, &out), ENT_OK);
    moves_free(&m);
    return room.n;
}

static void two_actors_gain_five_hundred_each(void **state) {
    (void)state;
    double z[2];
    ent_reason why[MOST_RAISED];
    size_t n = authors("", 0, z, why);
    assert_true(n >= 2);
    NEAR(why[0].gain_mover, 500, 1e-9);
    NEAR(why[0].gain_by, 500, 1e-9);
    assert_int_equal(why[0].mover, 1); /* A2 gives way on issue 2 */
    assert_int_equal(why[0].issue, 1);
    NEAR(why[0].to, 80, 1e-9);
    assert_int_equal(why[1].mover, 0);
    NEAR(why[1].to, 100, 1e-9);
    NEAR(z[0], 100, 1e-9);
    NEAR(z[1], 28.5714285714286, 1e-9);
}

/* Gains differ by chance, up to what the other can just bear. */
static void a_randomised_rate_shares_otherwise(void **state) {
    (void)state;
    double most[2] = {0}, z[2];
    static const double TOP[] = {1400, 777.7777777777778};
    for (uint64_t stream = 0; stream < 400; stream++) {
        ent_reason why[MOST_RAISED];
        if (authors("rate=1", stream, z, why) < 2)
            continue;
        for (size_t k = 0; k < 2; k++) {
            double gain = why[k].gain_mover, *top = &most[why[k].mover];
            assert_true(gain > -1e-9 && gain <= TOP[why[k].mover] + 1e-9);
            *top = fmax(*top, gain);
            assert_true(z[k] >= 0 && z[k] <= 100);
        }
        assert_true(fmax(why[0].gain_mover, why[1].gain_mover) >= 500 - 1e-9);
    }
    assert_true(most[0] > 1300 && most[1] > 740);
}

static void half_a_rate_goes_half_as_far(void **state) {
    (void)state;
    for (uint64_t stream = 0; stream < 100; stream++) {
        ent_reason full[MOST_RAISED], half[MOST_RAISED];
        double z[2], a, b;
        if (authors("rate=1", stream, z, full) < 2 ||
            authors("rate=.5", stream, z, half) < 2)
            continue;
        /* one of the two is the actor whose gain was drawn */
        a = (full[0].gain_mover - 500) - 2 * (half[0].gain_mover - 500);
        b = (full[1].gain_mover - 500) - 2 * (half[1].gain_mover - 500);
        assert_true(fmin(fabs(a), fabs(b)) < 1e-6);
    }
}

/* ---- settings */

static void draws_depend_on_the_stream_alone(void **state) {
    (void)state;
    size_t differ = 0;
    for (uint64_t seed = 0; seed < 10; seed++) {
        moves one = moves_of("exchange", ENT_STR(THREE), "", 0);
        moves two = moves_of("exchange", ENT_STR(THREE), "", 0);
        moves other = moves_of("exchange", ENT_STR(THREE), "", 2);
        double param[MOST_SETTINGS];
        set_all(&one, exchange(), "ties=random rate=.5", param);
        play_rounds(&one, exchange(), param, seed, 2);
        play_rounds(&two, exchange(), param, seed, 2);
        assert_memory_equal(one.at[2], two.at[2], 15 * sizeof(double));
        differ += memcmp(one.at[2], other.at[2], 15 * sizeof(double)) != 0;
        moves_free(&one);
        moves_free(&two);
        moves_free(&other);
    }
    assert_true(differ > 5);
}

/* Exchanges in the first round of the published sample. */
static size_t realised(const char *settings) {
    ent_ctx ctx;
    size_t n = 0;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    ent_str text = shared_file(&ctx, "cases/exchange/sample_data.txt");
    moves m = moves_of("exchange", text, settings, 1);
    for (size_t k = 0; k < m.why.n; k++)
        n += strcmp(m.why.at[k].how, "exchange") == 0;
    moves_free(&m);
    ent_ctx_close(&ctx);
    return n / 2;
}

/* The program counts moves that were planned and came to nothing against
 * those that may still be made. */
static void plans_that_came_to_nothing_bar_nobody(void **state) {
    (void)state;
    assert_int_equal(realised(""), 39);
    assert_int_equal(realised("compat=none"), 40);
}

static void preferences_follow_votes_as_set(void **state) {
    (void)state;
    moves m = moves_of("exchange", ENT_STR(THREE), "fixed=0 by_salience=0", 1);
    assert_memory_equal(m.at[0], m.at[1], 15 * sizeof(double));
    moves_free(&m);
    moves all = moves_of("exchange", ENT_STR(THREE), "fixed=1", 1);
    double where[15];
    memcpy(where, all.at[0], sizeof where);
    for (size_t k = 0; k < all.why.n; k++)
        if (strcmp(all.why.at[k].how, "exchange") == 0)
            where[all.why.at[k].issue * 5 + all.why.at[k].mover] =
                all.why.at[k].to;
    for (size_t k = 0; k < 15; k++)
        NEAR(all.at[1][k], where[k], 1e-12);
    moves_free(&all);
}

/* ---- what must not fall */

static void one_issue_is_its_mean(void **state) {
    (void)state;
    moves m = moves_of("exchange",
                       ENT_STR("actor,capability,position,salience\n"
                               "A,1,0,.5\nB,2,60,.5\nC,1,100,1\n"),
                       "", 2);
    NEAR(m.settlement[0], 64, 1e-12);
    assert_memory_equal(m.at[0], m.at[2], 3 * sizeof(double));
    moves_free(&m);
}

static void nothing_to_give_is_no_exchange(void **state) {
    (void)state;
    static const char *const tables[] = {
        HEAD "A,p,1,0,0\nA,q,1,0,.9\nB,p,1,100,.7\nB,q,1,100,0\n",
        HEAD "A,p,0,0,.5\nA,q,0,0,.9\nB,p,1,100,.7\nB,q,1,100,.2\n",
        HEAD "A,p,1,50,.5\nA,q,1,50,.9\nB,p,1,50,.7\nB,q,1,50,.2\n",
        HEAD "A,p,1,0,.5\nA,q,1,0,.5\nB,p,1,100,.5\nB,q,1,100,.5\n",
        HEAD "A,p,1,0,.5\nB,p,1,100,.7\nC,q,1,100,.2\nD,q,1,0,.2\n"};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        moves m = moves_of("exchange", ent_i_str(tables[k]), "rate=1", 3);
        assert_int_equal(m.err, ENT_OK);
        assert_int_equal(m.why.n, 0);
        moves_free(&m);
    }
}

static void an_issue_without_weight_is_refused(void **state) {
    (void)state;
    moves m = moves_of(
        "exchange", ENT_STR(HEAD "A,p,1,0,0\nA,q,1,0,.9\nB,q,1,5,.9\n"), "", 1);
    assert_int_equal(m.err, ENT_DOMAIN);
    double quo[] = {30, 40}, z[2], next[4], param[MOST_SETTINGS];
    set_all(&m, exchange(), "", param);
    ent_game g = game_of(&m.t);
    g.status_quo = quo;
    ent_outcome out = {.position = next, .settlement = z};
    double *work = doubles(&m, exchange()->work(2, 2));
    assert_int_equal(exchange()->round(&g, param, 0, work, &out), ENT_OK);
    NEAR(z[0], 30, 0); /* nobody decides: it stays */
    NEAR(z[1], 2.5, 1e-12);
    moves_free(&m);
}

static void what_is_no_number_is_refused(void **state) {
    (void)state;
    const double wrong[] = {NAN, INFINITY, -INFINITY, -1e300};
    moves m = moves_of("exchange", ENT_STR(THREE), "", 0);
    double *work = doubles(&m, exchange()->work(5, 3));
    double next[15], z[3], param[MOST_SETTINGS];
    set_all(&m, exchange(), "", param);
    ent_outcome out = {.position = next, .settlement = z};
    for (size_t k = 0; k < 4; k++) {
        ent_game g = game_of(&m.t);
        double *of[] = {m.t.capability, m.t.position, m.t.salience};
        for (size_t f = 0; f < 3; f++) {
            double was = of[f][4];
            of[f][4] = wrong[k];
            assert_int_equal(exchange()->round(&g, param, 0, work, &out),
                             ENT_DOMAIN);
            of[f][4] = was;
        }
    }
    moves_free(&m);
}

/* Any size: numbers stay on the scale, and only trades move anybody. */
static void random_tables_stay_on_the_scale(void **state) {
    (void)state;
    ent_stream s = ent_i_stream(3, ENT_STR("tables"));
    enum { N = 9, M = 5 };
    for (uint64_t draw = 0; draw < 150; draw++) {
        moves m = {.rounds = 0};
        double c[N * M], x[N * M], v[N * M], param[MOST_SETTINGS], z[M];
        unsigned char has[N * M];
        assert_int_equal(ent_ctx_open(&m.ctx, 1 << 22), ENT_OK);
        for (uint32_t k = 0; k < N * M; k++) {
            double u = ent_i_uniform(s, draw, 4 * k);
            c[k] = floor(5 * ent_i_uniform(s, draw, 4 * k + 1));
            x[k] = draw % 2 ? 25 * floor(4 * u) : -7 + 20 * u;
            v[k] = floor(4 * ent_i_uniform(s, draw, 4 * k + 2)) / 4;
            has[k] = ent_i_uniform(s, draw, 4 * k + 3) < .8;
        }
        for (size_t p = 0; p < M; p++)
            has[p * N] = 1, c[p * N] = 1, v[p * N] = .5;
        ent_game g = {.n_actors = N,
                      .n_issues = M,
                      .capability = c,
                      .position = x,
                      .salience = v,
                      .has = has,
                      .lo = draw % 2 ? 0 : -7,
                      .hi = draw % 2 ? 100 : 13};
        set_all(&m, exchange(),
                draw % 3 ? "rate=.7 ties=random" : "compat=none", param);
        double *work = doubles(&m, exchange()->work(N, M) + N * M);
        double next[N * M];
        ent_outcome out = {.position = next, .settlement = z};
        assert_int_equal(
            ent_model_play(exchange(), &g, param, draw, 4, work, &out, NULL),
            ENT_OK);
        for (size_t k = 0; k < N * M; k++)
            assert_true(next[k] >= g.lo && next[k] <= g.hi);
        for (size_t p = 0; p < M; p++)
            assert_true(z[p] >= g.lo && z[p] <= g.hi);
        moves_free(&m);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_are_as_published),
        cmocka_unit_test(exchanges_and_externalities_are_as_published),
        cmocka_unit_test(externalities_add_up),
        cmocka_unit_test(spread_holds_the_default_order),
        cmocka_unit_test(two_actors_gain_five_hundred_each),
        cmocka_unit_test(a_randomised_rate_shares_otherwise),
        cmocka_unit_test(half_a_rate_goes_half_as_far),
        cmocka_unit_test(draws_depend_on_the_stream_alone),
        cmocka_unit_test(plans_that_came_to_nothing_bar_nobody),
        cmocka_unit_test(preferences_follow_votes_as_set),
        cmocka_unit_test(one_issue_is_its_mean),
        cmocka_unit_test(nothing_to_give_is_no_exchange),
        cmocka_unit_test(an_issue_without_weight_is_refused),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(random_tables_stay_on_the_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
