/* dossier.c - which dossier a command means when none is named. */
#include "cli/cli.h"
#include <dirent.h>
#include <stdlib.h>

bool cli_is_dossier(ent_cli *cli, ent_str dir) {
    ent_str file = ent_i_path_join(cli->ctx.keep, dir, ENT_STR("dossier.yaml"));
    return file.s && ent_i_file_exists(file);
}

static bool search_up(ent_cli *cli, ent_str *out) {
    ent_str up = ENT_STR(".");
    for (int depth = 0; depth < 40 && up.s; depth++) {
        if (cli_is_dossier(cli, up)) {
            *out = up;
            return true;
        }
        up = ent_i_path_join(cli->ctx.keep, ENT_STR(".."),
                             depth ? up : ENT_STR("."));
    }
    return false;
}

/* The only dossier among the folders right here, as after `entente init x`. */
static size_t search_down(ent_cli *cli, ent_str *out) {
    size_t n = 0;
    DIR *dir = opendir(".");
    for (struct dirent *d; dir && (d = readdir(dir));) {
        ent_str name = ent_i_dup(cli->ctx.keep, ent_i_str(d->d_name));
        if (name.s && name.s[0] != '.' && cli_is_dossier(cli, name)) {
            *out = name;
            n++;
        }
    }
    if (dir)
        closedir(dir);
    return n;
}

static ent_err named(ent_cli *cli, const char *name, const char *how,
                     ent_str *out) {
    *out = ent_i_str(name);
    if (cli_is_dossier(cli, *out))
        return ENT_OK;
    return ENT_FAIL_AT(&cli->ctx, ENT_MISSING, ((ent_place){*out, 0, 0}),
                       "%s names no dossier (no dossier.yaml in it); make one "
                       "with `entente init %.*s`",
                       how, ENT_P(cli_quoted(cli, *out)));
}

ent_err cli_dossier(ent_cli *cli, ent_str *out) {
    const char *name = cli_text(cli, "dossier");
    if (name)
        return named(cli, name, "--dossier", out);
    if ((name = getenv("ENTENTE_DOSSIER")) && *name)
        return named(cli, name, "$ENTENTE_DOSSIER", out);
    if (search_up(cli, out))
        return ENT_OK;
    size_t n = search_down(cli, out);
    if (n == 1) {
        if (!cli->told_dossier)
            cli_note(cli, "dossier: %.*s", ENT_P(*out));
        cli->told_dossier = true;
        return ENT_OK;
    }
    return ENT_FAIL(&cli->ctx, ENT_MISSING,
                    n ? "several dossiers lie here; name one with --dossier "
                        "DIR"
                      : "there is no dossier here; make one with `entente init "
                        "NAME` or name one with --dossier DIR");
}

ent_err cli_store(ent_cli *cli, int write, ent_store **out) {
    ent_str dir;
    ENT_TRY(cli_dossier(cli, &dir));
    ENT_TRY(ent_store_open(&cli->ctx, dir, write, out));
    if (cli_dry_run(cli))
        ent_store_rehearse(*out);
    return ENT_OK;
}
