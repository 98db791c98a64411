/* across.c - events and statements of many texts: as text, CSV and JSON.
 *
 * What both have in common is written once; a kind says how one report
 * looks. */
#include "view/view.h"

/* How one kind of evidence is written. */
typedef struct kind {
    const char *name, *plural, *schema;
    const char *head; /* of the CSV's own columns */
    const void *rows;
    ent_str (*doc)(const void *rows, size_t i);
    ent_locus (*in)(const void *rows, size_t i);
    void (*text)(ent_buf *b, const void *rows, size_t i);
    void (*sum_up)(ent_buf *b, const void *rows, size_t i);
    void (*csv)(ent_buf *b, const void *rows, size_t i);
    void (*json)(ent_buf *b, const void *rows, size_t i);
} kind;

/* ---- pieces */

static void csv(ent_buf *b, ent_str s) {
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_csv(b, s);
}

static void csv_flag(ent_buf *b, int x) {
    ent_i_buf_printf(b, ",%d", x != 0);
}

static void text(ent_buf *b, const char *name, ent_str s) {
    ent_i_view_key(b, name);
    ent_i_buf_json(b, s.n ? s : (ent_str){0});
}

static void truth(ent_buf *b, const char *name, int x) {
    ent_i_view_key(b, name);
    ent_i_buf_printf(b, "%s", x ? "true" : "false");
}

static void codes(ent_buf *b, const char *name, ent_str joined) {
    ent_i_view_key(b, name);
    ent_i_view_open(b, '[');
    while (joined.n)
        ent_i_view_item(b, ent_i_cut(&joined, '|'));
    ent_i_buf_put(b, "]", 1);
}

static void mark(ent_buf *b, int set, const char *word) {
    if (set)
        ent_i_buf_printf(b, " %s", word);
}

static void quoted(ent_buf *b, ent_str s) {
    ent_i_buf_printf(b, "\"");
    ent_i_buf_plain(b, s);
    ent_i_buf_printf(b, "\"");
}

static ent_str or_dash(ent_str s) {
    return s.n ? s : ENT_STR("-");
}

/* ---- events */

static const ent_event_row *event(const void *rows, size_t i) {
    return (const ent_event_row *)rows + i;
}

static ent_str event_doc(const void *rows, size_t i) {
    return event(rows, i)->doc;
}

static ent_locus event_in(const void *rows, size_t i) {
    return event(rows, i)->event.in;
}

static void event_sum_up(ent_buf *b, const void *rows, size_t i) {
    const ent_event *v = &event(rows, i)->event;
    ent_i_buf_printf(b, "%.*s %.*s %.*s", ENT_P(or_dash(v->source)),
                     ENT_P(v->category), ENT_P(or_dash(v->target)));
    mark(b, v->negated, "not");
    if (!ent_i_eqz(v->factuality, "factual"))
        ent_i_buf_printf(b, " %.*s", ENT_P(v->factuality));
}

static void event_text(ent_buf *b, const void *rows, size_t i) {
    const ent_event_row *r = event(rows, i);
    quoted(b, r->quote);
    if (r->event.reporter.n)
        ent_i_buf_printf(b, " says %.*s", ENT_P(r->event.reporter));
    mark(b, r->event.hedged, "hedged");
    if (r->event.date.n)
        ent_i_buf_printf(b, " %.*s", ENT_P(r->event.date));
    ent_i_buf_printf(b, "\n      ");
    ent_i_buf_plain(b, r->text);
}

static void event_csv(ent_buf *b, const void *rows, size_t i) {
    const ent_event_row *r = event(rows, i);
    const ent_event *v = &r->event;
    csv(b, v->source);
    csv(b, v->category);
    csv(b, v->cameo);
    csv(b, v->target);
    csv(b, r->quote);
    csv(b, v->negated ? ENT_STR("neg") : ENT_STR("pos"));
    csv(b, v->factuality);
    csv_flag(b, v->hedged);
    csv_flag(b, v->reciprocal);
    csv_flag(b, v->core);
    csv_flag(b, v->background);
    csv(b, v->reporter);
    csv(b, v->date);
    csv(b, v->basis);
    csv(b, r->published);
    csv(b, v->rule);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_number(b, v->confidence);
    csv(b, r->text);
}

static void event_json(ent_buf *b, const void *rows, size_t i) {
    const ent_event_row *r = event(rows, i);
    const ent_event *v = &r->event;
    codes(b, "source", v->source);
    text(b, "category", v->category);
    text(b, "cameo", v->cameo);
    codes(b, "target", v->target);
    text(b, "trigger", r->quote);
    text(b, "polarity", v->negated ? ENT_STR("neg") : ENT_STR("pos"));
    text(b, "factuality", v->factuality);
    truth(b, "hedged", v->hedged);
    truth(b, "reciprocal", v->reciprocal);
    truth(b, "core", v->core);
    truth(b, "background", v->background);
    text(b, "reporter", v->reporter);
    text(b, "date", v->date);
    text(b, "basis", v->basis);
    text(b, "published", r->published);
    text(b, "rule", v->rule);
    ent_i_view_real(b, "confidence", v->confidence);
    text(b, "text", r->text);
}

static kind events_of(const ent_event_row *row) {
    return (kind){.name = "event",
                  .plural = "events",
                  .schema = "entente-events/1",
                  .head = "source,category,cameo,target,trigger,polarity,"
                          "factuality,hedged,reciprocal,core,background,"
                          "reporter,date,basis,published,rule,confidence,text",
                  .rows = row,
                  .doc = event_doc,
                  .in = event_in,
                  .text = event_text,
                  .sum_up = event_sum_up,
                  .csv = event_csv,
                  .json = event_json};
}

/* ---- statements */

static const ent_statement_row *statement(const void *rows, size_t i) {
    return (const ent_statement_row *)rows + i;
}

static ent_str statement_doc(const void *rows, size_t i) {
    return statement(rows, i)->doc;
}

static ent_locus statement_in(const void *rows, size_t i) {
    return statement(rows, i)->statement.in;
}

static void statement_sum_up(ent_buf *b, const void *rows, size_t i) {
    const ent_statement *v = &statement(rows, i)->statement;
    ent_i_buf_printf(b, "%.*s", ENT_P(or_dash(v->speaker)));
    if (v->addressee.n)
        ent_i_buf_printf(b, " to %.*s", ENT_P(v->addressee));
    if (v->issue.n)
        ent_i_buf_printf(b, " on %.*s %s", ENT_P(v->issue),
                         v->stance > 0   ? "+"
                         : v->stance < 0 ? "-"
                                         : "0");
    mark(b, v->negated, "not");
}

static void statement_text(ent_buf *b, const void *rows, size_t i) {
    const ent_statement_row *r = statement(rows, i);
    quoted(b, r->quote);
    ent_i_buf_printf(b, " %.*s", ENT_P(r->statement.mode));
    if (r->statement.medium.n)
        ent_i_buf_printf(b, " to %.*s", ENT_P(r->statement.medium));
    mark(b, r->statement.hedged, "hedged");
    ent_i_buf_printf(b, "\n      ");
    ent_i_buf_plain(b, r->content.n ? r->content : r->text);
}

static void statement_csv(ent_buf *b, const void *rows, size_t i) {
    const ent_statement_row *r = statement(rows, i);
    const ent_statement *v = &r->statement;
    csv(b, v->speaker);
    csv(b, v->addressee);
    csv(b, v->medium);
    csv(b, v->mode);
    csv(b, r->quote);
    csv(b, r->content);
    csv(b, v->issue);
    ent_i_buf_printf(b, ",%d", v->stance);
    csv(b, v->negated ? ENT_STR("neg") : ENT_STR("pos"));
    csv_flag(b, v->hedged);
    csv(b, v->date);
    csv(b, r->published);
    csv(b, v->rule);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_number(b, v->confidence);
    csv(b, r->text);
}

static void statement_json(ent_buf *b, const void *rows, size_t i) {
    const ent_statement_row *r = statement(rows, i);
    const ent_statement *v = &r->statement;
    codes(b, "speaker", v->speaker);
    codes(b, "addressee", v->addressee);
    text(b, "medium", v->medium);
    text(b, "mode", v->mode);
    text(b, "cue", r->quote);
    text(b, "content", r->content);
    text(b, "issue", v->issue);
    ent_i_view_real(b, "stance", v->stance);
    text(b, "polarity", v->negated ? ENT_STR("neg") : ENT_STR("pos"));
    truth(b, "hedged", v->hedged);
    text(b, "date", v->date);
    text(b, "published", r->published);
    text(b, "rule", v->rule);
    ent_i_view_real(b, "confidence", v->confidence);
    text(b, "text", r->text);
}

static kind statements_of(const ent_statement_row *row) {
    return (kind){.name = "statement",
                  .plural = "statements",
                  .schema = "entente-statements/1",
                  .head = "speaker,addressee,medium,mode,cue,content,issue,"
                          "stance,polarity,hedged,date,published,rule,"
                          "confidence,text",
                  .rows = row,
                  .doc = statement_doc,
                  .in = statement_in,
                  .text = statement_text,
                  .sum_up = statement_sum_up,
                  .csv = statement_csv,
                  .json = statement_json};
}

/* ---- what both have in common */

/* The contradictions of one group stand side by side, by its rows; those in
 * which it is the second come by a table from group to contradictions. */
typedef struct sheet {
    const kind *k;
    const ent_across *a;
    ent_buf *b;
    size_t *first; /* [n_groups + 1] into `of` */
    size_t *of;    /* [2 n_contradictions] */
} sheet;

static size_t group_a(const sheet *t, size_t i) {
    return t->a->group_of[t->a->contradiction[i].a];
}

static size_t group_b(const sheet *t, size_t i) {
    return t->a->group_of[t->a->contradiction[i].b];
}

static ent_err index_contradictions(ent_ctx *ctx, sheet *t) {
    const ent_across *a = t->a;
    t->first = ENT_NEW(ctx->temp, a->n_groups + 2, size_t);
    t->of = ENT_NEW(ctx->temp, 2 * a->n_contradictions, size_t);
    if (!t->first || !t->of)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < a->n_contradictions; i++) {
        t->first[group_a(t, i) + 2]++;
        if (group_b(t, i) != group_a(t, i))
            t->first[group_b(t, i) + 2]++;
    }
    for (size_t g = 2; g < a->n_groups + 2; g++)
        t->first[g] += t->first[g - 1];
    for (size_t i = 0; i < a->n_contradictions; i++) {
        t->of[t->first[group_a(t, i) + 1]++] = i;
        if (group_b(t, i) != group_a(t, i))
            t->of[t->first[group_b(t, i) + 1]++] = i;
    }
    return ENT_OK;
}

static void put_ref(const sheet *t, size_t row) {
    ent_locus in = t->k->in(t->k->rows, row);
    ent_i_buf_printf(t->b, "%.*s#%u.%u", ENT_P(t->k->doc(t->k->rows, row)),
                     in.para, in.sent);
}

static void put_contradiction(const sheet *t, const ent_contradiction *c,
                              size_t group) {
    size_t a = t->a->group_of[c->a], b = t->a->group_of[c->b];
    ent_i_buf_printf(t->b, "    contradicted (%.*s", ENT_P(c->kind));
    if (c->what.n)
        ent_i_buf_printf(t->b, ": %.*s", ENT_P(c->what));
    ent_i_buf_printf(t->b, ")");
    if (a != b)
        ent_i_buf_printf(t->b, " by %zu", (a == group ? b : a) + 1);
    ent_i_buf_printf(t->b, ": ");
    put_ref(t, a == group ? c->a : c->b);
    ent_i_buf_printf(t->b, " and ");
    put_ref(t, a == group ? c->b : c->a);
    ent_i_buf_put(t->b, "\n", 1);
}

static void put_days(ent_buf *b, const ent_reported *g) {
    ent_str last = ent_i_eq(g->first, g->last) ? (ent_str){0} : g->last;
    ent_i_buf_printf(b, "%.*s%s%.*s", ENT_P(or_dash(g->first)),
                     last.n ? "/" : "", ENT_P(last));
}

static void put_group(const sheet *t, size_t i) {
    const ent_reported *g = &t->a->group[i];
    ent_i_buf_printf(t->b, "%zu  ", i + 1);
    put_days(t->b, g);
    ent_i_buf_printf(t->b, "  ");
    t->k->sum_up(t->b, t->k->rows, g->report[0]);
    if (g->n_reports > 1)
        ent_i_buf_printf(t->b, "  (%zu reports in %zu document%s)",
                         g->n_reports, g->n_docs, g->n_docs > 1 ? "s" : "");
    ent_i_buf_put(t->b, "\n", 1);
    for (size_t k = 0; k < g->n_reports; k++) {
        ent_i_buf_printf(t->b, "    ");
        put_ref(t, g->report[k]);
        ent_i_buf_printf(t->b, "  ");
        t->k->text(t->b, t->k->rows, g->report[k]);
        ent_i_buf_put(t->b, "\n", 1);
    }
    for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
        put_contradiction(t, &t->a->contradiction[t->of[k]], i);
}

static void csv_contradicts(const sheet *t, size_t group) {
    const char *space = "";
    ent_i_buf_put(t->b, ",", 1);
    for (size_t k = t->first[group]; k < t->first[group + 1]; k++) {
        size_t i = t->of[k];
        size_t other = group_a(t, i) == group ? group_b(t, i) : group_a(t, i);
        ent_i_buf_printf(t->b, "%s%zu", space, other + 1);
        space = " ";
    }
}

static void csv_group(const sheet *t, size_t i) {
    const ent_reported *g = &t->a->group[i];
    for (size_t k = 0; k < g->n_reports; k++) {
        size_t row = g->report[k];
        ent_locus in = t->k->in(t->k->rows, row);
        ent_i_buf_printf(t->b, "%zu", i + 1);
        csv(t->b, g->first);
        csv(t->b, g->last);
        csv_contradicts(t, i);
        csv(t->b, t->k->doc(t->k->rows, row));
        ent_i_buf_printf(t->b, ",%u,%u,%u,%u", in.para, in.sent, in.at.start,
                         in.at.end);
        t->k->csv(t->b, t->k->rows, row);
        ent_i_buf_put(t->b, "\r\n", 2);
    }
}

static void json_place(const sheet *t, size_t row) {
    ent_locus in = t->k->in(t->k->rows, row);
    text(t->b, "doc", t->k->doc(t->k->rows, row));
    ent_i_view_count(t->b, "para", in.para);
    ent_i_view_count(t->b, "sent", in.sent);
    ent_i_view_count(t->b, "start", in.at.start);
    ent_i_view_count(t->b, "end", in.at.end);
}

static void json_group(const sheet *t, size_t i) {
    const ent_reported *g = &t->a->group[i];
    ent_i_buf_printf(t->b, i ? ",\n{" : "{");
    ent_i_view_count(t->b, t->k->name, i + 1);
    text(t->b, "first", g->first);
    text(t->b, "last", g->last);
    ent_i_view_count(t->b, "documents", g->n_docs);
    ent_i_view_key(t->b, "reports");
    ent_i_view_open(t->b, '[');
    for (size_t k = 0; k < g->n_reports; k++) {
        ent_i_view_open(t->b, '{');
        json_place(t, g->report[k]);
        t->k->json(t->b, t->k->rows, g->report[k]);
        ent_i_buf_put(t->b, "}", 1);
    }
    ent_i_buf_printf(t->b, "]}");
}

static void json_side(const sheet *t, const char *name, size_t row) {
    ent_i_view_key(t->b, name);
    ent_i_view_open(t->b, '{');
    ent_i_view_count(t->b, t->k->name, t->a->group_of[row] + 1);
    json_place(t, row);
    ent_i_buf_put(t->b, "}", 1);
}

static void json_contradiction(const sheet *t, const ent_contradiction *c) {
    ent_i_view_open(t->b, '{');
    text(t->b, "kind", c->kind);
    text(t->b, "what", c->what);
    json_side(t, "a", c->a);
    json_side(t, "b", c->b);
    ent_i_buf_put(t->b, "}", 1);
}

static ent_err write_with(ent_ctx *ctx, const kind *k, const ent_across *a,
                          void (*put)(const sheet *t, size_t i), ent_sink out) {
    ent_buf b = {0};
    sheet t = {.k = k, .a = a, .b = &b};
    ent_mark at = ent_i_arena_mark(ctx->temp);
    bool json = put == json_group;
    ENT_TRY(index_contradictions(ctx, &t));
    if (put == csv_group)
        ent_i_buf_printf(&b,
                         "%s,first,last,contradicts,doc,para,sent,start,end,"
                         "%s\r\n",
                         k->name, k->head);
    if (json)
        ent_i_buf_printf(&b, "{\"schema\":\"%s\",\"%s\":[", k->schema,
                         k->plural);
    for (size_t i = 0; i < a->n_groups; i++)
        put(&t, i);
    if (json)
        ent_i_buf_printf(&b, "],\n\"contradictions\":[");
    for (size_t i = 0; json && i < a->n_contradictions; i++)
        json_contradiction(&t, &a->contradiction[i]);
    if (json)
        ent_i_buf_printf(&b, "]}\n");
    ent_i_arena_release(ctx->temp, at);
    return ent_i_view_flush(ctx, &b, out);
}

ent_err ent_events_text(ent_ctx *ctx, const ent_event_row *row,
                        const ent_across *a, ent_sink out) {
    kind k = events_of(row);
    return write_with(ctx, &k, a, put_group, out);
}

ent_err ent_events_csv(ent_ctx *ctx, const ent_event_row *row,
                       const ent_across *a, ent_sink out) {
    kind k = events_of(row);
    return write_with(ctx, &k, a, csv_group, out);
}

ent_err ent_events_json(ent_ctx *ctx, const ent_event_row *row,
                        const ent_across *a, ent_sink out) {
    kind k = events_of(row);
    return write_with(ctx, &k, a, json_group, out);
}

ent_err ent_statements_text(ent_ctx *ctx, const ent_statement_row *row,
                            const ent_across *a, ent_sink out) {
    kind k = statements_of(row);
    return write_with(ctx, &k, a, put_group, out);
}

ent_err ent_statements_csv(ent_ctx *ctx, const ent_statement_row *row,
                           const ent_across *a, ent_sink out) {
    kind k = statements_of(row);
    return write_with(ctx, &k, a, csv_group, out);
}

ent_err ent_statements_json(ent_ctx *ctx, const ent_statement_row *row,
                            const ent_across *a, ent_sink out) {
    kind k = statements_of(row);
    return write_with(ctx, &k, a, json_group, out);
}
