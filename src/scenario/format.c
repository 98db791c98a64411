/* format.c - lays a scenario file out evenly: two blanks for each level, one
 * blank line between sections, nothing aligned; comments, order, and every
 * value stay as they are.
 *
 * Blocks of maps and lists are known from the tree; each line that begins with
 * one of their keys or dashes moves to the column of its block, and what
 * stands on lines of its own inside them moves with it.  What comes out is read
 * again: were it not the same scenario with the same comments, it would not be
 * used. */
#include "scenario/layout.h"

enum { INDENT = 2 };

/* A map or a list in block style that is open. */
typedef struct block {
    const ent_node *node;
    int32_t old, now; /* columns */
} block;

typedef struct layer {
    ent_layout *l;
    ent_vec node;  /* const ent_node *: blocks in order of place */
    size_t next;   /* node */
    ent_vec stack; /* block */
    int32_t depth; /* of brackets */
    uint32_t end;  /* of the last node that was collected */
} layer;

/* ---- which blocks there are */

static ent_err collect(layer *y, const ent_node *node) {
    if (node->from < y->end || node->kind == ENT_NODE_SCALAR) {
        y->end = node->to > y->end ? node->to : y->end;
        return ENT_OK;
    }
    char first = node->from < y->l->bytes.n ? y->l->bytes.s[node->from] : 0;
    bool flow = first == '{' || first == '[';
    if (!flow) {
        const ent_node **place =
            ENT_PUSH(y->l->ctx->temp, &y->node, const ent_node *);
        if (!place)
            return ENT_NOMEM_FAIL(y->l->ctx);
        *place = node;
    }
    y->end = node->from + flow;
    for (uint32_t i = 0; i < node->n; i++) {
        if (node->key)
            ENT_TRY(collect(y, node->key[i]));
        ENT_TRY(collect(y, node->item[i]));
    }
    return ENT_OK;
}

/* ---- columns */

static block *top(const layer *y) {
    return y->stack.n ? (block *)y->stack.at + y->stack.n - 1 : NULL;
}

static int32_t column_of(const layer *y, uint32_t at) {
    uint32_t begin = at;
    while (begin && y->l->bytes.s[begin - 1] != '\n')
        begin--;
    return (int32_t)(at - begin);
}

/* Closes the blocks that a line at this column has left. */
static void close_blocks(layer *y, int32_t column, bool dash) {
    for (block *b = top(y); b; b = top(y)) {
        bool left =
            b->old > column ||
            (b->old == column && b->node->kind == ENT_NODE_LIST && !dash);
        if (!left)
            return;
        y->stack.n--;
    }
}

static ent_err open_blocks(layer *y, uint32_t at) {
    const ent_node *const *node = y->node.at;
    while (y->next < y->node.n && node[y->next]->from <= at) {
        const block *outer = top(y);
        int32_t now = outer ? outer->now + INDENT : 0;
        block *b = ENT_PUSH(y->l->ctx->temp, &y->stack, block);
        if (!b)
            return ENT_NOMEM_FAIL(y->l->ctx);
        *b = (block){node[y->next++], column_of(y, at), now};
    }
    return ENT_OK;
}

/* The column of what stands on lines of its own inside the open block. */
static int32_t inner_column(const layer *y) {
    const block *b = top(y);
    int32_t base = b ? b->now + INDENT : 0;
    return y->depth ? base + y->depth * INDENT : base;
}

static int32_t spaces(ent_str s) {
    size_t i = 0;
    while (i < s.n && s.s[i] == ' ')
        i++;
    return (int32_t)i;
}

/* The column of a block scalar's text before and after. */
static void place_text(const layer *y, const ent_token *head, ent_token *t) {
    const block *b = top(y);
    ent_str rest = {y->l->bytes.s + t->from, t->to - t->from};
    int32_t digit = 0;
    for (uint32_t i = head->from; i < head->to; i++)
        if (y->l->bytes.s[i] >= '1' && y->l->bytes.s[i] <= '9')
            digit = y->l->bytes.s[i] - '0';
    t->now = digit ? (b ? b->now : 0) + digit : inner_column(y);
    t->old = digit ? (b ? b->old : 0) + digit : 0;
    while (!digit && rest.s) {
        ent_str line = ent_i_cut(&rest, '\n');
        t->old = spaces(line);
        if ((size_t)t->old < line.n)
            break;
    }
}

/* Where a comment belongs: to the block at its column, else to the deepest
 * that it stands inside; settled when the next line is known. */
static void place_comment(const layer *y, ent_token *t) {
    const block *b = y->stack.at;
    t->now = y->depth ? inner_column(y) : -1;
    for (size_t i = 0; i < y->stack.n; i++)
        if (b[i].old <= t->old)
            t->level = b[i].now;
}

static ent_err place_token(layer *y, size_t i) {
    ent_token *t = &y->l->token[i];
    bool closes = t->kind == '}' || t->kind == ']';
    if (t->kind == '#') {
        if (t->first)
            place_comment(y, t);
        return ENT_OK;
    }
    if (t->kind == 't') {
        const ent_token *head = t - 1;
        place_text(y, head->kind == '#' ? head - 1 : head, t);
        return ENT_OK;
    }
    if (t->first && !y->depth && t->kind != '%')
        close_blocks(y, t->old, t->kind == '-');
    ENT_TRY(open_blocks(y, t->from));
    y->depth -= closes;
    const block *b = top(y);
    bool own = b && !y->depth && !closes && b->old == t->old;
    t->now = t->kind == '%' ? 0 : own ? b->now : inner_column(y);
    t->top = t->first && own && y->stack.n == 1 &&
             b->node->kind == ENT_NODE_MAP && t->kind != '%';
    t->rest = inner_column(y);
    y->depth += t->kind == '{' || t->kind == '[';
    return ENT_OK;
}

/* A comment goes with the line below it, unless it stands deeper than that
 * line: then with the block above. */
static void settle_comments(ent_layout *l) {
    const ent_token *below = NULL;
    for (size_t i = l->n; i-- > 0;) {
        ent_token *t = &l->token[i];
        if (t->first && t->kind != '#' && t->kind != 't')
            below = t;
        if (t->kind != '#' || !t->first || t->now >= 0)
            continue;
        int32_t least = below ? below->now : 0;
        bool deeper = !below || t->old > below->old;
        t->now = deeper && t->level > least ? t->level : least;
    }
}

/* ---- blank lines */

static bool has_break(const ent_layout *l, const ent_token *t) {
    return memchr(l->bytes.s + t->from, '\n', t->to - t->from) != NULL;
}

/* The token that begins the lines of comments right above a key. */
static size_t group_of(const ent_layout *l, size_t key) {
    size_t g = key;
    while (g && !l->token[g].blank && l->token[g - 1].first &&
           l->token[g - 1].kind == '#' && !l->token[g - 1].now)
        g--;
    return g;
}

/* One blank line between sections, if either has several lines. */
static void part_sections(ent_layout *l) {
    size_t last = 0;
    bool long_before = false, any = false;
    for (size_t i = 0; i < l->n; i++) {
        if (!l->token[i].top)
            continue;
        size_t end = i + 1;
        bool long_now = has_break(l, &l->token[i]);
        for (; end < l->n && !l->token[end].top; end++)
            long_now |= (l->token[end].first && l->token[end].kind != '#' &&
                         l->token[end].kind != '%') ||
                        has_break(l, &l->token[end]);
        size_t g = group_of(l, i);
        bool free = g > last && !l->token[g - 1].keeps;
        if (any && free && (long_now || long_before))
            l->token[g].blank = 1;
        long_before = long_now;
        last = i;
        any = true;
    }
}

/* ---- writing */

static void put_spaces(ent_buf *b, int32_t n) {
    for (int32_t i = 0; i < n; i++)
        ent_i_buf_put(b, " ", 1);
}

/* Blanks between two tokens of one line. */
static int32_t gap(const ent_token *a, const ent_token *b) {
    bool shut = b->kind == ',' || b->kind == '}' || b->kind == ']';
    if (b->kind == '#')
        return 2;
    if (a->kind == '{' || a->kind == '[')
        return 0;
    if (shut)
        return a->kind == ':';
    if (b->kind == ':')
        return a->kind == '*' || a->kind == ',' || a->kind == ':';
    return 1;
}

/* The lines of a scalar, all but the first moved to a column. */
static void put_lines(ent_buf *b, ent_str s, const ent_token *t) {
    bool quoted = s.n && (s.s[0] == '"' || s.s[0] == '\'');
    ent_str rest = s;
    for (bool first = true; rest.s; first = false) {
        ent_str line = ent_i_cut(&rest, '\n');
        size_t i = 0, n = line.n;
        while (!first && i < n && (line.s[i] == ' ' || line.s[i] == '\t'))
            i++;
        while (!quoted && rest.s && n > i &&
               (line.s[n - 1] == ' ' || line.s[n - 1] == '\t'))
            n--;
        if (!first)
            ent_i_buf_put(b, "\n", 1);
        if (!first && n > i)
            put_spaces(b, t->rest);
        ent_i_buf_put(b, line.s + i, n - i);
    }
}

static void put_text(ent_buf *b, ent_str s, const ent_token *t) {
    ent_str rest = s;
    for (bool first = true; rest.s; first = false) {
        ent_str line = ent_i_cut(&rest, '\n');
        int32_t cut = spaces(line) < t->old ? spaces(line) : t->old;
        line = (ent_str){line.s + cut, line.n - (size_t)cut};
        if (!first)
            ent_i_buf_put(b, "\n", 1);
        if (line.n)
            put_spaces(b, t->now);
        ent_i_buf_put(b, line.s, line.n);
    }
}

static void put_token(const ent_layout *l, size_t i, ent_buf *b) {
    const ent_token *t = &l->token[i];
    ent_str s = {l->bytes.s + t->from, t->to - t->from};
    if (t->first && i)
        ent_i_buf_put(b, "\n\n", t->blank && !t[-1].keeps ? 2 : 1);
    if (t->kind == 't') {
        put_text(b, s, t);
        return;
    }
    if (t->first)
        put_spaces(b, t->now);
    else
        put_spaces(b, gap(t - 1, t));
    if (t->kind == 's')
        put_lines(b, s, t);
    else
        ent_i_buf_str(b, s);
}

static ent_err lay_out(ent_layout *l, ent_buf *b) {
    layer y = {.l = l};
    ENT_TRY(collect(&y, l->root));
    for (size_t i = 0; i < l->n; i++)
        ENT_TRY(place_token(&y, i));
    settle_comments(l);
    part_sections(l);
    for (size_t i = 0; i < l->n; i++)
        put_token(l, i, b);
    ent_i_buf_put(b, "\n", 1);
    return b->bad ? ENT_NOMEM_FAIL(l->ctx) : ENT_OK;
}

/* ---- is it the same? */

static bool same_comments(const ent_layout *a, const ent_layout *b) {
    size_t k = 0;
    for (size_t i = 0; i < a->n; i++) {
        const ent_token *t = &a->token[i];
        if (t->kind != '#')
            continue;
        while (k < b->n && b->token[k].kind != '#')
            k++;
        if (k == b->n)
            return false;
        const ent_token *u = &b->token[k++];
        ent_str x = {a->bytes.s + t->from, t->to - t->from},
                z = {b->bytes.s + u->from, u->to - u->from};
        if (!ent_i_eq(x, z))
            return false;
    }
    while (k < b->n && b->token[k].kind != '#')
        k++;
    return k == b->n;
}

/* Does it say the same, and would laying it out again leave it alone? */
static ent_err check(const ent_layout *old, ent_str bytes, bool *good) {
    ent_layout now;
    ent_buf again = {0};
    ent_err e = ent_i_layout_read(old->ctx, old->file, bytes, &now);
    if (!e)
        e = lay_out(&now, &again);
    *good = !e && ent_i_node_same(old->root, now.root) &&
            same_comments(old, &now) &&
            ent_i_eq(bytes, (ent_str){again.s, again.n});
    ent_i_buf_free(&again);
    return e == ENT_NOMEM ? e : ENT_OK;
}

static ent_err format(ent_ctx *ctx, ent_str file, ent_str bytes, ent_buf *b) {
    ent_layout old;
    bool good;
    ENT_TRY(ent_i_layout_read(ctx, file, bytes, &old));
    ENT_TRY(lay_out(&old, b));
    ENT_TRY(check(&old, (ent_str){b->s, b->n}, &good));
    if (good)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, ((ent_place){.file = file}),
                       "the file cannot be laid out without changing what it "
                       "says; it is left as it is");
}

ent_err ent_scenario_format(ent_ctx *ctx, ent_str file, ent_str bytes,
                            ent_str *out) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    ent_mark k = ent_i_arena_mark(ctx->keep);
    ent_buf b = {0};
    ent_err e = format(ctx, file, bytes, &b);
    ent_i_arena_release(ctx->keep, k); /* the texts of the two trees */
    ent_i_arena_release(ctx->temp, m);
    *out = (ent_str){0};
    if (!e) {
        *out = ent_i_dup(ctx->keep, (ent_str){b.s, b.n});
        e = out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
    }
    ent_i_buf_free(&b);
    return e;
}
