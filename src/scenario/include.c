/* include.c - `include: [file.yaml]`: what is included is read first, then
 * this file's entries win.  Sections that are maps merge entry by entry, all
 * else is replaced as a whole.  Of two included files neither wins: what both
 * give must be the same, or be settled by the file that includes them. */
#include "scenario/scenario.h"
#include <stdlib.h>

enum { FILES_MAX = 64, OPEN_MAX = 16 };

ent_str ent_i_path_beside(ent_arena *a, const ent_node *node) {
    ent_str folder = ent_i_path_folder(node->at.file);
    bool here = ent_i_eqz(folder, ".");
    return here ? ent_i_dup(a, node->text)
                : ent_i_path_join(a, folder, node->text);
}

static uint32_t key_of(const ent_node *map, ent_str key) {
    for (uint32_t i = 0; i < map->n; i++)
        if (ent_i_eq(map->key[i]->text, key))
            return i;
    return ENT_NONE;
}

/* How many maps in one another merge by their keys: sections by their
 * entries; of those that gather what many files bring, "payoffs: PRK: terms:",
 * also what is in their entries. */
enum { ROOT = 5, SECTION = 1, GATHERED = 3 };

static int depth_in(int depth, ent_str key) {
    static const char *const gathered[] = {"payoffs", "attention", "lenses"};
    if (depth != ROOT)
        return depth - 1;
    for (size_t i = 0; i < sizeof gathered / sizeof *gathered; i++)
        if (ent_i_eqz(key, gathered[i]))
            return GATHERED;
    return SECTION;
}

/* The union of two maps in which `over` wins. */
static ent_node *merge(ent_arena *a, const ent_node *under,
                       const ent_node *over, int depth) {
    ent_node *node = ENT_NEW(a, 1, ent_node);
    ent_index at = {0};
    size_t room = (size_t)under->n + over->n;
    if (!node)
        return NULL;
    *node = (ent_node){.kind = ENT_NODE_MAP,
                       .at = over->at,
                       .key = ENT_NEW(a, room, ent_node *),
                       .item = ENT_NEW(a, room, ent_node *)};
    if (!node->key || !node->item)
        return NULL;
    for (uint32_t i = 0; i < under->n + over->n; i++) {
        const ent_node *from = i < under->n ? under : over;
        uint32_t k = i < under->n ? i : i - under->n;
        ent_node *item = from->item[k];
        uint32_t to = ent_i_index_find(&at, from->key[k]->text);
        if (to == ENT_NONE) {
            to = node->n++;
            if (!ent_i_index_put(a, &at, from->key[k]->text, to))
                return NULL;
        } else if (ent_i_node_blank(item)) {
            continue; /* nothing said */
        } else if (depth_in(depth, from->key[k]->text) &&
                   item->kind == ENT_NODE_MAP &&
                   node->item[to]->kind == ENT_NODE_MAP) {
            item = merge(a, node->item[to], item,
                         depth_in(depth, from->key[k]->text));
        }
        node->key[to] = from->key[k];
        node->item[to] = item;
        if (!item)
            return NULL;
    }
    return node;
}

/* The same file by whatever path; realpath fails only for a missing file. */
static ent_err real_path(ent_reader *r, ent_str path, ent_str *out) {
    ent_str z = ent_i_dup(r->ctx->temp, path);
    char *real = z.s ? realpath(z.s, NULL) : NULL;
    *out = ent_i_dup(r->ctx->temp, real ? ent_i_str(real) : path);
    free(real);
    return z.s && out->s ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

/* Names the files from the one that is opened a second time. */
static ent_err find_cycle(ent_reader *r, uint32_t from, ent_place at) {
    ent_str chain = {0};
    for (uint32_t i = from; i < r->n_open; i++)
        chain = ent_i_printf(r->ctx->temp, "%.*s%.*s -> ", ENT_P(chain),
                             ENT_P(ent_i_path_base(r->open[i])));
    return ent_i_find(r, ENT_NAME, at,
                      "files include each other: %.*s%.*s; remove one of "
                      "these includes",
                      ENT_P(chain), ENT_P(ent_i_path_base(r->open[from])));
}

/* The tree that an entry of `include` names; NULL when it cannot be had. */
static ent_err open_one(ent_reader *r, const ent_node *node, ent_node **out) {
    ent_str real;
    *out = NULL;
    if (node->kind != ENT_NODE_SCALAR || !node->text.n)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "include is a list of files, as in [base.yaml]");
    ent_str path = ent_i_path_beside(r->ctx->keep, node);
    if (!path.s)
        return ENT_NOMEM_FAIL(r->ctx);
    ENT_TRY(real_path(r, path, &real));
    for (uint32_t i = 0; i < r->n_open; i++)
        if (ent_i_eq(r->open[i], real))
            return find_cycle(r, i, node->at);
    if (r->n_open == OPEN_MAX || r->n_files == FILES_MAX)
        return ent_i_find(r, ENT_LIMIT, node->at,
                          "too many includes; at most %d files, %d deep",
                          FILES_MAX, OPEN_MAX);
    if (!ent_i_file_exists(path))
        return ent_i_find(r, ENT_MISSING, node->at,
                          "there is no file '%.*s'; paths count from the "
                          "folder of the file that names them",
                          ENT_P(ent_i_clip(path)));
    return ent_i_include_read(r, path, out);
}

/* ---- two included files that say the same */

static ent_err find_both(ent_reader *r, const ent_node *key, ent_place first,
                         bool list) {
    return ent_i_find(r, ENT_NAME, key->at,
                      list ? "'%.*s' is given by two included files, first by "
                             "%.*s in line %u, and one list would hide the "
                             "other; write maps with ids, or one list"
                           : "'%.*s' is given by two included files, first by "
                             "%.*s in line %u; keep one, or say in the file "
                             "that includes both what holds",
                      ENT_P(ent_i_clip(key->text)),
                      ENT_P(ent_i_path_base(first.file)), first.line);
}

static ent_err check_maps(ent_reader *r, const ent_node *a, const ent_node *b,
                          const ent_node *over, int depth);

/* What both files give under one key, and `over`, the file that includes both,
 * does not settle. */
static ent_err check_both(ent_reader *r, const ent_node *a, const ent_node *b,
                          const ent_node *key, const ent_node *over,
                          int depth) {
    bool maps = a->kind == ENT_NODE_MAP && b->kind == ENT_NODE_MAP;
    if (ent_i_node_blank(a) || ent_i_node_blank(b) || ent_i_node_same(a, b) ||
        (over && (!maps || over->kind != ENT_NODE_MAP)))
        return ENT_OK;
    if (depth && maps)
        return check_maps(r, a, b, over, depth);
    return over ? ENT_OK : find_both(r, key, a->at, b->kind == ENT_NODE_LIST);
}

/* Every file may be a scenario by itself. */
static bool is_heading(ent_str key) {
    return ent_i_eqz(key, "scenario") || ent_i_eqz(key, "title") ||
           ent_i_eqz(key, "question");
}

static ent_err check_maps(ent_reader *r, const ent_node *a, const ent_node *b,
                          const ent_node *over, int depth) {
    ent_index at = {0};
    for (uint32_t i = 0; i < a->n; i++)
        if (!ent_i_index_put(r->ctx->temp, &at, a->key[i]->text, i))
            return ENT_NOMEM_FAIL(r->ctx);
    for (uint32_t i = 0; i < b->n; i++) {
        ent_str key = b->key[i]->text;
        uint32_t k = ent_i_index_find(&at, key);
        uint32_t o = over ? key_of(over, key) : ENT_NONE;
        if (k != ENT_NONE && !(depth == ROOT && is_heading(key)))
            ENT_TRY(check_both(r, a->item[k], b->item[i], b->key[i],
                               o == ENT_NONE ? NULL : over->item[o],
                               depth_in(depth, key)));
    }
    return ENT_OK;
}

static ent_err include_one(ent_reader *r, const ent_node *node,
                           const ent_node *root, ent_node **under) {
    ent_node *tree;
    ENT_TRY(open_one(r, node, &tree));
    if (!tree) {
        r->partial = true;
        return ENT_OK;
    }
    if (*under)
        ENT_TRY(check_maps(r, *under, tree, root, ROOT));
    *under = *under ? merge(r->ctx->temp, *under, tree, ROOT) : tree;
    return *under ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

static ent_err include_all(ent_reader *r, ent_node *root, ent_node **out) {
    uint32_t at = key_of(root, ENT_STR("include"));
    ent_node *under = NULL, *list = at == ENT_NONE ? NULL : root->item[at];
    *out = root;
    if (!list)
        return ENT_OK;
    root->n--; /* the entry has done its work */
    for (uint32_t i = at; i < root->n; i++) {
        root->key[i] = root->key[i + 1];
        root->item[i] = root->item[i + 1];
    }
    if (list->kind == ENT_NODE_LIST)
        for (uint32_t i = 0; i < list->n; i++)
            ENT_TRY(include_one(r, list->item[i], root, &under));
    else
        ENT_TRY(include_one(r, list, root, &under));
    if (under && !(*out = merge(r->ctx->temp, under, root, ROOT)))
        return ENT_NOMEM_FAIL(r->ctx);
    return ENT_OK;
}

ent_err ent_i_include_read(ent_reader *r, ent_str path, ent_node **out) {
    ent_node *root = NULL;
    ent_str bytes;
    *out = NULL;
    ENT_TRY(real_path(r, path, &r->open[r->n_open]));
    r->n_open++;
    r->n_files++;
    bool given = r->main_bytes && r->n_open == 1;
    ent_err e = ENT_OK;
    if (given)
        bytes = *r->main_bytes;
    else
        e = ent_i_file_read(r->ctx, r->ctx->temp, path, ENT_FILE_MAX, &bytes);
    if (e && r->n_open == 1)
        return e; /* the scenario itself */
    if (!e)
        e = ent_i_tree_read(r->ctx, path, bytes, &root);
    if (e)
        ENT_TRY(ent_i_find_fail(r, e));
    else if (root->kind != ENT_NODE_MAP)
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, root->at,
                           "a scenario is a map of sections, `scenario: "
                           "NAME`, `actors: …`; see docs/scenario.md"));
    else
        ENT_TRY(include_all(r, root, out));
    r->n_open--;
    return ENT_OK;
}
