/* test_labelled_events.c - events over the labelled sentences: the shares that
 * were reached are guarded, a fall by more than a point fails. */
#include "read/labelled.h"
#include "read/read.h"
#include "test.h"

/* Shares reached, in per cent. */
#define CLEAN    98.0
#define CATEGORY 94.1
#define ROLES    87.7
#define FLAGS    94.1

static ent_ctx ctx;
static ent_lexicon *lex;
static ent_parser *parser;

static int open_all(void **state) {
    (void)state;
    ent_str path = ENT_STR(ENT_SOURCE_DIR "/data/weights/english.weights");
    return ent_ctx_open(&ctx, (size_t)256 << 20) ||
           ent_lexicon_new(&ctx, &lex) || ent_parser_open(&ctx, path, &parser);
}

static int close_all(void **state) {
    (void)state;
    ent_parser_free(parser);
    ent_lexicon_free(lex);
    ent_ctx_close(&ctx);
    return 0;
}

static void read_labels(const char *name, ent_labels *out) {
    *out = (ent_labels){0};
    ent_str path =
        ent_i_printf(ctx.keep, "%s/data/labelled/%s", ENT_SOURCE_DIR, name);
    if (ent_i_labels_read_all(&ctx, path, out))
        fail_msg("%s:%u: %s", ctx.fail.file, ctx.fail.line, ctx.fail.why);
}

static void read_one(const ent_label_sentence *s, ent_doc *doc) {
    ent_read_options opt = {.parser = parser, .published = s->date};
    assert_int_equal(
        ent_doc_read(&ctx, lex, &opt, ENT_STR("s.txt"), s->text, doc), ENT_OK);
}

static bool is_fact(const ent_event *e) {
    return e->core && !e->negated && ent_i_eqz(e->factuality, "factual");
}

static const ent_label_event *
label_of(const ent_labels *l, const ent_label_sentence *s, const ent_event *e) {
    const ent_label_event *at = l->event.at;
    for (uint32_t i = s->first_event; i < s->first_event + s->n_events; i++)
        if (at[i].trigger.start < e->in.at.end &&
            e->in.at.start < at[i].trigger.end)
            return &at[i];
    return NULL;
}

static bool label_is_fact(const ent_label_event *l) {
    return l && !l->negated && ent_i_eqz(l->factuality, "factual");
}

/* Nothing of a sentence without a fact is told as a fact. */
static bool is_clean(const ent_labels *l, const ent_label_sentence *s) {
    ent_doc doc;
    read_one(s, &doc);
    for (size_t i = 0; i < doc.n_events; i++)
        if (is_fact(&doc.event[i]) &&
            !label_is_fact(label_of(l, s, &doc.event[i]))) {
            print_message("%u: %.*s (%.*s)\n", s->line, ENT_P(s->text),
                          ENT_P(doc.event[i].rule));
            return false;
        }
    return true;
}

static void guard(const char *what, size_t part, size_t of, double reached) {
    double share = 100.0 * (double)part / (double)of;
    print_message("%s: %zu of %zu, %.1f %%, reached %.1f\n", what, part, of,
                  share, reached);
    if (share < reached - 1)
        fail_msg("%s fell from %.1f to %.1f %%", what, reached, share);
}

static void negatives_stay_clean(void **state) {
    (void)state;
    ent_labels l;
    read_labels("negatives.txt", &l);
    const ent_label_sentence *s = l.sentence.at;
    size_t clean = 0;
    for (size_t i = 0; i < l.sentence.n; i++)
        clean += is_clean(&l, &s[i]);
    assert_true(l.sentence.n >= 300);
    guard("negatives clean", clean, l.sentence.n, CLEAN);
}

/* ---- events told */

typedef struct score {
    size_t n, category, roles, flags;
} score;

static bool category_fits(const ent_label_event *l, ent_str category) {
    bool fits = ent_i_plover(category) == l->category;
    for (int i = 0; i < ENT_LABEL_MAX_OR; i++)
        fits = fits || (l->also[i] && l->also[i] == ent_i_plover(category));
    return fits;
}

static bool has_state(ent_str list, ent_str code) {
    while (list.n) {
        ent_str one = ent_i_cut(&list, '|');
        if (one.n >= 3 && code.n >= 3 && !memcmp(one.s, code.s, 3))
            return true;
    }
    return false;
}

/* The same states, in any order; a label without actor asks for none. */
static bool same_states(ent_str a, ent_str b) {
    for (ent_str rest = a; rest.n;)
        if (!has_state(b, ent_i_cut(&rest, '|')))
            return false;
    for (ent_str rest = b; rest.n;)
        if (!has_state(a, ent_i_cut(&rest, '|')))
            return false;
    return true;
}

static bool roles_fit(const ent_label_event *l, const ent_event *e) {
    if (same_states(l->source, e->source) && same_states(l->target, e->target))
        return true;
    return l->reciprocal && same_states(l->source, e->target) &&
           same_states(l->target, e->source);
}

static void add_score(const ent_labels *l, const ent_label_sentence *s,
                      score *sum) {
    ent_doc doc;
    const ent_label_event *at = l->event.at;
    read_one(s, &doc);
    for (uint32_t i = s->first_event; i < s->first_event + s->n_events; i++) {
        bool category = false, roles = false, flags = false;
        for (size_t k = 0; k < doc.n_events; k++) {
            const ent_event *e = &doc.event[k];
            if (!category_fits(&at[i], e->category))
                continue;
            category = true;
            roles = roles || roles_fit(&at[i], e);
            flags = flags || (e->negated == at[i].negated &&
                              ent_i_eq(e->factuality, at[i].factuality));
        }
        sum->n++;
        sum->category += category;
        sum->roles += roles;
        sum->flags += flags;
    }
}

static void core_events_are_told(void **state) {
    (void)state;
    ent_labels l;
    score sum = {0};
    read_labels("events-core.txt", &l);
    const ent_label_sentence *s = l.sentence.at;
    for (size_t i = 0; i < l.sentence.n; i++)
        add_score(&l, &s[i], &sum);
    assert_true(l.sentence.n >= 400);
    guard("category", sum.category, sum.n, CATEGORY);
    guard("category and roles", sum.roles, sum.n, ROLES);
    guard("category and flags", sum.flags, sum.n, FLAGS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(negatives_stay_clean),
        cmocka_unit_test(core_events_are_told),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
