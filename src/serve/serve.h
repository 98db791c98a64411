/* serve.h - the local workbench's HTTP, and the door before it. */
#ifndef ENT_SERVE_H
#define ENT_SERVE_H
#include "base/base.h"

/* Something to be had: its bytes stay the caller's. */
typedef struct ent_page {
    const char *path; /* "/" */
    const char *type; /* "text/html; charset=utf-8" */
    ent_str policy;   /* Content-Security-Policy; NUL-terminated */
    ent_str bytes;
} ent_page;

enum { ENT_TOKEN_BYTES = 33 }; /* 32 hexadecimal digits and a NUL */

/* Who may come in. */
typedef struct ent_door {
    char token[ENT_TOKEN_BYTES];
    uint16_t port;
} ent_door;

/* What a request says of itself; NULL: it does not. */
typedef struct ent_knock {
    const char *method, *host, *origin, *token, *cookie;
} ent_knock;

/* 200, or the status with which to turn the request away.  A page of another
 * site that a browser shows can neither forge Host and Origin nor know the
 * token. */
unsigned ent_i_door_check(const ent_door *g, const ent_knock *k);

typedef struct ent_serve {
    const ent_page *page; /* [n_pages] */
    size_t n_pages;
    uint16_t port; /* 0: any that is free */
    /* Called once the server listens, with the address to open. */
    ent_err (*ready)(void *user, const char *url);
    bool (*stop)(void *user); /* asked several times a second */
    void *user;
} ent_serve;

/* Serves on 127.0.0.1 until `stop` says so.
 * ENT_IO: the port is taken, or no random bytes */
ent_err ent_i_serve(ent_ctx *ctx, const ent_serve *how);
#endif
