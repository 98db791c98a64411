/* test_gold.c - tables of annotations, and what is wrong with them. */
#include "read/evaluate.h"
#include "test.h"
#include <stdlib.h>
#include <unistd.h>

static ent_err read_as(ent_ctx *ctx, ent_gold **gold, const char *path,
                       const char *text) {
    assert_int_equal(ent_ctx_open(ctx, 1 << 22), ENT_OK);
    assert_int_equal(ent_gold_new(ctx, gold), ENT_OK);
    return ent_gold_read(ctx, *gold, ent_i_str(path), ent_i_str(text));
}

#define MENTIONS "doc\tpara\tsent\tsurface\tcode\ttype\tbyte_start\tbyte_end\n"

static void columns_in_any_order(void **state) {
    ent_ctx ctx;
    ent_gold *gold;
    (void)state;
    assert_int_equal(
        read_as(&ctx, &gold, "gold/statements.tsv",
                "note\tcue_byte_start\tcue\tstance\tissue\tnegated\tmode\t"
                "addressee\tspeaker\tsent\tpara\tdoc\r\n"
                "x\t7\tsaid\t-\tD1\t1\tindirect\t\tNOR\t2\t3\ta\r\n"),
        ENT_OK);
    assert_int_equal(gold->item[ENT_GOLD_STATEMENT].n, 1);
    const ent_item *t = gold->item[ENT_GOLD_STATEMENT].at;
    assert_int_equal(t->at.start, 7);
    assert_int_equal(t->at.end, 11);
    assert_int_equal(t->para, 3);
    assert_int_equal(t->sent, 2);
    assert_int_equal(t->line, 2);
    assert_true(t->negated);
    STR_EQUAL(t->stance, "-");
    STR_EQUAL(t->from, "NOR");
    STR_EQUAL(t->what, "indirect");
    assert_int_equal(gold->name.n, 1);
    ent_ctx_close(&ctx);
}

static void mistakes_have_a_place(void **state) {
    static const struct {
        const char *path, *text;
        ent_err err;
        uint32_t line, column;
    } wrong[] = {
        {"notes.tsv", MENTIONS, ENT_UNSUPPORTED, 0, 0},
        {"mentions.tsv", "", ENT_SYNTAX, 0, 0},
        {"mentions.tsv", "doc\tpara\tsent\n", ENT_SYNTAX, 1, 0},
        {"mentions.tsv", MENTIONS "a\t1\n", ENT_SYNTAX, 2, 0},
        {"mentions.tsv", MENTIONS "\na\t0\t1\tMinsk\tBLR\tNAM\t0\t5\n",
         ENT_SYNTAX, 3, 3},
        {"mentions.tsv", MENTIONS "\xc3\xa9\t1\tone\tMinsk\tBLR\tNAM\t0\t5\n",
         ENT_SYNTAX, 2, 5},
        {"mentions.tsv", MENTIONS "\t1\t1\tMinsk\tBLR\tNAM\t0\t5\n", ENT_SYNTAX,
         2, 1},
        {"mentions.tsv", MENTIONS "a\t1\t1\tMinsk\tBLR\tNAM\t9\t5\n",
         ENT_SYNTAX, 2, 0},
        {"mentions.tsv", "\xff\n", ENT_ENCODING, 0, 0},
        {"statements.tsv",
         "doc\tpara\tsent\tspeaker\taddressee\tmode\tnegated\tcue\tissue\t"
         "stance\tcue_byte_start\na\t1\t1\tNOR\t\tdirect\t2\tsaid\t\t0\t4\n",
         ENT_SYNTAX, 2, 19},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ent_ctx ctx;
        ent_gold *gold;
        ent_err e = read_as(&ctx, &gold, wrong[i].path, wrong[i].text);
        if (e != wrong[i].err || ctx.fail.line != wrong[i].line ||
            ctx.fail.column != wrong[i].column)
            fail_msg("%zu: %s, %u:%u: %s", i, ent_err_name(e), ctx.fail.line,
                     ctx.fail.column, ctx.fail.why);
        ent_ctx_close(&ctx);
    }
}

/* A labelled sentence is a document of its own, named by file and line. */
static void labelled_sentences(void **state) {
    ent_ctx ctx;
    ent_gold *gold;
    ent_doc doc;
    char path[] = "/tmp/ent-labels-XXXXXX";
    static const char text[] = "= Oslo met.\nnone\n= Lima will help La Paz.\n"
                               "AID PER > BOL @help future or SUPPORT\n"
                               "SAY PER > - @help indirect\nDATE 2019-04-25\n";
    (void)state;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    assert_int_equal(ent_ctx_open(&ctx, 1 << 22), ENT_OK);
    assert_int_equal(ent_gold_new(&ctx, &gold), ENT_OK);
    if (ent_gold_labelled(&ctx, gold, ent_i_str(path)))
        fail_msg("%u: %s", ctx.fail.line, ctx.fail.why);
    remove(path);
    assert_int_equal(gold->name.n, 2);
    const ent_item *v = gold->item[ENT_GOLD_EVENT].at;
    assert_int_equal(gold->item[ENT_GOLD_EVENT].n, 1);
    assert_int_equal(v->doc, 1);
    STR_EQUAL(v->also, "SUPPORT");
    STR_EQUAL(v->text, "help");
    assert_true(v->core);
    assert_int_equal(gold->item[ENT_GOLD_STATEMENT].n, 1);
    assert_int_equal(ent_gold_read_labelled(&ctx, gold, 1, NULL, NULL, &doc),
                     ENT_OK);
    STR_EQUAL(doc.text, "Lima will help La Paz.");
    STR_EQUAL(doc.published, "2019-04-25");
    assert_int_equal(ent_gold_read_labelled(&ctx, gold, 2, NULL, NULL, &doc),
                     ENT_SHAPE);
    /* a file without any event is not about events */
    const ent_labelled *label = gold->text.at;
    assert_true(label[1].events && label[1].statements);
    char only[] = "/tmp/ent-labels-XXXXXX";
    fd = mkstemp(only);
    assert_true(fd >= 0);
    static const char said[] = "= It rained, Oslo says.\n"
                               "SAY NOR > - @says indirect\n";
    assert_int_equal(write(fd, said, sizeof said - 1), sizeof said - 1);
    close(fd);
    assert_int_equal(ent_gold_labelled(&ctx, gold, ent_i_str(only)), ENT_OK);
    remove(only);
    label = gold->text.at;
    assert_true(!label[2].events && label[2].statements);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_in_any_order),
        cmocka_unit_test(mistakes_have_a_place),
        cmocka_unit_test(labelled_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
