/* evaluate.h - what the files that measure a reading share.
 *
 *   gold.c           tables of annotations -> items
 *   gold_labelled.c  labelled sentences    -> items
 *   found.c          what was read         -> items
 *   measures.c       by what they are compared
 *   evaluate.c       which belong together, how many, what is wrong
 *
 * Annotated and read evidence of all kinds become items of one form, so that
 * matching and counting are written once. */
#ifndef ENT_EVALUATE_H
#define ENT_EVALUATE_H
#include "read/read.h"

#define ENT_GOLD_LIST(X)                        \
    X(SENTENCE, "sentence", "sentences.tsv")    \
    X(PARAGRAPH, "paragraph", "paragraphs.tsv") \
    X(CITATION, "citation", "citations.tsv")    \
    X(DATE, "date", "dates.tsv")                \
    X(MENTION, "mention", "mentions.tsv")       \
    X(EVENT, "event", "events.tsv")             \
    X(STATEMENT, "statement", "statements.tsv")
typedef enum ent_gold_kind {
#define ENT_X(name, word, file) ENT_GOLD_##name,
    ENT_GOLD_LIST(ENT_X)
#undef ENT_X
        ENT_GOLD_KINDS
} ent_gold_kind;
extern const char *const ent_i_gold_name[ENT_GOLD_KINDS];

/* One piece of evidence, annotated or read. */
typedef struct ent_item {
    uint32_t doc; /* row of gold->name */
    uint32_t para, sent;
    ent_span at;      /* bytes of the file */
    ent_str text;     /* what stands there, or blank */
    ent_str what;     /* code, value, category, mode, source of a citation */
    ent_str from, to; /* actors: source and target, speaker and addressee */
    ent_str type;     /* of mentions, dates, citations, paragraphs */
    ent_str also;     /* categories that are right as well */
    ent_str when, issue, rule, factuality;
    ent_str stance; /* "+", "-", "0" */
    bool negated, reciprocal, hedged, core;
    uint32_t line; /* of the table; 0: read */
} ent_item;

/* One labelled sentence, a document of its own. */
typedef struct ent_labelled {
    ent_str text, date;
    bool events, statements; /* its file labels these */
} ent_labelled;

struct ent_gold {
    ent_vec name, place;          /* ent_str, ent_place */
    ent_vec item[ENT_GOLD_KINDS]; /* ent_item */
    ent_str file[ENT_GOLD_KINDS]; /* blank: no such table */
    ent_vec text;                 /* ent_labelled: [name.n] or none */
};

/* ---- measures.c */

/* May an annotated and a read item belong together; does a pair agree? */
typedef bool ent_i_match_fn(const ent_item *gold, const ent_item *found);

typedef struct ent_i_measure {
    ent_gold_kind kind;
    const char *name;
    ent_i_match_fn *match;
    bool core;          /* of events only those that their predicate carries */
    bool errors;        /* what is unpaired here is an error of this kind */
    size_t by;          /* ent_item field that groups the rows; 0: none */
    ent_i_match_fn *of; /* NULL, or a share of the pairs for which this holds */
} ent_i_measure;
extern const ent_i_measure ent_i_measures[];
extern const size_t ent_i_n_measures;
bool ent_i_items_overlap(const ent_item *gold, const ent_item *found);

/* All that was read of one kind in one document; in ctx->temp, in the order
 * of the text. */
ent_err ent_i_items_of(ent_ctx *ctx, const ent_doc *doc, ent_gold_kind kind,
                       ent_item **out, size_t *n);
/* Do two lists of codes ("PRK|KOR") name a state in common, or both none? */
bool ent_i_states_meet(ent_str a, ent_str b);
/* The same states, whatever their order? */
bool ent_i_states_equal(ent_str a, ent_str b);
/* An item in words, in ctx->keep; blank when out of memory. */
ent_str ent_i_item_words(ent_ctx *ctx, ent_gold_kind kind, const ent_item *t);
#endif
