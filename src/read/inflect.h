/* inflect.h - forms of verbs that the dictionaries of events know. */
#ifndef ENT_INFLECT_H
#define ENT_INFLECT_H
#include "base/base.h"

typedef struct ent_inflect ent_inflect;

/* A table for at most `most` forms, in the arena. */
ent_err ent_i_inflect_new(ent_ctx *ctx, ent_arena *arena, size_t most,
                          ent_inflect **out);
/* One form; the first lemma of a form stays. */
ent_err ent_i_inflect_add(ent_ctx *ctx, ent_arena *arena, ent_inflect *t,
                          ent_str form, ent_str lemma);
/* The lemma's own regular forms; `lemma` is borrowed. */
ent_err ent_i_inflect_regular(ent_ctx *ctx, ent_arena *arena, ent_inflect *t,
                              ent_str lemma);
/* The lemma of a form in any case; blank: not known. */
ent_str ent_i_inflect_lemma(const ent_inflect *t, ent_str form);
#endif
