/* base.h - what every other folder may use and nothing else. */
#ifndef ENT_BASE_H
#define ENT_BASE_H
#include "entente.h"
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#if defined(__GNUC__)
#define ENT_PRINTF(a, b) __attribute__((format(printf, a, b)))
#else
#define ENT_PRINTF(a, b)
#endif

/* What this was compiled by, for run.json and the doctor. */
#ifdef __clang__
#define ENT_COMPILER __VERSION__
#else
#define ENT_COMPILER "gcc " __VERSION__
#endif

/* ---- errors (error.c) */

/* Returns from the calling function with what failed below. */
#define ENT_TRY(expr)            \
    do {                         \
        ent_err ent_e_ = (expr); \
        if (ent_e_)              \
            return ent_e_;       \
    } while (0)
/* Fails with a sentence: what is wrong, the offending value, the remedy. */
#define ENT_FAIL(ctx, err, ...) ent_i_fail(ctx, err, __func__, __VA_ARGS__)
#define ENT_FAIL_AT(ctx, err, place, ...) \
    ent_i_fail_at(ctx, err, __func__, place, __VA_ARGS__)
#define ENT_NOMEM_FAIL(ctx) \
    ENT_FAIL(ctx, ENT_NOMEM, "out of memory; give less input at a time")

ent_err ent_i_fail(ent_ctx *ctx, ent_err err, const char *where,
                   const char *fmt, ...) ENT_PRINTF(4, 5);
ent_err ent_i_fail_at(ent_ctx *ctx, ent_err err, const char *where,
                      ent_place at, const char *fmt, ...) ENT_PRINTF(5, 6);
/* Copies what failed in one context (a worker's) into another. */
void ent_i_fail_copy(ent_ctx *to, const ent_ctx *from);
/* Tells the caller how far things are; ENT_CANCELLED when it wants to stop. */
ent_err ent_i_progress(ent_ctx *ctx, const char *what, double done);

/* ---- memory (arena.c) */

/* Allocation hooks: tests make the k-th allocation fail through them. */
extern void *(*ent_i_malloc)(size_t n);
extern void *(*ent_i_realloc)(void *p, size_t n);
extern void (*ent_i_free)(void *p);

#define ENT_NEW(arena, n, type) \
    ((type *)ent_arena_alloc(arena, n, sizeof(type)))
typedef struct ent_mark {
    size_t total;
} ent_mark;
/* Scratch used by one function: mark, allocate, release to the mark. */
ent_mark ent_i_arena_mark(const ent_arena *a);
void ent_i_arena_release(ent_arena *a, ent_mark m);

/* A growable array in an arena: `ent_vec v = {0}; T *p = ENT_PUSH(…)`. */
typedef struct ent_vec {
    void *at;
    size_t n, cap;
} ent_vec;
/* One zeroed element more, or NULL.  Old places move and are gone: keep
 * indices. */
void *ent_i_push(ent_arena *a, ent_vec *v, size_t size);
#define ENT_PUSH(arena, vec, type) \
    ((type *)ent_i_push(arena, vec, sizeof(type)))

/* ---- text (text.c) */

#define ENT_STR(literal) ((ent_str){"" literal, sizeof(literal) - 1})
#define ENT_P(str)       (int)(str).n, (str).s ? (str).s : "" /* for %.*s */
ent_str ent_i_str(const char *z); /* of a NUL-terminated text, borrowed */
bool ent_i_eq(ent_str a, ent_str b);
bool ent_i_eqz(ent_str a, const char *z);
int ent_i_cmp(ent_str a, ent_str b); /* byte order */
ent_str ent_i_trim(ent_str s);       /* ASCII white space off both ends */
bool ent_i_starts(ent_str s, const char *z);
bool ent_i_ends(ent_str s, const char *z);
/* Cuts s at the first `sep`: what stands before it; *s keeps the rest, and
 * is blank ({NULL, 0}) after the last piece. */
ent_str ent_i_cut(ent_str *s, char sep);
/* A copy in the arena, NUL-terminated behind its end; {NULL,0} if no memory */
ent_str ent_i_dup(ent_arena *a, ent_str s);
ent_str ent_i_printf(ent_arena *a, const char *fmt, ...) ENT_PRINTF(2, 3);
/* The whole of s as a finite number; false when it is none. */
bool ent_i_number(ent_str s, double *out);
bool ent_i_uint(ent_str s, uint64_t *out);
uint64_t ent_i_hash(ent_str s); /* FNV-1a, 64 bits */
/* The name among [n] that is nearest by edits, or blank if none is near. */
ent_str ent_i_nearest(ent_str s, const ent_str *name, size_t n);
/* Matches '*' for any run of characters. */
bool ent_i_glob(ent_str pattern, ent_str s);

/* The code point at s[*i], moving *i behind it; -1 for an invalid byte,
 * behind which *i moves by one. */
int32_t ent_i_utf8_next(ent_str s, size_t *i);
size_t ent_i_utf8_put(int32_t c, char out[4]); /* bytes written */
/* First invalid byte, or s.n when all is well-formed UTF-8. */
size_t ent_i_utf8_bad(ent_str s);

/* ---- output (sink.c) */

/* A growable text on the heap: `ent_buf b = {0}; …; ent_i_buf_free(&b)`.
 * After a failed allocation `bad` stays set and later calls do nothing. */
typedef struct ent_buf {
    char *s;
    size_t n, cap;
    bool bad;
} ent_buf;
void ent_i_buf_free(ent_buf *b);
void ent_i_buf_put(ent_buf *b, const char *s, size_t n);
void ent_i_buf_str(ent_buf *b, ent_str s);
void ent_i_buf_printf(ent_buf *b, const char *fmt, ...) ENT_PRINTF(2, 3);
/* "text" with JSON's escapes; blank gives null.  '<' is escaped so that the
 * JSON can stand inside an HTML page. */
void ent_i_buf_json(ent_buf *b, ent_str s);
/* Text of a document for a terminal, on one line: white space is a blank, other
 * control characters, which could command the terminal, become U+FFFD. */
void ent_i_buf_plain(ent_buf *b, ent_str s);
/* Shortest decimal that reads back as x, at most 17 digits; "null" when x is
 * not finite. */
void ent_i_buf_number(ent_buf *b, double x);
/* x with `digits` decimals (0..9), fast; for tables of millions of cells. */
void ent_i_buf_fixed(ent_buf *b, double x, int digits);
/* A CSV cell after RFC 4180: quoted where it must be. */
void ent_i_buf_csv(ent_buf *b, ent_str s);
ent_sink ent_i_buf_sink(ent_buf *b);
ent_err ent_i_write(ent_ctx *ctx, ent_sink out, ent_str s);

/* ---- files (file.c) */

/* The whole file in the arena, NUL-terminated behind its end; "-" is
 * standard input.  ENT_MISSING, ENT_IO, ENT_LIMIT (over max_bytes). */
ent_err ent_i_file_read(ent_ctx *ctx, ent_arena *into, ent_str path,
                        size_t max_bytes, ent_str *out);
/* Writes through a temporary name in the same folder, syncs, renames: the
 * file is whole or as it was.  ENT_IO. */
ent_err ent_i_file_write(ent_ctx *ctx, ent_str path, ent_str bytes);
/* Makes the folder and those above it.  ENT_IO. */
ent_err ent_i_folder_make(ent_ctx *ctx, ent_str path);
/* Makes the folder; *made is false when something of that name was there.
 * Of two programs only one makes it. */
ent_err ent_i_folder_claim(ent_ctx *ctx, ent_str path, bool *made);
bool ent_i_file_exists(ent_str path);
uint64_t ent_i_file_size(ent_str path); /* 0 when it is not there */
/* After this, a file, or the names in a folder, outlast a power cut. */
ent_err ent_i_file_sync(ent_ctx *ctx, ent_str path);
bool ent_i_folder_exists(ent_str path);
/* When the file was last written, nanoseconds since 1970; -1: no file. */
int64_t ent_i_file_time(ent_str path);
/* All regular files below a folder, or the file itself, in byte order of
 * path; names that begin with '.' are left out.  ENT_MISSING, ENT_IO. */
ent_err ent_i_file_list(ent_ctx *ctx, ent_arena *into, ent_str path,
                        ent_str **out, size_t *n);
ent_str ent_i_path_join(ent_arena *a, ent_str dir, ent_str name);
ent_str ent_i_path_folder(ent_str path); /* "." when it has none */
ent_str ent_i_path_base(ent_str path);
ent_str ent_i_path_stem(ent_str path); /* base without its ending */

/* A file that was built into the library (cmake/embed.cmake). */
typedef struct ent_asset {
    const char *name; /* "data/leaders.tsv" */
    const char *start, *end;
} ent_asset;
ent_str ent_i_asset(const ent_asset *table, const char *name);

/* ---- other programs (child.c) */

typedef struct ent_child_plan {
    char *const *argv; /* ended by NULL; argv[0] with its folder */
    ent_str in;        /* its standard input */
    double seconds;    /* by the clock, and of the processor */
    size_t memory;     /* bytes of address space */
    size_t output;     /* bytes of standard output */
} ent_child_plan;
typedef struct ent_child {
    ent_buf out;        /* standard output; free with ent_i_buf_free */
    char said[512];     /* the beginning of its standard error */
    int code;           /* exit code; 128 and the number of a signal */
    bool late, flooded; /* it was ended: by time, by output */
} ent_child;
/* The program of this name on $PATH, NUL-terminated; blank: there is none. */
ent_str ent_i_child_find(ent_ctx *ctx, const char *name);
/* Runs it with an empty environment until it ends or a limit is reached; it
 * can write no file.  ENT_IO: it cannot be started; ENT_NOMEM. */
ent_err ent_i_child_run(ent_ctx *ctx, const ent_child_plan *plan,
                        ent_child *out);

/* ---- SHA-256 (sha256.c) */

void ent_i_sha256(ent_str bytes, unsigned char out[32]);
/* The hash in hexadecimal, as files and runs name it; 64 digits and a NUL. */
void ent_i_sha256_hex(ent_str bytes, char out[65]);
void ent_i_hex(const unsigned char *bytes, size_t n, char *out); /* 2n + 1 */
void ent_i_base64(const unsigned char *bytes, size_t n, char *out);
/* Reads base64 in place of out [3 * (n / 4)]; false when it is none. */
bool ent_i_base64_read(ent_str text, char *out, size_t *n);

/* ---- random numbers (random.c): functions of (seed, draw, name) */

/* The stream of one named value: hash it once, then draw by number. */
typedef struct ent_stream {
    uint64_t seed, name;
} ent_stream;
ent_stream ent_i_stream(uint64_t seed, ent_str name);
/* Uniform in the open interval (0,1), 53 bits; `lane` tells several numbers
 * of one draw apart. */
double ent_i_uniform(ent_stream s, uint64_t draw, uint32_t lane);
/* Uniform in (0,1) of draw number `draw` of a Latin square of `of` rows: over
 * all rows every stratum [k/of, (k+1)/of) is hit once. */
double ent_i_latin(ent_stream s, uint64_t draw, uint64_t of);
/* The standard normal quantile of 0 < p < 1; Wichura 1988, AS 241, about 16
 * digits. */
double ent_i_normal(double p);

/* ---- sums and order (sum.c) */

double ent_i_sum(const double *x, size_t n); /* pairwise: error O(log n) */
void ent_i_sort(double *x, size_t n);        /* ascending, no NaN in it */
/* Quantile p of x sorted ascending, linear between ranks (type 7); n >= 1 */
double ent_i_quantile(const double *x, size_t n, double p);

/* ---- dates (date.c): the proleptic Gregorian calendar, days from 1970 */

int32_t ent_i_days(int year, int month, int day);
void ent_i_civil(int32_t days, int *year, int *month, int *day);
int ent_i_month_days(int year, int month);
/* "2019", "2019-05", "2019-05-14" -> first and last day; false if none */
bool ent_i_iso_read(ent_str s, int32_t *first, int32_t *last);
/* The same and ranges: "2019-05/2019-06", "../2019"; an end that is open is
 * INT32_MIN or INT32_MAX; false for anything else, and when b ends before a */
bool ent_i_iso_range(ent_str s, int32_t *first, int32_t *last);
int ent_i_weekday(int32_t days); /* 0 Monday .. 6 Sunday */
enum { ENT_TIME_BYTES = 24 };
void ent_i_clock(char out[ENT_TIME_BYTES]); /* 2019-05-14T09:30:00Z */
#endif
