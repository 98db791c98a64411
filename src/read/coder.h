/* coder.h - shared by the files that code events; nobody else needs it.
 *
 *   clauses.c    subjects, objects, obliques: through passive, control,
 *                relative clauses and coordination
 *   frame_fit.c  frames matched to a word's surroundings
 *   roles.c      who plays a role
 *   event_nouns.c  nouns that tell an event
 *   parties.c    actors that go without saying
 *   outlook.c    what stands over an event: negation, modals, outer verbs
 *   event_dates.c  when
 *   events.c     candidates of a sentence, and what is made of them */
#ifndef ENT_CODER_H
#define ENT_CODER_H
#include "read/frames.h"
#include "read/quotes.h"
#include "read/who.h"

/* Who plays a role: the word that heads it, and the actors it stands for. */
typedef struct ent_role {
    uint32_t word; /* ENT_NO_WORD: nobody */
    ent_str code;  /* joined by '|'; blank: not told */
    ent_span at;
    bool person; /* its noun stands for people or a body, coded or not */
} ent_role;

typedef struct ent_candidate {
    uint32_t word;       /* the trigger's head */
    uint32_t clause;     /* verb or predicate that carries it */
    uint32_t over;       /* outer word right above, or ENT_NO_WORD */
    uint32_t over_class; /* its bits */
    uint32_t noun;       /* the noun that a verb's frame matched; or none */
    const ent_frame *frame;
    ent_plover category;
    ent_role source, target;
    ent_str factuality, reporter;
    bool negated, hedged, core, background, reciprocal, passive, dead;
    bool again;   /* actors of the meeting told before */
    bool await;   /* a meeting whose sides may be told later */
    bool implied; /* the other side, from the words around */
    bool doubt;   /* the weights say other than the rule */
    double confidence;
} ent_candidate;

/* A meeting, by its noun and what kind it is of. */
typedef struct ent_met {
    ent_str noun, cameo;
    ent_str who[2];
    uint32_t sent;
    size_t out; /* awaited: 1 + its row in out; 0: settled */
} ent_met;
enum { ENT_N_MET = 8 };

typedef struct ent_rerank ent_rerank;

typedef struct ent_coder {
    ent_ctx *ctx;
    const ent_lexicon *lex;
    const ent_frames *frames;
    const ent_parse *p;
    const ent_who *who;
    const ent_quotes *quotes;
    ent_doc *doc;
    ent_str *lemma;    /* [p->n] as the dictionaries have it */
    uint32_t *row;     /* [p->n] 1 + row of cand triggered there; 0: none */
    uint32_t *claimed; /* [p->n] 1 + row of the candidate that used a noun */
    const ent_rerank *rerank; /* NULL: the rules alone */
    ent_vec *watch; /* NULL, or ent_sample: what was proposed, for training */
    ent_met met[ENT_N_MET];   /* the latest meetings told with both sides */
    ent_met await[ENT_N_MET]; /* those of nobody yet, to be told */
    uint32_t n_met, n_await;  /* how many ever */
    ent_vec cand;             /* of the sentence under way, in ctx->temp */
    ent_vec out;              /* ent_event, in ctx->keep */
} ent_coder;

/* ---- clauses.c */

static inline const ent_word *ent_i_w(const ent_coder *c, uint32_t w) {
    return &c->p->word[w];
}
#define ENT_EACH_KID(c, k, head)                                \
    for (uint32_t k = (c)->p->word[head].kid; k != ENT_NO_WORD; \
         k = (c)->p->word[k].next)
/* The first kid by that relation, or ENT_NO_WORD. */
uint32_t ent_i_kid(const ent_coder *c, uint32_t head, ent_rel rel);
/* Does a preposition or marker of that lemma introduce w? */
bool ent_i_has_case(const ent_coder *c, uint32_t w, ent_str prep);
bool ent_i_is_passive(const ent_coder *c, uint32_t verb);
/* Does the tree hide the verb of a clause as an attribute of its object? */
bool ent_i_is_hidden_verb(const ent_coder *c, uint32_t verb);
/* Who acts, whom it is done to: a word or ENT_NO_WORD. */
uint32_t ent_i_subject(const ent_coder *c, uint32_t verb);
uint32_t ent_i_object(const ent_coder *c, uint32_t verb);
/* What a preposition adds to a verb or noun, or to its object. */
uint32_t ent_i_oblique(const ent_coder *c, uint32_t head, ent_str prep);
/* A word and its head when it is a conjunct: the first of the series. */
uint32_t ent_i_first_conjunct(const ent_coder *c, uint32_t w);
/* Antecedent of a relative pronoun, or the word itself. */
uint32_t ent_i_antecedent(const ent_coder *c, uint32_t w);

/* ---- frame_fit.c */

static inline const ent_mention *ent_i_mention_at(const ent_coder *c,
                                                  uint32_t w) {
    uint32_t m = c->who->mention[w];
    return m == ENT_NO_MENTION ? NULL : &c->doc->mention[m];
}
/* The most demanding frame of the word that its surroundings fit, or NULL;
 * *noun is the noun a part matched, or ENT_NO_WORD. */
const ent_frame *ent_i_frame_at(const ent_coder *c, ent_frame_kind kind,
                                uint32_t w, uint32_t *noun);
/* Classes of the noun phrase that w heads, by its noun or name. */
uint64_t ent_i_noun_classes(const ent_coder *c, uint32_t w);
/* "troops", where the parser keeps the plural but the dictionary does not: the
 * lemma that the dictionary has; else `lemma` itself. */
ent_str ent_i_singular(const ent_coder *c, ent_str lemma);
/* "dozens", "a group": what follows "of" counts. */
bool ent_i_is_quantity(const ent_coder *c, uint32_t w);

/* ---- roles.c */

/* Fills source and target of a candidate by its frame. */
ent_err ent_i_roles_verb(ent_coder *c, ent_candidate *e);
ent_err ent_i_roles_noun(ent_coder *c, ent_candidate *e, uint32_t support);
/* The actors of the noun phrase that w heads; `target`: a place counts. */
ent_err ent_i_role(const ent_coder *c, uint32_t w, bool target, ent_role *out);
/* A state named as a place in the clause, for actors without a code. */
ent_str ent_i_place_code(const ent_coder *c, uint32_t w);

/* ---- event_nouns.c */

/* The light or receiving verb that carries a noun, or what it happens in;
 * ENT_NO_WORD: none. *bits: its classes. */
uint32_t ent_i_carrier(const ent_coder *c, uint32_t w, uint32_t *bits);
/* Is the noun the predicate of its clause, or the subject of one that tells no
 * event of its own? */
bool ent_i_carries_clause(const ent_coder *c, uint32_t w);
/* Is it told with both sides, as object of a verb that tells no event? */
bool ent_i_is_done(const ent_coder *c, const ent_candidate *e);

/* ---- parties.c */

/* A role of people without a code, or of any: the state of the place. */
void ent_i_use_place(const ent_coder *c, ent_candidate *e, ent_role *r,
                     bool any);
void ent_i_stay_at_home(ent_candidate *e);
/* The noun of a meeting, or ENT_NO_WORD. */
uint32_t ent_i_meeting_noun(const ent_candidate *e);
/* A meeting without sides has those of one told before, or awaits them. */
void ent_i_same_meeting(ent_coder *c, ent_candidate *e);
/* Remembers a meeting with both sides, and tells them those that await. */
void ent_i_note_meeting(ent_coder *c, const ent_candidate *e);
/* The event told last awaits its sides; without them it falls away. */
void ent_i_await_sides(ent_coder *c, const ent_candidate *e);
void ent_i_drop_awaited(ent_coder *c);
/* The other side of an event, from its sentence or those before. */
void ent_i_imply_party(const ent_coder *c, ent_candidate *e);

/* ---- outlook.c */

/* Sets negated, hedged, factuality, reporter, over, background. */
ent_err ent_i_outlook(ent_coder *c, ent_candidate *e);
/* Classes of the outer word at w: a verb, noun or adjective; 0: none. */
uint32_t ent_i_outer_at(const ent_coder *c, uint32_t w);

/* ---- events.c */

/* Codes all sentences into c->out; all but lemma and claimed is set. */
ent_err ent_i_code_events(ent_coder *c);

/* ---- event_dates.c */

void ent_i_event_date(const ent_coder *c, const ent_candidate *e,
                      ent_event *out);
#endif
