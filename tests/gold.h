/* gold.h - the annotated texts beside the project, where they are there: a
 * document read whole, and tables by column. */
#ifndef ENT_GOLD_H
#define ENT_GOLD_H
#include "read/read.h"
#include "test.h"

static inline bool gold_read(ent_ctx *ctx, const char *file, ent_str *out) {
    ent_str dir = ent_i_str(ENT_SHARED_DIR);
    ent_str path = ent_i_path_join(ctx->keep, dir, ent_i_str(file));
    return !ent_i_file_read(ctx, ctx->keep, path, 1 << 24, out);
}

/* Cuts the next line of a table into cells; false at its end. */
static inline bool gold_row(ent_str *rest, ent_str *cell, size_t n) {
    ent_str line = ent_i_cut(rest, '\n');
    if (!line.s)
        return false;
    for (size_t i = 0; i < n; i++)
        cell[i] = ent_i_cut(&line, '\t');
    return true;
}

static inline uint32_t gold_uint(ent_str s) {
    uint64_t x = 0;
    ent_i_uint(s, &x);
    return (uint32_t)x;
}

static inline ent_text_kind gold_kind(ent_str name) {
    static const char *const names[] = {
#define ENT_X(id, text) text,
        ENT_TEXT_LIST(ENT_X)
#undef ENT_X
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ent_i_eqz(name, names[i]))
            return (ent_text_kind)i;
    return ENT_TEXT_BODY;
}

/* The seed text read from its bytes, or the test is skipped. */
static inline void gold_doc(ent_ctx *ctx, const char *name,
                            const char *published, ent_doc *doc) {
    ent_str text = {0}, table;
    ent_read_options opt = {.published = ent_i_str(published)};
    ent_str path = ent_i_printf(ctx->keep, "seeds/%s.txt", name);
    if (!path.s || !gold_read(ctx, path.s, &text) ||
        !gold_read(ctx, "gold/dates.tsv", &table)) {
        print_message("skipped: no annotated texts beside the project\n");
        ent_ctx_close(ctx);
        skip();
    }
    assert_int_equal(ent_doc_read(ctx, NULL, &opt, path, text, doc), ENT_OK);
}
#endif
