/* watch.c - what a run keeps over time when nobody says: the names that the
 * scenario itself speaks of. */
#include "cli/plan.h"

enum { ROOM = 1 << 25 }; /* numbers: 256 MB */

typedef struct list {
    ent_cli *cli;
    ent_vec name; /* ent_str */
} list;

static ent_err add(list *l, ent_str name) {
    const ent_str *at = l->name.at;
    for (size_t i = 0; i < l->name.n; i++)
        if (ent_i_eq(at[i], name))
            return ENT_OK;
    ent_str *x = ENT_PUSH(l->cli->ctx.keep, &l->name, ent_str);
    if (!x)
        return ENT_NOMEM_FAIL(&l->cli->ctx);
    *x = name;
    return ENT_OK;
}

static ent_err add_spoken_of(list *l, const ent_scenario *s) {
    for (size_t i = 0; i < s->n_claims; i++)
        for (size_t k = 0; k < s->claim[i].n_expect; k++)
            ENT_TRY(add(l, s->claim[i].expect[k].name));
    for (size_t i = 0; i < s->n_asked; i++)
        for (size_t k = 0; k < s->asked[i].n_show; k++)
            ENT_TRY(add(l, s->asked[i].show[k]));
    return ENT_OK;
}

static ent_err add_named(list *l, const char *what, ent_str id) {
    ent_str name = ent_i_printf(l->cli->ctx.keep, "%s%.*s", what, ENT_P(id));
    return name.s ? add(l, name) : ENT_NOMEM_FAIL(&l->cli->ctx);
}

static ent_err add_all(list *l, const ent_scenario *s) {
    for (size_t i = 0; i < s->n_quantities; i++)
        ENT_TRY(add(l, s->quantity[i].id));
    for (size_t i = 0; i < s->n_moves; i++)
        ENT_TRY(add(l, s->move[i].id));
    for (size_t i = 0; i < s->n_beliefs; i++)
        ENT_TRY(add_named(l, "belief.", s->belief[i].id));
    for (size_t i = 0; i < s->n_gates; i++)
        ENT_TRY(add_named(l, "open.", s->gate[i].id));
    return ENT_OK;
}

ent_err cli_watch(ent_cli *cli, const ent_scenario *s, ent_plan *plan) {
    list l = {.cli = cli};
    ent_str *given;
    size_t n = cli_all(cli, "watch", &given);
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add(&l, given[i]));
    if (!n)
        ENT_TRY(add_spoken_of(&l, s));
    if (!l.name.n)
        ENT_TRY(add_all(&l, s));
    size_t most = ROOM / plan->draws / s->steps;
    if (!n && l.name.n > most) {
        cli_note(cli, "%zu of %zu names are kept over time; --watch says which",
                 most, l.name.n);
        l.name.n = most;
    }
    plan->watch = l.name.at;
    plan->n_watch = l.name.n;
    return ENT_OK;
}
