/* test_evaluate.c - a reading made by hand against annotations made by hand,
 * every figure counted on paper. */
#include "read/evaluate.h"
#include "test.h"

static ent_ctx ctx;

static int open_ctx(void **state) {
    (void)state;
    return (int)ent_ctx_open(&ctx, 1 << 24);
}

static int close_ctx(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static ent_gold *gold_of(const char *path, const char *text) {
    ent_gold *gold;
    assert_int_equal(ent_gold_new(&ctx, &gold), ENT_OK);
    if (ent_gold_read(&ctx, gold, ent_i_str(path), ent_i_str(text)))
        fail_msg("%s:%u:%u: %s", path, ctx.fail.line, ctx.fail.column,
                 ctx.fail.why);
    return gold;
}

static ent_locus at(uint32_t sent, uint32_t start, uint32_t end) {
    return (ent_locus){{start, end}, 1, sent};
}

static ent_evaluation evaluate(const ent_gold *gold, ent_doc *doc) {
    ent_evaluation v;
    doc->text = ENT_STR("0123456789012345678901234567890123456789");
    ent_doc *one[] = {doc};
    assert_int_equal(ent_evaluate(&ctx, gold, one, 1, &v), ENT_OK);
    return v;
}

static const ent_measure *measure(const ent_evaluation *v, const char *name,
                                  const char *group) {
    for (size_t i = 0; i < v->n_measures; i++)
        if (ent_i_eqz(v->measure[i].name, name) &&
            ent_i_eqz(v->measure[i].group, group))
            return &v->measure[i];
    fail_msg("there is no measure %s %s", name, group);
    return NULL;
}

#define COUNTS(v, name, group, want, got, hit)             \
    do {                                                   \
        const ent_measure *m_ = measure(v, name, group);   \
        if (m_->wanted != (want) || m_->found != (got) ||  \
            m_->recalled != (hit))                         \
            fail_msg("%s %s: %llu %llu %llu", name, group, \
                     (unsigned long long)m_->wanted,       \
                     (unsigned long long)m_->found,        \
                     (unsigned long long)m_->recalled);    \
    } while (0)

static void mentions(void **state) {
    (void)state;
    ent_gold *gold = gold_of(
        "mentions.tsv",
        "doc\tpara\tsent\tsurface\tcode\ttype\tbyte_start\tbyte_end\n"
        "a\t1\t1\tOslo\tNORGOV\tMET\t0\t4\n" /* read with its code */
        "a\t1\t1\tNorway\tNOR\tNAM\t5\t9\n"  /* another code, same state */
        "a\t1\t1\tKoreans\tKOR|PRK\tNAM\t12\t15\n" /* the other way round */
        "a\t1\t2\tLima\tPER\tNAM\t20\t24\n");      /* missed */
    const ent_mention row[] = {
        {at(1, 0, 4),
         ENT_STR("NORGOV"),
         {0},
         ENT_STR("MET"),
         1,
         ENT_STR("places.tsv:1"),
         0},
        {at(1, 5, 9),
         ENT_STR("NORMIL"),
         {0},
         ENT_STR("NAM"),
         1,
         ENT_STR("countries.tsv:2"),
         0},
        {at(1, 12, 15), ENT_STR("PRK|KOR"), {0}, ENT_STR("NAM"), 1, {0}, 0},
        {at(2, 26, 28), ENT_STR("PER"), {0}, ENT_STR("NAM"), 1, {0}, 0},
    };
    ent_doc doc = {.mention = row, .n_mentions = 4};
    ent_evaluation v = evaluate(gold, &doc);
    COUNTS(&v, "span, code", "", 4, 4, 1);
    COUNTS(&v, "span, state", "", 4, 4, 3);
    COUNTS(&v, "span, state", "NAM", 3, 3, 2);
    NEAR(measure(&v, "span, state", "")->f1, 0.75, 1e-12);
    NEAR(measure(&v, "span, code", "MET")->precision, 1, 0);
    /* two read otherwise, one missed, one too many */
    assert_int_equal(v.n_misses, 4);
    size_t missed = 0, too_many = 0;
    for (size_t i = 0; i < 4; i++) {
        missed += !v.miss[i].found.n;
        too_many += !v.miss[i].wanted.n;
        if (ent_i_eqz(v.miss[i].rule, "countries.tsv:2")) {
            assert_int_equal(v.miss[i].gold.line, 3);
            STR_EQUAL(v.miss[i].wanted, "\"Norway\" NOR NAM");
            STR_EQUAL(v.miss[i].found, "\"5678\" NORMIL NAM");
        }
    }
    assert_int_equal(missed, 1);
    assert_int_equal(too_many, 1);
}

#define EVENTS                                                           \
    "doc\tpara\tsent\tsource\tcategory\ttarget\ttrigger\tpolarity\t"     \
    "factuality\tanchor\treciprocal\thedged\talt_category\tbyte_start\t" \
    "byte_end\n"

static ent_event event(uint32_t sent, const char *source, const char *category,
                       const char *target) {
    return (ent_event){.in = at(sent, 0, 4),
                       .source = ent_i_str(source),
                       .category = ent_i_str(category),
                       .target = ent_i_str(target),
                       .factuality = ENT_STR("factual"),
                       .core = 1};
}

static void events(void **state) {
    (void)state;
    ent_gold *gold = gold_of(
        "events.tsv", EVENTS
        /* both ways round: strict */
        "a\t1\t1\tNOR\tCONSULT\tPER\tmet\tpos\tfactual\tcore\t1\t0\t\t0\t4\n"
        /* an alternative, one actor: lenient */
        "a\t1\t2\tNOR\tREJECT\tPER\twalked\tneg\tfactual\tcore\t0\t0\t"
        "COERCE|SANCTION\t0\t4\n"
        /* a reference: what is read there counts neither way in core */
        "a\t1\t3\tNOR\tAID\tPER\thelp\tpos\tfactual\tref\t0\t0\t\t0\t4\n"
        /* no actor in common: missed */
        "a\t1\t4\tNOR\tAID\tPER\thelp\tpos\tfactual\tcore\t0\t0\t\t0\t4\n");
    const ent_event row[] = {
        event(1, "PERGOV", "CONSULT", "NORLEADER"),
        event(2, "NOR", "SANCTION", "BOL"),
        event(3, "NOR", "AID", "PER"),
        event(4, "PER", "AID", "NOR"),
    };
    ent_doc doc = {.event = row, .n_events = 4};
    ent_evaluation v = evaluate(gold, &doc);
    COUNTS(&v, "core, lenient", "", 3, 3, 2);
    COUNTS(&v, "core, strict", "", 3, 3, 1);
    COUNTS(&v, "all, lenient", "", 4, 4, 3);
    COUNTS(&v, "category of pairs", "", 3, 3, 2);
    COUNTS(&v, "polarity of pairs", "", 3, 3, 2);
    /* recalled as annotated, right as read */
    COUNTS(&v, "core, lenient", "REJECT", 1, 0, 1);
    const ent_measure *m = measure(&v, "core, lenient", "SANCTION");
    assert_int_equal(m->wanted, 0);
    assert_int_equal(m->right, 1);
}

/* The first read item would do for both annotated ones, the second for the
 * first alone: pairing in order of the text would find one pair. */
static void most_pairs_count(void **state) {
    (void)state;
    ent_gold *gold = gold_of(
        "events.tsv", EVENTS
        "a\t1\t1\tNOR\tAID\tPER\tx\tpos\tfactual\tcore\t0\t0\tSUPPORT\t9\t9\n"
        "a\t1\t1\tNOR\tAID\tBOL\tx\tpos\tfactual\tcore\t0\t0\t\t9\t9\n");
    const ent_event row[] = {event(1, "NOR", "AID", "CHL"),
                             event(1, "NOR", "SUPPORT", "CHL")};
    ent_doc doc = {.event = row, .n_events = 2};
    ent_evaluation v = evaluate(gold, &doc);
    COUNTS(&v, "core, lenient", "", 2, 2, 2);
}

static void statements(void **state) {
    (void)state;
    ent_gold *gold = gold_of(
        "statements.tsv",
        "doc\tpara\tsent\tspeaker\taddressee\tmode\tnegated\tcue\tissue\t"
        "stance\tcue_byte_start\n"
        "a\t1\t1\tNOR\tPER\tmixed\t0\thas said\tD1\t+\t2\n"
        "a\t1\t2\tPER\t\tindirect\t0\tsaid\t\t0\t20\n");
    const ent_statement row[] = {
        {.in = at(1, 6, 10),
         .speaker = ENT_STR("NORLEADER"),
         .mode = ENT_STR("direct"),
         .issue = ENT_STR("D1"),
         .stance = -1},
        {.in = at(2, 20, 24), .speaker = ENT_STR("BOL")},
    };
    ent_doc doc = {.statement = row, .n_statements = 2};
    ent_evaluation v = evaluate(gold, &doc);
    COUNTS(&v, "speaker, cue", "", 2, 2, 1);
    COUNTS(&v, "speaker's code, cue", "", 2, 2, 0);
    COUNTS(&v, "cue", "", 2, 2, 2);
    COUNTS(&v, "mode of pairs", "", 1, 1, 0);
    COUNTS(&v, "direct of pairs", "", 1, 1, 1);
    COUNTS(&v, "issue of pairs", "", 1, 1, 1);
    COUNTS(&v, "stance of pairs", "", 1, 1, 0);
}

static void nothing_read(void **state) {
    (void)state;
    ent_gold *gold = gold_of("dates.tsv", "doc\tpara\tsent\texpression\tiso\t"
                                          "kind\tbyte_start\n"
                                          "a\t1\t1\tMay\t2019-05\tdate\t3\n");
    ent_doc doc = {0};
    ent_evaluation v = evaluate(gold, &doc);
    COUNTS(&v, "span, value", "", 1, 0, 0);
    NEAR(measure(&v, "span, value", "")->precision, 0, 0);
    NEAR(measure(&v, "span, value", "")->f1, 0, 0);
    assert_int_equal(ent_evaluate(&ctx, gold, NULL, 0, &v), ENT_SHAPE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions),         cmocka_unit_test(events),
        cmocka_unit_test(most_pairs_count), cmocka_unit_test(statements),
        cmocka_unit_test(nothing_read),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
