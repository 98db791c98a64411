/* solve_why.c - why positions change: who moved, by whose offer, what both
 * expected, and the offers that nobody took. */
#include "cli/solve.h"
#include <stdio.h>

enum { MOST_WIDTH = 24 };

/* ---- a table for people */

static int width(ent_str s) {
    int n = 0;
    for (size_t i = 0; i < s.n; n++)
        ent_i_utf8_next(s, &i);
    return n;
}

static int widest(const ent_str *name, size_t n, const char *head) {
    int most = (int)strlen(head);
    for (size_t i = 0; i < n; i++) {
        int w = width(name[i]);
        most = w > most ? w : most;
    }
    return most < MOST_WIDTH ? most : MOST_WIDTH;
}

/* Cut to the width, in characters, and two blanks. */
static void put_cell(ent_buf *b, ent_str s, int columns) {
    size_t end = 0;
    int n = 0;
    for (; n < columns && end < s.n; n++)
        ent_i_utf8_next(s, &end);
    ent_i_buf_plain(b, (ent_str){s.s, end});
    ent_i_buf_printf(b, "%*s", columns - n + 2, "");
}

static void put_names(const cli_reasons *r, ent_str issue, ent_str mover,
                      ent_str by) {
    const ent_table *t = r->t;
    int actors = widest(t->actor, t->n_actors, "actor");
    if (t->n_issues > 1)
        put_cell(r->out, issue, widest(t->issue, t->n_issues, "issue"));
    put_cell(r->out, mover, actors);
    put_cell(r->out, by, actors);
}

void cli_reasons_head(const cli_reasons *r) {
    if (r->json)
        return;
    ent_i_buf_printf(r->out, "round  ");
    put_names(r, ENT_STR("issue"), ENT_STR("actor"), ENT_STR("by"));
    ent_i_buf_printf(r->out, "%-16s  %8s  %8s  %9s  %9s  %6s  %s\n", "how",
                     "from", "to", "gain", "gain by", "chance", "taken");
}

static ent_str by_name(const cli_reasons *r, const ent_reason *w) {
    return w->by < r->t->n_actors ? r->t->actor[w->by] : ENT_STR("-");
}

static void text_row(const cli_reasons *r, const ent_reason *w) {
    ent_i_buf_printf(r->out, "%5u  ", (unsigned)w->round);
    put_names(r, r->t->issue[r->first + w->issue], r->t->actor[w->mover],
              by_name(r, w));
    ent_i_buf_printf(r->out, "%-16s  %8.2f  %8.2f  %9.4f  %9.4f  ", w->how,
                     w->from, w->to, w->gain_mover, w->gain_by);
    if (w->chance >= 0)
        ent_i_buf_printf(r->out, "%6.3f", w->chance);
    else
        ent_i_buf_printf(r->out, "%6s", "-");
    ent_i_buf_printf(r->out, "  %s\n", w->taken ? "yes" : "no");
}

/* ---- JSON */

static void put_number(ent_buf *b, const char *key, double x) {
    ent_i_buf_printf(b, ",\"%s\":", key);
    ent_i_buf_number(b, x);
}

static void json_row(cli_reasons *r, const ent_reason *w) {
    ent_buf *b = r->out;
    ent_i_buf_printf(b, "%s{\"round\":%u,\"issue\":", r->begun ? ",\n" : "",
                     (unsigned)w->round);
    ent_i_buf_json(b, r->t->issue[r->first + w->issue]);
    ent_i_buf_printf(b, ",\"actor\":");
    ent_i_buf_json(b, r->t->actor[w->mover]);
    ent_i_buf_printf(b, ",\"by\":");
    ent_i_buf_json(b,
                   w->by < r->t->n_actors ? r->t->actor[w->by] : (ent_str){0});
    ent_i_buf_printf(b, ",\"how\":\"%s\"", w->how);
    put_number(b, "from", w->from);
    put_number(b, "to", w->to);
    put_number(b, "gain", w->gain_mover);
    put_number(b, "gain_by", w->gain_by);
    if (w->chance >= 0)
        put_number(b, "chance", w->chance);
    else
        ent_i_buf_printf(b, ",\"chance\":null");
    ent_i_buf_printf(b, ",\"taken\":%s}", w->taken ? "true" : "false");
    r->begun = true;
}

void cli_reasons_rows(cli_reasons *r, const ent_reasons *why) {
    for (size_t i = 0; i < why->n; i++) {
        const ent_reason *w = &why->at[i];
        if (r->issue != ENT_NONE && r->first + w->issue != r->issue)
            continue;
        if (r->json)
            json_row(r, w);
        else
            text_row(r, w);
    }
}
