/* quotes.c - quotations of a document, paragraph by paragraph.
 *
 * An automaton over the marks of each paragraph: curly, straight and angled
 * marks, doubled single ones, and single marks as the British press sets
 * them. Marks inside an open quotation belong to it, so quotations are never
 * nested. A quotation that its paragraph does not close counts when the next
 * paragraph reopens it; otherwise it ends with its sentence, and a straight
 * mark alone (inches, a slip of the pen) opens nothing. */
#include "read/quotes.h"

typedef enum mark_kind {
    NO_MARK,
    DOUBLE,   /* “ ” „ */
    STRAIGHT, /* " */
    ANGLED,   /* « » */
    BACKTICK, /* `` '' */
    CURLY,    /* ‘ ’ */
    SINGLE    /* ' */
} mark_kind;

/* A mark of the text: what it may do where it stands. */
typedef struct mark {
    mark_kind kind;
    uint32_t n; /* bytes */
    bool opens, closes;
} mark;

typedef struct scanner {
    ent_ctx *ctx;
    const ent_doc *doc;
    const ent_parse *p;
    ent_vec out;
    uint32_t end;       /* of the paragraph */
    uint32_t open;      /* where the open quotation starts */
    mark_kind kind;     /* of its mark; NO_MARK: none open */
    bool carried;       /* the paragraph before left its quotation open */
    uint32_t no_single; /* a ' from here on finds no partner */
    uint32_t word;      /* first word that is not before the quotation */
} scanner;

static const char *at(const scanner *s, uint32_t i) {
    return s->doc->text.s + i;
}

static bool is_seq(const scanner *s, uint32_t i, const char *z) {
    size_t n = strlen(z);
    return i + n <= s->end && !memcmp(at(s, i), z, n);
}

/* Is byte i, of whichever character, white space or outside? */
static bool is_space(const scanner *s, uint32_t from, uint32_t i) {
    if (i < from || i >= s->end)
        return true;
    const char *c = at(s, i);
    return (unsigned char)*c <= ' ' || is_seq(s, i, "\xC2\xA0") ||
           (i > from && !memcmp(c - 1, "\xC2\xA0", 2));
}

static bool is_letter(const scanner *s, uint32_t i) {
    unsigned char c = i < s->end ? (unsigned char)*at(s, i) : 0;
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') ||
           (c >= 0xC3 && c <= 0xDF);
}

static bool is_before(const scanner *s, uint32_t from, uint32_t i) {
    if (is_space(s, from, i - 1) || i == from)
        return true;
    char c = *at(s, i - 1);
    bool dash = i >= from + 3 && (is_seq(s, i - 3, "\xE2\x80\x93") ||
                                  is_seq(s, i - 3, "\xE2\x80\x94"));
    return dash || (c && strchr("([{-/:", c));
}

static mark single_at(const scanner *s, uint32_t from, uint32_t i, uint32_t n) {
    bool letter_before = i > from && is_letter(s, i - 1);
    bool letter_after = is_letter(s, i + n);
    mark m = {n == 1 ? SINGLE : CURLY, n, false, false};
    m.opens = is_before(s, from, i) && letter_after &&
              !(*at(s, i + n) >= '0' && *at(s, i + n) <= '9');
    m.closes = !letter_after && !is_space(s, from, i - 1);
    /* the workers' demand */
    if (letter_before && (*at(s, i - 1) | 32) == 's')
        m.closes = is_space(s, from, i + n) ? false : m.closes;
    return m;
}

static mark wide_at(const scanner *s, uint32_t from, uint32_t i) {
    if (is_seq(s, i, "\xE2\x80\x9C") || is_seq(s, i, "\xE2\x80\x9E"))
        return (mark){DOUBLE, 3, true, false};
    if (is_seq(s, i, "\xE2\x80\x9D"))
        return (mark){DOUBLE, 3, false, true};
    if (is_seq(s, i, "\xE2\x80\x98"))
        return (mark){CURLY, 3, true, false};
    if (is_seq(s, i, "\xE2\x80\x99")) {
        mark m = single_at(s, from, i, 3);
        m.opens = false;
        return m;
    }
    if (is_seq(s, i, "\xC2\xAB"))
        return (mark){ANGLED, 2, true, false};
    if (is_seq(s, i, "\xC2\xBB"))
        return (mark){ANGLED, 2, false, true};
    return (mark){NO_MARK, 1, false, false};
}

static mark mark_at(const scanner *s, uint32_t from, uint32_t i) {
    unsigned char c = (unsigned char)*at(s, i);
    if (c >= 0xC2)
        return wide_at(s, from, i);
    if (c == '"') {
        bool before = is_before(s, from, i);
        bool after = is_space(s, from, i + 1);
        return (mark){STRAIGHT, 1, before && !after,
                      !is_space(s, from, i - 1) || after};
    }
    if (is_seq(s, i, "``"))
        return (mark){BACKTICK, 2, true, false};
    if (is_seq(s, i, "''"))
        return (mark){BACKTICK, 2, false, true};
    if (c == '\'')
        return single_at(s, from, i, 1);
    return (mark){NO_MARK, 1, false, false};
}

/* ---- is it speech? */

static bool is_finite_verb(const ent_word *w) {
    if (w->upos != ENT_UPOS_VERB && w->upos != ENT_UPOS_AUX)
        return false;
    return w->xpos != ENT_XPOS_VBG && w->xpos != ENT_XPOS_VBN;
}

static bool is_upper(const scanner *s, uint32_t i) {
    return *at(s, i) >= 'A' && *at(s, i) <= 'Z';
}

/* A title: all its longer words are capitals, and no stop ends it. */
static bool is_title(const scanner *s, uint32_t first, uint32_t end) {
    size_t n_long = 0;
    for (uint32_t w = first; w < end; w++) {
        const ent_word *x = &s->p->word[w];
        if (x->end - x->start < 4)
            continue;
        if (!is_upper(s, x->start))
            return false;
        n_long++;
    }
    return n_long >= 2;
}

/* "I agree": two words, the first a pronoun. */
static bool says_who(const scanner *s, uint32_t end) {
    for (uint32_t w = s->word; w + 1 < end; w++)
        if (s->p->word[w].upos == ENT_UPOS_PRON)
            return is_finite_verb(&s->p->word[w + 1]);
    return false;
}

/* Words of the quotation: speech has a finite verb or is long. */
static bool is_speech(scanner *s, ent_span q) {
    enum { FEW = 2, MANY = 7 };
    const ent_parse *p = s->p;
    size_t n = 0, verbs = 0;
    uint32_t w = s->word;
    while (w < p->n && p->word[w].end <= q.start)
        w++;
    s->word = w;
    for (; w < p->n && p->word[w].start < q.end; w++) {
        if (p->word[w].upos == ENT_UPOS_PUNCT)
            continue;
        n++;
        verbs += is_finite_verb(&p->word[w]);
    }
    if (n >= FEW && is_title(s, s->word, w))
        return false;
    return n >= MANY || (n > FEW && verbs) || (n == FEW && says_who(s, w));
}

/* The same without a tree: by the number of blanks. */
static bool is_long(const scanner *s, ent_span q) {
    size_t n = 0;
    for (uint32_t i = q.start; i < q.end; i++)
        n += *at(s, i) == ' ';
    return n >= 4;
}

static ent_err put(scanner *s, uint32_t start, uint32_t end, bool goes_on) {
    ent_quote *q = ENT_PUSH(s->ctx->temp, &s->out, ent_quote);
    if (!q)
        return ENT_NOMEM_FAIL(s->ctx);
    q->at = (ent_span){start, end};
    q->goes_on = goes_on;
    q->speech = goes_on || (s->p->n ? is_speech(s, q->at) : is_long(s, q->at));
    return ENT_OK;
}

/* ---- paragraphs */

/* Does a ' at i have a partner in its paragraph?  What was once searched in
 * vain is not searched again. */
static bool has_partner(scanner *s, uint32_t from, uint32_t i) {
    if (s->no_single && i >= s->no_single)
        return false;
    for (uint32_t k = i + 1; k < s->end; k++)
        if (*at(s, k) == '\'' && single_at(s, from, k, 1).closes)
            return true;
    s->no_single = i;
    return false;
}

/* The end of the sentence that holds byte i. */
static uint32_t sentence_end(const scanner *s, const ent_paragraph *para,
                             uint32_t i) {
    for (uint32_t k = 0; k < para->n_sents; k++) {
        ent_span in = s->doc->sent[para->first_sent + k].in.at;
        if (i < in.end)
            return in.end;
    }
    return para->at.end;
}

static ent_err step(scanner *s, const ent_paragraph *para, mark m, uint32_t i) {
    if (s->kind) {
        bool again =
            m.kind == s->kind && m.opens && !m.closes && m.kind == STRAIGHT;
        if (again) /* the mark before was never closed */
            s->open = i;
        if (m.kind != s->kind || !m.closes)
            return ENT_OK;
        s->kind = NO_MARK;
        bool goes_on = s->carried && s->open == para->at.start;
        return put(s, s->open, i + m.n, goes_on);
    }
    if (!m.opens || (m.kind == SINGLE && !has_partner(s, para->at.start, i)))
        return ENT_OK;
    s->kind = m.kind;
    s->open = i;
    return ENT_OK;
}

/* Does the paragraph begin by reopening a quotation? */
static bool reopens(const scanner *s, size_t row) {
    if (row >= s->doc->n_paras)
        return false;
    const ent_paragraph *para = &s->doc->para[row];
    scanner look = *s;
    look.end = para->at.end;
    return para->at.start < para->at.end &&
           mark_at(&look, para->at.start, para->at.start).opens;
}

/* The paragraph ends inside a quotation. */
static ent_err leave_open(scanner *s, size_t row) {
    const ent_paragraph *para = &s->doc->para[row];
    bool goes_on = s->carried && s->open == para->at.start;
    bool next = reopens(s, row + 1);
    mark_kind kind = s->kind;
    s->kind = NO_MARK;
    s->carried = next;
    if (next)
        return put(s, s->open, para->at.end, goes_on);
    if (kind == STRAIGHT || kind == SINGLE || kind == CURLY)
        return ENT_OK;
    return put(s, s->open, sentence_end(s, para, s->open), goes_on);
}

static ent_err scan(scanner *s, size_t row) {
    const ent_paragraph *para = &s->doc->para[row];
    s->end = para->at.end;
    s->no_single = 0;
    for (uint32_t i = para->at.start; i < para->at.end;) {
        mark m = mark_at(s, para->at.start, i);
        if (m.kind)
            ENT_TRY(step(s, para, m, i));
        i += m.n;
    }
    if (s->kind)
        return leave_open(s, row);
    s->carried = false;
    return ENT_OK;
}

ent_err ent_i_read_quotes(ent_ctx *ctx, const ent_doc *doc, const ent_parse *p,
                          ent_quotes *out) {
    scanner s = {.ctx = ctx, .doc = doc, .p = p};
    for (size_t i = 0; i < doc->n_paras; i++)
        ENT_TRY(scan(&s, i));
    *out = (ent_quotes){s.out.at, s.out.n};
    return ENT_OK;
}

const ent_quote *ent_i_quote_at(const ent_quotes *q, uint32_t byte) {
    size_t low = 0, high = q->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (q->quote[mid].at.end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low < q->n && q->quote[low].at.start <= byte ? &q->quote[low] : NULL;
}
