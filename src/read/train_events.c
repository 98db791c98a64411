/* train_events.c - learns the re-ranker's weights from labelled sentences.
 *
 * A multi-class averaged perceptron (Collins 2002) with a margin over the
 * candidates that the rules propose: what the labels say of the trigger is
 * right, a candidate that no label names is none. Candidates that only refer
 * to an event are left out where no label names them, and so are sentences
 * that are labelled for their statements alone. Deterministic: the
 * order of each pass follows from its number. */
#include "read/coref.h"
#include "read/events.h"
#include "read/labelled.h"
#include "read/rerank.h"
#include <stdlib.h>

enum { PASSES = 12, FOLDS = 10, MARGIN = 40, STEP = 16, LEAST = 3 };

typedef struct lesson {
    ent_sample s;
    uint32_t sentence;
    uint32_t right; /* bits of categories; bit 0: none */
    ent_plover gold;
} lesson;

typedef struct weights {
    uint64_t feature;
    int32_t now[ENT_N_PLOVER];
    int64_t sum[ENT_N_PLOVER]; /* of now * the step it was changed at */
} weights;

typedef struct trainer {
    ent_ctx *ctx;
    const ent_lexicon *lex;
    const ent_parser *parser;
    ent_labels labels;
    ent_vec lesson; /* in ctx->keep */
    weights *table;
    size_t mask;
    int64_t step;
} trainer;

/* ---- lessons */

static ent_err read_candidates(trainer *t, const ent_label_sentence *s,
                               ent_vec *out) {
    ent_ctx *ctx = t->ctx;
    ent_doc doc = {.path = s->file, .bytes = s->text, .published = s->date};
    ent_read_options opt = {.format = ENT_STR("txt"), .published = s->date};
    ent_tokens toks;
    ent_parse parse;
    ent_who who;
    ent_quotes quotes;
    ent_arena_reset(ctx->temp);
    ENT_TRY(ent_i_read_text(ctx, &opt, &doc));
    ENT_TRY(ent_i_read_structure(ctx, &doc));
    ENT_TRY(ent_i_read_tokens(ctx, &doc, &toks));
    ENT_TRY(ent_i_read_citations(ctx, &toks, &doc));
    ENT_TRY(ent_i_read_dates(ctx, &toks, &doc));
    ENT_TRY(ent_i_read_mentions(ctx, t->lex, &toks, &doc));
    ENT_TRY(ent_i_read_parse(ctx, t->parser, &doc, &toks, &parse));
    ENT_TRY(ent_i_read_coref(ctx, t->lex, &parse, &doc));
    ENT_TRY(ent_i_read_who(ctx, &doc, &parse, &who));
    ENT_TRY(ent_i_read_quotes(ctx, &doc, &parse, &quotes));
    ent_coder c = {.ctx = ctx,
                   .lex = t->lex,
                   .frames = ent_i_lex_frames(t->lex),
                   .p = &parse,
                   .who = &who,
                   .quotes = &quotes,
                   .doc = &doc,
                   .watch = out};
    return ent_i_code_events(&c);
}

static bool meets(ent_span a, ent_span b) {
    return a.start < b.end && b.start < a.end;
}

/* "held talks": a label may have the verb as trigger, or the noun. */
static const ent_label_event *
label_at(const trainer *t, const ent_label_sentence *s, const ent_sample *at) {
    const ent_label_event *e = t->labels.event.at;
    for (uint32_t i = s->first_event; i < s->first_event + s->n_events; i++)
        if (meets(e[i].trigger, (ent_span){at->start, at->end}) ||
            meets(e[i].trigger, at->noun))
            return &e[i];
    return NULL;
}

static void judge(lesson *l, const ent_label_event *e) {
    l->gold = e ? e->category : ENT_PLOVER_NONE;
    l->right = 1u << l->gold;
    for (int i = 0; e && i < ENT_LABEL_MAX_OR && e->also[i]; i++)
        l->right |= 1u << e->also[i];
    if (l->right >> l->s.rule & 1)
        l->gold = l->s.rule;
}

static ent_err gather(trainer *t) {
    const ent_label_sentence *s = t->labels.sentence.at;
    for (uint32_t i = 0; i < t->labels.sentence.n; i++) {
        ent_vec found = {0};
        if (!s[i].n_events && !s[i].none)
            continue; /* labelled for its statements alone */
        ENT_TRY(read_candidates(t, &s[i], &found));
        const ent_sample *at = found.at;
        for (size_t k = 0; k < found.n; k++) {
            const ent_label_event *e = label_at(t, &s[i], &at[k]);
            if (!e && !at[k].core)
                continue;
            lesson *l = ENT_PUSH(t->ctx->keep, &t->lesson, lesson);
            if (!l)
                return ENT_NOMEM_FAIL(t->ctx);
            l->s = at[k];
            l->sentence = i;
            judge(l, e);
        }
    }
    ent_arena_reset(t->ctx->temp);
    return ENT_OK;
}

/* ---- the perceptron */

static weights *weights_of(trainer *t, uint64_t feature) {
    size_t i = feature & t->mask;
    while (t->table[i].feature && t->table[i].feature != feature)
        i = (i + 1) & t->mask;
    t->table[i].feature = feature;
    return &t->table[i];
}

/* The average over all steps, for the file; `now` while learning. */
static int32_t value(const trainer *t, const weights *w, size_t k, bool mean) {
    if (!mean || !t->step)
        return w->now[k];
    return w->now[k] - (int32_t)(w->sum[k] / t->step);
}

static void score(trainer *t, const lesson *l, bool mean,
                  int32_t out[ENT_N_PLOVER]) {
    memset(out, 0, ENT_N_PLOVER * sizeof *out);
    out[l->s.rule] = ENT_RERANK_PRIOR;
    for (uint32_t i = 0; i < l->s.n; i++) {
        const weights *w = weights_of(t, l->s.feature[i]);
        for (size_t k = 0; k < ENT_N_PLOVER; k++)
            out[k] += value(t, w, k, mean);
    }
}

static size_t best(const int32_t *x, uint32_t allowed) {
    size_t at = ENT_N_PLOVER;
    for (size_t k = 0; k < ENT_N_PLOVER; k++)
        if (allowed >> k & 1 && (at == ENT_N_PLOVER || x[k] > x[at]))
            at = k;
    return at;
}

static void change(trainer *t, const lesson *l, size_t k, int32_t by) {
    for (uint32_t i = 0; i < l->s.n; i++) {
        weights *w = weights_of(t, l->s.feature[i]);
        w->now[k] += by;
        w->sum[k] += by * t->step;
    }
}

static void learn(trainer *t, const lesson *l) {
    int32_t x[ENT_N_PLOVER];
    score(t, l, false, x);
    size_t wrong = best(x, ~l->right);
    t->step++;
    if (x[wrong] + MARGIN <= x[l->gold])
        return;
    change(t, l, l->gold, STEP);
    change(t, l, wrong, -STEP);
}

/* Learns from all lessons but those of one fold; FOLDS: from all. */
static ent_err learn_all(trainer *t, uint32_t fold) {
    size_t n = t->lesson.n;
    lesson *l = t->lesson.at;
    uint32_t *order = ENT_NEW(t->ctx->temp, n + 1, uint32_t);
    if (!order)
        return ENT_NOMEM_FAIL(t->ctx);
    ent_stream stream = ent_i_stream(1, ENT_STR("order of events"));
    memset(t->table, 0, (t->mask + 1) * sizeof *t->table);
    t->step = 0;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t pass = 0; pass < PASSES; pass++) {
        for (uint32_t i = (uint32_t)n; i-- > 1;) {
            uint32_t k = (uint32_t)(ent_i_uniform(stream, i, pass) * (i + 1.0));
            uint32_t swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        for (size_t i = 0; i < n; i++)
            if (l[order[i]].sentence % FOLDS != fold)
                learn(t, &l[order[i]]);
    }
    return ENT_OK;
}

/* ---- the report and the file */

static ent_err cross_validate(trainer *t, ent_buf *report) {
    const lesson *l = t->lesson.at;
    size_t by_rule = 0, by_weights = 0, spared = 0, lost = 0;
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        ENT_TRY(learn_all(t, fold));
        for (size_t i = 0; i < t->lesson.n; i++) {
            int32_t x[ENT_N_PLOVER];
            if (l[i].sentence % FOLDS != fold)
                continue;
            score(t, &l[i], true, x);
            size_t k = ent_i_rerank_best(x, l[i].s.rule);
            by_rule += l[i].right >> l[i].s.rule & 1;
            by_weights += l[i].right >> k & 1;
            spared += !k && (l[i].right & 1);
            lost += !k && !(l[i].right & 1);
        }
    }
    ent_i_buf_printf(
        report,
        "%zu sentences, %zu candidates\n"
        "right by the rules alone        %zu (%.1f %%)\n"
        "right with weights, %d folds    %zu (%.1f %%)\n"
        "dropped rightly %zu, wrongly %zu\n",
        t->labels.sentence.n, t->lesson.n, by_rule,
        100.0 * (double)by_rule / (double)t->lesson.n, FOLDS, by_weights,
        100.0 * (double)by_weights / (double)t->lesson.n, spared, lost);
    return ENT_OK;
}

static int by_feature(const void *pa, const void *pb) {
    const weights *a = pa, *b = pb;
    return (a->feature > b->feature) - (a->feature < b->feature);
}

static void put_weights(trainer *t, ent_buf *out) {
    ent_i_buf_str(out, ENT_STR("entente-events 1\n"));
    qsort(t->table, t->mask + 1, sizeof *t->table, by_feature);
    for (size_t i = 0; i <= t->mask; i++) {
        const weights *w = &t->table[i];
        bool any = false;
        for (size_t k = 0; w->feature && k < ENT_N_PLOVER; k++) {
            int32_t x = value(t, w, k, true);
            if (abs(x) < LEAST)
                continue;
            if (!any)
                ent_i_buf_printf(out, "%016llx",
                                 (unsigned long long)w->feature);
            any = true;
            ent_i_buf_printf(out, " %s:%d", k ? ent_i_plover_name[k] : "NONE",
                             x);
        }
        if (any)
            ent_i_buf_put(out, "\n", 1);
    }
}

static ent_err new_table(trainer *t) {
    size_t size = 2;
    while (size < 2 * ENT_RERANK_FEATURES * t->lesson.n + 2)
        size *= 2;
    t->mask = size - 1;
    t->table = ENT_NEW(t->ctx->keep, size, weights);
    return t->table ? ENT_OK : ENT_NOMEM_FAIL(t->ctx);
}

static ent_err work(trainer *t, ent_str path, ent_buf *report, ent_buf *file) {
    ENT_TRY(ent_i_labels_read_all(t->ctx, path, &t->labels));
    ENT_TRY(gather(t));
    if (!t->lesson.n)
        return ENT_FAIL_AT(t->ctx, ENT_MISSING, (ent_place){path, 0, 0},
                           "no labelled sentence yields a candidate; give "
                           "files of docs/formats/labelled.md");
    ENT_TRY(new_table(t));
    ENT_TRY(cross_validate(t, report));
    ENT_TRY(learn_all(t, FOLDS));
    put_weights(t, file);
    return report->bad || file->bad ? ENT_NOMEM_FAIL(t->ctx) : ENT_OK;
}

ent_err ent_events_train(ent_ctx *ctx, const ent_lexicon *lex,
                         const ent_parser *parser, ent_str path,
                         ent_str *report, ent_str *out) {
    trainer t = {.ctx = ctx, .lex = lex, .parser = parser};
    ent_buf told = {0}, file = {0};
    ent_err e = work(&t, path, &told, &file);
    if (!e) {
        *report = ent_i_dup(ctx->keep, (ent_str){told.s, told.n});
        *out = ent_i_dup(ctx->keep, (ent_str){file.s, file.n});
        e = report->s && out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
    }
    ent_i_buf_free(&told);
    ent_i_buf_free(&file);
    return e;
}
