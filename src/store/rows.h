/* rows.h - the tables of evidence as a list, and documents as JSON. */
#ifndef ENT_ROWS_H
#define ENT_ROWS_H
#include "store/store.h"
#include <jansson.h>

enum {
    ENT_T_DOCUMENT,
    ENT_T_PARAGRAPH,
    ENT_T_SENTENCE,
    ENT_T_CITATION,
    ENT_T_DATE,
    ENT_T_MENTION,
    ENT_T_EVENT,
    ENT_T_STATEMENT,
    ENT_N_TABLES
};

typedef struct ent_table_row {
    const char *name, *parent; /* parent: the column that names its row */
    int above;                 /* the parent's place in this list */
    const char *columns;       /* all but id and parent */
    const char *order;
} ent_table_row;
extern const ent_table_row ent_i_tables[ENT_N_TABLES];

/* One column of the current row as JSON. */
void ent_i_row_value(ent_buf *b, sqlite3_stmt *q, int column);
/* Appends the document, or the paragraph or sentence in it, as JSON. */
ent_err ent_i_rows_write(ent_ctx *ctx, ent_store *s, ent_ref ref, ent_buf *b);
/* Adds a document from such JSON; inside a transaction.  Adds to n the rows
 * of each table unless it is NULL. */
ent_err ent_i_rows_read(ent_ctx *ctx, ent_store *s, const json_t *document,
                        size_t n[ENT_N_TABLES]);
#endif
