/* solve_matrices.c - the tables that a model gives beside its settlements:
 * one cell a row as CSV, whole tables in JSON. */
#include "cli/solve.h"

static void csv_matrix(ent_buf *b, ent_str issue, const ent_matrix *m) {
    for (size_t k = 0; k < m->n_rows * m->n_columns; k++) {
        size_t i = k / m->n_columns, j = k % m->n_columns;
        ent_i_buf_csv(b, issue);
        ent_i_buf_printf(b, ",%s,", m->name);
        ent_i_buf_csv(b, m->row[i]);
        ent_i_buf_put(b, ",", 1);
        ent_i_buf_csv(b, m->column[j]);
        ent_i_buf_put(b, ",", 1);
        if (!m->none || !m->none[k])
            ent_i_buf_number(b, m->x[k]);
        ent_i_buf_printf(b, ",%s\n", m->unit[j]);
    }
}

static void json_names(ent_buf *b, const char *key, const ent_str *name,
                       size_t n) {
    ent_i_buf_printf(b, ",\"%s\":[", key);
    for (size_t i = 0; i < n; i++) {
        ent_i_buf_put(b, ",", i > 0);
        ent_i_buf_json(b, name[i]);
    }
    ent_i_buf_put(b, "]", 1);
}

static void json_cells(ent_buf *b, const ent_matrix *m) {
    for (size_t k = 0; k < m->n_rows * m->n_columns; k++) {
        if (k % m->n_columns == 0)
            ent_i_buf_printf(b, k ? "],\n[" : "[");
        else
            ent_i_buf_put(b, ",", 1);
        if (m->none && m->none[k])
            ent_i_buf_put(b, "null", 4);
        else
            ent_i_buf_number(b, m->x[k]);
    }
    if (m->n_rows && m->n_columns)
        ent_i_buf_put(b, "]", 1);
}

static void json_matrix(ent_buf *b, ent_str issue, const ent_matrix *m) {
    ent_i_buf_printf(b, "{\"issue\":");
    ent_i_buf_json(b, issue);
    ent_i_buf_printf(b, ",\"matrix\":\"%s\"", m->name);
    json_names(b, "rows", m->row, m->n_rows);
    json_names(b, "columns", m->column, m->n_columns);
    ent_i_buf_printf(b, ",\"units\":[");
    for (size_t j = 0; j < m->n_columns; j++)
        ent_i_buf_printf(b, "%s\"%s\"", j ? "," : "", m->unit[j]);
    ent_i_buf_printf(b, "],\"x\":[");
    json_cells(b, m);
    ent_i_buf_put(b, "]}", 2);
}

void cli_matrices_head(ent_buf *b, bool json) {
    if (!json)
        ent_i_buf_printf(b, "issue,matrix,row,column,value,unit\n");
}

void cli_matrices_put(ent_buf *b, bool json, ent_str issue, const ent_matrix *m,
                      size_t n) {
    for (size_t k = 0; k < n; k++) {
        if (!json) {
            csv_matrix(b, issue, &m[k]);
            continue;
        }
        if (b->n && b->s[b->n - 1] == '}')
            ent_i_buf_put(b, ",\n", 2);
        json_matrix(b, issue, &m[k]);
    }
}
