/* markdown.c - Markdown as its reader sees it, as lines of text.
 *
 * Blocks are told apart line by line (headings, quotes, lists, tables, code),
 * the lines of a paragraph are joined, and the marks inside a line are left
 * out; what stays keeps its place in the source.  One pass, no look-back. */
#include "read/text.h"

typedef struct md {
    ent_ctx *ctx;
    ent_doc *doc;
    ent_weave w;
    ent_str s;    /* the source */
    char fence;   /* '`' or '~' inside a block of code, else 0 */
    bool comment; /* inside <!-- … --> */
    bool titled, failed;
    size_t links;   /* brackets dropped that await their "](…)" */
    size_t bracket; /* the next ']' at or behind the last place asked for */
    size_t target;  /* where the target behind that bracket ends */
} md;

enum { LINK_MAX = 2000, DEEP_MAX = 32 };

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || is_letter(c) || (unsigned char)c >= 0x80;
}

static size_t skip(ent_str s, size_t i, size_t end, const char *set) {
    while (i < end && strchr(set, s.s[i]) && s.s[i])
        i++;
    return i;
}

static size_t count(ent_str s, size_t i, size_t end, char c) {
    size_t from = i;
    while (i < end && s.s[i] == c)
        i++;
    return i - from;
}

/* Only characters of the set, at least @p least that are not blanks. */
static bool only(ent_str s, size_t i, size_t end, const char *set,
                 size_t least) {
    size_t n = 0;
    for (; i < end; i++) {
        if (!strchr(set, s.s[i]) || !s.s[i])
            return false;
        n += !is_blank(s.s[i]);
    }
    return n >= least;
}

static void end_line(md *t, ent_text_kind kind) {
    t->failed |= !ent_i_weave_line(&t->w, t->ctx->keep, kind);
}

/* ---- inside a line */

/* Behind the target of a link whose text ends before s[i]: "(…)", "[…]". */
static size_t target_end(ent_str s, size_t i, size_t end) {
    if (i >= end || (s.s[i] != '(' && s.s[i] != '['))
        return i;
    char close = s.s[i] == '(' ? ')' : ']';
    size_t deep = 0, most = end - i < LINK_MAX ? end : i + LINK_MAX;
    for (size_t k = i; k < most; k++) {
        deep += s.s[k] == s.s[i];
        deep -= s.s[k] == close;
        if (!deep)
            return k + 1;
        if (deep > DEEP_MAX)
            break;
    }
    return i;
}

/* The next ']' behind s[i] in the line, or end. */
static size_t next_bracket(md *t, size_t i, size_t end) {
    if (t->bracket <= i) {
        const char *at = memchr(t->s.s + i, ']', end - i);
        t->bracket = at ? (size_t)(at - t->s.s) : end;
        t->target = at ? target_end(t->s, t->bracket + 1, end) : end;
    }
    return t->bracket;
}

static size_t open_bracket(md *t, size_t i, size_t end) {
    size_t close = next_bracket(t, i, end);
    bool note = i + 1 < end && t->s.s[i + 1] == '^' && close < end;
    if (note)
        return close + 1;
    if (close == end || t->target == close + 1)
        return i;
    t->links++;
    return i + 1;
}

static size_t close_bracket(md *t, size_t i, size_t end) {
    size_t behind = t->links ? target_end(t->s, i + 1, end) : i + 1;
    if (behind == i + 1)
        return i;
    t->links--;
    return behind;
}

/* An image within a line says nothing; behind it, or i. */
static size_t image_end(md *t, size_t i, size_t end, size_t *alt_end) {
    if (i + 1 >= end || t->s.s[i + 1] != '[')
        return i;
    size_t close = next_bracket(t, i + 2, end);
    *alt_end = close;
    return close < end && t->target > close + 1 ? t->target : i;
}

/* "<https://…>" stands for itself, a tag for nothing. */
static size_t angle(md *t, size_t i, size_t end) {
    size_t most = end - i < LINK_MAX ? end - i : LINK_MAX;
    const char *at = memchr(t->s.s + i, '>', most);
    char next = i + 1 < end ? t->s.s[i + 1] : ' ';
    bool tag = is_letter(next) || next == '/' || next == '!';
    if (!at || !tag)
        return i;
    size_t close = (size_t)(at - t->s.s);
    ent_str in = {t->s.s + i + 1, close - i - 1};
    if (ent_i_starts(in, "http") || memchr(in.s, '@', in.n))
        ent_i_weave_run(&t->w, t->s, i + 1, close);
    return close + 1;
}

static size_t reference(md *t, size_t i, size_t end) {
    static const struct {
        const char *name, *text;
    } known[] = {{"&amp;", "&"},
                 {"&lt;", "<"},
                 {"&gt;", ">"},
                 {"&quot;", "\""},
                 {"&nbsp;", "\xC2\xA0"},
                 {"&mdash;", "\xE2\x80\x94"},
                 {"&ndash;", "\xE2\x80\x93"},
                 {"&lsquo;", "\xE2\x80\x98"},
                 {"&rsquo;", "\xE2\x80\x99"},
                 {"&ldquo;", "\xE2\x80\x9C"},
                 {"&rdquo;", "\xE2\x80\x9D"},
                 {"&hellip;", "\xE2\x80\xA6"}};
    ent_str here = {t->s.s + i, end - i};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        size_t n = strlen(known[k].name);
        if (!ent_i_starts(here, known[k].name))
            continue;
        ent_i_weave_put(&t->w, ent_i_str(known[k].text), i, i + n);
        return i + n;
    }
    return i;
}

/* Emphasis: a mark that touches a word on one side only. */
static bool is_emphasis(ent_str s, size_t i, size_t end, size_t line) {
    char c = s.s[i];
    size_t n = count(s, i, end, c);
    char before = i > line ? s.s[i - 1] : ' ';
    char after = i + n < end ? s.s[i + n] : ' ';
    if (is_blank(before) && is_blank(after))
        return false;
    if (c == '~')
        return n == 2;
    return c != '_' || !is_alnum(before) || !is_alnum(after);
}

/* Handles the mark at s[i]; the place behind it, or i when it is no mark. */
static size_t mark_end(md *t, size_t i, size_t end, size_t line) {
    ent_str s = t->s;
    size_t alt;
    switch (s.s[i]) {
    case '\\':
        if (i + 1 < end && s.s[i + 1] > ' ' && !is_alnum(s.s[i + 1])) {
            ent_i_weave_put(&t->w, (ent_str){s.s + i + 1, 1}, i, i + 2);
            return i + 2;
        }
        return i;
    case '`':
        return i + count(s, i, end, '`');
    case '*':
    case '_':
    case '~':
        return is_emphasis(s, i, end, line) ? i + count(s, i, end, s.s[i]) : i;
    case '!':
        return image_end(t, i, end, &alt);
    case '[':
        return open_bracket(t, i, end);
    case ']':
        return close_bracket(t, i, end);
    case '<':
        return angle(t, i, end);
    default:
        return reference(t, i, end);
    }
}

static void put_inline(md *t, size_t i, size_t end) {
    size_t run = i, line = i;
    t->links = 0;
    t->bracket = 0;
    while (i < end) {
        if (!strchr("\\`*_~![]<&", t->s.s[i])) {
            i++;
            continue;
        }
        ent_i_weave_run(&t->w, t->s, run, i);
        run = mark_end(t, i, end, line);
        if (run == i) { /* an ordinary character, or several of them */
            size_t n = count(t->s, i, end, t->s.s[i]);
            ent_i_weave_run(&t->w, t->s, i, i + n);
            run = i + n;
        }
        i = run;
    }
    ent_i_weave_run(&t->w, t->s, run, end);
}

/* ---- lines */

static ent_text_kind heading_kind(md *t, bool top) {
    if (!top || t->titled)
        return ENT_TEXT_HEADING;
    t->titled = true;
    return ENT_TEXT_TITLE;
}

static void own_line(md *t, size_t i, size_t end, ent_text_kind kind) {
    end_line(t, ENT_TEXT_BODY);
    put_inline(t, i, end);
    end_line(t, kind);
}

static bool put_heading(md *t, size_t i, size_t end) {
    size_t level = count(t->s, i, end, '#');
    if (!level || level > 6 ||
        (i + level < end && !is_blank(t->s.s[i + level])))
        return false;
    while (end > i + level && (t->s.s[end - 1] == '#'))
        end--;
    own_line(t, skip(t->s, i + level, end, " \t"), end,
             heading_kind(t, level == 1));
    return true;
}

/* "=====" or "-----" under a line makes that a heading; elsewhere a rule. */
static bool put_rule(md *t, size_t i, size_t end) {
    bool under = t->w.text.n > t->w.line;
    if (under && (only(t->s, i, end, "=", 2) || only(t->s, i, end, "-", 2)))
        end_line(t, heading_kind(t, t->s.s[i] == '='));
    else if (only(t->s, i, end, "- ", 3) || only(t->s, i, end, "* ", 3) ||
             only(t->s, i, end, "_ ", 3))
        end_line(t, ENT_TEXT_BODY);
    else
        return only(t->s, i, end, "|:- ", 3); /* under a table's head */
    return true;
}

/* Behind the marker of a list's item, or i. */
static size_t item_text(ent_str s, size_t i, size_t end) {
    size_t k = skip(s, i, end, "0123456789");
    if (k > i && k - i <= 9 && k < end && (s.s[k] == '.' || s.s[k] == ')'))
        k++;
    else if (k == i && i < end && strchr("-*+", s.s[i]))
        k++;
    else
        return i;
    return k < end && is_blank(s.s[k]) ? skip(s, k, end, " \t") : i;
}

/* "![what it shows](file)" alone in its line: a caption. */
static bool put_image(md *t, size_t i, size_t end) {
    size_t alt = 0;
    t->bracket = 0;
    if (t->s.s[i] != '!' || image_end(t, i, end, &alt) != end)
        return false;
    own_line(t, i + 2, alt, ENT_TEXT_CAPTION);
    return true;
}

/* "[name]: address" defines a link. */
static bool is_definition(ent_str s, size_t i, size_t end) {
    const char *at = s.s[i] == '[' && i + 1 < end && s.s[i + 1] != '^'
                         ? memchr(s.s + i, ']', end - i)
                         : NULL;
    size_t k = at ? (size_t)(at - s.s) + 1 : end;
    return k + 1 < end && s.s[k] == ':' && is_blank(s.s[k + 1]);
}

static bool put_fence(md *t, size_t i, size_t end) {
    char c = i < end ? t->s.s[i] : ' ';
    bool mark = (c == '`' || c == '~') && count(t->s, i, end, c) >= 3;
    if (!t->fence && !mark)
        return false;
    end_line(t, ENT_TEXT_BODY);
    if (mark && (!t->fence || t->fence == c)) {
        t->fence = t->fence ? 0 : c;
    } else {
        ent_i_weave_run(&t->w, t->s, i, end);
        end_line(t, ENT_TEXT_BODY);
    }
    return true;
}

/* A comment that takes whole lines. */
static bool skip_comment(md *t, size_t i, size_t end) {
    ent_str line = {t->s.s + i, end - i};
    if (!t->comment && !ent_i_starts(line, "<!--"))
        return false;
    t->comment = !memmem(line.s, line.n, "-->", 3);
    return true;
}

static void put_line(md *t, size_t i, size_t end) {
    ent_str s = t->s;
    i = skip(s, i, end, t->fence ? " \t" : " \t>");
    while (end > i && is_blank(s.s[end - 1]))
        end--;
    if (put_fence(t, i, end) || skip_comment(t, i, end))
        return;
    if (i == end) {
        end_line(t, ENT_TEXT_BODY);
        return;
    }
    if (put_heading(t, i, end) || put_rule(t, i, end) || put_image(t, i, end) ||
        is_definition(s, i, end))
        return;
    size_t item = item_text(s, i, end);
    bool table = s.s[i] == '|';
    if (item > i || table)
        end_line(t, ENT_TEXT_BODY);
    else if (t->w.text.n > t->w.line)
        ent_i_weave_put(&t->w, ENT_STR(" "), t->w.end, i);
    put_inline(t, table ? skip(s, i, end, "| ") : item,
               table && s.s[end - 1] == '|' ? end - 1 : end);
    if (table)
        end_line(t, ENT_TEXT_BODY);
}

/* ---- front matter */

static ent_str unquoted(ent_str s) {
    s = ent_i_trim(s);
    bool list = s.n >= 2 && s.s[0] == '[' && s.s[s.n - 1] == ']';
    if (list)
        s = ent_i_trim((ent_str){s.s + 1, s.n - 2});
    bool quoted = s.n >= 2 && (s.s[0] == '"' || s.s[0] == '\'') &&
                  memchr(s.s + 1, s.s[0], s.n - 1) == s.s + s.n - 1;
    return quoted ? (ent_str){s.s + 1, s.n - 2} : s;
}

static void state(md *t, ent_str key, ent_str value) {
    ent_doc *doc = t->doc;
    static const struct {
        const char *key;
        size_t at;
    } known[] = {{"title", offsetof(ent_doc, title)},
                 {"author", offsetof(ent_doc, author)},
                 {"authors", offsetof(ent_doc, author)},
                 {"by", offsetof(ent_doc, author)},
                 {"publisher", offsetof(ent_doc, publisher)},
                 {"publication", offsetof(ent_doc, publisher)},
                 {"site", offsetof(ent_doc, publisher)},
                 {"source", offsetof(ent_doc, publisher)}};
    if (ent_i_starts(key, "date") || ent_i_starts(key, "publish"))
        if (!doc->published.n)
            doc->published = ent_i_head_date(t->ctx, value);
    for (size_t k = 0; value.n && k < sizeof known / sizeof *known; k++) {
        ent_str *to = (ent_str *)(void *)((char *)doc + known[k].at);
        if (ent_i_eqz(key, known[k].key) && !to->n)
            *to = value;
    }
}

/* Reads "---" … "---" at the start; how many bytes it has, 0 for none. */
static size_t front_matter(md *t) {
    ent_str left = t->s, key = {0};
    if (!ent_i_eqz(ent_i_cut(&left, '\n'), "---"))
        return 0;
    while (left.s) {
        ent_str line = ent_i_cut(&left, '\n'), value = line;
        if (ent_i_eqz(line, "---") || ent_i_eqz(line, "..."))
            return left.s ? (size_t)(left.s - t->s.s) : t->s.n;
        bool item = ent_i_starts(ent_i_trim(line), "- ");
        if (!item && line.n && !is_blank(line.s[0]) &&
            memchr(line.s, ':', line.n))
            key = ent_i_cut(&value, ':');
        else if (item)
            value = (ent_str){ent_i_trim(line).s + 2, ent_i_trim(line).n - 2};
        else if (line.n)
            continue;
        if (key.s)
            state(t, key, unquoted(value));
    }
    return 0; /* it never ends: text that begins with a rule */
}

ent_err ent_i_read_markdown(ent_ctx *ctx, ent_doc *doc) {
    md t = {.ctx = ctx, .doc = doc, .s = doc->text};
    size_t i = front_matter(&t);
    while (i < t.s.n && !t.failed && !t.w.text.bad) {
        const char *nl = memchr(t.s.s + i, '\n', t.s.n - i);
        size_t end = nl ? (size_t)(nl - t.s.s) : t.s.n;
        put_line(&t, i, end);
        i = end + 1;
    }
    end_line(&t, ENT_TEXT_BODY);
    ent_err e =
        t.failed ? ENT_NOMEM_FAIL(ctx) : ent_i_weave_end(ctx, &t.w, doc);
    ent_i_weave_free(&t.w);
    return e;
}
