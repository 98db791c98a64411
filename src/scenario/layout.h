/* layout.h - a YAML file as a row of tokens, comments among them. */
#ifndef ENT_LAYOUT_H
#define ENT_LAYOUT_H
#include "scenario/scenario.h"

/* A token: what its first byte is, or one of the letters below. */
typedef struct ent_token {
    uint32_t from, to; /* bytes of the file */
    char kind;         /* { } [ ] , : - ? # | and: s scalar, t text of a block
                          scalar, & anchor or tag, * alias, % marker */
    bool first;        /* on its line */
    bool top;          /* a key of the outermost map */
    bool keeps;        /* a block scalar to which the blank lines behind it
                          belong */
    uint32_t blank;    /* empty lines before it */
    int32_t old, now;  /* column of a token that is first on its line; of a
                          text, of all its lines; -1: none */
    int32_t level;     /* of a comment: the block that it may belong to */
    int32_t rest;      /* column of the further lines of a scalar */
} ent_token;

typedef struct ent_layout {
    ent_ctx *ctx;
    ent_str file, bytes;
    ent_node *root;
    ent_token *token;
    size_t n;
} ent_layout;

/* Reads the file and cuts it into tokens, in ctx->temp.  ENT_SYNTAX, … */
ent_err ent_i_layout_read(ent_ctx *ctx, ent_str file, ent_str bytes,
                          ent_layout *out);
#endif
