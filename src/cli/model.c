/* model.c - models and their settings as the command line names them. */
#include "model/model.h"
#include "cli/cli.h"

ent_err cli_model(ent_cli *cli, const char *name, const ent_model **out) {
    ent_str all[64];
    size_t n = 0;
    *out = ent_model_find(ent_i_str(name));
    if (*out)
        return ENT_OK;
    for (const ent_model *const *m = ent_model_all(); *m && n < 64; m++)
        all[n++] = ent_i_str((*m)->name);
    ent_str near = ent_i_nearest(ent_i_str(name), all, n);
    if (near.s)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "there is no model '%s'; did you mean '%.*s'?", name,
                        ENT_P(near));
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "there is no model '%s'; `entente models` lists them",
                    name);
}
