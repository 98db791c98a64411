/* rules.c - who must agree: rules of issues and vetoes of factions.
 *
 * Both name what other sections bring, so they are read when those have been.
 */
#include "scenario/scenario.h"

/* ---- vetoes */

static ent_err read_veto(ent_reader *r, const ent_later *l) {
    ent_faction *f = (ent_faction *)r->faction.at + l->row;
    ent_name_rows issues;
    ENT_TRY(ent_i_find_names(r, l->node, &r->issues, "issue", &issues));
    f->veto = issues.row;
    f->n_vetoes = issues.n;
    return ENT_OK;
}

/* ---- rules */

typedef struct draft {
    const ent_node *node;
    ent_issue *issue;
    ent_vec party; /* uint32_t */
} draft;

static bool has_stance(const ent_reader *r, uint32_t actor, uint32_t issue) {
    const ent_stance *st = r->stance.at;
    for (size_t i = 0; i < r->stance.n; i++)
        if (st[i].actor == actor && st[i].issue == issue)
            return true;
    return false;
}

static ent_err add_party(ent_reader *r, draft *d, uint32_t actor) {
    uint32_t *place = ENT_PUSH(r->ctx->keep, &d->party, uint32_t);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = actor;
    return ENT_OK;
}

static ent_err add_named(ent_reader *r, draft *d, ent_str name) {
    uint32_t actor = ent_i_index_find(&r->actors, name);
    uint32_t issue = (uint32_t)(d->issue - (ent_issue *)r->issue.at);
    if (actor == ENT_NONE)
        return ent_i_find(
            r, ENT_NAME, d->node->at, "there is no actor '%.*s'%s",
            ENT_P(ent_i_clip(name)),
            ent_i_hint(r->ctx->temp, name, r->actors.key, r->actors.n));
    for (size_t i = 0; i < d->party.n; i++)
        if (((uint32_t *)d->party.at)[i] == actor)
            return ENT_OK;
    if (!has_stance(r, actor, issue) && !r->partial)
        return ent_i_find(r, ENT_NAME, d->node->at,
                          "%.*s has no stance on %.*s, so its consent means "
                          "nothing; give it one or leave it out of the rule",
                          ENT_P(name), ENT_P(d->issue->id));
    return add_party(r, d, actor);
}

/* Everybody with a stance on the issue. */
static ent_err add_all(ent_reader *r, draft *d) {
    uint32_t issue = (uint32_t)(d->issue - (ent_issue *)r->issue.at);
    for (uint32_t a = 0; a < r->actor.n; a++)
        if (has_stance(r, a, issue))
            ENT_TRY(add_party(r, d, a));
    return ENT_OK;
}

/* "PRK, USA and CHN" */
static ent_err read_parties(ent_reader *r, draft *d, ent_str text) {
    while (text.n) {
        size_t n = 0;
        while (n < text.n && !strchr(" ,\t\n", text.s[n]))
            n++;
        ent_str word = {text.s, n};
        text.s += n + (n < text.n);
        text.n -= n + (n < text.n);
        if (n && !ent_i_eqz(word, "and"))
            ENT_TRY(add_named(r, d, word));
    }
    return ENT_OK;
}

static ent_err fail_form(ent_reader *r, const draft *d) {
    return ent_i_find(r, ENT_SYNTAX, d->node->at,
                      "rule '%.*s' is not known; write `consent of PRK and "
                      "USA`, `unanimity`, `majority` or `majority 67`",
                      ENT_P(ent_i_clip(d->node->text)));
}

static ent_err read_majority(ent_reader *r, draft *d, ent_str text) {
    d->issue->rule = (ent_rule){.kind = ENT_RULE_MAJORITY, .quota = 50};
    if (!text.n)
        return ENT_OK;
    double *quota = &d->issue->rule.quota;
    if (ent_i_ends(text, "%"))
        text = ent_i_trim((ent_str){text.s, text.n - 1});
    if (!ent_i_number(text, quota))
        return fail_form(r, d);
    if (*quota > 0 && *quota <= 100)
        return ENT_OK;
    return ent_i_find(r, ENT_DOMAIN, d->node->at,
                      "a majority of %g percent is none; it is above 0 and at "
                      "most 100",
                      *quota);
}

static ent_err read_consent(ent_reader *r, draft *d, ent_str text) {
    ent_str of = ent_i_cut(&text, ' ');
    if (of.n && !ent_i_eqz(of, "of"))
        return fail_form(r, d);
    ENT_TRY(of.n ? read_parties(r, d, ent_i_trim(text)) : add_all(r, d));
    d->issue->rule = (ent_rule){.kind = ENT_RULE_CONSENT,
                                .party = d->party.at,
                                .n_parties = d->party.n};
    return d->party.n || r->partial || !of.n ? ENT_OK : fail_form(r, d);
}

static ent_err read_rule(ent_reader *r, const ent_later *l) {
    draft d = {l->node, (ent_issue *)r->issue.at + l->row, {0}};
    ent_str text;
    ENT_TRY(ent_i_text(r, l->node, "rule", &text));
    if (!text.n)
        return ENT_OK;
    text = ent_i_trim(text);
    ent_str word = ent_i_cut(&text, ' ');
    text = ent_i_trim(text);
    if (ent_i_eqz(word, "majority"))
        return read_majority(r, &d, text);
    if (ent_i_eqz(word, "unanimity") || ent_i_eqz(word, "consent"))
        return read_consent(r, &d, text);
    return fail_form(r, &d);
}

ent_err ent_i_later(ent_reader *r, ent_vec *list, size_t row,
                    const ent_node *node) {
    if (ent_i_node_blank(node))
        return ENT_OK;
    ent_later *l = ENT_PUSH(r->ctx->temp, list, ent_later);
    if (!l)
        return ENT_NOMEM_FAIL(r->ctx);
    *l = (ent_later){(uint32_t)row, node};
    return ENT_OK;
}

ent_err ent_i_rules_read(ent_reader *r) {
    for (size_t i = 0; i < r->vetoes.n; i++)
        ENT_TRY(read_veto(r, (ent_later *)r->vetoes.at + i));
    for (size_t i = 0; i < r->rules.n; i++)
        ENT_TRY(read_rule(r, (ent_later *)r->rules.at + i));
    return ENT_OK;
}
