/* evaluation.c - how well was read: a table, JSON, and what got worse. */
#include "view/view.h"
#include <jansson.h>

/* ---- a table */

static void put_percent(ent_buf *b, double x, uint64_t of) {
    if (of)
        ent_i_buf_printf(b, "  %6.1f", 100 * x);
    else
        ent_i_buf_printf(b, "  %6s", "-");
}

static void put_measure(ent_buf *b, const ent_measure *m) {
    bool group = m->group.n;
    ent_str name = group ? m->group : m->name;
    ent_i_buf_printf(
        b, "%-10.*s  %s%-*.*s  %9llu  %5llu  %5llu",
        ENT_P(group ? (ent_str){0} : m->kind), group ? "  " : "",
        group ? 18 : 20, ENT_P(name), (unsigned long long)m->wanted,
        (unsigned long long)m->found, (unsigned long long)m->recalled);
    put_percent(b, m->precision, m->share ? 0 : m->found);
    put_percent(b, m->recall, m->share ? 0 : m->wanted);
    put_percent(b, m->f1, m->wanted + m->found);
    ent_i_buf_put(b, "\n", 1);
}

static void put_place(ent_buf *b, const ent_miss *e) {
    ent_i_buf_printf(b, "%.*s#%u", ENT_P(e->doc), e->in.para);
    if (e->in.sent)
        ent_i_buf_printf(b, ".%u", e->in.sent);
}

static void put_side(ent_buf *b, const char *name, ent_str words, ent_str from,
                     uint32_t line) {
    if (!words.n)
        return;
    ent_i_buf_printf(b, "    %s  ", name);
    ent_i_buf_plain(b, words);
    if (from.n)
        ent_i_buf_printf(b, "  [%.*s", ENT_P(from));
    if (from.n && line)
        ent_i_buf_printf(b, ":%u", line);
    ent_i_buf_printf(b, from.n ? "]\n" : "\n");
}

static void put_error(ent_buf *b, const ent_miss *e) {
    put_place(b, e);
    ent_i_buf_printf(b, " %.*s %s", ENT_P(e->kind),
                     !e->found.n    ? "missed"
                     : !e->wanted.n ? "read for nothing"
                                    : "read otherwise");
    if (e->alike > 1)
        ent_i_buf_printf(b, ", %u alike", e->alike);
    ent_i_buf_put(b, "\n", 1);
    put_side(b, "annotated", e->wanted, ent_i_path_base(e->gold.file),
             e->gold.line);
    put_side(b, "read     ", e->found, e->rule, 0);
}

ent_err ent_evaluation_text(ent_ctx *ctx, const ent_evaluation *v,
                            size_t n_errors, ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(&b,
                     "%-10s  %-20s  annotated   read  right  "
                     "precis.  recall      F1\n",
                     "kind", "compared by");
    for (size_t i = 0; i < v->n_measures; i++)
        put_measure(&b, &v->measure[i]);
    for (size_t i = 0; i < n_errors && i < v->n_misses; i++) {
        ent_i_buf_printf(&b, i ? "" : "\n");
        put_error(&b, &v->miss[i]);
    }
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- JSON */

static void text(ent_buf *b, const char *name, ent_str s) {
    ent_i_view_key(b, name);
    ent_i_buf_json(b, s.n ? s : (ent_str){0});
}

static void share(ent_buf *b, const char *name, double x, uint64_t of) {
    if (of) {
        ent_i_view_real(b, name, x);
        return;
    }
    ent_i_view_key(b, name);
    ent_i_buf_put(b, "null", 4);
}

static void json_measure(ent_buf *b, const ent_measure *m) {
    ent_i_buf_put(b, "{", 1);
    text(b, "kind", m->kind);
    text(b, "measure", m->name);
    text(b, "group", m->group);
    ent_i_view_count(b, "annotated", m->wanted);
    ent_i_view_count(b, "read", m->found);
    ent_i_view_count(b, "recalled", m->recalled);
    ent_i_view_count(b, "right", m->right);
    share(b, "precision", m->precision, m->found);
    share(b, "recall", m->recall, m->wanted);
    share(b, "f1", m->f1, m->wanted + m->found);
    ent_i_buf_put(b, "}", 1);
}

static void json_error(ent_buf *b, const ent_miss *e) {
    ent_i_view_open(b, '{');
    text(b, "kind", e->kind);
    text(b, "doc", e->doc);
    ent_i_view_count(b, "para", e->in.para);
    ent_i_view_count(b, "sent", e->in.sent);
    ent_i_view_count(b, "start", e->in.at.start);
    ent_i_view_count(b, "end", e->in.at.end);
    text(b, "annotated", e->wanted);
    text(b, "file", e->gold.file);
    ent_i_view_count(b, "line", e->gold.line);
    text(b, "read", e->found);
    text(b, "rule", e->rule);
    ent_i_view_count(b, "alike", e->alike);
    ent_i_buf_put(b, "}", 1);
}

ent_err ent_evaluation_json(ent_ctx *ctx, const ent_evaluation *v,
                            size_t n_errors, ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    text(&b, "schema", ENT_STR("entente-evaluation/1"));
    ent_i_view_count(&b, "documents", v->n_docs);
    ent_i_view_key(&b, "measures");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < v->n_measures; i++) {
        ent_i_buf_printf(&b, i ? ",\n" : "");
        json_measure(&b, &v->measure[i]);
    }
    ent_i_buf_printf(&b, "],\n\"n_errors\":%zu", v->n_misses);
    ent_i_view_key(&b, "errors");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < n_errors && i < v->n_misses; i++)
        json_error(&b, &v->miss[i]);
    ent_i_buf_printf(&b, "]}\n");
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- what got worse */

static bool is_text(const json_t *o, const char *key, ent_str s) {
    const json_t *v = json_object_get(o, key);
    if (!json_is_string(v))
        return !s.n;
    return ent_i_eq((ent_str){json_string_value(v), json_string_length(v)}, s);
}

/* Its f1 then; NULL when it was not measured. */
static const json_t *f1_of(const json_t *measures, const ent_measure *m) {
    for (size_t i = 0; i < json_array_size(measures); i++) {
        const json_t *o = json_array_get(measures, i);
        if (is_text(o, "kind", m->kind) && is_text(o, "measure", m->name) &&
            is_text(o, "group", (ent_str){0})) {
            const json_t *f1 = json_object_get(o, "f1");
            return json_is_number(f1) ? f1 : NULL;
        }
    }
    return NULL;
}

static ent_err compare(ent_ctx *ctx, const ent_evaluation *v,
                       const json_t *measures, double allowed, ent_vec *drops,
                       size_t *shared) {
    for (size_t i = 0; i < v->n_measures; i++) {
        const ent_measure *m = &v->measure[i];
        const json_t *f1 = m->group.n ? NULL : f1_of(measures, m);
        if (!f1)
            continue;
        ++*shared;
        if (m->f1 >= json_number_value(f1) - allowed - 1e-9)
            continue;
        ent_drop *d = ENT_PUSH(ctx->keep, drops, ent_drop);
        if (!d)
            return ENT_NOMEM_FAIL(ctx);
        *d = (ent_drop){m, json_number_value(f1)};
    }
    return ENT_OK;
}

ent_err ent_evaluation_drops(ent_ctx *ctx, const ent_evaluation *v,
                             ent_str path, ent_str bytes, double allowed,
                             const ent_drop **out, size_t *n) {
    json_error_t why;
    ent_vec drops = {0};
    size_t shared = 0;
    json_t *root = json_loadb(bytes.s ? bytes.s : "", bytes.n, 0, &why);
    if (!root)
        return ENT_FAIL_AT(
            ctx, ENT_SYNTAX,
            ((ent_place){path, why.line > 0 ? (uint32_t)why.line : 0, 0}),
            "this is no result of `entente evaluate --json`: "
            "%s",
            why.text);
    ent_err e = compare(ctx, v, json_object_get(root, "measures"), allowed,
                        &drops, &shared);
    json_decref(root);
    *out = drops.at;
    *n = drops.n;
    if (e || shared)
        return e;
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){path, 0, 0}),
                       "it has none of the measures taken now; name a result "
                       "of `entente evaluate --json`");
}
