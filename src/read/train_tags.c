/* train_tags.c - tag dictionary and tagger from a treebank. */
#include "read/train.h"
#include <stdlib.h>

/* Of words seen this often the dictionary knows the tags; of words seen
 * OFTEN times with one tag only, it is taken without asking the tagger. */
enum { SEEN = 3, OFTEN = 25 };

/* Averages of less than this many 64ths are left out. */
enum { FAINT = 6 };

typedef struct sight {
    uint32_t low;
    uint8_t tag;
} sight;

static int by_word(const void *a, const void *b) {
    const sight *x = a, *y = b;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return (int)x->tag - (int)y->tag;
}

/* ---- the dictionary */

/* What is known of one word, from its sights in order of their tags: a number
 * for the set of its usual tags, and the tag if there is but one. */
static uint32_t entry_of(const sight *s, size_t n) {
    uint64_t set = 1469598103934665603U;
    size_t most = 0;
    uint8_t best = 0;
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i; k < n && s[k].tag == s[i].tag; k++)
            ;
        if (k - i > most) {
            most = k - i;
            best = s[i].tag;
        }
        if ((k - i) * 20 >= n) /* 5 % or more */
            set = ent_i_mix(set ^ s[i].tag);
    }
    set = ent_i_mix(set * 31 + best);
    bool sure = n >= OFTEN && most == n;
    return (uint32_t)(set & 0x7FFFFFU) << 8 |
           (sure ? best : (uint32_t)ENT_TAG_NONE);
}

static ent_err pack_dict(ent_trainer *t, sight *s, size_t n) {
    uint64_t *key = ENT_NEW(t->ctx->temp, n + 1, uint64_t);
    uint32_t *payload = ENT_NEW(t->ctx->temp, n + 1, uint32_t);
    size_t m = 0;
    if (!key || !payload)
        return ENT_NOMEM_FAIL(t->ctx);
    qsort(s, n, sizeof *s, by_word);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i; k < n && s[k].low == s[i].low; k++)
            ;
        if (k - i < SEEN)
            continue;
        key[m] = ent_i_mix(s[i].low);
        payload[m++] = entry_of(s + i, k - i);
    }
    ent_i_packed_free(&t->dict);
    ENT_TRY(ent_i_pack_keys(t->ctx, key, payload, m, &t->dict));
    t->w.dict = ent_i_train_table(&t->dict);
    return ENT_OK;
}

static ent_err learn_dict(ent_trainer *t, int fold) {
    ent_mark mark = ent_i_arena_mark(t->ctx->temp);
    ent_vec v = {0};
    for (size_t i = 0; i < t->n; i++) {
        const ent_lesson *s = &t->lesson[i];
        if (ent_i_train_in_fold(t, i, fold))
            continue;
        ent_i_train_phrase(t, s);
        for (uint32_t k = 1; k <= s->n; k++) {
            sight *x = ENT_PUSH(t->ctx->temp, &v, sight);
            if (!x)
                return ENT_NOMEM_FAIL(t->ctx);
            *x = (sight){t->phrase->low[k], t->tag[s->first + k - 1]};
        }
    }
    ent_err e = pack_dict(t, v.at, v.n);
    ent_i_arena_release(t->ctx->temp, mark);
    return e;
}

/* ---- the tagger */

static ent_err learn_sentence(ent_trainer *t, const ent_lesson *s,
                              ent_learner *l) {
    uint64_t key[ENT_TAG_FEATURES];
    ent_phrase *p = t->phrase;
    ent_i_train_phrase(t, s);
    ent_i_phrase_know(&t->w, p);
    for (uint32_t i = 1; i <= p->n; i++) {
        uint8_t right = t->tag[s->first + i - 1];
        p->tag[i] = ent_i_tag_sure(p, i);
        if (p->tag[i] < t->w.n_tags)
            continue;
        unsigned n = ent_i_tag_features(p, i, key);
        p->tag[i] = ent_i_tag_best(&t->w, key, n);
        ent_i_learner_tick(l);
        if (p->tag[i] == right)
            continue;
        ENT_TRY(ent_i_learn(t->ctx, l, key, n, right, +1));
        ENT_TRY(ent_i_learn(t->ctx, l, key, n, p->tag[i], -1));
    }
    return ENT_OK;
}

static ent_err learn_epochs(ent_trainer *t, int fold, ent_learner *l) {
    unsigned epochs = t->opt->tag_epochs;
    for (unsigned e = 0; e < epochs; e++) {
        ENT_TRY(ent_i_train_tell(t, fold < 0 ? "tags" : "tags for the parser",
                                 (double)e / epochs));
        ent_i_train_shuffle(t, ENT_STR("tags"), e);
        for (size_t i = 0; i < t->n; i++)
            if (!ent_i_train_in_fold(t, t->order[i], fold))
                ENT_TRY(learn_sentence(t, &t->lesson[t->order[i]], l));
    }
    return ENT_OK;
}

ent_err ent_i_train_tagger(ent_trainer *t, int fold) {
    ent_learner *l;
    ENT_TRY(learn_dict(t, fold));
    ENT_TRY(ent_i_learner_new(t->ctx, ENT_CLASSES, &l));
    t->w.tagger = (ent_linear){l, {0}, ENT_CLASSES};
    ent_err e = learn_epochs(t, fold, l);
    ent_i_packed_free(&t->tagger);
    if (!e)
        e = ent_i_pack(t->ctx, l, (ent_least){ent_i_train_least(t), FAINT},
                       &t->tagger);
    t->w.tagger =
        (ent_linear){NULL, ent_i_train_table(&t->tagger), ENT_CLASSES};
    ent_i_learner_free(l);
    return e;
}
