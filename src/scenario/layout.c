/* layout.c - cuts a YAML file into tokens, so that it can be laid out anew
 * with its comments.
 *
 * What is a scalar the YAML reader says; all between them are signs, anchors
 * and comments, which are simple enough to cut by hand. */
#include "scenario/layout.h"

typedef struct cutter {
    ent_layout *out;
    ent_vec scalar; /* const ent_node *, in order of place */
    size_t next;    /* scalar */
    ent_vec token;
    uint32_t at, end; /* of the last scalar that was collected */
} cutter;

/* An alias repeats a node that stands before; its scalars are not there. */
static ent_err collect(cutter *c, const ent_node *node) {
    if (node->from < c->end)
        return ENT_OK;
    if (node->kind == ENT_NODE_SCALAR) {
        if (node->to == node->from)
            return ENT_OK;
        const ent_node **place =
            ENT_PUSH(c->out->ctx->temp, &c->scalar, const ent_node *);
        if (!place)
            return ENT_NOMEM_FAIL(c->out->ctx);
        *place = node;
        c->end = node->to;
        return ENT_OK;
    }
    for (uint32_t i = 0; i < node->n; i++) {
        if (node->key)
            ENT_TRY(collect(c, node->key[i]));
        ENT_TRY(collect(c, node->item[i]));
    }
    return ENT_OK;
}

static char byte(const cutter *c, uint32_t i) {
    return i < c->out->bytes.n ? c->out->bytes.s[i] : '\n';
}

static bool is_gap(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool in(const char *set, char c) {
    return c && strchr(set, c);
}

static ent_err put(cutter *c, uint32_t to, char kind) {
    ent_token *t = ENT_PUSH(c->out->ctx->temp, &c->token, ent_token);
    if (!t)
        return ENT_NOMEM_FAIL(c->out->ctx);
    *t = (ent_token){.from = c->at, .to = to, .kind = kind, .level = -1};
    c->at = to;
    return ENT_OK;
}

static uint32_t line_end(const cutter *c, uint32_t i) {
    while (i < c->out->bytes.n && byte(c, i) != '\n')
        i++;
    return i;
}

static uint32_t word_end(const cutter *c, uint32_t i) {
    while (i < c->out->bytes.n && !is_gap(byte(c, i)) &&
           !in("{}[],", byte(c, i)))
        i++;
    return i;
}

static uint32_t trimmed(const cutter *c, uint32_t from, uint32_t to) {
    while (to > from && is_gap(byte(c, to - 1)))
        to--;
    return to;
}

/* The text of a block scalar; blank lines behind it are its own only where its
 * head says '+'. */
static ent_err put_text(cutter *c, const ent_node *node) {
    const ent_token *head = (ent_token *)c->token.at + c->token.n - 1;
    ent_str sign = {c->out->bytes.s + head->from, head->to - head->from};
    bool keeps = memchr(sign.s, '+', sign.n) != NULL;
    uint32_t to = node->to;
    while (to > node->from && byte(c, to - 1) == ' ')
        to--; /* the indentation of the next line */
    if (to > node->from && byte(c, to - 1) == '\n')
        to--;
    if (!keeps) {
        to = trimmed(c, node->from, to);
        while (to < node->to && byte(c, to) != '\n')
            to++; /* blanks behind its last line are its own */
    }
    if (to <= node->from && !keeps)
        return ENT_OK; /* blank lines alone */
    c->at = node->from;
    ENT_TRY(put(c, to, 't'));
    ((ent_token *)c->token.at)[c->token.n - 1].keeps = keeps;
    return ENT_OK;
}

static ent_err put_scalar(cutter *c, const ent_node *node) {
    char first = byte(c, node->from);
    size_t n = c->token.n;
    const ent_token *last = n ? (ent_token *)c->token.at + n - 1 : NULL;
    if (last && last->kind == '#' && n > 1 && last[-1].kind == '|')
        last--;
    bool block = node->quoted && first != '"' && first != '\'';
    if (block && last && last->kind == '|')
        return put_text(c, node);
    return put(c, node->quoted ? node->to : trimmed(c, node->from, node->to),
               's');
}

static bool is_marker(const cutter *c, uint32_t i) {
    bool begins = !i || byte(c, i - 1) == '\n';
    if (!begins)
        return false;
    if (byte(c, i) == '%')
        return true;
    bool dots =
        byte(c, i) == '.' && byte(c, i + 1) == '.' && byte(c, i + 2) == '.';
    bool dashes =
        byte(c, i) == '-' && byte(c, i + 1) == '-' && byte(c, i + 2) == '-';
    return (dots || dashes) && is_gap(byte(c, i + 3));
}

static ent_err put_sign(cutter *c) {
    uint32_t i = c->at;
    char sign = byte(c, i);
    if (is_marker(c, i))
        return put(c, sign == '%' ? line_end(c, i) : i + 3, '%');
    if (sign == '#')
        return put(c, trimmed(c, i, line_end(c, i)), '#');
    if (in("{}[],:-?", sign))
        return put(c, i + 1, sign);
    if (sign == '&' || sign == '!')
        return put(c, word_end(c, i), '&');
    if (sign == '*')
        return put(c, word_end(c, i), '*');
    if (sign == '|' || sign == '>')
        return put(c, word_end(c, i), '|');
    return ENT_FAIL_AT(c->out->ctx, ENT_UNSUPPORTED,
                       ((ent_place){.file = c->out->file}),
                       "the file cannot be laid out, for something in it is "
                       "written in an unusual way; it is left as it is");
}

static ent_err cut(cutter *c) {
    const ent_node *const *scalar = c->scalar.at;
    while (c->at < c->out->bytes.n) {
        const ent_node *s = c->next < c->scalar.n ? scalar[c->next] : NULL;
        if (s && c->at >= s->from) {
            c->next++;
            ENT_TRY(put_scalar(c, s));
            c->at = s->to;
        } else if (is_gap(byte(c, c->at))) {
            c->at++;
        } else {
            ENT_TRY(put_sign(c));
        }
    }
    return ENT_OK;
}

/* Lines between tokens, and the columns of those that begin a line. */
static void measure(ent_layout *l) {
    uint32_t seen = 0;
    for (size_t i = 0; i < l->n; i++) {
        ent_token *t = &l->token[i];
        uint32_t lines = 0, begin = t->from;
        for (; seen < t->from; seen++)
            lines += l->bytes.s[seen] == '\n';
        while (begin && l->bytes.s[begin - 1] != '\n')
            begin--;
        t->first = !i || lines;
        t->blank = i && lines ? lines - 1 : 0;
        t->old = t->first ? (int32_t)(t->from - begin) : -1;
        seen = t->to;
    }
}

/* Line ends as they are here: "\n" alone. */
static ent_err plain_lines(ent_layout *l) {
    char *s = (char *)(uintptr_t)ent_i_dup(l->ctx->temp, l->bytes).s;
    size_t n = 0;
    if (!s)
        return ENT_NOMEM_FAIL(l->ctx);
    for (size_t i = 0; i < l->bytes.n; i++) {
        bool pair = s[i] == '\r' && i + 1 < l->bytes.n && s[i + 1] == '\n';
        if (s[i] == '\r' && !pair)
            return ENT_FAIL_AT(l->ctx, ENT_UNSUPPORTED,
                               ((ent_place){.file = l->file}),
                               "lines end with a carriage return alone; save "
                               "the file with line ends of today");
        if (!pair)
            s[n++] = s[i];
    }
    l->bytes = (ent_str){s, n};
    return ENT_OK;
}

ent_err ent_i_layout_read(ent_ctx *ctx, ent_str file, ent_str bytes,
                          ent_layout *out) {
    *out = (ent_layout){.ctx = ctx, .file = file, .bytes = bytes};
    if (ent_i_starts(bytes, "\xEF\xBB\xBF"))
        out->bytes = (ent_str){bytes.s + 3, bytes.n - 3};
    ENT_TRY(plain_lines(out));
    if (out->bytes.n && memchr(out->bytes.s, 0, out->bytes.n))
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){.file = file}),
                           "the file holds a NUL character; remove it");
    cutter c = {.out = out};
    ENT_TRY(ent_i_tree_read(ctx, file, out->bytes, &out->root));
    ENT_TRY(collect(&c, out->root));
    ENT_TRY(cut(&c));
    out->token = c.token.at;
    out->n = c.token.n;
    measure(out);
    return ENT_OK;
}
