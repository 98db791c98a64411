/* solve.h - what the files of `entente solve` share. */
#ifndef ENT_CLI_SOLVE_H
#define ENT_CLI_SOLVE_H
#include "cli/cli.h"

/* Rows of reasons, as CSV-like JSON or as a table for people. */
typedef struct cli_reasons {
    const ent_table *t;
    ent_buf *out;
    bool json;
    bool begun;     /* a row or the head has been written */
    size_t first;   /* number in t of the game's first issue */
    uint32_t issue; /* the only one shown, or ENT_NONE */
} cli_reasons;

/* The head of the table; nothing in JSON. */
void cli_reasons_head(const cli_reasons *r);
void cli_reasons_rows(cli_reasons *r, const ent_reasons *why);

/* The columns of matrices; nothing in JSON. */
void cli_matrices_head(ent_buf *b, bool json);
/* Every cell of n matrices of one issue. */
void cli_matrices_put(ent_buf *b, bool json, ent_str issue, const ent_matrix *m,
                      size_t n);
#endif
