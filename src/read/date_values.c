/* date_values.c - dates as far as known: completing, comparing, writing them.
 *
 * Values are written after ISO 8601: 2019-04-25, 2019-04, 2019, --04-25 (year
 * unknown, as ISO 8601:2000 truncates it), a/b, "..": open, P2Y, PT3H; "PXM"
 * stands for an unstated number of months. */
#include "read/date_rules.h"

int ent_i_cap_value(const ent_i_caps *c, ent_i_class cls, size_t n, int none) {
    for (size_t i = 0; i < c->n; i++)
        if (c->at[i].cls == cls && !n--)
            return c->at[i].value;
    return none;
}

const ent_i_when *ent_i_cap_when(const ent_i_caps *c, size_t n) {
    for (size_t i = 0; i < c->n; i++)
        if ((c->at[i].cls == ENT_CLASS_DATE ||
             c->at[i].cls == ENT_CLASS_DURATION) &&
            !n--)
            return &c->at[i].when;
    return NULL;
}

bool ent_i_point_valid(ent_i_point p) {
    if (p.y < 0 || p.y > 9999 || p.m < 0 || p.m > 12 || p.d < 0)
        return false;
    if (!p.m)
        return p.y && !p.d;
    return p.d <= ent_i_month_days(p.y ? p.y : 2000, p.m);
}

int32_t ent_i_point_day(ent_i_point p, bool last) {
    int m = p.m ? p.m : last ? 12 : 1;
    int d = p.d ? p.d : last ? ent_i_month_days(p.y, m) : 1;
    return ent_i_days(p.y, m, d);
}

ent_i_point ent_i_point_of(int32_t day) {
    ent_i_point p;
    ent_i_civil(day, &p.y, &p.m, &p.d);
    return p;
}

ent_i_point ent_i_point_month(int y, int m, int add) {
    int k = y * 12 + m - 1 + add;
    return (ent_i_point){k / 12, k % 12 + 1, 0};
}

void ent_i_when_range(ent_i_when *w, ent_i_point a, ent_i_point b) {
    w->kind = ENT_WHEN_RANGE;
    w->a = a;
    w->b = b;
}

/* The year, near the document's own, in which a day or month without one
 * lies: at most about four months ahead of the document (two for a bare
 * month, none for a cited source), unless the clause speaks of the future. */
void ent_i_point_complete(const ent_i_now *now, ent_i_point *p, bool *used) {
    ent_i_point ref = now->ref;
    if (p->y || !p->m || !ref.y)
        return;
    p->y = ref.y;
    *used = true;
    if (!ref.m)
        return;
    if (!ref.d)
        ref.d = 28;
    int ahead = now->cited ? 7 : p->d ? 120 : 60;
    int diff = ent_i_point_day(*p, false) - ent_i_point_day(ref, false);
    if (now->future && !now->cited)
        p->y += diff < -31;
    else if (diff > ahead)
        p->y--;
    else if (!now->cited && diff < -330)
        p->y++;
}

static void put_point(ent_buf *b, ent_i_point p) {
    if (p.y)
        ent_i_buf_printf(b, "%04d", p.y);
    else
        ent_i_buf_printf(b, "-");
    if (p.m)
        ent_i_buf_printf(b, "-%02d", p.m);
    if (p.d)
        ent_i_buf_printf(b, "-%02d", p.d);
}

/* Half a day is twelve hours: a broken count moves to the next lower unit. */
static void put_duration(ent_buf *b, char unit, double count) {
    static const struct {
        char unit, below;
        int times;
    } parts[] = {{'Y', 'M', 12}, {'M', 'D', 30}, {'W', 'D', 7},
                 {'D', 'h', 24}, {'h', 'm', 60}, {'m', 's', 60}};
    bool time = unit == 'h' || unit == 'm' || unit == 's';
    char sign = time ? (char)(unit - 'a' + 'A') : unit;
    long whole = (long)count;
    double rest = count - (double)whole;
    if (count < 0) {
        ent_i_buf_printf(b, "P%sX%c", time ? "T" : "", sign);
        return;
    }
    size_t k = 0;
    while (k < 5 && parts[k].unit != unit)
        k++;
    long below = (long)(rest * parts[k].times);
    char low = parts[k].below;
    bool low_time = low == 'h' || low == 'm' || low == 's';
    ent_i_buf_printf(b, "P%s", time ? "T" : "");
    if (whole)
        ent_i_buf_printf(b, "%ld%c", whole, sign);
    if (below)
        ent_i_buf_printf(b, "%s%ld%c", low_time && !time ? "T" : "", below,
                         low_time ? (char)(low - 'a' + 'A') : low);
}

static void put_when(ent_buf *b, const ent_i_when *w) {
    if (w->kind == ENT_WHEN_DURATION) {
        put_duration(b, w->unit, w->count);
        return;
    }
    if (w->open_a)
        ent_i_buf_printf(b, "..");
    else
        put_point(b, w->a);
    if (w->kind == ENT_WHEN_DATE)
        return;
    ent_i_buf_printf(b, "/");
    if (w->open_b)
        ent_i_buf_printf(b, "..");
    else
        put_point(b, w->b);
}

ent_str ent_i_when_text(ent_arena *a, const ent_i_when *w, bool *bad) {
    ent_buf b = {0};
    ent_str s = {NULL, 0};
    if (w->blank)
        return s;
    put_when(&b, w);
    if (!b.bad)
        s = ent_i_dup(a, (ent_str){b.s, b.n});
    *bad |= !s.s;
    ent_i_buf_free(&b);
    return s;
}

static bool point_read(ent_str s, ent_i_point *p) {
    int32_t first, last;
    if (!ent_i_iso_read(s, &first, &last))
        return false;
    *p = ent_i_point_of(first);
    if (s.n < 10)
        p->d = 0;
    if (s.n < 7)
        p->m = 0;
    return true;
}

bool ent_i_points_read(ent_str s, ent_i_point *a, ent_i_point *b) {
    ent_str first = ent_i_cut(&s, '/');
    if (first.n > 10 && first.s[10] == 'T')
        first.n = 10; /* a time of day says nothing here */
    *a = *b = (ent_i_point){0, 0, 0};
    if (!point_read(first, a))
        return false;
    *b = *a;
    return !s.n || ent_i_eqz(s, "..") || point_read(s, b);
}
