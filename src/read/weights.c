/* weights.c - the file of weights: written whole, checked, then mapped.
 *
 * A head of fixed width, where each section lies, then the sections, each at
 * a multiple of eight bytes. The sum over all that follows the head finds a
 * file that was cut or changed; the bounds of every reference are checked as
 * well, so that no file whatever leads a reader astray. */
#include "read/weights.h"

enum { VERSION = 3, ORDER = 0x01020304 };

typedef struct head {
    char magic[8];
    uint32_t version, order;
    uint64_t bytes, sum;
    struct {
        uint64_t at, n;
    } section[ENT_N_SECTIONS];
} head;

static const char magic[8] = {'e', 'n', 't', 'e', 'n', 't', 'e', 'W'};

static const char *const names[] = {
#define ENT_X(name) #name,
    ENT_SECTION_LIST(ENT_X)
#undef ENT_X
};

/* Eight bytes at a time; the file is a multiple of eight long. */
static uint64_t sum_on(uint64_t h, const char *s, size_t n) {
    uint64_t x;
    for (size_t i = 0; i + sizeof x <= n; i += sizeof x) {
        memcpy(&x, s + i, sizeof x);
        h = (h ^ x) * 0x9E3779B97F4A7C15U;
        h ^= h >> 29;
    }
    return h;
}

/* Of the whole file, as if the sum in its head were zero. */
static uint64_t sum_of(head h, ent_str bytes) {
    h.sum = 0;
    uint64_t sum = sum_on(0x243F6A8885A308D3U, (const char *)&h, sizeof h);
    return sum_on(sum, bytes.s + sizeof h, bytes.n - sizeof h);
}

void ent_i_weights_seal(char *bytes, size_t n) {
    head h;
    if (n < sizeof h)
        return;
    memcpy(&h, bytes, sizeof h);
    h.bytes = n;
    h.sum = sum_of(h, (ent_str){bytes, n});
    memcpy(bytes, &h, sizeof h);
}

ent_err ent_i_weights_write(ent_ctx *ctx, ent_str path,
                            const ent_str section[ENT_N_SECTIONS]) {
    static const char zero[8];
    ent_buf b = {0};
    head h = {.version = VERSION, .order = ORDER};
    memcpy(h.magic, magic, sizeof magic);
    ent_i_buf_put(&b, (const char *)&h, sizeof h);
    for (int i = 0; i < ENT_N_SECTIONS; i++) {
        h.section[i].at = b.n;
        h.section[i].n = section[i].n;
        ent_i_buf_str(&b, section[i]);
        ent_i_buf_put(&b, zero, (8 - b.n % 8) % 8);
    }
    if (b.bad) {
        ent_i_buf_free(&b);
        return ENT_NOMEM_FAIL(ctx);
    }
    memcpy(b.s, &h, sizeof h);
    ent_i_weights_seal(b.s, b.n);
    ent_err e = ent_i_file_write(ctx, path, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

static ent_err bad(ent_ctx *ctx, ent_str path, const char *why) {
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){path, 0, 0}),
                       "%s; train weights with `entente train`, or take the "
                       "file that came with this version",
                       why);
}

static ent_err check_head(ent_ctx *ctx, ent_str path, ent_str bytes, head *h) {
    if (bytes.n < sizeof *h || memcmp(bytes.s, magic, sizeof magic) != 0)
        return bad(ctx, path, "this is not a file of weights");
    memcpy(h, bytes.s, sizeof *h);
    if (h->version != VERSION)
        return bad(ctx, path, "these weights are of another version");
    if (h->order != ORDER)
        return bad(ctx, path,
                   "these weights were made on a machine of "
                   "another byte order");
    if (h->bytes != bytes.n || bytes.n % 8)
        return bad(ctx, path, "this file of weights was cut short");
    if (h->sum != sum_of(*h, bytes))
        return bad(ctx, path, "this file of weights was changed or damaged");
    return ENT_OK;
}

/* Does every reference into a pool of rows stay inside, and name classes that
 * scores have room for? */
static bool sound_rows(ent_str slots, ent_str pool) {
    const ent_slot *s = (const ent_slot *)(const void *)slots.s;
    const uint8_t *p = (const uint8_t *)pool.s;
    for (size_t i = 0; i < slots.n / sizeof *s; i++) {
        size_t at = s[i].payload;
        if (!s[i].print)
            continue;
        if (at + 2 > pool.n || at + 2 + 2 * (size_t)p[at] > pool.n)
            return false;
        for (unsigned k = 0; k < p[at]; k++)
            if (p[at + 2 + k] >= ENT_CLASSES)
                return false;
    }
    return true;
}

static bool is_slots(ent_section s) {
    return s == ENT_SECTION_DICT || s == ENT_SECTION_TAG_SLOTS ||
           s == ENT_SECTION_LEMMA || s == ENT_SECTION_TREE_SLOTS;
}

ent_err ent_i_weights_check(ent_ctx *ctx, ent_str path, ent_str bytes,
                            ent_str section[ENT_N_SECTIONS]) {
    head h;
    ENT_TRY(check_head(ctx, path, bytes, &h));
    for (unsigned i = 0; i < ENT_N_SECTIONS; i++) {
        uint64_t at = h.section[i].at, n = h.section[i].n;
        if (at % 8 || at < sizeof h || at > bytes.n || n > bytes.n - at ||
            (is_slots(i) && (n % sizeof(ent_slot) || n / 8 > INT32_MAX)))
            return bad(ctx, path,
                       ent_i_printf(ctx->temp,
                                    "the section %s of these "
                                    "weights is broken",
                                    names[i])
                           .s);
        section[i] = (ent_str){bytes.s + at, n};
    }
    if (!sound_rows(section[ENT_SECTION_TAG_SLOTS],
                    section[ENT_SECTION_TAG_POOL]) ||
        !sound_rows(section[ENT_SECTION_TREE_SLOTS],
                    section[ENT_SECTION_TREE_POOL]))
        return bad(ctx, path, "a row of these weights is broken");
    return ENT_OK;
}
