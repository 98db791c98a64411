/* content.c - what is said: the stretch of text that a cue governs.
 *
 * A quotation beside the clause of the cue; a clause, an infinitive, an
 * object below it; or, where the cue is itself put into the sentence ("X, she
 * said, Y"), the sentence around it. */
#include "read/say.h"

/* ---- edges */

static bool is_edge(unsigned char c) {
    return c <= ' ' || c == ',' || c == '.' || c == ';' || c == ':' || c == '-';
}

/* Punctuation of three bytes that is no quotation mark: – — …, and the two of
 * a no-break space. */
static uint32_t wide_edge(const char *s, uint32_t n) {
    if (n >= 3 && !memcmp(s, "\xE2\x80", 2))
        return (unsigned char)s[2] == 0x93 || (unsigned char)s[2] == 0x94 ||
                       (unsigned char)s[2] == 0xA6
                   ? 3
                   : 0;
    return n >= 2 && !memcmp(s, "\xC2\xA0", 2) ? 2 : 0;
}

static uint32_t cut_front(const char *s, uint32_t n) {
    uint32_t wide = wide_edge(s, n);
    return wide ? wide : n && is_edge((unsigned char)*s);
}

static uint32_t cut_back(const char *s, uint32_t n) {
    if (n >= 3 && wide_edge(s + n - 3, 3) == 3)
        return 3;
    if (n >= 2 && wide_edge(s + n - 2, 2) == 2)
        return 2;
    return n && is_edge((unsigned char)s[n - 1]);
}

/* A full stop of an abbreviation stays: U.S. */
static bool ends_abbreviation(const char *s, uint32_t n) {
    return n >= 4 && s[n - 1] == '.' && s[n - 3] == '.' && s[n - 2] != '.';
}

/* The bracket of a source at the end is none of what was said. */
static uint32_t without_source(const ent_teller *t, ent_span at) {
    size_t low = 0, high = t->doc->n_citations;
    while (low < high) { /* the first that begins inside */
        size_t mid = low + (high - low) / 2;
        if (t->doc->citation[mid].in.at.start < at.start)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < t->doc->n_citations; low++) {
        ent_span c = t->doc->citation[low].in.at;
        if (c.start >= at.end)
            break;
        if (t->doc->text.s[c.start] == '(' && c.end + 2 >= at.end)
            return c.start;
    }
    return at.end;
}

/* What fills a quotation takes its marks; a mark whose partner lies outside
 * goes. */
static ent_span settle_marks(const ent_teller *t, ent_span at) {
    enum { SLACK = 5 };
    const ent_quote *a = ent_i_quote_at(t->in->quotes, at.start);
    const ent_quote *b =
        at.end > at.start ? ent_i_quote_at(t->in->quotes, at.end - 1) : NULL;
    if (a && at.start - a->at.start <= 3 && at.end + SLACK >= a->at.end)
        at.start = a->at.start;
    if (b && b->at.end - at.end <= SLACK && at.start <= b->at.start)
        at.end = b->at.end;
    return at;
}

ent_span ent_i_say_trim_content(const ent_teller *t, ent_span at) {
    const char *s = t->doc->text.s;
    uint32_t n;
    at.end = without_source(t, at);
    while (at.start < at.end &&
           (n = cut_front(s + at.start, at.end - at.start)) > 0)
        at.start += n;
    while (at.start < at.end &&
           (n = cut_back(s + at.start, at.end - at.start)) > 0 &&
           !ends_abbreviation(s + at.start, at.end - at.start))
        at.end -= n;
    return settle_marks(t, at);
}

ent_span ent_i_say_content(const ent_teller *t, uint32_t head,
                           uint32_t without) {
    ent_span at = ent_i_word_span(t->p, head);
    if (without == ENT_NO_WORD || !ent_i_say_is_below(t, without, head))
        return ent_i_say_trim_content(t, at);
    ent_span hole = ent_i_word_span(t->p, without);
    uint32_t mid = ent_i_say_word(t, head)->start;
    uint32_t s = ent_i_say_kid(t, head, ENT_REL_NSUBJ, ENT_REL_NSUBJ_PASS);
    bool begun = s != ENT_NO_WORD && ent_i_say_word(t, s)->start < hole.start;
    /* the words before the hole, or those behind it: where the clause stands;
     * both, when both have part of it */
    if (hole.end <= mid + 1 && !begun)
        at.start = hole.end;
    else if (hole.start >= mid && hole.end + 3 >= at.end)
        at.end = hole.start;
    return ent_i_say_trim_content(t, at);
}

uint32_t ent_i_say_behind_case(const ent_teller *t, ent_span at) {
    uint32_t w = ent_i_word_at(t->p, at.start);
    if (w == ENT_NO_WORD || w + 1 >= t->p->n)
        return at.start;
    const ent_word *x = ent_i_say_word(t, w);
    bool prep = x->upos == ENT_UPOS_ADP || x->upos == ENT_UPOS_SCONJ;
    uint32_t next = ent_i_say_word(t, w + 1)->start;
    return prep && next < at.end ? next : at.start;
}

/* ---- quotations */

/* Only blanks, commas and a dash, and few of them? */
static bool is_gap(const ent_teller *t, uint32_t from, uint32_t to) {
    enum { MOST = 6 };
    if (to < from || to - from > MOST)
        return false;
    for (uint32_t i = from; i < to;) {
        uint32_t n = cut_front(t->doc->text.s + i, to - i);
        if (!n)
            return false;
        i += n;
    }
    return true;
}

/* The first quotation that ends behind byte `at`. */
static size_t quote_from(const ent_quotes *q, uint32_t at) {
    size_t low = 0, high = q->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (q->quote[mid].at.end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The clause of the cue by its nearest words: subject, auxiliaries, addressee,
 * adverbials; no clause of its own. */
static ent_span own_clause(const ent_teller *t, const ent_say *say) {
    const ent_word *w = ent_i_say_word(t, say->word);
    ent_span at = say->cue_at;
    if (say->speaker != ENT_NO_WORD &&
        ent_i_say_word(t, say->speaker)->sent == w->sent) {
        if (say->speaker_at.start < at.start)
            at.start = say->speaker_at.start;
        if (say->speaker_at.end > at.end)
            at.end = say->speaker_at.end;
    }
    for (uint32_t k = w->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        bool near = r == ENT_REL_OBL || r == ENT_REL_ADVMOD ||
                    r == ENT_REL_AUX || r == ENT_REL_OBJ || r == ENT_REL_IOBJ ||
                    r == ENT_REL_OBL_UNMARKED || r == ENT_REL_MARK ||
                    r == ENT_REL_ADVCL;
        if (!near || ent_i_say_is_inside_speech(t, k))
            continue;
        ent_span s = ent_i_word_span(t->p, k);
        const ent_quote *q = ent_i_quote_at(t->in->quotes, s.end - 1);
        if (q && q->speech)
            continue;
        at.start = s.start < at.start ? s.start : at.start;
        at.end = s.end > at.end ? s.end : at.end;
    }
    return at;
}

/* Is a quotation behind the clause introduced by it? */
static bool is_introduced(const ent_teller *t, ent_span clause, ent_span q) {
    enum { FAR = 60 };
    const char *s = t->doc->text.s;
    if (q.start < clause.end || is_gap(t, clause.end, q.start))
        return q.start >= clause.end;
    uint32_t i = q.start;
    while (i > clause.end && (s[i - 1] == ' ' || s[i - 1] == '\n'))
        i--;
    if (i > clause.end && (s[i - 1] == ':' || s[i - 1] == ','))
        return q.start - clause.end <= FAR;
    return i >= 4 && !memcmp(s + i - 4, "that", 4) && i - clause.end <= 6;
}

/* What is carried on: paragraphs that reopen, and a next sentence that is one
 * quotation. */
static size_t carry_on(ent_teller *t, size_t row, uint32_t *end) {
    const ent_quotes *q = t->in->quotes;
    const char *s = t->doc->text.s;
    for (; row + 1 < q->n; row++) {
        const ent_quote *next = &q->quote[row + 1];
        if (next->goes_on) {
            *end = next->at.end;
            t->taken[row + 1] = 1;
            continue;
        }
        if (!next->speech || t->taken[row + 1] || next->at.start < *end ||
            next->at.start - *end > 3 || !is_gap(t, *end, next->at.start))
            break;
        /* it must fill its sentence: nobody else claims it */
        uint32_t e = next->at.end;
        bool fills = e >= t->doc->text.n || s[e] == '\n' ||
                     (s[e] == ' ' && e + 1 < t->doc->text.n &&
                      (unsigned char)s[e + 1] < 'a' && s[e + 1] >= 'A');
        if (!fills || memchr(s + *end, '\n', next->at.start - *end))
            break;
        *end = e;
        t->taken[row + 1] = 1;
    }
    return row;
}

/* Does the sentence end right behind the byte? */
static bool is_sentence_end(const ent_teller *t, uint32_t sent, uint32_t at) {
    return at + 2 >= t->doc->sent[sent].in.at.end;
}

bool ent_i_say_quotation(ent_teller *t, const ent_say *say, ent_span *out) {
    const ent_quotes *q = t->in->quotes;
    uint32_t sent = ent_i_say_word(t, say->word)->sent;
    ent_span in = t->doc->sent[sent].in.at, clause = own_clause(t, say);
    size_t i = quote_from(q, clause.start);
    bool found = false;
    if (i > 0) { /* "…," she said */
        const ent_quote *before = &q->quote[i - 1];
        if (before->speech && !t->taken[i - 1] &&
            is_gap(t, before->at.end, clause.start)) {
            *out = before->at;
            t->taken[i - 1] = 1;
            found = true;
        }
    }
    for (; i < q->n && q->quote[i].at.start < in.end; i++) {
        const ent_quote *x = &q->quote[i];
        if (x->at.start < clause.end)
            continue;
        if (!x->speech || t->taken[i] || !is_introduced(t, clause, x->at))
            break;
        if (!found)
            out->start = x->at.start;
        out->end = x->at.end;
        t->taken[i] = 1;
        carry_on(t, i, &out->end);
        return true;
    }
    /* "…," she said. "…" */
    if (found && is_sentence_end(t, sent, clause.end) && i < q->n) {
        uint32_t end = in.end;
        if (i > 0 && carry_on(t, i - 1, &end) >= i)
            out->end = end;
    }
    return found;
}

bool ent_i_say_has_quote(const ent_teller *t, ent_span at, bool *all) {
    enum { SLACK = 3 };
    const ent_quotes *q = t->in->quotes;
    size_t i = quote_from(q, at.start);
    *all = false;
    if (i >= q->n || q->quote[i].at.start >= at.end)
        return false;
    *all = q->quote[i].at.start <= at.start &&
           q->quote[i].at.end + SLACK >= at.end;
    /* several pieces with the cue between them are one direct quotation */
    const ent_quote *last = ent_i_quote_at(q, at.end - 1);
    if (q->quote[i].at.start <= at.start && q->quote[i].speech && last &&
        last->speech)
        *all = true;
    return true;
}
