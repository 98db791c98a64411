/* say.h - shared by the files that find statements; nobody else needs it.
 *
 *   statements.c  goes over the words, makes the records
 *   say_verb.c, say_noun.c, say_around.c
 *                 cues by kind: verbs; nouns and adjectives; "according to X",
 *                 "in X's view", "X: …"
 *   speaker.c     who speaks, to whom
 *   content.c     what is said, by construction; quotations
 *   clause.c      small questions about words of a tree
 *   stance.c      issue and side of what was said */
#ifndef ENT_SAY_H
#define ENT_SAY_H
#include "read/cues.h"
#include "read/quotes.h"
#include "read/statements.h"

/* A statement on its way: rows of words, to become bytes and codes. */
typedef struct ent_say {
    const ent_cue *cue;                   /* NULL: a colon */
    uint32_t word;                        /* head of the cue */
    uint32_t speaker, addressee, content; /* heads, or ENT_NO_WORD */
    ent_span cue_at, speaker_at, content_at;
    uint32_t frame; /* the one that gave the content */
    bool inserted;  /* the cue is put into what it reports: "X, she said" */
    bool negated, hedged;
} ent_say;

typedef struct ent_teller {
    ent_ctx *ctx;
    const ent_reading *in;
    const ent_cues *cues;
    const ent_parse *p;
    const ent_doc *doc;
    ent_vec out;    /* of ent_say */
    uint8_t *taken; /* [quotes->n] has its speaker */
    uint8_t *home;  /* [issues] the document has what the issue needs */
} ent_teller;

/* ---- clause.c */

static inline const ent_word *ent_i_say_word(const ent_teller *t, uint32_t w) {
    return &t->p->word[w];
}
bool ent_i_say_lemma_is(const ent_teller *t, uint32_t w, const char *lemma);
bool ent_i_say_lemma_in(const ent_teller *t, uint32_t w,
                        const char *const *list);
/* The word in lower case, in buf; blank when it is longer. */
ent_str ent_i_say_lower(const ent_teller *t, uint32_t w, char buf[32]);
/* First child by any of two relations; pass one twice for one. */
uint32_t ent_i_say_kid(const ent_teller *t, uint32_t w, ent_rel a, ent_rel b);
/* First child that is a preposition or marker of that lemma. */
bool ent_i_say_has_case(const ent_teller *t, uint32_t w, const char *lemma);
bool ent_i_say_has_mark(const ent_teller *t, uint32_t w, const char *lemma);
bool ent_i_say_is_infinitive(const ent_teller *t, uint32_t w); /* to do */
/* not, never, no, hardly on the word itself. */
bool ent_i_say_is_negated(const ent_teller *t, uint32_t w);
/* may, apparently, reportedly on the word itself. */
bool ent_i_say_is_hedged(const ent_teller *t, uint32_t w);
bool ent_i_say_is_past(const ent_teller *t, uint32_t w);
bool ent_i_say_is_passive(const ent_teller *t, uint32_t w);
/* All children, and behind them those that belong to the verb although the
 * tree hangs them on the noun beside it. */
uint32_t ent_i_say_first(const ent_teller *t, uint32_t w);
uint32_t ent_i_say_next(const ent_teller *t, uint32_t w, uint32_t k);
/* The rows of a verb by its lemma; n is 0 where there are none. */
const ent_cue *ent_i_say_verb_rows(const ent_teller *t, uint32_t w, size_t *n);
/* Do "that" and a clause stand right behind the word, whatever the tree makes
 * of them? */
bool ent_i_say_is_that(const ent_teller *t, uint32_t w);
/* That clause up to the end of the sentence, a semicolon or a dash. */
ent_span ent_i_say_that_clause(const ent_teller *t, uint32_t w);
/* Is `w` at or below `top`? */
bool ent_i_say_is_below(const ent_teller *t, uint32_t w, uint32_t top);
bool ent_i_say_is_inside_speech(const ent_teller *t, uint32_t w);

/* ---- speaker.c */

/* Who is the subject of the verb, adjective or noun `w`, through coordination,
 * control, participles and relative clauses?  ENT_NO_WORD: nobody. */
uint32_t ent_i_say_subject(const ent_teller *t, uint32_t w);
/* by X beside a passive. */
uint32_t ent_i_say_agent(const ent_teller *t, uint32_t w);
/* The noun phrase of a speaker, without what belongs to the cue. */
ent_span ent_i_say_phrase(const ent_teller *t, uint32_t head, uint32_t cue);
/* Can it speak?  A known actor, a person, a role; no thing. */
bool ent_i_say_is_actor(const ent_teller *t, uint32_t w);
/* I, we, you, one: the author or nobody. */
bool ent_i_say_is_nobody(const ent_teller *t, uint32_t w);
/* Its codes, joined over coordination; blank: not told.  ENT_NOMEM. */
ent_err ent_i_say_code(const ent_teller *t, uint32_t w, ent_str *out);

/* ---- content.c */

/* Bytes below `head`, but for what is below `without` when that stands at an
 * edge; without punctuation and source brackets at the edges, with the marks
 * of quotations that fill it. */
ent_span ent_i_say_content(const ent_teller *t, uint32_t head,
                           uint32_t without);
/* Where it begins without the preposition in front. */
uint32_t ent_i_say_behind_case(const ent_teller *t, ent_span at);
/* Trims a stretch as above. */
ent_span ent_i_say_trim_content(const ent_teller *t, ent_span at);
/* A speech quotation beside the clause of a cue: its own or, where it is
 * carried on, the stretch of all; marks them as taken. */
bool ent_i_say_quotation(ent_teller *t, const ent_say *say, ent_span *out);
bool ent_i_say_has_quote(const ent_teller *t, ent_span at, bool *all);
/* Finds what stands in one of the frames beside the verb; sets content,
 * content_at, frame, addressee.  False: nothing. */
bool ent_i_say_verb_content(ent_teller *t, ent_say *say, uint32_t frames);

/* ---- cues by kind: each adds at most one statement for the word */

ent_err ent_i_say_verb(ent_teller *t, uint32_t w);
ent_err ent_i_say_noun(ent_teller *t, uint32_t w);
ent_err ent_i_say_participle(ent_teller *t, uint32_t w);
ent_err ent_i_say_adjective(ent_teller *t, uint32_t w);
ent_err ent_i_say_around(ent_teller *t, uint32_t w);
ent_err ent_i_say_colon(ent_teller *t, uint32_t sent);
ent_err ent_i_say_add(ent_teller *t, const ent_say *say);
/* The words of a verb with its auxiliaries, negation and particle. */
ent_span ent_i_say_verb_group(const ent_teller *t, uint32_t w);
/* Is the verb one beside which a noun is the cue: make, issue, express? */
/* Has the noun a content of its own, so that it is a cue? */
bool ent_i_say_noun_speaks(const ent_teller *t, uint32_t w);
bool ent_i_say_is_light(const ent_teller *t, uint32_t w);
/* Is the verb only asked for, supposed, or said not to be done: must say, if
 * she says, refused to say? */
bool ent_i_say_is_unsaid(const ent_teller *t, uint32_t w);

/* ---- stance.c */

/* Which issues the document can be about. */
ent_err ent_i_stance_home(ent_teller *t);
/* Issue and side of a statement; blank and 0 where there is none. */
void ent_i_stance(const ent_teller *t, const ent_say *say, ent_str *issue,
                  int *side);
#endif
