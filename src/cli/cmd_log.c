/* cmd_log.c - entente log: what changed the dossier. */
#include "cli/cli.h"

static void put_json(ent_buf *b, const ent_log_row *c) {
    ent_i_buf_printf(b, "{\"change\":%llu,\"at\":", (unsigned long long)c->id);
    ent_i_buf_json(b, c->at);
    ent_i_buf_printf(b, ",\"verb\":");
    ent_i_buf_json(b, c->verb);
    ent_i_buf_printf(b, ",\"command\":");
    ent_i_buf_json(b, c->command);
    ent_i_buf_printf(b, ",\"added\":%llu,\"removed\":%llu",
                     (unsigned long long)c->n_added,
                     (unsigned long long)c->n_removed);
    ent_i_buf_printf(b, c->undoes ? ",\"undoes\":%llu" : ",\"undoes\":null",
                     (unsigned long long)c->undoes);
    ent_i_buf_printf(
        b, c->undone_by ? ",\"undone_by\":%llu}" : ",\"undone_by\":null}",
        (unsigned long long)c->undone_by);
}

static void put_text(ent_buf *b, const ent_log_row *c) {
    ent_i_buf_printf(b, "%4llu  %.*s  +%llu -%llu  %.*s",
                     (unsigned long long)c->id, ENT_P(c->at),
                     (unsigned long long)c->n_added,
                     (unsigned long long)c->n_removed, ENT_P(c->command));
    if (c->undoes)
        ent_i_buf_printf(b, "  (undoes %llu)", (unsigned long long)c->undoes);
    if (c->undone_by)
        ent_i_buf_printf(b, "  (undone by %llu)",
                         (unsigned long long)c->undone_by);
    ent_i_buf_put(b, "\n", 1);
}

static ent_err print(ent_cli *cli, ent_store *s, size_t limit) {
    const ent_log_row *c;
    size_t n;
    ent_buf b = {0};
    ENT_TRY(ent_store_log(&cli->ctx, s, limit, &c, &n));
    if (cli->json)
        ent_i_buf_printf(&b, "{\"schema\":\"entente-log/1\",\"changes\":[");
    for (size_t i = 0; i < n; i++) {
        if (cli->json) {
            ent_i_buf_put(&b, ",\n", i ? 2 : 0);
            put_json(&b, &c[i]);
        } else {
            put_text(&b, &c[i]);
        }
    }
    if (cli->json)
        ent_i_buf_printf(&b, "]}\n");
    return cli_put(cli, &b);
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    uint64_t limit = 0;
    ENT_TRY(cli_uint(cli, "limit", 1, UINT32_MAX, &limit));
    ENT_TRY(cli_store(cli, 0, &s));
    ent_err e = print(cli, s, (size_t)limit);
    ent_store_close(s);
    return e;
}

const ent_verb ent_verb_log = {
    .name = "log",
    .group = CLI_STORE,
    .args = "",
    .summary = "list what changed the dossier, newest first",
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT, {"limit", 0, "N", "only the last N"}),
    .example = EXAMPLES("entente log # every change",
                        "entente log --limit 1 --json # the last one"),
    .detail = "Each line: number, time, documents added and removed, the "
              "command. `entente undo` reverses changes; the log keeps both."};
