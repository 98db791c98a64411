/* ask_compare.c - two lots of plays side by side: what-if and without. */
#include "find/ask.h"
#include <math.h>

/* ---- one pair */

enum { COLUMNS = 10 };

static void put_median(ent_asking *a, const ent_band *b) {
    if (b->n)
        ent_i_ask_number(a, b->q50);
    else
        ent_i_ask_z(a, "");
}

static void put_row(ent_asking *a, const ent_look *look, const ent_change *c) {
    ent_i_ask_text(a, look->name);
    ent_i_ask_z(a, ent_i_ask_when_text(look->when));
    put_median(a, &c->before);
    put_median(a, &c->after);
    ent_i_ask_cells(a, &c->change);
    ent_i_ask_number(a, c->change.mean);
    ent_i_ask_percent(a, c->agree);
    ent_i_ask_z(a, c->real ? "yes" : "no");
}

static ent_str title(ent_asking *a, const ent_lot *before,
                     const ent_lot *after) {
    ent_str out = ent_i_printf(a->ctx->keep, "%s%s%.*s, against %.*s",
                               after->how, *after->how ? " " : "",
                               ENT_P(after->name), ENT_P(before->name));
    a->bad |= !out.s;
    return out;
}

static void open_table(ent_asking *a, ent_str head) {
    static const char *const column[COLUMNS] = {
        "name", "read", "before",      "after",   "change",
        "10 %", "90 %", "mean change", "agree %", "real"};
    ent_str *name = ENT_NEW(a->ctx->keep, COLUMNS, ent_str);
    a->bad |= !name;
    for (int i = 0; name && i < COLUMNS; i++)
        name[i] = ent_i_str(column[i]);
    ent_i_ask_table_of(a, head, name, COLUMNS);
}

/* "…; X up by 3"; true when there was something to say. */
static bool say_change(ent_asking *a, ent_str name, const ent_change *c,
                       const ent_look *before, const ent_look *after,
                       const char *link) {
    double mean, share;
    ent_str label = ent_i_ask_label(a, name);
    if (c->real)
        ent_i_ask_say(a, "%s%.*s %.*s", link, ENT_P(label), ENT_P(c->verdict));
    else if (ent_i_ask_drift(a, before, after, &mean, &share))
        ent_i_ask_say(a,
                      "%s%.*s %s by %.2g in the mean of the draws, so in "
                      "%.0f %% of them",
                      link, ENT_P(label), mean > 0 ? "up" : "down", fabs(mean),
                      share * 100);
    else
        return false;
    return true;
}

ent_err ent_i_ask_lots(ent_asking *a, const ent_lot *before,
                       const ent_lot *after) {
    size_t moved = 0;
    ent_str head = title(a, before, after);
    open_table(a, head);
    ent_i_ask_say(a, "%s%.*s: ", a->says.n ? " " : "", ENT_P(head));
    for (size_t i = 0; i < a->n_show; i++) {
        ent_change c;
        ENT_TRY(ent_i_ask_compare(a, &before->look[i], &after->look[i], &c));
        put_row(a, &before->look[i], &c);
        moved += say_change(a, a->show[i], &c, &before->look[i],
                            &after->look[i], moved ? "; " : "");
    }
    if (moved && moved < a->n_show)
        ent_i_ask_say(a, "; no real difference in %zu of %zu names.",
                      a->n_show - moved, a->n_show);
    else if (moved)
        ent_i_ask_say(a, ".");
    else
        ent_i_ask_say(a, "no real difference in anything that was looked at.");
    return ENT_OK;
}

/* ---- lots of words, cut at `vs` */

typedef struct lots {
    const char *how; /* "With", "Without" */
    ent_variant *v;  /* [n] the first is the scenario as it is */
    ent_str *name;
    size_t n;
} lots;

static size_t count_lots(const ent_asking *a) {
    size_t n = 1;
    for (size_t i = 0; i < a->n_words; i++)
        n += ent_i_eqz(a->word[i], "vs");
    return n;
}

static ent_err new_lots(ent_asking *a, lots *l) {
    l->n = count_lots(a) + 1;
    l->v = ENT_NEW(a->ctx->keep, l->n, ent_variant);
    l->name = ENT_NEW(a->ctx->keep, l->n, ent_str);
    if (!l->v || !l->name)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < l->n; i++)
        ENT_TRY(ent_i_ask_variant(a, &l->v[i]));
    l->name[0] = ENT_STR("the scenario as it is");
    return ENT_OK;
}

static ent_lot lot_of(const lots *l, size_t i) {
    return (ent_lot){i ? l->how : "", l->name[i], l->v[i].look};
}

/* Each lot against the scenario as it is; of two, the second against the
 * first as well. */
static ent_err tell_lots(ent_asking *a, const lots *l) {
    ENT_TRY(ent_i_ask_play(a, l->v, l->n));
    for (size_t i = 1; i < l->n; i++) {
        ent_lot before = lot_of(l, 0), after = lot_of(l, i);
        ENT_TRY(ent_i_ask_lots(a, &before, &after));
    }
    if (l->n != 3)
        return ENT_OK;
    ent_lot before = lot_of(l, 1), after = lot_of(l, 2);
    return ent_i_ask_lots(a, &before, &after);
}

/* "A=1, B=2" */
static ent_str name_lot(ent_asking *a, const ent_str *word, size_t n) {
    ent_str out = ENT_STR("");
    for (size_t i = 0; i < n; i++)
        out = ent_i_printf(a->ctx->keep, "%.*s%s%.*s", ENT_P(out),
                           i ? ", " : "", ENT_P(word[i]));
    a->bad |= !out.s;
    return out;
}

/* ---- what-if */

static ent_err read_changes(ent_asking *a, const ent_str *word, size_t n,
                            ent_variant *v) {
    for (size_t i = 0; i < n; i++)
        ENT_TRY(ent_i_ask_check(a, word[i]));
    v->change = word;
    v->n_changes = n;
    return ENT_OK;
}

/* The end of the lot that begins at word i. */
static ent_err lot_end(const ent_asking *a, size_t i, const char *form,
                       size_t *end) {
    *end = ent_i_ask_find(a, i, "vs");
    if (*end == i)
        return ent_i_ask_fail(a, "there is nothing to compare", form);
    return ENT_OK;
}

ent_err ent_i_ask_what_if(ent_asking *a) {
    lots l = {.how = "With"};
    ENT_TRY(new_lots(a, &l));
    for (size_t k = 1, i = 0, end; k < l.n; k++, i = end + 1) {
        ENT_TRY(
            lot_end(a, i, "what-if PRK.salience.D1=45 vs CHN.aid=+10", &end));
        ENT_TRY(read_changes(a, a->word + i, end - i, &l.v[k]));
        l.name[k] = name_lot(a, a->word + i, end - i);
    }
    return tell_lots(a, &l);
}

/* ---- without */

/* The parts of the mechanism called so, or the word itself. */
static ent_err add_parts(ent_asking *a, ent_str word, ent_vec *parts) {
    const ent_str *part = &word;
    size_t n = 1;
    for (size_t i = 0; i < a->s->n_mechanisms; i++)
        if (ent_i_eq(a->s->mechanism[i].id, word)) {
            part = a->s->mechanism[i].part;
            n = a->s->mechanism[i].n_parts;
        }
    for (size_t i = 0; i < n; i++) {
        ent_str *to = ENT_PUSH(a->ctx->keep, parts, ent_str);
        if (!to)
            return ENT_NOMEM_FAIL(a->ctx);
        *to = part[i];
    }
    return ENT_OK;
}

ent_err ent_i_ask_without(ent_asking *a) {
    lots l = {.how = "Without"};
    ENT_TRY(new_lots(a, &l));
    for (size_t k = 1, i = 0, end; k < l.n; k++, i = end + 1) {
        ent_vec parts = {0};
        ENT_TRY(lot_end(a, i, "without M055 vs RUS.leak", &end));
        for (size_t w = i; w < end; w++)
            ENT_TRY(add_parts(a, a->word[w], &parts));
        l.v[k].without = parts.at;
        l.v[k].n_without = parts.n;
        l.name[k] = name_lot(a, a->word + i, end - i);
    }
    return tell_lots(a, &l);
}
