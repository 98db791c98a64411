/* plover.c - the names and the scale of the categories of events. */
#include "read/plover.h"

const char *const ent_i_plover_name[ENT_N_PLOVER] = {"",
#define ENT_X(name, scale) #name,
                                                     ENT_PLOVER_LIST(ENT_X)
#undef ENT_X
};

const double ent_i_plover_scale[ENT_N_PLOVER] = {0,
#define ENT_X(name, scale) scale,
                                                 ENT_PLOVER_LIST(ENT_X)
#undef ENT_X
};

ent_plover ent_i_plover(ent_str s) {
    for (size_t i = 1; s.n && i < ENT_N_PLOVER; i++)
        if (ent_i_eqz(s, ent_i_plover_name[i]))
            return (ent_plover)i;
    return ENT_PLOVER_NONE;
}
