/* calendar.c - steps of a scenario and dates of documents on the calendar. */
#include "view/view.h"
#include <stdio.h>

static void add_months(int *year, int *month, int *day, int more) {
    int all = *year * 12 + *month - 1 + more;
    *year = all / 12;
    *month = all % 12 + 1;
    int last = ent_i_month_days(*year, *month);
    *day = *day > last ? last : *day;
}

static size_t print_day(int year, int month, int day,
                        char room[ENT_DATE_BYTES]) {
    if (year < 0 || year > 9999) {
        room[0] = 0;
        return 0;
    }
    int n = snprintf(room, ENT_DATE_BYTES, "%04d-%02d-%02d", year, month, day);
    return n < 0 || n >= ENT_DATE_BYTES ? 0 : (size_t)n;
}

/* Bytes of an ISO date that the scenario's unit is worth: year, month, day. */
static size_t exactness(const ent_scenario *s) {
    size_t unit = s->step_unit == 'y' ? 4 : s->step_unit == 'm' ? 7 : 10;
    return s->start.n > unit ? s->start.n : unit;
}

ent_str ent_i_step_date(const ent_scenario *s, uint32_t step,
                        char room[ENT_DATE_BYTES]) {
    int32_t first, last;
    int year, month, day;
    uint64_t units = (uint64_t)step * s->step_count;
    if (!ent_i_iso_read(s->start, &first, &last) || units > 4000000)
        return (ent_str){0};
    int32_t n = (int32_t)units;
    bool days = s->step_unit == 'd' || s->step_unit == 'w';
    if (days)
        first += n * (s->step_unit == 'w' ? 7 : 1);
    ent_i_civil(first, &year, &month, &day);
    if (!days)
        add_months(&year, &month, &day, n * (s->step_unit == 'y' ? 12 : 1));
    size_t len = print_day(year, month, day, room);
    size_t exact = exactness(s);
    return (ent_str){room, len < exact ? len : exact};
}

static void print_days(int32_t days, char room[ENT_DATE_BYTES]) {
    int year, month, day;
    ent_i_civil(days, &year, &month, &day);
    print_day(year, month, day, room);
}

bool ent_i_date_ends(ent_str value, char first[ENT_DATE_BYTES],
                     char last[ENT_DATE_BYTES]) {
    ent_str to = value, from = ent_i_cut(&to, '/');
    int32_t a, b;
    if (!to.s)
        to = from;
    first[0] = last[0] = 0;
    if (ent_i_iso_read(from, &a, &b))
        print_days(a, first);
    else if (!ent_i_eqz(from, ".."))
        return false;
    if (ent_i_iso_read(to, &a, &b))
        print_days(b, last);
    else if (!ent_i_eqz(to, ".."))
        return false;
    return first[0] || last[0];
}
