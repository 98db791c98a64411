/* matrix.c - room for the tables that models give. */
#include "model/model.h"

double *ent_i_matrix_room(ent_ctx *ctx, ent_matrix *m, const char *unit,
                          unsigned char **none) {
    size_t cells = m->n_rows * m->n_columns;
    double *x = ENT_NEW(ctx->keep, cells, double);
    const char **units = ENT_NEW(ctx->keep, m->n_columns, const char *);
    unsigned char *blank =
        none ? ENT_NEW(ctx->keep, cells, unsigned char) : NULL;
    if (!x || !units || (none && !blank))
        return NULL;
    for (size_t j = 0; j < m->n_columns; j++)
        units[j] = unit;
    m->unit = units;
    m->x = x;
    m->none = blank;
    if (none)
        *none = blank;
    return x;
}

ent_str *ent_i_matrix_names(ent_ctx *ctx, const char *const *name, size_t n) {
    ent_str *out = ENT_NEW(ctx->keep, n, ent_str);
    for (size_t i = 0; out && i < n; i++)
        out[i] = ent_i_str(name[i]);
    return out;
}
