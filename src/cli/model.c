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

ent_err cli_settings(ent_cli *cli, const ent_model *m, const char *option,
                     double **out) {
    ent_str *set;
    size_t n = cli_all(cli, option, &set);
    double *param = ENT_NEW(cli->ctx.keep, m->n_params + 1, double);
    if (!param)
        return ENT_NOMEM_FAIL(&cli->ctx);
    ent_i_model_defaults(m, param);
    for (size_t i = 0; i < n; i++)
        ENT_TRY(ent_model_set(&cli->ctx, m, set[i], param));
    *out = param;
    return ENT_OK;
}
