/* gold_labelled.c - labelled sentences as annotations: each is a document of
 * its own, named by the file and line where it stands. */
#include "read/evaluate.h"
#include "read/labelled.h"

/* "AID|SUPPORT"; the first is the one that is meant. */
static ent_str names_of(ent_ctx *ctx, const ent_plover *also) {
    ent_str out = {0};
    for (size_t i = 0; i < ENT_LABEL_MAX_OR && also[i]; i++)
        out = ent_i_printf(ctx->keep, "%.*s%s%s", ENT_P(out), i ? "|" : "",
                           ent_i_plover_name[also[i]]);
    return out;
}

static ent_str words_of(const ent_label_sentence *s, ent_span at) {
    return (ent_str){s->text.s + at.start, at.end - at.start};
}

static ent_err add_event(ent_ctx *ctx, ent_gold *gold, uint32_t doc,
                         const ent_label_sentence *s,
                         const ent_label_event *v) {
    ent_item *t = ENT_PUSH(ctx->keep, &gold->item[ENT_GOLD_EVENT], ent_item);
    if (!t)
        return ENT_NOMEM_FAIL(ctx);
    *t = (ent_item){.doc = doc,
                    .para = 1,
                    .sent = 1,
                    .at = v->trigger,
                    .text = words_of(s, v->trigger),
                    .what = ent_i_str(ent_i_plover_name[v->category]),
                    .from = v->source,
                    .to = v->target,
                    .also = names_of(ctx, v->also),
                    .factuality = v->factuality,
                    .negated = v->negated,
                    .reciprocal = v->reciprocal,
                    .hedged = v->hedged,
                    .core = !v->ref,
                    .line = v->line};
    return ENT_OK;
}

static ent_err add_statement(ent_ctx *ctx, ent_gold *gold, uint32_t doc,
                             const ent_label_sentence *s,
                             const ent_label_statement *v) {
    ent_vec *rows = &gold->item[ENT_GOLD_STATEMENT];
    ent_item *t = ENT_PUSH(ctx->keep, rows, ent_item);
    if (!t)
        return ENT_NOMEM_FAIL(ctx);
    *t = (ent_item){.doc = doc,
                    .para = 1,
                    .sent = 1,
                    .at = v->cue,
                    .text = words_of(s, v->cue),
                    .what = v->mode,
                    .from = v->speaker,
                    .to = v->addressee,
                    .issue = v->issue,
                    .stance = ent_i_str(v->stance > 0   ? "+"
                                        : v->stance < 0 ? "-"
                                                        : "0"),
                    .negated = v->negated,
                    .hedged = v->hedged,
                    .line = v->line};
    return ENT_OK;
}

static ent_err add_sentence(ent_ctx *ctx, ent_gold *gold, const ent_labels *all,
                            const ent_label_sentence *s) {
    uint32_t doc = (uint32_t)gold->name.n;
    ent_str *name = ENT_PUSH(ctx->keep, &gold->name, ent_str);
    ent_place *place = ENT_PUSH(ctx->keep, &gold->place, ent_place);
    ent_labelled *text = ENT_PUSH(ctx->keep, &gold->text, ent_labelled);
    if (!name || !place || !text)
        return ENT_NOMEM_FAIL(ctx);
    *name = ent_i_printf(ctx->keep, "%.*s:%u", ENT_P(ent_i_path_base(s->file)),
                         s->line);
    *place = (ent_place){s->file, s->line, 0};
    *text = (ent_labelled){.text = s->text, .date = s->date};
    if (!name->s)
        return ENT_NOMEM_FAIL(ctx);
    const ent_label_event *v = all->event.at;
    for (uint32_t i = 0; i < s->n_events; i++)
        ENT_TRY(add_event(ctx, gold, doc, s, &v[s->first_event + i]));
    const ent_label_statement *w = all->statement.at;
    for (uint32_t i = 0; i < s->n_statements; i++)
        ENT_TRY(add_statement(ctx, gold, doc, s, &w[s->first_statement + i]));
    return ENT_OK;
}

/* A file that labels no event at all is not about events: what is read there
 * is neither right nor wrong. */
static void note_kinds(const ent_labels *all, size_t from, size_t to,
                       ent_labelled *text) {
    const ent_label_sentence *s = all->sentence.at;
    size_t n_events = 0, n_statements = 0;
    for (size_t i = from; i < to; i++) {
        n_events += s[i].n_events;
        n_statements += s[i].n_statements;
    }
    for (size_t i = from; i < to; i++) {
        text[i].events = n_events || !n_statements;
        text[i].statements = n_statements || !n_events;
    }
}

ent_err ent_gold_labelled(ent_ctx *ctx, ent_gold *gold, ent_str path) {
    ent_labels all = {0};
    if (gold->name.n > gold->text.n)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "labelled sentences and tables are measured apart");
    ENT_TRY(ent_i_labels_read_all(ctx, path, &all));
    gold->file[ENT_GOLD_EVENT] = path;
    gold->file[ENT_GOLD_STATEMENT] = path;
    const ent_label_sentence *s = all.sentence.at;
    size_t before = gold->text.n;
    for (size_t i = 0; i < all.sentence.n; i++)
        ENT_TRY(add_sentence(ctx, gold, &all, &s[i]));
    ent_labelled *text = (ent_labelled *)gold->text.at + before;
    for (size_t i = 0, k; i < all.sentence.n; i = k) {
        for (k = i + 1; k < all.sentence.n && ent_i_eq(s[i].file, s[k].file);)
            k++;
        note_kinds(&all, i, k, text);
    }
    return ENT_OK;
}

ent_err ent_gold_read_labelled(ent_ctx *ctx, const ent_gold *gold, size_t i,
                               const ent_lexicon *lex,
                               const ent_read_options *opt, ent_doc *out) {
    const ent_labelled *text = gold->text.at;
    ent_read_options own = opt ? *opt : (ent_read_options){0};
    if (i >= gold->text.n)
        return ENT_FAIL(ctx, ENT_SHAPE, "there are %zu labelled sentences",
                        gold->text.n);
    own.published = text[i].date;
    own.format = ENT_STR("txt");
    return ent_doc_read(ctx, lex, &own, ((const ent_str *)gold->name.at)[i],
                        text[i].text, out);
}
