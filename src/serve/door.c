/* door.c - which requests the workbench answers.
 *
 * It listens on loopback, where every page that the user's browser shows can
 * knock too.  Such a page is told by its Origin, a name that was made to
 * point here (DNS rebinding) by its Host, and a program of another user by
 * not knowing the token of this start. */
#include "serve/serve.h"
#include <stdio.h>

/* Takes as long for a near miss as for a far one. */
static bool same_secret(const char *a, const char *b) {
    unsigned char differs = strlen(a) != strlen(b);
    for (size_t i = 0; a[i] && b[i]; i++)
        differs |= (unsigned char)(a[i] ^ b[i]);
    return !differs;
}

/* Is s `before` + "127.0.0.1:PORT" or "localhost:PORT"? */
static bool names_us(const ent_door *g, const char *s, const char *before) {
    char want[2][48];
    snprintf(want[0], sizeof want[0], "%s127.0.0.1:%u", before, g->port);
    snprintf(want[1], sizeof want[1], "%slocalhost:%u", before, g->port);
    return strcmp(s, want[0]) == 0 || strcmp(s, want[1]) == 0;
}

unsigned ent_i_door_check(const ent_door *g, const ent_knock *k) {
    if (!k->host || !names_us(g, k->host, ""))
        return 403;
    if (k->origin && !names_us(g, k->origin, "http://"))
        return 403;
    if (!(k->token && same_secret(k->token, g->token)) &&
        !(k->cookie && same_secret(k->cookie, g->token)))
        return 403;
    return strcmp(k->method, "GET") == 0 ? 200 : 405;
}
