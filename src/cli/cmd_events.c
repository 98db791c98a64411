/* cmd_events.c - entente events, entente statements: the evidence of all
 * documents, what is told several times put together. */
#include "cli/cli.h"

static ent_err take_find(ent_cli *cli, ent_evidence_find *find) {
    *find =
        (ent_evidence_find){.actor = ent_i_str(cli_text(cli, "actor")),
                            .category = ent_i_str(cli_text(cli, "category")),
                            .issue = ent_i_str(cli_text(cli, "issue")),
                            .doc = ent_i_str(cli_text(cli, "doc"))};
    ENT_TRY(cli_date(cli, "from", &find->from));
    ENT_TRY(cli_date(cli, "to", &find->to));
    if (!cli->json || !cli_has(cli, "csv"))
        return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_USAGE, "--json or --csv, not both");
}

/* Exit code 1 where there is none. */
static ent_err verdict(ent_cli *cli, size_t n, const char *what) {
    if (n)
        return ENT_OK;
    cli_note(cli, "there are no such %s", what);
    return ENT_NEGATIVE;
}

static ent_err check_category(ent_cli *cli, ent_str category) {
    static const char *const all[] = {
        "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
        "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
        "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
    enum { N = sizeof all / sizeof *all };
    ent_str names[N];
    for (size_t i = 0; i < N; i++) {
        names[i] = ent_i_str(all[i]);
        if (!category.n || ent_i_eq(category, names[i]))
            return ENT_OK;
    }
    ent_str near = ent_i_nearest(category, names, N);
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "'%.*s' is no category%s%.*s%s docs/formats/labelled.md "
                    "names them",
                    ENT_P(category), near.s ? "; did you mean " : "",
                    ENT_P(near), near.s ? "?" : ";");
}

static ent_err list_events(ent_cli *cli, ent_store *s,
                           const ent_evidence_find *find) {
    const ent_event_row *row;
    ent_across a;
    size_t n;
    ENT_TRY(ent_store_events(&cli->ctx, s, find, &row, &n));
    ENT_TRY(ent_events_across(&cli->ctx, row, n, &a));
    ENT_TRY((cli->json ? ent_events_json
             : cli_has(cli, "csv")
                 ? ent_events_csv
                 : ent_events_text)(&cli->ctx, row, &a, cli->out));
    return verdict(cli, n, "events");
}

static ent_err run_events(ent_cli *cli) {
    ent_store *s;
    ent_evidence_find find;
    ENT_TRY(take_find(cli, &find));
    ENT_TRY(check_category(cli, find.category));
    ENT_TRY(cli_store(cli, 0, &s));
    ent_err e = list_events(cli, s, &find);
    ent_store_close(s);
    return e;
}

static ent_err list_statements(ent_cli *cli, ent_store *s,
                               const ent_evidence_find *find) {
    const ent_statement_row *row;
    ent_across a;
    size_t n;
    ENT_TRY(ent_store_statements(&cli->ctx, s, find, &row, &n));
    ENT_TRY(ent_statements_across(&cli->ctx, row, n, &a));
    ENT_TRY((cli->json ? ent_statements_json
             : cli_has(cli, "csv")
                 ? ent_statements_csv
                 : ent_statements_text)(&cli->ctx, row, &a, cli->out));
    return verdict(cli, n, "statements");
}

static ent_err run_statements(ent_cli *cli) {
    ent_store *s;
    ent_evidence_find find;
    ENT_TRY(take_find(cli, &find));
    ENT_TRY(cli_store(cli, 0, &s));
    ent_err e = list_statements(cli, s, &find);
    ent_store_close(s);
    return e;
}

#define COMMON                                                          \
    {"doc", 0, "NAME", "only in this document; * for any run"},         \
        {"from", 0, "DATE", "only on or after this day"},               \
        {"to", 0, "DATE", "only on or before this day"},                \
        {"csv", 0, NULL, "one row for each report, for a spreadsheet"}, \
        CLI_DOSSIER_OPT

const ent_verb ent_verb_events = {
    .name = "events",
    .group = CLI_STORE,
    .args = "",
    .summary = "list who did what to whom in all documents",
    .run = run_events,
    .opt = OPTIONS(
        {"actor", 0, "CODE", "only of codes that begin so: RUS, USAGOV"},
        {"category", 0, "NAME", "only CONSULT, SANCTION …"}, COMMON),
    .example = EXAMPLES(
        "entente events # all, and what contradicts what",
        "entente events --actor RUS --category CONSULT # Russia's meetings",
        "entente events --from 2019-04 --csv >events.csv # for a spreadsheet"),
    .detail =
        "Several reports of one event stand below each other: the same "
        "category, the same states, days that agree. Reports that cannot both "
        "be true are linked and both stay. docs/across.md has the rules. Exit "
        "code 1: there are none."};

const ent_verb ent_verb_statements = {
    .name = "statements",
    .group = CLI_STORE,
    .args = "",
    .summary = "list who said what about which issue in all documents",
    .run = run_statements,
    .opt = OPTIONS(
        {"actor", 0, "CODE", "only of codes that begin so: RUS, USAGOV"},
        {"issue", 0, "ID", "only about this issue"}, COMMON),
    .example = EXAMPLES(
        "entente statements --actor CHN # what China said",
        "entente statements --issue sanctions # who said what about it",
        "entente statements --json # for a program"),
    .detail = "The same stance of the same speaker on the same issue, on days "
              "that agree, stands together; opposed stances are linked as "
              "contradictions. docs/across.md has the rules. Exit code 1: "
              "there are none."};
