/* plover.h - the 16 categories of events, in the order of docs/events.md, with
 * their places on the scale from conflict (-10) to cooperation (+10). */
#ifndef ENT_PLOVER_H
#define ENT_PLOVER_H
#include "base/base.h"

#define ENT_PLOVER_LIST(X) \
    X(AGREE, 2.5)          \
    X(CONSULT, 2.5)        \
    X(SUPPORT, 5)          \
    X(CONCEDE, 4.5)        \
    X(COOPERATE, 9.5)      \
    X(AID, 10)             \
    X(RETREAT, 6.5)        \
    X(REQUEST, 0)          \
    X(ACCUSE, -3)          \
    X(REJECT, -2)          \
    X(THREATEN, -3.5)      \
    X(PROTEST, -5)         \
    X(SANCTION, -6)        \
    X(MOBILIZE, -5.5)      \
    X(COERCE, -7)          \
    X(ASSAULT, -9)

typedef enum ent_plover {
    ENT_PLOVER_NONE,
#define ENT_X(name, scale) ENT_PLOVER_##name,
    ENT_PLOVER_LIST(ENT_X)
#undef ENT_X
        ENT_N_PLOVER
} ent_plover;

extern const char *const ent_i_plover_name[ENT_N_PLOVER]; /* [0]: "" */
extern const double ent_i_plover_scale[ENT_N_PLOVER];
/* ENT_PLOVER_NONE when s names no category. */
ent_plover ent_i_plover(ent_str s);
#endif
