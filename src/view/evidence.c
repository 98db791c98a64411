/* evidence.c - what was read in a document, as JSON Lines.
 *
 * One object a line, documents before sentences before what was found in
 * them; every span is in bytes of the original file, so that a program in
 * any language can open it there.  docs/formats/evidence.md. */
#include "view/view.h"

typedef struct sheet {
    const ent_doc *doc;
    ent_buf *b;
} sheet;

/* A key with a text; blank is null. */
static void text(sheet *t, const char *name, ent_str s) {
    ent_i_view_key(t->b, name);
    ent_i_buf_json(t->b, s.n ? s : (ent_str){0});
}

static void truth(sheet *t, const char *name, int x) {
    ent_i_view_key(t->b, name);
    ent_i_buf_printf(t->b, "%s", x ? "true" : "false");
}

/* A number from 1; 0 is null. */
static void count_if(sheet *t, const char *name, uint32_t n) {
    if (n) {
        ent_i_view_count(t->b, name, n);
        return;
    }
    ent_i_view_key(t->b, name);
    ent_i_buf_put(t->b, "null", 4);
}

static ent_str piece(const sheet *t, ent_span at) {
    return (ent_str){t->doc->text.s + at.start, at.end - at.start};
}

static void begin(sheet *t, const char *kind) {
    ent_i_buf_printf(t->b, "{\"kind\":\"%s\"", kind);
    text(t, "doc", t->doc->name);
}

static void ends(sheet *t, ent_span at) {
    ent_span in = ent_doc_origin(t->doc, at);
    ent_i_view_count(t->b, "start", in.start);
    ent_i_view_count(t->b, "end", in.end);
}

static void begin_at(sheet *t, const char *kind, ent_locus in) {
    begin(t, kind);
    ends(t, in.at);
    ent_i_view_count(t->b, "para", in.para);
    ent_i_view_count(t->b, "sent", in.sent);
}

static void end(sheet *t) {
    ent_i_buf_put(t->b, "}\n", 2);
}

/* "trigger":{"start":…,"end":…,"text":…} */
static void stretch(sheet *t, const char *name, ent_span at) {
    ent_i_view_key(t->b, name);
    ent_i_view_open(t->b, '{');
    ends(t, at);
    text(t, "text", piece(t, at));
    ent_i_buf_put(t->b, "}", 1);
}

/* The same for words that need not be there: null. */
static void stretch_if(sheet *t, const char *name, ent_span at) {
    if (at.end) {
        stretch(t, name, at);
        return;
    }
    ent_i_view_key(t->b, name);
    ent_i_buf_put(t->b, "null", 4);
}

/* "RUS|PRK" as a list. */
static void codes(sheet *t, const char *name, ent_str joined) {
    ent_i_view_key(t->b, name);
    ent_i_view_open(t->b, '[');
    while (joined.n)
        ent_i_view_item(t->b, ent_i_cut(&joined, '|'));
    ent_i_buf_put(t->b, "]", 1);
}

/* ---- one row of each kind */

static void put_document(sheet *t, size_t i) {
    const ent_doc *d = t->doc;
    (void)i; /* there is one */
    begin(t, "document");
    text(t, "schema", ENT_STR("entente-evidence/1"));
    text(t, "title", d->title);
    text(t, "author", d->author);
    text(t, "publisher", d->publisher);
    text(t, "published", d->published);
    text(t, "path", d->path);
    text(t, "format", d->format);
    text(t, "encoding", d->encoding);
    ent_i_view_count(t->b, "bytes", d->bytes.n);
    ent_i_view_count(t->b, "paragraphs", d->n_paras);
    ent_i_view_count(t->b, "sentences", d->n_sents);
    end(t);
}

static void put_sentence(sheet *t, size_t i) {
    static const char *const kinds[] = {
#define ENT_X(name, word) word,
        ENT_TEXT_LIST(ENT_X)
#undef ENT_X
    };
    const ent_sentence *s = &t->doc->sent[i];
    begin_at(t, "sentence", s->in);
    uint32_t page = t->doc->para[s->in.para - 1].page;
    text(t, "type", ent_i_str(kinds[s->kind]));
    count_if(t, "page", page);
    text(t, "text", piece(t, s->in.at));
    end(t);
}

static void put_citation(sheet *t, size_t i) {
    const ent_citation *c = &t->doc->citation[i];
    begin_at(t, "citation", c->in);
    text(t, "source", c->source);
    text(t, "date", c->date);
    text(t, "cited_kind", c->kind);
    text(t, "text", piece(t, c->in.at));
    end(t);
}

static void put_date(sheet *t, size_t i) {
    const ent_date *d = &t->doc->date[i];
    begin_at(t, "date", d->in);
    text(t, "text", piece(t, d->in.at));
    text(t, "value", d->value);
    text(t, "class", d->kind);
    text(t, "basis", d->basis);
    end(t);
}

static void put_mention(sheet *t, size_t i) {
    const ent_mention *m = &t->doc->mention[i];
    begin_at(t, "mention", m->in);
    text(t, "text", piece(t, m->in.at));
    text(t, "code", m->code);
    text(t, "entity", m->entity);
    text(t, "type", m->type);
    truth(t, "is_actor", m->is_actor);
    text(t, "rule", m->rule);
    count_if(t, "chain", m->chain);
    end(t);
}

static void put_event(sheet *t, size_t i) {
    const ent_event *e = &t->doc->event[i];
    begin_at(t, "event", e->in);
    codes(t, "source", e->source);
    text(t, "category", e->category);
    text(t, "cameo", e->cameo);
    codes(t, "target", e->target);
    stretch_if(t, "source_at", e->source_at);
    stretch_if(t, "target_at", e->target_at);
    stretch(t, "trigger", e->in.at);
    text(t, "polarity", e->negated ? ENT_STR("neg") : ENT_STR("pos"));
    text(t, "factuality", e->factuality);
    truth(t, "hedged", e->hedged);
    truth(t, "reciprocal", e->reciprocal);
    truth(t, "core", e->core);
    truth(t, "background", e->background);
    text(t, "reporter", e->reporter);
    text(t, "date", e->date);
    text(t, "basis", e->basis);
    text(t, "rule", e->rule);
    ent_i_view_real(t->b, "confidence", e->confidence);
    end(t);
}

static void put_statement(sheet *t, size_t i) {
    const ent_statement *s = &t->doc->statement[i];
    begin_at(t, "statement", s->in);
    text(t, "speaker", s->speaker);
    stretch_if(t, "speaker_at", s->speaker_at);
    text(t, "addressee", s->addressee);
    text(t, "medium", s->medium);
    text(t, "mode", s->mode);
    stretch(t, "cue", s->in.at);
    stretch(t, "content", s->content);
    text(t, "polarity", s->negated ? ENT_STR("neg") : ENT_STR("pos"));
    truth(t, "hedged", s->hedged);
    text(t, "issue", s->issue);
    ent_i_view_real(t->b, "stance", s->stance);
    text(t, "date", s->date);
    text(t, "rule", s->rule);
    ent_i_view_real(t->b, "confidence", s->confidence);
    end(t);
}

/* ---- all rows */

size_t ent_doc_count(const ent_doc *doc, ent_evidence kind) {
    switch (kind) {
    case ENT_EVIDENCE_DOCUMENT:
        return 1;
    case ENT_EVIDENCE_SENTENCE:
        return doc->n_sents;
    case ENT_EVIDENCE_CITATION:
        return doc->n_citations;
    case ENT_EVIDENCE_DATE:
        return doc->n_dates;
    case ENT_EVIDENCE_MENTION:
        return doc->n_mentions;
    case ENT_EVIDENCE_EVENT:
        return doc->n_events;
    case ENT_EVIDENCE_STATEMENT:
        return doc->n_statements;
    default:
        return 0;
    }
}

ent_err ent_doc_write(ent_ctx *ctx, const ent_doc *doc, unsigned kinds,
                      ent_sink out) {
    static void (*const put[])(sheet *, size_t) = {
        put_document, put_sentence, put_citation, put_date,
        put_mention,  put_event,    put_statement};
    ent_buf b = {0};
    sheet t = {doc, &b};
    for (ent_evidence k = 0; k < ENT_EVIDENCE_KINDS; k++) {
        size_t n = kinds && !(kinds >> k & 1) ? 0 : ent_doc_count(doc, k);
        for (size_t i = 0; i < n; i++)
            put[k](&t, i);
    }
    return ent_i_view_flush(ctx, &b, out);
}
