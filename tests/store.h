/* store.h - a dossier in a temporary folder, and documents to put into it
 * without the reader: a line is a paragraph, '|' ends a sentence, every
 * "Kim" is a mention, every "2019" a date, every "(Tass)" a citation, every
 * "met" an event and every "said" a statement. */
#ifndef ENT_TEST_STORE_H
#define ENT_TEST_STORE_H
#include "store/store.h"
#include "test.h"
#include <stdlib.h>

typedef struct dossier {
    ent_ctx ctx;
    ent_store *s;
    char dir[64];
} dossier;

static inline ent_str rest_of(dossier *d, const char *name) {
    return ent_i_path_join(d->ctx.keep, ent_i_str(d->dir), ent_i_str(name));
}

static inline void dossier_open(dossier *d) {
    *d = (dossier){0};
    snprintf(d->dir, sizeof d->dir, "/tmp/ent-store-XXXXXX");
    assert_non_null(mkdtemp(d->dir));
    assert_int_equal(ent_ctx_open(&d->ctx, (size_t)1 << 30), ENT_OK);
    ent_err e = ent_store_init(&d->ctx, ent_i_str(d->dir), ENT_STR("Test"));
    if (!e)
        e = ent_store_open(&d->ctx, ent_i_str(d->dir), 1, &d->s);
    if (e)
        fail_msg("%s: %s", d->ctx.fail.file, d->ctx.fail.why);
}

static inline void dossier_close(dossier *d) {
    char command[96];
    ent_store_close(d->s);
    ent_ctx_close(&d->ctx);
    snprintf(command, sizeof command, "rm -rf '%s'", d->dir);
    assert_int_equal(system(command), 0);
}

#define OK(d, expr)                                          \
    do {                                                     \
        ent_err ok_ = (expr);                                \
        if (ok_)                                             \
            fail_msg("%s: %s: %s", #expr, ent_err_name(ok_), \
                     (d)->ctx.fail.why);                     \
    } while (0)

typedef struct draft {
    ent_paragraph para[64];
    ent_sentence sent[256];
    ent_mention mention[256];
    ent_date date[256];
    ent_citation citation[256];
    ent_event event[256];
    ent_statement statement[256];
} draft;

/* One word at `i` of a sentence becomes a piece of evidence. */
static inline void draft_word(draft *f, ent_doc *d, ent_locus in, size_t i) {
    ent_str rest = {d->text.s + i, in.at.end - i};
    in.at.start = (uint32_t)i;
    if (ent_i_starts(rest, "Kim")) {
        in.at.end = in.at.start + 3;
        f->mention[d->n_mentions++] =
            (ent_mention){.in = in,
                          .code = ENT_STR("PRKLEADER"),
                          .entity = ENT_STR("kim_jong_un"),
                          .type = ENT_STR("NAM"),
                          .is_actor = 1,
                          .rule = ENT_STR("leaders.tsv:31"),
                          .chain = 1};
    } else if (ent_i_starts(rest, "2019")) {
        in.at.end = in.at.start + 4;
        f->date[d->n_dates++] = (ent_date){.in = in,
                                           .value = ENT_STR("2019"),
                                           .kind = ENT_STR("date"),
                                           .basis = ENT_STR("explicit")};
    } else if (ent_i_starts(rest, "(Tass)")) {
        in.at.end = in.at.start + 6;
        f->citation[d->n_citations++] =
            (ent_citation){in, ENT_STR("Tass"), {0}, ENT_STR("press")};
    } else if (ent_i_starts(rest, "met ")) {
        in.at.end = in.at.start + 3;
        f->event[d->n_events++] =
            (ent_event){.in = in,
                        .source = ENT_STR("PRKLEADER"),
                        .target = ENT_STR("USAGOV|USA"),
                        .category = ENT_STR("CONSULT"),
                        .cameo = ENT_STR("040"),
                        .factuality = ENT_STR("factual"),
                        .reciprocal = 1,
                        .core = 1,
                        .target_at = {in.at.start, in.at.end},
                        .reporter = ENT_STR("KOR"),
                        .rule = ENT_STR("verbs.tsv:7"),
                        .confidence = 0.75};
    } else if (ent_i_starts(rest, "said ")) {
        ent_span content = {in.at.start + 5, in.at.end};
        in.at.end = in.at.start + 4;
        f->statement[d->n_statements++] =
            (ent_statement){.in = in,
                            .speaker = ENT_STR("PRKLEADER"),
                            .mode = ENT_STR("indirect"),
                            .content = content,
                            .speaker_at = in.at,
                            .medium = ENT_STR("Tass"),
                            .issue = ENT_STR("D1"),
                            .stance = -1,
                            .hedged = 1,
                            .date = ENT_STR("2019-05"),
                            .rule = ENT_STR("cues.tsv:3"),
                            .confidence = 0.5};
    }
}

static inline void draft_paragraph(draft *f, ent_doc *d, uint32_t from,
                                   uint32_t to) {
    ent_paragraph *p = &f->para[d->n_paras++];
    *p = (ent_paragraph){.at = {from, to}, .first_sent = (uint32_t)d->n_sents};
    for (uint32_t at = from, i = from; i <= to; i++) {
        if (i < to && d->text.s[i] != '|')
            continue;
        ent_locus in = {{at, i}, (uint32_t)d->n_paras, ++p->n_sents};
        f->sent[d->n_sents++] = (ent_sentence){.in = in};
        for (uint32_t k = at; k < i; k++)
            draft_word(f, d, in, k);
        at = i + 1;
    }
}

static inline ent_doc draft_doc(draft *f, const char *name, const char *text) {
    ent_doc d = {.name = ent_i_str(name),
                 .path = ent_i_str(name),
                 .bytes = ent_i_str(text),
                 .text = ent_i_str(text),
                 .format = ENT_STR("txt"),
                 .encoding = ENT_STR("UTF-8"),
                 .title = ENT_STR("A title"),
                 .published = ENT_STR("2019-05-02"),
                 .para = f->para,
                 .sent = f->sent,
                 .mention = f->mention,
                 .date = f->date,
                 .citation = f->citation,
                 .event = f->event,
                 .statement = f->statement};
    for (uint32_t at = 0; at < d.text.n;) {
        ent_str rest = {text + at, d.text.n - at};
        ent_str line = ent_i_cut(&rest, '\n');
        draft_paragraph(f, &d, at, at + (uint32_t)line.n);
        at += (uint32_t)line.n + 1;
    }
    return d;
}

static inline ent_err put_text(dossier *d, const char *name, const char *text) {
    static draft f;
    char hash[65];
    ent_doc doc = draft_doc(&f, name, text);
    ent_i_sha256_hex(doc.bytes, hash);
    ent_put put = {ent_i_str(name), ent_i_str(hash), ent_i_str(name),
                   ENT_STR("2019-05-14T09:30:00Z"), 0};
    ent_str file;
    OK(d, ent_i_store_path(&d->ctx, d->s, "sources", put.hash, &file));
    OK(d, ent_i_file_write(&d->ctx, file, doc.bytes));
    ent_err e = ent_i_sql_begin(&d->ctx, d->s);
    if (!e)
        e = ent_i_sql_end(&d->ctx, d->s,
                          ent_i_store_put(&d->ctx, d->s, &doc, &put));
    return e;
}
/* What the dossier exports, in the context's memory. */
static inline ent_str exported(dossier *d) {
    ent_buf b = {0};
    OK(d, ent_store_export(&d->ctx, d->s, ent_i_buf_sink(&b)));
    assert_false(b.bad);
    ent_str out = ent_i_dup(d->ctx.keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static inline void assert_same(ent_str got, ent_str want) {
    size_t i = 0;
    while (i < got.n && i < want.n && got.s[i] == want.s[i])
        i++;
    if (i < got.n || i < want.n)
        fail_msg("differ at byte %zu: ...%.60s... for ...%.60s...", i,
                 got.s + i, want.s + i);
}

static inline int64_t count(dossier *d, const char *sql) {
    int64_t n = -1;
    bool found;
    OK(d, ent_i_sql_int(&d->ctx, d->s, &n, &found, sql, ""));
    return n;
}

/* A text with every kind of evidence. */
#define RICH                                                             \
    "Kim met Moon in 2019.| He said \"no\" \xe2\x80\x94 twice. (Tass)\n" \
    "Kim left </script>.\n\tThe end, said Kim."
#endif
