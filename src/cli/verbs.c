/* verbs.c - the table of verbs, made from the list in cli.h. */
#include "cli/cli.h"

const ent_verb *const ent_i_verbs[] = {
#define ENT_X(name) &ent_verb_##name,
    ENT_VERB_LIST(ENT_X)
#undef ENT_X
        NULL};

const ent_verb *ent_i_verb_find(const char *name) {
    for (const ent_verb *const *v = ent_i_verbs; *v; v++)
        if (strcmp((*v)->name, name) == 0)
            return *v;
    return NULL;
}
