/* put.c - a document that was read becomes rows.
 *
 * Places are turned from the decoded text into bytes of the original file
 * here and nowhere else, and every quote is cut from the text here, so that
 * no row can hold words that do not stand in the source. */
#include "store/store.h"
#include <stdio.h>
#include <time.h>

enum { DOC, PARA, SENT, CITATION, DATE, MENTION, EVENT, STATEMENT };

static const char *const adder_sql[ENT_N_ADDERS] = {
    [DOC] = "INSERT INTO document (name, hash, path, title, author, publisher,"
            " published, format, encoding, bytes, ingested_at, simhash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [PARA] = "INSERT INTO paragraph (document, number, kind, start, end, page)"
             " VALUES (?, ?, ?, ?, ?, nullif(?, 0))",
    [SENT] = "INSERT INTO sentence (paragraph, number, kind, start, end, text)"
             " VALUES (?, ?, ?, ?, ?, ?)",
    [CITATION] = "INSERT INTO citation (sentence, start, end, quote, source,"
                 " date, kind) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [DATE] = "INSERT INTO date (sentence, start, end, quote, value, kind,"
             " basis) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [MENTION] = "INSERT INTO mention (sentence, start, end, quote, code,"
                " entity, type, is_actor, rule, chain)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0))",
    [EVENT] = "INSERT INTO event (sentence, start, end, quote, source, target,"
              " source_start, source_end, target_start, target_end, category,"
              " cameo, factuality, reporter, negated, hedged, reciprocal, core,"
              " background, date, basis, rule, confidence, coder_kind, coder)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
              " ?, ?, ?, ?, ?, 'rule', 'entente " ENT_VERSION "')",
    [STATEMENT] =
        "INSERT INTO statement (sentence, start, end, quote, speaker,"
        " speaker_start, speaker_end, addressee, medium, mode, content_start,"
        " content_end, content, issue, stance, negated, hedged, date, rule,"
        " confidence, coder_kind, coder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'rule', 'entente " ENT_VERSION "')",
};

typedef struct putter {
    ent_ctx *ctx;
    ent_store *s;
    const ent_doc *doc;
    int64_t *sent_id; /* [doc->n_sents] rows of the table sentence */
} putter;

/* Where a piece of evidence stands, as its row says it. */
typedef struct spot {
    int64_t sentence, start, end;
    ent_str quote;
} spot;

static const char *kind_name(ent_text_kind kind) {
    static const char *const names[] = {
#define ENT_X(name, text) text,
        ENT_TEXT_LIST(ENT_X)
#undef ENT_X
    };
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

static ent_err outside(putter *p) {
    return ENT_FAIL(p->ctx, ENT_INTERNAL,
                    "the reader placed something outside the text of '%.*s'; "
                    "please report it with the file",
                    ENT_P(p->doc->name));
}

/* Bytes of the original file, and the text that stands there. */
static ent_err place(putter *p, ent_span at, spot *out) {
    const ent_doc *d = p->doc;
    if (at.start > at.end || at.end > d->text.n)
        return outside(p);
    ent_span o = ent_doc_origin(d, at);
    out->start = o.start;
    out->end = o.end;
    out->quote = (ent_str){d->text.s + at.start, at.end - at.start};
    return ENT_OK;
}

static ent_err locate(putter *p, ent_locus in, spot *out) {
    const ent_doc *d = p->doc;
    if (in.para < 1 || in.para > d->n_paras)
        return outside(p);
    const ent_paragraph *para = &d->para[in.para - 1];
    if (in.sent < 1 || in.sent > para->n_sents)
        return outside(p);
    out->sentence = p->sent_id[para->first_sent + in.sent - 1];
    return place(p, in.at, out);
}

#define RUN(which, ...) \
    ent_i_sql_run(p->ctx, p->s, p->s->add[which], __VA_ARGS__)
#define SPOT(x) (x).sentence, (x).start, (x).end, (x).quote
#define FLAG(x) ((int64_t)((x) != 0))

static ent_err put_sentences(putter *p, const ent_paragraph *para) {
    int64_t row = sqlite3_last_insert_rowid(p->s->db);
    spot at;
    if (para->first_sent > p->doc->n_sents ||
        para->n_sents > p->doc->n_sents - para->first_sent)
        return outside(p);
    for (uint32_t i = 0; i < para->n_sents; i++) {
        const ent_sentence *sent = &p->doc->sent[para->first_sent + i];
        ENT_TRY(place(p, sent->in.at, &at));
        ENT_TRY(RUN(SENT, "iiziit", row, (int64_t)i + 1, kind_name(sent->kind),
                    at.start, at.end, at.quote));
        p->sent_id[para->first_sent + i] = sqlite3_last_insert_rowid(p->s->db);
    }
    return ENT_OK;
}

static ent_err put_text(putter *p, int64_t row) {
    spot at;
    for (size_t i = 0; i < p->doc->n_paras; i++) {
        const ent_paragraph *para = &p->doc->para[i];
        ENT_TRY(place(p, para->at, &at));
        ENT_TRY(RUN(PARA, "iiziii", row, (int64_t)i + 1, kind_name(para->kind),
                    at.start, at.end, (int64_t)para->page));
        ENT_TRY(put_sentences(p, para));
    }
    return ENT_OK;
}

static ent_err put_references(putter *p) {
    spot at;
    for (size_t i = 0; i < p->doc->n_citations; i++) {
        const ent_citation *c = &p->doc->citation[i];
        ENT_TRY(locate(p, c->in, &at));
        ENT_TRY(
            RUN(CITATION, "iiitttt", SPOT(at), c->source, c->date, c->kind));
    }
    for (size_t i = 0; i < p->doc->n_dates; i++) {
        const ent_date *d = &p->doc->date[i];
        ENT_TRY(locate(p, d->in, &at));
        ENT_TRY(RUN(DATE, "iiitttt", SPOT(at), d->value, d->kind, d->basis));
    }
    return ENT_OK;
}

static ent_err put_mentions(putter *p) {
    spot at;
    for (size_t i = 0; i < p->doc->n_mentions; i++) {
        const ent_mention *m = &p->doc->mention[i];
        ENT_TRY(locate(p, m->in, &at));
        ENT_TRY(RUN(MENTION, "iiittttiti", SPOT(at), m->code, m->entity,
                    m->type, FLAG(m->is_actor), m->rule, (int64_t)m->chain));
    }
    return ENT_OK;
}

/* Words that need not be there; -1 becomes NULL. */
static ent_err place_if(putter *p, ent_span at, spot *out) {
    *out = (spot){.start = -1, .end = -1};
    return at.end ? place(p, at, out) : ENT_OK;
}

static ent_err put_events(putter *p) {
    spot at, source, target;
    for (size_t i = 0; i < p->doc->n_events; i++) {
        const ent_event *v = &p->doc->event[i];
        ENT_TRY(locate(p, v->in, &at));
        ENT_TRY(place_if(p, v->source_at, &source));
        ENT_TRY(place_if(p, v->target_at, &target));
        ENT_TRY(RUN(EVENT, "iiitttnnnnttttiiiiitttd", SPOT(at), v->source,
                    v->target, source.start, source.end, target.start,
                    target.end, v->category, v->cameo, v->factuality,
                    v->reporter, FLAG(v->negated), FLAG(v->hedged),
                    FLAG(v->reciprocal), FLAG(v->core), FLAG(v->background),
                    v->date, v->basis, v->rule, v->confidence));
    }
    return ENT_OK;
}

static ent_err put_statements(putter *p) {
    spot at, speaker, said;
    for (size_t i = 0; i < p->doc->n_statements; i++) {
        const ent_statement *v = &p->doc->statement[i];
        ENT_TRY(locate(p, v->in, &at));
        ENT_TRY(place_if(p, v->speaker_at, &speaker));
        ENT_TRY(place(p, v->content, &said));
        ENT_TRY(RUN(STATEMENT, "iiittnntttiittiiittd", SPOT(at), v->speaker,
                    speaker.start, speaker.end, v->addressee, v->medium,
                    v->mode, said.start, said.end, said.quote, v->issue,
                    (int64_t)v->stance, FLAG(v->negated), FLAG(v->hedged),
                    v->date, v->rule, v->confidence));
    }
    return ENT_OK;
}

static ent_err put_document(putter *p, const ent_put *put) {
    const ent_doc *d = p->doc;
    ent_str print = {0};
    if (put->simhash)
        print = ent_i_printf(p->ctx->temp, "%016llx",
                             (unsigned long long)put->simhash);
    return RUN(DOC, "tttttttttitt", put->name, put->hash, put->path, d->title,
               d->author, d->publisher, d->published, d->format, d->encoding,
               (int64_t)d->bytes.n, put->at, print);
}

/* Prepared once for all documents of a store. */
static ent_err prepare(ent_ctx *ctx, ent_store *s) {
    ent_err e = ENT_OK;
    for (int i = 0; !e && i < ENT_N_ADDERS; i++)
        if (!s->add[i])
            e = ent_i_sql_open(ctx, s, &s->add[i], adder_sql[i], "");
    return e;
}

static ent_err put_all(putter *p, const ent_put *put) {
    ENT_TRY(prepare(p->ctx, p->s));
    ENT_TRY(put_document(p, put));
    ENT_TRY(put_text(p, sqlite3_last_insert_rowid(p->s->db)));
    ENT_TRY(put_references(p));
    ENT_TRY(put_mentions(p));
    ENT_TRY(put_events(p));
    return put_statements(p);
}

ent_err ent_i_store_put(ent_ctx *ctx, ent_store *s, const ent_doc *doc,
                        const ent_put *put) {
    putter p = {.ctx = ctx, .s = s, .doc = doc};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    p.sent_id = ENT_NEW(ctx->temp, doc->n_sents, int64_t);
    ent_err e = p.sent_id ? put_all(&p, put) : ENT_NOMEM_FAIL(ctx);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}

/* ---- many documents at once */

/* The trigger that enters each sentence into the index; blank: there is none */
static ent_err trigger_of(ent_ctx *ctx, ent_store *s, ent_str *out) {
    sqlite3_stmt *q;
    *out = (ent_str){0};
    ent_err e = ent_i_sql_open(ctx, s, &q,
                               "SELECT sql FROM sqlite_schema"
                               " WHERE name = 'sentence_added'",
                               "");
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e))
        *out = ent_i_sql_text(ctx, q, 0, &e);
    return e;
}

static ent_err index_after(ent_ctx *ctx, ent_store *s, int64_t last) {
    return ent_i_sql_do(ctx, s,
                        "INSERT INTO sentence_index (rowid, text)"
                        " SELECT id, text FROM sentence WHERE id > ?",
                        "i", last);
}

ent_err ent_i_store_put_many(ent_ctx *ctx, ent_store *s, ent_put_all *put,
                             void *user) {
    int64_t last = 0;
    bool found;
    ent_str trigger;
    ENT_TRY(trigger_of(ctx, s, &trigger));
    if (!trigger.n)
        return put(user);
    ENT_TRY(ent_i_sql_int(ctx, s, &last, &found,
                          "SELECT coalesce(max(id), 0) FROM sentence", ""));
    ENT_TRY(ent_i_sql_exec(ctx, s, "DROP TRIGGER sentence_added"));
    ENT_TRY(put(user));
    ENT_TRY(index_after(ctx, s, last));
    return ent_i_sql_exec(ctx, s, trigger.s);
}
