/* html.c - what a reader of a web page sees, as lines of text.
 *
 * Block elements make paragraphs; navigation, scripts, forms and asides are
 * left out; headings and captions keep their kind.  What the page's meta tags
 * state (title, author, date, site) goes into the document. */
#include "read/html.h"
#include <strings.h>

typedef struct walk {
    ent_ctx *ctx;
    ent_doc *doc;
    ent_weave w;
    ent_vec open; /* step: elements on the way to the node under way */
    ent_text_kind kind;
    bool titled, failed;
    ent_str head, heading, stated; /* three places of a title */
} walk;

typedef struct step {
    const GumboNode *node;
    unsigned next; /* child */
    ent_text_kind kind;
    bool pre;
} step;

/* ---- which elements */

static bool among(GumboTag tag, const unsigned char *list) {
    for (; *list != GUMBO_TAG_LAST; list++)
        if (*list == tag)
            return true;
    return false;
}

static bool is_dropped(GumboTag tag) {
    static const unsigned char dropped[] = {
        GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT,
        GUMBO_TAG_NAV,    GUMBO_TAG_FOOTER,   GUMBO_TAG_ASIDE,
        GUMBO_TAG_FORM,   GUMBO_TAG_TEMPLATE, GUMBO_TAG_BUTTON,
        GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_SVG,
        GUMBO_TAG_MATH,   GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT,
        GUMBO_TAG_AUDIO,  GUMBO_TAG_VIDEO,    GUMBO_TAG_CANVAS,
        GUMBO_TAG_LAST};
    return among(tag, dropped);
}

static bool is_inline(GumboTag tag) {
    static const unsigned char within[] = {
        GUMBO_TAG_A,       GUMBO_TAG_ABBR,  GUMBO_TAG_ACRONYM, GUMBO_TAG_B,
        GUMBO_TAG_BDI,     GUMBO_TAG_BDO,   GUMBO_TAG_BIG,     GUMBO_TAG_CITE,
        GUMBO_TAG_CODE,    GUMBO_TAG_DATA,  GUMBO_TAG_DEL,     GUMBO_TAG_DFN,
        GUMBO_TAG_EM,      GUMBO_TAG_FONT,  GUMBO_TAG_I,       GUMBO_TAG_IMG,
        GUMBO_TAG_INS,     GUMBO_TAG_KBD,   GUMBO_TAG_LABEL,   GUMBO_TAG_MARK,
        GUMBO_TAG_NOBR,    GUMBO_TAG_Q,     GUMBO_TAG_RUBY,    GUMBO_TAG_S,
        GUMBO_TAG_SAMP,    GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE,
        GUMBO_TAG_STRONG,  GUMBO_TAG_SUB,   GUMBO_TAG_SUP,     GUMBO_TAG_TIME,
        GUMBO_TAG_TT,      GUMBO_TAG_U,     GUMBO_TAG_VAR,     GUMBO_TAG_WBR,
        GUMBO_TAG_UNKNOWN, GUMBO_TAG_LAST};
    return among(tag, within);
}

static const char *attribute(const GumboNode *node, const char *name) {
    const GumboAttribute *a =
        gumbo_get_attribute(&node->v.element.attributes, name);
    return a ? a->value : NULL;
}

/* Some servers wrap the whole page in a form: that one is kept. */
static bool is_page_form(const GumboNode *node) {
    return node->v.element.tag == GUMBO_TAG_FORM && node->parent &&
           node->parent->type == GUMBO_NODE_ELEMENT &&
           node->parent->v.element.tag == GUMBO_TAG_BODY;
}

static ent_text_kind kind_of(walk *t, GumboTag tag, ent_text_kind around) {
    if (tag == GUMBO_TAG_H1 && !t->titled) {
        t->titled = true;
        return ENT_TEXT_TITLE;
    }
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
        return ENT_TEXT_HEADING;
    if (tag == GUMBO_TAG_FIGCAPTION || tag == GUMBO_TAG_CAPTION)
        return ENT_TEXT_CAPTION;
    return around;
}

/* ---- what the head states */

/* One space for each run of white space. */
static ent_str squeeze(walk *t, const char *z) {
    ent_str s = ent_i_dup(t->ctx->keep, ent_i_trim(ent_i_str(z)));
    char *to = (char *)(uintptr_t)s.s;
    size_t n = 0;
    t->failed |= !s.s;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.s[i] == '\n' || s.s[i] == '\t' ? ' ' : s.s[i];
        if (c != ' ' || (n && to[n - 1] != ' '))
            to[n++] = c;
    }
    return (ent_str){s.s, n};
}

static void state(ent_str *to, ent_str value) {
    if (!to->n && value.n)
        *to = value;
}

static bool is_key(const char *key, const char *const *list) {
    for (; *list; list++)
        if (strcasecmp(key, *list) == 0)
            return true;
    return false;
}

static void read_meta(walk *t, const GumboNode *node) {
    static const char *const title[] = {"og:title", "citation_title",
                                        "dc.title", NULL};
    static const char *const author[] = {"author", "citation_author",
                                         "article:author", "dc.creator", NULL};
    static const char *const site[] = {
        "og:site_name", "citation_journal_title", "dc.publisher",
        "publisher",    "citation_publisher",     NULL};
    static const char *const date[] = {"article:published_time",
                                       "citation_publication_date",
                                       "citation_date",
                                       "datepublished",
                                       "date",
                                       "dc.date",
                                       "dc.date.issued",
                                       "pubdate",
                                       "publish-date",
                                       "parsely-pub-date",
                                       NULL};
    const char *key = attribute(node, "property");
    const char *value = attribute(node, "content");
    key = key ? key : attribute(node, "name");
    key = key ? key : attribute(node, "itemprop");
    if (!key || !value)
        return;
    ent_str text = squeeze(t, value);
    if (is_key(key, title))
        state(&t->stated, text);
    if (is_key(key, author) && !ent_i_starts(text, "http"))
        state(&t->doc->author, text);
    if (is_key(key, site))
        state(&t->doc->publisher, text);
    if (is_key(key, date))
        state(&t->doc->published, ent_i_head_date(t->ctx, text));
}

static void read_title(walk *t, const GumboNode *node) {
    const GumboVector *kids = &node->v.element.children;
    const GumboNode *text = kids->length ? kids->data[0] : NULL;
    if (text && text->type == GUMBO_NODE_TEXT)
        state(&t->head, squeeze(t, text->v.text.text));
}

/* ---- the walk */

static void end_line(walk *t, ent_text_kind kind) {
    size_t from = t->w.line;
    t->failed |= !ent_i_weave_line(&t->w, t->ctx->keep, kind);
    if (kind == ENT_TEXT_TITLE && t->w.line > from && !t->w.text.bad)
        state(&t->heading,
              ent_i_dup(t->ctx->keep,
                        (ent_str){t->w.text.s + from, t->w.line - from - 1}));
}

static void enter(walk *t, const GumboNode *node, const step *around) {
    GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_META)
        read_meta(t, node);
    if (tag == GUMBO_TAG_TITLE)
        read_title(t, node);
    if (tag == GUMBO_TAG_META || tag == GUMBO_TAG_TITLE ||
        attribute(node, "hidden") || (is_dropped(tag) && !is_page_form(node)))
        return;
    if (!is_inline(tag))
        end_line(t, around ? around->kind : ENT_TEXT_BODY);
    step *s = ENT_PUSH(t->ctx->temp, &t->open, step);
    if (!s) {
        t->failed = true;
        return;
    }
    around = t->open.n > 1 ? s - 1 : NULL;
    *s = (step){.node = node,
                .kind = kind_of(t, tag, around ? around->kind : ENT_TEXT_BODY),
                .pre = tag == GUMBO_TAG_PRE || (around && around->pre)};
}

static void leave(walk *t) {
    const step *s = (const step *)t->open.at + --t->open.n;
    if (!is_inline(s->node->v.element.tag))
        end_line(t, s->kind);
}

static void visit(walk *t, const GumboNode *node, const step *around) {
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
        enter(t, node, around);
        break;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        ent_i_page_text(&t->w, t->doc->text, &node->v.text, around->pre);
        break;
    default: /* comments, templates */
        break;
    }
}

static void walk_page(walk *t, const GumboNode *root) {
    visit(t, root, NULL);
    while (t->open.n && !t->failed && !t->w.text.bad) {
        step *s = (step *)t->open.at + t->open.n - 1;
        const GumboVector *kids = &s->node->v.element.children;
        if (s->next < kids->length)
            visit(t, kids->data[s->next++], s);
        else
            leave(t);
    }
}

/* The title without the site's name: "Talks fail | The Daily". */
static ent_str bare_title(ent_str title, ent_str site) {
    static const char *const bars[] = {" | ", " - ", " \xE2\x80\x93 ",
                                       " \xE2\x80\x94 "};
    for (size_t k = 0; site.n && k < 4; k++) {
        size_t tail = site.n + strlen(bars[k]);
        ent_str head = {title.s, title.n > tail ? title.n - tail : 0};
        if (head.n && memcmp(title.s + head.n, bars[k], tail - site.n) == 0 &&
            memcmp(title.s + title.n - site.n, site.s, site.n) == 0)
            return head;
    }
    return title;
}

ent_err ent_i_read_html(ent_ctx *ctx, ent_doc *doc) {
    ent_page page = {0};
    GumboOutput *out;
    walk t = {.ctx = ctx, .doc = doc};
    ent_err e = ent_i_page_parse(ctx, doc, &page, &out);
    if (!e) {
        walk_page(&t, out->root);
        state(&doc->title, t.heading);
        state(&doc->title, bare_title(t.stated, doc->publisher));
        state(&doc->title, bare_title(t.head, doc->publisher));
        e = t.failed ? ENT_NOMEM_FAIL(ctx) : ent_i_weave_end(ctx, &t.w, doc);
    }
    ent_i_weave_free(&t.w);
    ent_i_page_free(&page);
    return e;
}
