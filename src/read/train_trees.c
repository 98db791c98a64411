/* train_trees.c - the parser, from a treebank. */
#include "read/train.h"

/* Averages of less than this many 64ths are left out. */
enum { FAINT = 6 };

/* Share of its own steps that the parser follows, after the first pass. */
#define EXPLORE 0.9

/* Form, guessed tags, lemmas; heads as the treebank has them, lifted. */
static void lesson_phrase(ent_trainer *t, const ent_lesson *s) {
    ent_phrase *p = t->phrase;
    ent_i_train_phrase(t, s);
    for (uint32_t i = 1; i <= p->n; i++) {
        p->tag[i] = t->guess[s->first + i - 1];
        uint32_t h = s->word[i - 1].head;
        p->head[i] = (uint16_t)(h ? h : p->n + 1);
        p->rel[i] = s->word[i - 1].rel;
    }
    ent_i_phrase_lemmas(&t->w, p);
    ent_i_lift(p->head, p->n);
}

static ent_err tree_epoch(ent_trainer *t, unsigned member, unsigned e,
                          ent_learner *l) {
    ent_tally tally = {0};
    ent_stream stream = ent_i_stream(t->opt->seed, ENT_STR("explore"));
    uint64_t draw = (uint64_t)(member * 1000 + e) << 32;
    ent_i_train_shuffle(t, ENT_STR("trees"), member * 1000 + e);
    for (size_t i = 0; i < t->n; i++) {
        const ent_lesson *s = &t->lesson[t->order[i]];
        if (i % 256 == 0)
            ENT_TRY(ent_i_train_tell(t, "trees",
                                     ((double)e + (double)i / (double)t->n) /
                                         t->opt->epochs));
        lesson_phrase(t, s);
        ent_explore x = {e ? EXPLORE : 0, stream, draw | i};
        ENT_TRY(ent_i_tree_learn(t->ctx, &t->w, t->forest, t->phrase, x, l,
                                 &tally));
    }
    if (t->opt->told)
        t->opt->told(t->opt->user, "trees", e + 1,
                     tally.steps ? 1 - (double)tally.wrong / (double)tally.steps
                                 : 0);
    return ENT_OK;
}

/* The first member learns longest, the others three quarters of that. */
static unsigned passes(const ent_trainer *t, unsigned member) {
    return member ? (3 * t->opt->epochs + 3) / 4 : t->opt->epochs;
}

/* One member: a parser of its own order of sentences and steps. */
static ent_err train_member(ent_trainer *t, unsigned member, ent_learner *sum) {
    ent_learner *l;
    ent_err e = ent_i_learner_new(t->ctx, ENT_CLASSES, &l);
    if (e)
        return e;
    t->w.tree = (ent_linear){l, {0}, ENT_CLASSES};
    for (unsigned k = 0; !e && k < passes(t, member); k++)
        e = tree_epoch(t, member, k, l);
    if (!e)
        e = ent_i_learner_add(t->ctx, sum, l);
    ent_i_learner_free(l);
    return e;
}

ent_err ent_i_train_trees(ent_trainer *t) {
    ent_learner *sum;
    ent_err e = ent_i_learner_new(t->ctx, ENT_CLASSES, &sum);
    if (e)
        return e;
    for (unsigned k = 0; !e && k < t->opt->members; k++)
        e = train_member(t, k, sum);
    if (!e)
        e = ent_i_pack(
            t->ctx, sum,
            (ent_least){t->opt->min_updates * t->opt->members, FAINT},
            &t->tree);
    t->w.tree = (ent_linear){NULL, ent_i_train_table(&t->tree), ENT_CLASSES};
    ent_i_learner_free(sum);
    return e;
}
