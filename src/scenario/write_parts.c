/* write_parts.c - JSON, and the parts of a scenario that several sections
 * have. */
#include "scenario/write.h"

void ent_i_put_raw(ent_writer *w, const char *z) {
    ent_i_buf_put(&w->b, z, strlen(z));
}

/* A comma, unless a bracket has just been opened. */
void ent_i_put_item(ent_writer *w) {
    if (w->b.n && !strchr("{[", w->b.s[w->b.n - 1]))
        ent_i_put_raw(w, ",");
}

void ent_i_put_row(ent_writer *w) {
    ent_i_put_item(w);
    ent_i_put_raw(w, "\n");
}

void ent_i_put_key(ent_writer *w, ent_str name, const char *bracket) {
    ent_i_put_item(w);
    ent_i_buf_json(&w->b, name);
    ent_i_put_raw(w, ":");
    ent_i_put_raw(w, bracket);
}

void ent_i_put_text(ent_writer *w, const char *name, ent_str s) {
    if (!s.s)
        return;
    ent_i_put_key(w, ent_i_str(name), "");
    ent_i_buf_json(&w->b, s);
}

void ent_i_put_number(ent_writer *w, const char *name, double x) {
    ent_i_put_key(w, ent_i_str(name), "");
    ent_i_buf_number(&w->b, x);
}

static void write_refs(ent_writer *w, const ent_ref *ref, size_t n) {
    ent_i_put_key(w, ENT_STR("evidence"), "[");
    for (size_t i = 0; i < n; i++) {
        ent_buf name = {0};
        ent_i_buf_json(&name, ref[i].doc);
        ent_i_put_item(w);
        if (name.n) /* the number goes inside the quotes */
            ent_i_buf_put(&w->b, name.s, name.n - 1);
        ent_i_buf_printf(&w->b, "#%u", ref[i].para);
        if (ref[i].sent)
            ent_i_buf_printf(&w->b, ".%u", ref[i].sent);
        ent_i_put_raw(w, "\"");
        w->b.bad |= name.bad;
        ent_i_buf_free(&name);
    }
    ent_i_put_raw(w, "]");
}

static void pair(ent_buf *b, double x, const char *between, double y) {
    ent_i_buf_number(b, x);
    ent_i_buf_printf(b, "%s", between);
    ent_i_buf_number(b, y);
}

void ent_i_value_put(ent_buf *b, const ent_value *v) {
    switch (v->kind) {
    case ENT_VALUE_BLANK:
        break;
    case ENT_VALUE_FIXED:
        ent_i_buf_number(b, v->best);
        break;
    case ENT_VALUE_INTERVAL:
        ent_i_buf_number(b, v->best);
        ent_i_buf_printf(b, " (");
        pair(b, v->lo, "..", v->hi);
        ent_i_buf_printf(b, ")");
        break;
    case ENT_VALUE_UNIFORM:
        ent_i_buf_printf(b, "uniform(");
        pair(b, v->lo, "..", v->hi);
        ent_i_buf_printf(b, ")");
        break;
    case ENT_VALUE_NORMAL:
        ent_i_buf_printf(b, "normal(");
        pair(b, v->best, "; ", v->hi - v->best);
        ent_i_buf_printf(b, ")");
        break;
    case ENT_VALUE_CHOICE:
        for (size_t i = 0; i < v->n_choices; i++) {
            ent_i_buf_printf(b, "%s", i ? " | " : "choice(");
            ent_i_buf_number(b, v->choice[i]);
        }
        ent_i_buf_printf(b, ")");
        break;
    }
}

/* `sign` stands before the amount of a relative change. */
void ent_i_put_amount(ent_writer *w, ent_str name, const char *sign,
                      const ent_value *v) {
    if (v->kind == ENT_VALUE_BLANK)
        return;
    bool minus = !*sign && v->best < 0 && v->kind <= ENT_VALUE_INTERVAL;
    ent_i_put_key(w, name, "{\"value\":\"");
    ent_i_put_raw(w, w->in_sets && minus ? "=" : sign);
    ent_i_value_put(&w->b, v);
    ent_i_put_raw(w, "\"");
    if (v->n_evidence)
        write_refs(w, v->evidence, v->n_evidence);
    ent_i_put_text(w, "confidence", v->confidence);
    ent_i_put_text(w, "note", v->note);
    ent_i_put_text(w, "coder", v->coder);
    ent_i_put_raw(w, "}");
}

void ent_i_put_value(ent_writer *w, const char *name, uint32_t at) {
    ent_i_put_amount(w, ent_i_str(name), "", &w->s->value[at]);
}

void ent_i_put_grounds(ent_writer *w, const ent_grounds *g) {
    if (g->n_evidence)
        write_refs(w, g->evidence, g->n_evidence);
    ent_i_put_text(w, "confidence", g->confidence);
    ent_i_put_text(w, "note", g->note);
    ent_i_put_text(w, "coder", g->coder);
}

/* ---- lists */

void ent_i_put_issues(ent_writer *w, const char *name, const uint32_t *row,
                      size_t n) {
    if (!n)
        return;
    ent_i_put_key(w, ent_i_str(name), "[");
    for (size_t i = 0; i < n; i++) {
        ent_i_put_item(w);
        ent_i_buf_json(&w->b, w->s->issue[row[i]].id);
    }
    ent_i_put_raw(w, "]");
}

void ent_i_put_actors(ent_writer *w, const char *name, const uint32_t *row,
                      size_t n) {
    if (!n)
        return;
    ent_i_put_key(w, ent_i_str(name), "[");
    for (size_t i = 0; i < n; i++) {
        ent_i_put_item(w);
        ent_i_buf_json(&w->b, w->s->actor[row[i]].id);
    }
    ent_i_put_raw(w, "]");
}

void ent_i_put_texts(ent_writer *w, const char *name, const ent_str *text,
                     size_t n) {
    if (!n)
        return;
    ent_i_put_key(w, ent_i_str(name), "[");
    for (size_t i = 0; i < n; i++) {
        ent_i_put_item(w);
        ent_i_buf_json(&w->b, text[i]);
    }
    ent_i_put_raw(w, "]");
}

/* ---- formulas */

/* The value whose name the formula is: the number that stood in its place. */
static uint32_t stand_in(const ent_scenario *s, const ent_formula *f) {
    ent_str name = f->text;
    if (name.n > 2 && name.s[0] == '`')
        name = (ent_str){name.s + 1, name.n - 2};
    return ent_i_eq(name, f->name) ? ent_scenario_value(s, f->name) : ENT_NONE;
}

void ent_i_put_formula(ent_writer *w, const char *name, uint32_t row) {
    if (row == ENT_NONE)
        return;
    const ent_formula *f = &w->s->formula[row];
    uint32_t value = stand_in(w->s, f);
    if (value != ENT_NONE) {
        ent_i_put_value(w, name, value);
        return;
    }
    ent_buf line = {0}; /* on one line, as places count no more */
    bool gap = false;
    for (size_t i = 0; i < f->text.n; i++) {
        bool space = strchr(" \t\r\n", f->text.s[i]) != NULL;
        if (space && !gap)
            ent_i_buf_put(&line, " ", 1);
        if (!space)
            ent_i_buf_put(&line, &f->text.s[i], 1);
        gap = space;
    }
    ent_i_put_text(w, name, (ent_str){line.s, line.n});
    w->b.bad |= line.bad;
    ent_i_buf_free(&line);
}
