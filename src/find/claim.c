/* claim.c - whether what was expected of a change has come about.
 *
 * Both sides were played on the same random numbers, so every draw shows the
 * change alone.  An expectation holds when it holds in the middle (by at
 * least so much) and in enough of the draws; docs/claims.md. */
#include "find/claims.h"
#include <math.h>
#include <stdio.h>

static const double NOTHING = 1e-9; /* smaller changes are rounding */

const char *ent_verdict_text(ent_verdict v) {
    static const char *const text[] = {"holds", "fails", "shows nothing",
                                       "error"};
    return text[v];
}

/* ---- counting draws */

static bool agrees(const ent_expectation *e, double change, double level) {
    switch (e->sign) {
    case ENT_SIGN_UP:
        return change > NOTHING;
    case ENT_SIGN_DOWN:
        return change < -NOTHING;
    case ENT_SIGN_NOT_UP:
        return change <= e->least + NOTHING;
    case ENT_SIGN_NOT_DOWN:
        return change >= -e->least - NOTHING;
    case ENT_SIGN_UNCHANGED:
        return fabs(change) <= e->least + NOTHING;
    case ENT_SIGN_ABOVE:
        return level > e->least;
    case ENT_SIGN_BELOW:
        return level < e->least;
    }
    return false;
}

/* Of `up` and `down` the middle of the draws must move far enough, too. */
static bool moves_enough(const ent_expectation *e, double median) {
    if (e->sign == ENT_SIGN_UP)
        return median >= e->least - NOTHING && median > NOTHING;
    if (e->sign == ENT_SIGN_DOWN)
        return median <= -e->least + NOTHING && median < -NOTHING;
    return true;
}

static ent_err measure(ent_ctx *ctx, const ent_look *before,
                       const ent_look *after, size_t n, ent_effect *out) {
    double *d = ENT_NEW(ctx->temp, n, double);
    unsigned char *bad = ENT_NEW(ctx->temp, n, unsigned char);
    size_t agree = 0, all = 0;
    if (!d || !bad)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        bad[i] = after->bad[i] || (before && before->bad[i]);
        d[i] = before ? after->x[i] - before->x[i] : 0;
        if (bad[i])
            continue;
        all++;
        agree += agrees(out->expect, d[i], after->x[i]);
    }
    out->agree = all ? (double)agree / (double)all : 0;
    ENT_TRY(ent_band_of(ctx, after->x, after->bad, n, &out->after));
    if (!before)
        return ENT_OK;
    ENT_TRY(ent_band_of(ctx, before->x, before->bad, n, &out->before));
    return ent_band_of(ctx, d, bad, n, &out->change);
}

/* ---- saying it */

static bool is_level(const ent_expectation *e) {
    return e->sign == ENT_SIGN_ABOVE || e->sign == ENT_SIGN_BELOW;
}

static ent_str expected(ent_ctx *ctx, const ent_expectation *e) {
    static const char *const text[] = {"rise by %g or more",
                                       "fall by %g or more",
                                       "not rise by over %g",
                                       "not fall by over %g",
                                       "stay within %g of itself",
                                       "be above %g",
                                       "be below %g"};
    char room[64];
    snprintf(room, sizeof room, text[e->sign], e->least);
    return ent_i_dup(ctx->temp, ent_i_str(room));
}

static ent_str seen(ent_ctx *ctx, const ent_effect *f) {
    const ent_band *c = &f->change;
    if (!c->n || is_level(f->expect))
        return ent_i_printf(ctx->temp, "is %.1f (80 %% of draws %.1f to %.1f)",
                            f->after.q50, f->after.q10, f->after.q90);
    const char *way = c->q50 > NOTHING    ? "rises"
                      : c->q50 < -NOTHING ? "falls"
                                          : "does not move";
    if (fabs(c->q50) <= NOTHING && c->q10 == c->q90)
        return ent_i_printf(ctx->temp, "does not move from %.1f",
                            f->before.q50);
    return ent_i_printf(ctx->temp,
                        "%s by %.2f (80 %% of draws %+.2f to %+.2f), from %.1f "
                        "to %.1f",
                        way, fabs(c->q50), c->q10, c->q90, f->before.q50,
                        f->after.q50);
}

static ent_err say(ent_ctx *ctx, ent_effect *f) {
    const ent_expectation *e = f->expect;
    ent_str want = expected(ctx, e), is = seen(ctx, f);
    if (!f->after.n)
        f->says =
            ent_i_printf(ctx->keep, "%.*s: no draw settles it", ENT_P(e->name));
    else if (f->holds)
        f->says =
            ent_i_printf(ctx->keep, "%.*s %.*s; so in %.0f %% of draws",
                         ENT_P(e->name), ENT_P(is), floor(f->agree * 100));
    else
        f->says = ent_i_printf(
            ctx->keep,
            "%.*s should %.*s in %.0f %% of draws, but %.*s; so in %.0f %%",
            ENT_P(e->name), ENT_P(want), e->share * 100, ENT_P(is),
            floor(f->agree * 100));
    return f->says.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_effect_judge(ent_ctx *ctx, const ent_expectation *e,
                           const ent_look *before, const ent_look *after,
                           size_t draws, ent_effect *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    *out = (ent_effect){.expect = e};
    if (!before && !is_level(e))
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, e->at,
                           "'%.*s' is expected to move, but nothing is "
                           "changed; give a change, or expect above or below",
                           ENT_P(e->name));
    ENT_TRY(measure(ctx, before, after, draws, out));
    out->holds = out->after.n && out->agree >= e->share - 1e-12 &&
                 moves_enough(e, out->change.q50);
    ENT_TRY(say(ctx, out));
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
