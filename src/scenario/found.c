/* found.c - mistakes are collected, not only the first is told; and the
 * checks of single nodes that every section needs. */
#include "scenario/scenario.h"
#include <stdio.h>

/* Control characters of a hostile file must not reach a terminal. */
static void scrub(ent_str s) {
    char *c = (char *)(uintptr_t)s.s;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)c[i] < 0x20 || c[i] == 0x7F)
            c[i] = ' ';
}

ent_str ent_i_clip(ent_str s) {
    if (s.n <= 60)
        return s;
    s.n = 60;
    while (s.n && ((unsigned char)s.s[s.n] & 0xC0) == 0x80)
        s.n--;
    return s;
}

static ent_err store(ent_reader *r, ent_err err, ent_place at, ent_str why) {
    ent_finding *f = ENT_PUSH(r->ctx->keep, &r->found, ent_finding);
    if (!f || !why.s)
        return ENT_NOMEM_FAIL(r->ctx);
    scrub(why);
    *f = (ent_finding){err, at, why};
    return ENT_OK;
}

ent_err ent_i_find(ent_reader *r, ent_err err, ent_place at, const char *fmt,
                   ...) {
    char why[512];
    va_list ap;
    if (!err && ++r->n_warnings > ENT_WARNINGS_MAX)
        return ENT_OK;
    if (err && ++r->n_errors > ENT_ERRORS_MAX) {
        ENT_TRY(store(r, ENT_LIMIT, (ent_place){.file = r->s.path},
                      ENT_STR("more errors than can be listed; mend these "
                              "first")));
        return ENT_FAIL(r->ctx, ENT_LIMIT, "too many errors");
    }
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    ent_str text = ent_i_str(why);
    text.n = ent_i_utf8_bad(text) < text.n ? ent_i_utf8_bad(text) : text.n;
    return store(r, err, at, ent_i_dup(r->ctx->keep, text));
}

ent_err ent_i_find_fail_at(ent_reader *r, ent_err err, ent_place at) {
    const ent_ctx *c = r->ctx;
    char why[sizeof c->fail.why];
    if (err == ENT_NOMEM || err == ENT_CANCELLED || err == ENT_INTERNAL)
        return err;
    memcpy(why, c->fail.why, sizeof why);
    return ent_i_find(r, err, at, "%s", why);
}

ent_err ent_i_find_fail(ent_reader *r, ent_err err) {
    const ent_ctx *c = r->ctx;
    ent_str file = ent_i_dup(c->keep, ent_i_str(c->fail.file));
    if (!file.s)
        return ENT_NOMEM_FAIL(r->ctx);
    return ent_i_find_fail_at(r, err,
                              (ent_place){file, c->fail.line, c->fail.column});
}

static int compare(const ent_finding *a, const ent_finding *b, ent_str main) {
    bool a_main = ent_i_eq(a->at.file, main),
         b_main = ent_i_eq(b->at.file, main);
    if (a_main != b_main)
        return a_main ? -1 : 1;
    int c = ent_i_cmp(a->at.file, b->at.file);
    if (!c)
        c = (a->at.line > b->at.line) - (a->at.line < b->at.line);
    if (!c)
        c = (a->at.column > b->at.column) - (a->at.column < b->at.column);
    return c;
}

/* By insertion: stable, and there are at most a few hundred. */
void ent_i_find_sort(ent_finding *f, size_t n, ent_str main_file) {
    for (size_t i = 1; i < n; i++) {
        ent_finding x = f[i];
        size_t j = i;
        for (; j && compare(&f[j - 1], &x, main_file) > 0; j--)
            f[j] = f[j - 1];
        f[j] = x;
    }
}

static bool listed(const char *const *list, ent_str name, size_t *at) {
    for (*at = 0; list[*at]; (*at)++)
        if (ent_i_eqz(name, list[*at]))
            return true;
    return false;
}

enum { KEYS_MAX = 40 }; /* that one map can know */

static ent_err unknown_key(ent_reader *r, const ent_node *key, const char *what,
                           const char *const *known) {
    ent_str names[KEYS_MAX], all = {0};
    size_t n = 0;
    ent_str name = ent_i_clip(key->text);
    for (; known[n] && n < KEYS_MAX; n++) {
        names[n] = ent_i_str(known[n]);
        all = ent_i_printf(r->ctx->temp, "%.*s%s%s", ENT_P(all), n ? ", " : "",
                           known[n]);
    }
    const char *hint = ent_i_hint(r->ctx->temp, key->text, names, n);
    return *hint ? ent_i_find(r, ENT_NAME, key->at, "%s has no key '%.*s'%s",
                              what, ENT_P(name), hint)
                 : ent_i_find(r, ENT_NAME, key->at,
                              "%s has no key '%.*s'; its keys are %.*s", what,
                              ENT_P(name), ENT_P(all));
}

ent_err ent_i_keys(ent_reader *r, const ent_node *map, const char *what,
                   const char *const *known, const ent_node **out) {
    bool is_map;
    size_t at;
    for (size_t i = 0; known[i]; i++)
        out[i] = NULL;
    ENT_TRY(ent_i_is_kind(r, map, ENT_NODE_MAP, what, &is_map));
    for (uint32_t i = 0; is_map && i < map->n; i++) {
        if (listed(known, map->key[i]->text, &at))
            out[at] = map->item[i];
        else
            ENT_TRY(unknown_key(r, map->key[i], what, known));
    }
    return ENT_OK;
}

ent_err ent_i_text(ent_reader *r, const ent_node *node, const char *what,
                   ent_str *out) {
    *out = (ent_str){0};
    if (ent_i_node_blank(node))
        return ENT_OK;
    if (node->kind != ENT_NODE_SCALAR)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "%s is one text, not a list or a map", what);
    *out = node->text;
    return ENT_OK;
}

ent_err ent_i_is_kind(ent_reader *r, const ent_node *node, ent_node_kind kind,
                      const char *what, bool *out) {
    *out = !ent_i_node_blank(node) && node->kind == kind;
    if (*out || ent_i_node_blank(node))
        return ENT_OK;
    return ent_i_find(r, ENT_SYNTAX, node->at,
                      kind == ENT_NODE_MAP
                          ? "%s is written as a map, `name: value`"
                          : "%s is written as a list, `- item` or [item]",
                      what);
}
