/** @file base.h - errors, text, memory; rules for all functions in entente.h.
 */
#ifndef ENT_BASE_PUBLIC_H
#define ENT_BASE_PUBLIC_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/** Every error: name, exit code of the program, sentence.  The exit codes are
 *  those of `man entente`: 1 a negative answer, 2 usage, 3 bad input,
 *  4 partial, 5 the machine or the program failed, 130 interrupted. */
#define ENT_ERR_LIST(X)                                                  \
    X(OK, 0, "no error")                                                 \
    X(NEGATIVE, 1, "the answer is no")                                   \
    X(USAGE, 2, "the command line is not understood")                    \
    X(MISSING, 3, "a file or object does not exist")                     \
    X(ENCODING, 3, "the bytes are not text")                             \
    X(SYNTAX, 3, "the text does not follow its format")                  \
    X(NAME, 3, "a name refers to nothing, or to two things")             \
    X(DOMAIN, 3, "a number is outside its allowed range")                \
    X(SHAPE, 3, "array lengths do not agree")                            \
    X(LIMIT, 3, "the input is larger than allowed")                      \
    X(UNSUPPORTED, 3, "this is not supported")                           \
    X(PARTIAL, 4, "some parts failed")                                   \
    X(DIVERGED, 4, "the model did not settle within the allowed rounds") \
    X(NOMEM, 5, "out of memory")                                         \
    X(IO, 5, "reading or writing failed")                                \
    X(INTERNAL, 5, "an internal check failed; please report it")         \
    X(CANCELLED, 130, "interrupted; what was reported as saved is saved")

typedef enum ent_err {
#define ENT_X(name, exit_code, text) ENT_##name,
    ENT_ERR_LIST(ENT_X)
#undef ENT_X
} ent_err;

/** The sentence that belongs to @p err; never NULL. */
const char *ent_err_text(ent_err err);
/** The name of @p err, such as "MISSING", as `--json` prints it; never NULL. */
const char *ent_err_name(ent_err err);
/** The exit code of a program that ends with @p err, 0..130. */
int ent_err_exit(ent_err err);

/** A piece of text that somebody else owns; UTF-8, not NUL-terminated. */
typedef struct ent_str {
    const char *s; /**< NULL when blank */
    size_t n;      /**< bytes */
} ent_str;

/** Bump allocator: allocate freely, free all at once. */
typedef struct ent_arena ent_arena;
/** A new arena that holds at most @p max_bytes; NULL if no memory. */
ent_arena *ent_arena_new(size_t max_bytes);
/** Frees the arena and all that was allocated from it.  NULL is fine. */
void ent_arena_free(ent_arena *a);
/** n * size zeroed bytes aligned for any type; NULL when the limit or the
 *  machine's memory is reached, or on overflow.  Cost: O(n * size). */
void *ent_arena_alloc(ent_arena *a, size_t n, size_t size);
/** Frees all that was allocated; the arena can be used again. */
void ent_arena_reset(ent_arena *a);

/** Where a piece of input stands. */
typedef struct ent_place {
    ent_str file;    /**< blank: not from a file */
    uint32_t line;   /**< 1-based; 0: the file as a whole */
    uint32_t column; /**< 1-based, in characters; 0: the line as a whole */
} ent_place;

/** What one thread needs to work, and to explain a failure. */
typedef struct ent_ctx {
    ent_arena *keep; /**< results that the caller wants to hold */
    ent_arena *temp; /**< the library's scratch, reset between items */
    /** NULL, or called now and then with what is being done and the part
     *  done, 0..1; a return other than 0 stops with ENT_CANCELLED. */
    int (*progress)(void *user, const char *what, double done);
    void *user; /**< handed to progress */
    struct {
        ent_err err;
        const char *where; /**< function, static */
        char file[512];    /**< "" when not about a file */
        uint32_t line, column;
        char why[512]; /**< one sentence: the offending value, the remedy */
    } fail;
} ent_ctx;

/** Fills @p ctx with two arenas of at most @p max_bytes each.
 *  @return ENT_NOMEM  no memory for them; ctx is zeroed */
ent_err ent_ctx_open(ent_ctx *ctx, size_t max_bytes);
/** Frees the arenas and zeroes @p ctx.  A zeroed context is fine. */
void ent_ctx_close(ent_ctx *ctx);

/** Where output goes: returns 0, or another number when writing failed. */
typedef struct ent_sink {
    int (*write)(void *user, const char *bytes, size_t n);
    void *user;
} ent_sink;

#ifdef __cplusplus
}
#endif
#endif
