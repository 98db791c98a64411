/* write.h - what the files that write a scenario as JSON share. */
#ifndef ENT_WRITE_H
#define ENT_WRITE_H
#include "scenario/scenario.h"

typedef struct ent_writer {
    const ent_scenario *s;
    ent_buf b;
    ent_arena *temp;
    bool in_sets; /* a number with a minus would be a relative change */
} ent_writer;

/* Literal text. */
void ent_i_put_raw(ent_writer *w, const char *z);
/* Begins an item: a comma, unless a bracket has just been opened. */
void ent_i_put_item(ent_writer *w);
/* The same on a line of its own. */
void ent_i_put_row(ent_writer *w);
/* `"name":` and a bracket, which may be "". */
void ent_i_put_key(ent_writer *w, ent_str name, const char *bracket);
/* `"name":"text"`; nothing when the text is blank. */
void ent_i_put_text(ent_writer *w, const char *name, ent_str s);
void ent_i_put_number(ent_writer *w, const char *name, double x);
/* A value with what it rests on, nothing when blank; `sign` stands before its
 * number. */
void ent_i_put_amount(ent_writer *w, ent_str name, const char *sign,
                      const ent_value *v);
void ent_i_put_value(ent_writer *w, const char *name, uint32_t row);
/* Evidence, confidence, note and coder. */
void ent_i_put_grounds(ent_writer *w, const ent_grounds *g);
/* A list of names: of issues, of actors. */
void ent_i_put_issues(ent_writer *w, const char *name, const uint32_t *row,
                      size_t n);
void ent_i_put_actors(ent_writer *w, const char *name, const uint32_t *row,
                      size_t n);
void ent_i_put_texts(ent_writer *w, const char *name, const ent_str *text,
                     size_t n);
/* A formula, or the value that stands in for it; nothing for ENT_NONE. */
void ent_i_put_formula(ent_writer *w, const char *name, uint32_t row);
/* The sections of the system (write_system.c), and of what must be shown and
 * is asked (write_claims.c). */
void ent_i_put_system(ent_writer *w);
void ent_i_put_claims(ent_writer *w);
#endif
