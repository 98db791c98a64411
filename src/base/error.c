/* error.c - the sentence behind every failure.
 *
 * A service that fails sets code, place and sentence in one statement and
 * returns the code; whoever prints it needs nothing else. */
#include "base/base.h"
#include <stdio.h>

const char *ent_err_text(ent_err err) {
    switch (err) {
#define ENT_X(name, exit_code, text) \
    case ENT_##name:                 \
        return text;
        ENT_ERR_LIST(ENT_X)
#undef ENT_X
    }
    return "unknown error";
}

const char *ent_err_name(ent_err err) {
    static const char *const names[] = {
#define ENT_X(name, exit_code, text) #name,
        ENT_ERR_LIST(ENT_X)
#undef ENT_X
    };
    return (size_t)err < sizeof names / sizeof *names ? names[err] : "UNKNOWN";
}

int ent_err_exit(ent_err err) {
    switch (err) {
#define ENT_X(name, exit_code, text) \
    case ENT_##name:                 \
        return exit_code;
        ENT_ERR_LIST(ENT_X)
#undef ENT_X
    }
    return 5;
}

static void set_fail(ent_ctx *ctx, ent_err err, const char *where,
                     const char *fmt, va_list ap) {
    ctx->fail.err = err;
    ctx->fail.where = where;
    vsnprintf(ctx->fail.why, sizeof ctx->fail.why, fmt, ap);
}

ent_err ent_i_fail(ent_ctx *ctx, ent_err err, const char *where,
                   const char *fmt, ...) {
    va_list ap;
    if (!ctx)
        return err;
    ctx->fail.file[0] = 0;
    ctx->fail.line = ctx->fail.column = 0;
    va_start(ap, fmt);
    set_fail(ctx, err, where, fmt, ap);
    va_end(ap);
    return err;
}

ent_err ent_i_fail_at(ent_ctx *ctx, ent_err err, const char *where,
                      ent_place at, const char *fmt, ...) {
    va_list ap;
    if (!ctx)
        return err;
    snprintf(ctx->fail.file, sizeof ctx->fail.file, "%.*s", ENT_P(at.file));
    ctx->fail.line = at.line;
    ctx->fail.column = at.column;
    va_start(ap, fmt);
    set_fail(ctx, err, where, fmt, ap);
    va_end(ap);
    return err;
}

void ent_i_fail_copy(ent_ctx *to, const ent_ctx *from) {
    memcpy(&to->fail, &from->fail, sizeof to->fail);
}

ent_err ent_i_progress(ent_ctx *ctx, const char *what, double done) {
    if (ctx->progress && ctx->progress(ctx->user, what, done))
        return ENT_FAIL(
            ctx, ENT_CANCELLED,
            "interrupted while %s; only what was reported as saved is "
            "kept",
            what);
    return ENT_OK;
}
