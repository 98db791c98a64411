/* date_resolve.c - what each kind of rule makes of the words it matched.
 *
 * Conventions for what language leaves open, chosen to agree with how people
 * annotate such text: weeks run from Monday to Sunday; "late" is the last
 * third of a month and the last quarter of a year; "a few" is two to four.
 * Values that rest on a convention are marked vague. */
#include "read/date_rules.h"

static int unit_letter(int unit) {
    return unit & 0xff;
}

static int unit_times(int unit) {
    return unit >> 8;
}

static int month_of(const ent_i_caps *c, size_t n) {
    for (size_t i = 0; i < c->n; i++) {
        ent_i_class k = c->at[i].cls;
        if ((k == ENT_CLASS_MONTH || k == ENT_CLASS_ABBR ||
             k == ENT_CLASS_BMONTH) &&
            !n--)
            return c->at[i].value;
    }
    return 0;
}

static int year_of(const ent_i_caps *c, size_t n) {
    int y = ent_i_cap_value(c, ENT_CLASS_YEAR, n, 0);
    return y ? y : ent_i_cap_value(c, ENT_CLASS_BYEAR, n, 0);
}

static int unit_of(const ent_i_caps *c) {
    int u = ent_i_cap_value(c, ENT_CLASS_UNIT, 0, 0);
    return u ? u : ent_i_cap_value(c, ENT_CLASS_UNITS, 0, 0);
}

static bool days_of(ent_i_when *w, int32_t first, int32_t last) {
    w->relative = true;
    ent_i_when_range(w, ent_i_point_of(first), ent_i_point_of(last));
    return true;
}

static bool day_is(ent_i_when *w, int32_t day) {
    w->relative = true;
    w->kind = ENT_WHEN_DATE;
    w->a = ent_i_point_of(day);
    return true;
}

/* It is an expression of time, but what it counts from is not known. */
static bool unresolved(ent_i_when *w, ent_i_when_kind kind) {
    w->kind = kind;
    w->relative = w->blank = true;
    return true;
}

/* ---- calendar dates */

bool ent_i_when_calendar(const ent_i_caps *c, const ent_i_now *now, int arg,
                         ent_i_when *w) {
    (void)arg;
    w->a = (ent_i_point){year_of(c, 0), month_of(c, 0),
                         ent_i_cap_value(c, ENT_CLASS_DAY, 0, 0)};
    ent_i_point_complete(now, &w->a, &w->relative);
    return ent_i_point_valid(w->a);
}

/* arg 0: year first; 1: two numbers and a year, refused when either order
 * gives a date; 2: year and two digits: a month or a range of years. */
bool ent_i_when_numeric(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    int y = year_of(c, 0);
    int p = arg == 1 ? ent_i_cap_value(c, ENT_CLASS_DAY, 0, 0)
                     : ent_i_cap_value(c, ENT_CLASS_TWO, 0, 0);
    int q = arg == 1 ? ent_i_cap_value(c, ENT_CLASS_DAY, 1, 0)
                     : ent_i_cap_value(c, ENT_CLASS_TWO, 1, 0);
    (void)now;
    if (arg == 2 && p > y % 100) {
        ent_i_when_range(w, (ent_i_point){y, 0, 0},
                         (ent_i_point){y - y % 100 + p, 0, 0});
        return true;
    }
    if (arg == 1 && p <= 12 && q <= 12 && p != q)
        return false;
    w->a = p > 12 ? (ent_i_point){y, q, p} : (ent_i_point){y, p, q};
    return p > 0 && (arg == 2 || q > 0) && ent_i_point_valid(w->a);
}

bool ent_i_when_dotted(const ent_i_caps *c, const ent_i_now *now, int arg,
                       ent_i_when *w) {
    (void)now, (void)arg;
    int v = c->at[0].value; /* day, month and year after 1900, packed */
    w->a = (ent_i_point){1900 + (v & 0xff), v >> 8 & 0xf, v >> 12 & 0x1f};
    return w->a.m && w->a.d && ent_i_point_valid(w->a);
}

bool ent_i_when_decade(const ent_i_caps *c, const ent_i_now *now, int arg,
                       ent_i_when *w) {
    int y = ent_i_cap_value(c, ENT_CLASS_DECADE, 0, 0);
    (void)now, (void)arg;
    ent_i_when_range(w, (ent_i_point){y, 0, 0}, (ent_i_point){y + 9, 0, 0});
    return y >= 1000;
}

bool ent_i_when_century(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    int n = ent_i_cap_value(c, ENT_CLASS_ORD, 0, 0);
    (void)now, (void)arg;
    ent_i_when_range(w, (ent_i_point){n * 100 - 99, 0, 0},
                     (ent_i_point){n * 100, 0, 0});
    return n >= 1 && n <= 30;
}

/* A winter bears the year in which it begins. */
static bool season_is(ent_i_when *w, int y, int season) {
    ent_i_when_range(w, (ent_i_point){y, season * 3, 0},
                     ent_i_point_month(y, season * 3, 2));
    return true;
}

bool ent_i_when_season(const ent_i_caps *c, const ent_i_now *now, int arg,
                       ent_i_when *w) {
    (void)now, (void)arg;
    return season_is(w, year_of(c, 0),
                     ent_i_cap_value(c, ENT_CLASS_SEASON, 0, 1));
}

/* arg: months in the part, 3 or 6; without a year, of the document's. */
bool ent_i_when_quarter(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    int n = ent_i_cap_value(c, ENT_CLASS_ORD, 0, 0), y = year_of(c, 0);
    n = ent_i_cap_value(c, ENT_CLASS_QUARTER, 0, n);
    if (n < 1 || n > 12 / arg)
        return false;
    if (!y) {
        if (!now->ref.y)
            return unresolved(w, ENT_WHEN_RANGE);
        w->relative = true;
        y = now->ref.y + ent_i_cap_value(c, ENT_CLASS_REL, 0, 0);
    }
    ent_i_when_range(w, (ent_i_point){y, n * arg - arg + 1, 0},
                     (ent_i_point){y, n * arg, 0});
    return true;
}

/* Two days of one month.  arg 1: "April 25 and 26", only if they touch. */
bool ent_i_when_days(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    int d1 = ent_i_cap_value(c, ENT_CLASS_DAY, 0, 0);
    int d2 = ent_i_cap_value(c, ENT_CLASS_DAY, 1, 0);
    ent_i_point a = {year_of(c, 0), month_of(c, 0), d1};
    ent_i_point_complete(now, &a, &w->relative);
    ent_i_point b = {a.y, a.m, d2};
    ent_i_when_range(w, a, b);
    return ent_i_point_valid(a) && ent_i_point_valid(b) &&
           (arg ? d2 == d1 + 1 : d2 > d1);
}

bool ent_i_when_years(const ent_i_caps *c, const ent_i_now *now, int arg,
                      ent_i_when *w) {
    int y1 = year_of(c, 0), y2 = year_of(c, 1);
    (void)now, (void)arg;
    ent_i_when_range(w, (ent_i_point){y1, 0, 0}, (ent_i_point){y2, 0, 0});
    return y1 < y2;
}

bool ent_i_when_months(const ent_i_caps *c, const ent_i_now *now, int arg,
                       ent_i_when *w) {
    ent_i_point a = {0, month_of(c, 0), 0}, b = {year_of(c, 0), 0, 0};
    (void)arg;
    b.m = month_of(c, 1);
    ent_i_point_complete(now, &b, &w->relative);
    a.y = b.y ? b.y - (a.m > b.m) : 0;
    ent_i_when_range(w, a, b);
    return a.m != b.m;
}

/* "April of last year" */
bool ent_i_when_monthof(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    (void)arg;
    int rel = ent_i_cap_value(c, ENT_CLASS_REL, 0, 0);
    w->years_back = -rel;
    w->a = (ent_i_point){0, month_of(c, 0), 0};
    w->relative = true;
    if (now->ref.y)
        w->a.y = now->ref.y + rel;
    return true;
}

/* ---- relative to the document's date */

static int32_t monday(int32_t day) {
    return day - ent_i_weekday(day);
}

static bool span_of_years(ent_i_when *w, int y, int times) {
    int first = times == 100 ? (y - 1) / 100 * 100 + 1 : y / times * times;
    if (times == 1)
        w->a = (ent_i_point){y, 0, 0};
    else
        ent_i_when_range(w, (ent_i_point){first, 0, 0},
                         (ent_i_point){first + times - 1, 0, 0});
    w->relative = true;
    return y > 0;
}

/* The unit that lies `rel` units from the one that holds p. */
static bool unit_at(ent_i_when *w, ent_i_point p, int unit, int rel) {
    int letter = unit_letter(unit), times = unit_times(unit);
    ent_i_when_kind kind =
        letter == 'W' || times > 1 ? ENT_WHEN_RANGE : ENT_WHEN_DATE;
    if (letter == 'h' || letter == 'm' || letter == 's')
        return false;
    w->relative = true;
    if (letter == 'Y')
        return p.y ? span_of_years(w, p.y + rel * times, times)
                   : unresolved(w, kind);
    if (!p.y || !p.m || (letter != 'M' && !p.d))
        return unresolved(w, kind);
    if (letter == 'M') {
        w->a = ent_i_point_month(p.y, p.m, rel);
        return true;
    }
    int32_t day = ent_i_point_day(p, false) + rel * (letter == 'W' ? 7 : 1);
    if (letter == 'D')
        return day_is(w, day);
    return days_of(w, monday(day), monday(day) + 6);
}

bool ent_i_when_unit(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    int unit = unit_of(c), rel = ent_i_cap_value(c, ENT_CLASS_REL, 0, 0);
    (void)arg;
    w->years_back = unit == ENT_UNIT('Y', 1) && rel < 0 ? 1 : 0;
    return unit_letter(unit) != 'D' && unit_at(w, now->ref, unit, rel);
}

/* From `far` to `near` units away, in the unit's own precision. */
static bool units_between(ent_i_when *w, const ent_i_now *now, int unit,
                          int far, int near) {
    ent_i_when b = {0};
    int letter = unit_letter(unit);
    int step = letter == 'W' ? 7 : unit_times(unit);
    if (letter == 'W' || letter == 'Y')
        unit = ENT_UNIT(letter == 'W' ? 'D' : 'Y', 1);
    if (!unit_at(w, now->ref, unit, far * step) ||
        !unit_at(&b, now->ref, unit, near * step))
        return false;
    w->blank |= b.blank;
    ent_i_when_range(w, w->a, b.a);
    return true;
}

/* "two weeks ago"; arg 1: "a few … ago", 2: "months ago". */
bool ent_i_when_ago(const ent_i_caps *c, const ent_i_now *now, int arg,
                    ent_i_when *w) {
    int unit = unit_of(c), n = ent_i_cap_value(c, ENT_CLASS_NUM, 0, 1);
    w->vague = arg;
    if (arg)
        return units_between(w, now, unit, arg == 1 ? -4 : -6, -2);
    if (unit_times(unit) > 1) {
        w->vague = true;
        n *= unit_times(unit);
        unit = ENT_UNIT('Y', 1);
    }
    return unit_at(w, now->ref, unit, -n);
}

/* A stretch that begins or ends now.  arg < 0: back, > 0: ahead; without a
 * number a few, and "in recent years" begins nowhere in particular. */
bool ent_i_when_near(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    int unit = unit_of(c), letter = unit_letter(unit);
    bool one = ent_i_cap_value(c, ENT_CLASS_UNITS, 0, 0) == 0;
    int n = ent_i_cap_value(c, ENT_CLASS_NUM, 0, one ? 1 : 0);
    w->vague = !n;
    if (!n && arg == -2) {
        units_between(w, now, unit, 0, 0);
        w->open_a = true;
        return w->kind == ENT_WHEN_RANGE;
    }
    if (n)
        return arg < 0 ? units_between(w, now, unit, -n, 0)
                       : units_between(w, now, unit, 0, n);
    if (arg > 0 && letter == 'W' && now->ref.d) {
        w->relative = true;
        ent_i_when_range(w, now->ref,
                         ent_i_point_month(now->ref.y, now->ref.m, 1));
        return true;
    }
    int few = arg < 0 ? 3 : letter == 'D' ? 7 : letter == 'M' ? 6 : 5;
    return arg < 0 ? units_between(w, now, unit, -few, 0)
                   : units_between(w, now, unit, 0, few);
}

/* Without "last", "this", "next" the nearest on the side of the tense. */
bool ent_i_when_weekday(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    int day = ent_i_cap_value(c, ENT_CLASS_WEEKDAY, 0, 0);
    int rel = ent_i_cap_value(c, ENT_CLASS_REL, 0, 9);
    (void)arg;
    w->weekday = day + 1;
    if (!now->ref.d || !now->ref.y)
        return unresolved(w, ENT_WHEN_DATE);
    int32_t ref = ent_i_point_day(now->ref, false), back;
    if (rel == 0)
        return day_is(w, monday(ref) + day);
    back = (ent_i_weekday(ref) - day + 7) % 7;
    if (rel == 1 || (rel == 9 && now->future))
        return day_is(w, ref + 7 - back);
    return day_is(w, ref - (rel == -1 && !back ? 7 : back));
}

/* "last November", "next May", "this April" */
bool ent_i_when_month(const ent_i_caps *c, const ent_i_now *now, int arg,
                      ent_i_when *w) {
    int m = month_of(c, 0), rel = ent_i_cap_value(c, ENT_CLASS_REL, 0, 0);
    ent_i_point ref = now->ref;
    (void)arg;
    w->relative = true;
    w->a = (ent_i_point){0, m, 0};
    if (!ref.y || (rel && !ref.m))
        return true;
    w->a.y = ref.y;
    if (rel < 0)
        w->a.y -= m >= ref.m;
    else if (rel > 0)
        w->a.y += m <= ref.m;
    return true;
}

bool ent_i_when_season_of(const ent_i_caps *c, const ent_i_now *now, int arg,
                          ent_i_when *w) {
    int s = ent_i_cap_value(c, ENT_CLASS_SEASON, 0, 1);
    int rel = ent_i_cap_value(c, ENT_CLASS_REL, 0, 0);
    ent_i_point ref = now->ref;
    (void)arg;
    if (!ref.y || !ref.m)
        return unresolved(w, ENT_WHEN_RANGE);
    w->relative = true;
    int y = ref.y - (s == 4 && ref.m < 3); /* the season under way */
    if (rel < 0)
        y -= y * 12 + s * 3 + 2 >= ref.y * 12 + ref.m;
    else if (rel > 0)
        y += y * 12 + s * 3 <= ref.y * 12 + ref.m;
    return season_is(w, y, s);
}

/* "yesterday" and its kin; arg is added to the word's own days. */
bool ent_i_when_dayword(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    int add = arg + ent_i_cap_value(c, ENT_CLASS_DAYWORD, 0, 0);
    return unit_at(w, now->ref, ENT_UNIT('D', 1), add);
}

bool ent_i_when_weekend(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    int rel = ent_i_cap_value(c, ENT_CLASS_REL, 0, arg);
    if (!now->ref.y || !now->ref.d)
        return unresolved(w, ENT_WHEN_RANGE);
    int32_t ref = ent_i_point_day(now->ref, false);
    int32_t saturday = monday(ref) + 5 + 7 * rel;
    return days_of(w, saturday, saturday + 1);
}

/* "earlier this month" (arg < 0), "later this year" (arg > 0) */
bool ent_i_when_sofar(const ent_i_caps *c, const ent_i_now *now, int arg,
                      ent_i_when *w) {
    ent_i_point ref = now->ref, end;
    int unit = unit_of(c);
    if (unit_letter(unit) == 'D' || unit_letter(unit) == 'h')
        return false;
    bool ok =
        unit ? unit_at(w, ref, unit, 0) : ent_i_when_season_of(c, now, 0, w);
    if (!ok || w->blank || unit_times(unit) > 1 || !ref.m)
        return ok && unresolved(w, ENT_WHEN_RANGE);
    end = w->kind == ENT_WHEN_RANGE ? w->b : w->a;
    if (unit_letter(unit) == 'M' || unit_letter(unit) == 'W')
        ;
    else
        ref.d = 0;
    int32_t first = ent_i_point_day(w->a, false);
    int32_t last = ent_i_point_day(end, true);
    ent_i_point a = ent_i_point_of(first), b = ent_i_point_of(last);
    if (!ref.d)
        a.d = b.d = 0;
    ent_i_when_range(w, arg < 0 ? a : ref, arg < 0 ? ref : b);
    return true;
}

/* ---- relative to the date mentioned before */

bool ent_i_when_anchored(const ent_i_caps *c, const ent_i_now *now, int arg,
                         ent_i_when *w) {
    int unit = unit_of(c), n = ent_i_cap_value(c, ENT_CLASS_NUM, 0, 1);
    if (!unit)
        unit = ENT_UNIT('D', 1);
    n *= unit_times(unit);
    if (unit_times(unit) > 1)
        unit = ENT_UNIT('Y', 1);
    return unit_at(w, now->anchor, unit, n * arg);
}

/* ---- made of other dates */

static bool cut_days(ent_i_when *w, int32_t first, int32_t last, int part) {
    int32_t n = last - first + 1;
    if (n == 7) { /* Monday to Wednesday, Tuesday to Thursday, then on */
        static const int32_t of_week[3][2] = {{0, 2}, {1, 3}, {3, 6}};
        ent_i_when_range(w, ent_i_point_of(first + of_week[part][0]),
                         ent_i_point_of(first + of_week[part][1]));
        return true;
    }
    ent_i_when_range(w, ent_i_point_of(first + part * 10),
                     part == 2 ? ent_i_point_of(last)
                               : ent_i_point_of(first + part * 10 + 9));
    return n >= 28 && n <= 31;
}

/* Months of the first, middle and last part of n months. */
static bool cut_months(ent_i_when *w, ent_i_point a, int n, int part) {
    static const int of_year[3][2] = {{0, 2}, {4, 7}, {9, 11}};
    int lo = part * n / 3, hi = part * n / 3 + (n > 3 ? n / 3 - 1 : 0);
    if (n == 12)
        lo = of_year[part][0], hi = of_year[part][1];
    ent_i_when_range(w, ent_i_point_month(a.y, a.m, lo),
                     ent_i_point_month(a.y, a.m, hi));
    return true;
}

static bool cut_years(ent_i_when *w, int y, int n, int part) {
    int lo = part == 2 ? n - (n + 2) / 3 : part * n / 3;
    int hi = part == 2 ? n - 1 : lo + (n + 2) / 3 - 1;
    ent_i_when_range(w, (ent_i_point){y + lo, 0, 0},
                     (ent_i_point){y + hi, 0, 0});
    return n >= 10;
}

static bool cut_part(ent_i_when *w, const ent_i_when *of, int part) {
    ent_i_point a = of->a, b = of->kind == ENT_WHEN_RANGE ? of->b : of->a;
    if (of->open_a || of->open_b)
        return false;
    if (!a.y && a.m && !a.d) { /* a month of an unknown year */
        if (!cut_days(w, ent_i_days(1999, a.m, 1),
                      ent_i_days(1999, a.m, ent_i_month_days(1999, a.m)), part))
            return false;
        w->a.y = w->b.y = 0;
        return true;
    }
    if (!a.y || !b.y)
        return false;
    if (!a.m && b.y > a.y)
        return cut_years(w, a.y, b.y - a.y + 1, part);
    if (!a.m)
        return cut_months(w, (ent_i_point){a.y, 1, 0}, 12, part);
    if (!a.d && of->kind == ENT_WHEN_RANGE)
        return cut_months(w, a, (b.y - a.y) * 12 + b.m - a.m + 1, part);
    return cut_days(w, ent_i_point_day(a, false), ent_i_point_day(b, true),
                    part);
}

/* "late last year"; arg: 0 early, 1 mid, 2 late, 9 as the PART says; with a
 * UNIT, of the present one. */
bool ent_i_when_part(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    int part = arg == 9 ? ent_i_cap_value(c, ENT_CLASS_PART, 0, 0) : arg;
    const ent_i_when *of = ent_i_cap_when(c, 0);
    ent_i_when present = {0};
    if (!of) {
        if (unit_letter(unit_of(c)) == 'D' ||
            !unit_at(&present, now->ref, unit_of(c), 0))
            return false;
        of = &present;
    }
    w->relative = of->relative;
    w->years_back = of->years_back;
    if (of->blank)
        return unresolved(w, ENT_WHEN_RANGE);
    return cut_part(w, of, part);
}

/* arg 0: since, 1: until, by, before; 2: by a part, up to its end */
bool ent_i_when_open(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    const ent_i_when *of = ent_i_cap_when(c, 0);
    (void)now;
    *w = *of;
    if (of->open_a || of->open_b)
        return false;
    ent_i_when_range(w, of->a, of->kind == ENT_WHEN_RANGE ? of->b : of->a);
    w->open_a = arg == 1;
    w->open_b = arg == 0;
    w->future = arg == 1;
    return true;
}

/* Gives one end the year that the other one states. */
static void share_year(ent_i_when *a, ent_i_when *b) {
    if (a->a.m && a->a.y && !a->relative && b->a.m && (b->relative || !b->a.y))
        b->a.y = a->a.y + (b->a.m < a->a.m);
    else if (b->a.m && b->a.y && !b->relative && a->a.m &&
             (a->relative || !a->a.y))
        a->a.y = b->a.y - (a->a.m > b->a.m);
}

bool ent_i_when_between(const ent_i_caps *c, const ent_i_now *now, int arg,
                        ent_i_when *w) {
    ent_i_when a = *ent_i_cap_when(c, 0), b = *ent_i_cap_when(c, 1);
    (void)now, (void)arg;
    if (a.open_a || a.open_b || b.open_a || b.open_b)
        return false;
    if (a.kind == ENT_WHEN_DATE && b.kind == ENT_WHEN_DATE)
        share_year(&a, &b);
    ent_i_when_range(w, a.a, b.kind == ENT_WHEN_RANGE ? b.b : b.a);
    w->relative = a.relative && b.relative;
    w->vague = a.vague || b.vague;
    w->blank = a.blank || b.blank;
    return w->blank || !w->a.y || !w->b.y ||
           ent_i_point_day(w->a, false) < ent_i_point_day(w->b, true);
}

/* "last Friday (April 21)", "Friday, April 21": the second says it. */
bool ent_i_when_beside(const ent_i_caps *c, const ent_i_now *now, int arg,
                       ent_i_when *w) {
    const ent_i_when *first = ent_i_cap_when(c, 0);
    const ent_i_when *said = ent_i_cap_when(c, arg ? 1 : 0);
    int day = ent_i_cap_value(c, ENT_CLASS_WEEKDAY, 0, -1);
    if (arg && (!first->relative || said->a.y == 0))
        return false;
    if (said->blank || !said->a.d || said->open_a || said->weekday)
        return false;
    *w = *said;
    w->weekday = day + 1;
    /* the weekday tells which of two years a day without one lies in */
    for (int k = 0; w->relative && w->a.y && day >= 0 && k < 2; k++) {
        ent_i_point p = {now->ref.y - k, w->a.m, w->a.d};
        if (!ent_i_point_valid(p) ||
            ent_i_weekday(ent_i_point_day(p, false)) != day)
            continue;
        w->a.y = p.y;
        break;
    }
    return true;
}

/* ---- durations */

/* arg: quarters added to the count ("two and a half" 2); -1: a number of two
 * words, "twenty-five"; -2: bare, when "one day" is no length of time. */
bool ent_i_when_duration(const ent_i_caps *c, const ent_i_now *now, int arg,
                         ent_i_when *w) {
    int unit = unit_of(c);
    (void)now;
    w->kind = ENT_WHEN_DURATION;
    w->unit = (char)unit_letter(unit);
    int n = ent_i_cap_value(c, ENT_CLASS_NUM, 0, 1);
    int ones = ent_i_cap_value(c, ENT_CLASS_NUM, 1, 0);
    if (arg == -1 && (n % 10 || n < 20 || n > 90 || ones > 9))
        return false;
    w->count = n + ones + (arg > 0 ? arg / 4.0 : 0);
    w->count *= unit_times(unit);
    return arg != -2 || n != 1 || unit_letter(unit) != 'D';
}

/* "half a day" 2, "a quarter of a century" 1 */
bool ent_i_when_half(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    ent_i_when_duration(c, now, 0, w);
    w->count *= arg / 4.0;
    return true;
}

bool ent_i_when_many(const ent_i_caps *c, const ent_i_now *now, int arg,
                     ent_i_when *w) {
    (void)arg;
    ent_i_when_duration(c, now, 0, w);
    w->count = -1;
    return true;
}

bool ent_i_when_same_duration(const ent_i_caps *c, const ent_i_now *now,
                              int arg, ent_i_when *w) {
    (void)now, (void)arg;
    *w = *ent_i_cap_when(c, 0);
    return true;
}
