/* beliefs.c - what actors take to be likely, and what they learn it from. */
#include "scenario/scenario.h"

static const ent_range prior = {"prior", 0, 100, false};
static const ent_range fade = {"fade", 0, 100, false};
static const ent_range strength = {"when", -ENT_MOST, ENT_MOST, false};
static const ent_range if_true = {"if_true", 0.01, 99.99, false};
static const ent_range if_false = {"if_false", 0.01, 99.99, false};

/* A signal that does not say when it comes is a name that can be observed; the
 * id of an event stands for the event. */
static ent_err usual_when(ent_reader *r, const ent_node *key, ent_str name,
                          uint32_t *row) {
    ent_arena *keep = r->ctx->keep;
    ent_str event = ent_i_printf(keep, "event.%.*s", ENT_P(key->text));
    ent_str text = key->text;
    if (event.s && ent_i_index_find(&r->named, event) != ENT_NONE)
        text = ent_i_printf(keep, "strikes.%.*s", ENT_P(key->text));
    return ent_i_formula_put(r, ent_i_name_quoted(keep, text), name, key->at,
                             row);
}

static ent_err read_signal(ent_reader *r, const ent_node *key,
                           const ent_node *node, const ent_belief *b,
                           ent_signal *out) {
    static const char *const keys[] = {"when", "if_true", "if_false", "absence",
                                       ENT_GROUNDS_KEYS};
    const ent_node *got[4 + ENT_GROUNDS];
    ent_arena *keep = r->ctx->keep;
    ent_grounds grounds = b->grounds;
    bool absence, ok;
    *out = (ent_signal){.id = key->text};
    ent_str name =
        ent_i_printf(keep, "belief.%.*s.%.*s", ENT_P(b->id), ENT_P(key->text));
    ENT_TRY(ent_i_id_dotted(r, key, "a signal", &ok));
    ENT_TRY(ent_i_keys(r, node, "a signal", keys, got));
    for (int i = 1; i < 3; i++)
        if (ent_i_node_blank(got[i]))
            return ent_i_find(r, ENT_SYNTAX, key->at,
                              "signal %.*s has no `%s`; write {if_true: 5, "
                              "if_false: 30}, percent",
                              ENT_P(ent_i_clip(key->text)), keys[i]);
    ENT_TRY(ent_i_basis_read(
        r, &(ent_basis_nodes){got[4], got[5], got[6], got[7]}, &grounds));
    ENT_TRY(ent_i_flag_read(r, got[3], "absence", &absence));
    out->absence = absence;
    ENT_TRY(ent_i_value_add(r, got[1], &if_true,
                            ent_i_printf(keep, "%.*s.if_true", ENT_P(name)),
                            &grounds, &out->if_true));
    ENT_TRY(ent_i_value_add(r, got[2], &if_false,
                            ent_i_printf(keep, "%.*s.if_false", ENT_P(name)),
                            &grounds, &out->if_false));
    ent_str when = ent_i_printf(keep, "%.*s.when", ENT_P(name));
    if (ent_i_node_blank(got[0]))
        return usual_when(r, key, when, &out->when);
    return ent_i_formula_add(r, got[0], &strength, when, &grounds, &out->when);
}

static ent_err read_signals(ent_reader *r, const ent_node *node,
                            ent_belief *b) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "signals", &ok));
    if (!ok)
        return ENT_OK;
    ent_signal *signal = ENT_NEW(r->ctx->keep, node->n, ent_signal);
    if (!signal)
        return ENT_NOMEM_FAIL(r->ctx);
    for (uint32_t i = 0; i < node->n; i++)
        ENT_TRY(read_signal(r, node->key[i], node->item[i], b, &signal[i]));
    b->signal = signal;
    b->n_signals = node->n;
    return ENT_OK;
}

/* "USA.PRK_willing", or "analyst.…" for what nobody in the dispute holds. */
static ent_err read_holder(ent_reader *r, const ent_node *key, ent_belief *b,
                           bool *ok) {
    bool analyst = ent_i_starts(key->text, "analyst.") &&
                   ent_i_index_find(&r->actors, ENT_STR("analyst")) == ENT_NONE;
    b->actor = ENT_NONE;
    ENT_TRY(analyst ? ent_i_id_dotted(r, key, "a belief", ok)
                    : ent_i_owner_read(r, key, "a belief", &b->actor, ok));
    return ENT_OK;
}

static ent_err read_numbers(ent_reader *r, const ent_node *const *got,
                            ent_str name, ent_belief *b) {
    if (ent_i_node_blank(got[0]))
        return ent_i_find(r, ENT_SYNTAX, b->grounds.at,
                          "%.*s has no prior; write prior: 15 (5..30), percent",
                          ENT_P(ent_i_clip(b->id)));
    ENT_TRY(ent_i_value_add(r, got[0], &prior, name, &b->grounds, &b->prior));
    if (ent_i_node_blank(got[2]))
        return ENT_OK;
    return ent_i_value_add(r, got[2], &fade,
                           ent_i_printf(r->ctx->keep, "%.*s.fade", ENT_P(name)),
                           &b->grounds, &b->fade);
}

static ent_err read_belief(ent_reader *r, const ent_node *key,
                           const ent_node *node) {
    static const char *const keys[] = {"prior", "signals", "fade", "name",
                                       ENT_GROUNDS_KEYS};
    const ent_node *got[4 + ENT_GROUNDS];
    ent_belief b = {.id = key->text, .fade = ENT_NONE};
    ent_str name = ent_i_printf(r->ctx->keep, "belief.%.*s", ENT_P(key->text));
    bool ok;
    ENT_TRY(read_holder(r, key, &b, &ok));
    if (ok)
        ENT_TRY(ent_i_name_put(r, name, key->at, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a belief", keys, got));
    ENT_TRY(ent_i_text(r, got[3], "name", &b.name));
    ENT_TRY(ent_i_grounds_read(r, got + 4, key->at, &b.grounds));
    ENT_TRY(read_numbers(r, got, name, &b));
    ENT_TRY(read_signals(r, got[1], &b));
    ent_belief *place = ENT_PUSH(r->ctx->keep, &r->belief, ent_belief);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = b;
    return ENT_OK;
}

ent_err ent_i_beliefs_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "beliefs", read_belief);
}
