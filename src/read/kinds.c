/* kinds.c - what each paragraph is: title, caption, heading, author's bio …
 *
 * Only body and standfirst bear events, so a headline or a newsletter's
 * advertisement must not pass for what the author says.  The rules look at a
 * line's length, its end, its first words and where it stands between the
 * first and the last paragraph of prose.  Where a text has no prose at all,
 * everything is body. */
#include "read/text.h"
#include <strings.h>

typedef struct sheet {
    ent_ctx *ctx;
    ent_doc *doc;
    ent_paragraph *para;
    size_t n, first, last; /* paragraphs of prose */
    bool ended;            /* an advertisement was met behind the prose */
    bool about;            /* "About the author" was met */
} sheet;

static ent_str text_of(const sheet *t, size_t i) {
    ent_span at = t->para[i].at;
    return (ent_str){t->doc->text.s + at.start, at.end - at.start};
}

static size_t count_words(ent_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.s[i] == ' ';
    return n + 1;
}

static bool starts_with(ent_str s, const char *const *list) {
    for (; *list; list++)
        if (s.n >= strlen(*list) && strncasecmp(s.s, *list, strlen(*list)) == 0)
            return true;
    return false;
}

static bool holds(ent_str s, const char *const *list) {
    for (; *list; list++)
        if (memmem(s.s, s.n, *list, strlen(*list)))
            return true;
    return false;
}

/* The last character, not counting closing quotes and brackets. */
static int32_t last_mark(ent_str s) {
    int32_t c = -1;
    for (size_t i = s.n; i;) {
        c = ent_i_utf8_before(s, &i);
        if (c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x201D &&
            c != 0x2019 && c != 0xBB)
            break;
    }
    return c;
}

static bool ends_sentence(ent_str s) {
    int32_t c = last_mark(s);
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* ---- what a line looks like */

static bool is_advert(ent_str s) {
    static const char *const starts[] = {"stay informed",
                                         "subscribe",
                                         "sign up",
                                         "follow us",
                                         "share this",
                                         "share on",
                                         "read more",
                                         "read next",
                                         "related articles",
                                         "related posts",
                                         "related stories",
                                         "all rights reserved",
                                         "copyright ",
                                         "\xC2\xA9",
                                         "terms of ",
                                         "privacy policy",
                                         "click here",
                                         "support our",
                                         "donate",
                                         "advertisement",
                                         "cookie",
                                         "newsletter",
                                         "join our",
                                         "get our",
                                         "this article was originally",
                                         "this article first appeared",
                                         "this story has been",
                                         "the views expressed",
                                         "views expressed",
                                         "the opinions expressed",
                                         "disclaimer",
                                         "download ",
                                         "leave a comment",
                                         "comments (",
                                         "more from",
                                         "most read",
                                         "recommended for you",
                                         "contact us",
                                         "view comments",
                                         "add a comment",
                                         "thank you for reading",
                                         NULL};
    return s.n <= 400 && starts_with(s, starts);
}

static bool is_caption(ent_str s) {
    static const char *const starts[] = {"photo:",
                                         "image:",
                                         "caption:",
                                         "picture:",
                                         "photograph:",
                                         "credit:",
                                         "photo by ",
                                         "photo credit",
                                         "image credit",
                                         "image source",
                                         "photo courtesy",
                                         "file photo",
                                         NULL};
    static const char *const photo[] = {
        "(Photo", "(Image", "(Picture", "(Credit", "(photo", "(image", NULL};
    static const char *const source[] = {"(Source:", "(source:", NULL};
    if (s.n > 400)
        return false;
    if (starts_with(s, starts))
        return true;
    bool bracket = s.s[s.n - 1] == ')';
    bool stopped = ent_i_ends(s, ").");
    if ((bracket || stopped) && holds(s, photo))
        return true;
    return holds(s, source) && (bracket || (stopped && s.s[0] == '('));
}

/* "Jane Doe is a senior fellow at …" */
static bool is_bio(ent_str s) {
    static const char *const is[] = {
        " is a ",     " is an ",     " is the ",  " is on ",  " serves as ",
        " works as ", " works for ", " teaches ", " covers ", " reports ",
        " was a ",    " (@",         ", a ",      NULL};
    static const char *const roles[] = {
        "ellow",       "rofessor",   "nalyst",   "ditor",     "orrespondent",
        "ournalist",   "uthor of",   "irector",  "esearcher", "cholar",
        "ecturer",     "xpert",      "olumnist", "eporter",   "tudent",
        "esearch ",    "ommentator", "istorian", "writer",    "onsultant",
        "contributor", NULL};
    ent_str name = ent_i_head_name(s);
    if (!name.n || s.n > 900)
        return false;
    ent_str verb = {s.s + name.n, s.n - name.n < 12 ? s.n - name.n : 12};
    return holds(verb, is) && holds(s, roles);
}

static bool is_prose(ent_str s) {
    return ends_sentence(s) && count_words(s) >= 8 && !is_advert(s) &&
           !is_caption(s);
}

/* ---- one paragraph after the other */

static bool is_title(const sheet *t, size_t i, ent_str s) {
    if (t->doc->title.n && ent_i_eq(s, t->doc->title))
        return true;
    int32_t c = last_mark(s);
    bool open = c != '.' && c != ':' && c != ';' && c != ',';
    return i < t->first && !t->doc->title.n && open && s.n <= 300;
}

static bool is_heading(const sheet *t, size_t i, ent_str s) {
    size_t k = 0;
    int32_t first = ent_i_utf8_next(s, &k), last = last_mark(s);
    bool open = last != '.' && last != ':' && last != ';' && last != ',' &&
                last != '!' && last != 0x2026;
    bool capital = ent_i_is_upper(first) || (first >= '0' && first <= '9') ||
                   first == 0x201C || first == '"';
    bool before_prose = i + 1 < t->n && (t->para[i + 1].kind != ENT_TEXT_BODY ||
                                         is_prose(text_of(t, i + 1)));
    return open && capital && before_prose && s.n <= 120 &&
           count_words(s) <= 14;
}

/* A summary under the title: short, before a longer paragraph; or the
 * opening that names the author in its last words. */
static bool is_standfirst(const sheet *t, size_t i, ent_str s) {
    if (i != t->first || i + 1 >= t->n)
        return false;
    if (!i)
        return memmem(s.s, s.n, ", writes ", 9) != NULL;
    return t->para[i - 1].kind == ENT_TEXT_TITLE && s.n <= 320 &&
           text_of(t, i + 1).n >= 2 * s.n;
}

/* "…, writes professor Jane Doe, Director of …": the name. */
static ent_str writer_of(ent_str s) {
    const char *at = memmem(s.s, s.n, ", writes ", 9);
    if (!at)
        return (ent_str){0};
    ent_str left = {at + 9, s.n - (size_t)(at + 9 - s.s)};
    while (left.n && !ent_i_is_upper(left.s[0])) {
        ent_str word = ent_i_cut(&left, ' ');
        if (memchr(word.s, '.', word.n) || memchr(word.s, ',', word.n))
            return (ent_str){0};
    }
    return ent_i_head_name(left);
}

static ent_text_kind kind_behind(sheet *t, size_t i, ent_str s) {
    static const char *const about[] = {"about the author", "about the writer",
                                        NULL};
    if (is_advert(s))
        t->ended = true;
    if (t->ended)
        return ENT_TEXT_BOILERPLATE;
    if (starts_with(s, about))
        t->about = true;
    if (t->about || (i + 4 >= t->n && i > t->first && is_bio(s))) {
        if (!t->doc->author.n)
            t->doc->author = ent_i_head_name(s);
        return ENT_TEXT_BIO;
    }
    return ENT_TEXT_BODY;
}

static ent_text_kind kind_before(sheet *t, size_t i, ent_str s) {
    if (ent_i_head_line(t->ctx, t->doc, s))
        return ENT_TEXT_METADATA;
    if (is_title(t, i, s)) {
        if (!t->doc->title.n)
            t->doc->title = s;
        return ENT_TEXT_TITLE;
    }
    bool label = !ends_sentence(s) && count_words(s) <= 4;
    return label ? ENT_TEXT_METADATA : ENT_TEXT_HEADING;
}

static ent_text_kind kind_of(sheet *t, size_t i) {
    ent_str s = text_of(t, i);
    if (is_caption(s))
        return ENT_TEXT_CAPTION;
    if (i < t->first)
        return ends_sentence(s) && count_words(s) >= 4 ? ENT_TEXT_BODY
                                                       : kind_before(t, i, s);
    if (is_standfirst(t, i, s)) {
        if (!t->doc->author.n)
            t->doc->author = writer_of(s);
        return ENT_TEXT_STANDFIRST;
    }
    ent_text_kind behind =
        i >= t->last || is_bio(s) ? kind_behind(t, i, s) : ENT_TEXT_BODY;
    if (behind != ENT_TEXT_BODY)
        return behind;
    if (is_advert(s) && !is_prose(s))
        return ENT_TEXT_BOILERPLATE;
    if (!is_prose(s) && s.n <= 300 && ent_i_head_line(t->ctx, t->doc, s))
        return ENT_TEXT_METADATA;
    return is_heading(t, i, s) ? ENT_TEXT_HEADING : ENT_TEXT_BODY;
}

void ent_i_read_kinds(ent_ctx *ctx, ent_doc *doc, ent_paragraph *para) {
    sheet t = {.ctx = ctx, .doc = doc, .para = para, .n = doc->n_paras};
    bool prose = false;
    for (size_t i = 0; i < t.n; i++) {
        if (para[i].kind != ENT_TEXT_BODY || !is_prose(text_of(&t, i)))
            continue;
        t.first = prose ? t.first : i;
        t.last = i;
        prose = true;
    }
    for (size_t i = 0; prose && i < t.n; i++)
        if (para[i].kind == ENT_TEXT_BODY)
            para[i].kind = kind_of(&t, i);
}
