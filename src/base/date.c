/* date.c - the proleptic Gregorian calendar as days from 1970-01-01.
 *
 * Days from a civil date and back by counting eras of 400 years, as in
 * Howard Hinnant's "chrono-compatible low-level date algorithms". */
#include "base/base.h"
#include <stdio.h>
#include <time.h>

int32_t ent_i_days(int year, int month, int day) {
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int yoe = year - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void ent_i_civil(int32_t days, int *year, int *month, int *day) {
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int ent_i_month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* `n` digits at s[*i]; -1 when they are not there. */
static int digits(ent_str s, size_t *i, size_t n) {
    int x = 0;
    if (s.n - *i < n)
        return -1;
    for (size_t k = 0; k < n; k++, (*i)++) {
        if (s.s[*i] < '0' || s.s[*i] > '9')
            return -1;
        x = x * 10 + (s.s[*i] - '0');
    }
    return x;
}

bool ent_i_iso_read(ent_str s, int32_t *first, int32_t *last) {
    size_t i = 0;
    int y = digits(s, &i, 4), m1 = 1, m2 = 12, d1 = 1, d2;
    if (y < 0)
        return false;
    if (i < s.n) {
        if (s.s[i++] != '-' || (m1 = m2 = digits(s, &i, 2)) < 1 || m1 > 12)
            return false;
    }
    d2 = ent_i_month_days(y, m2);
    if (i < s.n) {
        if (s.s[i++] != '-' || (d1 = digits(s, &i, 2)) < 1 || d1 > d2)
            return false;
        d2 = d1;
    }
    *first = ent_i_days(y, m1, d1);
    *last = ent_i_days(y, m2, d2);
    return i == s.n;
}

bool ent_i_iso_range(ent_str s, int32_t *first, int32_t *last) {
    ent_str to = s, from = ent_i_cut(&to, '/');
    int32_t a, b;
    if (!to.s)
        return ent_i_iso_read(from, first, last);
    *first = INT32_MIN;
    *last = INT32_MAX;
    if (!ent_i_eqz(from, "..") && !ent_i_iso_read(from, first, &b))
        return false;
    if (!ent_i_eqz(to, "..") && !ent_i_iso_read(to, &a, last))
        return false;
    return *first <= *last;
}

int ent_i_weekday(int32_t days) {
    return (int)(((days + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

void ent_i_clock(char out[ENT_TIME_BYTES]) {
    time_t now = time(NULL);
    struct tm tm;
    if (!gmtime_r(&now, &tm) ||
        !strftime(out, ENT_TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &tm))
        snprintf(out, ENT_TIME_BYTES, "1970-01-01T00:00:00Z");
}
