/* inflect.c - the lemma that the dictionaries know for a form of a verb.
 *
 * A lemmatizer guesses at verbs that no treebank has ("shelled"), while the
 * dictionaries of events know theirs: all regular forms of their verbs are
 * written into a table once, the irregular ones are in irregular.tsv. */
#include "read/inflect.h"

enum { MAX_FORM = 40 };

typedef struct slot {
    ent_str form, lemma;
} slot;

struct ent_inflect {
    slot *slot;
    size_t mask, n;
};

static slot *slot_of(const ent_inflect *t, ent_str form) {
    size_t i = ent_i_hash(form) & t->mask;
    while (t->slot[i].form.n && !ent_i_eq(t->slot[i].form, form))
        i = (i + 1) & t->mask;
    return &t->slot[i];
}

ent_err ent_i_inflect_new(ent_ctx *ctx, ent_arena *arena, size_t most,
                          ent_inflect **out) {
    size_t size = 2;
    while (size < 2 * most + 2)
        size *= 2;
    ent_inflect *t = ENT_NEW(arena, 1, ent_inflect);
    if (!t || !(t->slot = ENT_NEW(arena, size, slot)))
        return ENT_NOMEM_FAIL(ctx);
    t->mask = size - 1;
    *out = t;
    return ENT_OK;
}

ent_err ent_i_inflect_add(ent_ctx *ctx, ent_arena *arena, ent_inflect *t,
                          ent_str form, ent_str lemma) {
    slot *s = slot_of(t, form);
    if (s->form.n || t->n == t->mask)
        return ENT_OK;
    *s = (slot){ent_i_dup(arena, form), lemma};
    t->n++;
    return s->form.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

/* ---- regular forms */

static bool is_vowel(char c) {
    return c && strchr("aeiou", c) != NULL;
}

/* "stop" doubles its last letter, "visit" and "rally" do not. */
static bool doubles(ent_str s) {
    size_t vowels = 0;
    for (size_t i = 0; i < s.n; i++)
        vowels += is_vowel(s.s[i]) && (!i || !is_vowel(s.s[i - 1]));
    char z = s.s[s.n - 1];
    return s.n > 2 && !is_vowel(z) && !strchr("wxyhc", z) &&
           is_vowel(s.s[s.n - 2]) && !is_vowel(s.s[s.n - 3]) &&
           (vowels == 1 || z == 'l' || z == 'r' || z == 't' || z == 'p');
}

static size_t put(char *to, ent_str stem, const char *end) {
    size_t n = strlen(end);
    memcpy(to, stem.s, stem.n);
    memcpy(to + stem.n, end, n);
    return stem.n + n;
}

ent_err ent_i_inflect_regular(ent_ctx *ctx, ent_arena *arena, ent_inflect *t,
                              ent_str lemma) {
    static const char *const plain[] = {"", "s", "ed", "ing"};
    static const char *const hiss[] = {"", "es", "ed", "ing"};
    static const char *const mute[] = {"e", "es", "ed", "ing"};
    static const char *const why[] = {"y", "ies", "ied", "ying"};
    char form[MAX_FORM], twin[MAX_FORM];
    if (lemma.n < 2 || lemma.n + 6 > MAX_FORM)
        return ENT_OK;
    char z = lemma.s[lemma.n - 1], y = lemma.s[lemma.n - 2];
    bool cut = (z == 'e' && y != 'e') || (z == 'y' && !is_vowel(y));
    ent_str stem = {lemma.s, lemma.n - cut};
    bool hisses = z == 's' || z == 'x' || z == 'z' || z == 'o' ||
                  (z == 'h' && (y == 's' || y == 'c'));
    const char *const *end = cut && z == 'e' ? mute
                             : cut           ? why
                             : hisses        ? hiss
                                             : plain;
    for (int i = 0; i < 4; i++) {
        size_t n = put(form, stem, end[i]);
        ENT_TRY(ent_i_inflect_add(ctx, arena, t, (ent_str){form, n}, lemma));
    }
    if (z == 'e' && y == 'e') {
        size_t n = put(form, stem, "d");
        ENT_TRY(ent_i_inflect_add(ctx, arena, t, (ent_str){form, n}, lemma));
    }
    if (!cut && doubles(lemma)) {
        size_t k = put(twin, lemma, (char[2]){z, 0});
        for (int i = 2; i < 4; i++) {
            size_t n = put(form, (ent_str){twin, k}, plain[i]);
            ENT_TRY(
                ent_i_inflect_add(ctx, arena, t, (ent_str){form, n}, lemma));
        }
    }
    return ENT_OK;
}

ent_str ent_i_inflect_lemma(const ent_inflect *t, ent_str form) {
    char low[MAX_FORM];
    if (!form.n || form.n > MAX_FORM)
        return (ent_str){0};
    for (size_t i = 0; i < form.n; i++)
        low[i] = (char)(form.s[i] >= 'A' && form.s[i] <= 'Z' ? form.s[i] + 32
                                                             : form.s[i]);
    return slot_of(t, (ent_str){low, form.n})->lemma;
}
