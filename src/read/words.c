/* words.c - words as Universal Dependencies cuts them, from our tokens.
 *
 * Tokens part at hyphens and full stops where names need it; treebanks keep
 * the stop with an abbreviation, a prefix with its word, an address and a
 * time of day whole, and cut contractions apart. Each rule looks at the token
 * and its neighbours, so that the whole is linear. */
#include "read/words.h"
#include "read/text.h"
#include <stdlib.h>

enum { KIND_NONE, KIND_INNER, KIND_ANY }; /* may an abbreviation end it? */

typedef struct abbrev {
    ent_str name;
    int kind;
} abbrev;

struct ent_cutter {
    const abbrev *at;
    size_t n;
};

typedef struct cut {
    ent_ctx *ctx;
    const ent_cutter *c;
    const ent_doc *doc;
    const ent_token *tok;
    uint32_t n; /* tokens of the sentence */
    ent_vec *out;
} cut;

/* ---- abbreviations */

static int by_name(const void *a, const void *b) {
    return ent_i_cmp(((const abbrev *)a)->name, ((const abbrev *)b)->name);
}

static bool ends_sentences(ent_str name, ent_str kind) {
    static const char *const words[] = {"Co", "Corp", "Inc", "Jr",  "Ltd",
                                        "Sr", "al",   "etc", "Bros"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ent_i_eqz(name, words[k]))
            return true;
    return memchr(name.s, '.', name.n) || ent_i_eqz(kind, "country");
}

ent_err ent_i_cutter_new(ent_ctx *ctx, const ent_cutter **out) {
    ent_str all = ent_i_asset(ent_i_data, "data/abbreviations.tsv");
    ent_cutter *c = ENT_NEW(ctx->temp, 1, ent_cutter);
    ent_vec v = {0};
    if (!c)
        return ENT_NOMEM_FAIL(ctx);
    while (all.s) {
        ent_str kind = ent_i_cut(&all, '\n');
        if (!kind.n || kind.s[0] == '#')
            continue;
        ent_str name = ent_i_cut(&kind, '\t');
        abbrev *r = name.n ? ENT_PUSH(ctx->temp, &v, abbrev) : NULL;
        if (name.n && !r)
            return ENT_NOMEM_FAIL(ctx);
        if (r)
            *r = (abbrev){name,
                          ends_sentences(name, kind) ? KIND_ANY : KIND_INNER};
    }
    if (v.n)
        qsort(v.at, v.n, sizeof(abbrev), by_name);
    *c = (ent_cutter){v.at, v.n};
    *out = c;
    return ENT_OK;
}

static int abbrev_kind(const ent_cutter *c, ent_str word) {
    abbrev key = {.name = word};
    const abbrev *r =
        c->n ? bsearch(&key, c->at, c->n, sizeof key, by_name) : NULL;
    return r ? r->kind : KIND_NONE;
}

/* ---- looking at tokens */

static ent_str text(const cut *c, uint32_t i) {
    return i < c->n ? ent_i_token_text(c->doc, &c->tok[i]) : (ent_str){0};
}

/* Does token i stand right behind the one before? */
static bool joined(const cut *c, uint32_t i) {
    return i > 0 && i < c->n && c->tok[i].start == c->tok[i - 1].end;
}

static bool is_kind(const cut *c, uint32_t i, ent_token_kind k) {
    return i < c->n && c->tok[i].kind == k;
}

static bool is_char(const cut *c, uint32_t i, char want) {
    ent_str s = text(c, i);
    return s.n == 1 && s.s[0] == want;
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool letter(char c) {
    return upper(c) || (c >= 'a' && c <= 'z');
}

static bool equal_folded(ent_str s, const char *z) {
    size_t i = 0;
    for (; i < s.n && z[i]; i++)
        if ((upper(s.s[i]) ? s.s[i] + 32 : s.s[i]) != z[i])
            return false;
    return i == s.n && !z[i];
}

static bool among(ent_str s, const char *const *words) {
    for (; *words; words++)
        if (equal_folded(s, *words))
            return true;
    return false;
}

static ent_err put(const cut *c, uint32_t start, uint32_t end) {
    ent_span *w = ENT_PUSH(c->ctx->temp, c->out, ent_span);
    if (!w)
        return ENT_NOMEM_FAIL(c->ctx);
    *w = (ent_span){start, end};
    return ENT_OK;
}

/* ---- what joins: each gives how many tokens make one word, or 0 */

/* The tokens from i on without white space between them. */
static uint32_t chunk(const cut *c, uint32_t i) {
    uint32_t k = i + 1;
    while (joined(c, k))
        k++;
    return k - i;
}

/* An address: "https://…", "www.…", "name@place.org". */
static uint32_t address(const cut *c, uint32_t i) {
    ent_str s = text(c, i);
    bool web = (among(s, (const char *const[]){"http", "https", "ftp", "mailto",
                                               NULL}) &&
                is_char(c, i + 1, ':') && joined(c, i + 1)) ||
               (s.n > 4 && equal_folded((ent_str){s.s, 4}, "www."));
    bool mail = is_char(c, i + 1, '@') && joined(c, i + 1) &&
                joined(c, i + 2) &&
                memchr(text(c, i + 2).s, '.', text(c, i + 2).n);
    if (!web && !mail)
        return 0;
    uint32_t n = mail ? 3 : chunk(c, i);
    while (n > 1 && is_kind(c, i + n - 1, ENT_TOKEN_POINT) &&
           strchr(".,;:!?)\"'>]", text(c, i + n - 1).s[0]))
        n--;
    return n;
}

/* "10:30", "9/11", "11/28/2000", "713-853-3989". */
static uint32_t figures(const cut *c, uint32_t i) {
    if (!is_kind(c, i, ENT_TOKEN_NUMBER))
        return 0;
    uint32_t n = 1, hyphens = 0;
    while (joined(c, i + n) && joined(c, i + n + 1) &&
           is_kind(c, i + n + 1, ENT_TOKEN_NUMBER) &&
           (is_char(c, i + n, ':') || is_char(c, i + n, '/') ||
            is_char(c, i + n, '-'))) {
        hyphens += is_char(c, i + n, '-');
        n += 2;
    }
    return n == 1 || hyphens == 1 ? 0 : n;
}

/* "non-avian", "re-elected", "mid-1980s", "e-mail". */
static uint32_t prefixed(const cut *c, uint32_t i) {
    static const char *const prefix[] = {
        "anti", "co",    "counter", "cross", "e",     "ex",   "inter", "mid",
        "mini", "multi", "neo",     "non",   "over",  "post", "pre",   "pro",
        "re",   "semi",  "sub",     "trans", "ultra", "un",   "under", NULL};
    return is_char(c, i + 1, '-') && joined(c, i + 1) && joined(c, i + 2) &&
                   !is_kind(c, i + 2, ENT_TOKEN_POINT) &&
                   among(text(c, i), prefix)
               ? 3
               : 0;
}

/* "U.S.", "Mr.", "J.", "etc."; at the end of a sentence only those that do
 * not lose their stop there. */
static uint32_t stopped(const cut *c, uint32_t i) {
    ent_str s = text(c, i);
    if (!is_char(c, i + 1, '.') || !joined(c, i + 1) || is_char(c, i + 2, '.'))
        return 0;
    bool last = i + 2 == c->n;
    bool dotted = s.n >= 3 && s.s[1] == '.' && letter(s.s[0]);
    bool initial = s.n == 1 && upper(s.s[0]) && s.s[0] != 'I';
    bool number = is_kind(c, i, ENT_TOKEN_NUMBER) && i == 0 && s.n <= 2;
    int kind = abbrev_kind(c->c, s);
    if (dotted || kind == KIND_ANY || (number && !last))
        return 2;
    return !last && (initial || kind == KIND_INNER) ? 2 : 0;
}

/* "...", "--", "!!!", "***": marks of one kind in a row. */
static uint32_t row_of_marks(const cut *c, uint32_t i) {
    ent_str s = text(c, i);
    uint32_t n = 1;
    if (s.n != 1 || !is_kind(c, i, ENT_TOKEN_POINT) ||
        !strchr(".-!?*=_~#'`+", s.s[0]))
        return 0;
    while (joined(c, i + n) &&
           (is_char(c, i + n, s.s[0]) ||
            (strchr("!?", s.s[0]) &&
             (is_char(c, i + n, '!') || is_char(c, i + n, '?')))))
        n++;
    return n > 1 ? n : 0;
}

/* "AT&T", "R&D"; ":)" between spaces. */
static uint32_t ampersand(const cut *c, uint32_t i) {
    ent_str s = text(c, i), t = text(c, i + 2);
    if (is_char(c, i + 1, '&') && joined(c, i + 1) && joined(c, i + 2) &&
        s.n <= 3 && upper(s.s[0]) && t.n && t.n <= 3 && upper(t.s[0]))
        return 3;
    bool eyes = (is_char(c, i, ':') || is_char(c, i, ';')) && !joined(c, i);
    if (!eyes || !joined(c, i + 1))
        return 0;
    uint32_t nose = is_char(c, i + 1, '-') && joined(c, i + 2) ? 2 : 1;
    return is_char(c, i + nose, ')') || is_char(c, i + nose, '(') ||
                   is_char(c, i + nose, 'D')
               ? nose + 1
               : 0;
}

/* ---- what parts: bytes from the front of the token */

static bool not_tail(ent_str s, size_t *at) {
    static const char *const tails[] = {"n't", "n\xE2\x80\x99t", "N'T",
                                        "N\xE2\x80\x99T"};
    for (size_t k = 0; k < 4; k++)
        if (s.n > strlen(tails[k]) && ent_i_ends(s, tails[k])) {
            *at = s.n - strlen(tails[k]);
            return true;
        }
    return false;
}

/* Where a contracted word or a figure with its unit comes apart; 0: whole. */
static size_t parted(const cut *c, uint32_t i) {
    static const struct {
        const char *word;
        size_t at;
    } known[] = {{"cannot", 3}, {"gonna", 3}, {"wanna", 3}, {"gotta", 3},
                 {"dont", 2},   {"didnt", 3}, {"cant", 2}};
    static const char *const unit[] = {"am", "pm", "a.m", "p.m", "km", "kg",
                                       "mm", "cm", "mph", "ft",  "lb", "lbs",
                                       "gb", "mb", "hrs", "hr",  "ml", NULL};
    ent_str s = text(c, i);
    size_t at = 0, d = 0;
    if (is_kind(c, i, ENT_TOKEN_NUMBER)) {
        while (d < s.n && !letter(s.s[d]))
            d++;
        return d < s.n && among((ent_str){s.s + d, s.n - d}, unit) ? d : 0;
    }
    if (!is_kind(c, i, ENT_TOKEN_WORD))
        return 0;
    if (not_tail(s, &at))
        return at;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (equal_folded(s, known[k].word))
            return known[k].at;
    return 0;
}

static uint32_t joins(const cut *c, uint32_t i) {
    static uint32_t (*const rule[])(const cut *, uint32_t) = {
        address, figures, prefixed, stopped, row_of_marks, ampersand};
    for (size_t k = 0; k < sizeof rule / sizeof *rule; k++) {
        uint32_t n = rule[k](c, i);
        if (n)
            return n;
    }
    return 1;
}

ent_err ent_i_cut_words(ent_ctx *ctx, const ent_cutter *cutter,
                        const ent_doc *doc, const ent_tokens *toks,
                        uint32_t sent, ent_vec *out) {
    uint32_t first = toks->first[sent];
    cut c = {ctx, cutter, doc, toks->tok + first, toks->first[sent + 1] - first,
             out};
    for (uint32_t i = 0, n; i < c.n; i += n) {
        uint32_t start = c.tok[i].start, end;
        n = joins(&c, i);
        end = c.tok[i + n - 1].end;
        size_t at = parted(&c, i); /* also of "5p.m." */
        if (at)
            ENT_TRY(put(&c, start, start + (uint32_t)at));
        ENT_TRY(put(&c, start + (uint32_t)at, end));
    }
    return ENT_OK;
}
