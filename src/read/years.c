/* years.c - documents that do not tell their year take it from those that do.
 *
 * "April 24-26" without a year, in a text about two leaders, belongs to the
 * year of another text that dates something to one of these days and names
 * the same people.  Each dated document votes for its years with the days
 * that both name; the year with most votes wins, a tie settles nothing. */
#include "read/read.h"

enum { MANY_DAYS = 32, LEAST_SHARED = 2 };

/* Days of the year, month * 100 + day, that a text names without a year. */
typedef struct days {
    int at[MANY_DAYS];
    size_t n;
} days;

static int two(ent_str s, size_t at) {
    return (s.s[at] - '0') * 10 + (s.s[at + 1] - '0');
}

/* "--04-24" */
static int yearless(ent_str s) {
    return s.n == 7 && ent_i_starts(s, "--") ? two(s, 2) * 100 + two(s, 5) : 0;
}

static void add_days(days *d, ent_str value) {
    ent_str rest = value;
    int from = yearless(ent_i_cut(&rest, '/'));
    int to = rest.s ? yearless(rest) : from;
    if (!from || to < from || to - from > 15)
        to = from;
    for (int day = from; day && day <= to && d->n < MANY_DAYS; day++)
        d->at[d->n++] = day;
}

static days days_without_year(const ent_doc *doc) {
    days d = {.n = 0};
    for (size_t i = 0; i < doc->n_dates; i++)
        add_days(&d, doc->date[i].value);
    return d;
}

/* How many of the days a dated document names, and in which year. */
static size_t shared_days(const days *d, const ent_doc *doc, int *year) {
    size_t n = 0;
    for (size_t i = 0; i < doc->n_dates; i++) {
        ent_str v = doc->date[i].value;
        int32_t first, last;
        int y, m, day;
        if (v.n != 10 || !ent_i_iso_read(v, &first, &last))
            continue;
        ent_i_civil(first, &y, &m, &day);
        for (size_t k = 0; k < d->n; k++)
            if (d->at[k] == m * 100 + day) {
                n += *year == 0 || *year == y;
                *year = *year ? *year : y;
            }
    }
    return n;
}

static bool names(const ent_doc *doc, ent_str entity) {
    for (size_t i = 0; i < doc->n_mentions; i++)
        if (ent_i_eq(doc->mention[i].entity, entity))
            return true;
    return false;
}

/* An individual, not a state: its entity is not its code. */
static bool is_person(const ent_mention *m) {
    return m->entity.n && !ent_i_eq(m->entity, m->code) &&
           ent_i_eqz(m->type, "NAM");
}

static bool first_of(const ent_doc *doc, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (ent_i_eq(doc->mention[k].entity, doc->mention[i].entity))
            return false;
    return true;
}

static size_t shared_people(const ent_doc *a, const ent_doc *b) {
    size_t n = 0;
    for (size_t i = 0; i < a->n_mentions && n < LEAST_SHARED; i++)
        n += is_person(&a->mention[i]) && first_of(a, i) &&
             names(b, a->mention[i].entity);
    return n;
}

typedef struct vote {
    int year;
    size_t n;
} vote;

static void cast(vote *votes, size_t *n, int year, size_t shared) {
    size_t i = 0;
    while (i < *n && votes[i].year != year)
        i++;
    if (i == *n && *n < MANY_DAYS)
        votes[(*n)++] = (vote){year, 0};
    if (i < *n)
        votes[i].n += shared;
}

static int winner(const vote *votes, size_t n) {
    size_t best = 0, second = 0;
    int year = 0;
    for (size_t i = 0; i < n; i++) {
        if (votes[i].n > best) {
            second = best;
            best = votes[i].n;
            year = votes[i].year;
        } else if (votes[i].n > second) {
            second = votes[i].n;
        }
    }
    return best > second ? year : 0;
}

static int year_from_others(const ent_doc *doc, const ent_doc *const *all,
                            size_t n) {
    days d = days_without_year(doc);
    vote votes[MANY_DAYS];
    size_t n_votes = 0;
    for (size_t i = 0; d.n && i < n; i++) {
        int year = 0;
        if (all[i] == doc || !all[i]->published.n)
            continue;
        size_t shared = shared_days(&d, all[i], &year);
        if (shared && shared_people(doc, all[i]) >= LEAST_SHARED)
            cast(votes, &n_votes, year, shared);
    }
    return winner(votes, n_votes);
}

ent_err ent_docs_date(ent_ctx *ctx, ent_doc *const *doc, size_t n) {
    int *year = ENT_NEW(ctx->keep, n, int);
    if (!year)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) /* first all votes, so that order is no */
        year[i] =
            doc[i]->published.n /* matter */
                ? 0
                : year_from_others(doc[i], (const ent_doc *const *)doc, n);
    for (size_t i = 0; i < n; i++)
        if (year[i])
            ENT_TRY(ent_i_dates_resolve(ctx, doc[i], year[i]));
    return ENT_OK;
}
