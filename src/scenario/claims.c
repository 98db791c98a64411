/* claims.c - what a scenario must show and what is asked of it: claims,
 * mechanisms, questions.
 *
 * They are read when all tables are laid out.  Every change in them is tried
 * on the scenario as their lens shows it, every observed name looked up
 * there, so that nothing is left to fail in a run. */
#include "scenario/scenario.h"

/* ---- the scenario as a lens shows it */

ent_err ent_i_look_through(ent_reader *r, ent_str lens, const ent_seen **out) {
    const ent_seen **list = r->seen.at;
    for (size_t i = 0; i < r->seen.n; i++)
        if (ent_i_eq(list[i]->lens, lens)) {
            *out = list[i];
            return ENT_OK;
        }
    ent_seen *v = ENT_NEW(r->ctx->temp, 1, ent_seen);
    if (!v)
        return ENT_NOMEM_FAIL(r->ctx);
    v->lens = lens;
    ENT_TRY(ent_scenario_focus(r->ctx, &r->s, lens, &v->s));
    ENT_TRY(ent_i_names_new(r->ctx, r->ctx->temp, &v->s, &v->names));
    const ent_seen **place = ENT_PUSH(r->ctx->temp, &r->seen, const ent_seen *);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *out = *place = v;
    return ENT_OK;
}

static ent_err check_name(ent_reader *r, ent_str lens, ent_str name,
                          ent_place at) {
    const ent_seen *seen;
    ent_symbol what;
    if (r->n_errors)
        return ENT_OK;
    ENT_TRY(ent_i_look_through(r, lens, &seen));
    ent_err e = ent_i_names_find(r->ctx, seen->names, name, at, &what);
    if (e)
        return ent_i_find_fail_at(r, e, at);
    bool own = what.kind == ENT_SYMBOL_BASE || what.kind == ENT_SYMBOL_OPTION ||
               what.kind == ENT_SYMBOL_VISIBLE;
    if (!own && !what.last)
        return ENT_OK;
    return ent_i_find(r, ENT_NAME, at,
                      "'%.*s' has a meaning in formulas only; name what can be "
                      "observed",
                      ENT_P(ent_i_clip(name)));
}

/* ---- parts of claims */

static ent_err read_lens(ent_reader *r, const ent_node *node, ent_str also,
                         ent_str *out) {
    ENT_TRY(ent_i_text(r, node, "lens", out));
    if (!out->n || ent_i_index_find(&r->lenses, *out) != ENT_NONE ||
        ent_i_eq(*out, also))
        return ENT_OK;
    ent_str name = *out;
    *out = (ent_str){0};
    return ent_i_find(
        r, ENT_NAME, node->at, "there is no lens '%.*s'%s",
        ENT_P(ent_i_clip(name)),
        ent_i_hint(r->ctx->temp, name, r->lenses.key, r->lenses.n));
}

/* "RUS.leak+=-30" of `RUS.leak: -30` */
static ent_err change_text(ent_reader *r, const ent_node *key,
                           const ent_node *node, ent_str *out) {
    static const char *const sign[] = {"=", "+=", "*="};
    ent_str amount;
    *out = (ent_str){0};
    ENT_TRY(ent_i_text(r, node, "an amount", &amount));
    if (!amount.n)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "the change of %.*s has no amount; write 45, +10, "
                          "-10, =-10 or \"*1.2\"",
                          ENT_P(ent_i_clip(key->text)));
    ent_op op = ent_i_op_read(&amount);
    amount = ent_i_trim(amount);
    bool minus = op == ENT_OP_SET && ent_i_starts(amount, "-");
    *out = ent_i_printf(r->ctx->keep, "%.*s%s%s%.*s", ENT_P(key->text),
                        sign[op], minus ? "=" : "", ENT_P(amount));
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

/* Does the change apply to the scenario as the lens shows it? */
static ent_err try_change(ent_reader *r, ent_str lens, ent_str text,
                          ent_place at) {
    const ent_seen *seen;
    ent_scenario changed;
    if (r->n_errors)
        return ENT_OK;
    ENT_TRY(ent_i_look_through(r, lens, &seen));
    ent_mark m = ent_i_arena_mark(r->ctx->keep);
    ent_err e = ent_scenario_set(r->ctx, &seen->s, &text, 1, &changed);
    ent_i_arena_release(r->ctx->keep, m);
    return e ? ent_i_find_fail_at(r, e, at) : ENT_OK;
}

typedef struct texts {
    const ent_str *at;
    size_t n;
} texts;

/* {NAME: amount} */
static ent_err read_changes(ent_reader *r, const ent_node *node,
                            const char *what, ent_str lens, texts *out) {
    bool ok;
    *out = (texts){0};
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, what, &ok));
    if (!ok)
        return ENT_OK;
    ent_str *text = ENT_NEW(r->ctx->keep, node->n, ent_str);
    if (!text)
        return ENT_NOMEM_FAIL(r->ctx);
    for (uint32_t i = 0; i < node->n; i++) {
        ENT_TRY(change_text(r, node->key[i], node->item[i], &text[i]));
        if (text[i].n)
            ENT_TRY(try_change(r, lens, text[i], node->key[i]->at));
    }
    *out = (texts){text, node->n};
    return ENT_OK;
}

/* ---- expectations */

static ent_err read_sign(ent_reader *r, const ent_node *node,
                         ent_expectation *x) {
    static const char *const names[] = {[ENT_SIGN_UP] = "up",
                                        [ENT_SIGN_DOWN] = "down",
                                        [ENT_SIGN_NOT_UP] = "not up",
                                        [ENT_SIGN_NOT_DOWN] = "not down",
                                        [ENT_SIGN_UNCHANGED] = "unchanged"};
    ent_str text;
    ENT_TRY(ent_i_text(r, node, "a sign", &text));
    text = ent_i_trim(text);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ent_i_eqz(text, names[i])) {
            x->sign = (ent_sign)i;
            return ENT_OK;
        }
    ent_str rest = text, word = ent_i_cut(&rest, ' ');
    bool above = ent_i_eqz(word, "above");
    x->sign = above ? ENT_SIGN_ABOVE : ENT_SIGN_BELOW;
    if ((above || ent_i_eqz(word, "below")) &&
        ent_i_number(ent_i_trim(rest), &x->least))
        return ENT_OK;
    return ent_i_find(r, ENT_SYNTAX, node ? node->at : x->at,
                      "'%.*s' cannot be expected; write up, down, not up, not "
                      "down, unchanged, above 40 or below 40",
                      ENT_P(ent_i_clip(text)));
}

static ent_err read_when(ent_reader *r, const ent_node *node,
                         ent_expectation *x) {
    static const char *const names[] = {"mean", "end", "start", "most",
                                        "least"};
    uint64_t step;
    ENT_TRY(ent_i_text(r, node, "at", &x->when));
    if (!x->when.n) {
        x->when = ENT_STR("mean");
        return ENT_OK;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ent_i_eqz(x->when, names[i]))
            return ENT_OK;
    if (ent_i_uint(x->when, &step) && step < r->s.steps)
        return ENT_OK;
    return ent_i_find(r, ENT_DOMAIN, node->at,
                      "at '%.*s' is no moment of the scenario; write mean, "
                      "end, start, most, least or a step in 0..%u",
                      ENT_P(ent_i_clip(x->when)), r->s.steps - 1);
}

static ent_err read_expectation(ent_reader *r, const ent_node *key,
                                const ent_node *node, ent_expectation *x) {
    static const char *const keys[] = {"sign", "least", "share", "at", NULL};
    static const ent_range least = {"least", 0, ENT_MOST, false};
    static const ent_range share = {"share", 0, 100, true};
    const ent_node *got[4] = {node};
    double percent = 90;
    *x = (ent_expectation){.name = key->text, .least = 0.5, .at = key->at};
    if (node->kind == ENT_NODE_MAP)
        ENT_TRY(ent_i_keys(r, node, "an expectation", keys, got));
    ENT_TRY(ent_i_number_read(r, got[1], &least, &x->least));
    ENT_TRY(read_sign(r, got[0], x));
    if (got[1] && x->sign >= ENT_SIGN_ABOVE)
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, got[1]->at,
                           "a level has no `least`; its bound stands behind "
                           "above or below"));
    ENT_TRY(ent_i_number_read(r, got[2], &share, &percent));
    x->share = percent / 100;
    return read_when(r, got[3], x);
}

static ent_err check_expectation(ent_reader *r, const ent_claim *c,
                                 const ent_expectation *x) {
    ENT_TRY(check_name(r, c->lens, x->name, x->at));
    if (c->n_changes || x->sign >= ENT_SIGN_ABOVE)
        return ENT_OK;
    return ent_i_find(r, ENT_SYNTAX, x->at,
                      "claim %.*s changes nothing, so %.*s cannot move; write "
                      "`change: {NAME: +10}`, or expect a level: above 40",
                      ENT_P(ent_i_clip(c->id)), ENT_P(ent_i_clip(x->name)));
}

static ent_err read_expect(ent_reader *r, const ent_node *node, ent_claim *c) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "expect", &ok));
    if (!ok || !node->n)
        return ent_i_find(r, ENT_SYNTAX, node ? node->at : c->grounds.at,
                          "claim %.*s expects nothing; write expect: "
                          "{RUS.leak: up}",
                          ENT_P(ent_i_clip(c->id)));
    ent_expectation *x = ENT_NEW(r->ctx->keep, node->n, ent_expectation);
    if (!x)
        return ENT_NOMEM_FAIL(r->ctx);
    c->expect = x;
    c->n_expect = node->n;
    for (uint32_t i = 0; i < node->n; i++) {
        uint32_t errors = r->n_errors;
        ENT_TRY(read_expectation(r, node->key[i], node->item[i], &x[i]));
        if (r->n_errors == errors)
            ENT_TRY(check_expectation(r, c, &x[i]));
    }
    return ENT_OK;
}

/* ---- claims */

#define CLAIM_KEYS "says", "lens", "given", "change", "expect"
enum { SAYS, LENS, GIVEN, CHANGE, EXPECT, CLAIM_GROUNDS };

/* `got` are the nodes of CLAIM_KEYS and the grounds. */
static ent_err add_claim(ent_reader *r, const ent_node *id,
                         const ent_node *const *got) {
    ent_claim c = {.id = id->text};
    texts list;
    bool ok;
    ent_str name = ent_i_printf(r->ctx->keep, "claim %.*s", ENT_P(id->text));
    ENT_TRY(ent_i_id(r, id, "a claim", &ok));
    if (ok)
        ENT_TRY(ent_i_name_put(r, name, id->at, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_grounds_read(r, got + CLAIM_GROUNDS, id->at, &c.grounds));
    ENT_TRY(ent_i_text(r, got[SAYS], "says", &c.says));
    ENT_TRY(read_lens(r, got[LENS], (ent_str){0}, &c.lens));
    ENT_TRY(read_changes(r, got[GIVEN], "given", c.lens, &list));
    c.given = list.at, c.n_given = list.n;
    ENT_TRY(read_changes(r, got[CHANGE], "change", c.lens, &list));
    c.change = list.at, c.n_changes = list.n;
    ENT_TRY(read_expect(r, got[EXPECT], &c));
    ent_claim *place = ENT_PUSH(r->ctx->keep, &r->claim, ent_claim);
    if (!place || !ent_i_index_put(r->ctx->temp, &r->claims, c.id,
                                   (uint32_t)r->claim.n - 1))
        return ENT_NOMEM_FAIL(r->ctx);
    *place = c;
    return ENT_OK;
}

static ent_err read_claim(ent_reader *r, const ent_node *key,
                          const ent_node *node) {
    static const char *const keys[] = {CLAIM_KEYS, ENT_GROUNDS_KEYS};
    const ent_node *got[CLAIM_GROUNDS + ENT_GROUNDS];
    ENT_TRY(ent_i_keys(r, node, "a claim", keys, got));
    return add_claim(r, key, got);
}

ent_err ent_i_claims_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "claims", read_claim);
}

/* ---- mechanisms */

enum { NAME = CLAIM_GROUNDS + ENT_GROUNDS, PARTS, CLAIM, MECHANISM_KEYS };

static ent_err try_part(ent_reader *r, ent_str lens, ent_str part,
                        ent_place at) {
    const ent_seen *seen;
    ent_scenario without;
    if (r->n_errors)
        return ENT_OK;
    ENT_TRY(ent_i_look_through(r, lens, &seen));
    ent_mark m = ent_i_arena_mark(r->ctx->keep);
    ent_err e = ent_scenario_without(r->ctx, &seen->s, &part, 1, &without);
    ent_i_arena_release(r->ctx->keep, m);
    return e ? ent_i_find_fail_at(r, e, at) : ENT_OK;
}

static ent_err read_parts(ent_reader *r, const ent_node *node, ent_str lens,
                          ent_mechanism *m) {
    ent_vec list = {0};
    bool many = node && node->kind == ENT_NODE_LIST;
    ENT_TRY(ent_i_texts_read(r, node, "a part", &list));
    m->part = list.at;
    m->n_parts = list.n;
    if (!list.n)
        return ent_i_find(r, ENT_SYNTAX, node ? node->at : m->grounds.at,
                          "mechanism %.*s names no parts; write parts: "
                          "[RUS.leak], whatever makes it work",
                          ENT_P(ent_i_clip(m->id)));
    for (uint32_t i = 0; i < (many ? node->n : 1); i++) {
        const ent_node *item = many ? node->item[i] : node;
        if (item->text.n)
            ENT_TRY(try_part(r, lens, item->text, item->at));
    }
    return ENT_OK;
}

/* `claim: ID`, or the claim itself, which then has the mechanism's id. */
static ent_err read_its_claim(ent_reader *r, const ent_node *key,
                              const ent_node *const *got, ent_mechanism *m) {
    bool own = false;
    for (int i = SAYS; i <= EXPECT; i++)
        own |= got[i] != NULL;
    if (own && got[CLAIM])
        return ent_i_find(r, ENT_SYNTAX, got[CLAIM]->at,
                          "mechanism %.*s names a claim and makes one; keep "
                          "one of them",
                          ENT_P(ent_i_clip(m->id)));
    if (!own)
        return ent_i_find_name(r, got[CLAIM], &r->claims, "claim", &m->claim);
    ENT_TRY(add_claim(r, key, got));
    m->claim = ent_i_index_find(&r->claims, key->text);
    return ENT_OK;
}

static ent_err read_mechanism(ent_reader *r, const ent_node *key,
                              const ent_node *node) {
    static const char *const keys[] = {CLAIM_KEYS, "evidence", "confidence",
                                       "note",     "coder",    "name",
                                       "parts",    "claim",    NULL};
    const ent_node *got[MECHANISM_KEYS];
    ent_mechanism m = {.id = key->text, .claim = ENT_NONE};
    bool ok;
    ENT_TRY(ent_i_id(r, key, "a mechanism", &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a mechanism", keys, got));
    ENT_TRY(ent_i_text(r, got[NAME], "name", &m.name));
    ENT_TRY(ent_i_grounds_read(r, got + CLAIM_GROUNDS, key->at, &m.grounds));
    ENT_TRY(read_its_claim(r, key, got, &m));
    ent_str lens = {0};
    if (m.claim != ENT_NONE)
        lens = ((ent_claim *)r->claim.at)[m.claim].lens;
    ENT_TRY(read_parts(r, got[PARTS], lens, &m));
    ent_mechanism *place = ENT_PUSH(r->ctx->keep, &r->mechanism, ent_mechanism);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = m;
    return ENT_OK;
}

ent_err ent_i_mechanisms_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "mechanisms", read_mechanism);
}

/* ---- questions */

static ent_err check_shown(ent_reader *r, ent_str lens, const ent_node *node) {
    bool many = node && node->kind == ENT_NODE_LIST;
    for (uint32_t i = 0; node && i < (many ? node->n : 1); i++) {
        const ent_node *item = many ? node->item[i] : node;
        ent_str name = item->text;
        if (item->kind != ENT_NODE_SCALAR || !name.n || r->n_errors)
            continue;
        if (!memchr(name.s, '*', name.n)) {
            ENT_TRY(check_name(r, lens, name, item->at));
            continue;
        }
        const ent_seen *seen;
        ent_str *names;
        size_t n;
        ENT_TRY(ent_i_look_through(r, lens, &seen));
        ENT_TRY(ent_i_symbols_match(r->ctx, &seen->s, name, &names, &n));
        if (!n)
            ENT_TRY(ent_i_find(r, ENT_NAME, item->at,
                               "nothing has a name like '%.*s'",
                               ENT_P(ent_i_clip(name))));
    }
    return ENT_OK;
}

enum { ASK, RUN, ASK_LENS, ASK_GIVEN, SHOW, ASK_GROUNDS };

static ent_err need_question(ent_reader *r, const ent_node *const *got,
                             const ent_question *q) {
    for (int i = ASK; i <= RUN; i++)
        if (ent_i_node_blank(got[i]))
            return ent_i_find(r, ENT_SYNTAX, q->grounds.at,
                              "question %.*s has no `%s`; write {ask: What "
                              "if?, run: sweep CHN.enforcement 0..100}",
                              ENT_P(ent_i_clip(q->id)),
                              i == ASK ? "ask" : "run");
    return ENT_OK;
}

static ent_err read_asked(ent_reader *r, const ent_node *key,
                          const ent_node *node) {
    static const char *const keys[] = {"ask",   "run",  "lens",
                                       "given", "show", ENT_GROUNDS_KEYS};
    const ent_node *got[ASK_GROUNDS + ENT_GROUNDS];
    ent_question q = {.id = key->text};
    ent_vec show = {0};
    texts given;
    bool ok;
    ENT_TRY(ent_i_id(r, key, "a question", &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a question", keys, got));
    ENT_TRY(ent_i_grounds_read(r, got + ASK_GROUNDS, key->at, &q.grounds));
    ENT_TRY(need_question(r, got, &q));
    ENT_TRY(ent_i_text(r, got[ASK], "ask", &q.ask));
    ENT_TRY(ent_i_text(r, got[RUN], "run", &q.run));
    ENT_TRY(read_lens(r, got[ASK_LENS], ENT_STR("mixture"), &q.lens));
    bool mixed = ent_i_index_find(&r->lenses, q.lens) == ENT_NONE;
    ent_str lens = mixed ? (ent_str){0} : q.lens;
    ENT_TRY(read_changes(r, got[ASK_GIVEN], "given", lens, &given));
    q.given = given.at, q.n_given = given.n;
    ENT_TRY(ent_i_texts_read(r, got[SHOW], "a name to show", &show));
    q.show = show.at, q.n_show = show.n;
    ENT_TRY(check_shown(r, lens, got[SHOW]));
    ent_question *place = ENT_PUSH(r->ctx->keep, &r->asked, ent_question);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = q;
    return ENT_OK;
}

ent_err ent_i_questions_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "questions", read_asked);
}

/* ---- without */

ent_err ent_i_without_read(ent_reader *r, const ent_node *node) {
    bool many = node && node->kind == ENT_NODE_LIST;
    if (ent_i_node_blank(node))
        return ENT_OK;
    for (uint32_t i = 0; i < (many ? node->n : 1); i++) {
        const ent_node *item = many ? node->item[i] : node;
        ent_scenario without;
        ent_str part;
        ENT_TRY(ent_i_text(r, item, "a part to take out", &part));
        if (!part.n || r->n_errors)
            continue;
        ent_err e = ent_scenario_without(r->ctx, &r->s, &part, 1, &without);
        if (e)
            ENT_TRY(ent_i_find_fail_at(r, e, item->at));
        else
            r->s = without;
    }
    return ENT_OK;
}
