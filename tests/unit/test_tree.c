/* test_tree.c - YAML as nodes with places; what is refused. */
#include "scenario.h"

static ent_node *tree(desk *d, const char *text) {
    ent_node *root = NULL;
    if (ent_i_tree_read(&d->ctx, ENT_STR("x.yaml"), ent_i_str(text), &root))
        fail_msg("%s", d->ctx.fail.why);
    return root;
}

static void nodes_know_their_places(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    ent_node *root = tree(&d, "a: 1\n# remark\nb:\n  - \xC3\xA9: [x, 'y z']\n");
    assert_int_equal(root->n, 2);
    STR_EQUAL(root->key[1]->text, "b");
    const ent_node *map = root->item[1]->item[0];
    assert_int_equal(map->key[0]->at.line, 4);
    assert_int_equal(map->key[0]->at.column, 5);
    const ent_node *y = map->item[0]->item[1];
    STR_EQUAL(y->text, "y z");
    assert_true(y->quoted);
    assert_int_equal(y->at.column, 12); /* in characters */
    ent_ctx_close(&d.ctx);
}

static void scalars_stay_text(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    ent_node *root = tree(&d, "{NO: no, \"000\": 002.10, x: ~, y: \"~\"}");
    STR_EQUAL(root->key[0]->text, "NO");
    STR_EQUAL(root->item[0]->text, "no");
    STR_EQUAL(root->item[1]->text, "002.10");
    assert_true(ent_i_node_blank(root->item[2]));
    assert_false(ent_i_node_blank(root->item[3]));
    ent_ctx_close(&d.ctx);
}

static void anchors_are_shared_within_bounds(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    ent_node *root = tree(&d, "a: &n {b: 1}\nc: *n\n");
    assert_ptr_equal(root->item[0], root->item[1]);
    ent_ctx_close(&d.ctx);
}

static void what_is_no_tree_is_refused(void **state) {
    (void)state;
    static char deep[2100] = "a: ";
    static const struct {
        const char *text;
        ent_err err;
        uint32_t line;
        const char *why;
    } bad[] = {
        {"a: {A: 1}\nb: [", ENT_SYNTAX, 3, "not YAML"},
        {"a:\n\tb: 1\n", ENT_SYNTAX, 2, "a tab indents"},
        {"a: 1\nb: 2\na: 3\n", ENT_NAME, 3, "first in line 1"},
        {"a: *b\n", ENT_SYNTAX, 1, "no anchor of that name"},
        {"a: &a [*a]\n", ENT_SYNTAX, 1, "cannot contain itself"},
        {"? [a]\n: b\n", ENT_SYNTAX, 1, "a name is expected"},
        {"a: 1\n--- \nb: 2\n", ENT_SYNTAX, 2, "second document"},
        {"a: \"\\0\"", ENT_SYNTAX, 1, "NUL"},
        {"a: 1\nb: \xFF\n", ENT_ENCODING, 2, "UTF-8"},
        {" \n", ENT_SYNTAX, 0, "empty"},
        {deep, ENT_LIMIT, 1, "deep"},
    };
    memset(deep + 3, '[', 1000);
    memset(deep + 1003, ']', 1000);
    desk d;
    desk_open(&d);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_node *root;
        ent_err e = ent_i_tree_read(&d.ctx, ENT_STR("x.yaml"),
                                    ent_i_str(bad[i].text), &root);
        if (e != bad[i].err || d.ctx.fail.line != bad[i].line ||
            !strstr(d.ctx.fail.why, bad[i].why))
            fail_msg("%zu: line %u: %s", i, d.ctx.fail.line, d.ctx.fail.why);
    }
    ent_ctx_close(&d.ctx);
}

/* Nine aliases to nine aliases … : 9^8 nodes if they were spelled out. */
static void a_billion_laughs_are_bounded(void **state) {
    (void)state;
    desk d;
    ent_buf b = {0};
    ent_node *root;
    desk_open(&d);
    ent_i_buf_printf(&b, "a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'j'; c++) {
        ent_i_buf_printf(&b, "%c: &%c [", c, c);
        for (int i = 0; i < 9; i++)
            ent_i_buf_printf(&b, "%s*%c", i ? "," : "", c - 1);
        ent_i_buf_printf(&b, "]\n");
    }
    assert_int_equal(
        ent_i_tree_read(&d.ctx, ENT_STR("x.yaml"), (ent_str){b.s, b.n}, &root),
        ENT_LIMIT);
    ent_i_buf_free(&b);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_places),
        cmocka_unit_test(scalars_stay_text),
        cmocka_unit_test(anchors_are_shared_within_bounds),
        cmocka_unit_test(what_is_no_tree_is_refused),
        cmocka_unit_test(a_billion_laughs_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
