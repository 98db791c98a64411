/* docx.c - Word files: paragraphs, headings, tables, notes.
 *
 * A .docx is an archive of XML.  Which paragraph is a heading says its style,
 * by a name that is English in every language's Word.  What was deleted or
 * moved away is left out, text boxes come behind the paragraph that they hang
 * on, notes behind the text.  A document type declaration, which the format
 * forbids and entity bombs need, ends the reading. */
#include "read/extract.h"
#include <expat.h>
#include <stdlib.h>
#include <strings.h>

enum {
    LEVELS = 2, /* a text box inside a paragraph */
    STYLES_MAX = 256
};

typedef struct style {
    ent_str id;
    const char *tag;
} style;

/* One paragraph under way. */
typedef struct paragraph {
    ent_buf text;
    const char *tag;
} paragraph;

typedef struct reader {
    ent_ctx *ctx;
    ent_str path;
    ent_buf *page;
    ent_buf boxes; /* paragraphs of text boxes, until theirs ends */
    XML_Parser xml;
    ent_vec style;
    style under_way; /* of styles.xml */
    paragraph para[LEVELS];
    unsigned depth; /* text boxes open */
    unsigned skip;  /* elements open whose text is not the document's */
    bool in_text, forbidden, failed;
    ent_buf property; /* of docProps/core.xml */
    ent_str title, author;
} reader;

/* ---- XML without what harms */

static const char *bare(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *attribute(const char **a, const char *name) {
    for (; *a; a += 2)
        if (strcmp(bare(a[0]), name) == 0)
            return a[1];
    return "";
}

static void XMLCALL on_doctype(void *user, const XML_Char *name,
                               const XML_Char *system,
                               const XML_Char *public_id, int internal) {
    reader *r = user;
    (void)name, (void)system, (void)public_id, (void)internal;
    r->forbidden = true;
    XML_StopParser(r->xml, XML_FALSE);
}

static ent_err parse(reader *r, ent_str xml) {
    ent_place at = {r->path, 0, 0};
    if (xml.n > INT32_MAX)
        return ENT_FAIL_AT(r->ctx, ENT_LIMIT, at, "more than 2 GiB; split it");
    enum XML_Status ok = XML_Parse(r->xml, xml.s, (int)xml.n, 1);
    if (r->forbidden)
        return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, at,
                           "it declares a document type, which no Word file "
                           "may; it was left alone");
    if (r->failed)
        return ENT_NOMEM_FAIL(r->ctx);
    if (ok == XML_STATUS_OK)
        return ENT_OK;
    return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, at,
                       "the Word file is damaged (%s); open and save it again",
                       XML_ErrorString(XML_GetErrorCode(r->xml)));
}

static ent_err read_xml(reader *r, ent_str xml, XML_StartElementHandler begin,
                        XML_EndElementHandler end,
                        XML_CharacterDataHandler text) {
    r->xml = XML_ParserCreate(NULL);
    if (!r->xml)
        return ENT_NOMEM_FAIL(r->ctx);
    XML_SetUserData(r->xml, r);
    XML_SetElementHandler(r->xml, begin, end);
    XML_SetCharacterDataHandler(r->xml, text);
    XML_SetStartDoctypeDeclHandler(r->xml, on_doctype);
    ent_err e = parse(r, xml);
    XML_ParserFree(r->xml);
    r->xml = NULL;
    return e;
}

static ent_str kept(reader *r, ent_str s) {
    ent_str out = ent_i_dup(r->ctx->temp, ent_i_trim(s));
    r->failed |= !out.s;
    return out;
}

/* ---- styles.xml: what each style's name says */

static const char *tag_of_name(const char *name) {
    if (strcasecmp(name, "title") == 0)
        return "h1";
    if (strncasecmp(name, "heading ", 8) == 0)
        return "h2";
    return strcasecmp(name, "caption") == 0 ? "figcaption" : NULL;
}

static void XMLCALL style_begins(void *user, const XML_Char *name,
                                 const XML_Char **a) {
    reader *r = user;
    if (strcmp(bare(name), "style") == 0)
        r->under_way =
            (style){.id = kept(r, ent_i_str(attribute(a, "styleId")))};
    else if (strcmp(bare(name), "name") == 0 && !r->under_way.tag)
        r->under_way.tag = tag_of_name(attribute(a, "val"));
}

static void XMLCALL style_ends(void *user, const XML_Char *name) {
    reader *r = user;
    if (strcmp(bare(name), "style") != 0)
        return;
    if (r->under_way.tag && r->style.n < STYLES_MAX) {
        style *s = ENT_PUSH(r->ctx->temp, &r->style, style);
        r->failed |= !s;
        if (s)
            *s = r->under_way;
    }
    r->under_way = (style){0};
}

static const char *tag_of_style(const reader *r, const char *id) {
    const style *s = r->style.at;
    for (size_t i = 0; i < r->style.n; i++)
        if (ent_i_eqz(s[i].id, id))
            return s[i].tag;
    return r->style.n ? NULL : tag_of_name(id);
}

/* ---- docProps/core.xml */

static void XMLCALL property_begins(void *user, const XML_Char *name,
                                    const XML_Char **a) {
    reader *r = user;
    (void)name, (void)a;
    r->property.n = 0;
}

static void XMLCALL property_ends(void *user, const XML_Char *name) {
    reader *r = user;
    ent_str value = {r->property.s, r->property.n};
    if (strcmp(bare(name), "title") == 0)
        r->title = kept(r, value);
    else if (strcmp(bare(name), "creator") == 0)
        r->author = kept(r, value);
    r->property.n = 0;
}

static void XMLCALL property_text(void *user, const XML_Char *s, int n) {
    reader *r = user;
    ent_i_buf_put(&r->property, s, (size_t)n);
    r->failed |= r->property.bad;
}

/* ---- document.xml, footnotes.xml, endnotes.xml */

static bool among(const char *name, const char *const *list) {
    for (; *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

/* Text that is not the document's, or that stands there a second time. */
static bool is_skipped(const char *name) {
    static const char *const skipped[] = {"del",       "moveFrom", "Fallback",
                                          "instrText", "delText",  NULL};
    return among(name, skipped);
}

static paragraph *here(reader *r) {
    return &r->para[r->depth < LEVELS ? r->depth : LEVELS - 1];
}

static void put_char(reader *r, const char *s) {
    ent_i_buf_put(&here(r)->text, s, strlen(s));
}

static void begin_inside(reader *r, const char *name, const char **a) {
    static const char *const spaces[] = {"tab", "ptab", "cr", NULL};
    if (strcmp(name, "t") == 0)
        r->in_text = true;
    else if (strcmp(name, "pStyle") == 0)
        here(r)->tag = tag_of_style(r, attribute(a, "val"));
    else if (strcmp(name, "br") == 0)
        put_char(r, "<br>");
    else if (strcmp(name, "noBreakHyphen") == 0)
        put_char(r, "-");
    else if (among(name, spaces))
        put_char(r, " ");
    else if (strcmp(name, "p") == 0)
        here(r)->tag = NULL;
    else if (strcmp(name, "txbxContent") == 0)
        r->depth++;
}

static void XMLCALL text_begins(void *user, const XML_Char *name,
                                const XML_Char **a) {
    reader *r = user;
    name = bare(name);
    if (r->skip || is_skipped(name))
        r->skip++;
    else
        begin_inside(r, name, a);
}

static void end_paragraph(reader *r) {
    paragraph *p = here(r);
    ent_buf *to = r->depth ? &r->boxes : r->page;
    const char *tag = p->tag ? p->tag : "p";
    if (ent_i_trim((ent_str){p->text.s, p->text.n}).n) {
        ent_i_buf_printf(to, "<%s>", tag);
        ent_i_buf_put(to, p->text.s, p->text.n);
        ent_i_buf_printf(to, "</%s>\n", tag);
    }
    p->text.n = 0;
    p->tag = NULL;
    if (!r->depth && r->boxes.n) {
        ent_i_buf_put(r->page, r->boxes.s, r->boxes.n);
        r->boxes.n = 0;
    }
    r->failed |= p->text.bad || r->boxes.bad || r->page->bad;
}

static void XMLCALL text_ends(void *user, const XML_Char *name) {
    reader *r = user;
    name = bare(name);
    if (r->skip) {
        r->skip--;
        return;
    }
    if (strcmp(name, "t") == 0)
        r->in_text = false;
    else if (strcmp(name, "p") == 0)
        end_paragraph(r);
    else if (strcmp(name, "txbxContent") == 0)
        r->depth--;
    if (r->failed)
        XML_StopParser(r->xml, XML_FALSE);
}

static void XMLCALL text_stands(void *user, const XML_Char *s, int n) {
    reader *r = user;
    if (r->in_text && !r->skip)
        ent_i_page_put(&here(r)->text, (ent_str){s, (size_t)n});
}

/* ---- the file */

/* A member by name; blank when it is not there, which most need not be. */
static ent_err member(reader *r, ent_archive *zip, const char *name,
                      ent_str *out) {
    size_t i = ent_i_archive_find(zip, name);
    *out = (ent_str){0};
    return i < zip->n ? ent_i_archive_read(r->ctx, zip, i, r->ctx->temp, out)
                      : ENT_OK;
}

static ent_err read_about(reader *r, ent_archive *zip) {
    ent_str xml;
    ENT_TRY(member(r, zip, "word/styles.xml", &xml));
    if (xml.n)
        ENT_TRY(read_xml(r, xml, style_begins, style_ends, NULL));
    ENT_TRY(member(r, zip, "docProps/core.xml", &xml));
    return xml.n
               ? read_xml(r, xml, property_begins, property_ends, property_text)
               : ENT_OK;
}

static ent_err read_texts(reader *r, ent_archive *zip) {
    static const char *const parts[] = {
        "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"};
    ent_str xml;
    for (size_t i = 0; i < 3; i++) {
        ENT_TRY(member(r, zip, parts[i], &xml));
        if (xml.n)
            ENT_TRY(read_xml(r, xml, text_begins, text_ends, text_stands));
    }
    return ENT_OK;
}

static ent_err read_file(reader *r, ent_archive *zip) {
    ent_place at = {r->path, 0, 0};
    if (ent_i_archive_find(zip, "word/document.xml") == zip->n)
        return ENT_FAIL_AT(r->ctx, ENT_UNSUPPORTED, at,
                           "this is an archive and no Word file; an archive "
                           "of documents is read as a file by itself that "
                           "ends in .zip, or with --format zip");
    ENT_TRY(read_about(r, zip));
    if (!r->author.n || !memchr(r->author.s, ' ', r->author.n))
        r->author = (ent_str){0}; /* a name at a machine, not of a person */
    ent_i_page_begin(r->page, r->title, r->author);
    ENT_TRY(read_texts(r, zip));
    ent_i_page_end(r->page);
    return ENT_OK;
}

ent_err ent_i_read_docx(ent_ctx *ctx, ent_str path, ent_str bytes, size_t max,
                        ent_buf *page) {
    reader r = {.ctx = ctx, .path = path, .page = page};
    ent_archive zip;
    ENT_TRY(ent_i_archive_open(ctx, path, bytes, max, &zip));
    ent_err e = read_file(&r, &zip);
    ent_i_archive_close(&zip);
    for (int i = 0; i < LEVELS; i++)
        ent_i_buf_free(&r.para[i].text);
    ent_i_buf_free(&r.boxes);
    ent_i_buf_free(&r.property);
    return e;
}
