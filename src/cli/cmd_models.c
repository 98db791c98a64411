/* cmd_models.c - entente models: which models there are, and their settings. */
#include "cli/cli.h"
#include "model/model.h"

static void put_value(ent_buf *b, const ent_param *p, double x) {
    if (p->choices)
        ent_i_buf_str(b, ent_i_str(p->choices[(size_t)x]));
    else if (ent_i_param_is_actor(p))
        ent_i_buf_put(b, "none", 4);
    else
        ent_i_buf_number(b, x);
}

/* "low|mid|high" or "0..100". */
static void put_range(ent_buf *b, const ent_param *p) {
    for (size_t i = 0; p->choices && p->choices[i]; i++)
        ent_i_buf_printf(b, "%s%s", i ? "|" : "", p->choices[i]);
    if (p->choices)
        return;
    if (ent_i_param_is_actor(p)) {
        ent_i_buf_printf(b, "the name of an actor");
        return;
    }
    ent_i_buf_number(b, p->lo);
    ent_i_buf_put(b, "..", 2);
    ent_i_buf_number(b, p->hi);
    if (*p->unit)
        ent_i_buf_printf(b, " (%s)", p->unit);
}

static void text_row(ent_buf *b, const ent_model *m) {
    ent_i_buf_printf(b, "%-10s %s\n%11s%s\n", m->name, m->title, "", m->source);
}

static void text_page(ent_buf *b, const ent_model *m) {
    text_row(b, m);
    ent_i_buf_printf(
        b, "\n%s; %s%s%s.\n",
        m->flags & ENT_MODEL_TABLE   ? "Gives tables"
        : m->flags & ENT_MODEL_MOVES ? "Actors move round by round"
                                     : "Gives one settlement",
        m->flags & ENT_MODEL_ISSUES ? "plays all issues together"
                                    : "plays each issue by itself",
        m->flags & ENT_MODEL_CHANCE ? "; gives a chance for each position" : "",
        (m->flags & ENT_MODEL_MATRICES) && !(m->flags & ENT_MODEL_TABLE)
            ? "; gives matrices"
            : "");
    if (m->n_params)
        ent_i_buf_printf(b,
                         m->flags & ENT_MODEL_TABLE
                             ? "\nSettings (solve: --set KEY=VALUE)\n"
                             : "\nSettings (solve: --set KEY=VALUE, run: "
                               "--param %s.KEY=VALUE)\n",
                         m->name);
    else
        ent_i_buf_printf(b, "\nIt has no settings.\n");
    for (size_t i = 0; i < m->n_params; i++) {
        const ent_param *p = &m->param[i];
        ent_i_buf_printf(b, "  %s: ", p->name);
        put_range(b, p);
        ent_i_buf_printf(b, "; default ");
        put_value(b, p, p->value);
        ent_i_buf_printf(b, "\n      %s\n", p->text);
    }
    ent_i_buf_printf(b, "\nEquations: docs/models/%s.md\n", m->name);
}

static void json_setting(ent_buf *b, const ent_param *p) {
    ent_i_buf_printf(b, "{\"name\":\"%s\",\"unit\":\"%s\",\"text\":", p->name,
                     p->unit);
    ent_i_buf_json(b, ent_i_str(p->text));
    if (ent_i_param_is_actor(p)) {
        ent_i_buf_printf(b, ",\"default\":null,\"actor\":true}");
        return;
    }
    ent_i_buf_printf(b, ",\"default\":%s", p->choices ? "\"" : "");
    put_value(b, p, p->value);
    if (!p->choices) {
        ent_i_buf_printf(b, ",\"lo\":");
        ent_i_buf_number(b, p->lo);
        ent_i_buf_printf(b, ",\"hi\":");
        ent_i_buf_number(b, p->hi);
        ent_i_buf_put(b, "}", 1);
        return;
    }
    ent_i_buf_printf(b, "\",\"choices\":[");
    for (size_t i = 0; p->choices[i]; i++)
        ent_i_buf_printf(b, "%s\"%s\"", i ? "," : "", p->choices[i]);
    ent_i_buf_put(b, "]}", 2);
}

static void json_model(ent_buf *b, const ent_model *m) {
    ent_i_buf_printf(b, "{\"name\":\"%s\",\"title\":", m->name);
    ent_i_buf_json(b, ent_i_str(m->title));
    ent_i_buf_printf(b, ",\"source\":");
    ent_i_buf_json(b, ent_i_str(m->source));
    ent_i_buf_printf(b, ",\"tables_only\":%s",
                     m->flags & ENT_MODEL_TABLE ? "true" : "false");
    ent_i_buf_printf(b, ",\"moves\":%s,\"chance\":%s,\"issues\":%s",
                     m->flags & ENT_MODEL_MOVES ? "true" : "false",
                     m->flags & ENT_MODEL_CHANCE ? "true" : "false",
                     m->flags & ENT_MODEL_ISSUES ? "true" : "false");
    ent_i_buf_printf(b, ",\"settings\":[");
    for (size_t i = 0; i < m->n_params; i++) {
        ent_i_buf_put(b, ",", i > 0);
        json_setting(b, &m->param[i]);
    }
    ent_i_buf_put(b, "]}", 2);
}

static void all(ent_buf *b, const ent_model *only, bool json) {
    const ent_model *const one[] = {only, NULL};
    const ent_model *const *list = only ? one : ent_model_all();
    if (json)
        ent_i_buf_printf(b, "{\"schema\":\"entente-models/1\",\"models\":[");
    for (size_t i = 0; list[i]; i++) {
        ent_i_buf_put(b, ",", json && i > 0);
        if (json)
            json_model(b, list[i]);
        else
            (only ? text_page : text_row)(b, list[i]);
    }
    if (json)
        ent_i_buf_put(b, "]}\n", 3);
}

static ent_err run(ent_cli *cli) {
    ent_buf b = {0};
    const ent_model *only = NULL;
    if (cli->argc)
        ENT_TRY(cli_model(cli, cli->argv[0], &only));
    all(&b, only, cli->json);
    ent_err e = b.bad ? ENT_NOMEM_FAIL(&cli->ctx)
                      : ent_i_write(&cli->ctx, cli->out, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

const ent_verb ent_verb_models = {
    .name = "models",
    .group = CLI_MODELS,
    .args = "[NAME]",
    .summary = "list the bargaining models, or the settings of one",
    .most = 1,
    .run = run,
    .example = EXAMPLES("entente models # names, titles, sources",
                        "entente models nash # its settings and defaults",
                        "entente models --json # for a program")};
