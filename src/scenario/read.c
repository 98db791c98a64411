/* read.c - a scenario file from its bytes to checked, flat tables.
 *
 * Sections are read in the order in which they need each other, whatever
 * their order in the file: names first, then what refers to names. */
#include "scenario/scenario.h"
#include <stdio.h>

static ent_err read_stances(ent_reader *r, const ent_node *node) {
    return node ? ent_i_stances_read(r, node) : ENT_OK;
}

static ent_err read_id(ent_reader *r, const ent_node *node) {
    bool ok;
    if (!node && r->partial)
        return ENT_OK;
    if (!node)
        return ent_i_find(r, ENT_SYNTAX, (ent_place){.file = r->s.path},
                          "the scenario has no name; begin the file with "
                          "`scenario: NAME`");
    r->s.id = node->text;
    return ent_i_id(r, node, "scenario", &ok);
}

static ent_err read_title(ent_reader *r, const ent_node *node) {
    return ent_i_text(r, node, "title", &r->s.title);
}

static ent_err read_question(ent_reader *r, const ent_node *node) {
    return ent_i_text(r, node, "question", &r->s.question);
}

/* The sections in order of reading: quantities may drive what stands before
 * them, events and lenses may change it. */
static const struct section {
    const char *key;
    ent_err (*read)(ent_reader *r, const ent_node *node); /* NULL: absent */
} sections[] = {
    {"scenario", read_id},
    {"title", read_title},
    {"question", read_question},
    {"documents", ent_i_documents_read},
    {"time", ent_i_time_read},
    {"actors", ent_i_actors_read},
    {"issues", ent_i_issues_read},
    {"lenses", ent_i_lens_names_read},
    {"stances", read_stances},
    {"ties", ent_i_ties_read},
    {"events", ent_i_event_names_read},
    {"moves", ent_i_moves_read},
    {"beliefs", ent_i_beliefs_read},
    {"gates", ent_i_gates_read},
    {"links", ent_i_links_read},
    {"packages", ent_i_packages_read},
    {"exchanges", ent_i_exchanges_read},
    {"payoffs", ent_i_payoffs_read},
    {"attention", ent_i_attention_read},
    {"quantities", ent_i_quantities_read},
    {"correlations", ent_i_groups_read},
};
enum {
    ISSUES = 6,
    LENSES = 7,
    EVENTS = 10,
    CLAIMS = sizeof sections / sizeof *sections
};
enum { MECHANISMS = CLAIMS + 1, QUESTIONS, WITHOUT, SECTIONS };

const char *const ent_i_scenario_keys[] = {
    "scenario",     "title",   "question",   "documents",
    "time",         "actors",  "issues",     "lenses",
    "stances",      "ties",    "events",     "moves",
    "beliefs",      "gates",   "links",      "packages",
    "exchanges",    "payoffs", "attention",  "quantities",
    "correlations", "claims",  "mechanisms", "questions",
    "without",      NULL};

static void lay_out(ent_reader *r) {
    ent_scenario *s = &r->s;
    s->value = r->value.at, s->n_values = r->value.n;
    s->actor = r->actor.at, s->n_actors = r->actor.n;
    s->faction = r->faction.at, s->n_factions = r->faction.n;
    s->issue = r->issue.at, s->n_issues = r->issue.n;
    s->stance = r->stance.at, s->n_stances = r->stance.n;
    s->tie = r->tie.at, s->n_ties = r->tie.n;
    s->occurrence = r->occurrence.at, s->n_occurrences = r->occurrence.n;
    s->lens = r->lens.at, s->n_lenses = r->lens.n;
    s->alias = r->alias.at, s->n_aliases = r->alias.n;
    s->formula = r->formula.at, s->n_formulas = r->formula.n;
    s->quantity = r->quantity.at, s->n_quantities = r->quantity.n;
    s->move = r->move.at, s->n_moves = r->move.n;
    s->belief = r->belief.at, s->n_beliefs = r->belief.n;
    s->gate = r->gate.at, s->n_gates = r->gate.n;
    s->link = r->link.at, s->n_links = r->link.n;
    s->package = r->package.at, s->n_packages = r->package.n;
    s->exchange = r->exchange.at, s->n_exchanges = r->exchange.n;
    s->payoff = r->payoff.at, s->n_payoffs = r->payoff.n;
    s->theatre = r->theatre.at, s->n_theatres = r->theatre.n;
    s->group = r->group.at, s->n_groups = r->group.n;
    s->claim = r->claim.at, s->n_claims = r->claim.n;
    s->mechanism = r->mechanism.at, s->n_mechanisms = r->mechanism.n;
    s->asked = r->asked.at, s->n_asked = r->asked.n;
}

/* ---- what only shows when all rows are there */

/* Formulas that cannot be read; `lens` is what they are seen through, NULL
 * when the scenario has mistakes: what a formula names may be one of them. */
static ent_err try_formulas(ent_reader *r, const ent_seen *seen,
                            const char *lens) {
    for (uint32_t i = 0; i < seen->s.n_formulas; i++) {
        const ent_tree *tree;
        ent_mark m = ent_i_arena_mark(r->ctx->temp);
        ent_err e = ent_i_formula_read(r->ctx, seen->names, i, &tree);
        ent_i_arena_release(r->ctx->temp, m);
        if (e && lens && e != ENT_NOMEM)
            ENT_TRY(ent_i_find(r, e, seen->s.formula[i].at,
                               "through the lens '%.60s': %s", lens,
                               r->ctx->fail.why));
        else if (e && (lens || e != ENT_NAME))
            ENT_TRY(ent_i_find_fail(r, e));
    }
    return ENT_OK;
}

static ent_err on_told(void *user, ent_err err, ent_place at, ent_str why) {
    return ent_i_find(user, err, at, "%.*s", ENT_P(why));
}

static ent_err check_formulas(ent_reader *r) {
    ent_seen whole = {.s = r->s};
    ent_mark m = ent_i_arena_mark(r->ctx->temp);
    ent_err e;
    if (!r->n_errors)
        e = ent_i_formulas_check(r->ctx, &r->s, on_told, r);
    else if (!(e = ent_i_names_new(r->ctx, r->ctx->temp, &r->s, &whole.names)))
        e = try_formulas(r, &whole, NULL);
    ent_i_arena_release(r->ctx->temp, m);
    return e;
}

/* Changes and names that only fail once they meet their rows: look through
 * each lens, and through none. */
static ent_err try_lenses(ent_reader *r) {
    for (size_t i = 0; i <= r->s.n_lenses && !r->n_errors; i++) {
        ent_str lens = i < r->s.n_lenses ? r->s.lens[i].id : (ent_str){0};
        const ent_seen *seen;
        ent_err e = ent_i_look_through(r, lens, &seen);
        if (e)
            ENT_TRY(ent_i_find_fail(r, e));
        else
            ENT_TRY(try_formulas(r, seen, lens.n ? lens.s : "none"));
    }
    return ENT_OK;
}

static ent_err read_sections(ent_reader *r, ent_str path) {
    ent_node *root;
    const ent_node *got[SECTIONS];
    ENT_TRY(ent_i_include_read(r, path, &root));
    if (!root)
        return ENT_OK; /* its mistakes are listed */
    ENT_TRY(ent_i_keys(r, root, "a scenario", ent_i_scenario_keys, got));
    r->partial |= r->n_errors > 0; /* a section may hide under a wrong name */
    for (size_t i = 0; i < CLAIMS; i++)
        ENT_TRY(sections[i].read(r, got[i]));
    ENT_TRY(ent_i_issues_needed(r, got[ISSUES]));
    ENT_TRY(ent_i_rules_read(r));
    lay_out(r);
    ENT_TRY(ent_i_events_read(r, got[EVENTS]));
    ENT_TRY(ent_i_lens_sets_read(r, got[LENSES]));
    lay_out(r);
    ENT_TRY(check_formulas(r));
    ENT_TRY(try_lenses(r));
    ENT_TRY(ent_i_claims_read(r, got[CLAIMS]));
    ENT_TRY(ent_i_mechanisms_read(r, got[MECHANISMS]));
    ENT_TRY(ent_i_questions_read(r, got[QUESTIONS]));
    lay_out(r);
    return ent_i_without_read(r, got[WITHOUT]);
}

static ent_err read_all(ent_reader *r, ent_str path) {
    r->s.path = ent_i_dup(r->ctx->keep, path);
    if (!r->s.path.s)
        return ENT_NOMEM_FAIL(r->ctx);
    ENT_TRY(read_sections(r, r->s.path));
    if (r->n_dotted)
        ENT_TRY(ent_i_find(r, ENT_OK, r->dotted,
                           "%u references have a dot for '#'; prefer "
                           "document#paragraph, as in 002#19",
                           r->n_dotted));
    return ENT_OK;
}

/* The first error also becomes what ctx->fail says. */
static ent_err first_error(ent_ctx *ctx, const ent_finding *f, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (f[i].err)
            return ENT_FAIL_AT(ctx, f[i].err, f[i].at, "%.*s", ENT_P(f[i].why));
    return ENT_OK;
}

static ent_err read_scenario(ent_reader *r, ent_str path, ent_scenario *out,
                             const ent_finding **found, size_t *n_found) {
    ent_mark m = ent_i_arena_mark(r->ctx->temp);
    r->s = (ent_scenario){.steps = 1, .step_count = 1, .step_unit = 'm'};
    *found = NULL;
    *n_found = 0;
    ent_err e = read_all(r, path);
    ent_i_arena_release(r->ctx->temp, m);
    if (e && !ent_i_find_full(r, e))
        return e;
    ent_i_find_sort(r->found.at, r->found.n, r->s.path);
    *found = r->found.at;
    *n_found = r->found.n;
    ENT_TRY(first_error(r->ctx, r->found.at, r->found.n));
    *out = r->s;
    return ENT_OK;
}

ent_err ent_scenario_read(ent_ctx *ctx, ent_str path, ent_scenario *out,
                          const ent_finding **found, size_t *n_found) {
    ent_reader r = {.ctx = ctx};
    return read_scenario(&r, path, out, found, n_found);
}

ent_err ent_scenario_parse(ent_ctx *ctx, ent_str path, ent_str bytes,
                           ent_scenario *out, const ent_finding **found,
                           size_t *n_found) {
    ent_reader r = {.ctx = ctx, .main_bytes = &bytes};
    return read_scenario(&r, path, out, found, n_found);
}
