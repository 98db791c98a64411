/* changes.c - two plays of one dispute side by side, printed. */
#include "cli/changes.h"
#include "find/find.h"

bool cli_same_draws(const ent_plan *a, const ent_plan *b) {
    size_t of_a = a->of ? a->of : a->draws, of_b = b->of ? b->of : b->draws;
    return a->seed == b->seed && a->draws == b->draws && a->first == b->first &&
           a->design == b->design &&
           (a->design != ENT_DESIGN_LATIN || of_a == of_b);
}

static bool same_value(const ent_value *a, const ent_value *b) {
    return a->kind == b->kind && a->best == b->best && a->lo == b->lo &&
           a->hi == b->hi;
}

static ent_str value_text(ent_cli *cli, const ent_value *v) {
    ent_arena *keep = cli->ctx.keep;
    switch (v->kind) {
    case ENT_VALUE_BLANK:
        return ENT_STR("blank");
    case ENT_VALUE_FIXED:
        return ent_i_printf(keep, "%g", v->best);
    case ENT_VALUE_UNIFORM:
        return ent_i_printf(keep, "uniform(%g..%g)", v->lo, v->hi);
    case ENT_VALUE_NORMAL:
        return ent_i_printf(keep, "normal(%g; %g)", v->best, v->hi - v->best);
    case ENT_VALUE_CHOICE:
        return ENT_STR("choice");
    case ENT_VALUE_INTERVAL:
        break;
    }
    return ent_i_printf(keep, "%g (%g..%g)", v->best, v->lo, v->hi);
}

/* The row called the same in the other scenario, or ENT_NONE; usually it
 * stands at the same place. */
static uint32_t partner(const ent_scenario *s, uint32_t at, ent_str name) {
    if (at < s->n_values && ent_i_eq(s->value[at].name, name))
        return at;
    return ent_scenario_value(s, name);
}

static ent_err inputs(ent_cli *cli, const cli_sides *c, ent_buf *b) {
    size_t n = 0;
    for (uint32_t i = 0; i < c->s[0]->n_values; i++) {
        const ent_value *v = &c->s[0]->value[i];
        uint32_t j = partner(c->s[1], i, v->name);
        if (j == ENT_NONE || same_value(v, &c->s[1]->value[j]))
            continue;
        ent_str was = value_text(cli, v);
        ent_str is = value_text(cli, &c->s[1]->value[j]);
        if (cli->json) {
            ent_i_buf_put(b, ",", n ? 1 : 0);
            ent_i_buf_put(b, "{\"name\":", 8);
            ent_i_buf_json(b, v->name);
            ent_i_buf_put(b, ",\"before\":", 10);
            ent_i_buf_json(b, was);
            ent_i_buf_put(b, ",\"after\":", 9);
            ent_i_buf_json(b, is);
            ent_i_buf_put(b, "}", 1);
        } else {
            ent_i_buf_printf(b, "%s  %-28.*s %.*s -> %.*s\n",
                             n ? "" : "Inputs that differ\n", ENT_P(v->name),
                             ENT_P(was), ENT_P(is));
        }
        n++;
    }
    if (!n && !cli->json)
        ent_i_buf_printf(b, "No input differs.\n");
    return ENT_OK;
}

uint32_t cli_issue(const ent_scenario *s, ent_str id) {
    for (uint32_t p = 0; p < s->n_issues; p++)
        if (ent_i_eq(s->issue[p].id, id))
            return p;
    return ENT_NONE;
}

static void band_json(ent_buf *b, const char *key, const ent_band *x) {
    ent_i_buf_printf(b, ",\"%s\":{\"mean\":", key);
    ent_i_buf_number(b, x->mean);
    ent_i_buf_printf(b, ",\"q10\":");
    ent_i_buf_number(b, x->q10);
    ent_i_buf_printf(b, ",\"q50\":");
    ent_i_buf_number(b, x->q50);
    ent_i_buf_printf(b, ",\"q90\":");
    ent_i_buf_number(b, x->q90);
    ent_i_buf_put(b, "}", 1);
}

static void change_json(ent_buf *b, const ent_issue *issue, const ent_change *x,
                        bool first) {
    ent_i_buf_printf(b, "%s{\"issue\":", first ? "" : ",");
    ent_i_buf_json(b, issue->id);
    ent_i_buf_printf(b, ",\"name\":");
    ent_i_buf_json(b, issue->name);
    band_json(b, "before", &x->before);
    band_json(b, "after", &x->after);
    band_json(b, "change", &x->change);
    ent_i_buf_printf(b, ",\"agree\":");
    ent_i_buf_number(b, x->agree);
    ent_i_buf_printf(b,
                     ",\"real\":%s,\"verdict\":", x->real ? "true" : "false");
    ent_i_buf_json(b, x->verdict);
    ent_i_buf_put(b, "}", 1);
}

static ent_err outcomes(ent_cli *cli, const cli_sides *c, double least,
                        ent_buf *b) {
    size_t shown = 0, still = 0;
    for (uint32_t p = 0; p < c->s[0]->n_issues; p++) {
        ent_change x;
        const ent_issue *issue = &c->s[0]->issue[p];
        uint32_t q = cli_issue(c->s[1], issue->id);
        if (q == ENT_NONE ||
            ent_i_change_sides(&cli->ctx, (ent_side){c->run[0], p},
                               (ent_side){c->run[1], q}, c->paired, least, &x))
            continue;
        still += !x.real;
        if (!x.real && !cli_has(cli, "all") && !cli->json)
            continue;
        if (cli->json)
            change_json(b, issue, &x, !shown);
        else
            ent_i_buf_printf(b, "%s  %.*s: %.*s\n", shown ? "" : "Outcomes\n",
                             ENT_P(issue->name), ENT_P(x.verdict));
        shown++;
    }
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
    if (!cli->json && still && !cli_has(cli, "all"))
        ent_i_buf_printf(b, "No real difference on %zu of %zu issues.\n", still,
                         c->s[0]->n_issues);
    return ENT_OK;
}

ent_err cli_changes(ent_cli *cli, const cli_sides *c) {
    ent_buf b = {0};
    double least = 0.5;
    ENT_TRY(cli_number(cli, "least", 0, 100, &least));
    if (cli->json)
        ent_i_buf_printf(&b,
                         "{\"schema\":\"entente-changes/1\",\"paired\":%s,"
                         "\"inputs\":[",
                         c->paired ? "true" : "false");
    ent_err e = inputs(cli, c, &b);
    if (cli->json)
        ent_i_buf_printf(&b, "],\"issues\":[");
    if (!e)
        e = outcomes(cli, c, least, &b);
    if (cli->json)
        ent_i_buf_printf(&b, "]}\n");
    if (!e)
        e = b.bad ? ENT_NOMEM_FAIL(&cli->ctx)
                  : ent_i_write(&cli->ctx, cli->out, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}
