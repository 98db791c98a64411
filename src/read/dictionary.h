/* dictionary.h - rows of a tab-separated dictionary.
 *
 * Lines with '#' at the head of the file are comment; the first other line
 * names the columns; every later one is a row with as many cells. */
#ifndef ENT_DICTIONARY_H
#define ENT_DICTIONARY_H
#include "read/read.h"

enum { ENT_DICT_COLUMNS = 16 };

typedef struct ent_dict {
    ent_str path, file; /* as named; without its folder, for rules */
    ent_str rest, row;  /* what is left; the row at hand */
    ent_str column[ENT_DICT_COLUMNS], cell[ENT_DICT_COLUMNS];
    size_t n;
    uint32_t line;
} ent_dict;

/* Reads the header. ENT_SYNTAX: none, or too many columns; ENT_ENCODING */
ent_err ent_i_dict_open(ent_ctx *ctx, ent_str path, ent_str bytes,
                        ent_dict *out);
/* The next row; *more is false at the end.  ENT_SYNTAX: not as many cells as
 * the header has */
ent_err ent_i_dict_next(ent_ctx *ctx, ent_dict *d, bool *more);
bool ent_i_dict_has(const ent_dict *d, const char *column);
/* The row's cell; blank where the column is not there. */
ent_str ent_i_dict_cell(const ent_dict *d, const char *column);
/* ENT_SYNTAX at the place of `what` in the row. */
ent_err ent_i_dict_fail(ent_ctx *ctx, const ent_dict *d, const char *why,
                        ent_str what);
#endif
