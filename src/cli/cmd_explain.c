/* cmd_explain.c - entente explain: what moved something in a run. */
#include "cli/plan.h"

/* ---- which run, which name */

/* The last operand is the name; a run may stand before it. */
static ent_err find_run(ent_cli *cli, ent_str *dir, ent_why *why) {
    uint64_t none = UINT64_MAX, step = none, from = none, depth = 0;
    const uint64_t most = INT32_MAX - 1;
    why->name = ent_i_str(cli->argv[cli->argc - 1]);
    ENT_TRY(cli_uint(cli, "step", 0, most, &step));
    ENT_TRY(cli_uint(cli, "from", 0, most, &from));
    ENT_TRY(cli_uint(cli, "depth", 1, 12, &depth));
    why->step = step == none ? -1 : (int32_t)step;
    why->from = from == none ? -1 : (int32_t)from;
    why->depth = (uint32_t)depth;
    return cli_run_folder(cli, cli->argc > 1 ? cli->argv[0] : NULL, dir);
}

/* Without a dossier evidence is named and not quoted. */
static ent_err open_store(ent_cli *cli, ent_str dir, ent_store **out) {
    ent_str dossier,
        own = ent_i_path_join(cli->ctx.keep, dir, ENT_STR("../.."));
    *out = NULL;
    if (!own.s)
        return ENT_NOMEM_FAIL(&cli->ctx);
    if (!cli_has(cli, "dossier") && cli_is_dossier(cli, own))
        return ent_store_open(&cli->ctx, own, 0, out);
    ent_err e = cli_dossier(cli, &dossier);
    if (e && cli_has(cli, "dossier"))
        return e;
    if (!e)
        return ent_store_open(&cli->ctx, dossier, 0, out);
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
    return ENT_OK;
}

/* The scenario as the run played it, or through another lens. */
static ent_err see(ent_cli *cli, ent_run_saved *r, ent_scenario *s) {
    const char *lens = cli_text(cli, "lens");
    if (lens) {
        r->facts.lens = ent_i_str(lens);
        r->plan.mixture = ent_i_eqz(r->facts.lens, "mixture");
    }
    return cli_run_seen(cli, r, s);
}

static ent_err show(ent_cli *cli, const ent_scenario *s, ent_store *store,
                    const ent_explanation *e) {
    if (cli->json)
        return ent_explanation_json(&cli->ctx, s, store, e, cli->out);
    return ent_explanation_text(&cli->ctx, s, store, e, cli->out);
}

static ent_err run(ent_cli *cli) {
    ent_str dir;
    ent_why why;
    ent_run_saved r;
    ent_scenario s;
    ent_explanation e;
    ent_store *store;
    ENT_TRY(find_run(cli, &dir, &why));
    ENT_TRY(ent_run_load(&cli->ctx, dir, &r));
    ENT_TRY(see(cli, &r, &s));
    ENT_TRY(ent_explain(&cli->ctx, &s, &r.plan, &why, &e));
    cli_progress_end(cli);
    ENT_TRY(open_store(cli, dir, &store));
    ent_err fail = show(cli, &s, store, &e);
    ent_store_close(store);
    return fail;
}

const ent_verb ent_verb_explain = {
    .name = "explain",
    .group = CLI_SCENARIO,
    .args = "[RUN] NAME",
    .summary = "say what moved something in a run, down to its evidence",
    .least = 1,
    .most = 2,
    .run = run,
    .opt =
        OPTIONS({"step", 0, "N",
                 "the step in which it moved; default: the one in "
                 "which it moved most"},
                {"from", 0, "N", "since which step; default: the one before"},
                {"depth", 0, "N", "levels of causes, 1 to 12; default 4"},
                {"lens", 'l', "NAME", "through this lens; default: the run's"},
                CLI_DOSSIER_OPT),
    .example = EXAMPLES(
        "entente explain base D1 # what moved the settlement of D1 most",
        "entente explain base RUS.leak --step 6 # a move in one step",
        "entente explain base PRK.reserves --from 0 --step 11 # over a year",
        "entente explain PRK # what PRK did, thought and got, newest run"),
    .detail =
        "NAME is an actor, an issue, or a name as formulas write it. A share "
        "is what an input's movement did to the movement above it: the input "
        "gets its former number while all others are new, and its new number "
        "while all others are former; the mean of both counts. Numbers are "
        "means over the first 256 draws of the run. Where the dossier is at "
        "hand, the sentences are quoted. docs/explain.md says how each kind "
        "of thing is taken apart."};
