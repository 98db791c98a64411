/* tree.c - YAML 1.2 (and so JSON) into nodes that know their places.
 *
 * Built from libfyaml's events rather than its documents: depth, size and the
 * expansion of aliases stay under our own limits, and nothing of libfyaml
 * outlives the reading. */
#include "scenario/scenario.h"
#include <libfyaml.h>
#include <stdlib.h>

typedef struct builder {
    ent_ctx *ctx;
    ent_str file, bytes;
    struct fy_diag *diag;
    struct fy_parser *parser;
    struct fy_event *event; /* the one at hand */
    ent_index anchors;
    ent_vec anchored; /* ent_node *; NULL while its node is still open */
    uint32_t total;
} builder;

bool ent_i_node_blank(const ent_node *node) {
    if (!node)
        return true;
    return node->kind == ENT_NODE_SCALAR && !node->quoted &&
           (!node->text.n || ent_i_eqz(node->text, "~") ||
            ent_i_eqz(node->text, "null"));
}

bool ent_i_node_same(const ent_node *a, const ent_node *b) {
    if (a == b)
        return true;
    if (a->kind != b->kind || a->n != b->n || a->quoted != b->quoted ||
        !ent_i_eq(a->text, b->text))
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if ((a->key && !ent_i_eq(a->key[i]->text, b->key[i]->text)) ||
            !ent_i_node_same(a->item[i], b->item[i]))
            return false;
    return true;
}

static ent_place place_of(const builder *b, struct fy_event *event) {
    const struct fy_mark *m = event ? fy_event_start_mark(event) : NULL;
    ent_place at = {.file = b->file};
    if (m) {
        at.line = (uint32_t)m->line + 1;
        at.column = (uint32_t)m->column + 1;
    }
    return at;
}

/* A tab that indents a line is the commonest slip and the worst reported: the
 * parser stumbles over it there or in the line after. */
static bool tab_near(ent_str bytes, ent_place *at) {
    ent_str rest = bytes;
    for (uint32_t line = 1; rest.s && line <= at->line; line++) {
        ent_str text = ent_i_cut(&rest, '\n');
        size_t i = 0;
        while (i < text.n && text.s[i] == ' ')
            i++;
        if (line + 1 < at->line || i == text.n || text.s[i] != '\t')
            continue;
        at->line = line;
        at->column = (uint32_t)i + 1;
        return true;
    }
    return false;
}

static ent_err fail_syntax(builder *b) {
    void *iter = NULL;
    struct fy_diag_error *first = fy_diag_errors_iterate(b->diag, &iter);
    ent_place at = {.file = b->file};
    if (!first)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, at,
                           "this is not YAML; check brackets and quotes");
    at.line = first->line > 0 ? (uint32_t)first->line : 0;
    at.column = first->column > 0 ? (uint32_t)first->column : 0;
    if (tab_near(b->bytes, &at))
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, at,
                           "a tab indents this line; YAML indents with spaces "
                           "only, so replace it");
    return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, at,
                       "this is not YAML: %s; check indentation, brackets and "
                       "quotes here and in the line above",
                       first->msg);
}

static ent_err next(builder *b) {
    if (b->event)
        fy_parser_event_free(b->parser, b->event);
    b->event = fy_parser_parse(b->parser);
    if (!b->event || fy_parser_get_stream_error(b->parser))
        return fail_syntax(b);
    return ENT_OK;
}

/* Counts nodes; an alias counts as all that it repeats. */
static ent_err count(builder *b, ent_place at, uint32_t n) {
    if (n > ENT_TREE_MAX - b->total)
        return ENT_FAIL_AT(b->ctx, ENT_LIMIT, at,
                           "more than %d entries in one file; split it or move "
                           "tables into CSV files",
                           ENT_TREE_MAX);
    b->total += n;
    return ENT_OK;
}

static ent_err new_node(builder *b, ent_node_kind kind, ent_node **out) {
    ent_place at = place_of(b, b->event);
    ENT_TRY(count(b, at, 1));
    *out = ENT_NEW(b->ctx->temp, 1, ent_node);
    if (!*out)
        return ENT_NOMEM_FAIL(b->ctx);
    const struct fy_mark *m = fy_event_start_mark(b->event);
    **out = (ent_node){.kind = kind, .at = at, .weight = 1};
    if (m)
        (*out)->from = (*out)->to = (uint32_t)m->input_pos;
    return ENT_OK;
}

static ent_str token_text(struct fy_token *token) {
    size_t n = 0;
    const char *s = token ? fy_token_get_text(token, &n) : NULL;
    return s ? (ent_str){s, n} : (ent_str){0};
}

/* Notes that an anchor begins here; *slot is its place in `anchored`. */
static ent_err open_anchor(builder *b, struct fy_token *anchor, size_t *slot) {
    ent_str name = token_text(anchor);
    *slot = SIZE_MAX;
    if (!name.s)
        return ENT_OK;
    name = ent_i_dup(b->ctx->temp, name);
    *slot = b->anchored.n;
    if (!name.s || !ENT_PUSH(b->ctx->temp, &b->anchored, ent_node *) ||
        !ent_i_index_put(b->ctx->temp, &b->anchors, name, (uint32_t)*slot))
        return ENT_NOMEM_FAIL(b->ctx);
    return ENT_OK;
}

static ent_err read_alias(builder *b, ent_node **out) {
    ent_str name = token_text(b->event->alias.anchor);
    ent_place at = place_of(b, b->event);
    uint32_t slot = ent_i_index_find(&b->anchors, name);
    if (slot == ENT_NONE)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, at,
                           "*%.*s is an alias of YAML, and there is no anchor "
                           "of that name; quote a factor: \"*%.*s\"",
                           ENT_P(ent_i_clip(name)), ENT_P(ent_i_clip(name)));
    *out = ((ent_node **)b->anchored.at)[slot];
    if (!*out)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, at,
                           "*%.*s stands inside its own anchor; an entry "
                           "cannot contain itself",
                           ENT_P(ent_i_clip(name)));
    return count(b, at, (*out)->weight);
}

/* fy_token_get_text leaks when a text has many escapes (libfyaml 0.7.12), so
 * its pieces are put together here. */
static ent_err scalar_text(builder *b, struct fy_token *token, ent_str *out) {
    struct fy_token_iter *iter = fy_token_iter_create(token);
    const struct fy_iter_chunk *chunk = NULL;
    ent_buf text = {.bad = !iter};
    int err = 0;
    while (iter && (chunk = fy_token_iter_chunk_next(iter, chunk, &err)))
        ent_i_buf_put(&text, chunk->str, chunk->len);
    fy_token_iter_destroy(iter);
    *out = text.bad || err < 0
               ? (ent_str){0}
               : ent_i_dup(b->ctx->keep, (ent_str){text.s, text.n});
    ent_i_buf_free(&text);
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(b->ctx);
}

/* Where the scalar stands; the marks leave quotes out.  Its raw text is blank
 * where escapes make the bytes mean another one. */
static void place_scalar(const builder *b, enum fy_scalar_style style,
                         ent_node *node) {
    const struct fy_mark *from = fy_event_start_mark(b->event);
    const struct fy_mark *to = fy_event_end_mark(b->event);
    if (!from || !to || to->input_pos > b->bytes.n ||
        from->input_pos > to->input_pos)
        return;
    bool quotes = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    char sign = style == FYSS_DOUBLE_QUOTED ? '\\' : '\'';
    ent_str s = {b->bytes.s + from->input_pos, to->input_pos - from->input_pos};
    node->from = (uint32_t)from->input_pos - quotes;
    node->to = (uint32_t)to->input_pos + quotes;
    if (!quotes || !memchr(s.s, sign, s.n))
        node->raw = s;
}

static ent_err read_scalar(builder *b, ent_node **out) {
    struct fy_token *token = b->event->scalar.value;
    ENT_TRY(new_node(b, ENT_NODE_SCALAR, out));
    enum fy_scalar_style style = fy_token_scalar_style(token);
    (*out)->quoted = style != FYSS_PLAIN;
    place_scalar(b, style, *out);
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
        (*out)->at.column--; /* the mark stands behind the quote */
    ENT_TRY(scalar_text(b, token, &(*out)->text));
    if (memchr((*out)->text.s, 0, (*out)->text.n))
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, (*out)->at,
                           "this text holds a NUL character; remove it");
    return ENT_OK;
}

static ent_err read_node(builder *b, unsigned depth, ent_node **out);

/* Duplicate keys hide each other; both places are told. */
static ent_err check_keys(builder *b, const ent_node *map) {
    ent_mark m = ent_i_arena_mark(b->ctx->temp);
    ent_index seen = {0};
    ent_err e = ENT_OK;
    for (uint32_t i = 0; i < map->n && !e; i++) {
        ent_str key = map->key[i]->text;
        uint32_t first = ent_i_index_find(&seen, key);
        if (first != ENT_NONE)
            e = ENT_FAIL_AT(b->ctx, ENT_NAME, map->key[i]->at,
                            "'%.*s' stands here twice, first in line %u; keep "
                            "one",
                            ENT_P(ent_i_clip(key)), map->key[first]->at.line);
        else if (!ent_i_index_put(b->ctx->temp, &seen, key, i))
            e = ENT_NOMEM_FAIL(b->ctx);
    }
    ent_i_arena_release(b->ctx->temp, m);
    return e;
}

static bool push(ent_arena *a, ent_vec *v, ent_node *node) {
    ent_node **place = ENT_PUSH(a, v, ent_node *);
    if (place)
        *place = node;
    return place != NULL;
}

static ent_err read_key(builder *b, ent_node **out) {
    if (b->event->type != FYET_SCALAR)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, place_of(b, b->event),
                           "a name is expected here, not a list, a map or an "
                           "alias; write `name: value`");
    return read_scalar(b, out);
}

/* The entries of a map or the items of a list, up to the closing event. */
static ent_err read_items(builder *b, unsigned depth, ent_node *node) {
    bool map = node->kind == ENT_NODE_MAP;
    ent_vec key = {0}, item = {0};
    ent_arena *a = b->ctx->temp;
    for (;;) {
        ent_node *k = NULL, *child = NULL;
        ENT_TRY(next(b));
        if (b->event->type == (map ? FYET_MAPPING_END : FYET_SEQUENCE_END))
            break;
        if (map) {
            ENT_TRY(read_key(b, &k));
            ENT_TRY(next(b));
        }
        ENT_TRY(read_node(b, depth + 1, &child));
        if (k && !child->at.line) /* nothing behind the colon */
            child->at = k->at;
        if (!push(a, &item, child) || (map && !push(a, &key, k)))
            return ENT_NOMEM_FAIL(b->ctx);
        node->weight += child->weight + map;
    }
    node->key = key.at;
    node->item = item.at;
    node->n = (uint32_t)item.n;
    return map ? check_keys(b, node) : ENT_OK;
}

static ent_err read_node(builder *b, unsigned depth, ent_node **out) {
    size_t slot = SIZE_MAX;
    if (depth > ENT_DEPTH_MAX)
        return ENT_FAIL_AT(b->ctx, ENT_LIMIT, place_of(b, b->event),
                           "lists and maps stand more than %d deep in one "
                           "another; a scenario needs six",
                           ENT_DEPTH_MAX);
    switch (b->event->type) {
    case FYET_ALIAS:
        return read_alias(b, out);
    case FYET_SCALAR:
        ENT_TRY(open_anchor(b, b->event->scalar.anchor, &slot));
        ENT_TRY(read_scalar(b, out));
        break;
    case FYET_SEQUENCE_START:
        ENT_TRY(open_anchor(b, b->event->sequence_start.anchor, &slot));
        ENT_TRY(new_node(b, ENT_NODE_LIST, out));
        ENT_TRY(read_items(b, depth, *out));
        break;
    case FYET_MAPPING_START:
        ENT_TRY(open_anchor(b, b->event->mapping_start.anchor, &slot));
        ENT_TRY(new_node(b, ENT_NODE_MAP, out));
        ENT_TRY(read_items(b, depth, *out));
        break;
    default:
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, place_of(b, b->event),
                           "the file holds no scenario; see docs/scenario.md");
    }
    if (slot != SIZE_MAX)
        ((ent_node **)b->anchored.at)[slot] = *out;
    return ENT_OK;
}

static ent_err read_document(builder *b, ent_node **out) {
    ENT_TRY(next(b)); /* the stream begins */
    ENT_TRY(next(b)); /* the document begins */
    if (b->event->type == FYET_DOCUMENT_START)
        ENT_TRY(next(b));
    ENT_TRY(read_node(b, 1, out));
    ENT_TRY(next(b)); /* the document ends */
    ENT_TRY(next(b));
    if (b->event->type != FYET_STREAM_END)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, place_of(b, b->event),
                           "a second document begins here; a scenario is one "
                           "document, so remove the line '---'");
    return ENT_OK;
}

static ent_err check_text(ent_ctx *ctx, ent_str file, ent_str bytes) {
    size_t bad = ent_i_utf8_bad(bytes);
    ent_place at = {.file = file, .line = 1};
    if (bad == bytes.n)
        return ENT_OK;
    for (size_t i = 0; i < bad; i++)
        at.line += bytes.s[i] == '\n';
    return ENT_FAIL_AT(ctx, ENT_ENCODING, at,
                       "the text is not UTF-8 here; save the file as UTF-8");
}

ent_err ent_i_tree_read(ent_ctx *ctx, ent_str file, ent_str bytes,
                        ent_node **out) {
    builder b = {.ctx = ctx, .file = file, .bytes = bytes};
    if (ent_i_starts(bytes, "\xEF\xBB\xBF"))
        b.bytes = (ent_str){bytes.s + 3, bytes.n - 3};
    ENT_TRY(check_text(ctx, file, b.bytes));
    if (!ent_i_trim(b.bytes).n)
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){.file = file}),
                           "the file is empty; see docs/scenario.md for a "
                           "scenario to begin with");
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    b.diag = fy_diag_create(&diag_cfg);
    struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                        FYPCF_DEFAULT_VERSION_1_2 |
                                        FYPCF_JSON_NONE,
                               .diag = b.diag};
    if (b.diag)
        fy_diag_set_collect_errors(b.diag, true);
    b.parser = b.diag ? fy_parser_create(&cfg) : NULL;
    ent_err e = ENT_OK;
    if (!b.parser || fy_parser_set_string(b.parser, b.bytes.s, b.bytes.n))
        e = ENT_NOMEM_FAIL(ctx);
    else
        e = read_document(&b, out);
    if (b.event)
        fy_parser_event_free(b.parser, b.event);
    if (b.parser)
        fy_parser_destroy(b.parser);
    if (b.diag)
        fy_diag_destroy(b.diag);
    return e;
}
