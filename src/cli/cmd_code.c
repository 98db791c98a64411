/* cmd_code.c - entente code: documents of the dossier read again. */
#include "cli/cli.h"

static ent_err print_json(ent_cli *cli, const ent_ingest_result *r) {
    static const char *const state[] = {"changed", "same", "skipped", "failed"};
    ent_buf b = {0};
    ent_i_buf_printf(&b,
                     "{\"schema\":\"entente-code/1\",\"dry_run\":%s,"
                     "\"change\":%llu,\"changed\":%zu,\"same\":%zu,"
                     "\"failed\":%zu,\"documents\":[",
                     cli_dry_run(cli) ? "true" : "false",
                     (unsigned long long)r->change, r->n_added, r->n_known,
                     r->n_failed);
    for (size_t i = 0; i < r->n_items; i++) {
        const ent_ingest_item *item = &r->item[i];
        ent_i_buf_printf(&b, "%s{\"name\":", i ? ",\n" : "");
        ent_i_buf_json(&b, item->name);
        ent_i_buf_printf(&b, ",\"state\":\"%s\",\"why\":", state[item->state]);
        ent_i_buf_json(&b, item->why);
        ent_i_buf_put(&b, "}", 1);
    }
    ent_i_buf_printf(&b, "]}\n");
    return cli_put(cli, &b);
}

static ent_err print_text(ent_cli *cli, const ent_ingest_result *r) {
    for (size_t i = 0; i < r->n_items; i++)
        if (r->item[i].state == ENT_TAKEN_FAILED)
            cli_tell(cli, r->item[i].err, (ent_place){r->item[i].name, 0, 0},
                     r->item[i].why);
    if (cli->quiet)
        return ENT_OK;
    ENT_TRY(cli_print(cli, "%zu read otherwise, %zu as before, %zu failed\n",
                      r->n_added, r->n_known, r->n_failed));
    if (cli_dry_run(cli))
        cli_note(cli, "nothing was written: --dry-run");
    else if (r->n_added)
        cli_note(cli, "next: entente events, or entente undo to take it back");
    return ENT_OK;
}

static ent_err verdict(ent_cli *cli, const ent_ingest_result *r) {
    if (!r->n_items)
        return ENT_FAIL(&cli->ctx, ENT_MISSING,
                        "the dossier is empty; next: entente ingest FOLDER");
    if (r->n_failed == r->n_items)
        return ENT_FAIL(&cli->ctx, r->item[0].err,
                        "no document could be read again; the reasons are "
                        "above");
    if (r->n_failed)
        return ENT_FAIL(&cli->ctx, ENT_PARTIAL,
                        "%zu of %zu documents could not be read again",
                        r->n_failed, r->n_items);
    return ENT_OK;
}

static ent_err code_with(ent_cli *cli, ent_store *s, ent_coding *plan,
                         ent_ingest_result *r) {
    ent_lexicon *lex;
    ent_parser *parser = NULL;
    ent_issues *issues = NULL;
    ent_str dir;
    ENT_TRY(cli_dossier(cli, &dir));
    ENT_TRY(cli_lexicon(cli, dir, &lex));
    ent_err e = cli_parser(cli, &parser);
    if (!e)
        e = cli_issues(cli, &issues);
    plan->read.parser = parser;
    plan->read.issues = issues;
    if (!e)
        e = ent_store_code(&cli->ctx, s, lex, plan, r);
    ent_issues_free(issues);
    ent_parser_free(parser);
    ent_lexicon_free(lex);
    return e;
}

static ent_err code(ent_cli *cli, ent_store *s, ent_coding *plan) {
    ent_ingest_result r = {0};
    ent_err e = code_with(cli, s, plan, &r);
    cli_progress_end(cli);
    if (e && !r.n_items)
        return e;
    ENT_TRY(cli->json ? print_json(cli, &r) : print_text(cli, &r));
    return e ? e : verdict(cli, &r);
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    uint64_t jobs = 0;
    ENT_TRY(cli_uint(cli, "jobs", 1, 1024, &jobs));
    ent_coding plan = {.n_docs = (size_t)cli->argc,
                       .threads = (int)jobs,
                       .command = cli_command(cli)};
    ent_str *doc = ENT_NEW(cli->ctx.keep, plan.n_docs, ent_str);
    if (!doc)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (size_t i = 0; i < plan.n_docs; i++)
        doc[i] = ent_i_str(cli->argv[i]);
    plan.doc = doc;
    ENT_TRY(cli_store(cli, 1, &s));
    ent_err e = code(cli, s, &plan);
    ent_store_close(s);
    return e;
}

const ent_verb ent_verb_code = {
    .name = "code",
    .group = CLI_STORE,
    .args = "[DOCUMENT]...",
    .summary = "read the dossier's documents again, as one change",
    .most = -1,
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT, CLI_DICTIONARY_OPT, CLI_ISSUES_OPT,
                   CLI_DRY_RUN_OPT, CLI_JOBS_OPT),
    .example = EXAMPLES(
        "entente code # all, after the dictionaries changed",
        "entente code --issues issues.yaml # stances on issues of one's own",
        "entente code 'brief-*' --dry-run # how many would read otherwise",
        "entente undo # the evidence as it was before"),
    .detail =
        "The texts lie unchanged in sources/; what was read in them is "
        "replaced by what is read in them now. A document that reads as "
        "before is left alone, so after an interruption the same command goes "
        "on. Evidence by hand stays. Exit code 4 when some documents could "
        "not be read, 3 when none could."};
