/* cmd_ingest.c - entente ingest: documents into the dossier. */
#include "cli/cli.h"
#include <stdio.h>

static const char *const state_name[] = {"added", "known", "skipped", "failed",
                                         "folded"};

/* Behind the commit: from now on a kill does not lose these. */
static void say_saved(void *user, const ent_ingest_item *item, size_t n) {
    ent_cli *cli = user;
    for (size_t i = 0; i < n; i++)
        if (item[i].state == ENT_TAKEN_ADDED)
            cli_print(cli, "saved %.*s\n", ENT_P(item[i].name));
    fflush(stdout);
}

static void say_item(ent_cli *cli, const ent_ingest_item *item) {
    if (item->state == ENT_TAKEN_FAILED)
        cli_tell(cli, item->err, (ent_place){item->path, 0, 0}, item->why);
    else if (item->why.n &&
             (item->state != ENT_TAKEN_KNOWN || cli_has(cli, "verbose")))
        cli_note(cli, "%s: %.*s: %.*s", state_name[item->state],
                 ENT_P(item->path), ENT_P(item->why));
}

static void put_counts(ent_buf *b, const ent_ingest_result *r) {
    const struct {
        const char *name;
        uint64_t n;
    } kinds[] = {{"paragraphs", r->n_paras},     {"sentences", r->n_sents},
                 {"citations", r->n_citations},  {"dates", r->n_dates},
                 {"mentions", r->n_mentions},    {"events", r->n_events},
                 {"statements", r->n_statements}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        ent_i_buf_printf(b, "%s\"%s\":%llu", i ? "," : "", kinds[i].name,
                         (unsigned long long)kinds[i].n);
}

static ent_err print_json(ent_cli *cli, const ent_ingest_result *r) {
    ent_buf b = {0};
    ent_i_buf_printf(
        &b,
        "{\"schema\":\"entente-ingest/1\",\"dry_run\":%s,"
        "\"change\":%llu,\"added\":%zu,\"known\":%zu,\"folded\":%zu,"
        "\"skipped\":%zu,\"failed\":%zu,\"read\":{",
        cli_dry_run(cli) ? "true" : "false", (unsigned long long)r->change,
        r->n_added, r->n_known, r->n_folded, r->n_skipped, r->n_failed);
    put_counts(&b, r);
    ent_i_buf_printf(&b, "},\"files\":[");
    for (size_t i = 0; i < r->n_items; i++) {
        const ent_ingest_item *item = &r->item[i];
        ent_i_buf_printf(&b, "%s{\"path\":", i ? ",\n" : "");
        ent_i_buf_json(&b, item->path);
        ent_i_buf_printf(&b, ",\"name\":");
        ent_i_buf_json(&b, item->name);
        ent_i_buf_printf(&b,
                         ",\"state\":\"%s\",\"why\":", state_name[item->state]);
        ent_i_buf_json(&b, item->why);
        ent_i_buf_put(&b, "}", 1);
    }
    ent_i_buf_printf(&b, "]}\n");
    return cli_put(cli, &b);
}

static ent_err print_text(ent_cli *cli, const ent_ingest_result *r) {
    for (size_t i = 0; i < r->n_items; i++)
        if (r->n_items > 1 || r->item[i].state == ENT_TAKEN_FOLDED)
            say_item(cli, &r->item[i]);
    if (cli->quiet)
        return ENT_OK;
    ENT_TRY(cli_print(cli,
                      "%zu added, %zu already there, %zu skipped, %zu failed\n",
                      r->n_added, r->n_known, r->n_skipped, r->n_failed));
    if (r->n_folded)
        ENT_TRY(cli_print(cli,
                          "%zu near %s folded; --keep-copies takes them in\n",
                          r->n_folded, r->n_folded == 1 ? "copy" : "copies"));
    if (r->n_added)
        ENT_TRY(cli_print(
            cli,
            "%llu paragraphs, %llu sentences, %llu citations, "
            "%llu dates, %llu mentions\n",
            (unsigned long long)r->n_paras, (unsigned long long)r->n_sents,
            (unsigned long long)r->n_citations, (unsigned long long)r->n_dates,
            (unsigned long long)r->n_mentions));
    if (cli_dry_run(cli))
        cli_note(cli, "nothing was written: --dry-run");
    else if (r->n_added || r->n_known)
        cli_note(cli, "next: entente find WORD");
    return ENT_OK;
}

/* 0 when something was taken in or all was there, 4 when a file could not be
 * read, 3 when there was nothing to take. */
static ent_err verdict(ent_cli *cli, const ent_ingest_result *r) {
    size_t bad = r->n_skipped + r->n_failed;
    if (r->n_items == 0)
        return ENT_FAIL(&cli->ctx, ENT_MISSING,
                        "there are no files in this folder; name another");
    if (bad && r->n_items == 1)
        return ENT_FAIL_AT(&cli->ctx, r->item->err,
                           ((ent_place){r->item->path, 0, 0}), "%.*s",
                           ENT_P(r->item->why));
    if (bad == r->n_items)
        return ENT_FAIL(&cli->ctx, r->item[0].err,
                        "nothing was taken in; the reasons are above");
    if (r->n_failed)
        return ENT_FAIL(&cli->ctx, ENT_PARTIAL,
                        "%zu of %zu files could not be read", r->n_failed,
                        r->n_items);
    return ENT_OK;
}

static ent_err take(ent_cli *cli, ent_store *s, ent_ingest *plan) {
    ent_ingest_result r = {0};
    ent_lexicon *lex;
    ent_parser *parser;
    ent_str dir;
    ENT_TRY(cli_dossier(cli, &dir));
    ENT_TRY(cli_parser(cli, &parser));
    plan->read.parser = parser;
    ent_issues *issues = NULL;
    ent_err e = cli_issues(cli, &issues);
    plan->read.issues = issues;
    if (!e)
        e = cli_lexicon(cli, dir, &lex);
    if (!e) {
        e = ent_store_ingest(&cli->ctx, s, lex, plan, &r);
        ent_lexicon_free(lex);
    }
    ent_issues_free(issues);
    ent_parser_free(parser);
    cli_progress_end(cli);
    if (e && !r.n_items)
        return e;
    ENT_TRY(cli->json ? print_json(cli, &r) : print_text(cli, &r));
    return e ? e : verdict(cli, &r);
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    uint64_t jobs = 0, megabytes = 64;
    ENT_TRY(cli_uint(cli, "jobs", 1, 1024, &jobs));
    ENT_TRY(cli_uint(cli, "max-size", 1, 1024, &megabytes));
    ent_ingest plan = {
        .n_paths = (size_t)cli->argc,
        .read.max_bytes = (size_t)megabytes << 20,
        .threads = (int)jobs,
        .command = cli_command(cli),
        .saved = cli_has(cli, "verbose") && !cli->json ? say_saved : NULL,
        .user = cli};
    ENT_TRY(cli_format(cli, &plan.read.format));
    ENT_TRY(cli_map(cli, &plan.read.columns));
    plan.keep_copies = cli_has(cli, "keep-copies");
    ENT_TRY(cli_date(cli, "published", &plan.read.published));
    ent_str *path = ENT_NEW(cli->ctx.keep, plan.n_paths, ent_str);
    if (!path)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (size_t i = 0; i < plan.n_paths; i++)
        path[i] = ent_i_str(cli->argv[i]);
    plan.path = path;
    ENT_TRY(cli_store(cli, 1, &s));
    ent_err e = take(cli, s, &plan);
    ent_store_close(s);
    return e;
}

const ent_verb ent_verb_ingest = {
    .name = "ingest",
    .group = CLI_STORE,
    .args = "PATH...",
    .summary = "read files and folders into the dossier",
    .least = 1,
    .most = -1,
    .run = run,
    .opt = OPTIONS(
        CLI_DOSSIER_OPT, CLI_FORMAT_OPT, CLI_MAP_OPT,
        {"published", 0, "DATE", "when the texts came out; default: as stated"},
        CLI_DICTIONARY_OPT, CLI_ISSUES_OPT,
        {"max-size", 0, "MB", "skip larger files; default 64"}, CLI_JOBS_OPT,
        {"keep-copies", 0, NULL, "take near copies in as well"},
        {"verbose", 'v', NULL,
         "name each document saved, and each already there"},
        CLI_DRY_RUN_OPT),
    .example =
        EXAMPLES("entente ingest ~/articles # a folder with all below it",
                 "entente ingest a.html b.pdf # two files",
                 "entente ingest news.zip # all documents in an archive",
                 "entente ingest news.csv --map text=body # an article a row",
                 "entente ingest memo.txt --published 2019-05 # with its date"),
    .detail =
        "The same bytes come in once, whatever their name. A near copy, which "
        "shares 90 % of its runs of four words with a document that is there, "
        "is folded into that one. Another text of a "
        "name that is taken gets a number. The original files are copied into "
        "the dossier. Tables in its folder dictionaries/ are read like those "
        "of --dictionary. Documents are saved in batches: what was reported is "
        "safe, and after an interruption the same command goes on."};
