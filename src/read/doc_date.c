/* doc_date.c - when a document was published, as far as its text tells.
 *
 * Stated in its head: that.  Else first the year: from the volume of a
 * periodical, from "last year" beside a dated source, from a weekday beside a
 * day ("last Friday (April 21)"), or from full dates; then the days: sources
 * are cited within about a week, so that the latest of them is the earliest
 * day on which the text can have appeared. */
#include "read/date_rules.h"

/* Periodicals with one volume a year: the year before their volume 1. */
static const struct {
    const char *name;
    int before;
} periodicals[] = {
    {"Eurasia Daily Monitor", 2003},
    {"Terrorism Monitor", 2002},
    {"China Brief", 2000},
    {"Foreign Affairs", 1921},
    {"The Washington Quarterly", 1977},
    {"Washington Quarterly", 1977},
    {"Journal of Democracy", 1989},
    {"Orbis", 1956},
    {"Survival", 1958},
};

int ent_i_volume_year(ent_str periodical, int volume) {
    for (size_t i = 0; i < sizeof periodicals / sizeof *periodicals; i++)
        if (ent_i_eqz(periodical, periodicals[i].name) && volume > 0 &&
            volume < 300)
            return periodicals[i].before + volume;
    return 0;
}

/* The number behind "Volume" or "Vol." in a publication line, or 0. */
static int volume_of(ent_str s) {
    const char *at = memmem(s.s, s.n, "Vol", 3);
    int n = 0;
    if (!at)
        return 0;
    const char *end = s.s + s.n;
    while (at < end && (*at < '0' || *at > '9'))
        at++;
    while (at < end && *at >= '0' && *at <= '9' && n < 1000)
        n = n * 10 + (*at++ - '0');
    return n;
}

static int year_by_volume(const ent_doc *doc) {
    for (size_t i = 0; i < doc->n_citations; i++) {
        const ent_citation *c = &doc->citation[i];
        ent_str s = {doc->text.s + c->in.at.start,
                     c->in.at.end - c->in.at.start};
        if (ent_i_eqz(c->kind, "publication"))
            return ent_i_volume_year(c->source, volume_of(s));
    }
    return 0;
}

static bool is_full(const ent_i_when *w) {
    ent_i_point p = w->kind == ENT_WHEN_RANGE ? w->b : w->a;
    return w->kind != ENT_WHEN_DURATION && p.y && p.m && p.d && !w->open_a &&
           !w->open_b;
}

static int month_of(const ent_i_when *w) {
    return w->kind == ENT_WHEN_RANGE ? w->b.m : w->a.m;
}

/* The months (bits) in which days without a year lie. */
static unsigned yearless_months(const ent_i_found *f, size_t n) {
    unsigned set = 0;
    for (size_t i = 0; i < n; i++)
        if (!f[i].match.when.a.y && f[i].match.when.a.m)
            set |= 1u << f[i].match.when.a.m;
    return set;
}

/* What the dates of a text say about its year. */
typedef struct evidence {
    int latest;      /* latest year named for the past */
    int latest_full; /* the same of days, or months that recur without it */
    int latest_cited;
    int after_last;   /* one more than the year that is "last year" */
    int latest_month; /* latest year named with a month in the text itself */
    bool yearless_cited, yearless, last_year;
} evidence;

static void note(evidence *e, const ent_i_found *f, bool recurs) {
    const ent_i_when *w = &f->match.when;
    bool closed = w->kind == ENT_WHEN_RANGE && !w->open_b;
    int y = closed ? w->b.y : w->a.y; /* "since May 2018" is past too */
    e->last_year |= w->years_back == 1;
    if (w->kind == ENT_WHEN_DURATION || w->blank || w->future)
        return;
    if (y > e->latest)
        e->latest = y;
    if (f->cited && y > e->latest_cited)
        e->latest_cited = y;
    if (!f->cited && (recurs || is_full(w)) && y > e->latest_full)
        e->latest_full = y;
    if (!f->cited && w->a.y && w->a.m && y > e->latest_month)
        e->latest_month = y;
    e->yearless_cited |= f->cited && !w->a.y && w->a.d;
    e->yearless |= !f->cited && !w->a.y && w->a.d;
}

/* "late last year (see X, October 27, 2016)": it is 2017. */
static void note_last_year(evidence *e, const ent_i_found *f, size_t n) {
    for (size_t i = 0; i + 1 < n; i++) {
        const ent_i_when *a = &f[i].match.when, *b = &f[i + 1].match.when;
        if (f[i].sent != f[i + 1].sent)
            continue;
        if (a->years_back == 1 && is_full(b))
            e->after_last = b->a.y + 1;
        else if (b->years_back == 1 && is_full(a))
            e->after_last = a->a.y + 1;
    }
}

/* Do all weekdays stated beside days fall on them in that year? */
static bool weekdays_fit(const ent_i_found *f, size_t n, int year,
                         size_t *told) {
    for (size_t i = *told = 0; i < n; i++) {
        const ent_i_when *w = &f[i].match.when;
        if (!w->weekday || w->a.y || !w->a.m || !w->a.d)
            continue;
        ++*told;
        if (w->a.d > ent_i_month_days(year, w->a.m) ||
            ent_i_weekday(ent_i_days(year, w->a.m, w->a.d)) + 1 != w->weekday)
            return false;
    }
    return true;
}

static int settle_year(const ent_i_found *f, size_t n, const ent_doc *doc) {
    evidence e = {0};
    size_t told;
    unsigned months = yearless_months(f, n);
    for (size_t i = 0; i < n; i++)
        note(&e, &f[i], months >> month_of(&f[i].match.when) & 1);
    note_last_year(&e, f, n);
    int year = year_by_volume(doc);
    if (!year)
        year = e.after_last;
    if (year)
        return weekdays_fit(f, n, year, &told) ? year : 0;
    /* a source is given its year when it is not of the year at hand */
    int least = e.latest;
    if (e.yearless_cited && e.latest_cited == least)
        least++;
    bool fit = weekdays_fit(f, n, least, &told);
    for (int k = 1; least > 1 && told && !fit && k < 6; k++)
        fit = weekdays_fit(f, n, ++least, &told);
    if (told)
        return e.latest && fit ? least : 0;
    if (e.latest && e.latest == e.latest_full && least == e.latest)
        return e.latest;
    /* "May 2018", but "April 24": 2018 is over; and it has a "last year" */
    bool over = e.yearless && e.last_year && e.latest_month == e.latest;
    return over && e.latest ? e.latest + 1 : 0;
}

/* The latest day of the sources cited; about the turn of the year, those of
 * November and December are of the year before. */
static int32_t latest_source(const ent_i_found *f, size_t n, int year) {
    int32_t latest = INT32_MIN;
    bool turn = false;
    for (size_t i = 0; i < n; i++)
        turn |= f[i].cited && !f[i].match.when.a.y &&
                (f[i].match.when.a.m == 1 || f[i].match.when.a.m == 2);
    for (size_t i = 0; i < n; i++) {
        ent_i_point p = f[i].match.when.a;
        if (!f[i].cited || f[i].match.when.kind != ENT_WHEN_DATE || !p.d)
            continue;
        if (!p.y)
            p.y = year - (turn && p.m > 10);
        int32_t day = ent_i_point_day(p, false);
        if (p.y <= year && day > latest)
            latest = day;
    }
    return latest;
}

/* The last day on which "last Friday (April 21)" still means that Friday. */
static int32_t latest_by_weekday(const ent_i_found *f, size_t n, int year,
                                 int32_t from) {
    int32_t until = from + 6;
    for (size_t i = 0; i < n; i++) {
        ent_i_point p = f[i].match.when.a;
        if (!f[i].match.when.weekday || p.y || !p.d)
            continue;
        int32_t day = ent_i_days(year, p.m, p.d) + 7;
        if (day >= from && day < until)
            until = day;
    }
    return until;
}

static const ent_i_when *stated(const ent_i_found *f, size_t n,
                                const ent_doc *doc) {
    for (size_t i = 0; i < n; i++)
        if (doc->sent[f[i].sent].kind == ENT_TEXT_METADATA && !f[i].cited &&
            is_full(&f[i].match.when))
            return &f[i].match.when;
    return NULL;
}

ent_err ent_i_settle_published(ent_ctx *ctx, const ent_i_found *found, size_t n,
                               int year, ent_doc *doc) {
    ent_i_when when = {0};
    bool bad = false;
    const ent_i_when *head = stated(found, n, doc);
    if (!year && !head)
        year = settle_year(found, n, doc);
    if (!year && !head)
        return ENT_OK;
    when.a = (ent_i_point){year, 0, 0};
    int32_t from = latest_source(found, n, year);
    if (head)
        when = *head;
    else if (from != INT32_MIN)
        ent_i_when_range(
            &when, ent_i_point_of(from),
            ent_i_point_of(latest_by_weekday(found, n, year, from)));
    doc->published = ent_i_when_text(ctx->keep, &when, &bad);
    return bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}

ent_i_point ent_i_reference(ent_str published) {
    ent_i_point a, b, none = {0, 0, 0};
    if (!ent_i_points_read(published, &a, &b))
        return none;
    if (!a.d || !b.d)
        return a;
    int32_t day = ent_i_point_day(a, false), last = ent_i_point_day(b, false);
    while (day < last && ent_i_weekday(day) > 4)
        day++;
    return ent_i_point_of(day);
}
