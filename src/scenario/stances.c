/* stances.c - who wants what: rows of a CSV table or of YAML.
 *
 * Base rows are laid down before the rows of lenses, so that a value's name
 * finds its base row first; a lens row's values carry the same names, which
 * keeps their random numbers common to all lenses. */
#include "scenario/scenario.h"

static ent_err read_table(ent_reader *r, const ent_node *node, ent_vec *rows) {
    ent_str bytes;
    ent_str path = ent_i_path_beside(r->ctx->keep, node);
    if (!path.s)
        return ENT_NOMEM_FAIL(r->ctx);
    if (!ent_i_file_exists(path)) {
        r->partial = true;
        return ent_i_find(r, ENT_MISSING, node->at,
                          "there is no table '%.*s'; paths count from the "
                          "folder of the file that names them",
                          ENT_P(ent_i_clip(path)));
    }
    ent_err e =
        ent_i_file_read(r->ctx, r->ctx->temp, path, ENT_FILE_MAX, &bytes);
    return e ? ent_i_find_fail(r, e) : ent_i_csv_read(r, path, bytes, rows);
}

static ent_err read_item(ent_reader *r, const ent_node *node, ent_vec *rows) {
    if (node->kind == ENT_NODE_SCALAR && node->text.n)
        return read_table(r, node, rows);
    if (node->kind != ENT_NODE_MAP)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "stances are a table, `stances.csv`, or maps with "
                          "issue, actor, position, salience");
    ent_row *row = ENT_PUSH(r->ctx->temp, rows, ent_row);
    if (!row)
        return ENT_NOMEM_FAIL(r->ctx);
    row->at = node->at;
    return ent_i_keys(r, node, "a stance", ent_i_columns, row->cell);
}

/* The row cannot be used, and what it would have named is not missing. */
static ent_err unknown(ent_reader *r, const ent_node *cell, const char *what,
                       ent_str name, const ent_index *names) {
    r->partial = true;
    return ent_i_find(r, ENT_NAME, cell->at, "there is no %s '%.*s'%s", what,
                      ENT_P(ent_i_clip(name)),
                      ent_i_hint(r->ctx->temp, name, names->key, names->n));
}

static ent_err find_cell(ent_reader *r, const ent_row *row, int column,
                         const ent_index *names, uint32_t *out) {
    const ent_node *cell = row->cell[column];
    const char *what = ent_i_columns[column];
    ent_str name;
    *out = ENT_NONE;
    ENT_TRY(ent_i_text(r, cell, what, &name));
    if (ent_i_node_blank(cell))
        return ent_i_find(r, ENT_SYNTAX, row->at, "this stance has no %s",
                          what);
    *out = ent_i_index_find(names, name);
    return *out == ENT_NONE && name.n ? unknown(r, cell, what, name, names)
                                      : ENT_OK;
}

/* "000|004" as bits of ent_stance.lenses */
static ent_err read_lenses(ent_reader *r, const ent_node *cell, uint64_t *out) {
    ent_str rest;
    *out = 0;
    ENT_TRY(ent_i_text(r, cell, "lens", &rest));
    while (rest.n) {
        ent_str name = ent_i_trim(ent_i_cut(&rest, '|'));
        uint32_t row = ent_i_index_find(&r->lenses, name);
        if (row == ENT_NONE) {
            *out = 0;
            return unknown(r, cell, "lens", name, &r->lenses);
        }
        *out |= (uint64_t)1 << row;
    }
    return ENT_OK;
}

/* Remembers a row under each of its lenses; two for one are a mistake. */
static ent_err check_twice(ent_reader *r, ent_str name, const ent_stance *st) {
    uint32_t row = (uint32_t)r->stance.n;
    for (uint32_t l = 0; l <= ENT_LENSES_MAX; l++) {
        bool base = l == ENT_LENSES_MAX;
        if (base ? st->lenses != 0 : !(st->lenses >> l & 1))
            continue;
        ent_str key = ent_i_printf(r->ctx->temp, "%.*s %u", ENT_P(name), l);
        uint32_t first = key.s ? ent_i_index_find(&r->stances, key) : 0;
        if (!key.s || (first == ENT_NONE &&
                       !ent_i_index_put(r->ctx->temp, &r->stances, key, row)))
            return ENT_NOMEM_FAIL(r->ctx);
        if (first != ENT_NONE)
            return ent_i_find(r, ENT_NAME, st->at,
                              "%.*s is given twice%s, first in line %u; keep "
                              "one",
                              ENT_P(name), base ? "" : " for one lens",
                              ((ent_stance *)r->stance.at)[first].at.line);
    }
    return ENT_OK;
}

static ent_err need(ent_reader *r, const ent_row *row, int column) {
    if (!ent_i_node_blank(row->cell[column]))
        return ENT_OK;
    return ent_i_find(r, ENT_SYNTAX, row->at,
                      "this stance has no %s; nothing is assumed in its place, "
                      "so give one, wide if need be: 50 (10..90)",
                      ent_i_columns[column]);
}

static ent_err add_values(ent_reader *r, const ent_row *row, ent_str who,
                          ent_str issue, ent_stance *st) {
    static const ent_range *const range[] = {
        &ent_i_position, &ent_i_salience, &ent_i_leverage, &ent_i_reservation};
    uint32_t *to[] = {&st->position, &st->salience, &st->leverage,
                      &st->reservation};
    ent_grounds basis = {.at = row->at};
    ENT_TRY(need(r, row, ENT_COLUMN_POSITION));
    ENT_TRY(need(r, row, ENT_COLUMN_SALIENCE));
    ENT_TRY(ent_i_basis_read(
        r,
        &(ent_basis_nodes){
            row->cell[ENT_COLUMN_EVIDENCE], row->cell[ENT_COLUMN_CONFIDENCE],
            row->cell[ENT_COLUMN_NOTE], row->cell[ENT_COLUMN_CODER]},
        &basis));
    for (int i = 0; i < 4; i++) {
        ent_str name =
            ent_i_printf(r->ctx->keep, "%.*s.%s.%.*s", ENT_P(who),
                         ent_i_columns[ENT_COLUMN_POSITION + i], ENT_P(issue));
        if (!name.s)
            return ENT_NOMEM_FAIL(r->ctx);
        if (i == 0)
            ENT_TRY(check_twice(r, name, st));
        ENT_TRY(ent_i_value_add(r, row->cell[ENT_COLUMN_POSITION + i], range[i],
                                name, &basis, to[i]));
    }
    return ENT_OK;
}

static ent_err add_stance(ent_reader *r, const ent_row *row) {
    ent_stance st = {.at = row->at, .reservation = ENT_NONE};
    uint32_t party;
    ENT_TRY(find_cell(r, row, ENT_COLUMN_ISSUE, &r->issues, &st.issue));
    ENT_TRY(find_cell(r, row, ENT_COLUMN_ACTOR, &r->parties, &party));
    ENT_TRY(read_lenses(r, row->cell[ENT_COLUMN_LENS], &st.lenses));
    bool unknown_lens =
        !st.lenses && !ent_i_node_blank(row->cell[ENT_COLUMN_LENS]);
    if (st.issue == ENT_NONE || party == ENT_NONE || unknown_lens)
        return ENT_OK;
    st.actor = ((ent_party *)r->party.at)[party].actor;
    st.faction = ((ent_party *)r->party.at)[party].faction;
    ENT_TRY(add_values(r, row, r->parties.key[party],
                       ((ent_issue *)r->issue.at)[st.issue].id, &st));
    ent_stance *place = ENT_PUSH(r->ctx->keep, &r->stance, ent_stance);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = st;
    return ENT_OK;
}

ent_err ent_i_stances_read(ent_reader *r, const ent_node *node) {
    ent_vec rows = {0};
    if (ent_i_node_blank(node))
        return ENT_OK;
    if (node->kind == ENT_NODE_LIST)
        for (uint32_t i = 0; i < node->n; i++)
            ENT_TRY(read_item(r, node->item[i], &rows));
    else
        ENT_TRY(read_item(r, node, &rows));
    const ent_row *row = rows.at;
    for (int lens = 0; lens < 2; lens++)
        for (size_t i = 0; i < rows.n; i++)
            if (!ent_i_node_blank(row[i].cell[ENT_COLUMN_LENS]) == lens)
                ENT_TRY(add_stance(r, &row[i]));
    return ENT_OK;
}
