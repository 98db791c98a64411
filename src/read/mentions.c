/* mentions.c - names of actors and places in a document.
 *
 * One pass takes the longest match of the lexicon at each token; states named
 * inside an organisation's name are kept as mentions of their own. Only then,
 * knowing everybody who is named in full, is each match read in its context
 * (actors.c). Source brackets, metadata, boilerplate and biographical notes
 * bear no mentions. Every stage is linear in the tokens. */
#include "read/mentions.h"

ent_str ent_i_at(const ent_finder *f, uint32_t token) {
    return ent_i_token_text(f->doc, &f->toks->tok[token]);
}

bool ent_i_among(const ent_finder *f, uint32_t token,
                 const char *const *words) {
    ent_str s = ent_i_at(f, token);
    for (; *words; words++) {
        size_t n = strlen(*words);
        if (s.n == n && (s.s[0] | 0x20) == (*words)[0] &&
            memcmp(s.s + 1, *words + 1, n - 1) == 0)
            return true;
    }
    return false;
}

bool ent_i_capital(const ent_finder *f, uint32_t token) {
    ent_str s = ent_i_at(f, token);
    if (f->toks->tok[token].kind != ENT_TOKEN_WORD)
        return false;
    unsigned char c = (unsigned char)s.s[0];
    return (c >= 'A' && c <= 'Z') || c >= 0xC3;
}

bool ent_i_function_word(const ent_finder *f, uint32_t token) {
    static const char *const word[] = {
        "a",       "an",        "the",       "this",    "that",
        "these",   "those",     "but",       "and",     "or",
        "nor",     "yet",       "so",        "as",      "if",
        "when",    "while",     "although",  "though",  "because",
        "since",   "after",     "before",    "until",   "in",
        "on",      "at",        "of",        "for",     "from",
        "by",      "with",      "to",        "into",    "under",
        "over",    "about",     "against",   "between", "despite",
        "unlike",  "like",      "both",      "even",    "what",
        "who",     "why",       "how",       "where",   "which",
        "he",      "she",       "it",        "they",    "we",
        "you",     "i",         "his",       "her",     "its",
        "their",   "our",       "my",        "no",      "not",
        "now",     "then",      "today",     "also",    "most",
        "many",    "some",      "one",       "two",     "there",
        "here",    "will",      "has",       "is",      "was",
        "new",     "former",    "only",      "once",    "meanwhile",
        "perhaps", "yesterday", "tomorrow",  "instead", "thus",
        "still",   "indeed",    "moreover",  "would",   "did",
        "does",    "do",        "can",       "could",   "should",
        "may",     "might",     "are",       "were",    "had",
        "have",    "let",       "than",      "whether", "whereas",
        "later",   "again",     "neither",   "either",  "each",
        "every",   "such",      "all",       "another", "other",
        "maybe",   "hence",     "therefore", "however", "nevertheless",
        NULL};
    ent_str s = ent_i_at(f, token);
    bool adverb = s.n > 4 && (ent_i_ends(s, "ly") || ent_i_ends(s, "ing"));
    if (adverb && !f->word[token] && token == ent_i_sent_first(f, token))
        return true;
    bool initial = s.n == 1 && (s.s[0] == 'A' || s.s[0] == 'I') &&
                   token + 1 < f->toks->n &&
                   ent_i_eqz(ent_i_at(f, token + 1), ".");
    return !initial && ent_i_among(f, token, word);
}

uint32_t ent_i_sent_first(const ent_finder *f, uint32_t token) {
    return f->toks->first[f->toks->tok[token].sent];
}

uint32_t ent_i_sent_end(const ent_finder *f, uint32_t token) {
    return f->toks->first[f->toks->tok[token].sent + 1];
}

ent_match *ent_i_match(const ent_finder *f, uint32_t row) {
    return (ent_match *)f->match.at + row;
}

ent_match *ent_i_over(const ent_finder *f, uint32_t token) {
    return f->cover[token] ? ent_i_match(f, f->cover[token] - 1) : NULL;
}

const ent_lex_entry *ent_i_reading(const ent_finder *f, const ent_match *m,
                                   ent_lex_kind kind) {
    for (uint32_t e = m->entry; e; e = ent_i_lex_entry(f->lex, e)->next)
        if (ent_i_lex_entry(f->lex, e)->kind == kind)
            return ent_i_lex_entry(f->lex, e);
    return NULL;
}

/* ---- what is left out */

static bool bears_mentions(ent_text_kind kind) {
    return kind != ENT_TEXT_METADATA && kind != ENT_TEXT_BIO &&
           kind != ENT_TEXT_BOILERPLATE;
}

/* A bracket cites a source if it holds a month or a word that says so. */
static bool cites(const ent_finder *f, uint32_t first, uint32_t end) {
    static const char *const word[] = {
        "january", "february",  "march",   "april",    "june",     "july",
        "august",  "september", "october", "november", "december", "source",
        "photo",   "credit",    "see",     NULL};
    for (uint32_t i = first; i < end; i++)
        if (ent_i_among(f, i, word))
            return true;
    return false;
}

static bool overlaps_citation(const ent_doc *doc, size_t *next, ent_span at) {
    while (*next < doc->n_citations &&
           doc->citation[*next].in.at.end <= at.start)
        ++*next;
    return *next < doc->n_citations &&
           doc->citation[*next].in.at.start < at.end;
}

static void skip_brackets(ent_finder *f) {
    const ent_token *tok = f->toks->tok;
    size_t next = 0;
    for (uint32_t i = 0; i < f->toks->n; i++) {
        uint32_t end = i + 1, stop = ent_i_sent_end(f, i);
        if (!ent_i_eqz(ent_i_at(f, i), "("))
            continue;
        while (end < stop && !ent_i_eqz(ent_i_at(f, end), ")"))
            end++;
        ent_span at = {tok[i].start, tok[end - 1].end};
        if (cites(f, i, end) || overlaps_citation(f->doc, &next, at))
            memset(f->skip + i, 1, end - i);
        i = end - 1;
    }
}

/* ---- the scan */

/* The longest form at token i before `stop`: its node's entries, its end. */
static uint32_t longest(const ent_finder *f, uint32_t i, uint32_t stop,
                        uint32_t *end) {
    uint32_t node = ENT_LEX_ROOT, best = 0;
    for (uint32_t k = i; k < stop && !f->skip[k]; k++) {
        node = ent_i_lex_step(f->lex, node, f->word[k]);
        if (!node)
            break;
        uint32_t entry = ent_i_lex_first(f->lex, node);
        if (entry) {
            best = entry;
            *end = k + 1;
        }
    }
    return best;
}

static ent_match *push_match(ent_finder *f, uint32_t first, uint32_t end,
                             uint32_t entry) {
    ent_match *m = ENT_PUSH(f->ctx->temp, &f->match, ent_match);
    if (m)
        *m = (ent_match){.first = first,
                         .end = end,
                         .entry = entry,
                         .kind = ent_i_lex_entry(f->lex, entry)->kind};
    return m;
}

static void note_persons(ent_finder *f, const ent_match *m) {
    const ent_lex_entry *full = ent_i_reading(f, m, ENT_LEX_PERSON);
    const ent_lex_entry *last = ent_i_reading(f, m, ENT_LEX_SURNAME);
    if (full)
        f->named[full->person] = f->cast[full->person] = 1;
    else if (last && !last->weak && !last->next)
        f->cast[last->person] = 1;
}

/* States named inside an organisation: "Bank of Russia". At the first token
 * the search ends one token early, or it would find the whole again. */
static ent_err scan_inside(ent_finder *f, uint32_t first, uint32_t stop) {
    for (uint32_t i = first; i < stop; i++) {
        uint32_t end = i + 1;
        uint32_t entry = longest(f, i, i == first ? stop - 1 : stop, &end);
        ent_lex_kind kind =
            entry ? ent_i_lex_entry(f->lex, entry)->kind : ENT_LEX_ROLE;
        if (kind == ENT_LEX_STATE || kind == ENT_LEX_ADJECTIVE) {
            ent_match *m = push_match(f, i, end, entry);
            if (!m)
                return ENT_NOMEM_FAIL(f->ctx);
            m->inner = true;
        }
        i = end - 1;
    }
    return ENT_OK;
}

static ent_err scan_sentence(ent_finder *f, uint32_t row) {
    uint32_t stop = f->toks->first[row + 1];
    for (uint32_t i = f->toks->first[row]; i < stop; i++) {
        uint32_t end = i + 1, entry = 0;
        if (f->word[i] && f->toks->tok[i].kind != ENT_TOKEN_CLITIC)
            entry = longest(f, i, stop, &end);
        if (!entry)
            continue;
        ent_match *m = push_match(f, i, end, entry);
        if (!m)
            return ENT_NOMEM_FAIL(f->ctx);
        for (uint32_t k = i; k < end; k++)
            f->cover[k] = (uint32_t)f->match.n;
        note_persons(f, m);
        if (ent_i_reading(f, m, ENT_LEX_ORG))
            ENT_TRY(scan_inside(f, i, end));
        i = end - 1;
    }
    return ENT_OK;
}

static ent_err prepare(ent_finder *f) {
    ent_arena *temp = f->ctx->temp;
    size_t n = f->toks->n + 1, n_persons = ent_i_lex_n_persons(f->lex) + 1;
    f->word = ENT_NEW(temp, n, uint32_t);
    f->cover = ENT_NEW(temp, n, uint32_t);
    f->skip = ENT_NEW(temp, n, uint8_t);
    f->seen = ENT_NEW(temp, n_persons, uint32_t);
    f->named = ENT_NEW(temp, n_persons, uint8_t);
    f->cast = ENT_NEW(temp, n_persons, uint8_t);
    if (!f->word || !f->cover || !f->skip || !f->seen || !f->named || !f->cast)
        return ENT_NOMEM_FAIL(f->ctx);
    for (uint32_t i = 0; i < f->toks->n; i++)
        f->word[i] = ent_i_lex_word(f->lex, ent_i_at(f, i));
    skip_brackets(f);
    return ENT_OK;
}

static ent_err find(ent_finder *f) {
    ENT_TRY(prepare(f));
    for (uint32_t i = 0; i < f->doc->n_sents; i++)
        if (bears_mentions(f->doc->sent[i].kind))
            ENT_TRY(scan_sentence(f, i));
    ENT_TRY(ent_i_find_strangers(f));
    ent_i_settle_today(f);
    for (uint32_t i = 0; i < f->match.n; i++)
        ENT_TRY(ent_i_resolve(f, i));
    return ENT_OK;
}

/* The mentions leave scratch memory for the caller's. */
static ent_err hand_over(ent_finder *f, ent_doc *doc) {
    ent_mention *m = ENT_NEW(f->ctx->keep, f->out.n + 1, ent_mention);
    if (!m)
        return ENT_NOMEM_FAIL(f->ctx);
    if (f->out.n)
        memcpy(m, f->out.at, f->out.n * sizeof *m);
    doc->mention = m;
    doc->n_mentions = f->out.n;
    return ENT_OK;
}

ent_err ent_i_read_mentions(ent_ctx *ctx, const ent_lexicon *lex,
                            const ent_tokens *toks, ent_doc *doc) {
    ent_finder f = {.ctx = ctx, .lex = lex, .toks = toks, .doc = doc};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err err = find(&f);
    if (!err)
        err = hand_over(&f, doc);
    ent_i_arena_release(ctx->temp, mark);
    return err;
}
