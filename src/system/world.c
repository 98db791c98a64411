/* world.c - a scenario compiled for playing. */
#include "system/system.h"

/* ---- random numbers: a stream for each thing that has a name */

static ent_stream named(uint64_t seed, const char *what, ent_str id) {
    ent_stream s = ent_i_stream(seed, id);
    s.name ^= ent_i_hash(ent_i_str(what)); /* apart from values of that name */
    return s;
}

static ent_err set_streams(ent_ctx *ctx, uint64_t seed, ent_world *w) {
    const ent_scenario *s = w->s;
    ent_stream *stream = ENT_NEW(ctx->keep, s->n_values, ent_stream);
    ent_stream *group = ENT_NEW(ctx->keep, s->n_groups, ent_stream);
    ent_stream *choose = ENT_NEW(ctx->keep, s->n_moves, ent_stream);
    ent_stream *detect = ENT_NEW(ctx->keep, s->n_moves, ent_stream);
    ent_stream *walk = ENT_NEW(ctx->keep, s->n_packages, ent_stream);
    if (!stream || !group || !choose || !detect || !walk)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < s->n_values; i++)
        stream[i] = ent_i_stream(seed, s->value[i].name);
    for (size_t i = 0; i < s->n_groups; i++)
        group[i] = named(seed, "group", s->group[i].id);
    for (size_t i = 0; i < s->n_moves; i++) {
        choose[i] = named(seed, "choice", s->move[i].id);
        detect[i] = named(seed, "detection", s->move[i].id);
    }
    for (size_t i = 0; i < s->n_packages; i++)
        walk[i] = named(seed, "walkout", s->package[i].id);
    w->stream = stream;
    w->group_stream = group;
    w->choose = choose;
    w->detect = detect;
    w->walk = walk;
    return ENT_OK;
}

/* A value in several groups goes with the first. */
static ent_err set_groups(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    uint32_t *group = ENT_NEW(ctx->keep, s->n_values, uint32_t);
    if (!group)
        return ENT_NOMEM_FAIL(ctx);
    memset(group, 0xFF, s->n_values * sizeof *group);
    for (uint32_t g = 0; g < s->n_groups; g++)
        for (size_t i = 0; i < s->group[g].n_values && !s->group[g].off; i++)
            if (group[s->group[g].value[i]] == ENT_NONE)
                group[s->group[g].value[i]] = g;
    w->group = group;
    return ENT_OK;
}

/* ---- formulas */

typedef struct compiler {
    ent_ctx *ctx;
    ent_world *w;
    ent_code *code;
} compiler;

static uint32_t slot_of(void *user, ent_symbol what) {
    return ent_i_world_slot(user, what);
}

/* Each formula once, whoever asks for it. */
static ent_err compile(const compiler *c, uint32_t row) {
    if (row == ENT_NONE || c->code[row].slot != ENT_NONE)
        return ENT_OK;
    ent_code *x = &c->code[row];
    return ent_i_program_add(c->ctx, c->w->program, row, &x->slot, &x->from,
                             &x->to);
}

static ent_err compile_move(const compiler *c, const ent_move *m) {
    ENT_TRY(compile(c, m->detected));
    ENT_TRY(compile(c, m->when));
    ENT_TRY(compile(c, m->value));
    for (size_t i = 0; i < m->n_options; i++) {
        ENT_TRY(compile(c, m->option[i].when));
        ENT_TRY(compile(c, m->option[i].value));
    }
    return ENT_OK;
}

static ent_err compile_task(const compiler *c, const ent_task *t) {
    const ent_scenario *s = c->w->s;
    switch (t->kind) {
    case ENT_TASK_QUANTITY:
        return compile(c, s->quantity[t->row].formula);
    case ENT_TASK_GATE:
        ENT_TRY(compile(c, s->gate[t->row].opens));
        return compile(c, s->gate[t->row].closes);
    case ENT_TASK_MOVE:
        return compile_move(c, &s->move[t->row]);
    case ENT_TASK_ATTENTION:
        for (size_t i = 0; i < s->n_theatres; i++)
            if (s->theatre[i].actor == t->row && !s->theatre[i].off)
                ENT_TRY(compile(c, s->theatre[i].demand));
    }
    return ENT_OK;
}

static ent_err compile_rest(const compiler *c) {
    const ent_scenario *s = c->w->s;
    for (size_t i = 0; i < s->n_packages; i++) {
        const ent_package *g = &s->package[i];
        ENT_TRY(compile(c, g->when));
        ENT_TRY(compile(c, g->walkout));
        for (size_t k = 0; g->reserve && k < g->n_parties; k++)
            ENT_TRY(compile(c, g->reserve[k]));
    }
    for (size_t i = 0; i < s->n_exchanges; i++)
        ENT_TRY(compile(c, s->exchange[i].when));
    for (size_t i = 0; i < s->n_payoffs; i++)
        if (!s->payoff[i].off)
            ENT_TRY(compile(c, s->payoff[i].formula));
    for (size_t i = 0; i < s->n_beliefs; i++)
        for (size_t k = 0; k < s->belief[i].n_signals; k++)
            ENT_TRY(compile(c, s->belief[i].signal[k].when));
    for (size_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].kind == ENT_QUANTITY_STOCK)
            ENT_TRY(compile(c, s->quantity[i].formula));
    return ENT_OK;
}

static ent_err set_program(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    compiler c = {ctx, w, ENT_NEW(ctx->keep, s->n_formulas, ent_code)};
    if (!c.code)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < s->n_formulas; i++)
        c.code[i].slot = ENT_NONE;
    ENT_TRY(ent_i_program_new(ctx, s, w->at.end, slot_of, w, &w->program));
    for (size_t i = 0; i < s->n_occurrences; i++) {
        ENT_TRY(compile(&c, s->occurrence[i].when));
        ENT_TRY(compile(&c, s->occurrence[i].hazard));
    }
    for (size_t i = 0; i < w->n_tasks; i++)
        ENT_TRY(compile_task(&c, &w->task[i]));
    ENT_TRY(compile_rest(&c));
    w->code = c.code;
    w->n_slots = ent_i_program_slots(w->program);
    return ENT_OK;
}

/* ---- all of it */

/* Is there anything that makes one step differ from the next? */
static bool has_system(const ent_scenario *s) {
    bool moves = s->n_quantities || s->n_moves || s->n_beliefs || s->n_gates ||
                 s->n_links || s->n_packages || s->n_exchanges || s->n_theatres;
    for (size_t i = 0; i < s->n_occurrences; i++)
        moves |= s->occurrence[i].hazard != ENT_NONE ||
                 s->occurrence[i].when != ENT_NONE;
    return moves;
}

ent_err ent_i_world_build(ent_ctx *ctx, const ent_scenario *s,
                          const ent_setup *setup, ent_world *out) {
    const ent_names *names;
    *out = (ent_world){.s = s, .system = has_system(s)};
    out->looks = out->system || s->n_formulas || setup->n_watch;
    ENT_TRY(ent_i_layout_values(ctx, out));
    ENT_TRY(ent_i_seats_build(ctx, out));
    ENT_TRY(ent_i_layout_build(ctx, out));
    ENT_TRY(ent_i_calendar_build(ctx, out));
    ENT_TRY(set_streams(ctx, setup->seed, out));
    ENT_TRY(set_groups(ctx, out));
    ENT_TRY(ent_i_models_build(ctx, out, setup));
    ent_mark m = ent_i_arena_mark(ctx->temp);
    ent_err e = ent_i_names_new(ctx, ctx->temp, s, &names);
    if (!e)
        e = ent_i_tasks_build(ctx, out, names);
    if (!e)
        e = ent_i_wanted_build(ctx, out, names, setup);
    ent_i_arena_release(ctx->temp, m);
    return e ? e : set_program(ctx, out);
}
