/* issues.c - --issues FILE of the verbs that read texts. */
#include "cli/cli.h"

#define ISSUE_BYTES ((size_t)16 << 20)

static ent_err add_file(ent_ctx *ctx, ent_str path, ent_issues **out) {
    ent_str bytes;
    ENT_TRY(ent_i_file_read(ctx, ctx->keep, path, ISSUE_BYTES, &bytes));
    return *out ? ent_issues_add(ctx, *out, path, bytes)
                : ent_issues_read(ctx, path, bytes, out);
}

ent_err cli_issues(ent_cli *cli, ent_issues **out) {
    ent_str *path;
    size_t n = cli_all(cli, "issues", &path);
    *out = NULL;
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add_file(&cli->ctx, path[i], out));
    return ENT_OK;
}
