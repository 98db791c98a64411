/* cmd_train.c - entente train: weights from treebanks, and how good they are.
 */
#include "cli/cli.h"

typedef struct training {
    ent_cli *cli;
    ent_train_text *text;
    size_t n;
} training;

static ent_err read_text(ent_cli *cli, ent_str path, ent_train_text *out) {
    out->path = path;
    return ent_i_file_read(&cli->ctx, cli->ctx.keep, path, (size_t)1 << 30,
                           &out->bytes);
}

static ent_err read_texts(training *t) {
    ent_cli *cli = t->cli;
    t->n = (size_t)cli->argc;
    t->text = ENT_NEW(cli->ctx.keep, t->n, ent_train_text);
    if (!t->text)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (size_t i = 0; i < t->n; i++)
        ENT_TRY(read_text(cli, ent_i_str(cli->argv[i]), &t->text[i]));
    return ENT_OK;
}

/* ---- the table */

static double percent(size_t part, size_t of) {
    return of ? 100.0 * (double)part / (double)of : 0;
}

/* F1 of a count of words that both have. */
static double f1(const ent_parse_score *s, size_t right) {
    return percent(2 * right, s->n_gold + s->n_found);
}

static double rate(size_t words, double seconds) {
    return seconds > 0 ? (double)words / seconds : 0;
}

static void put_relations(ent_buf *b, const ent_parse_score *s) {
    ent_i_buf_printf(b, "\n%-16s %7s %10s %7s\n", "relation", "words",
                     "precision", "recall");
    for (size_t i = 0; i < s->n_rels; i++)
        if (s->rel[i].gold)
            ent_i_buf_printf(b, "%-16s %7zu %10.1f %7.1f\n", s->rel[i].name,
                             s->rel[i].gold,
                             percent(s->rel[i].right, s->rel[i].found),
                             percent(s->rel[i].right, s->rel[i].gold));
}

static void put_table(ent_buf *b, const ent_parse_score *s, bool speed) {
    ent_i_buf_printf(b, "sentences %zu, words %zu\n", s->n_sents, s->n_gold);
    ent_i_buf_printf(b, "%-6s %6.2f\n%-6s %6.2f\n%-6s %6.2f\n%-6s %6.2f\n",
                     "words", f1(s, s->n_same), "UPOS", f1(s, s->upos), "XPOS",
                     f1(s, s->xpos), "lemma", f1(s, s->lemma));
    ent_i_buf_printf(b, "%-6s %6.2f\n%-6s %6.2f (%.2f without subtypes)\n",
                     "UAS", f1(s, s->uas), "LAS", f1(s, s->las),
                     f1(s, s->las_main));
    ent_i_buf_printf(
        b, "unsure: %.1f %% of the sentences; LAS %.2f there, %.2f elsewhere\n",
        percent(s->n_unsure, s->n_sents),
        percent(s->unsure_las, s->unsure_words),
        percent(s->las - s->unsure_las, s->n_gold - s->unsure_words));
    put_relations(b, s);
    if (speed)
        ent_i_buf_printf(b, "\n%.0f words/s, tags and lemmas alone %.0f\n",
                         rate(s->n_found, s->seconds),
                         rate(s->n_found, s->tag_seconds));
}

static void put_json(ent_buf *b, const ent_parse_score *s) {
    const char *comma = "";
    ent_i_buf_printf(b,
                     "{\"schema\":\"entente-parse-score/1\",\"sentences\":%zu,"
                     "\"words\":%zu,\"found\":%zu,\"cut_alike\":%zu,"
                     "\"upos\":%zu,\"xpos\":%zu,\"lemma\":%zu,\"uas\":%zu,"
                     "\"las\":%zu,\"las_main\":%zu,\"unsure\":%zu,"
                     "\"words_per_second\":%.0f,\"relations\":{",
                     s->n_sents, s->n_gold, s->n_found, s->n_same, s->upos,
                     s->xpos, s->lemma, s->uas, s->las, s->las_main,
                     s->n_unsure, rate(s->n_found, s->seconds));
    for (size_t i = 0; i < s->n_rels; i++) {
        if (!s->rel[i].gold && !s->rel[i].found)
            continue;
        ent_i_buf_printf(
            b, "%s\n\"%s\":{\"gold\":%zu,\"found\":%zu,\"right\":%zu}", comma,
            s->rel[i].name, s->rel[i].gold, s->rel[i].found, s->rel[i].right);
        comma = ",";
    }
    ent_i_buf_printf(b, "}}\n");
}

/* ---- the two uses */

static ent_err measure(training *t) {
    ent_cli *cli = t->cli;
    ent_parser *p;
    ent_parse_score s = {0};
    ent_buf b = {0};
    const char *path = cli_text(cli, "weights");
    ENT_TRY(read_texts(t));
    ENT_TRY(
        ent_parser_open(&cli->ctx, path ? ent_i_str(path) : (ent_str){0}, &p));
    ent_err e = ENT_OK;
    for (size_t i = 0; !e && i < t->n; i++)
        e = ent_parser_measure(&cli->ctx, p, &t->text[i], cli_has(cli, "raw"),
                               &s);
    ent_parser_free(p);
    if (e)
        return e;
    if (cli->json)
        put_json(&b, &s);
    else
        put_table(&b, &s, !cli->quiet);
    return cli_put(cli, &b);
}

static void tell(void *user, const char *stage, unsigned epoch, double right) {
    ent_cli *cli = user;
    cli_progress_end(cli);
    cli_note(cli, "%s, pass %u: %.2f %% right while learning", stage, epoch,
             100 * right);
}

static ent_err measure_dev(training *t, ent_str weights, const char *dev) {
    ent_cli *cli = t->cli;
    ent_train_text text;
    ent_parser *p;
    ent_parse_score s = {0};
    ENT_TRY(read_text(cli, ent_i_str(dev), &text));
    ENT_TRY(ent_parser_open(&cli->ctx, weights, &p));
    ent_err e = ent_parser_measure(&cli->ctx, p, &text, 0, &s);
    ent_parser_free(p);
    if (e)
        return e;
    return cli_print(cli, "%s: UPOS %.2f, lemma %.2f, UAS %.2f, LAS %.2f\n",
                     dev, f1(&s, s.upos), f1(&s, s.lemma), f1(&s, s.uas),
                     f1(&s, s.las));
}

static ent_err take_number(ent_cli *cli, const char *name, uint64_t most,
                           unsigned *out) {
    uint64_t x = *out;
    ENT_TRY(cli_uint(cli, name, 1, most, &x));
    *out = (unsigned)x;
    return ENT_OK;
}

static ent_err learn(training *t) {
    ent_cli *cli = t->cli;
    ent_train_options o = {.told = tell, .user = cli};
    const char *out = cli_text(cli, "out"), *dev = cli_text(cli, "dev");
    if (!out)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "say with --out where the weights go, or measure "
                        "some with --evaluate");
    o.note = cli_text(cli, "note");
    ENT_TRY(take_number(cli, "epochs", 1000, &o.epochs));
    ENT_TRY(take_number(cli, "tag-epochs", 1000, &o.tag_epochs));
    ENT_TRY(take_number(cli, "members", 100, &o.members));
    ENT_TRY(take_number(cli, "min-updates", 100000, &o.min_updates));
    ENT_TRY(cli_uint(cli, "seed", 0, UINT64_MAX, &o.seed));
    ENT_TRY(read_texts(t));
    ENT_TRY(ent_parser_train(&cli->ctx, &o, t->text, t->n, ent_i_str(out)));
    cli_progress_end(cli);
    ENT_TRY(cli_print(cli, "saved %s, %.1f MB\n", out,
                      (double)ent_i_file_size(ent_i_str(out)) / 1e6));
    return dev ? measure_dev(t, ent_i_str(out), dev) : ENT_OK;
}

static ent_err run(ent_cli *cli) {
    training t = {.cli = cli};
    if (cli_text(cli, "events"))
        return cli_train_events(cli);
    if (!cli->argc)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "name a treebank, or --events with labelled "
                        "sentences; see `entente train --help`");
    return cli_has(cli, "evaluate") ? measure(&t) : learn(&t);
}

const ent_verb ent_verb_train = {
    .name = "train",
    .group = CLI_READING,
    .args = "[TREEBANK]...",
    .summary = "learn the weights of tagger and parser, or measure them",
    .least = 0,
    .most = -1,
    .run = run,
    .opt = OPTIONS(
        {"out", 'o', "FILE", "where the weights go"},
        {"dev", 0, "FILE", "a treebank to measure them on afterwards"},
        {"epochs", 0, "N",
         "passes over the trees, 3/4 by members after the first; "
         "default 8"},
        {"tag-epochs", 0, "N", "passes for tags; default 6"},
        {"members", 0, "N", "parsers learnt apart and added up; default 3"},
        {"min-updates", 0, "N",
         "leave out what was learnt less often; default 14"},
        {"seed", 's', "N", "of the order of sentences; default 0"},
        {"note", 0, "TEXT", "stored with the weights: sources, licence"},
        {"evaluate", 'e', NULL, "measure weights on the treebanks instead"},
        {"weights", 'w', "FILE", "these; default: those that reading uses"},
        {"events", 0, "FILE|DIR",
         "learn from labelled sentences what arbitrates between the rules of "
         "events"},
        {"raw", 0, NULL, "cut words anew, not as the treebank has them"}),
    .example = EXAMPLES(
        "entente train --out my.weights train.conllu # learn",
        "entente train --evaluate test.conllu # how good are ours?",
        "entente train -e test.conllu --weights my.weights --raw # and these"),
    .detail =
        "Treebanks are in CoNLL-U, as Universal Dependencies has them. "
        "Learning takes minutes and about a gigabyte; the same texts, options "
        "and seed give the same file. An interruption leaves no file. Point "
        "ENTENTE_WEIGHTS at a file to read with it. The share is F1 over "
        "words; with --raw a word cut otherwise than in the treebank counts "
        "against it."};
