/* test_put.c - places become bytes of the original, quotes are cut from the
 * text, and what does not fit is refused. */
#include "store.h"

static ent_put put_as(const char *name, const char *hash) {
    return (ent_put){.name = ent_i_str(name),
                     .hash = ent_i_str(hash),
                     .path = ent_i_str(name),
                     .at = ENT_STR("2019-05-14T09:30:00Z")};
}

/* A decoded text that is shorter than its bytes, as HTML is. */
static void places_are_bytes_of_the_original(void **state) {
    (void)state;
    static draft f;
    static uint32_t origin[32];
    char hash[65];
    dossier d;
    ent_passage p;
    dossier_open(&d);
    ent_doc doc = draft_doc(&f, "a", "Kim met Moon.");
    for (uint32_t i = 0; i <= doc.text.n; i++)
        origin[i] = 100 + 2 * i;
    doc.origin = origin;
    ent_i_sha256_hex(doc.bytes, hash);
    ent_put put = put_as("a", hash);
    OK(&d, ent_i_store_put(&d.ctx, d.s, &doc, &put));
    OK(&d, ent_store_passage(&d.ctx, d.s, (ent_ref){ENT_STR("a"), 1, 1}, &p));
    assert_int_equal(p.at.start, 100);
    assert_int_equal(p.at.end, 126);
    STR_EQUAL(p.sent[0], "Kim met Moon.");
    assert_int_equal(count(&d, "SELECT start FROM event"), 108);
    assert_int_equal(count(&d, "SELECT quote = 'met' FROM event"), 1);
    dossier_close(&d);
}

static void a_place_outside_the_text_is_refused(void **state) {
    (void)state;
    static draft f;
    dossier d;
    dossier_open(&d);
    char hash[65];
    ent_doc doc = draft_doc(&f, "a", "Kim met Moon in 2019.");
    ent_i_sha256_hex(doc.bytes, hash);
    ent_put put = put_as("a", hash);
    f.mention[0].in.at.end = 900;
    assert_int_equal(ent_i_store_put(&d.ctx, d.s, &doc, &put), ENT_INTERNAL);
    f.mention[0].in = (ent_locus){{0, 3}, 1, 2};
    put.name = ENT_STR("b");
    assert_int_equal(ent_i_sql_exec(&d.ctx, d.s, "DELETE FROM document"),
                     ENT_OK);
    assert_int_equal(ent_i_store_put(&d.ctx, d.s, &doc, &put), ENT_INTERNAL);
    dossier_close(&d);
}

static void unknown_kinds_are_refused(void **state) {
    (void)state;
    static draft f;
    char hash[65];
    dossier d;
    dossier_open(&d);
    ent_doc doc = draft_doc(&f, "a", "Kim met Moon in 2019.");
    ent_i_sha256_hex(doc.bytes, hash);
    ent_put put = put_as("a", hash);
    f.event[0].category = ENT_STR("QUARREL");
    assert_int_equal(ent_i_store_put(&d.ctx, d.s, &doc, &put), ENT_DOMAIN);
    assert_non_null(strstr(d.ctx.fail.why, "category"));
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_bytes_of_the_original),
        cmocka_unit_test(a_place_outside_the_text_is_refused),
        cmocka_unit_test(unknown_kinds_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
