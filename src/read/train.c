/* train.c - weights from treebanks: the order of learning, and the file.
 *
 * The parser learns on tags as it will meet them: each sentence is tagged by
 * a tagger that was taught on the others (jackknifing). */
#include "read/train.h"

/* Sentences that stand near each other share names: a fold takes BLOCK in a
 * row, so that a tagger meets as many strangers as it will in use. */
enum { FOLDS = 5, BLOCK = 40 };

/* ---- what the stages share */

void ent_i_train_shuffle(ent_trainer *t, ent_str name, unsigned epoch) {
    ent_stream s = ent_i_stream(t->opt->seed, name);
    for (size_t i = 0; i < t->n; i++)
        t->order[i] = (uint32_t)i;
    for (size_t i = t->n; i > 1; i--) {
        size_t k = (size_t)(ent_i_uniform(s, epoch, (uint32_t)i) * (double)i);
        uint32_t x = t->order[i - 1];
        t->order[i - 1] = t->order[k];
        t->order[k] = x;
    }
}

void ent_i_train_phrase(ent_trainer *t, const ent_lesson *s) {
    for (uint32_t i = 0; i < s->n; i++)
        t->phrase->form[i + 1] = s->word[i].form;
    ent_i_phrase_set(t->phrase, s->n);
}

bool ent_i_train_in_fold(const ent_trainer *t, size_t lesson, int fold) {
    size_t block = t->n >= BLOCK * FOLDS ? BLOCK : 1;
    return fold >= 0 && (int)(lesson / block % FOLDS) == fold;
}

ent_err ent_i_train_tell(ent_trainer *t, const char *stage, double part) {
    return ent_i_progress(t->ctx, stage, part);
}

unsigned ent_i_train_least(const ent_trainer *t) {
    return t->opt->min_updates < 3 ? t->opt->min_updates : 3;
}

ent_hashed ent_i_train_table(const ent_packed *p) {
    return (ent_hashed){(const ent_slot *)(const void *)p->slots.s,
                        (uint32_t)(p->slots.n / sizeof(ent_slot)),
                        (const uint8_t *)p->pool.s, (uint32_t)p->pool.n, NULL};
}

/* ---- lessons */

/* The row of a tag, a new one while there is room; then the first with the
 * same universal tag. */
static uint8_t tag_row(ent_parser *w, const ent_conllu_word *x) {
    unsigned same = 0;
    for (unsigned i = w->n_tags; i-- > 0;) {
        if (w->tag[i].upos != x->upos)
            continue;
        if (w->tag[i].xpos == x->xpos)
            return (uint8_t)i;
        same = i;
    }
    if (w->n_tags == ENT_MAX_TAGS - 1)
        return (uint8_t)same;
    w->tag[w->n_tags] = (ent_tag){x->upos, x->xpos};
    return (uint8_t)w->n_tags++;
}

static ent_err add_bank(ent_trainer *t, const ent_treebank *b,
                        uint32_t *words) {
    for (size_t i = 0; i < b->n_sents; i++) {
        const ent_conllu_sent *s = &b->sent[i];
        if (s->n > ENT_PHRASE_MAX)
            continue;
        t->lesson[t->n] = (ent_lesson){b->word + s->first, s->n, *words};
        for (uint32_t k = 0; k < s->n; k++)
            t->tag[*words + k] = tag_row(&t->w, &t->lesson[t->n].word[k]);
        t->n++;
        *words += s->n;
    }
    return ENT_OK;
}

static ent_err open_trainer(ent_trainer *t, const ent_treebank *bank,
                            size_t n) {
    ent_arena *a = t->ctx->keep;
    size_t words = 1, sents = 1;
    uint32_t used = 0;
    for (size_t i = 0; i < n; i++) {
        words += bank[i].n_words;
        sents += bank[i].n_sents;
    }
    t->lesson = ENT_NEW(a, sents, ent_lesson);
    t->order = ENT_NEW(a, sents, uint32_t);
    t->tag = ENT_NEW(a, words, uint8_t);
    t->guess = ENT_NEW(a, words, uint8_t);
    t->phrase = ENT_NEW(a, 1, ent_phrase);
    if (!t->lesson || !t->order || !t->tag || !t->guess || !t->phrase)
        return ENT_NOMEM_FAIL(t->ctx);
    t->w.n_rels = ENT_N_REL;
    ENT_TRY(ent_i_forest_new(t->ctx, a, &t->forest));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add_bank(t, &bank[i], &used));
    return t->n ? ENT_OK
                : ENT_FAIL(t->ctx, ENT_MISSING,
                           "there is no sentence to learn from; name a "
                           "treebank in CoNLL-U");
}

/* ---- the order */

static ent_err guess_tags(ent_trainer *t, int fold) {
    ENT_TRY(ent_i_train_tagger(t, fold));
    for (size_t i = 0; i < t->n; i++) {
        const ent_lesson *s = &t->lesson[i];
        if (!ent_i_train_in_fold(t, i, fold))
            continue;
        ent_i_train_phrase(t, s);
        ent_i_phrase_tag(&t->w, t->phrase);
        memcpy(t->guess + s->first, t->phrase->tag + 1, s->n);
    }
    return ENT_OK;
}

static ent_err learn_all(ent_trainer *t) {
    ENT_TRY(ent_i_train_lemmas(t));
    for (int fold = 0; fold < FOLDS && t->n >= FOLDS; fold++)
        ENT_TRY(guess_tags(t, fold));
    if (t->n < FOLDS) /* too few to leave any out */
        memcpy(t->guess, t->tag,
               t->lesson[t->n - 1].first + t->lesson[t->n - 1].n);
    ENT_TRY(ent_i_train_tagger(t, ENT_NO_FOLD));
    return ent_i_train_trees(t);
}

/* ---- the file */

static void put_lists(const ent_trainer *t, ent_buf *tags, ent_buf *rels,
                      ent_buf *scripts) {
    const ent_script *s = t->script.at;
    for (unsigned i = 0; i < t->w.n_tags; i++)
        ent_i_buf_printf(tags, "%s\t%s\n", ent_i_upos_name[t->w.tag[i].upos],
                         ent_i_xpos_name[t->w.tag[i].xpos]);
    for (unsigned i = 0; i < ENT_N_REL; i++)
        ent_i_buf_printf(rels, "%s\n", ent_i_rel_name[i]);
    for (size_t i = 0; i < t->script.n; i++)
        ent_i_buf_printf(scripts, "%u\t%u\t%.*s\n", s[i].lower, s[i].strip,
                         ENT_P(s[i].add));
}

static ent_str held(const ent_buf *b) {
    return (ent_str){b->s, b->n};
}

static ent_err write_file(ent_trainer *t, ent_str path) {
    ent_buf info = {0}, tags = {0}, rels = {0}, scripts = {0};
    ent_i_buf_printf(&info,
                     "members %u\nepochs %u\ntag epochs %u\nmin updates %u\n"
                     "seed %llu\nsentences %zu\n%s",
                     t->opt->members, t->opt->epochs, t->opt->tag_epochs,
                     t->opt->min_updates, (unsigned long long)t->opt->seed,
                     t->n, t->opt->note ? t->opt->note : "");
    put_lists(t, &tags, &rels, &scripts);
    ent_str s[ENT_N_SECTIONS] = {
        [ENT_SECTION_INFO] = held(&info),
        [ENT_SECTION_TAGS] = held(&tags),
        [ENT_SECTION_RELS] = held(&rels),
        [ENT_SECTION_SCRIPTS] = held(&scripts),
        [ENT_SECTION_DICT] = held(&t->dict.slots),
        [ENT_SECTION_TAG_SLOTS] = held(&t->tagger.slots),
        [ENT_SECTION_TAG_POOL] = held(&t->tagger.pool),
        [ENT_SECTION_LEMMA] = held(&t->lemma.slots),
        [ENT_SECTION_TREE_SLOTS] = held(&t->tree.slots),
        [ENT_SECTION_TREE_POOL] = held(&t->tree.pool)};
    bool bad = info.bad || tags.bad || rels.bad || scripts.bad;
    ent_err e =
        bad ? ENT_NOMEM_FAIL(t->ctx) : ent_i_weights_write(t->ctx, path, s);
    ent_i_buf_free(&info);
    ent_i_buf_free(&tags);
    ent_i_buf_free(&rels);
    ent_i_buf_free(&scripts);
    return e;
}

static void close_trainer(ent_trainer *t) {
    ent_packed *p[] = {&t->dict, &t->tagger, &t->lemma, &t->tree};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        ent_i_packed_free(p[i]);
}

static ent_train_options with_defaults(const ent_train_options *opt) {
    ent_train_options o = opt ? *opt : (ent_train_options){0};
    o.epochs = o.epochs ? o.epochs : 8;
    o.tag_epochs = o.tag_epochs ? o.tag_epochs : 6;
    o.members = o.members ? o.members : 3;
    o.min_updates = o.min_updates ? o.min_updates : 14;
    return o;
}

ent_err ent_parser_train(ent_ctx *ctx, const ent_train_options *opt,
                         const ent_train_text *text, size_t n, ent_str path) {
    ent_train_options o = with_defaults(opt);
    ent_treebank *bank = ENT_NEW(ctx->keep, n + 1, ent_treebank);
    ent_trainer *t = ENT_NEW(ctx->keep, 1, ent_trainer);
    if (!bank || !t)
        return ENT_NOMEM_FAIL(ctx);
    *t = (ent_trainer){.ctx = ctx, .opt = &o};
    for (size_t i = 0; i < n; i++)
        ENT_TRY(ent_i_conllu_read(ctx, text[i].path, text[i].bytes, &bank[i]));
    ENT_TRY(open_trainer(t, bank, n));
    ent_err e = learn_all(t);
    if (!e)
        e = write_file(t, path);
    close_trainer(t);
    return e;
}
