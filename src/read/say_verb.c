/* say_verb.c - verbs as cues.
 *
 * The rows of a verb's lemma are tried by how sure a frame is: a quotation
 * first, then clauses, infinitives, objects, prepositions; of the rows with
 * that frame those with a particle ("point out") before those without. */
#include "read/say.h"

static bool is_adverbial(const ent_teller *t, uint32_t k) {
    ent_rel r = ent_i_say_word(t, k)->rel;
    return r == ENT_REL_AUX || r == ENT_REL_AUX_PASS || r == ENT_REL_COP ||
           r == ENT_REL_ADVMOD;
}

ent_span ent_i_say_verb_group(const ent_teller *t, uint32_t w) {
    enum { NEAR = 5 };
    const ent_word *x = ent_i_say_word(t, w);
    ent_span at = {x->start, x->end};
    bool has_aux = false;
    uint32_t first = w;
    /* back from the verb over adverbs to its auxiliaries; a subject between
     * them ends the group */
    for (uint32_t k = w; k-- > 0 && w - k <= NEAR;) {
        const ent_word *y = ent_i_say_word(t, k);
        if (y->sent != x->sent || y->head != w || !is_adverbial(t, k))
            break;
        if (y->rel != ENT_REL_ADVMOD || ent_i_say_is_negated(t, w)) {
            has_aux = has_aux || y->rel != ENT_REL_ADVMOD;
            first = y->rel != ENT_REL_ADVMOD ? k : first;
        }
    }
    if (has_aux)
        at.start = ent_i_say_word(t, first)->start;
    uint32_t prt =
        ent_i_say_kid(t, w, ENT_REL_COMPOUND_PRT, ENT_REL_COMPOUND_PRT);
    if (prt == w + 1)
        at.end = ent_i_say_word(t, prt)->end;
    return at;
}

/* The further words of a cue, right behind the verb or its adverb. */
static bool match_more(const ent_teller *t, uint32_t w, ent_str more,
                       ent_span *at) {
    enum { NEAR = 4 };
    uint32_t k = w + 1;
    while (more.n) {
        ent_str want = ent_i_cut(&more, ' ');
        char buf[32];
        uint32_t last = w + NEAR;
        while (k < t->p->n && k <= last &&
               ent_i_say_word(t, k)->sent == ent_i_say_word(t, w)->sent &&
               !ent_i_eq(ent_i_say_lower(t, k, buf), want))
            k++;
        if (k >= t->p->n || k > last ||
            ent_i_say_word(t, k)->sent != ent_i_say_word(t, w)->sent)
            return false;
        uint32_t h = ent_i_say_word(t, k)->head;
        if (h != w && k != w + 1)
            return false;
        if (k == w + 1)
            at->end = ent_i_say_word(t, k)->end;
        k++;
    }
    return true;
}

bool ent_i_say_is_light(const ent_teller *t, uint32_t w) {
    size_t n;
    const ent_cue *c =
        ent_i_cue_find(t->cues, ENT_CUE_VERB, ent_i_say_word(t, w)->lemma, &n);
    for (size_t i = 0; i < n; i++)
        if (c[i].cls == ENT_CUE_LIGHT)
            return true;
    return false;
}

static bool has_frame(const ent_teller *t, uint32_t w, uint32_t frame) {
    bool noun = ent_i_say_word(t, w)->upos == ENT_UPOS_NOUN;
    bool adj = ent_i_say_word(t, w)->upos == ENT_UPOS_ADJ;
    char buf[32];
    size_t n;
    const ent_cue *c = ent_i_cue_find(
        t->cues,
        noun  ? ENT_CUE_NOUN
        : adj ? ENT_CUE_ADJ
              : ENT_CUE_VERB,
        adj ? ent_i_say_lower(t, w, buf) : ent_i_say_word(t, w)->lemma, &n);
    for (size_t i = 0; i < n; i++)
        if (c[i].frame & frame)
            return true;
    return false;
}

bool ent_i_say_is_unsaid(const ent_teller *t, uint32_t w) {
    static const char *const duty[] = {"must", "should", "ought", "shall",
                                       NULL};
    static const char *const outer[] = {
        "have",   "need",     "ought",  "fail",     "able",
        "unable", "supposed", "likely", "unlikely", NULL};
    static const char *const marks[] = {"if", "unless", "whether", NULL};
    const ent_word *x = ent_i_say_word(t, w);
    for (uint32_t k = x->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if ((r == ENT_REL_AUX && ent_i_say_lemma_in(t, k, duty)) ||
            (r == ENT_REL_MARK && ent_i_say_lemma_in(t, k, marks)))
            return true;
    }
    if (ent_i_say_is_infinitive(t, w) && w > 1 &&
        ent_i_say_word(t, w - 2)->upos == ENT_UPOS_NOUN &&
        has_frame(t, w - 2, ENT_FRAME_INF))
        return true; /* an inclination to discuss */
    bool joined = x->rel == ENT_REL_XCOMP || x->rel == ENT_REL_CCOMP ||
                  x->rel == ENT_REL_ACL;
    if (!joined || x->head == ENT_NO_WORD || !ent_i_say_is_infinitive(t, w))
        return false;
    return ent_i_say_lemma_in(t, x->head, outer) ||
           has_frame(t, x->head, ENT_FRAME_INF);
}

/* "no minister said", "nobody believes" */
static bool is_nobody_who(const ent_teller *t, uint32_t s) {
    static const char *const words[] = {"nobody", "none", "no-one", NULL};
    return s != ENT_NO_WORD &&
           (ent_i_say_is_negated(t, s) || ent_i_say_lemma_in(t, s, words));
}

/* "did not want to say" */
static bool is_denied(const ent_teller *t, const ent_say *say) {
    const ent_word *x = ent_i_say_word(t, say->word);
    if (ent_i_say_is_negated(t, say->word) || is_nobody_who(t, say->speaker))
        return true;
    return x->rel == ENT_REL_XCOMP && ent_i_say_is_negated(t, x->head);
}

static bool ends_sentence(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    ent_span at = ent_i_word_span(t->p, w);
    bool finite = x->xpos == ENT_XPOS_VBZ || x->xpos == ENT_XPOS_VBD;
    return finite && at.start == x->start &&
           at.end + 2 >= t->doc->sent[x->sent].in.at.end &&
           ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_OBJ) == ENT_NO_WORD;
}

/* "…," promised the minister: behind a quotation the subject may follow, and
 * trees take it for something else. */
static uint32_t subject_behind(const ent_teller *t, uint32_t w) {
    const char *s = t->doc->text.s;
    uint32_t i = ent_i_say_word(t, w)->start;
    while (i > 0 && s[i - 1] == ' ')
        i--;
    const ent_quote *q = i > 0 ? ent_i_quote_at(t->in->quotes, i - 1) : NULL;
    bool comma = i > 0 && s[i - 1] == ',';
    if (comma && i > 1)
        q = ent_i_quote_at(t->in->quotes, i - 2);
    /* ", writes the professor": without a quotation only a full stop may
     * follow, and nothing may be the subject already */
    if ((!q || !q->speech) && (!comma || !ends_sentence(t, w)))
        return ENT_NO_WORD;
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w &&
            (r == ENT_REL_OBJ || r == ENT_REL_OBL ||
             r == ENT_REL_OBL_UNMARKED || r == ENT_REL_NSUBJ) &&
            ent_i_say_kid(t, k, ENT_REL_CASE, ENT_REL_CASE) == ENT_NO_WORD)
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t speaker_of(const ent_teller *t, ent_say *say, bool *passive) {
    uint32_t w = say->word, agent = ent_i_say_agent(t, w);
    *passive = ent_i_say_is_passive(t, w);
    uint32_t behind = subject_behind(t, w);
    if (behind != ENT_NO_WORD) {
        *passive = false;
        say->inserted = true;
        return behind;
    }
    if (*passive)
        return agent;
    /* "was quoted as saying" */
    const ent_word *x = ent_i_say_word(t, w);
    uint32_t h = x->head;
    if (h != ENT_NO_WORD && ent_i_say_is_passive(t, h) &&
        ent_i_say_has_mark(t, w, "as"))
        return ent_i_say_kid(t, h, ENT_REL_NSUBJ_PASS, ENT_REL_NSUBJ_PASS);
    return ent_i_say_subject(t, w);
}

/* A noun cue below the light verb speaks for it. */
static bool gives_way(const ent_teller *t, const ent_say *say) {
    if (say->frame != ENT_FRAME_OBJ || say->content == ENT_NO_WORD ||
        !ent_i_say_is_light(t, say->word))
        return false;
    return ent_i_say_noun_speaks(t, say->content);
}

static bool may_speak(const ent_teller *t, const ent_say *say, bool passive) {
    uint32_t s = say->speaker;
    if (s == ENT_NO_WORD)
        return passive && !(say->cue->frame & ENT_FRAME_ACTOR) &&
               say->frame & (ENT_FRAME_CLAUSE | ENT_FRAME_INF);
    if (ent_i_say_is_nobody(t, s) || ent_i_say_word(t, s)->rel == ENT_REL_EXPL)
        return false;
    return !(say->cue->frame & ENT_FRAME_ACTOR) || ent_i_say_is_actor(t, s);
}

/* Tries one row with the frames of one rank. */
static bool try_row(ent_teller *t, ent_say *say, const ent_cue *row,
                    uint32_t frames, bool passive) {
    ent_say s = *say;
    s.cue = row;
    if (row->cls == ENT_CUE_LIGHT || !(row->frame & frames) ||
        !match_more(t, s.word, row->more, &s.cue_at))
        return false;
    bool no_actor =
        row->frame & ENT_FRAME_ACTOR &&
        (s.speaker == ENT_NO_WORD || !ent_i_say_is_actor(t, s.speaker));
    if (no_actor || !ent_i_say_verb_content(t, &s, row->frame & frames) ||
        !may_speak(t, &s, passive) || gives_way(t, &s))
        return false;
    *say = s;
    return true;
}

const ent_cue *ent_i_say_verb_rows(const ent_teller *t, uint32_t w, size_t *n) {
    ent_str lemma = ent_i_say_word(t, w)->lemma;
    const ent_cue *row = ent_i_cue_find(t->cues, ENT_CUE_VERB, lemma, n);
    /* signalled, counselled: one l of the lemma too many */
    if (!row && lemma.n > 3 && ent_i_ends(lemma, "ll")) {
        lemma.n--;
        row = ent_i_cue_find(t->cues, ENT_CUE_VERB, lemma, n);
    }
    return row;
}

static bool try_rows(ent_teller *t, ent_say *say, bool passive) {
    static const uint32_t rank[] = {ENT_FRAME_QUOTE,
                                    ENT_FRAME_CLAUSE,
                                    ENT_FRAME_INF,
                                    ENT_FRAME_ING,
                                    ENT_FRAME_COMP | ENT_FRAME_AS,
                                    ENT_FRAME_OBJ,
                                    ~(uint32_t)0 &
                                        ~(uint32_t)(ENT_FRAME_PREP - 1)};
    size_t n;
    const ent_cue *row = ent_i_say_verb_rows(t, say->word, &n);
    for (size_t r = 0; n && r < sizeof rank / sizeof *rank; r++)
        for (int more = 1; more >= 0; more--)
            for (size_t i = 0; i < n; i++)
                if ((row[i].more.n > 0) == more &&
                    try_row(t, say, &row[i], rank[r], passive))
                    return true;
    return false;
}

/* "the alleged plot"; a verb with a subject is none, whatever the tree says */
static bool is_attribute(const ent_teller *t, uint32_t w) {
    return ent_i_say_word(t, w)->rel == ENT_REL_AMOD &&
           ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ) == ENT_NO_WORD;
}

ent_err ent_i_say_verb(ent_teller *t, uint32_t w) {
    ent_say say = {.word = w, .addressee = ENT_NO_WORD};
    const ent_word *x = ent_i_say_word(t, w);
    bool passive;
    size_t n;
    if (!ent_i_say_verb_rows(t, w, &n) || x->rel == ENT_REL_COMPOUND ||
        is_attribute(t, w) || ent_i_say_is_unsaid(t, w))
        return ENT_OK;
    say.cue_at = ent_i_say_verb_group(t, w);
    say.speaker = speaker_of(t, &say, &passive);
    if (say.speaker != ENT_NO_WORD)
        say.speaker_at = ent_i_say_phrase(t, say.speaker, w);
    if (!try_rows(t, &say, passive))
        return ENT_OK;
    say.negated = is_denied(t, &say);
    say.hedged = ent_i_say_is_hedged(t, w) || say.speaker == ENT_NO_WORD;
    return ent_i_say_add(t, &say);
}
