/* conllu.c - the format of Universal Dependencies, as far as trees need it:
 * https://universaldependencies.org/format.html. */
#include "read/conllu.h"

const char *const ent_i_upos_name[ENT_N_UPOS] = {
#define ENT_U(name) #name,
    ENT_UPOS_LIST(ENT_U)
#undef ENT_U
};
const char *const ent_i_xpos_name[ENT_N_XPOS] = {
#define ENT_X(name, text) text,
    ENT_XPOS_LIST(ENT_X)
#undef ENT_X
};
const char *const ent_i_rel_name[ENT_N_REL] = {
#define ENT_X(name, text) text,
    ENT_REL_LIST(ENT_X)
#undef ENT_X
};

static uint8_t row_of(ent_str name, const char *const *names, unsigned n) {
    for (unsigned i = 0; i < n; i++)
        if (ent_i_eqz(name, names[i]))
            return (uint8_t)i;
    return UINT8_MAX;
}

uint8_t ent_i_upos_of(ent_str name) {
    uint8_t r = row_of(name, ent_i_upos_name, ENT_N_UPOS);
    return r == UINT8_MAX ? (uint8_t)ENT_UPOS_OTHER : r;
}

uint8_t ent_i_xpos_of(ent_str name) {
    uint8_t r = row_of(name, ent_i_xpos_name, ENT_N_XPOS);
    return r == UINT8_MAX ? (uint8_t)ENT_XPOS_NONE : r;
}

uint8_t ent_i_rel_of(ent_str name) {
    uint8_t r = row_of(name, ent_i_rel_name, ENT_N_REL);
    if (r == UINT8_MAX)
        r = row_of(ent_i_cut(&name, ':'), ent_i_rel_name, ENT_N_REL);
    return r == UINT8_MAX ? (uint8_t)ENT_REL_DEP : r;
}

/* ---- reading */

typedef struct reader {
    ent_ctx *ctx;
    ent_str path;
    uint32_t line, first_line; /* of the sentence under way */
    ent_vec word, sent;
    uint32_t first;      /* word of the sentence under way */
    uint32_t glue_until; /* words up to this are inside a multiword token */
    bool glue_last;      /* no space behind the multiword token */
} reader;

static ent_err bad(const reader *r, uint32_t line, const char *why) {
    return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, ((ent_place){r->path, line, 0}),
                       "%s; each word needs ten columns parted by tabs, as "
                       "CoNLL-U has them",
                       why);
}

/* Is every word's way up the heads without a circle? Follows each way only to
 * where another has been before. */
static bool is_tree(const ent_conllu_word *w, uint32_t n, uint32_t *seen) {
    memset(seen, 0, (n + 1) * sizeof *seen);
    for (uint32_t i = 1; i <= n; i++)
        for (uint32_t k = i; k && seen[k] != UINT32_MAX; k = w[k - 1].head) {
            if (seen[k] == i)
                return false;
            if (seen[k])
                break;
            seen[k] = i;
        }
    return true;
}

static ent_err end_sentence(reader *r) {
    uint32_t n = (uint32_t)r->word.n - r->first, roots = 0;
    if (!n)
        return ENT_OK;
    const ent_conllu_word *w = (ent_conllu_word *)r->word.at + r->first;
    for (uint32_t i = 0; i < n; i++) {
        if (w[i].head > n)
            return bad(r, r->first_line, "a head is outside its sentence");
        roots += !w[i].head;
    }
    if (roots != 1)
        return bad(r, r->first_line, "a sentence needs one root");
    ent_mark m = ent_i_arena_mark(r->ctx->temp);
    uint32_t *seen = ENT_NEW(r->ctx->temp, n + 1, uint32_t);
    if (!seen)
        return ENT_NOMEM_FAIL(r->ctx);
    bool tree = is_tree(w, n, seen);
    ent_i_arena_release(r->ctx->temp, m);
    if (!tree)
        return bad(r, r->first_line, "heads of this sentence go in a circle");
    ent_conllu_sent *s = ENT_PUSH(r->ctx->keep, &r->sent, ent_conllu_sent);
    if (!s)
        return ENT_NOMEM_FAIL(r->ctx);
    *s = (ent_conllu_sent){r->first, n};
    r->first = (uint32_t)r->word.n;
    r->glue_until = 0;
    return ENT_OK;
}

static bool unspaced(ent_str misc) {
    while (misc.n)
        if (ent_i_eqz(ent_i_cut(&misc, '|'), "SpaceAfter=No"))
            return true;
    return false;
}

/* "3-4 don't": its words stand without space between them. */
static void multiword(reader *r, ent_str id, ent_str misc) {
    uint64_t from = 0, to = 0;
    ent_str low = ent_i_cut(&id, '-');
    if (ent_i_uint(low, &from) && ent_i_uint(id, &to) && to < UINT32_MAX) {
        r->glue_until = (uint32_t)to;
        r->glue_last = unspaced(misc);
    }
}

static ent_err add_word(reader *r, const ent_str *col) {
    uint32_t n = (uint32_t)r->word.n - r->first + 1;
    uint64_t id = 0, head = 0;
    if (memchr(col[0].s, '.', col[0].n))
        return ENT_OK; /* an empty node */
    if (memchr(col[0].s, '-', col[0].n)) {
        multiword(r, col[0], col[9]);
        return ENT_OK;
    }
    if (!ent_i_uint(col[0], &id) || id != n)
        return bad(r, r->line, "words must count from 1");
    if (!ent_i_uint(col[6], &head) || head >= UINT32_MAX || head == id)
        return bad(r, r->line, "the head is no number of another word");
    if (!col[1].n)
        return bad(r, r->line, "the form is blank");
    ent_conllu_word *w = ENT_PUSH(r->ctx->keep, &r->word, ent_conllu_word);
    if (!w)
        return ENT_NOMEM_FAIL(r->ctx);
    bool inner = n < r->glue_until;
    bool last = n == r->glue_until;
    *w = (ent_conllu_word){.form = col[1],
                           .lemma = col[2],
                           .upos = ent_i_upos_of(col[3]),
                           .xpos = ent_i_xpos_of(col[4]),
                           .rel = ent_i_rel_of(col[7]),
                           .head = (uint32_t)head,
                           .glued = inner ||
                                    (last ? r->glue_last : unspaced(col[9]))};
    return ENT_OK;
}

static ent_err add_line(reader *r, ent_str line) {
    ent_str col[10];
    unsigned n = 0;
    if (!line.n)
        return end_sentence(r);
    if (line.s[0] == '#')
        return ENT_OK;
    if ((uint32_t)r->word.n == r->first)
        r->first_line = r->line;
    for (; n < 10 && line.s; n++)
        col[n] = ent_i_cut(&line, '\t');
    if (n < 10 || line.s)
        return bad(r, r->line, "this line has not ten columns");
    return add_word(r, col);
}

ent_err ent_i_conllu_read(ent_ctx *ctx, ent_str path, ent_str text,
                          ent_treebank *out) {
    reader r = {.ctx = ctx, .path = path};
    if (text.n >= UINT32_MAX)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, ((ent_place){path, 0, 0}),
                           "a treebank may have at most 4 GiB; split it");
    while (text.s) {
        ent_str line = ent_i_cut(&text, '\n');
        r.line++;
        if (line.n && line.s[line.n - 1] == '\r')
            line.n--;
        ENT_TRY(add_line(&r, line));
    }
    ENT_TRY(end_sentence(&r));
    *out = (ent_treebank){r.word.at, r.sent.at, r.word.n, r.sent.n};
    return ENT_OK;
}

/* ---- writing */

static void put_text(ent_buf *b, ent_str s) {
    for (size_t i = 0; i < s.n; i++)
        ent_i_buf_put(b, s.s[i] >= 0 && s.s[i] < ' ' ? " " : s.s + i, 1);
}

static void put_word(ent_buf *b, const ent_doc *doc, const ent_parse *p,
                     uint32_t i) {
    const ent_word *w = &p->word[i];
    uint32_t first = p->first[w->sent];
    bool glued =
        i + 1 < p->first[w->sent + 1] && p->word[i + 1].start == w->end;
    ent_i_buf_printf(b, "%u\t", i - first + 1);
    put_text(b, ent_i_word_text(doc, w));
    ent_i_buf_put(b, "\t", 1);
    put_text(b, w->lemma);
    ent_i_buf_printf(b, "\t%s\t%s\t_\t%u\t%s\t_\t%s\n",
                     w->upos == ENT_UPOS_OTHER ? "X" : ent_i_upos_name[w->upos],
                     ent_i_xpos_name[w->xpos],
                     w->head == ENT_NO_WORD ? 0 : w->head - first + 1,
                     ent_i_rel_name[w->rel], glued ? "SpaceAfter=No" : "_");
}

void ent_i_conllu_put(ent_buf *b, const ent_doc *doc, const ent_parse *p) {
    for (size_t s = 0; s < doc->n_sents && p->n; s++) {
        ent_span at = doc->sent[s].in.at;
        if (p->first[s] == p->first[s + 1])
            continue;
        ent_i_buf_printf(b,
                         "# sent_id = %.*s-%u.%u\n# text = ", ENT_P(doc->name),
                         doc->sent[s].in.para, doc->sent[s].in.sent);
        ent_i_buf_plain(b,
                        (ent_str){doc->text.s + at.start, at.end - at.start});
        ent_i_buf_put(b, "\n", 1);
        for (uint32_t i = p->first[s]; i < p->first[s + 1]; i++)
            put_word(b, doc, p, i);
        ent_i_buf_put(b, "\n", 1);
    }
}
