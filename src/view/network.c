/* network.c - discourse networks as CSV, JSON and GraphML. */
#include "view/view.h"

static const char *const kind_name[] = {
#define ENT_X(name, text) text,
    ENT_NETWORK_LIST(ENT_X)
#undef ENT_X
};
static const char *const norm_name[] = {
#define ENT_X(name, text) text,
    ENT_NORM_LIST(ENT_X)
#undef ENT_X
};
static const char *const once_name[] = {
#define ENT_X(name, text) text,
    ENT_ONCE_LIST(ENT_X)
#undef ENT_X
};

const char *ent_network_text(ent_network_kind kind) {
    return (unsigned)kind < ENT_NETWORK_KINDS ? kind_name[kind] : "?";
}

const char *ent_norm_text(ent_norm norm) {
    return (unsigned)norm < ENT_NORMS ? norm_name[norm] : "?";
}

const char *ent_once_text(ent_once once) {
    return (unsigned)once < ENT_ONCES ? once_name[once] : "?";
}

static bool is_table(const ent_network_plan *plan) {
    return plan->kind == ENT_NETWORK_TABLE;
}

static const ent_str *nodes_of(const ent_network_plan *plan,
                               const ent_networks *w) {
    return plan->of_issues ? w->issue : w->actor;
}

/* ---- CSV */

static void csv_window(ent_buf *b, const ent_network *x) {
    ent_i_buf_csv(b, x->first);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_csv(b, x->last);
}

static void csv_pair(ent_buf *b, ent_str from, ent_str to) {
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_csv(b, from);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_csv(b, to);
}

static void csv_cells(ent_buf *b, const ent_networks *w, const ent_network *x) {
    for (size_t i = 0; i < x->n_cells; i++) {
        const ent_network_cell *c = &x->cell[i];
        csv_window(b, x);
        csv_pair(b, w->actor[c->actor], w->issue[c->issue]);
        ent_i_buf_printf(b, ",%u,%u,%u\r\n", c->against, c->neutral, c->favour);
    }
}

static void csv_edges(ent_buf *b, const ent_str *node, const ent_network *x) {
    for (size_t i = 0; i < x->n_edges; i++) {
        csv_window(b, x);
        csv_pair(b, node[x->edge[i].a], node[x->edge[i].b]);
        ent_i_buf_put(b, ",", 1);
        ent_i_buf_number(b, x->edge[i].weight);
        ent_i_buf_put(b, "\r\n", 2);
    }
}

ent_err ent_networks_csv(ent_ctx *ctx, const ent_network_plan *plan,
                         const ent_networks *w, ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, is_table(plan)
                             ? "first,last,actor,issue,against,neutral,favour"
                               "\r\n"
                             : "first,last,a,b,weight\r\n");
    for (size_t i = 0; i < w->n; i++)
        if (is_table(plan))
            csv_cells(&b, w, &w->network[i]);
        else
            csv_edges(&b, nodes_of(plan, w), &w->network[i]);
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- JSON */

static void json_date(ent_buf *b, const char *name, ent_str s) {
    ent_i_view_key(b, name);
    ent_i_buf_json(b, s.n ? s : (ent_str){0});
}

static void json_cells(ent_buf *b, const ent_networks *w,
                       const ent_network *x) {
    ent_i_view_key(b, "cells");
    ent_i_view_open(b, '[');
    for (size_t i = 0; i < x->n_cells; i++) {
        const ent_network_cell *c = &x->cell[i];
        ent_i_view_open(b, '{');
        ent_i_view_text(b, "actor", w->actor[c->actor]);
        ent_i_view_text(b, "issue", w->issue[c->issue]);
        ent_i_view_count(b, "against", c->against);
        ent_i_view_count(b, "neutral", c->neutral);
        ent_i_view_count(b, "favour", c->favour);
        ent_i_buf_put(b, "}", 1);
    }
    ent_i_buf_put(b, "]", 1);
}

static void json_edges(ent_buf *b, const ent_str *node, const ent_network *x) {
    ent_i_view_key(b, "edges");
    ent_i_view_open(b, '[');
    for (size_t i = 0; i < x->n_edges; i++) {
        ent_i_view_open(b, '{');
        ent_i_view_text(b, "a", node[x->edge[i].a]);
        ent_i_view_text(b, "b", node[x->edge[i].b]);
        ent_i_view_real(b, "weight", x->edge[i].weight);
        ent_i_buf_put(b, "}", 1);
    }
    ent_i_buf_put(b, "]", 1);
}

static void json_network(ent_buf *b, const ent_network_plan *plan,
                         const ent_networks *w, const ent_network *x) {
    ent_i_view_open(b, '{');
    json_date(b, "first", x->first);
    json_date(b, "last", x->last);
    ent_i_view_count(b, "statements", x->n_statements);
    json_cells(b, w, x);
    if (!is_table(plan))
        json_edges(b, nodes_of(plan, w), x);
    ent_i_buf_put(b, "}", 1);
}

ent_err ent_networks_json(ent_ctx *ctx, const ent_network_plan *plan,
                          const ent_networks *w, ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    ent_i_view_text(&b, "schema", ENT_STR("entente-network/1"));
    ent_i_view_text(&b, "kind", ent_i_str(ent_network_text(plan->kind)));
    ent_i_view_text(&b, "level",
                    plan->by_code ? ENT_STR("actor") : ENT_STR("state"));
    ent_i_view_text(&b, "of",
                    plan->of_issues ? ENT_STR("issue") : ENT_STR("actor"));
    ent_i_view_text(&b, "norm", ent_i_str(ent_norm_text(plan->norm)));
    ent_i_view_text(&b, "once", ent_i_str(ent_once_text(plan->once)));
    ent_i_view_count(&b, "undated", w->n_undated);
    ent_i_view_texts(&b, "actors", w->actor, w->n_actors);
    ent_i_view_texts(&b, "issues", w->issue, w->n_issues);
    ent_i_view_key(&b, "networks");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < w->n; i++)
        json_network(&b, plan, w, &w->network[i]);
    ent_i_buf_printf(&b, "]}\n");
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- GraphML */

/* Text in XML: marks escaped, what XML 1.0 has no place for replaced. */
static void xml(ent_buf *b, ent_str s) {
    for (size_t i = 0, at = 0; (at = i) < s.n;) {
        int32_t c = ent_i_utf8_next(s, &i);
        const char *mark = c == '&'   ? "&amp;"
                           : c == '<' ? "&lt;"
                           : c == '>' ? "&gt;"
                           : c == '"' ? "&quot;"
                                      : NULL;
        bool bad = c < 0x20 || c == 0xFFFE || c == 0xFFFF;
        if (mark || bad)
            ent_i_buf_printf(b, "%s", mark ? mark : "\xef\xbf\xbd");
        else
            ent_i_buf_put(b, s.s + at, i - at);
    }
}

static void xml_key(ent_buf *b, const char *of, const char *name,
                    const char *type) {
    ent_i_buf_printf(b,
                     "  <key id=\"%s_%s\" for=\"%s\" attr.name=\"%s\" "
                     "attr.type=\"%s\"/>\n",
                     of, name, of, name, type);
}

static void xml_nodes(ent_buf *b, char letter, const char *type,
                      const ent_str *name, size_t n) {
    for (size_t i = 0; i < n; i++) {
        ent_i_buf_printf(b, "    <node id=\"%c%zu\"><data key=\"node_label\">",
                         letter, i);
        xml(b, name[i]);
        ent_i_buf_printf(b, "</data><data key=\"node_type\">%s</data></node>\n",
                         type);
    }
}

static void xml_number(ent_buf *b, const char *name, double x) {
    ent_i_buf_printf(b, "<data key=\"edge_%s\">", name);
    ent_i_buf_number(b, x);
    ent_i_buf_printf(b, "</data>");
}

/* The table as a graph of actors and issues; the weight is the difference,
 * since programs that draw know one weight. */
static void xml_cells(ent_buf *b, const ent_network *x) {
    for (size_t i = 0; i < x->n_cells; i++) {
        const ent_network_cell *c = &x->cell[i];
        ent_i_buf_printf(b, "    <edge source=\"a%u\" target=\"i%u\">",
                         c->actor, c->issue);
        xml_number(b, "weight", (double)c->favour - (double)c->against);
        xml_number(b, "against", c->against);
        xml_number(b, "neutral", c->neutral);
        xml_number(b, "favour", c->favour);
        ent_i_buf_printf(b, "</edge>\n");
    }
}

static void xml_edges(ent_buf *b, char letter, const ent_network *x) {
    for (size_t i = 0; i < x->n_edges; i++) {
        ent_i_buf_printf(b, "    <edge source=\"%c%u\" target=\"%c%u\">",
                         letter, x->edge[i].a, letter, x->edge[i].b);
        xml_number(b, "weight", x->edge[i].weight);
        ent_i_buf_printf(b, "</edge>\n");
    }
}

static void xml_head(ent_buf *b, bool table) {
    ent_i_buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<graphml xmlns=\"http://graphml.graphdrawing.org/"
                        "xmlns\">\n");
    xml_key(b, "node", "label", "string");
    xml_key(b, "node", "type", "string");
    xml_key(b, "edge", "weight", "double");
    for (int i = 0; table && i < 3; i++)
        xml_key(b, "edge",
                (const char *const[]){"against", "neutral", "favour"}[i],
                "int");
}

ent_err ent_network_graphml(ent_ctx *ctx, const ent_network_plan *plan,
                            const ent_networks *w, ent_sink out) {
    ent_buf b = {0};
    bool table = is_table(plan);
    if (w->n > 1)
        return ENT_FAIL(ctx, ENT_UNSUPPORTED,
                        "GraphML holds one network; leave the windows out, or "
                        "take CSV or JSON");
    xml_head(&b, table);
    ent_i_buf_printf(&b, "  <graph edgedefault=\"undirected\">\n");
    if (table || !plan->of_issues)
        xml_nodes(&b, 'a', "actor", w->actor, w->n_actors);
    if (table || plan->of_issues)
        xml_nodes(&b, 'i', "issue", w->issue, w->n_issues);
    if (w->n && table)
        xml_cells(&b, w->network);
    else if (w->n)
        xml_edges(&b, plan->of_issues ? 'i' : 'a', w->network);
    ent_i_buf_printf(&b, "  </graph>\n</graphml>\n");
    return ent_i_view_flush(ctx, &b, out);
}
