/* labelled.h - invented sentences with what a reader should find in them;
 * docs/formats/labelled.md.  For training, tests and evaluation.
 *
 *   ent_labels all = {0};
 *   ENT_TRY(ent_i_labels_read_all(ctx, ENT_STR("data/labelled"), &all));
 *   for each row of all.sentence: its events are rows first_event .. of
 *   all.event, and so on.
 *
 * All lives in ctx->keep; spans are bytes of the sentence's text. */
#ifndef ENT_LABELLED_H
#define ENT_LABELLED_H
#include "read/plover.h"

enum { ENT_LABEL_MAX_OR = 3 };

typedef struct ent_label_event {
    uint32_t line;
    ent_plover category;
    ent_plover also[ENT_LABEL_MAX_OR]; /* right as well; ENT_PLOVER_NONE ends */
    ent_str source, target;            /* blank: nobody */
    ent_span trigger;
    ent_str factuality; /* factual where no flag says other */
    bool negated, hedged, reciprocal, ref;
} ent_label_event;

typedef struct ent_label_statement {
    uint32_t line;
    ent_str speaker, addressee; /* blank: nobody */
    ent_span cue;
    ent_str mode;     /* direct, mixed, indirect, belief */
    ent_span content; /* 0,0: not given */
    bool negated, hedged;
    ent_str issue; /* of the STANCE line below; blank: none */
    int stance;    /* -1, 0, +1 */
} ent_label_statement;

typedef struct ent_label_sentence {
    ent_str file;
    uint32_t line;
    ent_str text;
    ent_str date;                           /* ISO 8601, or blank */
    bool none;                              /* said to bear nothing */
    uint32_t first_event, n_events;         /* rows of ent_labels.event */
    uint32_t first_statement, n_statements; /* rows of .statement */
} ent_label_sentence;

typedef struct ent_labels {
    ent_vec sentence;  /* ent_label_sentence */
    ent_vec event;     /* ent_label_event */
    ent_vec statement; /* ent_label_statement */
} ent_labels;

/* Adds one file's sentences; `file` and `bytes` are borrowed.
 * ENT_SYNTAX with file and line: a line that follows no rule, a trigger, cue
 * or content that does not stand in its sentence, a sentence without lines. */
ent_err ent_i_labels_read(ent_ctx *ctx, ent_str file, ent_str bytes,
                          ent_labels *out);
/* Adds all *.txt below a folder in the order of their paths, or one file.
 * ENT_MISSING, ENT_IO besides. */
ent_err ent_i_labels_read_all(ent_ctx *ctx, ent_str path, ent_labels *out);
#endif
