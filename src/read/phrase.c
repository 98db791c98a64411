/* phrase.c - what the forms of a sentence look like to the models. */
#include "read/phrase.h"
#include "read/text.h"

uint32_t ent_i_hash32(const char *s, size_t n) {
    return (uint32_t)ent_i_mix(ent_i_hash((ent_str){s, n}));
}

/* The form in lower case and with one digit for all, cut to `room` bytes;
 * beyond ASCII only Latin-1 letters and curly quotes are told apart. */
static uint8_t lower(ent_str form, char *out, size_t room) {
    size_t n = 0;
    for (size_t i = 0; i < form.n && n < room; i++) {
        char c = form.s[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        else if (c >= '0' && c <= '9')
            c = '0';
        else if ((unsigned char)c == 0xE2 && i + 2 < form.n &&
                 form.s[i + 1] == '\x80' &&
                 (form.s[i + 2] == '\x99' || form.s[i + 2] == '\x98')) {
            c = '\'';
            i += 2;
        } else if ((unsigned char)c == 0xE2 && i + 2 < form.n &&
                   form.s[i + 1] == '\x80' &&
                   (form.s[i + 2] == '\x9C' || form.s[i + 2] == '\x9D')) {
            c = '"';
            i += 2;
        }
        out[n++] = c;
    }
    return (uint8_t)n;
}

/* Letters to X, x and 9, runs of the same to two: "Xx", "X.X.", "99-Xx". */
static uint32_t shape(ent_str form) {
    char out[16];
    size_t n = 0;
    for (size_t i = 0; i < form.n && n < sizeof out; i++) {
        char c = form.s[i];
        unsigned char u = (unsigned char)c;
        char k = c >= 'A' && c <= 'Z'                ? 'X'
                 : (c >= 'a' && c <= 'z') || u > 127 ? 'x'
                 : c >= '0' && c <= '9'              ? '9'
                                                     : c;
        if (n < 2 || out[n - 1] != k || out[n - 2] != k)
            out[n++] = k;
    }
    return ent_i_hash32(out, n);
}

static void set_affixes(ent_phrase *p, uint32_t i) {
    const char *s = p->text[i];
    unsigned n = p->text_n[i];
    for (unsigned k = 0; k < 5; k++) /* the last 1 to 5 bytes */
        p->affix[i][k] =
            ent_i_hash32(s + (n > k ? n - k - 1 : 0), n > k ? k + 1 : n);
    for (unsigned k = 0; k < 3; k++) /* the first 2 to 4 */
        p->affix[i][5 + k] = ent_i_hash32(s, n > k + 2 ? k + 2 : n);
}

static void clear(ent_phrase *p, uint32_t i, uint32_t what) {
    p->form[i] = (ent_str){0};
    p->low[i] = p->shape[i] = p->word[i] = what;
    p->known[i] = (uint32_t)ENT_TAG_NONE | what << 8;
    memset(p->affix[i], 0, sizeof p->affix[i]);
    p->tag[i] = ENT_TAG_NONE;
    p->text_n[i] = 0;
    p->rel[i] = ENT_REL_DEP;
    p->head[i] = 0;
}

void ent_i_phrase_set(ent_phrase *p, uint32_t n) {
    p->n = n;
    p->unsure = false;
    clear(p, 0, 1);
    for (uint32_t i = 1; i <= n; i++) {
        p->text_n[i] = lower(p->form[i], p->text[i], sizeof p->text[i]);
        p->low[i] = ent_i_hash32(p->text[i], p->text_n[i]);
        p->shape[i] = shape(p->form[i]);
        set_affixes(p, i);
    }
    for (uint32_t i = n + 1; i < n + 6; i++)
        clear(p, i, i == n + 1 ? 2 : 3);
}
