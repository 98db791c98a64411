/* html_parse.c - gumbo, fenced in.
 *
 * gumbo knows how browsers read broken pages, but it neither bounds its
 * memory nor survives a failed allocation, frees by recursion, and takes
 * quadratic time on deep nesting, on formatting left open and on many
 * attributes.  So these are bounded before it runs, and its allocations hang
 * on a list that is freed at once. */
#include "read/html.h"
#include <stdalign.h>
#include <stddef.h>
#include <strings.h>

enum { DEPTH_MAX = 512, ATTRIBUTES_MAX = 1024, NAME_MAX_BYTES = 16 };

/* ---- memory */

typedef struct ent_chunk {
    struct ent_chunk *prev, *next;
    size_t n;
    alignas(max_align_t) char mem[];
} chunk;

static void *page_alloc(void *user, size_t n) {
    ent_page *page = user;
    size_t size = sizeof(chunk) + n;
    page->over = size > page->max - page->total;
    chunk *c = page->over ? NULL : ent_i_malloc(size);
    if (!c)
        longjmp(page->out, 1);
    c->prev = NULL;
    c->next = page->first;
    c->n = size;
    if (c->next)
        c->next->prev = c;
    page->first = c;
    page->total += size;
    return c->mem;
}

static void page_dealloc(void *user, void *mem) {
    ent_page *page = user;
    if (!mem)
        return;
    chunk *c = (chunk *)(void *)((char *)mem - offsetof(chunk, mem));
    if (c->prev)
        c->prev->next = c->next;
    else
        page->first = c->next;
    if (c->next)
        c->next->prev = c->prev;
    page->total -= c->n;
    ent_i_free(c);
}

void ent_i_page_free(ent_page *page) {
    while (page->first) {
        chunk *c = page->first;
        page->first = c->next;
        ent_i_free(c);
    }
}

/* ---- depth */

static bool is_among(ent_str name, const char *list) {
    char key[NAME_MAX_BYTES + 3] = " ";
    memcpy(key + 1, name.s, name.n);
    memcpy(key + 1 + name.n, " ", 2);
    return strcasestr(list, key) != NULL;
}

/* Elements that cannot nest in themselves: void ones, and those that the
 * next of their kind closes. */
static bool is_flat(ent_str name) {
    return is_among(
        name, " area base br col embed hr img input link meta param source "
              "track wbr keygen frame p li dt dd option optgroup td th tr "
              "tbody thead tfoot colgroup rp rt a nobr button html head "
              "body ");
}

/* Elements that the parser opens again behind the block they were left open
 * in. */
static bool is_formatting(ent_str name) {
    return is_among(name, " b big code em font i s small strike strong tt u ");
}

/* Elements whose content holds no tags. */
static bool is_raw(ent_str name) {
    return is_among(
        name, " script style textarea title xmp iframe noembed noframes ");
}

static bool same_name(ent_str a, ent_str b) {
    return a.n == b.n && strncasecmp(a.s, b.s, a.n) == 0;
}

/* Behind the needle, or the end of s. */
static size_t find_behind(ent_str s, size_t i, const char *needle) {
    const char *at =
        i < s.n ? memmem(s.s + i, s.n - i, needle, strlen(needle)) : NULL;
    return at ? (size_t)(at - s.s) + strlen(needle) : s.n;
}

static size_t raw_end(ent_str s, size_t i, ent_str name) {
    while (i < s.n) {
        i = find_behind(s, i, "</");
        ent_str here = {s.s + i, s.n - i < name.n ? s.n - i : name.n};
        if (same_name(here, name))
            return i;
    }
    return s.n;
}

typedef struct nest {
    ent_str open[DEPTH_MAX];
    size_t n;
    size_t foreign; /* depth of svg or math + 1, inside which <x/> closes */
} nest;

static void close_tag(nest *t, ent_str name) {
    size_t k = t->n, n = t->n;
    while (k && !same_name(t->open[k - 1], name))
        k--;
    if (!k)
        return;
    t->n = k - 1;
    for (; k < n; k++)
        if (is_formatting(t->open[k]))
            t->open[t->n++] = t->open[k];
    if (t->foreign > t->n)
        t->foreign = 0;
}

static bool open_tag(nest *t, ent_str name, bool closed) {
    if (is_flat(name) || (closed && t->foreign))
        return true;
    if (t->n == DEPTH_MAX)
        return false;
    t->open[t->n++] = name;
    if (!t->foreign &&
        (same_name(name, ENT_STR("svg")) || same_name(name, ENT_STR("math"))))
        t->foreign = t->n;
    return true;
}

static ent_str tag_name(ent_str s, size_t i) {
    size_t from = i;
    while (i < s.n && i - from < NAME_MAX_BYTES && s.s[i] > ' ' &&
           s.s[i] != '>' && s.s[i] != '/')
        i++;
    return (ent_str){s.s + from, i - from};
}

static bool is_white(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Behind the '>' of the tag, counting its attributes. */
static size_t tag_end(ent_str s, size_t i, size_t *attributes) {
    char last = ' ';
    for (*attributes = 0; i < s.n && s.s[i] != '>'; i++) {
        char c = s.s[i];
        if ((c == '"' || c == '\'') && last == '=') {
            const char *close = memchr(s.s + i + 1, c, s.n - i - 1);
            i = close ? (size_t)(close - s.s) : s.n - 1;
        }
        *attributes += is_white(c) || c == '/' || c == '"' || c == '\'';
        last = is_white(c) ? last : c;
    }
    return i < s.n ? i + 1 : s.n;
}

/* Is no tag nested deeper than DEPTH_MAX, and none overlong?  Reads tags
 * alone, in one pass. */
static bool is_tame(ent_str s, nest *t) {
    for (size_t i = find_behind(s, 0, "<"); i < s.n;
         i = find_behind(s, i, "<")) {
        if (ent_i_starts((ent_str){s.s + i, s.n - i}, "!--")) {
            i = find_behind(s, i + 3, "-->");
            continue;
        }
        bool ends = s.s[i] == '/';
        ent_str name = tag_name(s, i + ends);
        char first = name.n ? (char)(name.s[0] | 0x20) : 0;
        if (first < 'a' || first > 'z')
            continue;
        size_t attributes, end = tag_end(s, i, &attributes);
        if (attributes > ATTRIBUTES_MAX)
            return false;
        bool closed = end > 1 && s.s[end - 2] == '/';
        if (ends)
            close_tag(t, name);
        else if (!open_tag(t, name, closed))
            return false;
        if (!ends && is_raw(name)) {
            end = raw_end(s, end, name);
            close_tag(t, name);
        }
        i = end;
    }
    return true;
}

/* ---- parsing */

static GumboOutput *parse(ent_page *page, ent_str s) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = page_alloc;
    options.deallocator = page_dealloc;
    options.userdata = page;
    options.max_errors = 0;
    if (setjmp(page->out))
        return NULL;
    return gumbo_parse_with_options(&options, s.s, s.n);
}

ent_err ent_i_page_parse(ent_ctx *ctx, const ent_doc *doc, ent_page *page,
                         GumboOutput **out) {
    ent_place at = {doc->path, 0, 0};
    nest *t = ENT_NEW(ctx->temp, 1, nest);
    if (!t)
        return ENT_NOMEM_FAIL(ctx);
    if (!is_tame(doc->text, t))
        return ENT_FAIL_AT(ctx, ENT_LIMIT, at,
                           "its tags are nested more than %d deep, or one has "
                           "more than %d attributes; save the page as text",
                           DEPTH_MAX, ATTRIBUTES_MAX);
    *page = (ent_page){.max = ((size_t)64 << 20) + doc->text.n * 48};
    *out = parse(page, doc->text);
    if (*out)
        return ENT_OK;
    if (!page->over)
        return ENT_NOMEM_FAIL(ctx);
    return ENT_FAIL_AT(ctx, ENT_LIMIT, at,
                       "its tags are too tangled to be read; save the page "
                       "as text");
}
