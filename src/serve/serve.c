/* serve.c - HTTP on loopback, with libmicrohttpd, in the caller's thread.
 *
 * All that can be had was made before: a request chooses among finished
 * pages, so that nothing it holds reaches a file or the store. */
#include "serve/serve.h"
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/random.h>

enum {
    WAIT_MS = 200,
    CONNECTIONS = 32,
    REQUEST_BYTES = 32 << 10,
    TIMEOUT_SECONDS = 30
};

typedef struct server {
    const ent_serve *how;
    ent_door door;
    char cookie[16]; /* its name: browsers share cookies between ports */
} server;

static const char *sentence_for(unsigned status) {
    switch (status) {
    case 403:
        return "Not allowed: open the address that `entente serve` printed, "
               "with its token.\n";
    case 404:
        return "There is no such page; there are /, /runs and /report.json.\n";
    default:
        return "Only GET is answered here.\n";
    }
}

static void add(struct MHD_Response *r, const char *name, const char *value) {
    MHD_add_response_header(r, name, value);
}

static struct MHD_Response *respond(ent_str bytes, const char *type,
                                    const char *policy) {
    struct MHD_Response *r = MHD_create_response_from_buffer(
        bytes.n, (void *)(uintptr_t)bytes.s, MHD_RESPMEM_PERSISTENT);
    if (!r)
        return NULL;
    add(r, "Content-Type", type);
    add(r, "Content-Security-Policy", policy);
    add(r, "X-Content-Type-Options", "nosniff");
    add(r, "Referrer-Policy", "no-referrer");
    add(r, "Cross-Origin-Resource-Policy", "same-origin");
    add(r, "Cache-Control", "no-store");
    return r;
}

static enum MHD_Result turn_away(struct MHD_Connection *c, unsigned status) {
    struct MHD_Response *r =
        respond(ent_i_str(sentence_for(status)), "text/plain; charset=utf-8",
                "default-src 'none'; frame-ancestors 'none'");
    if (!r)
        return MHD_NO;
    if (status == 405)
        add(r, "Allow", "GET");
    enum MHD_Result done = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return done;
}

static enum MHD_Result show(const server *s, struct MHD_Connection *c,
                            const ent_page *page) {
    char cookie[128];
    struct MHD_Response *r = respond(page->bytes, page->type, page->policy.s);
    if (!r)
        return MHD_NO;
    snprintf(cookie, sizeof cookie, "%s=%s; Path=/; HttpOnly; SameSite=Strict",
             s->cookie, s->door.token);
    add(r, "Set-Cookie", cookie);
    enum MHD_Result done = MHD_queue_response(c, MHD_HTTP_OK, r);
    MHD_destroy_response(r);
    return done;
}

static enum MHD_Result answer(void *user, struct MHD_Connection *c,
                              const char *path, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_n, void **request) {
    const server *s = user;
    ent_knock knock = {
        method, MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host"),
        MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Origin"),
        MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "token"),
        MHD_lookup_connection_value(c, MHD_COOKIE_KIND, s->cookie)};
    unsigned status = ent_i_door_check(&s->door, &knock);
    (void)version, (void)upload, (void)upload_n, (void)request;
    if (status != 200)
        return turn_away(c, status);
    for (size_t i = 0; i < s->how->n_pages; i++)
        if (strcmp(s->how->page[i].path, path) == 0)
            return show(s, c, &s->how->page[i]);
    return turn_away(c, MHD_HTTP_NOT_FOUND);
}

static ent_err make_token(ent_ctx *ctx, server *s) {
    unsigned char raw[(ENT_TOKEN_BYTES - 1) / 2];
    if (getrandom(raw, sizeof raw, 0) != (ssize_t)sizeof raw)
        return ENT_FAIL(ctx, ENT_IO,
                        "the system gives no random bytes for the token: %s",
                        strerror(errno));
    ent_i_hex(raw, sizeof raw, s->door.token);
    return ENT_OK;
}

static ent_err start(ent_ctx *ctx, server *s, struct MHD_Daemon **out) {
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons(s->how->port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    *out = MHD_start_daemon(
        MHD_NO_FLAG, s->how->port, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR,
        (struct sockaddr *)&at, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)TIMEOUT_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)REQUEST_BYTES, MHD_OPTION_END);
    if (!*out)
        return ENT_FAIL(ctx, ENT_IO,
                        "port %u of 127.0.0.1 cannot be opened (%s); leave "
                        "out --port to take a free one",
                        s->how->port, strerror(errno));
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(*out, MHD_DAEMON_INFO_BIND_PORT);
    s->door.port = info ? info->port : s->how->port;
    snprintf(s->cookie, sizeof s->cookie, "entente-%u", s->door.port);
    return ENT_OK;
}

ent_err ent_i_serve(ent_ctx *ctx, const ent_serve *how) {
    server s = {.how = how};
    struct MHD_Daemon *daemon;
    char url[96];
    ENT_TRY(make_token(ctx, &s));
    ENT_TRY(start(ctx, &s, &daemon));
    snprintf(url, sizeof url, "http://127.0.0.1:%u/?token=%s", s.door.port,
             s.door.token);
    ent_err e = how->ready(how->user, url);
    while (!e && !how->stop(how->user))
        if (MHD_run_wait(daemon, WAIT_MS) != MHD_YES && errno != EINTR)
            e = ENT_FAIL(ctx, ENT_IO, "waiting for requests failed: %s",
                         strerror(errno));
    MHD_stop_daemon(daemon);
    return e;
}
