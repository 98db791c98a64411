/* cmd_backtest.c - entente backtest: forecasters against past decisions. */
#include "cli/cli.h"

enum { MOST_NAMES = 64 };
static const char DEFAULT[] = "mean,median,pce,positions,residuals,mixture,"
                              "settlements,calibrated";

typedef struct asked {
    ent_past past;
    ent_backtest_plan plan;
    ent_str name[MOST_NAMES];
} asked;

/* ---- what is asked for */

static ent_err read_file(ent_cli *cli, const char *file, ent_str *path,
                         ent_str *bytes) {
    ent_ctx *ctx = &cli->ctx;
    *path =
        ent_i_path_join(ctx->keep, ent_i_str(cli->argv[0]), ent_i_str(file));
    if (!path->s)
        return ENT_NOMEM_FAIL(ctx);
    return ent_i_file_read(ctx, ctx->keep, *path, (size_t)1 << 28, bytes);
}

static ent_err read_past(ent_cli *cli, ent_past *out) {
    ent_past_files f;
    ENT_TRY(read_file(cli, "issues.csv", &f.issues_path, &f.issues));
    ENT_TRY(read_file(cli, "capability.csv", &f.power_path, &f.power));
    return ent_past_read(&cli->ctx, &f, out);
}

static ent_err take_split(ent_cli *cli, const char *option, ent_str name,
                          ent_split *out) {
    for (int k = ENT_SPLIT_TRAIN; k < ENT_SPLITS; k++)
        if (ent_i_eqz(name, ent_split_text((ent_split)k))) {
            *out = (ent_split)k;
            return ENT_OK;
        }
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "--%s takes train, dev or test, not '%.*s'", option,
                    ENT_P(name));
}

static ent_err read_plan(ent_cli *cli, asked *a) {
    const char *models = cli_text(cli, "models"), *parts;
    ent_str rest = ent_i_str(models ? models : DEFAULT);
    ent_split split;
    parts = cli_text(cli, "split");
    a->plan = (ent_backtest_plan){.name = a->name, .seed = 1};
    while (rest.n) {
        ent_str name = ent_i_trim(ent_i_cut(&rest, ','));
        if (a->plan.n_names == MOST_NAMES || !name.n)
            return ENT_FAIL(&cli->ctx, ENT_USAGE,
                            "--models takes one to %d names with commas",
                            MOST_NAMES);
        a->name[a->plan.n_names++] = name;
    }
    rest = ent_i_str(parts ? parts : "train,dev");
    while (rest.n) {
        ent_str name = ent_i_trim(ent_i_cut(&rest, ','));
        ENT_TRY(take_split(cli, "split", name, &split));
        a->plan.split[split] = 1;
    }
    a->plan.cv = cli_has(cli, "cv");
    return cli_uint(cli, "seed", 0, UINT64_MAX, &a->plan.seed);
}

/* ---- scores */

static void text_margin(ent_buf *b, const ent_margin *m) {
    ent_i_buf_printf(b, "  %+6.2f %+6.2f..%+.2f", m->is, m->lo, m->hi);
}

static void text_score(ent_buf *b, const ent_score *s) {
    ent_i_buf_printf(b,
                     "%-5s  %-11.*s  %3zu  %5.2f  %5.2f  %6.2f  %2.0f %%  "
                     "%2.0f %%  %5.2f",
                     ent_split_text(s->split), ENT_P(s->name), s->n, s->mae,
                     s->rmse, s->median_error, s->within5 * 100,
                     s->within10 * 100, s->crps);
    if (s->spread)
        ent_i_buf_printf(b, "  %3.0f %%", s->held80 * 100);
    else
        ent_i_buf_printf(b, "  %5s", "");
    text_margin(b, &s->d_crps);
    ent_i_buf_put(b, "\n", 1);
}

static void text_scores(ent_buf *b, const ent_backtest *t) {
    ent_i_buf_printf(b, "part   forecaster     n    MAE   RMSE  median   <=5  "
                        "<=10   CRPS   held  CRPS against the mean\n");
    for (size_t i = 0; i < t->n_scores; i++)
        text_score(b, &t->score[i]);
}

static void json_margin(ent_buf *b, const char *key, const ent_margin *m) {
    ent_i_buf_printf(b, ",\"%s\":{\"difference\":", key);
    ent_i_buf_number(b, m->is);
    ent_i_buf_printf(b, ",\"from\":");
    ent_i_buf_number(b, m->lo);
    ent_i_buf_printf(b, ",\"to\":");
    ent_i_buf_number(b, m->hi);
    ent_i_buf_put(b, "}", 1);
}

static void json_number(ent_buf *b, const char *key, double x) {
    ent_i_buf_printf(b, ",\"%s\":", key);
    ent_i_buf_number(b, x);
}

static void json_score(ent_buf *b, const ent_score *s) {
    ent_i_buf_printf(
        b, "{\"part\":\"%s\",\"forecaster\":", ent_split_text(s->split));
    ent_i_buf_json(b, s->name);
    ent_i_buf_printf(b, ",\"distribution\":%s,\"issues\":%zu,\"failed\":%zu",
                     s->spread ? "true" : "false", s->n, s->n_failed);
    json_number(b, "mae", s->mae);
    json_number(b, "rmse", s->rmse);
    json_number(b, "median_error", s->median_error);
    json_number(b, "within_5", s->within5);
    json_number(b, "within_10", s->within10);
    json_number(b, "crps", s->crps);
    json_margin(b, "mae_against_mean", &s->d_mae);
    json_margin(b, "crps_against_mean", &s->d_crps);
    if (s->spread) {
        json_number(b, "held_80", s->held80);
        ent_i_buf_printf(b, ",\"pit\":");
        for (int k = 0; k < ENT_PIT_BINS; k++) {
            ent_i_buf_put(b, k ? "," : "[", 1);
            ent_i_buf_number(b, s->pit[k]);
        }
        ent_i_buf_put(b, "]", 1);
    }
    ent_i_buf_put(b, "}", 1);
}

static void json_scores(ent_buf *b, const ent_backtest *t) {
    ent_i_buf_printf(b, "{\"schema\":\"entente-backtest/1\",\"scores\":[");
    for (size_t i = 0; i < t->n_scores; i++) {
        ent_i_buf_printf(b, i ? ",\n" : "\n");
        json_score(b, &t->score[i]);
    }
    ent_i_buf_printf(b, "]}\n");
}

static ent_err show_scores(ent_cli *cli, const asked *a) {
    ent_backtest t;
    ent_buf b = {0};
    ENT_TRY(ent_backtest_make(&cli->ctx, &a->past, &a->plan, &t));
    cli_progress_end(cli);
    (cli->json ? json_scores : text_scores)(&b, &t);
    return cli_put(cli, &b);
}

/* ---- predictions */

static void csv_head(ent_buf *b) {
    ent_i_buf_printf(b, "issue_id,model,mean,median");
    for (int k = 1; k <= ENT_CENTILES; k++)
        ent_i_buf_printf(b, ",q%02d", k);
    ent_i_buf_put(b, "\n", 1);
}

static void csv_prediction(ent_buf *b, const ent_prediction *p) {
    ent_i_buf_csv(b, p->issue);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_csv(b, p->name);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_fixed(b, p->mean, 4);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_fixed(b, p->median, 4);
    for (int k = 0; k < ENT_CENTILES; k++) {
        ent_i_buf_put(b, ",", 1);
        ent_i_buf_fixed(b, p->q[k], 4);
    }
    ent_i_buf_put(b, "\n", 1);
}

static ent_err write_out(ent_cli *cli, ent_str path, ent_buf *b) {
    if (ent_i_eqz(path, "-"))
        return cli_put(cli, b);
    ent_err e = b->bad
                    ? ENT_NOMEM_FAIL(&cli->ctx)
                    : ent_i_file_write(&cli->ctx, path, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return e;
}

static ent_err predict(ent_cli *cli, const asked *a) {
    const ent_prediction *p;
    size_t n;
    ent_split split;
    ent_buf b = {0};
    ENT_TRY(take_split(cli, "predict", ent_i_str(cli_text(cli, "predict")),
                       &split));
    ENT_TRY(ent_backtest_predict(&cli->ctx, &a->past, &a->plan, split, &p, &n));
    cli_progress_end(cli);
    csv_head(&b);
    for (size_t i = 0; i < n; i++)
        csv_prediction(&b, &p[i]);
    ENT_TRY(write_out(cli, ent_i_str(cli->argc > 1 ? cli->argv[1] : "-"), &b));
    if (cli->json)
        return cli_print(cli,
                         "{\"schema\":\"entente-backtest/1\","
                         "\"forecasts\":%zu}\n",
                         n);
    cli_note(cli, "%zu forecasts of the part '%s'", n, ent_split_text(split));
    return ENT_OK;
}

static ent_err fit(ent_cli *cli, const asked *a) {
    double weight[ENT_SETTLEMENT_WEIGHTS];
    ent_buf b = {0};
    ENT_TRY(ent_backtest_fit(&cli->ctx, &a->past, &a->plan, weight));
    cli_progress_end(cli);
    if (cli->json)
        ent_i_buf_printf(&b,
                         "{\"schema\":\"entente-backtest/1\",\"weights\":[");
    for (int k = 0; k < ENT_SETTLEMENT_WEIGHTS; k++)
        ent_i_buf_printf(&b, "%s%.9g", k ? ", " : "", weight[k]);
    ent_i_buf_printf(&b, cli->json ? "]}\n" : "\n");
    return cli_put(cli, &b);
}

static ent_err run(ent_cli *cli) {
    asked a;
    if (cli_has(cli, "predict") && cli_has(cli, "fit"))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--predict and --fit are two things; ask for one");
    if (cli->argc > 1 && !cli_has(cli, "predict"))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "a FILE is only written with --predict; leave out "
                        "'%s'",
                        cli->argv[1]);
    if (cli->json && cli->argc < 2 && cli_has(cli, "predict"))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "with --json, --predict needs a FILE for its CSV");
    ENT_TRY(read_plan(cli, &a));
    ENT_TRY(read_past(cli, &a.past));
    if (cli_has(cli, "predict"))
        return predict(cli, &a);
    return cli_has(cli, "fit") ? fit(cli, &a) : show_scores(cli, &a);
}

const ent_verb ent_verb_backtest = {
    .name = "backtest",
    .group = CLI_MODELS,
    .args = "DIR [FILE]",
    .summary = "score forecasters on past decisions with known outcomes",
    .least = 1,
    .most = 2,
    .run = run,
    .opt = OPTIONS(
        {"models", 'm', "LIST", "forecasters with commas; default: eight"},
        {"split", 0, "LIST", "parts to score or fit on; default train,dev"},
        {"cv", 0, NULL, "fit by cross-validation over all these parts"},
        {"predict", 0, "PART", "forecast this part, as CSV to FILE"},
        {"fit", 0, NULL, "print the weights behind a report's past interval"},
        {"seed", 's', "NUMBER", "of folds and bootstrap; default 1"}),
    .example = EXAMPLES(
        "entente backtest deu # train by folds, dev from train",
        "entente backtest deu --cv --json # ten folds over both, for a program",
        "entente backtest deu -m mean,eum,calibrated # three forecasters",
        "entente backtest deu -m calibrated --predict test test.csv"),
    .detail =
        "DIR holds issues.csv and capability.csv; docs/backtest.md says what "
        "is in them. A forecaster is a model of `entente models`, or: "
        "positions, the weighted positions as they are; residuals, the "
        "weighted mean with the errors it made before; mixture, a third each "
        "of these and the election; settlements, a curve fitted to where the "
        "models settle; calibrated, a curve fitted to the scale, the elections "
        "and who stands where. \"held\" is the share of outcomes inside the "
        "80 % interval; of a point, CRPS is its error. The last columns are "
        "the difference to the weighted mean and its 95 % interval from a "
        "bootstrap over proposals; below 0 is better."};
