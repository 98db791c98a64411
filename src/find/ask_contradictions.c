/* ask_contradictions.c - where readings give a value numbers that cannot both
 * be right: their intervals do not meet.
 *
 * Two lenses are compared where both leave what is written; a lens and the
 * scenario as written, where the lens leaves it.  Nothing is played. */
#include "find/ask.h"
#include "scenario/scenario.h"
#include <math.h>
#include <stdlib.h>

typedef struct reading {
    ent_str lens; /* "as written" */
    ent_scenario s;
} reading;

typedef struct clash {
    ent_str name;
    const reading *by[2];
    const ent_value *v[2];
    double gap; /* between the intervals */
} clash;

typedef struct clashes {
    ent_asking *a;
    reading *r; /* [n] the first is as written */
    size_t n;
    ent_vec found; /* clash */
} clashes;

/* Ends of the middle 90 %; lo and hi hold them, but for a normal value. */
static void ends(const ent_value *v, double *lo, double *hi) {
    bool normal = v->kind == ENT_VALUE_NORMAL;
    double half = (v->hi - v->best) * ent_i_normal(0.95);
    *lo = normal ? v->best - half : v->lo;
    *hi = normal ? v->best + half : v->hi;
}

static double gap_of(const ent_value *a, const ent_value *b) {
    double lo[2], hi[2];
    ends(a, &lo[0], &hi[0]);
    ends(b, &lo[1], &hi[1]);
    return fmax(lo[1] - hi[0], lo[0] - hi[1]);
}

static bool same(const ent_value *a, const ent_value *b) {
    return a->kind == b->kind && a->best == b->best && a->lo == b->lo &&
           a->hi == b->hi;
}

static ent_err compare(clashes *c, const reading *x, const reading *y,
                       const ent_value *v, const ent_value *w) {
    double gap = gap_of(v, w);
    if (v->kind == ENT_VALUE_BLANK || w->kind == ENT_VALUE_BLANK ||
        !(gap > 1e-9))
        return ENT_OK;
    clash *to = ENT_PUSH(c->a->ctx->keep, &c->found, clash);
    if (!to)
        return ENT_NOMEM_FAIL(c->a->ctx);
    *to = (clash){v->name, {x, y}, {v, w}, gap};
    return ENT_OK;
}

/* Does reading i say of this row what the scenario as written does not? */
static bool leaves(const clashes *c, size_t i, uint32_t row) {
    const ent_value *base = &c->r[0].s.value[row], *v = &c->r[i].s.value[row];
    if (!v->name.s)
        return false;
    return i == 0 || !base->name.s || !same(v, base);
}

/* Rows of values keep their numbers through every lens. */
static ent_err compare_row(clashes *c, uint32_t row) {
    for (size_t i = 0; i < c->n; i++) {
        const ent_value *v = &c->r[i].s.value[row];
        if (!leaves(c, i, row) || ent_i_starts(v->name, "lens."))
            continue;
        for (size_t k = i + 1; k < c->n; k++)
            if (leaves(c, k, row))
                ENT_TRY(
                    compare(c, &c->r[i], &c->r[k], v, &c->r[k].s.value[row]));
    }
    return ENT_OK;
}

static ent_err look_through(clashes *c) {
    const ent_scenario *s = c->a->s;
    c->n = s->n_lenses + 1;
    c->r = ENT_NEW(c->a->ctx->keep, c->n, reading);
    if (!c->r)
        return ENT_NOMEM_FAIL(c->a->ctx);
    for (size_t i = 0; i < c->n; i++) {
        ent_str id = i ? s->lens[i - 1].id : (ent_str){0};
        ENT_TRY(ent_scenario_focus(c->a->ctx, s, id, &c->r[i].s));
        c->r[i].lens = i ? id : ENT_STR("as written");
    }
    for (uint32_t row = 0; row < s->n_values; row++)
        ENT_TRY(compare_row(c, row));
    return ENT_OK;
}

static int by_gap(const void *pa, const void *pb) {
    const clash *a = pa, *b = pb;
    if (a->gap != b->gap)
        return a->gap > b->gap ? -1 : 1;
    int names = ent_i_cmp(a->name, b->name);
    return names ? names : ent_i_cmp(a->by[1]->lens, b->by[1]->lens);
}

/* ---- telling */

static ent_str value_text(ent_asking *a, const ent_value *v) {
    ent_buf b = {0};
    ent_i_value_put(&b, v);
    ent_str out = ent_i_dup(a->ctx->keep, (ent_str){b.s, b.n});
    a->bad |= b.bad || !out.s;
    ent_i_buf_free(&b);
    return out;
}

/* "001#7 002#3.1", under the short names of documents. */
static ent_str refs_text(ent_asking *a, const ent_value *v) {
    ent_str out = ENT_STR("");
    for (size_t i = 0; i < v->n_evidence; i++) {
        const ent_ref *r = &v->evidence[i];
        ent_str doc = ent_i_ref_alias(a->s, r->doc);
        doc = doc.n ? doc : r->doc;
        out = ent_i_printf(a->ctx->keep, "%.*s%s%.*s#%u", ENT_P(out),
                           out.n ? " " : "", ENT_P(doc), r->para);
        if (r->sent)
            out = ent_i_printf(a->ctx->keep, "%.*s.%u", ENT_P(out), r->sent);
    }
    a->bad |= !out.s;
    return out;
}

static void put_clash(ent_asking *a, const clash *c) {
    ent_i_ask_text(a, c->name);
    for (int k = 0; k < 2; k++) {
        ent_i_ask_text(a, c->by[k]->lens);
        ent_i_ask_text(a, value_text(a, c->v[k]));
        ent_i_ask_text(a, refs_text(a, c->v[k]));
    }
    ent_i_ask_number(a, c->gap);
}

static void say(ent_asking *a, const clashes *c) {
    const clash *all = c->found.at;
    if (!c->found.n) {
        ent_i_ask_say(a,
                      "No two of the %zu readings contradict each other: "
                      "wherever they differ, their intervals meet.",
                      c->n);
        return;
    }
    ent_i_ask_say(a,
                  "The readings contradict each other in %zu place%s. Farthest "
                  "apart: %.*s, %.*s (%.*s) against %.*s (%.*s), %.3g between "
                  "their intervals.",
                  c->found.n, c->found.n == 1 ? "" : "s", ENT_P(all->name),
                  ENT_P(value_text(a, all->v[0])), ENT_P(all->by[0]->lens),
                  ENT_P(value_text(a, all->v[1])), ENT_P(all->by[1]->lens),
                  all->gap);
}

ent_err ent_i_ask_contradictions(ent_asking *a) {
    static const char *const column[] = {"value",      "reading",       "says",
                                         "references", "other reading", "says",
                                         "references", "apart by"};
    clashes c = {.a = a};
    if (a->n_words)
        return ent_i_ask_fail(a, "contradictions takes no words",
                              "contradictions");
    ENT_TRY(look_through(&c));
    if (c.found.n)
        qsort(c.found.at, c.found.n, sizeof(clash), by_gap);
    ent_i_ask_table(a, "Readings that cannot both be right", column, 8);
    for (size_t i = 0; i < c.found.n; i++)
        put_clash(a, (clash *)c.found.at + i);
    say(a, &c);
    return ENT_OK;
}
