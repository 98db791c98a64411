/* cues.h - words that tell that somebody says or holds something, and words of
 * attitude: data/cues.tsv and data/attitude.tsv as hash tables.
 *
 * The rows of a cue's first word lie side by side in the order of the file; a
 * cue of several words ("speak out") stands under its first. */
#ifndef ENT_CUES_H
#define ENT_CUES_H
#include "read/lexicon.h"
#include "read/parse.h"

/* What saying so does; the number is its side in a stance: +1 for its content,
 * -1 against it, 0 neither. */
/* clang-format off */
#define ENT_CUE_CLASS_LIST(X)                                                 \
    X(REPORT, "report", 1)                                                    \
    X(ENDORSE, "endorse", 1) X(PRAISE, "praise", 1) X(BLAME, "blame", -1)     \
        X(DEMAND, "demand", 1) X(PROPOSE, "propose", 1) X(ASK, "ask", 0)      \
            X(DOUBT, "doubt", -1) X(DENY, "deny", -1) X(REJECT, "reject", -1) \
                X(OPPOSE, "oppose", -1) X(PROMISE, "promise", 1)              \
                    X(THREATEN, "threaten", 1) X(WARN, "warn", -1)            \
                        X(BELIEVE, "believe", 1) X(HOPE, "hope", 1)           \
                            X(INTEND, "intend", 1) X(FEAR, "fear", -1)        \
                                X(REGRET, "regret", -1) X(LIGHT, "light", 0)
typedef enum ent_cue_class {
#define ENT_X(name, text, side) ENT_CUE_##name,
    ENT_CUE_CLASS_LIST(ENT_X)
#undef ENT_X
        ENT_N_CUE_CLASSES
} ent_cue_class;
/* clang-format on */

typedef enum ent_cue_pos {
    ENT_CUE_VERB,
    ENT_CUE_NOUN,
    ENT_CUE_ADJ,
    ENT_CUE_PREP,
    ENT_N_CUE_POS
} ent_cue_pos;

/* How the content is joined to its cue, as bits of ent_cue.frame. */
enum {
    ENT_FRAME_QUOTE = 1 << 0,
    ENT_FRAME_CLAUSE = 1 << 1,
    ENT_FRAME_INF = 1 << 2,  /* to do */
    ENT_FRAME_ING = 1 << 3,  /* doing */
    ENT_FRAME_COMP = 1 << 4, /* call X Y */
    ENT_FRAME_AS = 1 << 5,   /* describe X as Y */
    ENT_FRAME_OBJ = 1 << 6,
    ENT_FRAME_BARE = 1 << 7,    /* none is needed */
    ENT_FRAME_FORWHOM = 1 << 8, /* important for X that: X is the speaker */
    ENT_FRAME_WHOM = 1 << 9,    /* the object is the addressee */
    ENT_FRAME_ACTOR = 1 << 10,  /* the speaker must be an actor */
    ENT_FRAME_PREP = 1 << 11    /* first of the prepositions, in the order of
                                   ent_i_cue_preps */
};
extern const char *const ent_i_cue_preps[]; /* ends with NULL */

typedef struct ent_cue {
    ent_str word; /* the first */
    ent_str more; /* the others, or blank */
    ent_str rule; /* "cues.tsv:31" */
    uint32_t frame;
    uint8_t pos, cls;
    bool belief;
} ent_cue;

typedef enum ent_attitude {
    ENT_ATTITUDE_NONE,
    ENT_ATTITUDE_GOOD,
    ENT_ATTITUDE_BAD,
    ENT_ATTITUDE_MORE,
    ENT_ATTITUDE_LESS,
    ENT_ATTITUDE_NOT
} ent_attitude;

typedef struct ent_cues ent_cues;

/* Builds both tables in `arena` from the texts of cues.tsv and attitude.tsv,
 * which are borrowed.  ENT_SYNTAX with file and line: a malformed row. */
ent_err ent_i_cues_new(ent_ctx *ctx, ent_arena *arena, ent_str cues,
                       ent_str attitude, const ent_cues **out);
/* Those of a lexicon; lexicon.c. */
const ent_cues *ent_i_lex_cues(const ent_lexicon *lex);
/* The rows of a first word of that kind; NULL and *n = 0: none. */
const ent_cue *ent_i_cue_find(const ent_cues *cues, ent_cue_pos pos,
                              ent_str word, size_t *n);
ent_attitude ent_i_attitude(const ent_cues *cues, ent_str word);
int ent_i_cue_side(ent_cue_class cls);
extern const char *const ent_i_cue_class_name[ENT_N_CUE_CLASSES];
#endif
