/* frames.h - the dictionaries of events: verbs.tsv, nominals.tsv, outer.tsv,
 * modality.tsv, irregular.tsv.
 *
 * A frame is a lemma with what must stand beside it ("withdraw from +pact"),
 * the roles that its dependents play, and a category. Frames of a lemma lie
 * side by side, the most demanding first. What is held is read only. */
#ifndef ENT_FRAMES_H
#define ENT_FRAMES_H
#include "read/plover.h"
#include "read/read.h"

/* Classes of outer words. */
#define ENT_OUTER_LIST(X)   \
    X(AGREE, "agree")       \
    X(PROMISE, "promise")   \
    X(REFUSE, "refuse")     \
    X(THREATEN, "threaten") \
    X(WARN, "warn")         \
    X(REQUEST, "request")   \
    X(ACCUSE, "accuse")     \
    X(PRAISE, "praise")     \
    X(DENY, "deny")         \
    X(FAIL, "fail")         \
    X(POSSIBLE, "possible") \
    X(TRY, "try")           \
    X(PLAN, "plan")         \
    X(ASPECT, "aspect")     \
    X(END, "end")           \
    X(SAY, "say")           \
    X(CLAIM, "claim")       \
    X(SUPPORT, "support")   \
    X(RECEIVE, "receive")   \
    X(HAPPEN, "happen")
/* Classes of modal and adverbial words. */
#define ENT_MODAL_LIST(X)         \
    X(NEGATION, "negation")       \
    X(FUTURE, "modal_future")     \
    X(POSSIBLE, "modal_possible") \
    X(HEDGE, "modal_hedge")       \
    X(CONDITION, "condition")     \
    X(ADV_HEDGE, "hedge")         \
    X(ADJ_ALLEGED, "alleged")     \
    X(ADJ_POSSIBLE, "possible")   \
    X(ADJ_FUTURE, "future")       \
    X(ADJ_PAST, "past")           \
    X(ADJ_FAILED, "failed")

/* Bits, for words may belong to several. */
enum {
#define ENT_X(name, text) ENT_OUTER_ROW_##name,
    ENT_OUTER_LIST(ENT_X)
#undef ENT_X
        ENT_N_OUTER
};
enum {
#define ENT_X(name, text) ENT_MODAL_ROW_##name,
    ENT_MODAL_LIST(ENT_X)
#undef ENT_X
        ENT_N_MODAL
};
typedef enum ent_outer {
#define ENT_X(name, text) ENT_OUTER_##name = 1 << ENT_OUTER_ROW_##name,
    ENT_OUTER_LIST(ENT_X)
#undef ENT_X
} ent_outer;
typedef enum ent_modal {
#define ENT_X(name, text) ENT_MODAL_##name = 1 << ENT_MODAL_ROW_##name,
    ENT_MODAL_LIST(ENT_X)
#undef ENT_X
} ent_modal;

typedef enum ent_frame_kind {
    ENT_FRAME_VERB,
    ENT_FRAME_NOUN,
    ENT_FRAME_OUTER_VERB,
    ENT_FRAME_OUTER_NOUN,
    ENT_FRAME_OUTER_ADJ,
    ENT_FRAME_MODAL,
    ENT_FRAME_FORM /* inside frames.c */
} ent_frame_kind;

typedef enum ent_part_kind {
    ENT_PART_WORD,  /* a particle or preposition; of nouns: stands before */
    ENT_PART_NOUN,  /* =noun */
    ENT_PART_CLASS, /* +class */
} ent_part_kind;

typedef struct ent_part {
    ent_part_kind kind;
    ent_str text;     /* not of classes */
    uint64_t classes; /* bits */
} ent_part;

enum { ENT_FRAME_PARTS = 4, ENT_FRAME_SLOTS = 10 };

typedef struct ent_frame {
    ent_str lemma, cameo;
    ent_str rule; /* "verbs.tsv:120" */
    ent_frame_kind kind;
    ent_plover category;
    uint32_t bits;    /* classes of outer or modal words */
    uint64_t classes; /* of a noun */
    uint8_t n_parts, n_source, n_target;
    bool reciprocal;
    ent_part part[ENT_FRAME_PARTS];
    /* s, o, i, p, or a preposition; the first that is there */
    ent_str source[ENT_FRAME_SLOTS], target[ENT_FRAME_SLOTS];
} ent_frame;

typedef struct ent_frames ent_frames;

/* A dictionary's bytes under its name, as in ent_i_data. */
typedef struct ent_frame_file {
    const char *name;
    ent_str bytes;
} ent_frame_file;
enum { ENT_N_FRAME_FILES = 5 };

/* Reads the dictionaries into `arena`; `file` are verbs, nominals, outer,
 * modality, irregular in this order; NULL: those inside the library.  Their
 * bytes must outlive the arena. ENT_SYNTAX with file and line; ENT_NOMEM. Cost:
 * about a millisecond. */
ent_err ent_i_frames_new(ent_ctx *ctx, ent_arena *arena,
                         const ent_frame_file *file, ent_frames **out);
/* The frames of a lemma, [*n] side by side; NULL when it has none. */
const ent_frame *ent_i_frames_of(const ent_frames *f, ent_frame_kind kind,
                                 ent_str lemma, size_t *n);
/* Bits of a modal word in lower case; 0: none. */
uint32_t ent_i_frames_modal(const ent_frames *f, ent_str word);
/* The lemma of a form of a verb of the dictionaries; blank: of none. */
ent_str ent_i_frames_lemma(const ent_frames *f, ent_str form);
/* The bit of a class of nouns; 0 when no noun is of it. */
uint64_t ent_i_frames_class(const ent_frames *f, const char *name);
/* The frames of a lexicon. */
const ent_frames *ent_i_lex_frames(const ent_lexicon *lex);
#endif
