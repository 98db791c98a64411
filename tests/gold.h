/* gold.h - the annotated texts beside the project, where they are there: a
 * document cut into sentences as annotated, and tables by column. */
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

/* The seed text as a document with the sentences annotated; false when the
 * annotations are not there. */
static inline bool gold_doc(ent_ctx *ctx, const char *name, ent_doc *doc) {
    ent_str paras, sents, text, cell[8];
    ent_text_kind kind[64] = {ENT_TEXT_BODY};
    ent_vec rows = {0};
    char file[64];
    snprintf(file, sizeof file, "seeds/%s.txt", name);
    if (!gold_read(ctx, file, &text) ||
        !gold_read(ctx, "gold/paragraphs.tsv", &paras) ||
        !gold_read(ctx, "gold/sentences.tsv", &sents))
        return false;
    while (gold_row(&paras, cell, 8))
        if (ent_i_eqz(cell[0], name) && gold_uint(cell[1]) < 64)
            kind[gold_uint(cell[1])] = gold_kind(cell[7]);
    while (gold_row(&sents, cell, 5)) {
        if (!ent_i_eqz(cell[0], name))
            continue;
        ent_sentence *s = ENT_PUSH(ctx->keep, &rows, ent_sentence);
        assert_non_null(s);
        s->in = (ent_locus){{gold_uint(cell[3]), gold_uint(cell[4])},
                            gold_uint(cell[1]),
                            gold_uint(cell[2])};
        s->kind = kind[s->in.para < 64 ? s->in.para : 0];
    }
    *doc = (ent_doc){.name = ent_i_str(name),
                     .text = text,
                     .n_sents = rows.n,
                     .sent = rows.at};
    return rows.n > 0;
}
#endif
