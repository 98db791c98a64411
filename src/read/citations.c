/* citations.c - the sources that a text names: "(Kommersant, April 26)".
 *
 * Analysts' newsletters put their sources into brackets, several parted by
 * semicolons, each with the days of the articles meant.  A part of a bracket
 * is a source when it is a name followed by a date, a known medium, or named
 * like a domain.  Besides brackets: credits of pictures, the line that names
 * the publication, official records; people are in cited_people.c. */
#include "read/citations.h"
#include <pthread.h>

enum { MAX_BRACKET = 160, MAX_DATES = 8, MAX_NAME = 10, KNOWN_SLOTS = 8192 };

static ent_str text_at(const ent_i_citer *c, uint32_t i) {
    return ent_i_token_text(c->doc, &c->toks->tok[i]);
}

bool ent_i_cite_is(const ent_i_citer *c, uint32_t i, const char *list) {
    ent_str w = text_at(c, i);
    for (const char *word = list, *end; *word; word = end + (*end == ' ')) {
        for (end = word; *end && *end != ' ';)
            end++;
        if ((size_t)(end - word) == w.n && !strncasecmp(word, w.s, w.n))
            return true;
    }
    return false;
}

ent_str ent_i_cite_text(const ent_i_citer *c, uint32_t first, uint32_t end) {
    uint32_t from = c->toks->tok[first].start;
    return (ent_str){c->doc->text.s + from, c->toks->tok[end - 1].end - from};
}

bool ent_i_cite_capital(const ent_i_citer *c, uint32_t i) {
    size_t k = 0;
    ent_str s = text_at(c, i);
    int32_t ch = ent_i_utf8_next(s, &k);
    return c->toks->tok[i].kind == ENT_TOKEN_WORD &&
           (ch >= 0x80 ? utf8proc_category(ch) == UTF8PROC_CATEGORY_LU
                       : ch >= 'A' && ch <= 'Z');
}

ent_err ent_i_cite_add(ent_i_citer *c, uint32_t first, uint32_t end,
                       ent_str source, const char *kind, ent_str date) {
    ent_citation *row = ENT_PUSH(c->ctx->keep, &c->rows, ent_citation);
    if (!row)
        return ENT_NOMEM_FAIL(c->ctx);
    *row = (ent_citation){.in = ent_i_locus(c->doc, c->sent,
                                            c->toks->tok[first].start,
                                            c->toks->tok[end - 1].end),
                          .source = source,
                          .date = date,
                          .kind = ent_i_str(kind)};
    return ENT_OK;
}

/* ---- what is known of names */

/* Names of media and places; filled once per process, then only read. */
static struct known {
    ent_str name;
    char mark; /* 'm' a medium, 'p' a place */
} known_names[KNOWN_SLOTS];

static size_t known_slot(ent_str name) {
    size_t i = (size_t)ent_i_hash(name) % KNOWN_SLOTS;
    while (known_names[i].name.n && !ent_i_eq(known_names[i].name, name))
        i = (i + 1) % KNOWN_SLOTS;
    return i;
}

/* Adds the first column of an embedded table to the names. */
static void know(const char *table, char mark) {
    ent_str rest = ent_i_asset(ent_i_data, table);
    bool head = true;
    for (size_t n = 0; rest.n && n < KNOWN_SLOTS / 4;) {
        ent_str line = ent_i_cut(&rest, '\n');
        if (!line.n || line.s[0] == '#')
            continue;
        ent_str name = ent_i_cut(&line, '\t');
        if (!head && name.n) {
            size_t i = known_slot(name);
            if (!known_names[i].name.n)
                known_names[i] = (struct known){name, mark}, n++;
        }
        head = false;
    }
}

static void know_all(void) {
    know("data/media.tsv", 'm');
    know("data/places.tsv", 'p');
}

/* 'm' a medium, 'p' a place, 0 neither. */
static char known(ent_str name) {
    if (ent_i_starts(name, "The ") || ent_i_starts(name, "the ")) {
        char whole = known((ent_str){name.s + 4, name.n - 4});
        if (whole)
            return whole;
    }
    return known_names[known_slot(name)].mark;
}

/* Newsru.com, iz.ru: letters, a full stop, two to six small letters. */
static bool is_domain(ent_str s) {
    size_t dot = s.n;
    while (dot && s.s[dot - 1] != '.')
        dot--;
    if (dot < 3 || s.n - dot < 2 || s.n - dot > 6 || memchr(s.s, ' ', s.n))
        return false;
    for (size_t i = dot; i < s.n; i++)
        if (s.s[i] < 'a' || s.s[i] > 'z')
            return false;
    return s.s[dot - 2] != '.' && (dot < 4 || s.s[dot - 3] != '.');
}

/* Does an acronym stand for the last initials of a name?  EDM for (The)
 * Eurasia Daily Monitor. */
static bool is_acronym(ent_str acronym, ent_str name) {
    size_t k = acronym.n;
    for (size_t i = name.n; i-- > 0 && k;)
        if (name.s[i] >= 'A' && name.s[i] <= 'Z' &&
            (!i || name.s[i - 1] == ' ') && name.s[i] != acronym.s[--k])
            return false;
    return !k && acronym.n > 1;
}

static bool is_self(const ent_i_citer *c, ent_str source) {
    return c->publication.n && (ent_i_eq(source, c->publication) ||
                                is_acronym(source, c->publication));
}

static bool is_all_capitals(ent_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] < 'A' || s.s[i] > 'Z')
            return false;
    return s.n > 1;
}

/* "see EDM" in a text whose publication is not named: a series cites itself
 * by its acronym. */
static const char *kind_of(const ent_i_citer *c, ent_str source, bool see) {
    bool self = is_self(c, source) ||
                (see && !c->publication.n && is_all_capitals(source) &&
                 (ent_i_eqz(source, "EDM") || known(source) != 'm'));
    return self ? "self_reference" : "press";
}

/* ---- brackets */

/* One part of a bracket: [see] source, dates. */
typedef struct part {
    uint32_t first, end;   /* all of it */
    uint32_t name, behind; /* the source's tokens; equal when it has none */
    bool see;
    ent_i_date_match date[MAX_DATES];
    size_t n_dates;
} part;

/* Where the dates of a part begin: behind a comma, or at a month. */
static void find_dates(ent_i_citer *c, part *p) {
    ent_i_now now = {.cited = true};
    for (uint32_t i = p->name; i < p->end && i < p->name + MAX_NAME + 4; i++) {
        bool start = i == p->name || ent_i_cite_is(c, i - 1, ",") ||
                     ent_i_date_class(c->dater, i, ENT_CLASS_MONTH) >= 0 ||
                     ent_i_date_class(c->dater, i, ENT_CLASS_ABBR) >= 0;
        if (!start)
            continue;
        p->n_dates =
            ent_i_date_list(c->dater, &now, i, p->end, p->date, MAX_DATES);
        if (!p->n_dates ||
            (p->end > p->date[p->n_dates - 1].end &&
             !ent_i_cite_is(c, p->date[p->n_dates - 1].end, ", ")))
            continue;
        p->behind = i;
        if (i > p->name && ent_i_cite_is(c, i - 1, ","))
            p->behind = i - 1;
        return;
    }
    p->n_dates = 0;
    p->behind = p->end;
}

/* A name: short, begins like one, no small words but those names contain. */
static bool is_name(const ent_i_citer *c, uint32_t first, uint32_t end) {
    if (first >= end || end - first > MAX_NAME)
        return false;
    ent_str all = ent_i_cite_text(c, first, end);
    if (is_domain(all))
        return true;
    if (!ent_i_cite_capital(c, first) &&
        c->toks->tok[first].kind != ENT_TOKEN_NUMBER)
        return false;
    bool capital = false;
    for (uint32_t i = first; i < end; i++) {
        capital |= ent_i_cite_capital(c, i);
        if (c->toks->tok[i].kind == ENT_TOKEN_WORD &&
            !ent_i_cite_capital(c, i) && !is_domain(text_at(c, i)) &&
            !ent_i_cite_is(c, i,
                           "of the and de la le el al der die das i on "
                           "in for a un e"))
            return false;
    }
    return capital || end - first > 1;
}

static void read_part(ent_i_citer *c, uint32_t first, uint32_t end, part *p) {
    *p = (part){.first = first, .end = end, .name = first};
    while (p->name < end &&
           ent_i_cite_is(c, p->name,
                         "see also cf . : , via cited quoted in "
                         "according to as reported by from per "
                         "citing source sources")) {
        p->see |= ent_i_cite_is(c, p->name, "see");
        p->name++;
    }
    find_dates(c, p);
}

static bool is_source(const ent_i_citer *c, const part *p, bool defines) {
    if (!is_name(c, p->name, p->behind))
        return false;
    ent_str s = ent_i_cite_text(c, p->name, p->behind);
    char what = known(s);
    if (p->n_dates)
        return what != 'p' || p->see;
    return !defines && (what == 'm' || is_domain(s));
}

static ent_err add_part(ent_i_citer *c, uint32_t open, uint32_t close,
                        const part *p, ent_str source) {
    const char *kind = kind_of(c, source, p->see);
    if (!p->n_dates)
        return ent_i_cite_add(c, open, close, source, kind, (ent_str){NULL, 0});
    for (size_t k = 0; k < p->n_dates; k++) {
        bool bad = false;
        ent_str date = ent_i_when_text(c->ctx->keep, &p->date[k].when, &bad);
        if (bad)
            return ENT_NOMEM_FAIL(c->ctx);
        ENT_TRY(ent_i_cite_add(c, open, close, source, kind, date));
    }
    return ENT_OK;
}

/* "Korean Central News Agency (KCNA)" says how a name is shortened. */
static bool defines_acronym(const ent_i_citer *c, uint32_t open,
                            uint32_t close) {
    return close - open == 3 && open > c->toks->first[c->sent] &&
           ent_i_cite_capital(c, open - 1) &&
           is_all_capitals(text_at(c, open + 1));
}

static ent_err read_parts(ent_i_citer *c, uint32_t open, uint32_t close) {
    ent_str source = {NULL, 0};
    bool defines = defines_acronym(c, open, close);
    for (uint32_t i = open + 1, end; i + 1 < close; i = end + 1) {
        part p;
        for (end = i; end + 1 < close && !ent_i_cite_is(c, end, ";");)
            end++;
        read_part(c, i, end, &p);
        if (is_source(c, &p, defines))
            source = ent_i_cite_text(c, p.name, p.behind);
        else if (!source.n || !p.n_dates || p.behind > p.name)
            continue;
        ENT_TRY(add_part(c, open, close, &p, source));
    }
    return ENT_OK;
}

/* The token behind the bracket that opens at i; 0 when it does not close. */
static uint32_t close_of(const ent_i_citer *c, uint32_t i) {
    const char *mark = ent_i_cite_is(c, i, "(") ? ")" : "]";
    uint32_t end = c->toks->first[c->sent + 1];
    for (uint32_t k = i + 1; k < end && k - i < MAX_BRACKET; k++) {
        if (ent_i_cite_is(c, k, mark))
            return k + 1;
        if (ent_i_cite_is(c, k, "( ["))
            return 0;
    }
    return 0;
}

/* ---- credits, publication, records */

/* The first token of the source in "Photo: X", "Image credit: X", "Photo by
 * X"; `end` when there is none. */
static uint32_t credit_at(const ent_i_citer *c, uint32_t i, uint32_t end) {
    if (i + 2 > end || !ent_i_cite_is(c, i,
                                      "photo image picture source credit "
                                      "photograph photos images"))
        return end;
    for (i++; i < end && ent_i_cite_is(c, i,
                                       "credit by source courtesy of "
                                       "from");)
        i++;
    if (i + 1 < end && ent_i_cite_is(c, i, ":"))
        return i + 1;
    return i < end && ent_i_cite_is(c, i - 1, "by of from") ? i : end;
}

static ent_err read_credit(ent_i_citer *c, uint32_t first, uint32_t end,
                           uint32_t from, uint32_t to, bool *done) {
    uint32_t at = credit_at(c, from, to);
    while (to > at && ent_i_cite_is(c, to - 1, ". ;"))
        to--;
    bool agency = to - from < MAX_NAME && to > from + 1 &&
                  ent_i_cite_is(c, from + 1, "photo") &&
                  ent_i_cite_capital(c, from) &&
                  ent_i_cite_capital(c, from + 1);
    if (agency)
        at = from;
    *done = at < to && (ent_i_cite_capital(c, at) || agency);
    return *done ? ent_i_cite_add(c, first, end, ent_i_cite_text(c, at, to),
                                  "photo_credit", (ent_str){NULL, 0})
                 : ENT_OK;
}

static ent_err read_bracket(ent_i_citer *c, uint32_t open, uint32_t close) {
    part p;
    bool done = false;
    read_part(c, open + 1, close - 1, &p);
    if (!p.n_dates)
        ENT_TRY(read_credit(c, open, close, open + 1, close - 1, &done));
    return done ? ENT_OK : read_parts(c, open, close);
}

/* "Publication: X Volume: 16 Issue: 61"; the name's first and last tokens. */
static bool publication(const ent_i_citer *c, uint32_t first, uint32_t end,
                        uint32_t *name, uint32_t *behind) {
    bool labelled = end - first > 2 && ent_i_cite_is(c, first, "publication") &&
                    ent_i_cite_is(c, first + 1, ":");
    *name = labelled ? first + 2 : first;
    *behind = *name;
    while (*behind < end && !ent_i_cite_is(c, *behind, "volume vol"))
        ++*behind;
    bool numbered =
        *behind + 1 < end && *behind > *name && *behind - *name < MAX_NAME &&
        c->toks->tok[end - 1].kind == ENT_TOKEN_NUMBER && end - *behind < 9;
    return (labelled || numbered) && ent_i_cite_capital(c, *name);
}

static ent_err read_line(ent_i_citer *c, uint32_t first, uint32_t end,
                         bool *done) {
    uint32_t name, behind;
    *done = false;
    if (end - first > 24)
        return ENT_OK;
    if (publication(c, first, end, &name, &behind)) {
        *done = true;
        behind -= behind > name + 1 && ent_i_cite_is(c, behind - 1, ",");
        c->publication = ent_i_cite_text(c, name, behind);
        return ent_i_cite_add(c, name, end, c->publication, "publication",
                              (ent_str){NULL, 0});
    }
    return read_credit(c, first, end, first, end, done);
}

/* "the official transcript": a record, and of whose talk where it is said. */
static ent_err read_record(ent_i_citer *c, uint32_t i, uint32_t *end) {
    uint32_t first = i, last = c->toks->first[c->sent + 1];
    if (i + 1 < last && ent_i_cite_is(c, i, "the an"))
        i++;
    if (i + 1 >= last ||
        !ent_i_cite_is(c, i, "official full published verbatim stenographic") ||
        !ent_i_cite_is(c, i + 1,
                       "transcript transcripts readout minutes "
                       "communique communiqu\xc3\xa9 stenogram"))
        return ENT_OK;
    *end = i + 2;
    ent_str name = ent_i_cite_text(c, i, i + 2);
    ENT_TRY(ent_i_cite_talk(c, first, &name));
    return ent_i_cite_add(c, first, i + 2, name, "document",
                          (ent_str){NULL, 0});
}

/* ---- the stage */

static ent_err read_token(ent_i_citer *c, uint32_t i, uint32_t *end) {
    *end = i + 1;
    if (ent_i_cite_is(c, i, "( [")) {
        uint32_t close = close_of(c, i);
        if (close > i + 2) {
            *end = close;
            return read_bracket(c, i, close);
        }
        return ENT_OK;
    }
    ENT_TRY(read_record(c, i, end));
    return *end > i + 1 ? ENT_OK : ent_i_cite_people(c, i, end);
}

static ent_err read_sentence(ent_i_citer *c) {
    uint32_t i = c->toks->first[c->sent], end = c->toks->first[c->sent + 1];
    bool done = false;
    if (i == end)
        return ENT_OK;
    if (c->doc->sent[c->sent].in.sent == 1)
        ENT_TRY(read_line(c, i, end, &done));
    if (!done && c->doc->sent[c->sent].in.sent == 1)
        ENT_TRY(ent_i_cite_byline(c, i, end, &done));
    while (i < end && !done)
        ENT_TRY(read_token(c, i, &i));
    return ENT_OK;
}

static ent_err read_all(ent_i_citer *c) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, know_all);
    ENT_TRY(ent_i_dater_new(c->ctx, c->doc, c->toks, &c->dater));
    for (; c->sent < c->doc->n_sents; c->sent++)
        ENT_TRY(read_sentence(c));
    return ENT_OK;
}

ent_err ent_i_read_citations(ent_ctx *ctx, const ent_tokens *toks,
                             ent_doc *doc) {
    ent_i_citer c = {
        .ctx = ctx, .doc = doc, .toks = toks, .publication = doc->publisher};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err e = read_all(&c);
    ent_i_arena_release(ctx->temp, mark);
    ENT_TRY(e);
    doc->citation = c.rows.at;
    doc->n_citations = c.rows.n;
    return ENT_OK;
}
