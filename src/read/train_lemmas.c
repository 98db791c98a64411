/* train_lemmas.c - rules of lemmas from a treebank.
 *
 * From the shortest ending to the longest: the script that most forms with an
 * ending and a tag need becomes a rule where shorter endings would give
 * another; forms that all rules get wrong become rules of their own. */
#include "read/train.h"
#include <stdlib.h>

enum { LEVELS = 7, FORM_MAX = 60, LEAST = 2 };

/* A form and tag of the treebank with the script that it needs most often. */
typedef struct sample {
    uint64_t whole;       /* key of form and tag */
    uint64_t key[LEVELS]; /* of its ending of 0 to 6 bytes */
    uint8_t n_keys;
    uint16_t script;
    uint16_t chosen; /* what the rules so far give */
} sample;

static char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t common(ent_str form, ent_str lemma, bool low) {
    size_t n = 0;
    while (n < form.n && n < lemma.n &&
           (low ? lowered(form.s[n]) : form.s[n]) == lemma.s[n])
        n++;
    return n;
}

/* The script that turns form into lemma: as it stands, or in lower case,
 * whichever keeps more of it; where both do, as names or other words go. */
static ent_script script_for(ent_str form, ent_str lemma, bool name) {
    size_t as_is = common(form, lemma, false), low = common(form, lemma, true);
    bool lower = low > as_is || (low == as_is && !name);
    size_t keep = lower ? low : as_is;
    return (ent_script){
        {lemma.s + keep, lemma.n - keep}, lower, (uint8_t)(form.n - keep)};
}

static ent_err script_row(ent_trainer *t, ent_script s, uint16_t *out) {
    const ent_script *at = t->script.at;
    for (size_t i = 0; i < t->script.n; i++)
        if (at[i].lower == s.lower && at[i].strip == s.strip &&
            ent_i_eq(at[i].add, s.add)) {
            *out = (uint16_t)i;
            return ENT_OK;
        }
    *out = (uint16_t)t->script.n;
    ent_script *row = t->script.n < UINT16_MAX - 1
                          ? ENT_PUSH(t->ctx->keep, &t->script, ent_script)
                          : NULL;
    if (!row)
        return ENT_NOMEM_FAIL(t->ctx);
    *row = s;
    return ENT_OK;
}

static bool has_lemma(const ent_conllu_word *w) {
    return !ent_i_eqz(w->lemma, "_") || ent_i_eqz(w->form, "_");
}

static ent_err add_samples(ent_trainer *t, const ent_lesson *s, ent_vec *v) {
    ent_phrase *p = t->phrase;
    ent_i_train_phrase(t, s);
    for (uint32_t i = 1; i <= p->n; i++) {
        const ent_conllu_word *w = &s->word[i - 1];
        p->tag[i] = t->tag[s->first + i - 1];
        if (!has_lemma(w) || w->form.n > FORM_MAX)
            continue;
        sample *x = ENT_PUSH(t->ctx->temp, v, sample);
        if (!x)
            return ENT_NOMEM_FAIL(t->ctx);
        bool name = w->upos == ENT_UPOS_PROPN;
        ENT_TRY(script_row(t, script_for(w->form, w->lemma, name), &x->script));
        x->whole = ent_i_lemma_key(p, i, ENT_WHOLE);
        for (unsigned k = 0; k < LEVELS && k <= p->text_n[i]; k++)
            x->key[x->n_keys++] = ent_i_lemma_key(p, i, k);
        x->chosen = UINT16_MAX;
    }
    return ENT_OK;
}

static int by_whole(const void *a, const void *b) {
    const sample *x = a, *y = b;
    if (x->whole != y->whole)
        return x->whole < y->whole ? -1 : 1;
    return (int)x->script - (int)y->script;
}

/* The commonest script of each form and tag: one sample for each is left. */
static size_t one_each(sample *s, size_t n) {
    size_t m = 0;
    qsort(s, n, sizeof *s, by_whole);
    for (size_t i = 0, k; i < n; i = k) {
        size_t best = i, most = 0;
        for (k = i; k < n && s[k].whole == s[i].whole;) {
            size_t j = k;
            while (j < n && s[j].whole == s[i].whole &&
                   s[j].script == s[k].script)
                j++;
            if (j - k > most) {
                most = j - k;
                best = k;
            }
            k = j;
        }
        s[m++] = s[best];
    }
    return m;
}

typedef struct rules {
    ent_vec key, payload;
} rules;

static ent_err add_rule(ent_trainer *t, rules *r, uint64_t key,
                        uint32_t script) {
    uint64_t *k = ENT_PUSH(t->ctx->temp, &r->key, uint64_t);
    uint32_t *p = ENT_PUSH(t->ctx->temp, &r->payload, uint32_t);
    if (!k || !p)
        return ENT_NOMEM_FAIL(t->ctx);
    *k = key;
    *p = script;
    return ENT_OK;
}

typedef struct pick {
    uint64_t key;
    sample *of;
} pick;

static int by_pick(const void *a, const void *b) {
    const pick *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (int)x->of->script - (int)y->of->script;
}

/* The script that most of the picks need, which are in its order. */
static uint16_t majority(const pick *p, size_t n) {
    size_t most = 0;
    uint16_t best = 0;
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i; k < n && p[k].of->script == p[i].of->script; k++)
            ;
        if (k - i > most) {
            most = k - i;
            best = p[i].of->script;
        }
    }
    return best;
}

/* The rules of endings of one length. All of a group share the shorter
 * endings, so that what was chosen for one was chosen for all. */
static ent_err level_rules(ent_trainer *t, rules *r, ent_vec *v,
                           unsigned level) {
    pick *p = ENT_NEW(t->ctx->temp, v->n + 1, pick);
    size_t n = 0;
    if (!p)
        return ENT_NOMEM_FAIL(t->ctx);
    for (sample *s = v->at, *end = s + v->n; s < end; s++)
        if (level < s->n_keys)
            p[n++] = (pick){s->key[level], s};
    qsort(p, n, sizeof *p, by_pick);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i; k < n && p[k].key == p[i].key; k++)
            ;
        uint16_t best = majority(p + i, k - i);
        if (best == p[i].of->chosen || (k - i < LEAST && level))
            continue;
        ENT_TRY(add_rule(t, r, p[i].key, best));
        for (size_t j = i; j < k; j++)
            p[j].of->chosen = best;
    }
    return ENT_OK;
}

static ent_err find_rules(ent_trainer *t, rules *r) {
    ent_vec v = {0};
    for (size_t i = 0; i < t->n; i++)
        ENT_TRY(add_samples(t, &t->lesson[i], &v));
    v.n = v.n ? one_each(v.at, v.n) : 0;
    for (unsigned k = 0; k < LEVELS; k++)
        ENT_TRY(level_rules(t, r, &v, k));
    const sample *s = v.at;
    for (size_t i = 0; i < v.n; i++)
        if (s[i].chosen != s[i].script)
            ENT_TRY(add_rule(t, r, s[i].whole, s[i].script));
    return ENT_OK;
}

ent_err ent_i_train_lemmas(ent_trainer *t) {
    ent_mark mark = ent_i_arena_mark(t->ctx->temp);
    rules r = {0};
    ent_err e = find_rules(t, &r);
    if (!e)
        e = ent_i_pack_keys(t->ctx, r.key.at, r.payload.at, r.key.n, &t->lemma);
    ent_i_arena_release(t->ctx->temp, mark);
    t->w.lemma = ent_i_train_table(&t->lemma);
    t->w.script = t->script.at;
    t->w.n_scripts = (unsigned)t->script.n;
    return e;
}
