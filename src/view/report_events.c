/* report_events.c - what a report says may happen: the dated changes that the
 * run plays, each with its chance and what it does when it comes. */
#include "scenario/scenario.h"
#include "view/view.h"

/* "CHN.position.D3+=-15 (-20..-10)", as --set takes it. */
static void put_set(ent_sheet *t, const ent_set *set) {
    static const char *const sign[] = {"=", "+=", "*="};
    const ent_value *value = t->r->scenario->value;
    ent_buf text = {0};
    ent_i_buf_str(&text, value[set->target].name);
    ent_i_buf_printf(&text, "%s", sign[set->op]);
    ent_i_value_put(&text, &value[set->by]);
    ent_i_view_item(t->b, (ent_str){text.s, text.n});
    t->b->bad |= text.bad;
    ent_i_buf_free(&text);
}

static void put_event(ent_sheet *t, const ent_occurrence *o) {
    ent_i_view_open(t->b, '{');
    ent_i_view_text(t->b, "date", o->date);
    ent_i_view_text(t->b, "what", o->what);
    ent_i_view_value(t->b, "chance", t->r->scenario, o->chance);
    ent_i_sheet_basis(t, o->chance);
    ent_i_view_key(t->b, "set");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < o->n_sets; i++)
        put_set(t, &o->set[i]);
    ent_i_buf_put(t->b, "]}", 2);
}

void ent_i_sheet_events(ent_sheet *t) {
    const ent_scenario *s = t->r->scenario;
    ent_i_view_key(t->b, "events");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < s->n_occurrences; i++) {
        int32_t step = s->occurrence[i].step;
        if (step >= 0 && (uint32_t)step < s->steps)
            put_event(t, &s->occurrence[i]);
    }
    ent_i_buf_put(t->b, "]", 1);
}
