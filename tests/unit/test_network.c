/* test_network.c - discourse networks of an example that is worked by hand in
 * docs/network.md, and GraphML as an XML parser reads it. */
#include "find/find.h"
#include "test.h"
#include <expat.h>

static ent_ctx ctx;

static int open_ctx(void **state) {
    (void)state;
    return (int)ent_ctx_open(&ctx, (size_t)1 << 26);
}

static int close_ctx(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static ent_statement_row says(const char *doc, const char *speaker,
                              const char *issue, int stance) {
    return (ent_statement_row){.doc = ent_i_str(doc),
                               .published = ENT_STR("2019-05-02"),
                               .statement = {.speaker = ent_i_str(speaker),
                                             .issue = ent_i_str(issue),
                                             .stance = stance}};
}

enum { N = 8 };

static void example(ent_statement_row row[N]) {
    row[0] = says("a", "NORGOV", "tariffs", 1);
    row[1] = says("a", "PER", "tariffs", -1);
    row[2] = says("a", "NOR", "climate", 1);
    row[3] = says("b", "PERGOV", "climate", 1);
    row[4] = says("b", "BOL", "tariffs", 1);
    row[5] = says("b", "NOR", "tariffs", 1);
    row[6] = says("b", "NORMIL", "tariffs", 1); /* said in b before */
    row[7] = says("b", "BOL", "climate", -1);   /* that it was said is denied */
    row[7].statement.negated = 1;
}

static ent_networks make(const ent_network_plan *plan) {
    static ent_statement_row row[N];
    ent_networks w;
    example(row);
    assert_int_equal(ent_networks_make(&ctx, row, N, plan, &w), ENT_OK);
    return w;
}

/* BOL, NOR, PER are 0, 1, 2; 0 where there is no edge. */
static double weight(const ent_networks *w, uint32_t a, uint32_t b) {
    for (size_t i = 0; i < w->network->n_edges; i++)
        if (w->network->edge[i].a == a && w->network->edge[i].b == b)
            return w->network->edge[i].weight;
    return 0;
}

static void the_table(void **state) {
    (void)state;
    ent_networks w = make(&(ent_network_plan){0});
    assert_int_equal(w.n, 1);
    assert_int_equal(w.n_actors, 3);
    STR_EQUAL(w.actor[1], "NOR");
    STR_EQUAL(w.issue[0], "climate");
    const ent_network *x = w.network;
    assert_int_equal(x->n_statements, 6);
    assert_int_equal(x->n_cells, 5);
    static const ent_network_cell want[] = {{0, 1, 0, 0, 1},
                                            {1, 0, 0, 0, 1},
                                            {1, 1, 0, 0, 2},
                                            {2, 0, 0, 0, 1},
                                            {2, 1, 1, 0, 0}};
    assert_memory_equal(x->cell, want, sizeof want);
    w = make(&(ent_network_plan){.once = ENT_ONCE_ALL});
    assert_int_equal(w.network->n_statements, 7);
    w = make(&(ent_network_plan){.once = ENT_ONCE_RANGE});
    assert_int_equal(w.network->n_statements, 5);
    w = make(&(ent_network_plan){.by_code = 1});
    assert_int_equal(w.n_actors, 6);
}

static void networks_of_actors(void **state) {
    (void)state;
    static const struct {
        ent_network_plan plan;
        double bol_nor, bol_per, nor_per;
    } want[] = {
        {{.kind = ENT_NETWORK_CONGRUENCE}, 2, 0, 1},
        {{.kind = ENT_NETWORK_CONFLICT}, 0, 1, 2},
        {{.kind = ENT_NETWORK_SUBTRACT}, 2, -1, -1},
        {{.kind = ENT_NETWORK_COOCCURRENCE}, 2, 1, 3},
        {{.kind = ENT_NETWORK_CONGRUENCE, .once = ENT_ONCE_RANGE}, 1, 0, 1},
        {{.kind = ENT_NETWORK_CONGRUENCE, .norm = ENT_NORM_AVERAGE}, 1, 0, 0.4},
        {{.kind = ENT_NETWORK_CONGRUENCE, .norm = ENT_NORM_JACCARD},
         0.5,
         0,
         1 / 3.0},
        {{.kind = ENT_NETWORK_CONFLICT, .norm = ENT_NORM_JACCARD},
         0,
         1 / 3.0,
         1 / 3.0},
        {{.kind = ENT_NETWORK_CONGRUENCE, .norm = ENT_NORM_COSINE},
         0.894427190999916,
         0,
         0.316227766016838},
        {{.kind = ENT_NETWORK_COOCCURRENCE, .norm = ENT_NORM_COSINE},
         0.894427190999916,
         0.707106781186548,
         0.948683298050514},
    };
    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ent_networks w = make(&want[i].plan);
        NEAR(weight(&w, 0, 1), want[i].bol_nor, 1e-12);
        NEAR(weight(&w, 0, 2), want[i].bol_per, 1e-12);
        NEAR(weight(&w, 1, 2), want[i].nor_per, 1e-12);
    }
}

static void networks_of_issues(void **state) {
    (void)state;
    ent_networks w = make(
        &(ent_network_plan){.kind = ENT_NETWORK_CONGRUENCE, .of_issues = 1});
    NEAR(weight(&w, 0, 1), 2, 0);
    w = make(&(ent_network_plan){.kind = ENT_NETWORK_CONFLICT, .of_issues = 1});
    NEAR(weight(&w, 0, 1), 1, 0);
}

static void windows(void **state) {
    (void)state;
    ent_statement_row row[N];
    ent_networks w;
    ent_network_plan plan = {.calendar = ENT_ONCE_MONTH};
    example(row);
    for (size_t i = 0; i < N; i++)
        row[i].statement.date =
            i < 3 ? ENT_STR("2018-12-31") : ENT_STR("2019-02");
    row[3].statement.date = row[3].published = (ent_str){0};
    assert_int_equal(ent_networks_make(&ctx, row, N, &plan, &w), ENT_OK);
    assert_int_equal(w.n, 2);
    assert_int_equal(w.n_undated, 1);
    STR_EQUAL(w.network[0].first, "2018-12-01");
    STR_EQUAL(w.network[0].last, "2018-12-31");
    assert_int_equal(w.network[0].n_statements, 3);
    STR_EQUAL(w.network[1].first, "2019-02-01");
    STR_EQUAL(w.network[1].last, "2019-02-28");
    plan = (ent_network_plan){.window = 30};
    assert_int_equal(ent_networks_make(&ctx, row, N, &plan, &w), ENT_OK);
    assert_int_equal(w.n, 2);
    STR_EQUAL(w.network[0].first, "2018-12-31");
    STR_EQUAL(w.network[0].last, "2019-01-29");
    STR_EQUAL(w.network[1].first, "2019-01-30");
    /* 2018-12-31 is a Monday */
    plan = (ent_network_plan){.calendar = ENT_ONCE_WEEK};
    assert_int_equal(ent_networks_make(&ctx, row, N, &plan, &w), ENT_OK);
    STR_EQUAL(w.network[0].first, "2018-12-31");
    STR_EQUAL(w.network[0].last, "2019-01-06");
}

static void nothing_said(void **state) {
    (void)state;
    ent_networks w;
    ent_network_plan plan = {.kind = ENT_NETWORK_CONGRUENCE};
    ent_statement_row row = says("a", "", "tariffs", 1);
    assert_int_equal(ent_networks_make(&ctx, &row, 1, &plan, &w), ENT_OK);
    assert_int_equal(w.n, 0);
    assert_int_equal(ent_networks_make(&ctx, NULL, 0, &plan, &w), ENT_OK);
    assert_int_equal(w.n, 0);
}

/* ---- GraphML */

typedef struct seen {
    size_t nodes, edges, keys;
    double weight;
    bool in_weight;
} seen;

static void on_start(void *user, const char *name, const char **attr) {
    seen *s = user;
    s->nodes += !strcmp(name, "node");
    s->edges += !strcmp(name, "edge");
    s->keys += !strcmp(name, "key");
    s->in_weight = !strcmp(name, "data") && !strcmp(attr[1], "edge_weight");
}

static void on_text(void *user, const char *text, int n) {
    seen *s = user;
    double x;
    if (s->in_weight && ent_i_number((ent_str){text, (size_t)n}, &x))
        s->weight += x;
    s->in_weight = false;
}

static seen parse(const ent_network_plan *plan, const ent_networks *w) {
    ent_buf b = {0};
    seen s = {0};
    assert_int_equal(ent_network_graphml(&ctx, plan, w, ent_i_buf_sink(&b)),
                     ENT_OK);
    XML_Parser p = XML_ParserCreate(NULL);
    XML_SetUserData(p, &s);
    XML_SetStartElementHandler(p, on_start);
    XML_SetCharacterDataHandler(p, on_text);
    if (!XML_Parse(p, b.s, (int)b.n, 1))
        fail_msg("line %lu: %s", XML_GetCurrentLineNumber(p),
                 XML_ErrorString(XML_GetErrorCode(p)));
    XML_ParserFree(p);
    ent_i_buf_free(&b);
    return s;
}

static void graphml_is_xml(void **state) {
    (void)state;
    ent_network_plan plan = {0};
    ent_networks w = make(&plan);
    seen s = parse(&plan, &w);
    assert_int_equal(s.nodes, 5);
    assert_int_equal(s.edges, 5);
    assert_int_equal(s.keys, 6);
    NEAR(s.weight, 4, 0);
    plan.kind = ENT_NETWORK_SUBTRACT;
    w = make(&plan);
    s = parse(&plan, &w);
    assert_int_equal(s.nodes, 3);
    assert_int_equal(s.edges, 3);
    NEAR(s.weight, 0, 0);
    ent_statement_row odd = says("a", "NOR", "<\"&\x01\xff>", 1);
    plan.kind = ENT_NETWORK_TABLE;
    assert_int_equal(ent_networks_make(&ctx, &odd, 1, &plan, &w), ENT_OK);
    assert_int_equal(parse(&plan, &w).edges, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table),
        cmocka_unit_test(networks_of_actors),
        cmocka_unit_test(networks_of_issues),
        cmocka_unit_test(windows),
        cmocka_unit_test(nothing_said),
        cmocka_unit_test(graphml_is_xml),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
