/* parse.c - words, tags, lemmas and trees of a document; weights opened.
 *
 * Sentences beyond what the parser takes are parsed in pieces, cut at
 * semicolons and commas; the pieces hang on the first one. */
#include "read/parse.h"
#include "read/conllu.h"
#include "read/phrase.h"
#include "read/words.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- opening */

static ent_hashed table_of(ent_str slots, ent_str pool) {
    return (ent_hashed){(const ent_slot *)(const void *)slots.s,
                        (uint32_t)(slots.n / sizeof(ent_slot)),
                        (const uint8_t *)pool.s, (uint32_t)pool.n, NULL};
}

static bool read_tags(ent_parser *w, ent_str text) {
    while (text.n && w->n_tags < ENT_MAX_TAGS - 1) {
        ent_str xpos = ent_i_cut(&text, '\n');
        ent_str upos = ent_i_cut(&xpos, '\t');
        w->tag[w->n_tags++] =
            (ent_tag){ent_i_upos_of(upos), ent_i_xpos_of(xpos)};
    }
    return w->n_tags > 0 && !text.n;
}

static bool read_rels(ent_str text) {
    for (unsigned i = 0; i < ENT_N_REL; i++)
        if (!ent_i_eqz(ent_i_cut(&text, '\n'), ent_i_rel_name[i]))
            return false;
    return !text.n;
}

static bool read_scripts(ent_parser *w, ent_str text) {
    size_t n = 0;
    uint64_t low = 0, strip = 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.s[i] == '\n';
    if (n > UINT16_MAX - 1)
        return false;
    w->script = ent_i_malloc((n + 1) * sizeof *w->script);
    for (; w->script && text.n; w->n_scripts++) {
        ent_str add = ent_i_cut(&text, '\n');
        if (w->n_scripts == n || !ent_i_uint(ent_i_cut(&add, '\t'), &low) ||
            !ent_i_uint(ent_i_cut(&add, '\t'), &strip) || strip > 255)
            return false;
        w->script[w->n_scripts] = (ent_script){add, low != 0, (uint8_t)strip};
    }
    return w->script;
}

static ent_err note_keys(ent_ctx *ctx, ent_parser *w) {
    size_t bytes = 2 * ENT_SEEN_WORDS * sizeof *w->seen;
    w->seen = ent_i_malloc(bytes);
    if (!w->seen)
        return ENT_NOMEM_FAIL(ctx);
    memset(w->seen, 0, bytes);
    ent_i_hashed_note(&w->tagger.table, w->seen);
    ent_i_hashed_note(&w->tree.table, w->seen + ENT_SEEN_WORDS);
    return ENT_OK;
}

static ent_err take_sections(ent_ctx *ctx, ent_str path, ent_str bytes,
                             ent_parser *w) {
    ent_str s[ENT_N_SECTIONS];
    ENT_TRY(ent_i_weights_check(ctx, path, bytes, s));
    w->info = s[ENT_SECTION_INFO];
    if (!read_tags(w, s[ENT_SECTION_TAGS]) || !read_rels(s[ENT_SECTION_RELS]) ||
        !read_scripts(w, s[ENT_SECTION_SCRIPTS]))
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){path, 0, 0}),
                           "these weights name tags or relations that this "
                           "version does not know; train them anew");
    w->n_rels = ENT_N_REL;
    w->dict = table_of(s[ENT_SECTION_DICT], (ent_str){0});
    w->lemma = table_of(s[ENT_SECTION_LEMMA], (ent_str){0});
    w->tagger = (ent_linear){
        NULL, table_of(s[ENT_SECTION_TAG_SLOTS], s[ENT_SECTION_TAG_POOL]),
        ENT_CLASSES};
    w->tree = (ent_linear){
        NULL, table_of(s[ENT_SECTION_TREE_SLOTS], s[ENT_SECTION_TREE_POOL]),
        ENT_CLASSES};
    return note_keys(ctx, w);
}

static ent_err map_file(ent_ctx *ctx, ent_str path, ent_str *out) {
    struct stat st;
    ent_str z = ent_i_dup(ctx->temp, path);
    if (!z.s)
        return ENT_NOMEM_FAIL(ctx);
    int fd = open(z.s, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ENT_FAIL_AT(ctx, ENT_IO, ((ent_place){path, 0, 0}),
                           "these weights cannot be opened: %s",
                           strerror(errno));
    void *p = MAP_FAILED;
    if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0)
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){path, 0, 0}),
                           "this is not a file of weights");
    *out = (ent_str){p, (size_t)st.st_size};
    return ENT_OK;
}

/* The weights above the program: in a build tree those of its sources, where
 * installed those of the same prefix. */
static ent_str near_program(ent_arena *a) {
    static const char *const places[] = {"english.weights",
                                         "share/entente/english.weights",
                                         "data/weights/english.weights"};
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe);
    ent_str dir = {exe, n > 0 && (size_t)n < sizeof exe ? (size_t)n : 0};
    for (int up = 0; up < 5 && dir.n > 1; up++) {
        dir = ent_i_path_folder(dir);
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            ent_str path = ent_i_path_join(a, dir, ent_i_str(places[k]));
            if (ent_i_file_exists(path))
                return path;
        }
    }
    return (ent_str){0};
}

static ent_str default_path(ent_arena *a) {
    const char *given = getenv("ENTENTE_WEIGHTS");
    if (given && *given)
        return ent_i_str(given);
    ent_str path = near_program(a);
    return path.n ? path : ent_i_str(ENT_WEIGHTS_DIR "/english.weights");
}

ent_err ent_i_parser_over(ent_ctx *ctx, ent_str path, ent_str bytes,
                          ent_parser **out) {
    ent_parser *w = ent_i_malloc(sizeof *w);
    if (!w)
        return ENT_NOMEM_FAIL(ctx);
    memset(w, 0, sizeof *w);
    ent_err e = take_sections(ctx, path, bytes, w);
    if (e)
        ent_parser_free(w);
    else
        *out = w;
    return e;
}

ent_err ent_parser_open(ent_ctx *ctx, ent_str path, ent_parser **out) {
    ent_str map;
    if (!path.n)
        path = default_path(ctx->temp);
    ENT_TRY(map_file(ctx, path, &map));
    ent_err e = ent_i_parser_over(ctx, path, map, out);
    if (e)
        munmap((void *)(uintptr_t)map.s, map.n);
    else
        (*out)->map = map;
    return e;
}

void ent_parser_free(ent_parser *w) {
    if (!w)
        return;
    if (w->map.n)
        munmap((void *)(uintptr_t)w->map.s, w->map.n);
    ent_i_free(w->script);
    ent_i_free(w->seen);
    ent_i_free(w);
}

/* ---- parsing */

typedef struct parsing {
    ent_ctx *ctx;
    const ent_parser *w;
    const ent_doc *doc;
    ent_word *word;
    ent_phrase *phrase;
    ent_forest *forest;
} parsing;

static ent_err parse_piece(parsing *g, uint32_t from, uint32_t to) {
    ent_phrase *p = g->phrase;
    for (uint32_t i = from; i < to; i++)
        p->form[i - from + 1] = ent_i_word_text(g->doc, &g->word[i]);
    ent_i_phrase_set(p, to - from);
    ent_i_phrase_tag(g->w, p);
    ent_i_phrase_lemmas(g->w, p);
    ent_i_phrase_tree(g->w, g->forest, p);
    for (uint32_t i = from; i < to; i++) {
        uint32_t k = i - from + 1;
        ent_word *o = &g->word[i];
        o->upos = g->w->tag[p->tag[k]].upos;
        o->xpos = g->w->tag[p->tag[k]].xpos;
        o->rel = p->rel[k];
        o->head = p->head[k] > p->n ? ENT_NO_WORD : from + p->head[k] - 1;
        o->lemma = ent_i_lemma_text(g->w, p, k, g->ctx->temp);
        if (!o->lemma.s)
            return ENT_NOMEM_FAIL(g->ctx);
    }
    return ENT_OK;
}

/* Where to cut a sentence that is too long: behind the last semicolon, else
 * comma, else at the end of what the parser takes. */
static uint32_t piece_end(const parsing *g, uint32_t from, uint32_t to) {
    if (to - from <= ENT_PHRASE_MAX)
        return to;
    uint32_t most = from + ENT_PHRASE_MAX;
    for (int k = 0; k < 2; k++)
        for (uint32_t i = most; i > from + ENT_PHRASE_MAX / 3; i--)
            if (ent_i_eqz(ent_i_word_text(g->doc, &g->word[i - 1]),
                          k ? "," : ";"))
                return i;
    return most;
}

static uint32_t root_of(const parsing *g, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (g->word[i].head == ENT_NO_WORD)
            return i;
    return from;
}

static ent_err parse_sentence(parsing *g, uint32_t from, uint32_t to,
                              uint8_t *unsure) {
    uint32_t first = ENT_NO_WORD;
    for (uint32_t at = from, end; at < to; at = end) {
        end = piece_end(g, at, to);
        ENT_TRY(parse_piece(g, at, end));
        *unsure |= g->phrase->unsure || end - at < to - from;
        uint32_t root = root_of(g, at, end);
        if (first == ENT_NO_WORD) {
            first = root;
        } else {
            g->word[root].head = first;
            g->word[root].rel = ENT_REL_PARATAXIS;
        }
    }
    return ENT_OK;
}

static bool bears_events(const ent_doc *doc, size_t sent) {
    ent_text_kind k = doc->sent[sent].kind;
    return k == ENT_TEXT_BODY || k == ENT_TEXT_STANDFIRST ||
           k == ENT_TEXT_CAPTION;
}

/* Words without a tree: each a root. */
static void leave(const parsing *g, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        g->word[i].head = ENT_NO_WORD;
        g->word[i].rel = ENT_REL_DEP;
        g->word[i].lemma = ent_i_word_text(g->doc, &g->word[i]);
    }
}

/* First child and next sister, in the order of the text. */
static void link_kids(ent_word *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        w[i].kid = w[i].next = ENT_NO_WORD;
    for (uint32_t i = n; i-- > 0;) {
        uint32_t h = w[i].head;
        if (h == ENT_NO_WORD)
            continue;
        w[i].next = w[h].kid;
        w[h].kid = i;
    }
}

static ent_err add_words(ent_ctx *ctx, const ent_vec *span, uint32_t sent,
                         ent_vec *word) {
    const ent_span *at = span->at;
    for (size_t i = 0; i < span->n; i++) {
        ent_word *w = ENT_PUSH(ctx->temp, word, ent_word);
        if (!w)
            return ENT_NOMEM_FAIL(ctx);
        *w = (ent_word){.start = at[i].start, .end = at[i].end, .sent = sent};
    }
    return ENT_OK;
}

static ent_err cut_all(ent_ctx *ctx, const ent_doc *doc, const ent_tokens *toks,
                       ent_vec *word, uint32_t *first) {
    const ent_cutter *c;
    ent_vec span = {0};
    ENT_TRY(ent_i_cutter_new(ctx, &c));
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        first[s] = (uint32_t)word->n;
        span.n = 0;
        ENT_TRY(ent_i_cut_words(ctx, c, doc, toks, s, &span));
        ENT_TRY(add_words(ctx, &span, s, word));
    }
    first[doc->n_sents] = (uint32_t)word->n;
    return ENT_OK;
}

static ent_err parse_all(parsing *g, const uint32_t *first, uint8_t *unsure) {
    g->phrase = ENT_NEW(g->ctx->temp, 1, ent_phrase);
    if (!g->phrase)
        return ENT_NOMEM_FAIL(g->ctx);
    ENT_TRY(ent_i_forest_new(g->ctx, g->ctx->temp, &g->forest));
    for (uint32_t s = 0; s < g->doc->n_sents; s++) {
        if (!bears_events(g->doc, s))
            leave(g, first[s], first[s + 1]);
        else
            ENT_TRY(parse_sentence(g, first[s], first[s + 1], &unsure[s]));
    }
    return ENT_OK;
}

ent_err ent_i_read_parse(ent_ctx *ctx, const ent_parser *parser,
                         const ent_doc *doc, const ent_tokens *toks,
                         ent_parse *out) {
    ent_vec word = {0};
    size_t n_sents = doc->n_sents;
    *out = (ent_parse){0};
    if (!parser)
        return ENT_OK;
    uint32_t *first = ENT_NEW(ctx->temp, n_sents + 1, uint32_t);
    uint8_t *unsure = ENT_NEW(ctx->temp, n_sents + 1, uint8_t);
    if (!first || !unsure)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(cut_all(ctx, doc, toks, &word, first));
    parsing g = {.ctx = ctx, .w = parser, .doc = doc, .word = word.at};
    ENT_TRY(parse_all(&g, first, unsure));
    link_kids(g.word, (uint32_t)word.n);
    *out = (ent_parse){g.word, word.n, first, unsure};
    return ENT_OK;
}

/* ---- asking */

uint32_t ent_i_word_at(const ent_parse *p, uint32_t at) {
    uint32_t low = 0, high = (uint32_t)p->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (p->word[mid].end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low < p->n && p->word[low].start <= at ? low : ENT_NO_WORD;
}

uint32_t ent_i_word_kid(const ent_parse *p, uint32_t head, ent_rel rel) {
    uint32_t k = p->word[head].kid;
    while (k != ENT_NO_WORD && p->word[k].rel != rel)
        k = p->word[k].next;
    return k;
}

ent_span ent_i_word_span(const ent_parse *p, uint32_t head) {
    ent_span s = {p->word[head].start, p->word[head].end};
    uint32_t w = head;
    for (bool down = true;;) {
        if (down && p->word[w].kid != ENT_NO_WORD) {
            w = p->word[w].kid;
        } else if (w == head) {
            return s;
        } else if (p->word[w].next != ENT_NO_WORD) {
            w = p->word[w].next;
            down = true;
        } else {
            w = p->word[w].head;
            down = false;
            continue;
        }
        s.start = p->word[w].start < s.start ? p->word[w].start : s.start;
        s.end = p->word[w].end > s.end ? p->word[w].end : s.end;
    }
}
