/* pdf_boxes.c - what `pdftotext -bbox-layout` writes: pages, blocks in their
 * order of reading, lines, and words with the boxes they fill. */
#include "read/extract.h"
#include <expat.h>
#include <stdlib.h>

typedef struct reader {
    ent_ctx *ctx;
    XML_Parser xml;
    ent_pdf *to;
    ent_buf text; /* of the line, or of the title, under way */
    ent_pdf_line line;
    bool in_word, in_title, failed, forbidden;
} reader;

static const char *attribute(const char **a, const char *name) {
    for (; *a; a += 2)
        if (strcmp(a[0], name) == 0)
            return a[1];
    return "";
}

/* A length in points; what is none, or beyond any page, is 0. */
static float points(const char **a, const char *name) {
    double x = strtod(attribute(a, name), NULL);
    return x > -1e6 && x < 1e6 ? (float)x : 0;
}

static ent_str kept(reader *r, ent_str s) {
    ent_str out = ent_i_dup(r->ctx->temp, ent_i_trim(s));
    r->failed |= !out.s;
    return out;
}

static void begin_page(reader *r, const char **a) {
    float *height = ENT_PUSH(r->ctx->temp, &r->to->height, float);
    if (height)
        *height = points(a, "height");
    r->failed |= !height;
    r->line.page = (uint32_t)r->to->height.n;
}

static void begin_line(reader *r, const char **a) {
    r->line.left = points(a, "xMin");
    r->line.top = points(a, "yMin");
    r->line.right = points(a, "xMax");
    r->line.bottom = points(a, "yMax");
    r->line.first_word = (uint32_t)r->to->word.n;
    r->text.n = 0;
}

static void begin_word(reader *r, const char **a) {
    ent_pdf_word *w = ENT_PUSH(r->ctx->temp, &r->to->word, ent_pdf_word);
    r->in_word = true;
    r->failed |= !w;
    if (r->text.n)
        ent_i_buf_put(&r->text, " ", 1);
    if (w)
        *w = (ent_pdf_word){points(a, "xMin"), points(a, "xMax"),
                            (uint32_t)r->text.n};
}

static void end_line(reader *r) {
    ent_str text = ent_i_trim((ent_str){r->text.s, r->text.n});
    if (!text.n)
        return;
    ent_pdf_line *l = ENT_PUSH(r->ctx->temp, &r->to->line, ent_pdf_line);
    r->line.text = kept(r, text);
    r->line.n_words = (uint32_t)r->to->word.n - r->line.first_word;
    size_t cut = (size_t)(text.s - r->text.s); /* blanks before the first */
    ent_pdf_word *w = r->to->word.at;
    for (size_t i = r->line.first_word; cut && i < r->to->word.n; i++)
        w[i].at -= w[i].at < cut ? w[i].at : (uint32_t)cut;
    if (l)
        *l = r->line;
    r->failed |= !l;
}

static void XMLCALL on_begin(void *user, const XML_Char *name,
                             const XML_Char **a) {
    reader *r = user;
    if (strcmp(name, "word") == 0) {
        begin_word(r, a);
    } else if (strcmp(name, "line") == 0) {
        begin_line(r, a);
    } else if (strcmp(name, "block") == 0) {
        r->line.block++;
    } else if (strcmp(name, "page") == 0) {
        begin_page(r, a);
    } else if (strcmp(name, "title") == 0) {
        r->in_title = true;
        r->text.n = 0;
    } else if (strcmp(name, "meta") == 0 &&
               strcmp(attribute(a, "name"), "Author") == 0) {
        r->to->author = kept(r, ent_i_str(attribute(a, "content")));
    }
}

static void XMLCALL on_end(void *user, const XML_Char *name) {
    reader *r = user;
    if (strcmp(name, "word") == 0) {
        r->in_word = false;
    } else if (strcmp(name, "line") == 0) {
        end_line(r);
    } else if (strcmp(name, "title") == 0) {
        r->in_title = false;
        r->to->title = kept(r, (ent_str){r->text.s, r->text.n});
    }
    if (r->failed || r->text.bad)
        XML_StopParser(r->xml, XML_FALSE);
}

static void XMLCALL on_text(void *user, const XML_Char *s, int n) {
    reader *r = user;
    if (r->in_word || r->in_title)
        ent_i_buf_put(&r->text, s, (size_t)n);
}

/* pdftotext declares no entities; who does wants to harm. */
static void XMLCALL on_entity(void *user, const XML_Char *name, int parameter,
                              const XML_Char *value, int n,
                              const XML_Char *base, const XML_Char *system,
                              const XML_Char *public_id,
                              const XML_Char *notation) {
    reader *r = user;
    (void)name, (void)parameter, (void)value, (void)n, (void)base;
    (void)system, (void)public_id, (void)notation;
    r->forbidden = true;
    XML_StopParser(r->xml, XML_FALSE);
}

/* A PDF's words may hold anything; XML may not. */
static void make_clean(char *s, size_t n) {
    ent_str all = {s, n};
    for (size_t i = 0, at = 0; (at = i) < n;) {
        int32_t c = ent_i_utf8_next(all, &i);
        bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        if (control || c == 0xFFFE || c == 0xFFFF)
            memset(s + at, ' ', i - at);
    }
}

static ent_err parse(reader *r, ent_str path, ent_str xml) {
    ent_place at = {path, 0, 0};
    XML_SetUserData(r->xml, r);
    XML_SetElementHandler(r->xml, on_begin, on_end);
    XML_SetCharacterDataHandler(r->xml, on_text);
    XML_SetEntityDeclHandler(r->xml, on_entity);
    if (xml.n > INT32_MAX)
        return ENT_FAIL_AT(r->ctx, ENT_LIMIT, at,
                           "pdftotext found too much text; split the PDF");
    enum XML_Status ok = XML_Parse(r->xml, xml.s, (int)xml.n, 1);
    if (r->failed || r->text.bad)
        return ENT_NOMEM_FAIL(r->ctx);
    if (ok == XML_STATUS_OK && !r->forbidden)
        return ENT_OK;
    return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, at,
                       "what pdftotext found in it is not understood (%s); "
                       "save the PDF's text",
                       XML_ErrorString(XML_GetErrorCode(r->xml)));
}

ent_err ent_i_pdf_boxes(ent_ctx *ctx, ent_str path, char *xml, size_t n,
                        ent_pdf *out) {
    reader r = {.ctx = ctx, .to = out};
    *out = (ent_pdf){0};
    r.xml = XML_ParserCreate("UTF-8");
    if (!r.xml)
        return ENT_NOMEM_FAIL(ctx);
    make_clean(xml, n);
    ent_err e = parse(&r, path, (ent_str){n ? xml : "", n});
    XML_ParserFree(r.xml);
    ent_i_buf_free(&r.text);
    return e;
}
