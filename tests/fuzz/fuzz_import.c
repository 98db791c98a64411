/* fuzz_import.c - what claims to be an export is taken in or refused, and
 * what is taken in comes out again. */
#include "scratch.h"
#include "store/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A document alone, for the fuzzer cannot guess the hash of its bytes. */
static void read_rows(ent_ctx *ctx, ent_store *s, ent_str text) {
    json_error_t why;
    ent_buf b = {0};
    json_t *root = json_loadb(text.s, text.n, 0, &why);
    json_t *doc = json_object_get(root, "document");
    ent_str name = {json_string_value(json_object_get(doc, "name")),
                    json_string_length(json_object_get(doc, "name"))};
    if (ent_i_sql_begin(ctx, s))
        __builtin_trap();
    if (doc && !ent_i_rows_read(ctx, s, doc, NULL) &&
        ent_i_rows_write(ctx, s, (ent_ref){.doc = name}, &b))
        __builtin_trap();
    ent_i_sql_end(ctx, s, ENT_CANCELLED);
    ent_i_buf_free(&b);
    json_decref(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_store *s = scratch_store();
    ent_ctx ctx;
    ent_str text = {(const char *)data, size};
    if (ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    importer im = {
        .ctx = &ctx, .s = s, .path = ENT_STR("x"), .command = ENT_STR("x")};
    if (ent_i_sql_begin(&ctx, s))
        __builtin_trap();
    ent_err e = ent_i_import_lines(&im, text);
    if (e == ENT_INTERNAL || (e && !*ctx.fail.why))
        __builtin_trap();
    ent_i_sql_end(&ctx, s, ENT_CANCELLED); /* rolls back */
    for (ent_str line; (line = ent_i_cut(&text, '\n')).s;)
        read_rows(&ctx, s, line);
    ent_ctx_close(&ctx);
    return 0;
}
