/* test_evidence.c - evidence as JSON Lines: every line is an object with
 * exactly the keys that docs/formats/evidence.schema.json asks for. */
#include "read/read.h"
#include "test.h"
#include <jansson.h>

static ent_ctx ctx;
static json_t *schema;

static int set_up(void **state) {
    (void)state;
    schema = json_load_file(ENT_SOURCE_DIR "/docs/formats/evidence.schema.json",
                            0, NULL);
    return !schema || ent_ctx_open(&ctx, (size_t)1 << 28) != ENT_OK;
}

static int tear_down(void **state) {
    (void)state;
    json_decref(schema);
    ent_ctx_close(&ctx);
    return 0;
}

static void keys_are_those_of_the_schema(const json_t *line) {
    const char *kind = json_string_value(json_object_get(line, "kind")), *key;
    json_t *value, *props = json_object_get(
                       json_object_get(json_object_get(schema, "$defs"), kind),
                       "properties");
    assert_non_null(props);
    json_object_foreach(props, key, value) {
        json_t *got = json_object_get(line, key);
        json_t *list = json_object_get(value, "enum");
        bool known = !list;
        if (!got)
            fail_msg("%s lacks %s", kind, key);
        for (size_t i = 0; i < json_array_size(list); i++)
            known |= json_equal(json_array_get(list, i), got);
        if (!known)
            fail_msg("%s has another %s than its schema", kind, key);
    }
    assert_int_equal(json_object_size(line), json_object_size(props));
}

/* Writes the document and reads the lines back; the n-th of a kind. */
static json_t *lines_of(const ent_doc *doc, unsigned kinds) {
    ent_buf b = {0};
    json_t *all = json_array();
    assert_int_equal(ent_doc_write(&ctx, doc, kinds, ent_i_buf_sink(&b)), 0);
    ent_str left = {b.s, b.n};
    while (left.n) {
        ent_str line = ent_i_cut(&left, '\n');
        json_t *o = json_loadb(line.s, line.n, 0, NULL);
        if (!o)
            fail_msg("no JSON: %.*s", ENT_P(line));
        keys_are_those_of_the_schema(o);
        json_array_append_new(all, o);
    }
    ent_i_buf_free(&b);
    return all;
}

static const char *word(const json_t *lines, size_t i, const char *key) {
    const char *z =
        json_string_value(json_object_get(json_array_get(lines, i), key));
    return z ? z : "(none)";
}

static long long number(const json_t *lines, size_t i, const char *key) {
    return json_integer_value(json_object_get(json_array_get(lines, i), key));
}

static const char page[] = "<h1>Talks</h1><p>Oslo &amp; Bergen agreed on May 2,"
                           " 2019 (Dagbladet, May 3). \"So\" it is &lt;b>.";

static void lines_open_the_original(void **state) {
    (void)state;
    ent_doc doc;
    assert_int_equal(ent_doc_read(&ctx, NULL, NULL, ENT_STR("d/a.html"),
                                  ent_i_str(page), &doc),
                     ENT_OK);
    json_t *lines = lines_of(&doc, 0);
    assert_string_equal(word(lines, 0, "kind"), "document");
    assert_string_equal(word(lines, 0, "doc"), "a");
    assert_string_equal(word(lines, 0, "title"), "Talks");
    assert_true(
        json_is_null(json_object_get(json_array_get(lines, 0), "author")));
    assert_int_equal(number(lines, 0, "bytes"), sizeof page - 1);
    assert_string_equal(word(lines, 2, "text"),
                        "Oslo & Bergen agreed on May 2, 2019 (Dagbladet, "
                        "May 3).");
    assert_int_equal(number(lines, 2, "start"), 17);
    assert_memory_equal(page + number(lines, 2, "end") - 3, "3).", 3);
    assert_string_equal(word(lines, 3, "text"), "\"So\" it is <b>.");
    json_decref(lines);
    lines = lines_of(&doc, 1U << ENT_EVIDENCE_DATE);
    assert_int_equal(json_array_size(lines), doc.n_dates);
    assert_string_equal(word(lines, 0, "text"), "May 2, 2019");
    assert_memory_equal(page + number(lines, 0, "start"), "May 2, 2019", 11);
    json_decref(lines);
}

static void events_and_statements_are_written(void **state) {
    (void)state;
    ent_event e = {.in = {{0, 4}, 1, 1},
                   .source = ENT_STR("NOR"),
                   .target = ENT_STR("SWE|DNK"),
                   .category = ENT_STR("CONSULT"),
                   .factuality = ENT_STR("factual"),
                   .negated = 1,
                   .core = 1,
                   .source_at = {9, 13},
                   .reporter = ENT_STR("SWEGOV"),
                   .rule = ENT_STR("verbs.tsv:7"),
                   .confidence = 0.25};
    ent_statement s = {.in = {{5, 8}, 1, 1},
                       .speaker = ENT_STR("NOR"),
                       .mode = ENT_STR("direct"),
                       .content = {9, 13},
                       .stance = -1,
                       .medium = ENT_STR("NTB"),
                       .confidence = 0.5};
    ent_mention m = {.in = {{0, 4}, 1, 1}, .type = ENT_STR("PRO"), .chain = 3};
    ent_doc doc = {.name = ENT_STR("a"),
                   .path = ENT_STR("a.txt"),
                   .text = ENT_STR("Oslo met them."),
                   .n_mentions = 1,
                   .mention = &m,
                   .n_events = 1,
                   .event = &e,
                   .n_statements = 1,
                   .statement = &s};
    unsigned kinds = 1U << ENT_EVIDENCE_EVENT | 1U << ENT_EVIDENCE_STATEMENT;
    json_t *lines = lines_of(&doc, kinds);
    assert_int_equal(json_array_size(lines), 2);
    json_t *target = json_object_get(json_array_get(lines, 0), "target");
    assert_int_equal(json_array_size(target), 2);
    assert_string_equal(json_string_value(json_array_get(target, 1)), "DNK");
    assert_string_equal(word(lines, 0, "polarity"), "neg");
    json_t *trigger = json_object_get(json_array_get(lines, 0), "trigger");
    assert_string_equal(json_string_value(json_object_get(trigger, "text")),
                        "Oslo");
    assert_int_equal(number(lines, 1, "stance"), -1);
    json_t *source = json_object_get(json_array_get(lines, 0), "source_at");
    assert_string_equal(json_string_value(json_object_get(source, "text")),
                        "them");
    assert_true(
        json_is_null(json_object_get(json_array_get(lines, 0), "target_at")));
    assert_string_equal(word(lines, 0, "reporter"), "SWEGOV");
    assert_string_equal(word(lines, 0, "rule"), "verbs.tsv:7");
    assert_string_equal(word(lines, 1, "medium"), "NTB");
    json_decref(lines);
    lines = lines_of(&doc, 1U << ENT_EVIDENCE_MENTION);
    assert_int_equal(number(lines, 0, "chain"), 3);
    assert_string_equal(word(lines, 0, "type"), "PRO");
    json_decref(lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_open_the_original),
        cmocka_unit_test(events_and_statements_are_written),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
