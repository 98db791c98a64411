/* statements.c - goes over the words of a document for cues, and makes the
 * records of what was found. */
#include "read/say.h"
#include <stdlib.h>

ent_err ent_i_say_add(ent_teller *t, const ent_say *say) {
    ent_say *to = ENT_PUSH(t->ctx->temp, &t->out, ent_say);
    if (!to)
        return ENT_NOMEM_FAIL(t->ctx);
    *to = *say;
    return ENT_OK;
}

/* ---- cues */

/* "and insists that": a verb that the tagger takes for a plural. */
static bool is_mistaken(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    bool clause =
        ent_i_say_is_that(t, w) ||
        (x->head == ENT_NO_WORD &&
         ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_OBJ) != ENT_NO_WORD);
    return x->xpos == ENT_XPOS_NNS && clause &&
           ent_i_say_kid(t, w, ENT_REL_DET, ENT_REL_AMOD) == ENT_NO_WORD &&
           ent_i_say_kid(t, w, ENT_REL_NMOD_POSS, ENT_REL_COMPOUND) ==
               ENT_NO_WORD;
}

static ent_err try_word(ent_teller *t, uint32_t w) {
    size_t n = t->out.n;
    switch ((ent_upos)ent_i_say_word(t, w)->upos) {
    case ENT_UPOS_VERB:
        /* "are convinced": an adjective that the tagger takes for a verb */
        if (ent_i_say_word(t, w)->xpos == ENT_XPOS_VBN ||
            ent_i_say_word(t, w)->xpos == ENT_XPOS_VBG)
            ENT_TRY(ent_i_say_adjective(t, w));
        if (t->out.n == n)
            ENT_TRY(ent_i_say_verb(t, w));
        if (t->out.n == n)
            ENT_TRY(ent_i_say_participle(t, w));
        break;
    case ENT_UPOS_NOUN:
        ENT_TRY(ent_i_say_noun(t, w));
        if (t->out.n == n && is_mistaken(t, w))
            ENT_TRY(ent_i_say_verb(t, w));
        break;
    case ENT_UPOS_ADJ:
        ENT_TRY(ent_i_say_adjective(t, w));
        break;
    default:
        break;
    }
    return t->out.n == n ? ent_i_say_around(t, w) : ENT_OK;
}

/* May statements stand in it?  Headlines only with a colon: they have no
 * trees. */
static bool is_read(ent_text_kind kind) {
    return kind == ENT_TEXT_BODY || kind == ENT_TEXT_STANDFIRST;
}

static ent_err try_sentence(ent_teller *t, uint32_t s) {
    ENT_TRY(ent_i_say_colon(t, s));
    for (uint32_t w = t->p->first[s];
         is_read(t->doc->sent[s].kind) && w < t->p->first[s + 1]; w++)
        if (ent_i_say_word(t, w)->upos != ENT_UPOS_PUNCT &&
            !ent_i_say_is_inside_speech(t, w))
            ENT_TRY(try_word(t, w));
    return ENT_OK;
}

/* ---- records */

static ent_str mode_of(const ent_teller *t, const ent_say *say) {
    bool all;
    bool quote = ent_i_say_has_quote(t, say->content_at, &all);
    if (quote && all)
        return ENT_STR("direct");
    if (say->cue && say->cue->belief)
        return ENT_STR("belief");
    return quote ? ENT_STR("mixed") : ENT_STR("indirect");
}

/* How sure a construction is; measured on the labelled sentences, see
 * docs/statements.md. */
static double confidence_of(const ent_teller *t, const ent_say *say) {
    double c = say->frame == ENT_FRAME_QUOTE || say->frame == ENT_FRAME_CLAUSE
                   ? 0.9
               : say->frame == ENT_FRAME_INF ? 0.8
                                             : 0.7;
    if (say->cue && say->cue->pos != ENT_CUE_VERB)
        c -= 0.1;
    if (t->p->unsure && t->p->unsure[ent_i_say_word(t, say->word)->sent])
        c -= 0.2;
    return c;
}

/* A day named beside the cue, outside what was said. */
static ent_str date_of(const ent_teller *t, const ent_say *say) {
    const ent_doc *doc = t->doc;
    ent_span in = doc->sent[ent_i_say_word(t, say->word)->sent].in.at;
    size_t low = 0, high = doc->n_dates;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->date[mid].in.at.start < in.start)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < doc->n_dates && doc->date[low].in.at.start < in.end; low++) {
        const ent_date *d = &doc->date[low];
        bool outside = d->in.at.start >= say->content_at.end ||
                       d->in.at.end <= say->content_at.start;
        if (outside && ent_i_eqz(d->kind, "date") && d->value.n)
            return d->value;
    }
    return (ent_str){0};
}

static bool is_medium(ent_str code) {
    return code.n == 6 && !memcmp(code.s + 3, "MED", 3);
}

/* Whom it was said to; a newspaper only passes it on. */
static ent_err put_addressee(const ent_teller *t, const ent_say *say,
                             ent_statement *to) {
    uint32_t a = say->addressee;
    if (a == ENT_NO_WORD)
        return ENT_OK;
    ent_str code;
    ENT_TRY(ent_i_say_code(t, a, &code));
    if (!is_medium(code)) {
        to->addressee = code;
        return ENT_OK;
    }
    ent_span at = ent_i_say_phrase(t, a, ENT_NO_WORD);
    to->medium = ent_i_dup(
        t->ctx->keep, (ent_str){t->doc->text.s + at.start, at.end - at.start});
    return to->medium.s ? ENT_OK : ENT_NOMEM_FAIL(t->ctx);
}

/* "in an interview with X", "wrote in X": a medium beside the cue. */
static ent_err put_medium(const ent_teller *t, const ent_say *say,
                          ent_statement *to) {
    const ent_word *x = ent_i_say_word(t, say->word);
    for (uint32_t k = x->kid; !to->medium.n && k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        uint32_t m = k;
        if (ent_i_say_word(t, k)->rel != ENT_REL_OBL)
            continue;
        if (ent_i_say_lemma_is(t, k, "interview"))
            m = ent_i_say_kid(t, k, ENT_REL_NMOD, ENT_REL_NMOD);
        uint32_t row =
            m == ENT_NO_WORD ? ENT_NO_MENTION : t->in->who->mention[m];
        if (row == ENT_NO_MENTION || !is_medium(t->doc->mention[row].code))
            continue;
        ent_span at = t->doc->mention[row].in.at;
        to->medium =
            ent_i_dup(t->ctx->keep,
                      (ent_str){t->doc->text.s + at.start, at.end - at.start});
        if (!to->medium.s)
            return ENT_NOMEM_FAIL(t->ctx);
    }
    return ENT_OK;
}

static ent_err put(const ent_teller *t, const ent_say *say, ent_statement *to) {
    uint32_t sent = ent_i_say_word(t, say->word)->sent;
    *to = (ent_statement){
        .in = ent_i_locus(t->doc, sent, say->cue_at.start, say->cue_at.end),
        .speaker_at = say->speaker_at,
        .mode = mode_of(t, say),
        .content = say->content_at,
        .negated = say->negated,
        .hedged = say->hedged,
        .date = date_of(t, say),
        .rule = say->cue ? say->cue->rule : ENT_STR("colon"),
        .confidence = confidence_of(t, say)};
    if (say->speaker != ENT_NO_WORD)
        ENT_TRY(ent_i_say_code(t, say->speaker, &to->speaker));
    ENT_TRY(put_addressee(t, say, to));
    ENT_TRY(put_medium(t, say, to));
    ent_str issue;
    ent_i_stance(t, say, &issue, &to->stance);
    if (!issue.n)
        return ENT_OK;
    to->issue = ent_i_dup(t->ctx->keep, issue);
    return to->issue.s ? ENT_OK : ENT_NOMEM_FAIL(t->ctx);
}

static int by_place(const void *a, const void *b) {
    const ent_say *x = a, *y = b;
    if (x->cue_at.start != y->cue_at.start)
        return x->cue_at.start < y->cue_at.start ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static ent_err put_all(ent_teller *t, ent_doc *doc) {
    ent_say *say = t->out.at;
    ent_statement *out = ENT_NEW(t->ctx->keep, t->out.n + 1, ent_statement);
    if (!out)
        return ENT_NOMEM_FAIL(t->ctx);
    if (t->out.n)
        qsort(say, t->out.n, sizeof *say, by_place);
    for (size_t i = 0; i < t->out.n; i++)
        ENT_TRY(put(t, &say[i], &out[i]));
    doc->statement = out;
    doc->n_statements = t->out.n;
    return ENT_OK;
}

ent_err ent_i_read_statements(ent_ctx *ctx, const ent_reading *in,
                              ent_doc *doc) {
    ent_teller t = {.ctx = ctx, .in = in, .p = in->parse, .doc = doc};
    t.cues = ent_i_lex_cues(in->lex);
    t.taken = ENT_NEW(ctx->temp, in->quotes->n + 1, uint8_t);
    if (!t.taken)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(ent_i_stance_home(&t));
    for (uint32_t s = 0; in->parse->n && s < doc->n_sents; s++)
        ENT_TRY(try_sentence(&t, s));
    return put_all(&t, doc);
}
