/* test_lexicon.c - the dictionaries are whole, and found as texts write them.
 */
#include "read/lexicon.h"
#include "test.h"
#include <stdlib.h>

static ent_ctx ctx;
static ent_lexicon *lex;

static int open_lexicon(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, (size_t)64 << 20) || ent_lexicon_new(&ctx, &lex);
}

static int close_lexicon(void **state) {
    (void)state;
    ent_lexicon_free(lex);
    ent_ctx_close(&ctx);
    return 0;
}

/* The first entry of that kind for a form given as words with blanks. */
static const ent_lex_entry *find(const char *form, ent_lex_kind kind) {
    uint32_t node = ENT_LEX_ROOT;
    ent_str rest = ent_i_str(form);
    while (rest.n && node)
        node = ent_i_lex_step(lex, node,
                              ent_i_lex_word(lex, ent_i_cut(&rest, ' ')));
    uint32_t row = node ? ent_i_lex_first(lex, node) : 0;
    while (row && ent_i_lex_entry(lex, row)->kind != kind)
        row = ent_i_lex_entry(lex, row)->next;
    return row ? ent_i_lex_entry(lex, row) : NULL;
}

static void code_is(const char *form, ent_lex_kind kind, const char *code) {
    const ent_lex_entry *e = find(form, kind);
    if (!e)
        fail_msg("\"%s\" is not in the lexicon", form);
    STR_EQUAL(e->code, code);
}

static void forms_are_found(void **state) {
    (void)state;
    code_is("Russia", ENT_LEX_STATE, "RUS");
    code_is("Tokyo", ENT_LEX_CAPITAL, "JPN");
    code_is("Korean", ENT_LEX_ADJECTIVE, "PRK|KOR");
    code_is("Pentagon", ENT_LEX_SEAT, "USAGOVMOD");
    code_is("Quai d'Orsay", ENT_LEX_SEAT, "FRAGOVMFA");
    code_is("European Union", ENT_LEX_ORG, "IGOEEC");
    code_is("Reuters", ENT_LEX_MEDIUM, "GBRMED");
    code_is("Foreign Ministry", ENT_LEX_INSTITUTION, "GOVMFA");
    code_is("Latakia", ENT_LEX_PLACE, "SYR");
    assert_null(find("Atlantis", ENT_LEX_PLACE));
    assert_null(find("Foreign Minis", ENT_LEX_INSTITUTION));
    assert_null(find("russia", ENT_LEX_STATE));
}

static void apostrophes_and_hyphens_do_not_matter(void **state) {
    (void)state;
    assert_non_null(find("Quai d\xe2\x80\x99Orsay", ENT_LEX_SEAT));
    assert_non_null(find("Ban Ki - moon", ENT_LEX_PERSON));
    assert_non_null(find("Ban Ki \xe2\x80\x91 moon", ENT_LEX_PERSON));
}

static void entries_name_their_line(void **state) {
    (void)state;
    const ent_lex_entry *e = find("Mongolia", ENT_LEX_STATE);
    ent_str rule = e->rule, file;
    uint64_t line;
    STR_EQUAL(ent_i_cut(&rule, ':'), "countries.tsv");
    assert_true(ent_i_uint(rule, &line));
    file = ent_i_asset(ent_i_data, "data/countries.tsv");
    ent_str text = {0};
    for (uint64_t i = 0; i < line; i++)
        text = ent_i_cut(&file, '\n');
    assert_true(ent_i_starts(text, "MNG\t"));
}

static void persons_have_their_terms(void **state) {
    (void)state;
    const ent_lex_entry *e = find("Shinzō Abe", ENT_LEX_PERSON);
    assert_non_null(e);
    const ent_lex_person *p = ent_i_lex_person(lex, e->person);
    STR_EQUAL(p->entity, "abe");
    assert_int_equal(p->n_terms, 2);
    for (uint32_t i = 0; i < p->n_terms; i++) {
        const ent_lex_term *t = ent_i_lex_terms(lex, p) + i;
        STR_EQUAL(t->code, "JPNLEADER");
        assert_true(t->from < t->to);
    }
    assert_true(find("Gates", ENT_LEX_SURNAME)->weak);
    assert_false(find("Putin", ENT_LEX_SURNAME)->weak);
    assert_true(ent_i_lex_n_persons(lex) > 1000);
}

static void no_memory_is_said(void **state) {
    (void)state;
    ent_ctx small;
    ent_lexicon *none = lex;
    assert_int_equal(ent_ctx_open(&small, 4096), ENT_OK);
    assert_int_equal(ent_lexicon_new(&small, &none), ENT_NOMEM);
    assert_null(none);
    ent_ctx_close(&small);
    ent_lexicon_free(NULL);
}

static void dictionaries_pass_their_check(void **state) {
    (void)state;
    assert_int_equal(system("sh " ENT_SOURCE_DIR "/tools/check_data.sh"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_found),
        cmocka_unit_test(apostrophes_and_hyphens_do_not_matter),
        cmocka_unit_test(entries_name_their_line),
        cmocka_unit_test(persons_have_their_terms),
        cmocka_unit_test(no_memory_is_said),
        cmocka_unit_test(dictionaries_pass_their_check),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
