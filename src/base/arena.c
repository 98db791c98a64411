/* arena.c - memory that lives together and dies together.
 *
 * A chain of pages, newest first; allocation moves a mark.  Places are counted
 * in bytes allocated since the arena was empty, so that a mark stays true when
 * a page moves: a growable array beyond a page's size has a page of its own,
 * which grows where it is in the chain and leaves no copies behind.  Every page
 * comes from ent_i_malloc, so a test can make any of them fail. */
#include "base/base.h"
#include <stdalign.h>
#include <stdlib.h>

void *(*ent_i_malloc)(size_t) = malloc;
void *(*ent_i_realloc)(void *, size_t) = realloc;
void (*ent_i_free)(void *) = free;

typedef struct page {
    struct page *next;
    size_t begin;     /* bytes allocated in the pages below */
    size_t used, cap; /* of an array's own page: as when it was made */
    size_t grown;     /* of an array's own page: bytes since then */
    alignas(max_align_t) char mem[];
} page;

struct ent_arena {
    page *top;
    size_t total; /* without what arrays have grown */
    size_t grown, max;
};

enum { PAGE_BYTES = 64 * 1024, ALIGN = alignof(max_align_t) };

ent_arena *ent_arena_new(size_t max_bytes) {
    ent_arena *a = ent_i_malloc(sizeof *a);
    if (a)
        *a = (ent_arena){.max = max_bytes};
    return a;
}

void ent_arena_reset(ent_arena *a) {
    ent_i_arena_release(a, (ent_mark){0});
}

void ent_arena_free(ent_arena *a) {
    if (!a)
        return;
    ent_arena_reset(a);
    ent_i_free(a);
}

static page *add_page(ent_arena *a, size_t cap) {
    if (cap > SIZE_MAX - sizeof(page))
        return NULL;
    page *p = ent_i_malloc(sizeof *p + cap);
    if (!p)
        return NULL;
    *p = (page){.next = a->top, .begin = a->total, .cap = cap};
    return a->top = p;
}

/* Pages grow with the arena, so that large ones need few of them. */
static page *page_for(ent_arena *a, size_t want) {
    page *p = a->top;
    if (p && want <= p->cap - p->used)
        return p;
    size_t cap = a->total / 4 > PAGE_BYTES ? a->total / 4 : PAGE_BYTES;
    return add_page(a, cap < want ? want : cap);
}

/* Bytes that so many elements take, at least one; 0: more than there are. */
static size_t bytes_of(const ent_arena *a, size_t n, size_t size) {
    if (size && n > (SIZE_MAX - ALIGN) / size)
        return 0;
    size_t want = (n * size + ALIGN - 1) / ALIGN * ALIGN;
    if (!want)
        want = ALIGN;
    return want > a->max - a->total - a->grown ? 0 : want;
}

static void *take(ent_arena *a, page *p, size_t want) {
    if (!p)
        return NULL;
    void *mem = p->mem + p->used;
    p->used += want;
    a->total += want;
    return mem;
}

void *ent_arena_alloc(ent_arena *a, size_t n, size_t size) {
    size_t want = bytes_of(a, n, size);
    void *mem = want ? take(a, page_for(a, want), want) : NULL;
    return mem ? memset(mem, 0, want) : NULL;
}

ent_mark ent_i_arena_mark(const ent_arena *a) {
    return (ent_mark){a->total};
}

void ent_i_arena_release(ent_arena *a, ent_mark m) {
    while (a->top && a->top->begin >= m.total) {
        page *p = a->top;
        a->top = p->next;
        a->grown -= p->grown;
        ent_i_free(p);
    }
    if (a->top)
        a->top->used = m.total - a->top->begin;
    a->total = m.total;
}

/* The link to the page whose whole content an array is; NULL: it has none. */
static page **own_page(ent_arena *a, const ent_vec *v) {
    page **link = &a->top;
    while (*link && (*link)->mem != v->at)
        link = &(*link)->next;
    return *link ? link : NULL;
}

/* Twice the room in the array's own page. */
static void *grow(ent_arena *a, page **link, size_t add) {
    page *p = *link;
    if (add > SIZE_MAX - sizeof *p - p->cap - p->grown ||
        !(p = ent_i_realloc(p, sizeof *p + p->cap + p->grown + add)))
        return NULL;
    p->grown += add;
    a->grown += add;
    *link = p;
    return p->mem;
}

/* Room for `cap` elements, not zeroed; what the array holds is there. */
static void *widen(ent_arena *a, ent_vec *v, size_t cap, size_t size) {
    page **own = v->cap * size >= PAGE_BYTES ? own_page(a, v) : NULL;
    size_t want = bytes_of(a, own ? cap - v->cap : cap, size);
    if (!want || own)
        return want ? grow(a, own, want) : NULL;
    bool large = want >= PAGE_BYTES;
    void *at = take(a, large ? add_page(a, want) : page_for(a, want), want);
    if (at && v->n)
        memcpy(at, v->at, v->n * size);
    return at;
}

void *ent_i_push(ent_arena *a, ent_vec *v, size_t size) {
    if (v->n == v->cap) {
        size_t cap = v->cap ? v->cap * 2 : 16;
        void *at = widen(a, v, cap, size);
        if (!at)
            return NULL;
        v->at = at;
        v->cap = cap;
    }
    return memset((char *)v->at + size * v->n++, 0, size);
}

ent_err ent_ctx_open(ent_ctx *ctx, size_t max_bytes) {
    *ctx = (ent_ctx){.keep = ent_arena_new(max_bytes),
                     .temp = ent_arena_new(max_bytes)};
    if (ctx->keep && ctx->temp)
        return ENT_OK;
    ent_ctx_close(ctx);
    return ENT_NOMEM;
}

void ent_ctx_close(ent_ctx *ctx) {
    ent_arena_free(ctx->keep);
    ent_arena_free(ctx->temp);
    memset(ctx, 0, sizeof *ctx);
}
