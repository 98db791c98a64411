/* report_html.c - a report as one HTML file: the shell, the script and the
 * style that were built into the library, and the report's data.
 *
 * The file's content policy names script and style by their hashes, so
 * nothing that a document or a scenario says can run. */
#include "view/view.h"

extern const ent_asset ent_i_web[];

enum { CSS, JS, DATA, TITLE, JS_HASH, CSS_HASH, MARKS };
static const char *const mark_text[MARKS] = {
    "<!--entente:css-->",   "<!--entente:js-->", "<!--entente:data-->",
    "<!--entente:title-->", "{{js-hash}}",       "{{css-hash}}"};

/* base64 of SHA-256, as content policies want it. */
static ent_str hash_of(ent_arena *a, ent_str bytes) {
    unsigned char sum[32];
    char text[48] = "";
    ent_i_sha256(bytes, sum);
    ent_i_base64(sum, sizeof sum, text);
    return ent_i_dup(a, ent_i_str(text));
}

static ent_err asset(ent_ctx *ctx, const char *name, ent_str *out) {
    *out = ent_i_asset(ent_i_web, name);
    if (!out->n)
        return ENT_FAIL(ctx, ENT_INTERNAL,
                        "%s was not built into this program; build it from a "
                        "tree that has the folder web/",
                        name);
    return ENT_OK;
}

static ent_err parts(ent_ctx *ctx, ent_str part[MARKS]) {
    ENT_TRY(asset(ctx, "web/dist/report.css", &part[CSS]));
    ENT_TRY(asset(ctx, "web/dist/report.js", &part[JS]));
    part[JS_HASH] = hash_of(ctx->keep, part[JS]);
    part[CSS_HASH] = hash_of(ctx->keep, part[CSS]);
    return part[JS_HASH].s && part[CSS_HASH].s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_report_policy(ent_ctx *ctx, ent_str *out) {
    ent_str part[MARKS];
    ENT_TRY(parts(ctx, part));
    *out =
        ent_i_printf(ctx->keep,
                     "default-src 'none'; script-src 'sha256-%.*s'; style-src "
                     "'sha256-%.*s'; base-uri 'none'; form-action 'none'; "
                     "frame-ancestors 'none'",
                     ENT_P(part[JS_HASH]), ENT_P(part[CSS_HASH]));
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static void put_escaped(ent_buf *b, ent_str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.s[i];
        const char *esc = c == '&'   ? "&amp;"
                          : c == '<' ? "&lt;"
                          : c == '>' ? "&gt;"
                          : c == '"' ? "&quot;"
                                     : NULL;
        ent_i_buf_put(b, esc ? esc : &c, esc ? strlen(esc) : 1);
    }
}

/* Which mark stands at the beginning of s; MARKS: none. */
static int mark_at(ent_str s) {
    int m = 0;
    while (m < MARKS && !ent_i_starts(s, mark_text[m]))
        m++;
    return m;
}

/* The shell with each mark replaced; what is put in is not looked at again. */
static ent_err fill(ent_ctx *ctx, ent_str shell, const ent_str part[MARKS],
                    ent_sink out) {
    unsigned seen = 0;
    size_t from = 0;
    for (size_t i = 0; i < shell.n; i++) {
        int m = mark_at((ent_str){shell.s + i, shell.n - i});
        if (m == MARKS)
            continue;
        ENT_TRY(ent_i_write(ctx, out, (ent_str){shell.s + from, i - from}));
        ENT_TRY(ent_i_write(ctx, out, part[m]));
        from = i + strlen(mark_text[m]);
        i = from - 1;
        seen |= 1u << m;
    }
    for (int m = 0; m < MARKS; m++)
        if (!(seen >> m & 1))
            return ENT_FAIL(ctx, ENT_INTERNAL,
                            "web/shell.html has no mark %s; please report it",
                            mark_text[m]);
    return ent_i_write(ctx, out, (ent_str){shell.s + from, shell.n - from});
}

ent_err ent_report_html(ent_ctx *ctx, const ent_report *r, ent_sink out) {
    const ent_scenario *s = r->scenario;
    ent_str shell, part[MARKS] = {{0}};
    ent_buf data = {0}, title = {0};
    ENT_TRY(asset(ctx, "web/shell.html", &shell));
    ENT_TRY(parts(ctx, part));
    ent_err e = ent_report_data(ctx, r, ent_i_buf_sink(&data));
    put_escaped(&title, s->title.n ? s->title : s->id);
    if (!e && (data.bad || title.bad))
        e = ENT_NOMEM_FAIL(ctx);
    part[DATA] = (ent_str){data.s, data.n};
    part[TITLE] = (ent_str){title.s, title.n};
    if (!e)
        e = fill(ctx, shell, part, out);
    ent_i_buf_free(&data);
    ent_i_buf_free(&title);
    return e;
}
