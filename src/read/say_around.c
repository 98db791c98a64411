/* say_around.c - cues that are put into the sentence they report: "according
 * to X, …", "in X's view, …", and "X: …". */
#include "read/say.h"

/* ---- according to X */

/* The words of a preposition from w on; the word behind them, or ENT_NO_WORD.
 */
static uint32_t match_prep(const ent_teller *t, uint32_t w, ent_str more) {
    char buf[32];
    uint32_t k = w + 1;
    while (more.n) {
        ent_str want = ent_i_cut(&more, ' ');
        if (k >= t->p->n ||
            ent_i_say_word(t, k)->sent != ent_i_say_word(t, w)->sent ||
            !ent_i_eq(ent_i_say_lower(t, k, buf), want))
            return ENT_NO_WORD;
        k++;
    }
    return k < t->p->n &&
                   ent_i_say_word(t, k)->sent == ent_i_say_word(t, w)->sent
               ? k
               : ENT_NO_WORD;
}

/* The head of the noun phrase that begins at w. */
static uint32_t phrase_head(const ent_teller *t, uint32_t w) {
    for (;;) {
        const ent_word *x = ent_i_say_word(t, w);
        bool up = x->rel == ENT_REL_DET || x->rel == ENT_REL_AMOD ||
                  x->rel == ENT_REL_COMPOUND || x->rel == ENT_REL_NMOD_POSS ||
                  x->rel == ENT_REL_NUMMOD || x->rel == ENT_REL_DET_PREDET ||
                  x->rel == ENT_REL_CASE || x->rel == ENT_REL_ADVMOD ||
                  x->rel == ENT_REL_AUX;
        if (!up || x->head == ENT_NO_WORD || x->head < w)
            return w;
        w = x->head;
    }
}

static bool is_clausal(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    return x->upos == ENT_UPOS_VERB || x->head == ENT_NO_WORD ||
           ent_i_say_kid(t, w, ENT_REL_COP, ENT_REL_NSUBJ) != ENT_NO_WORD;
}

/* The clause that the phrase [first, ..] with head x is put into: up from x to
 * the first clause outside; *top is the word below it that holds the phrase. */
static uint32_t clause_around(const ent_teller *t, uint32_t first, uint32_t x,
                              uint32_t *top) {
    enum { MOST = 24 };
    *top = x;
    uint32_t h = ent_i_say_word(t, x)->head;
    for (int i = 0; i < MOST && h != ENT_NO_WORD; i++) {
        bool inside = h >= first && h <= x;
        if (!inside && is_clausal(t, h))
            return h;
        *top = h;
        h = ent_i_say_word(t, h)->head;
    }
    return ENT_NO_WORD;
}

/* The sentence without the phrase where trees fail: what follows its comma. */
static ent_span rest_of_sentence(const ent_teller *t, uint32_t first,
                                 uint32_t x) {
    ent_span in = t->doc->sent[ent_i_say_word(t, x)->sent].in.at;
    ent_span phrase = ent_i_say_phrase(t, x, ENT_NO_WORD);
    if (ent_i_say_word(t, first)->start <= in.start + 3)
        in.start = phrase.end;
    else
        in.end = ent_i_say_word(t, first)->start;
    return ent_i_say_trim_content(t, in);
}

static ent_err add_around(ent_teller *t, ent_say *say, uint32_t first) {
    uint32_t top, x = say->speaker;
    if (ent_i_say_is_nobody(t, x))
        return ENT_OK;
    say->content = clause_around(t, first, x, &top);
    say->frame = ENT_FRAME_CLAUSE;
    say->speaker_at = ent_i_say_phrase(t, x, ENT_NO_WORD);
    if (say->speaker_at.start < say->cue_at.end)
        say->speaker_at.start =
            ent_i_say_trim_content(
                t, (ent_span){say->cue_at.end, say->speaker_at.end})
                .start;
    say->content_at = say->content == ENT_NO_WORD
                          ? rest_of_sentence(t, first, x)
                          : ent_i_say_content(t, say->content, top);
    if (say->content_at.end <= say->content_at.start)
        return ENT_OK;
    return ent_i_say_add(t, say);
}

/* in X's view, by X's account: a possessive, a noun of view, a preposition */
static ent_err say_view(ent_teller *t, uint32_t w) {
    static const char *const views[] = {
        "view",      "opinion",    "eye",        "mind",
        "word",      "account",    "estimate",   "judgment",
        "judgement", "estimation", "assessment", "perspective",
        "telling",   "reckoning",  "standpoint", NULL};
    static const char *const preps[] = {"in", "by", "from", "to", NULL};
    if (!ent_i_say_lemma_in(t, w, views))
        return ENT_OK;
    uint32_t x = ent_i_say_kid(t, w, ENT_REL_NMOD_POSS, ENT_REL_NMOD_POSS);
    uint32_t prep = ent_i_say_kid(t, w, ENT_REL_CASE, ENT_REL_CASE);
    size_t n;
    const ent_cue *row =
        ent_i_cue_find(t->cues, ENT_CUE_PREP, ENT_STR("according"), &n);
    if (!n || x == ENT_NO_WORD || prep == ENT_NO_WORD || prep > x ||
        !ent_i_say_lemma_in(t, prep, preps) || !ent_i_say_is_actor(t, x))
        return ENT_OK;
    ent_say say = {
        .cue = row, .word = w, .speaker = x, .addressee = ENT_NO_WORD};
    say.cue_at =
        (ent_span){ent_i_say_word(t, w)->start, ent_i_say_word(t, w)->end};
    uint32_t top = w;
    say.content = clause_around(t, prep, w, &top);
    if (say.content == ENT_NO_WORD)
        return ENT_OK;
    say.frame = ENT_FRAME_CLAUSE;
    say.speaker_at = ent_i_say_phrase(t, x, ENT_NO_WORD);
    say.content_at = ent_i_say_content(t, say.content, top);
    return say.content_at.end > say.content_at.start ? ent_i_say_add(t, &say)
                                                     : ENT_OK;
}

ent_err ent_i_say_around(ent_teller *t, uint32_t w) {
    char buf[32];
    size_t n;
    if (ent_i_say_word(t, w)->upos == ENT_UPOS_NOUN)
        return say_view(t, w);
    const ent_cue *row =
        ent_i_cue_find(t->cues, ENT_CUE_PREP, ent_i_say_lower(t, w, buf), &n);
    for (size_t i = 0; i < n; i++) {
        uint32_t next = match_prep(t, w, row[i].more);
        if (next == ENT_NO_WORD)
            continue;
        ent_say say = {.cue = &row[i], .word = w, .addressee = ENT_NO_WORD};
        say.speaker = phrase_head(t, next);
        say.cue_at = (ent_span){ent_i_say_word(t, w)->start,
                                ent_i_say_word(t, next - 1)->end};
        return add_around(t, &say, w);
    }
    return ENT_OK;
}

/* ---- X: … */

/* Is the stretch before the colon somebody by the dictionaries?  Headlines
 * have no trees. */
static bool is_known(const ent_teller *t, uint32_t w) {
    const ent_lexicon *lex = t->in->lex;
    ent_str text = ent_i_word_text(t->doc, ent_i_say_word(t, w));
    uint32_t node =
        ent_i_lex_step(lex, ENT_LEX_ROOT, ent_i_lex_word(lex, text));
    for (uint32_t e = node ? ent_i_lex_first(lex, node) : 0; e;
         e = ent_i_lex_entry(lex, e)->next) {
        ent_lex_kind k = ent_i_lex_entry(lex, e)->kind;
        if (k == ENT_LEX_SURNAME || k == ENT_LEX_PERSON || k == ENT_LEX_SEAT ||
            k == ENT_LEX_ORG)
            return true;
    }
    return ent_i_lex_role(lex, ent_i_say_word(t, w)->lemma) != NULL;
}

static uint32_t colon_of(const ent_teller *t, uint32_t sent) {
    enum { MOST = 7 };
    uint32_t first = t->p->first[sent], end = t->p->first[sent + 1];
    for (uint32_t w = first; w < end && w - first <= MOST; w++) {
        ent_str s = ent_i_word_text(t->doc, ent_i_say_word(t, w));
        if (ent_i_eqz(s, ":"))
            return w > first ? w : ENT_NO_WORD;
        if (ent_i_say_word(t, w)->upos == ENT_UPOS_VERB ||
            ent_i_say_word(t, w)->upos == ENT_UPOS_NUM ||
            (s.n == 1 && !(s.s[0] >= 'A' && s.s[0] <= 'Z') && s.s[0] != ',' &&
             s.s[0] != 'a'))
            return ENT_NO_WORD;
    }
    return ENT_NO_WORD;
}

ent_err ent_i_say_colon(ent_teller *t, uint32_t sent) {
    enum { LEAST = 2 };
    ent_text_kind kind = t->doc->sent[sent].kind;
    bool head = kind == ENT_TEXT_TITLE || kind == ENT_TEXT_HEADING;
    if (!head && kind != ENT_TEXT_BODY && kind != ENT_TEXT_STANDFIRST)
        return ENT_OK;
    uint32_t c = colon_of(t, sent);
    if (c == ENT_NO_WORD || c + LEAST >= t->p->first[sent + 1] ||
        ent_i_say_is_inside_speech(t, c))
        return ENT_OK;
    uint32_t w = head ? c - 1 : phrase_head(t, t->p->first[sent]);
    if (w >= c || !(head ? is_known(t, w) : ent_i_say_is_actor(t, w)) ||
        ent_i_say_word(t, w)->upos == ENT_UPOS_PRON)
        return ENT_OK;
    ent_say say = {.word = c,
                   .speaker = w,
                   .addressee = ENT_NO_WORD,
                   .content = ENT_NO_WORD,
                   .frame = ENT_FRAME_CLAUSE};
    const ent_word *x = ent_i_say_word(t, c);
    say.cue_at = (ent_span){x->start, x->end};
    ent_span in = t->doc->sent[sent].in.at;
    say.speaker_at = ent_i_say_trim_content(t, (ent_span){in.start, x->start});
    if (ent_i_say_quotation(t, &say, &say.content_at))
        say.frame = ENT_FRAME_QUOTE;
    else
        say.content_at = ent_i_say_trim_content(t, (ent_span){x->end, in.end});
    return say.content_at.end > say.content_at.start ? ent_i_say_add(t, &say)
                                                     : ENT_OK;
}
