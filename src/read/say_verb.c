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
    static const char *const outer[] = {"have", "need",   "ought",    "fail",
                                        "able", "unable", "supposed", NULL};
    static const char *const marks[] = {"if", "unless", "whether", NULL};
    const ent_word *x = ent_i_say_word(t, w);
    for (uint32_t k = x->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if ((r == ENT_REL_AUX && ent_i_say_lemma_in(t, k, duty)) ||
            (r == ENT_REL_MARK && ent_i_say_lemma_in(t, k, marks) &&
             x->rel == ENT_REL_ADVCL))
            return true;
    }
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

static uint32_t speaker_of(const ent_teller *t, uint32_t w, bool *passive) {
    uint32_t agent = ent_i_say_agent(t, w);
    *passive = ent_i_say_is_passive(t, w);
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
    size_t n = 0;
    if (say->frame != ENT_FRAME_OBJ || say->content == ENT_NO_WORD ||
        !ent_i_say_is_light(t, say->word))
        return false;
    ent_i_cue_find(t->cues, ENT_CUE_NOUN,
                   ent_i_say_word(t, say->content)->lemma, &n);
    return n > 0;
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
    const ent_cue *row = ent_i_cue_find(
        t->cues, ENT_CUE_VERB, ent_i_say_word(t, say->word)->lemma, &n);
    for (size_t r = 0; n && r < sizeof rank / sizeof *rank; r++)
        for (int more = 1; more >= 0; more--)
            for (size_t i = 0; i < n; i++)
                if ((row[i].more.n > 0) == more &&
                    try_row(t, say, &row[i], rank[r], passive))
                    return true;
    return false;
}

ent_err ent_i_say_verb(ent_teller *t, uint32_t w) {
    ent_say say = {.word = w, .addressee = ENT_NO_WORD};
    const ent_word *x = ent_i_say_word(t, w);
    bool passive;
    size_t n;
    if (!ent_i_cue_find(t->cues, ENT_CUE_VERB, x->lemma, &n) ||
        x->rel == ENT_REL_AMOD || x->rel == ENT_REL_COMPOUND ||
        ent_i_say_is_unsaid(t, w))
        return ENT_OK;
    say.cue_at = ent_i_say_verb_group(t, w);
    say.speaker = speaker_of(t, w, &passive);
    if (say.speaker != ENT_NO_WORD)
        say.speaker_at = ent_i_say_phrase(t, say.speaker, w);
    if (!try_rows(t, &say, passive))
        return ENT_OK;
    say.negated = is_denied(t, &say);
    say.hedged = ent_i_say_is_hedged(t, w) || say.speaker == ENT_NO_WORD;
    return ent_i_say_add(t, &say);
}
