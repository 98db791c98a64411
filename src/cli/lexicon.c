/* lexicon.c - the dictionaries that a verb reads with: the library's, those
 * of the dossier and those that --dictionary names. */
#include "cli/cli.h"

enum { MAX_BYTES = 64 << 20 };

static ent_err add(ent_cli *cli, ent_vec *all, ent_str path) {
    ent_ctx *ctx = &cli->ctx;
    ent_dictionary *d = ENT_PUSH(ctx->keep, all, ent_dictionary);
    if (!d)
        return ENT_NOMEM_FAIL(ctx);
    d->path = path;
    return ent_i_file_read(ctx, ctx->keep, path, MAX_BYTES, &d->bytes);
}

/* dictionaries/NAME.tsv of the dossier, by name. */
static ent_err add_dossier(ent_cli *cli, ent_vec *all, ent_str dossier) {
    ent_ctx *ctx = &cli->ctx;
    ent_str *file;
    size_t n;
    ent_str dir = ent_i_path_join(ctx->keep, dossier, ENT_STR("dictionaries"));
    if (!dir.s)
        return ENT_NOMEM_FAIL(ctx);
    if (!ent_i_folder_exists(dir))
        return ENT_OK;
    ENT_TRY(ent_i_file_list(ctx, ctx->keep, dir, &file, &n));
    for (size_t i = 0; i < n; i++)
        if (ent_i_ends(file[i], ".tsv"))
            ENT_TRY(add(cli, all, file[i]));
    return ENT_OK;
}

ent_err cli_lexicon(ent_cli *cli, ent_str dossier, ent_lexicon **out) {
    ent_vec all = {0};
    ent_str *given;
    size_t n = cli_all(cli, "dictionary", &given);
    *out = NULL;
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add(cli, &all, given[i]));
    if (dossier.n)
        ENT_TRY(add_dossier(cli, &all, dossier));
    return ent_lexicon_open(&cli->ctx, all.at, all.n, out);
}
