/* found.c - what was read in a document, in the form in which it is measured,
 * and such items in words. */
#include "read/evaluate.h"

static ent_item item_at(const ent_doc *doc, ent_locus in) {
    return (ent_item){
        .para = in.para,
        .sent = in.sent,
        .at = ent_doc_origin(doc, in.at),
        .text = {doc->text.s + in.at.start, in.at.end - in.at.start}};
}

static ent_item sentence(const ent_doc *doc, size_t i) {
    return item_at(doc, doc->sent[i].in);
}

static ent_item paragraph(const ent_doc *doc, size_t i) {
    static const char *const names[] = {
#define ENT_X(name, word) word,
        ENT_TEXT_LIST(ENT_X)
#undef ENT_X
    };
    const ent_paragraph *p = &doc->para[i];
    return (ent_item){.para = (uint32_t)i + 1,
                      .at = ent_doc_origin(doc, p->at),
                      .type = ent_i_str(names[p->kind])};
}

static ent_item citation(const ent_doc *doc, size_t i) {
    const ent_citation *c = &doc->citation[i];
    ent_item t = item_at(doc, c->in);
    t.what = c->source;
    t.when = c->date;
    t.type = c->kind;
    return t;
}

static ent_item date(const ent_doc *doc, size_t i) {
    const ent_date *d = &doc->date[i];
    ent_item t = item_at(doc, d->in);
    t.what = d->value;
    t.type = d->kind;
    return t;
}

static ent_item mention(const ent_doc *doc, size_t i) {
    const ent_mention *m = &doc->mention[i];
    ent_item t = item_at(doc, m->in);
    t.what = m->code;
    t.type = m->type;
    t.rule = m->rule;
    return t;
}

static ent_item event(const ent_doc *doc, size_t i) {
    const ent_event *v = &doc->event[i];
    ent_item t = item_at(doc, v->in);
    t.what = v->category;
    t.from = v->source;
    t.to = v->target;
    t.factuality = v->factuality;
    t.negated = v->negated;
    t.hedged = v->hedged;
    t.reciprocal = v->reciprocal;
    t.core = v->core;
    t.rule = v->rule;
    return t;
}

static ent_item statement(const ent_doc *doc, size_t i) {
    const ent_statement *v = &doc->statement[i];
    ent_item t = item_at(doc, v->in);
    t.what = v->mode;
    t.from = v->speaker;
    t.to = v->addressee;
    t.issue = v->issue;
    t.stance = ent_i_str(v->stance > 0 ? "+" : v->stance < 0 ? "-" : "0");
    t.negated = v->negated;
    t.hedged = v->hedged;
    t.rule = v->rule;
    return t;
}

ent_err ent_i_items_of(ent_ctx *ctx, const ent_doc *doc, ent_gold_kind kind,
                       ent_item **out, size_t *n) {
    static ent_item (*const make[])(const ent_doc *, size_t) = {
        sentence, paragraph, citation, date, mention, event, statement};
    const size_t count[] = {doc->n_sents,     doc->n_paras,    doc->n_citations,
                            doc->n_dates,     doc->n_mentions, doc->n_events,
                            doc->n_statements};
    *n = count[kind];
    *out = ENT_NEW(ctx->temp, *n, ent_item);
    if (!*out)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = make[kind](doc, i);
    return ENT_OK;
}

/* ---- states: the first three letters of a code */

static ent_str state_of(ent_str code) {
    return (ent_str){code.s, code.n < 3 ? code.n : 3};
}

static bool has_state(ent_str codes, ent_str state) {
    while (codes.n)
        if (ent_i_eq(state_of(ent_i_cut(&codes, '|')), state))
            return true;
    return false;
}

bool ent_i_states_meet(ent_str a, ent_str b) {
    while (a.n)
        if (has_state(b, state_of(ent_i_cut(&a, '|'))))
            return true;
    return false;
}

static bool states_within(ent_str a, ent_str b) {
    while (a.n)
        if (!has_state(b, state_of(ent_i_cut(&a, '|'))))
            return false;
    return true;
}

bool ent_i_states_equal(ent_str a, ent_str b) {
    return states_within(a, b) && states_within(b, a);
}

/* ---- in words */

static void put_marks(ent_buf *b, const ent_item *t) {
    if (t->negated)
        ent_i_buf_printf(b, " neg");
    if (t->hedged)
        ent_i_buf_printf(b, " hedged");
    if (t->factuality.n && !ent_i_eqz(t->factuality, "factual"))
        ent_i_buf_printf(b, " %.*s", ENT_P(t->factuality));
}

static void put_actors(ent_buf *b, const ent_item *t) {
    ent_i_buf_printf(b, " %.*s", ENT_P(t->from.n ? t->from : ENT_STR("-")));
    ent_i_buf_printf(b, " > %.*s", ENT_P(t->to.n ? t->to : ENT_STR("-")));
}

static void put_words(ent_buf *b, ent_gold_kind kind, const ent_item *t) {
    if (t->text.n && kind != ENT_GOLD_SENTENCE)
        ent_i_buf_printf(b, "\"%.*s\"", ENT_P(t->text));
    if (kind == ENT_GOLD_SENTENCE || kind == ENT_GOLD_PARAGRAPH)
        ent_i_buf_printf(b, "bytes %u to %u", t->at.start, t->at.end);
    if (t->what.n)
        ent_i_buf_printf(b, " %.*s", ENT_P(t->what));
    if (t->when.n)
        ent_i_buf_printf(b, ", %.*s", ENT_P(t->when));
    if (t->type.n)
        ent_i_buf_printf(b, " %.*s", ENT_P(t->type));
    if (kind == ENT_GOLD_EVENT || kind == ENT_GOLD_STATEMENT)
        put_actors(b, t);
    put_marks(b, t);
    if (t->issue.n)
        ent_i_buf_printf(b, " %.*s %.*s", ENT_P(t->issue), ENT_P(t->stance));
}

ent_str ent_i_item_words(ent_ctx *ctx, ent_gold_kind kind, const ent_item *t) {
    ent_buf b = {0};
    put_words(&b, kind, t);
    ent_str out =
        b.bad ? (ent_str){0} : ent_i_dup(ctx->keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}
