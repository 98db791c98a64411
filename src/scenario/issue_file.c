/* issue_file.c - issue files: which words tell an issue and its poles.
 *
 * YAML as scenarios are, so mistakes have their line and column;
 * docs/formats/issues.md. */
#include "read/issues.h"
#include "scenario/scenario.h"

enum { MAX_TERM = 120, MAX_ISSUES = 1000 };

typedef struct file {
    ent_ctx *ctx;
    ent_issues *out;
    ent_index ids; /* in ctx->temp */
} file;

static const char *const keys[] = {"name",     "poles",      "with", "terms",
                                   "toward_0", "toward_100", NULL};

static ent_err text_of(file *f, const ent_node *node, const char *what,
                       ent_str *out) {
    if (node->kind != ENT_NODE_SCALAR || !node->text.n)
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, node->at,
                           "%s is a text; write one", what);
    *out = ent_i_dup(f->out->arena, node->text);
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(f->ctx);
}

/* ---- terms */

/* Lower case, single blanks: as words of a text are compared. */
static ent_err fold(file *f, const ent_node *node, ent_str *out) {
    char text[MAX_TERM];
    size_t n = 0;
    ent_str s = node->text;
    if (s.n > MAX_TERM)
        return ENT_FAIL_AT(f->ctx, ENT_LIMIT, node->at,
                           "a term has at most %d bytes; shorten it", MAX_TERM);
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.s[i] == ' ' || s.s[i] == '\t' || s.s[i] == '\n';
        bool upper = s.s[i] >= 'A' && s.s[i] <= 'Z';
        if (!blank)
            text[n++] = (char)(upper ? s.s[i] | 32 : s.s[i]);
        else if (n && text[n - 1] != ' ')
            text[n++] = ' ';
    }
    while (n && text[n - 1] == ' ')
        n--;
    const char *star = memchr(text, '*', n);
    if (!n || (star && (star + 1 != text + n || n == 1)))
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, node->at,
                           "a term is words; '*' may only end the last");
    *out = ent_i_dup(f->out->arena, (ent_str){text, n});
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(f->ctx);
}

static ent_err add_term(file *f, const ent_node *node, ent_issue_term term) {
    if (node->kind != ENT_NODE_SCALAR || !node->text.n)
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, node->at,
                           "a term is a text: words as they stand in a "
                           "document");
    ENT_TRY(fold(f, node, &term.words));
    const ent_issue_term *known = f->out->term.at;
    for (size_t i = 0; i < f->out->term.n; i++)
        if (known[i].issue == term.issue &&
            ent_i_eq(known[i].words, term.words))
            return ENT_FAIL_AT(f->ctx, ENT_NAME, node->at,
                               "the term '%.*s' stands in this issue twice; "
                               "keep one",
                               ENT_P(ent_i_clip(term.words)));
    ent_str rest = term.words, first = ent_i_cut(&rest, ' ');
    if (first.n && first.s[first.n - 1] == '*')
        first.n--;
    if (first.n < ENT_ISSUE_KEY && first.s[first.n] == '*')
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, node->at,
                           "'%.*s*' is too short; at least %d letters stand "
                           "before '*'",
                           ENT_P(first), ENT_ISSUE_KEY);
    ent_issue_term *to = ENT_PUSH(f->out->arena, &f->out->term, ent_issue_term);
    if (!to)
        return ENT_NOMEM_FAIL(f->ctx);
    uint32_t *bucket = &f->out->bucket[ent_i_issue_bucket(first)];
    term.next = *bucket;
    *to = term;
    *bucket = (uint32_t)f->out->term.n;
    return ENT_OK;
}

static ent_err add_terms(file *f, const ent_node *node, ent_issue_term term) {
    if (ent_i_node_blank(node))
        return ENT_OK;
    if (node->kind == ENT_NODE_SCALAR)
        return add_term(f, node, term);
    if (node->kind != ENT_NODE_LIST)
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, node->at,
                           "terms are a list: [one, another of several words]");
    for (uint32_t i = 0; i < node->n; i++)
        ENT_TRY(add_term(f, node->item[i], term));
    return ENT_OK;
}

/* ---- issues */

static ent_err unknown_key(file *f, const ent_node *key) {
    ent_str known[sizeof keys / sizeof *keys];
    size_t n = 0;
    for (; keys[n]; n++)
        known[n] = ent_i_str(keys[n]);
    return ENT_FAIL_AT(f->ctx, ENT_NAME, key->at,
                       "an issue has no key '%.*s'%s",
                       ENT_P(ent_i_clip(key->text)),
                       ent_i_hint(f->ctx->temp, key->text, known, n));
}

static ent_err pick(file *f, const ent_node *map, const ent_node **got) {
    for (uint32_t i = 0; i < map->n; i++) {
        size_t k = 0;
        while (keys[k] && !ent_i_eqz(map->key[i]->text, keys[k]))
            k++;
        if (!keys[k])
            return unknown_key(f, map->key[i]);
        if (got[k])
            return ENT_FAIL_AT(f->ctx, ENT_NAME, map->key[i]->at,
                               "'%s' stands here twice; keep one", keys[k]);
        got[k] = map->item[i];
    }
    return ENT_OK;
}

static ent_err read_poles(file *f, const ent_node *node, ent_issue_about *to) {
    if (ent_i_node_blank(node))
        return ENT_OK;
    if (node->kind != ENT_NODE_LIST || node->n != 2)
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, node->at,
                           "poles are two texts: [at 0, at 100]");
    for (uint32_t i = 0; i < 2; i++)
        ENT_TRY(text_of(f, node->item[i], "a pole", &to->pole[i]));
    return ENT_OK;
}

static ent_err read_terms(file *f, const ent_node *map, uint32_t row,
                          const ent_node *const *got) {
    size_t n = f->out->term.n;
    ent_issue_term t = {.issue = row};
    t.with = true;
    ENT_TRY(add_terms(f, got[2], t));
    if (f->out->term.n > n)
        ((ent_issue_about *)f->out->issue.at)[row].needs_with = true;
    n = f->out->term.n;
    t.with = false;
    ENT_TRY(add_terms(f, got[3], t));
    t.side = -1;
    ENT_TRY(add_terms(f, got[4], t));
    t.side = 1;
    ENT_TRY(add_terms(f, got[5], t));
    if (f->out->term.n > n)
        return ENT_OK;
    return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, map->at,
                       "this issue has no terms; give it toward_0 and "
                       "toward_100");
}

static ent_err read_issue(file *f, const ent_node *key, const ent_node *map) {
    const ent_node *got[sizeof keys / sizeof *keys] = {NULL};
    uint32_t row = (uint32_t)f->out->issue.n;
    if (map->kind != ENT_NODE_MAP)
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, map->at,
                           "an issue is a map with name, poles, terms, "
                           "toward_0, toward_100, with");
    if (row == MAX_ISSUES)
        return ENT_FAIL_AT(f->ctx, ENT_LIMIT, key->at,
                           "more than %d issues; split the file", MAX_ISSUES);
    if (ent_i_index_find(&f->ids, key->text) != ENT_NONE)
        return ENT_FAIL_AT(f->ctx, ENT_NAME, key->at,
                           "there is an issue '%.*s' already",
                           ENT_P(ent_i_clip(key->text)));
    ENT_TRY(pick(f, map, got));
    ent_issue_about *to =
        ENT_PUSH(f->out->arena, &f->out->issue, ent_issue_about);
    if (!to || !ent_i_index_put(f->ctx->temp, &f->ids, key->text, row))
        return ENT_NOMEM_FAIL(f->ctx);
    ENT_TRY(text_of(f, key, "the id of an issue", &to->id));
    if (!ent_i_node_blank(got[0]))
        ENT_TRY(text_of(f, got[0], "a name", &to->name));
    ENT_TRY(read_poles(f, got[1], to));
    return read_terms(f, map, row, got);
}

static ent_err read_file(file *f, ent_str path, ent_str bytes) {
    ent_node *root;
    ENT_TRY(ent_i_tree_read(f->ctx, path, bytes, &root));
    bool map = root->kind == ENT_NODE_MAP && root->n == 1 &&
               ent_i_eqz(root->key[0]->text, "issues") &&
               root->item[0]->kind == ENT_NODE_MAP && root->item[0]->n;
    if (!map)
        return ENT_FAIL_AT(f->ctx, ENT_SYNTAX, root->at,
                           "an issue file has one key, 'issues', with a map of "
                           "ids; see docs/formats/issues.md");
    const ent_node *issues = root->item[0];
    for (uint32_t i = 0; i < issues->n; i++)
        ENT_TRY(read_issue(f, issues->key[i], issues->item[i]));
    return ENT_OK;
}

/* Ids that stand in earlier files are taken. */
static ent_err known_ids(file *f) {
    const ent_issue_about *about = f->out->issue.at;
    for (uint32_t i = 0; i < f->out->issue.n; i++)
        if (!ent_i_index_put(f->ctx->temp, &f->ids, about[i].id, i))
            return ENT_NOMEM_FAIL(f->ctx);
    return ENT_OK;
}

ent_err ent_issues_add(ent_ctx *ctx, ent_issues *issues, ent_str path,
                       ent_str bytes) {
    file f = {.ctx = ctx, .out = issues};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err e = known_ids(&f);
    if (!e)
        e = read_file(&f, path, bytes);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}

ent_err ent_issues_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                        ent_issues **out) {
    *out = NULL;
    ent_arena *arena = ent_arena_new((size_t)64 << 20);
    ent_issues *issues = arena ? ENT_NEW(arena, 1, ent_issues) : NULL;
    if (!issues) {
        ent_arena_free(arena);
        return ENT_NOMEM_FAIL(ctx);
    }
    issues->arena = arena;
    ent_err e = ent_issues_add(ctx, issues, path, bytes);
    if (e) {
        ent_arena_free(arena);
        return e;
    }
    *out = issues;
    return ENT_OK;
}

void ent_issues_free(ent_issues *issues) {
    if (issues)
        ent_arena_free(issues->arena);
}
