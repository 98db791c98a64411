/* find.c - sentences that answer a question, best first.
 *
 * The question is taken apart here and put together again with every word
 * quoted, so that whatever is typed is words to SQLite's FTS5 and never its
 * syntax.  Ranking is BM25 (Robertson and Zaragoza 2009) over sentences. */
#include "store/store.h"

enum { DEFAULT_LIMIT = 20 };

/* The question as FTS5 has it: what must be there, what must not. */
typedef struct question {
    ent_buf want, without;
    bool or_next;
} question;

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A term counts when it holds a letter, a digit or anything beyond ASCII. */
static bool has_word(ent_str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c >= 0x80 || (c >= '0' && c <= '9') ||
            ((c | 32) >= 'a' && (c | 32) <= 'z'))
            return true;
    }
    return false;
}

static void put_term(question *q, ent_str term, bool prefix, bool without) {
    ent_buf *b = without ? &q->without : &q->want;
    if (!has_word(term))
        return;
    if (b->n)
        ent_i_buf_printf(b, without || q->or_next ? " OR " : " AND ");
    ent_i_buf_put(b, "\"", 1);
    for (size_t i = 0; i < term.n; i++)
        if (term.s[i] && term.s[i] != '"') /* NUL would end FTS5's reading */
            ent_i_buf_put(b, &term.s[i], 1);
    ent_i_buf_printf(b, prefix ? "\" *" : "\"");
    if (!without)
        q->or_next = false;
}

/* One term from s[i] on; returns where it ends, or 0 for an open quote. */
static size_t take_term(question *q, ent_str s, size_t i) {
    bool without = s.s[i] == '-' && i + 1 < s.n && !is_space(s.s[i + 1]);
    i += without;
    bool quoted = s.s[i] == '"';
    size_t from = i += quoted;
    while (i < s.n && (quoted ? s.s[i] != '"' : !is_space(s.s[i])))
        i++;
    if (quoted && i == s.n)
        return 0;
    ent_str term = {s.s + from, i - from};
    i += quoted;
    bool prefix = !quoted && ent_i_ends(term, "*");
    term.n -= prefix;
    if (!quoted && !without && ent_i_eqz(term, "OR"))
        q->or_next = q->want.n > 0;
    else
        put_term(q, term, prefix, without);
    return i;
}

static ent_err translate(ent_ctx *ctx, ent_str s, question *q) {
    for (size_t i = 0; i < s.n;) {
        if (is_space(s.s[i])) {
            i++;
            continue;
        }
        if (!(i = take_term(q, s, i)))
            return ENT_FAIL(ctx, ENT_SYNTAX,
                            "a quote is opened and not closed in '%.*s'",
                            ENT_P(s));
    }
    if (!q->want.n)
        return ENT_FAIL(ctx, ENT_SYNTAX,
                        "there is no word to look for in '%.*s'; write words, "
                        "\"exact words\", word*, -without, this OR that",
                        ENT_P(s));
    return q->want.bad || q->without.bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}

static ent_err match_of(ent_ctx *ctx, ent_str text, ent_str *out) {
    question q = {0};
    ent_err e = translate(ctx, text, &q);
    if (!e) {
        *out = q.without.n
                   ? ent_i_printf(ctx->keep, "(%.*s) NOT (%.*s)", (int)q.want.n,
                                  q.want.s, (int)q.without.n, q.without.s)
                   : ent_i_dup(ctx->keep, (ent_str){q.want.s, q.want.n});
        e = out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
    }
    ent_i_buf_free(&q.want);
    ent_i_buf_free(&q.without);
    return e;
}

/* '*' of ours is '*' of GLOB; what else GLOB knows is taken literally. */
static ent_str glob_of(ent_ctx *ctx, ent_str doc) {
    ent_buf b = {0};
    for (size_t i = 0; i < doc.n; i++)
        if (strchr("?[", doc.s[i]) && doc.s[i])
            ent_i_buf_printf(&b, "[%c]", doc.s[i]);
        else
            ent_i_buf_put(&b, &doc.s[i], 1);
    ent_str out =
        doc.n ? ent_i_dup(ctx->keep, (ent_str){b.s, b.n}) : ENT_STR("*");
    ent_i_buf_free(&b);
    return b.bad ? (ent_str){0} : out;
}

/* highlight() sets what was found between \1 and \2; both are taken out
 * again, and where they stood is kept. */
static ent_err take_marks(ent_ctx *ctx, ent_hit *hit) {
    ent_vec v = {0};
    char *to = (char *)hit->text.s;
    ent_span *open = NULL;
    size_t n = 0;
    for (size_t i = 0; i < hit->text.n; i++) {
        char c = hit->text.s[i];
        if (c == '\1') {
            open = ENT_PUSH(ctx->keep, &v, ent_span);
            if (!open)
                return ENT_NOMEM_FAIL(ctx);
            *open = (ent_span){(uint32_t)n, (uint32_t)n};
        } else if (c == '\2' && open) {
            open->end = (uint32_t)n;
            open = NULL;
        } else {
            to[n++] = c;
        }
    }
    hit->text.n = n;
    hit->mark = v.at;
    hit->n_marks = v.n;
    return ENT_OK;
}

static ent_err read_hit(ent_ctx *ctx, sqlite3_stmt *q, ent_hit *hit) {
    ent_err e = ENT_OK;
    hit->ref.doc = ent_i_sql_text(ctx, q, 0, &e);
    hit->ref.para = ent_i_sql_u32(q, 1);
    hit->ref.sent = ent_i_sql_u32(q, 2);
    hit->text = ent_i_sql_text(ctx, q, 3, &e);
    hit->score = -sqlite3_column_double(q, 4);
    return e ? e : take_marks(ctx, hit);
}

/* ?2 is looked at only when it says more than "any document". */
#define MATCHES                                               \
    " FROM sentence_index WHERE sentence_index MATCH ?1"      \
    " AND (?2 = '*' OR rowid IN (SELECT s.id FROM document d" \
    "  JOIN paragraph p ON p.document = d.id"                 \
    "  JOIN sentence s ON s.paragraph = p.id WHERE d.name GLOB ?2))"

static ent_err count_hits(ent_ctx *ctx, ent_store *s, ent_str match,
                          ent_str doc, uint64_t *total) {
    int64_t n = 0;
    bool found;
    ENT_TRY(ent_i_sql_int(ctx, s, &n, &found, "SELECT count(*)" MATCHES, "tt",
                          match, doc));
    *total = (uint64_t)n;
    return ENT_OK;
}

/* The best are chosen first; only those are looked up and marked. */
#define BEST                                                               \
    "WITH best AS MATERIALIZED (SELECT rowid AS id, rank AS score" MATCHES \
    " ORDER BY rank, rowid LIMIT ?3 OFFSET ?4)"                            \
    " SELECT d.name, p.number, s.number,"                                  \
    " highlight(sentence_index, 0, char(1), char(2)), score FROM best"     \
    " JOIN sentence_index ON sentence_index.rowid = best.id"               \
    " JOIN sentence s ON s.id = best.id"                                   \
    " JOIN paragraph p ON p.id = s.paragraph"                              \
    " JOIN document d ON d.id = p.document"                                \
    " WHERE sentence_index MATCH ?1 ORDER BY score, best.id"

ent_err ent_store_find(ent_ctx *ctx, ent_store *s, const ent_find *find,
                       const ent_hit **out, size_t *n, uint64_t *total) {
    sqlite3_stmt *q;
    ent_vec v = {0};
    ent_str match, doc = glob_of(ctx, find->doc);
    if (!doc.s)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(match_of(ctx, find->text, &match));
    ENT_TRY(count_hits(ctx, s, match, doc, total));
    ent_err e =
        ent_i_sql_open(ctx, s, &q, BEST, "ttii", match, doc,
                       (int64_t)(find->limit ? find->limit : DEFAULT_LIMIT),
                       (int64_t)find->offset);
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_hit *hit = ENT_PUSH(ctx->keep, &v, ent_hit);
        e = hit ? read_hit(ctx, q, hit) : ENT_NOMEM_FAIL(ctx);
    }
    *out = v.at;
    *n = v.n;
    return e;
}
