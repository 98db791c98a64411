/* train_trees.c - the parser and the labels, from a treebank. */
#include "read/train.h"

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
    }
    ent_i_phrase_lemmas(&t->w, p);
    ent_i_lift(p->head, p->n);
}

static ent_err tree_epoch(ent_trainer *t, unsigned e, ent_learner *l) {
    size_t wrong = 0, words = 0;
    ent_stream stream = ent_i_stream(t->opt->seed, ENT_STR("explore"));
    for (size_t i = 0; i < t->n; i++) {
        const ent_lesson *s = &t->lesson[t->order[i]];
        if (i % 256 == 0)
            ENT_TRY(ent_i_train_tell(t, "trees", e + 1,
                                     ((double)e + (double)i / (double)t->n) /
                                         t->opt->epochs));
        lesson_phrase(t, s);
        ent_explore x = {e ? EXPLORE : 0, stream, (uint64_t)e << 32 | i};
        ENT_TRY(ent_i_tree_learn(t->ctx, &t->w, t->forest, t->phrase, x, l,
                                 &wrong));
        words += 2 * s->n;
    }
    if (t->opt->told)
        t->opt->told(t->opt->user, "trees", e + 1,
                     words ? 1 - (double)wrong / (double)words : 0);
    return ENT_OK;
}

ent_err ent_i_train_trees(ent_trainer *t) {
    ent_learner *l;
    ent_err e = ent_i_learner_new(t->ctx, 3, &l);
    if (e)
        return e;
    t->w.tree = (ent_linear){l, {0}, 3};
    for (unsigned k = 0; !e && k < t->opt->epochs; k++) {
        ent_i_train_shuffle(t, ENT_STR("trees"), k);
        e = tree_epoch(t, k, l);
    }
    if (!e)
        e = ent_i_pack(t->ctx, l, t->opt->min_updates, &t->tree);
    t->w.tree = (ent_linear){NULL, ent_i_train_table(&t->tree), 3};
    ent_i_learner_free(l);
    return e;
}

static ent_err label_epoch(ent_trainer *t, unsigned e, ent_learner *l) {
    uint8_t right[ENT_PHRASE_ROOM] = {0};
    size_t wrong = 0, words = 0;
    for (size_t i = 0; i < t->n; i++) {
        const ent_lesson *s = &t->lesson[t->order[i]];
        if (i % 256 == 0)
            ENT_TRY(ent_i_train_tell(t, "labels", e + 1,
                                     ((double)e + (double)i / (double)t->n) /
                                         t->opt->epochs));
        lesson_phrase(t, s);
        for (uint32_t k = 1; k <= s->n; k++)
            right[k] = s->word[k - 1].rel;
        ENT_TRY(ent_i_labels_learn(t->ctx, &t->w, t->phrase, right, l, &wrong));
        words += s->n;
    }
    if (t->opt->told)
        t->opt->told(t->opt->user, "labels", e + 1,
                     words ? 1 - (double)wrong / (double)words : 0);
    return ENT_OK;
}

ent_err ent_i_train_labels(ent_trainer *t) {
    ent_learner *l;
    ent_err e = ent_i_learner_new(t->ctx, ENT_CLASSES, &l);
    if (e)
        return e;
    t->w.labels = (ent_linear){l, {0}, ENT_CLASSES};
    for (unsigned k = 0; !e && k < t->opt->tag_epochs; k++) {
        ent_i_train_shuffle(t, ENT_STR("labels"), k);
        e = label_epoch(t, k, l);
    }
    if (!e)
        e = ent_i_pack(t->ctx, l, t->opt->min_updates, &t->labels);
    t->w.labels =
        (ent_linear){NULL, ent_i_train_table(&t->labels), ENT_CLASSES};
    ent_i_learner_free(l);
    return e;
}
