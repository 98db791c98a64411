/* cmd_lenses.c - entente lenses: one scenario through every author's eyes.
 *
 * Each lens is played on the same random numbers as the scenario as written,
 * so that what differs is due to the reading alone. */
#include "cli/plan.h"
#include "find/find.h"

typedef struct column {
    ent_str lens;         /* blank: as written */
    ent_band *band;       /* [n_issues] */
    unsigned char *moved; /* [n_issues] differs from the first for real */
} column;

typedef struct table {
    ent_cli *cli;
    cli_play play;
    ent_run base;
    column *column;
    size_t n_columns;
} table;

static ent_err measure(table *t, const ent_run *r, column *c) {
    for (size_t p = 0; p < r->n_issues; p++) {
        ent_change change;
        ent_err e = ent_i_change_sides(&t->cli->ctx, (ent_side){&t->base, p},
                                       (ent_side){r, p}, 1, 0.5, &change);
        if (e && e != ENT_SHAPE)
            return e;
        c->band[p] = change.after;
        c->moved[p] = change.real != 0; /* an issue unsettled differs by 0 */
    }
    return ENT_OK;
}

static ent_err fill(table *t, size_t i, ent_str lens) {
    ent_ctx *ctx = &t->cli->ctx;
    column *c = &t->column[i];
    ent_run r;
    c->lens = lens;
    c->band = ENT_NEW(ctx->keep, t->play.base.n_issues, ent_band);
    c->moved = ENT_NEW(ctx->keep, t->play.base.n_issues, unsigned char);
    if (!c->band || !c->moved)
        return ENT_NOMEM_FAIL(ctx);
    ent_mark mark = ent_i_arena_mark(ctx->keep);
    ENT_TRY(ent_scenario_focus(ctx, &t->play.base, lens, &t->play.seen));
    ENT_TRY(cli_sets(t->cli, &t->play));
    ENT_TRY(ent_run_play(ctx, &t->play.seen, &t->play.plan, &r));
    if (!i)
        t->base = r;
    ENT_TRY(measure(t, &r, c));
    if (i) /* the first stays: all others are compared with it */
        ent_i_arena_release(ctx->keep, mark);
    return ENT_OK;
}

static bool any_moved(const table *t, size_t p) {
    for (size_t i = 1; i < t->n_columns; i++)
        if (t->column[i].moved[p])
            return true;
    return false;
}

enum { WIDTH = 9 };

static void put_head(const table *t, ent_buf *b) {
    ent_i_buf_printf(b, "%-6s", "");
    for (size_t i = 0; i < t->n_columns; i++) {
        ent_str name = i ? t->column[i].lens : ENT_STR("written");
        int n = name.n < WIDTH ? (int)name.n : WIDTH; /* ids are ASCII */
        ent_i_buf_printf(b, " %*.*s", WIDTH, n, name.s);
    }
    ent_i_buf_put(b, "\n", 1);
}

static void put_row(const table *t, size_t p, ent_buf *b) {
    const ent_issue *issue = &t->play.base.issue[p];
    ent_i_buf_str(b, issue->id);
    for (size_t n = issue->id.n; n < 6; n++)
        ent_i_buf_put(b, " ", 1);
    for (size_t i = 0; i < t->n_columns; i++) {
        const column *c = &t->column[i];
        if (c->band[p].n)
            ent_i_buf_printf(b, " %*.0f%s", WIDTH - 1, c->band[p].q50,
                             c->moved[p] ? "*" : " ");
        else
            ent_i_buf_printf(b, " %*s", WIDTH, "- ");
    }
    ent_i_buf_put(b, " ", 1);
    ent_i_buf_str(b, issue->name);
    ent_i_buf_put(b, "\n", 1);
}

static void put_text(const table *t, ent_buf *b) {
    size_t still = 0;
    put_head(t, b);
    for (size_t p = 0; p < t->play.base.n_issues; p++) {
        if (any_moved(t, p) || cli_has(t->cli, "all"))
            put_row(t, p, b);
        else
            still++;
    }
    ent_i_buf_printf(b, "medians; * differs for real from the scenario as "
                        "written\n");
    if (still)
        ent_i_buf_printf(b, "the same through every lens: %zu of %zu issues\n",
                         still, t->play.base.n_issues);
}

static void put_json(const table *t, ent_buf *b) {
    const ent_scenario *s = &t->play.base;
    ent_i_buf_printf(b, "{\"schema\":\"entente-lenses/1\",\"issues\":[");
    for (size_t p = 0; p < s->n_issues; p++) {
        ent_i_buf_printf(b, "%s{\"issue\":", p ? ",\n" : "");
        ent_i_buf_json(b, s->issue[p].id);
        ent_i_buf_printf(b, ",\"lenses\":[");
        for (size_t i = 0; i < t->n_columns; i++) {
            const ent_band *x = &t->column[i].band[p];
            ent_i_buf_printf(b, "%s{\"lens\":", i ? "," : "");
            ent_i_buf_json(b, t->column[i].lens);
            ent_i_buf_printf(b, ",\"draws\":%zu,\"q10\":", x->n);
            ent_i_buf_number(b, x->q10);
            ent_i_buf_printf(b, ",\"q50\":");
            ent_i_buf_number(b, x->q50);
            ent_i_buf_printf(b, ",\"q90\":");
            ent_i_buf_number(b, x->q90);
            ent_i_buf_printf(b, ",\"differs\":%s}",
                             t->column[i].moved[p] ? "true" : "false");
        }
        ent_i_buf_printf(b, "]}");
    }
    ent_i_buf_printf(b, "]}\n");
}

static ent_err run(ent_cli *cli) {
    table t = {.cli = cli};
    ent_buf b = {0};
    ENT_TRY(cli_play_read(cli, &t.play));
    if (!t.play.base.n_lenses)
        return ENT_FAIL(&cli->ctx, ENT_MISSING,
                        "the scenario has no lenses; see docs/scenario.md");
    t.n_columns = t.play.base.n_lenses + 1;
    t.column = ENT_NEW(cli->ctx.keep, t.n_columns, column);
    if (!t.column)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (size_t i = 0; i < t.n_columns; i++)
        ENT_TRY(fill(&t, i, i ? t.play.base.lens[i - 1].id : (ent_str){0}));
    cli_progress_end(cli);
    if (cli->json)
        put_json(&t, &b);
    else
        put_text(&t, &b);
    return cli_put(cli, &b);
}

const ent_verb ent_verb_lenses = {
    .name = "lenses",
    .args = "[SCENARIO]",
    .summary = "play a scenario through every lens, side by side",
    .group = CLI_SCENARIO,
    .most = 1,
    .run = run,
    .opt = OPTIONS(PLAN_OPTIONS,
                   {"all", 'a', NULL, "also issues that no lens changes"},
                   CLI_DOSSIER_OPT),
    .example = EXAMPLES(
        "entente lenses # where the authors' readings part",
        "entente lenses korea-2019.yaml -n 1000 --all # every issue, quickly"),
    .detail = "A lens is one author's reading. All are played on the same "
              "random numbers as the scenario as written; an asterisk marks "
              "a median that differs for real, as `entente compare` says it."};
