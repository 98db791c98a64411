/* pdf_page.c - lines on pages become paragraphs of a text.
 *
 * What stands at the top or bottom of page after page is left out; lines are
 * joined while a paragraph goes on, also into the next column or page; words
 * cut at a line's end are made whole.  All rules look at places and at how
 * lines begin and end, in one pass. */
#include "read/extract.h"
#include <strings.h>

enum {
    REPEATED = 3,      /* pages on which a line is a header or a footer */
    HEADING_MOST = 200 /* bytes */
};
static const float MARGIN = 0.1F, SAME_SIZE = 0.12F, LARGER = 1.15F;

/* Open addressing; `n` counts how often a key was put. */
typedef struct counts {
    struct {
        uint64_t key;
        uint32_t n, page;
    } * at;
    size_t mask;
} counts;

typedef struct layout {
    ent_ctx *ctx;
    ent_pdf_line *line;
    uint32_t n;
    const float *height;
    size_t n_pages;
    float body;    /* height of a line of plain text */
    float largest; /* of the first page */
    counts words;
    bool titled;
} layout;

static ent_err open_counts(ent_ctx *ctx, counts *c, size_t n) {
    size_t size = 64;
    while (size < 2 * n)
        size *= 2;
    c->mask = size - 1;
    c->at = ent_arena_alloc(ctx->temp, size, sizeof *c->at);
    return c->at ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static uint32_t look_up(const counts *c, uint64_t key) {
    size_t i = key & c->mask;
    while (c->at[i].n && c->at[i].key != key)
        i = (i + 1) & c->mask;
    return c->at[i].n;
}

/* Counts a key, but once a page where pages are told. */
static void count(counts *c, uint64_t key, uint32_t page) {
    size_t i = key & c->mask;
    while (c->at[i].n && c->at[i].key != key)
        i = (i + 1) & c->mask;
    if (c->at[i].n && page && c->at[i].page == page)
        return;
    c->at[i].key = key;
    c->at[i].n++;
    c->at[i].page = page;
}

/* ---- sizes */

static float height_of(const ent_pdf_line *l) {
    return l->bottom - l->top;
}

/* The height that most letters have, in steps of half a point. */
static void measure_body(layout *t) {
    size_t letters[256] = {0}, best = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        float h = 2 * height_of(&t->line[i]);
        letters[h < 0 ? 0 : h > 255 ? 255 : (size_t)h] += t->line[i].text.n;
    }
    for (size_t k = 1; k < 256; k++)
        best = letters[k] > letters[best] ? k : best;
    t->body = ((float)best + 0.5F) / 2;
}

static void measure_largest(layout *t) {
    for (uint32_t i = 0; i < t->n; i++) {
        const ent_pdf_line *l = &t->line[i];
        if (l->page <= 1 && !l->taken && height_of(l) > t->largest)
            t->largest = height_of(l);
    }
}

/* ---- headers, footers, page numbers */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A line as its repetitions share it: without its numbers. */
static uint64_t likeness(ent_str s) {
    uint64_t h = 14695981039346656037U;
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.s[i]) && s.s[i] != ' ')
            h = (h ^ (unsigned char)(s.s[i] | 0x20)) * 1099511628211U;
    return h;
}

static bool in_margin(const layout *t, const ent_pdf_line *l) {
    float height =
        l->page && l->page <= t->n_pages ? t->height[l->page - 1] : 0;
    return l->bottom < MARGIN * height || l->top > (1 - MARGIN) * height;
}

/* "12", "- 12 -", "Page 3 of 10", "xiv" */
static bool is_page_number(ent_str s) {
    static const char *const words[] = {"page", "of", "p.",           "-",
                                        "|",    "/",  "\xE2\x80\x93", NULL};
    bool number = false;
    for (ent_str word; s.n;) {
        word = ent_i_cut(&s, ' ');
        size_t digits = 0, roman = 0, k = 0;
        for (size_t i = 0; i < word.n; i++) {
            digits += is_digit(word.s[i]);
            roman += strchr("ivxl", word.s[i]) != NULL && word.s[i];
        }
        while (words[k] && (word.n != strlen(words[k]) ||
                            strncasecmp(word.s, words[k], word.n) != 0))
            k++;
        bool small = word.n <= 4 && (digits == word.n || roman == word.n);
        number |= small && word.n;
        if (!small && !words[k])
            return false;
    }
    return number;
}

static ent_err drop_margins(layout *t) {
    counts c;
    ENT_TRY(open_counts(t->ctx, &c, t->n));
    for (uint32_t i = 0; i < t->n; i++)
        if (in_margin(t, &t->line[i]))
            count(&c, likeness(t->line[i].text), t->line[i].page);
    for (uint32_t i = 0; i < t->n; i++) {
        ent_pdf_line *l = &t->line[i];
        if (in_margin(t, l))
            l->taken = is_page_number(l->text) ||
                       (height_of(l) < LARGER * t->body && /* no title */
                        look_up(&c, likeness(l->text)) >= REPEATED);
    }
    return ENT_OK;
}

/* ---- words */

static bool is_letter(char c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

static uint64_t word_key(ent_str a, ent_str b) {
    uint64_t h = 14695981039346656037U;
    for (size_t i = 0; i < a.n; i++)
        h = (h ^ (unsigned char)(a.s[i] | 0x20)) * 1099511628211U;
    for (size_t i = 0; i < b.n; i++)
        h = (h ^ (unsigned char)(b.s[i] | 0x20)) * 1099511628211U;
    return h;
}

/* Letters and hyphens inside of a word that begins at s. */
static ent_str word_at(ent_str s) {
    size_t i = 0;
    while (i < s.n && (is_letter(s.s[i]) ||
                       (s.s[i] == '-' && i + 1 < s.n && is_letter(s.s[i + 1]))))
        i++;
    return (ent_str){s.s, i};
}

/* The next word inside of s, moving s behind it; blank at the end.  The last
 * of a line may be half a word, and is left out. */
static ent_str next_word(ent_str *s) {
    while (s->n) {
        ent_str word = word_at(*s);
        size_t step = word.n ? word.n : 1;
        *s = (ent_str){s->s + step, s->n - step};
        if (word.n && s->n)
            return word;
    }
    return (ent_str){0};
}

static ent_err gather_words(layout *t) {
    size_t n = 0;
    for (uint32_t i = 0; i < t->n; i++)
        for (ent_str s = t->line[i].text; next_word(&s).n;)
            n++;
    ENT_TRY(open_counts(t->ctx, &t->words, n));
    for (uint32_t i = 0; i < t->n; i++) {
        ent_str s = t->line[i].text, word;
        while ((word = next_word(&s)).n)
            count(&t->words, word_key(word, (ent_str){0}), 0);
    }
    return ENT_OK;
}

/* ---- which lines go on */

static bool ends_sentence(ent_str s) {
    while (s.n && strchr("\"')]", s.s[s.n - 1]))
        s.n--;
    if (ent_i_ends(s, "\xE2\x80\x9D") || ent_i_ends(s, "\xE2\x80\x99"))
        s.n -= 3;
    return s.n && strchr(".!?:", s.s[s.n - 1]) != NULL;
}

static bool begins_small(ent_str s) {
    size_t i = 0;
    int32_t c = s.n ? ent_i_utf8_next(s, &i) : -1;
    return c >= 'a' && c <= 'z';
}

static bool same_size(const ent_pdf_line *a, const ent_pdf_line *b) {
    float x = height_of(a), y = height_of(b), d = x > y ? x - y : y - x;
    return d <= SAME_SIZE * (x > y ? x : y);
}

static bool is_item(ent_str s) {
    return ent_i_starts(s, "\xE2\x80\xA2") || ent_i_starts(s, "\xE2\x96\xAA") ||
           ent_i_starts(s, "- ") || ent_i_starts(s, "\xE2\x80\x93 ");
}

/* Does line b, right after a in the same block, go on a's paragraph?  The
 * block's left and right are those of its lines so far. */
static bool goes_on(const ent_pdf_line *a, const ent_pdf_line *b, float left,
                    float right) {
    float h = height_of(a), width = right - left;
    if (!same_size(a, b) || is_item(b->text) || b->top - a->bottom > h)
        return false;
    if (!ends_sentence(a->text))
        return true;
    bool indented = b->left > left + 0.8F * h && a->left < b->left;
    return !indented && a->right > left + 0.75F * width;
}

/* Does line b of another block go on the paragraph that ended with a? */
static bool resumes(const layout *t, const ent_pdf_line *a,
                    const ent_pdf_line *b) {
    return same_size(a, b) && height_of(a) < LARGER * t->body &&
           !ends_sentence(a->text) && begins_small(b->text) &&
           b->page <= a->page + 1;
}

/* Joins lines by `next`; a note in small letters between two halves of a
 * paragraph does not part them. */
static void join_lines(layout *t) {
    const ent_pdf_line *before = NULL;
    ent_pdf_line *body = NULL; /* last line of body text */
    float left = 0, right = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        ent_pdf_line *l = &t->line[i];
        if (l->taken)
            continue;
        bool inside = before && before->block == l->block;
        left = inside && left < l->left ? left : l->left;
        right = inside && right > l->right ? right : l->right;
        ent_pdf_line *to = NULL;
        if (inside && goes_on(before, l, left, right))
            to = &t->line[before - t->line];
        else if (!inside && body && !body->next && resumes(t, body, l))
            to = body;
        if (to && !to->next) {
            to->next = i;
            l->taken = true;
        }
        if (height_of(l) > (1 - SAME_SIZE) * t->body)
            body = l;
        before = l;
    }
}

/* ---- the page */

/* Bytes of the hyphen that may cut a word at the end of s; 0: none. */
static size_t hyphen(ent_str s) {
    static const char *const marks[] = {"-", "\xC2\xAD", "\xE2\x80\x90"};
    for (size_t k = 0; k < 3; k++) {
        size_t n = strlen(marks[k]);
        if (s.n > n && ent_i_ends(s, marks[k]) && is_letter(s.s[s.n - n - 1]))
            return n;
    }
    return 0;
}

/* The hyphen stays where the text writes the whole word with one elsewhere,
 * and never without. */
static bool keeps_hyphen(const layout *t, ent_str line, ent_str next) {
    size_t i = line.n;
    while (i && (is_letter(line.s[i - 1]) || line.s[i - 1] == '-'))
        i--;
    ent_str first = {line.s + i, line.n - i}, bare = first;
    ent_str second = word_at(next);
    bare.n -= 1;
    return look_up(&t->words, word_key(first, second)) &&
           !look_up(&t->words, word_key(bare, second));
}

/* Puts a line and what joins it to the next one. */
static void put_line(const layout *t, ent_buf *b, const ent_pdf_line *l) {
    ent_str text = l->text;
    ent_str next = l->next ? t->line[l->next].text : (ent_str){0};
    size_t cut = next.n ? hyphen(text) : 0;
    if (!begins_small(next))
        cut = 0;
    bool whole = cut == 1 && keeps_hyphen(t, text, next);
    text.n -= whole ? 0 : cut;
    ent_i_page_put(b, text);
    if (next.n && !cut)
        ent_i_buf_put(b, " ", 1);
}

/* "h1" for the title, "h2" for headings, "p". */
static const char *tag_of(layout *t, const ent_pdf_line *l) {
    size_t n = 0;
    float size = height_of(l);
    for (const ent_pdf_line *k = l; n <= HEADING_MOST; k = &t->line[k->next]) {
        n += k->text.n;
        if (!k->next)
            break;
    }
    if (n > HEADING_MOST || size < LARGER * t->body)
        return "p";
    bool title = !t->titled && l->page <= 1 && size > 0.98F * t->largest;
    t->titled |= title;
    return title ? "h1" : "h2";
}

static void put_paragraph(layout *t, ent_buf *b, const ent_pdf_line *l) {
    const char *tag = tag_of(t, l);
    ent_i_buf_printf(b, "<%s>", tag);
    for (;; l = &t->line[l->next]) {
        put_line(t, b, l);
        if (!l->next)
            break;
    }
    ent_i_buf_printf(b, "</%s>\n", tag);
}

/* Many PDFs carry the name of the file they were made from as their title. */
static bool is_file_name(ent_str s) {
    return ent_i_starts(s, "Microsoft ") || ent_i_ends(s, ".doc") ||
           ent_i_ends(s, ".docx") || ent_i_ends(s, ".indd") ||
           !memchr(s.s ? s.s : "", ' ', s.n);
}

ent_err ent_i_pdf_page(ent_ctx *ctx, ent_pdf *pdf, ent_buf *page) {
    ENT_TRY(ent_i_pdf_columns(ctx, pdf));
    layout t = {.ctx = ctx,
                .line = pdf->line.at,
                .n = (uint32_t)pdf->line.n,
                .height = pdf->height.at,
                .n_pages = pdf->height.n};
    uint32_t last = 0;
    measure_body(&t);
    ENT_TRY(drop_margins(&t));
    measure_largest(&t);
    ENT_TRY(gather_words(&t));
    join_lines(&t);
    ent_i_page_begin(page, is_file_name(pdf->title) ? (ent_str){0} : pdf->title,
                     is_file_name(pdf->author) ? (ent_str){0} : pdf->author);
    for (uint32_t i = 0; i < t.n; i++) {
        const ent_pdf_line *l = &t.line[i];
        if (l->taken)
            continue;
        if (l->page != last)
            ent_i_buf_printf(page, "<p data-page=\"%u\"></p>\n", l->page);
        last = l->page;
        put_paragraph(&t, page, l);
    }
    ent_i_page_end(page);
    return page->bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}
