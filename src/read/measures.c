/* measures.c - by what annotated and read evidence is compared. */
#include "read/evaluate.h"

/* ---- what belongs together */

static bool same_span(const ent_item *g, const ent_item *f) {
    return g->at.start == f->at.start && g->at.end == f->at.end;
}

bool ent_i_items_overlap(const ent_item *g, const ent_item *f) {
    return g->at.start < f->at.end && f->at.start < g->at.end;
}

static bool same_type(const ent_item *g, const ent_item *f) {
    return ent_i_eq(g->type, f->type);
}

static bool same_what(const ent_item *g, const ent_item *f) {
    return ent_i_eq(g->what, f->what);
}

static bool same_citation(const ent_item *g, const ent_item *f) {
    return same_what(g, f) && ent_i_eq(g->when, f->when) && same_type(g, f);
}

static bool span_and_what(const ent_item *g, const ent_item *f) {
    return same_span(g, f) && same_what(g, f);
}

static bool span_and_state(const ent_item *g, const ent_item *f) {
    return same_span(g, f) && ent_i_states_equal(g->what, f->what);
}

static bool same_actors(const ent_item *g, const ent_item *f) {
    if (ent_i_states_equal(g->from, f->from) &&
        ent_i_states_equal(g->to, f->to))
        return true;
    return g->reciprocal && ent_i_states_equal(g->from, f->to) &&
           ent_i_states_equal(g->to, f->from);
}

static bool strict_event(const ent_item *g, const ent_item *f) {
    return same_what(g, f) && g->negated == f->negated && same_actors(g, f);
}

static bool listed(ent_str list, ent_str word) {
    while (list.n)
        if (ent_i_eq(ent_i_cut(&list, '|'), word))
            return true;
    return false;
}

static bool lenient_event(const ent_item *g, const ent_item *f) {
    if (!same_what(g, f) && !listed(g->also, f->what))
        return false;
    if (ent_i_states_meet(g->from, f->from) || ent_i_states_meet(g->to, f->to))
        return true;
    return g->reciprocal && (ent_i_states_meet(g->from, f->to) ||
                             ent_i_states_meet(g->to, f->from));
}

static bool cue_and_speaker(const ent_item *g, const ent_item *f) {
    return ent_i_items_overlap(g, f) && ent_i_states_equal(g->from, f->from);
}

static bool cue_and_code(const ent_item *g, const ent_item *f) {
    return ent_i_items_overlap(g, f) && ent_i_eq(g->from, f->from);
}

/* ---- what is asked of pairs */

static bool same_sign(const ent_item *g, const ent_item *f) {
    return g->negated == f->negated;
}

static bool same_hedge(const ent_item *g, const ent_item *f) {
    return g->hedged == f->hedged;
}

static bool same_factuality(const ent_item *g, const ent_item *f) {
    return ent_i_eq(g->factuality, f->factuality);
}

static bool is_direct(ent_str mode) {
    return ent_i_eqz(mode, "direct") || ent_i_eqz(mode, "mixed");
}

static bool same_directness(const ent_item *g, const ent_item *f) {
    return is_direct(g->what) == is_direct(f->what);
}

static bool same_addressee(const ent_item *g, const ent_item *f) {
    return ent_i_states_equal(g->to, f->to);
}

static bool same_issue(const ent_item *g, const ent_item *f) {
    return ent_i_eq(g->issue, f->issue);
}

static bool same_stance(const ent_item *g, const ent_item *f) {
    return ent_i_eq(g->stance, f->stance);
}

/* ---- the measures */

#define BY(field) offsetof(ent_item, field)

const ent_i_measure ent_i_measures[] = {
    {.kind = ENT_GOLD_SENTENCE,
     .name = "span",
     .match = same_span,
     .errors = true},
    {.kind = ENT_GOLD_PARAGRAPH,
     .name = "kind",
     .match = same_type,
     .errors = true},
    {.kind = ENT_GOLD_CITATION,
     .name = "source, date, kind",
     .match = same_citation,
     .errors = true},
    {.kind = ENT_GOLD_DATE,
     .name = "span, value",
     .match = span_and_what,
     .errors = true},
    {.kind = ENT_GOLD_DATE, .name = "span", .match = same_span},
    {.kind = ENT_GOLD_MENTION,
     .name = "span, code",
     .match = span_and_what,
     .errors = true,
     .by = BY(type)},
    {.kind = ENT_GOLD_MENTION,
     .name = "span, state",
     .match = span_and_state,
     .by = BY(type)},
    {.kind = ENT_GOLD_EVENT,
     .name = "core, lenient",
     .match = lenient_event,
     .core = true,
     .errors = true,
     .by = BY(what)},
    {.kind = ENT_GOLD_EVENT,
     .name = "core, strict",
     .match = strict_event,
     .core = true},
    {.kind = ENT_GOLD_EVENT, .name = "all, lenient", .match = lenient_event},
    {.kind = ENT_GOLD_EVENT, .name = "all, strict", .match = strict_event},
    {.kind = ENT_GOLD_EVENT,
     .name = "category of pairs",
     .match = lenient_event,
     .of = same_what},
    {.kind = ENT_GOLD_EVENT,
     .name = "polarity of pairs",
     .match = lenient_event,
     .of = same_sign},
    {.kind = ENT_GOLD_EVENT,
     .name = "factuality of pairs",
     .match = lenient_event,
     .of = same_factuality},
    {.kind = ENT_GOLD_EVENT,
     .name = "hedge of pairs",
     .match = lenient_event,
     .of = same_hedge},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "speaker, cue",
     .match = cue_and_speaker,
     .errors = true},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "speaker's code, cue",
     .match = cue_and_code},
    {.kind = ENT_GOLD_STATEMENT, .name = "cue", .match = ent_i_items_overlap},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "mode of pairs",
     .match = cue_and_speaker,
     .of = same_what},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "direct of pairs",
     .match = cue_and_speaker,
     .of = same_directness},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "addressee of pairs",
     .match = cue_and_speaker,
     .of = same_addressee},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "polarity of pairs",
     .match = cue_and_speaker,
     .of = same_sign},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "issue of pairs",
     .match = cue_and_speaker,
     .of = same_issue},
    {.kind = ENT_GOLD_STATEMENT,
     .name = "stance of pairs",
     .match = cue_and_speaker,
     .of = same_stance},
};
const size_t ent_i_n_measures = sizeof ent_i_measures / sizeof *ent_i_measures;
