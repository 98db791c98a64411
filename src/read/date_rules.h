/* date_rules.h - how expressions of time are found and what they mean.
 *
 * A rule is one line of a table: a pattern of words and token classes, the
 * function that turns what was matched into a value, and the level at which
 * it applies.  Rules of level 0 stand alone ("April 25", "last week"); those
 * of level 1 and 2 may hold DATE, which is any match of a lower level ("late
 * DATE", "since DATE"), so that nesting is bounded and matching is linear. */
#ifndef ENT_DATE_RULES_H
#define ENT_DATE_RULES_H
#include "read/read.h"

/* ---- values */

/* A calendar date as far as it is known; 0 where it is not. */
typedef struct ent_i_point {
    int y, m, d;
} ent_i_point;

typedef enum ent_i_when_kind {
    ENT_WHEN_DATE,
    ENT_WHEN_RANGE,
    ENT_WHEN_DURATION
} ent_i_when_kind;

/* What an expression means.  `blank`: it is one, but not resolvable here. */
typedef struct ent_i_when {
    ent_i_when_kind kind;
    ent_i_point a, b;    /* date: a; range: a..b */
    bool open_a, open_b; /* the range has no stated begin or end */
    bool relative;       /* took the document's date to resolve */
    bool vague;          /* bounds chosen by convention */
    bool blank;
    bool future;    /* "by 2030": says nothing about the past */
    int years_back; /* "last year" = 1: evidence on the document's year */
    int weekday;    /* 1 Monday .. 7, stated beside the date; 0 none */
    char unit;      /* duration: s m h D W M Y */
    double count;   /* duration: < 0 for "many" */
} ent_i_when;

/* What a resolver may use besides the words. */
typedef struct ent_i_now {
    ent_i_point ref;    /* the document's date as far as known */
    ent_i_point anchor; /* the last date mentioned before */
    bool future;        /* the clause speaks of what is to come */
    bool cited;         /* inside a source bracket: never after ref */
} ent_i_now;

/* ---- token classes */

#define ENT_CLASS_LIST(X)                                                   \
    X(MONTH)    /* April, with or without year and day around it */         \
    X(ABBR)     /* Apr, Sept */                                             \
    X(BMONTH)   /* a month that may stand alone: "in May" */                \
    X(WEEKDAY)  /* Friday */                                                \
    X(DAY)      /* 1..31, 1st..31st */                                      \
    X(YEAR)     /* four digits, 1000..2199 */                               \
    X(BYEAR)    /* a year that may stand alone: "in 2015" */                \
    X(TWO)      /* two digits */                                            \
    X(NUM)      /* 1..9999 in digits or words */                            \
    X(ORD)      /* first, 20th */                                           \
    X(UNIT)     /* day, week, month, year, decade, century, hour, minute */ \
    X(UNITS)    /* the same in the plural */                                \
    X(SEASON)   /* spring */                                                \
    X(DECADE)   /* 1990s */                                                 \
    X(DOTTED)   /* 25.04.2019 */                                            \
    X(QUARTER)  /* Q1 */                                                    \
    X(PART)     /* early, mid, late */                                      \
    X(REL)      /* last, past, previous; this, current; next, coming */     \
    X(DAYWORD)  /* yesterday, today, tomorrow */                            \
    X(FEW)      /* few, several, couple, many */                            \
    X(APPROX)   /* about, almost, nearly */                                 \
    X(WILL)     /* what comes speaks of the future: will, scheduled, due */ \
    X(WAS)      /* … or no longer: was, had, did */                       \
    X(DASH)     /* - and the longer ones */                                 \
    X(DATE)     /* any expression of a lower level that is no duration */   \
    X(DURATION) /* any duration of a lower level */

typedef enum ent_i_class {
#define ENT_X(name) ENT_CLASS_##name,
#define ENT_Y(name) ENT_X(name)
    ENT_CLASS_LIST(ENT_Y)
#undef ENT_Y
#undef ENT_X
        ENT_CLASS_COUNT
} ent_i_class;

/* One element of a match that carries a value. */
typedef struct ent_i_cap {
    ent_i_class cls;
    int value;
    ent_i_when when; /* of DATE and DURATION */
} ent_i_cap;

enum { ENT_MAX_CAPS = 12, ENT_MAX_LEVEL = 3 };

typedef struct ent_i_caps {
    ent_i_cap at[ENT_MAX_CAPS];
    size_t n;
} ent_i_caps;

/* ---- rules */

/* Fills *out from what was matched; false: no expression of time after all. */
typedef bool ent_i_resolve(const ent_i_caps *c, const ent_i_now *now, int arg,
                           ent_i_when *out);

typedef struct ent_i_date_rule {
    const char *pattern; /* words, a|b, ?optional, CLASS */
    ent_i_resolve *resolve;
    int arg;
    int level;
} ent_i_date_rule;
extern const ent_i_date_rule ent_i_date_rules[]; /* ended by pattern NULL */

/* The words that bear a class: "april" is MONTH 4. */
typedef struct ent_i_date_word {
    const char *word;
    ent_i_class cls;
    int value;
} ent_i_date_word;
extern const ent_i_date_word ent_i_date_words[]; /* ended by word NULL */

/* Units of time as UNIT carries them: the letter ISO 8601 gives a duration
 * and how many of those the word stands for ("decade" is 10 Y). */
#define ENT_UNIT(letter, times) ((letter) | (times) << 8)

ent_i_resolve ent_i_when_calendar, ent_i_when_numeric, ent_i_when_dotted,
    ent_i_when_decade, ent_i_when_century, ent_i_when_season,
    ent_i_when_quarter, ent_i_when_days, ent_i_when_years, ent_i_when_months;
ent_i_resolve ent_i_when_unit, ent_i_when_ago, ent_i_when_near,
    ent_i_when_weekday, ent_i_when_month, ent_i_when_dayword,
    ent_i_when_weekend, ent_i_when_anchored, ent_i_when_sofar,
    ent_i_when_season_of, ent_i_when_this_day, ent_i_when_monthof;
ent_i_resolve ent_i_when_part, ent_i_when_open, ent_i_when_between,
    ent_i_when_beside, ent_i_when_half;
ent_i_resolve ent_i_when_duration, ent_i_when_many, ent_i_when_same_duration;

/* ---- shared by the resolvers (date_values.c) */

/* The value of the n-th capture of a class; `none` when there is none. */
int ent_i_cap_value(const ent_i_caps *c, ent_i_class cls, size_t n, int none);
const ent_i_when *ent_i_cap_when(const ent_i_caps *c, size_t n);
/* Gives a date without year the year that fits the document. */
void ent_i_point_complete(const ent_i_now *now, ent_i_point *p, bool *used);
bool ent_i_point_valid(ent_i_point p);
/* First or last day of a date with a year. */
int32_t ent_i_point_day(ent_i_point p, bool last);
ent_i_point ent_i_point_of(int32_t day);
ent_i_point ent_i_point_month(int y, int m, int add);
void ent_i_when_range(ent_i_when *w, ent_i_point a, ent_i_point b);
/* ISO 8601; {NULL, 0} when blank or out of memory (then *bad is set). */
ent_str ent_i_when_text(ent_arena *a, const ent_i_when *w, bool *bad);
/* "2019-04-25", "2019-04-25/2019-04-27", "2019-04" as points. */
bool ent_i_points_read(ent_str s, ent_i_point *a, ent_i_point *b);

/* ---- matching (date_match.c) */

typedef struct ent_i_dater ent_i_dater;
typedef struct ent_i_date_match {
    uint32_t first, end; /* tokens, end exclusive */
    ent_i_when when;
} ent_i_date_match;

/* Prepares the rules and the tokens' classes, in ctx->temp. */
ent_err ent_i_dater_new(ent_ctx *ctx, const ent_doc *doc,
                        const ent_tokens *toks, ent_i_dater **out);
/* The longest expression that begins at token i and ends before `end`. */
bool ent_i_date_at(ent_i_dater *d, const ent_i_now *now, uint32_t i,
                   uint32_t end, ent_i_date_match *out);
/* The value token i has in a class; -1 when it is not of it. */
int ent_i_date_class(const ent_i_dater *d, uint32_t i, ent_i_class cls);
/* One to `max` dates in a row, "January 24, March 19", "April 23, 25", as in
 * source brackets; how many, each with its own tokens. */
size_t ent_i_date_list(ent_i_dater *d, const ent_i_now *now, uint32_t i,
                       uint32_t end, ent_i_date_match *out, size_t max);

/* ---- the document's own date (doc_date.c) */

/* One expression found in a text. */
typedef struct ent_i_found {
    ent_i_date_match match;
    uint32_t sent;
    bool cited;
} ent_i_found;

/* Settles doc->published, which is blank, from dates found without knowing
 * it.  @p year is known from elsewhere, or 0.  Stays blank where the text
 * does not let it. */
ent_err ent_i_settle_published(ent_ctx *ctx, const ent_i_found *found, size_t n,
                               int year, ent_doc *doc);
/* The point from which a text published then counts: the day itself, or the
 * first working day of a range; all 0 when nothing is known. */
ent_i_point ent_i_reference(ent_str published);
/* The year of a volume of a periodical that numbers one volume a year; 0 when
 * it is not in the table. */
int ent_i_volume_year(ent_str periodical, int volume);
#endif
