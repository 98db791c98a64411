/* edit.c - writes changed numbers where they stand, in YAML or in a table, and
 * leaves every other byte of the files as it is. */
#include "scenario/scenario.h"

/* One number that is replaced. */
typedef struct patch {
    ent_str path;
    size_t from, to; /* bytes of the file */
    ent_str text;
} patch;

/* A file of the scenario, read once. */
typedef struct page {
    ent_str path, bytes;
    const ent_node *root; /* NULL: a table */
} page;

typedef struct editor {
    ent_ctx *ctx;
    const ent_scenario *s;
    ent_vec page, patch;
    bool lenses; /* amounts of lenses are named */
} editor;

/* ---- files */

static bool is_table(ent_str path) {
    static const char *const yaml[] = {".yaml", ".yml", ".json", NULL};
    for (size_t i = 0; yaml[i]; i++)
        if (ent_i_ends(path, yaml[i]))
            return false;
    return true;
}

static ent_err open_page(editor *e, ent_str path, const page **out) {
    for (size_t i = 0; i < e->page.n; i++) {
        *out = (page *)e->page.at + i;
        if (ent_i_eq((*out)->path, path))
            return ENT_OK;
    }
    ent_node *root = NULL;
    page p = {.path = path};
    ENT_TRY(
        ent_i_file_read(e->ctx, e->ctx->temp, path, ENT_FILE_MAX, &p.bytes));
    if (ent_i_starts(p.bytes, "\xEF\xBB\xBF"))
        p.bytes = (ent_str){p.bytes.s + 3, p.bytes.n - 3};
    if (!is_table(path))
        ENT_TRY(ent_i_tree_read(e->ctx, path, p.bytes, &root));
    p.root = root;
    page *place = ENT_PUSH(e->ctx->temp, &e->page, page);
    if (!place)
        return ENT_NOMEM_FAIL(e->ctx);
    *place = p;
    *out = place;
    return ENT_OK;
}

/* ---- places */

static const ent_node *node_at(const ent_node *node, ent_place at) {
    if (node->at.line == at.line && node->at.column == at.column)
        return node;
    for (uint32_t i = 0; i < node->n; i++) {
        const ent_node *found = node_at(node->item[i], at);
        if (found)
            return found;
    }
    return NULL;
}

/* The scalar that gives the value at a place: itself, or `value` of a map. */
static const ent_node *scalar_at(const page *p, ent_place at) {
    const ent_node *node = node_at(p->root, at), *inner = NULL;
    if (!node || node->kind != ENT_NODE_MAP)
        return node && node->kind == ENT_NODE_SCALAR ? node : NULL;
    for (uint32_t i = 0; i < node->n; i++)
        if (ent_i_eqz(node->key[i]->text, "value"))
            inner = node->item[i];
    return inner && inner->kind == ENT_NODE_SCALAR ? inner : NULL;
}

static bool find_yaml(const page *p, ent_place at, patch *out) {
    const ent_node *node = scalar_at(p, at);
    if (!node || !node->raw.s)
        return false;
    out->from = (size_t)(node->raw.s - p->bytes.s);
    out->to = out->from + node->raw.n;
    return true;
}

/* The cell whose first byte stands in this line and column. */
static bool find_cell(const page *p, ent_place at, patch *out) {
    ent_str s = p->bytes;
    size_t i = 0;
    uint32_t line = 1, column = 1;
    for (; i < s.n && line < at.line; i++)
        line += s.s[i] == '\n';
    while (i < s.n && column < at.column) {
        i++;
        column += i < s.n && ((unsigned char)s.s[i] & 0xC0) != 0x80;
    }
    if (i >= s.n)
        return false;
    size_t end = i;
    bool quoted = s.s[i] == '"';
    for (end += quoted; end < s.n; end++)
        if (quoted ? s.s[end] == '"' : strchr(",\r\n", s.s[end]) != NULL)
            break;
    while (!quoted && end > i && s.s[end - 1] == ' ')
        end--;
    out->from = i;
    out->to = end + (quoted && end < s.n);
    return true;
}

/* ---- what changes */

static bool same_number(const ent_value *a, const ent_value *b) {
    if (a->kind != b->kind || a->best != b->best || a->lo != b->lo ||
        a->hi != b->hi || a->n_choices != b->n_choices)
        return false;
    for (size_t i = 0; i < a->n_choices; i++)
        if (a->choice[i] != b->choice[i])
            return false;
    return true;
}

static const char *sign_of(const ent_set *set, size_t n, uint32_t row) {
    static const char *const sign[] = {"", "+", "*"};
    for (size_t i = 0; i < n; i++)
        if (set[i].by == row)
            return sign[set[i].op];
    return NULL;
}

/* The text of a value; of the amount of a change with its sign. */
static ent_err text_of(const editor *e, uint32_t row, const ent_value *v,
                       ent_str *out) {
    const ent_scenario *s = e->s;
    const char *sign = NULL;
    ent_buf b = {0};
    for (size_t i = 0; i < s->n_lenses && !sign; i++)
        sign = sign_of(s->lens[i].set, s->lens[i].n_sets, row);
    for (size_t i = 0; i < s->n_occurrences && !sign; i++)
        sign = sign_of(s->occurrence[i].set, s->occurrence[i].n_sets, row);
    bool minus = v->best < 0 && v->kind <= ENT_VALUE_INTERVAL;
    if (sign && minus) /* -3 adds, =-3 is minus three itself */
        sign = *sign == '+' ? "" : *sign ? sign : "=";
    if (sign)
        ent_i_buf_printf(&b, "%s", sign);
    ent_i_value_put(&b, v);
    *out = ent_i_dup(e->ctx->keep, (ent_str){b.s, b.n});
    bool bad = b.bad || !out->s;
    ent_i_buf_free(&b);
    return bad ? ENT_NOMEM_FAIL(e->ctx) : ENT_OK;
}

static ent_err fail_place(const editor *e, const ent_value *v) {
    return ENT_FAIL_AT(e->ctx, ENT_UNSUPPORTED, v->at,
                       "%.*s is not written as a plain number in the files of "
                       "the scenario; write it there by hand",
                       ENT_P(ent_i_clip(v->name)));
}

static ent_err add_patch(editor *e, uint32_t row, const ent_value *now) {
    const ent_value *old = &e->s->value[row];
    patch p = {.path = old->at.file};
    const page *from = NULL;
    if (!old->at.line || old->kind == ENT_VALUE_BLANK)
        return fail_place(e, old);
    ENT_TRY(open_page(e, old->at.file, &from));
    if (from->root ? !find_yaml(from, old->at, &p)
                   : !find_cell(from, old->at, &p))
        return fail_place(e, old);
    ENT_TRY(text_of(e, row, now, &p.text));
    double x;
    bool json = ent_i_ends(old->at.file, ".json");
    if (json && p.from && from->bytes.s[p.from - 1] != '"' &&
        !ent_i_number(p.text, &x))
        p.text = ent_i_printf(e->ctx->keep, "\"%.*s\"", ENT_P(p.text));
    if (!p.text.s)
        return ENT_NOMEM_FAIL(e->ctx);
    patch *place = ENT_PUSH(e->ctx->temp, &e->patch, patch);
    if (!place)
        return ENT_NOMEM_FAIL(e->ctx);
    *place = p;
    return ENT_OK;
}

/* ---- the files as they will be */

/* Patches of one file in order of place; the same place twice counts once. */
static size_t patches_of(const editor *e, ent_str path, const patch **out) {
    const patch *p = e->patch.at;
    size_t n = 0;
    for (size_t i = 0; i < e->patch.n; i++) {
        size_t k = n;
        if (!ent_i_eq(p[i].path, path))
            continue;
        while (k && out[k - 1]->from > p[i].from)
            k--;
        if (k && out[k - 1]->from == p[i].from)
            continue;
        memmove(out + k + 1, out + k, (n - k) * sizeof *out);
        out[k] = &p[i];
        n++;
    }
    return n;
}

static ent_err write_page(editor *e, const page *p, ent_edit *out) {
    const patch **list = ENT_NEW(e->ctx->temp, e->patch.n, const patch *);
    ent_buf b = {0};
    size_t at = 0;
    if (!list)
        return ENT_NOMEM_FAIL(e->ctx);
    size_t n = patches_of(e, p->path, list);
    for (size_t i = 0; i < n; i++) {
        ent_i_buf_put(&b, p->bytes.s + at, list[i]->from - at);
        ent_i_buf_str(&b, list[i]->text);
        at = list[i]->to;
    }
    ent_i_buf_put(&b, p->bytes.s + at, p->bytes.n - at);
    *out = (ent_edit){ent_i_dup(e->ctx->keep, p->path),
                      ent_i_dup(e->ctx->keep, (ent_str){b.s, b.n})};
    bool bad = b.bad || !out->path.s || !out->bytes.s;
    ent_i_buf_free(&b);
    return bad ? ENT_NOMEM_FAIL(e->ctx) : ENT_OK;
}

/* On the command line a change wins over what lenses say; in the files theirs
 * stays, unless it is what was named. */
static bool is_meant(const editor *e, uint32_t row) {
    ent_str name = e->s->value[row].name;
    return ent_scenario_value(e->s, name) == row &&
           (e->lenses || !ent_i_starts(name, "lens."));
}

static ent_err edit_all(editor *e, const ent_scenario *now,
                        const ent_edit **edit, size_t *n_edits) {
    for (uint32_t i = 0; i < e->s->n_values; i++)
        if (!same_number(&e->s->value[i], &now->value[i]) && is_meant(e, i))
            ENT_TRY(add_patch(e, i, &now->value[i]));
    ent_edit *list = ENT_NEW(e->ctx->keep, e->page.n, ent_edit);
    if (!list)
        return ENT_NOMEM_FAIL(e->ctx);
    for (size_t i = 0; i < e->page.n; i++)
        ENT_TRY(write_page(e, (page *)e->page.at + i, &list[i]));
    *edit = list;
    *n_edits = e->page.n;
    return ENT_OK;
}

ent_err ent_scenario_edit(ent_ctx *ctx, const ent_scenario *s,
                          const ent_str *set, size_t n_sets,
                          const ent_edit **edit, size_t *n_edits) {
    editor e = {.ctx = ctx, .s = s};
    ent_scenario now;
    ent_mark m = ent_i_arena_mark(ctx->temp);
    *edit = NULL;
    *n_edits = 0;
    for (size_t i = 0; i < n_sets; i++)
        e.lenses |= ent_i_starts(set[i], "lens.");
    ent_err err = ent_scenario_set(ctx, s, set, n_sets, &now);
    if (!err)
        err = edit_all(&e, &now, edit, n_edits);
    ent_i_arena_release(ctx->temp, m);
    return err;
}
