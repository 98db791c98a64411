/* issues.c - --issues FILE of the verbs that read texts.
 *
 * A file that is not there may be the name of one that comes with the
 * program: korea-2019. */
#include "cli/cli.h"

#define ISSUE_BYTES ((size_t)16 << 20)

extern const ent_asset ent_i_issue_files[];

static ent_str shipped(ent_ctx *ctx, ent_str name) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "data/issues/%.*s.yaml", ENT_P(name));
    ent_str path = ent_i_dup(ctx->keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return ent_i_asset(ent_i_issue_files, path.s ? path.s : "");
}

static ent_err add_file(ent_ctx *ctx, ent_str path, ent_issues **out) {
    ent_str bytes = {0};
    if (!ent_i_file_exists(path))
        bytes = shipped(ctx, path);
    if (!bytes.s)
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

ent_err cli_shipped_issues(ent_cli *cli, const char *name, ent_issues **out) {
    ent_str bytes = shipped(&cli->ctx, ent_i_str(name));
    return ent_issues_read(&cli->ctx, ent_i_str(name), bytes, out);
}
