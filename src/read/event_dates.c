/* event_dates.c - when an event was, and how the text tells.
 *
 * A date that depends on the trigger or its clause is stated; the only date of
 * the sentence as well. A source in brackets stands for the latest day
 * possible. Else the document's own date is inferred. */
#include "read/coder.h"

enum { MAX_CLIMB = 8, OLD_DAYS = 90 };

static bool is_kind(const ent_date *d, const char *kind) {
    return ent_i_eqz(d->kind, kind);
}

static bool usable(const ent_date *d) {
    return (is_kind(d, "date") || is_kind(d, "range")) && d->value.n &&
           d->value.s[0] != 'P' && !ent_i_starts(d->value, "--");
}

/* The row of the first date at or behind byte `at`. */
static size_t first_date(const ent_doc *doc, uint32_t at) {
    size_t lo = 0, hi = doc->n_dates;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (doc->date[mid].in.at.start < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Steps from the date up to the trigger or its clause; large: never. */
static int distance(const ent_coder *c, const ent_candidate *e,
                    const ent_date *d) {
    uint32_t w = ent_i_word_at(c->p, d->in.at.start);
    for (int i = 0; i < MAX_CLIMB && w != ENT_NO_WORD; i++) {
        if (w == e->word)
            return i;
        if (w == e->clause)
            return i + 1;
        w = ent_i_w(c, w)->head;
    }
    return MAX_CLIMB + 2;
}

static const ent_date *best_date(const ent_coder *c, const ent_candidate *e,
                                 ent_span sent) {
    const ent_date *best = NULL;
    int near = MAX_CLIMB + 3;
    const ent_doc *doc = c->doc;
    for (size_t i = first_date(doc, sent.start);
         i < doc->n_dates && doc->date[i].in.at.start < sent.end; i++) {
        int d = usable(&doc->date[i]) ? distance(c, e, &doc->date[i])
                                      : MAX_CLIMB + 4;
        if (d < near) {
            near = d;
            best = &doc->date[i];
        }
    }
    return best;
}

static ent_str cited_date(const ent_doc *doc, ent_span sent) {
    for (size_t i = first_date(doc, sent.start);
         i < doc->n_dates && doc->date[i].in.at.start < sent.end; i++)
        if (is_kind(&doc->date[i], "citation") && doc->date[i].value.n &&
            !ent_i_starts(doc->date[i].value, "--"))
            return doc->date[i].value;
    return (ent_str){0};
}

/* Last day of a date or of a range "a/b"; false when it is open. */
static bool last_day(ent_str s, int32_t *out) {
    int32_t first;
    ent_str rest = s, a = ent_i_cut(&rest, '/');
    return ent_i_iso_read(rest.n ? rest : a, &first, out);
}

static bool is_old(const ent_doc *doc, ent_str date) {
    int32_t then, now;
    return last_day(date, &then) && last_day(doc->published, &now) &&
           now - then > OLD_DAYS;
}

void ent_i_event_date(const ent_coder *c, const ent_candidate *e,
                      ent_event *out) {
    ent_span sent = c->doc->sent[ent_i_w(c, e->word)->sent].in.at;
    const ent_date *d = best_date(c, e, sent);
    if (d) {
        out->date = d->value;
        out->basis = ENT_STR("stated");
    } else {
        out->date = cited_date(c->doc, sent);
        out->basis = ENT_STR("cited");
    }
    if (!out->date.n && c->doc->published.n && e->core &&
        ent_i_eqz(e->factuality, "factual")) {
        out->date = c->doc->published;
        out->basis = ENT_STR("inferred");
    }
    if (!out->date.n)
        out->basis = (ent_str){0};
    out->background = e->background || (d && is_old(c->doc, d->value));
}
