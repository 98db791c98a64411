/* arena.c - memory that lives together and dies together.
 *
 * A chain of pages, newest first; allocation moves a mark.  Every page comes
 * from ent_i_malloc, so a test can make any of them fail. */
#include "base/base.h"
#include <stdalign.h>
#include <stdlib.h>

void *(*ent_i_malloc)(size_t) = malloc;
void *(*ent_i_realloc)(void *, size_t) = realloc;
void (*ent_i_free)(void *) = free;

typedef struct page {
    struct page *next;
    size_t used, cap;
    alignas(max_align_t) char mem[];
} page;

struct ent_arena {
    page *top;
    size_t total, max;
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

/* Pages grow with the arena, so that large ones need few of them. */
static page *add_page(ent_arena *a, size_t want) {
    size_t cap = a->total / 4 > PAGE_BYTES ? a->total / 4 : PAGE_BYTES;
    if (cap < want)
        cap = want;
    if (cap > SIZE_MAX - sizeof(page))
        return NULL;
    page *p = ent_i_malloc(sizeof *p + cap);
    if (!p)
        return NULL;
    *p = (page){.next = a->top, .cap = cap};
    return a->top = p;
}

void *ent_arena_alloc(ent_arena *a, size_t n, size_t size) {
    if (size && n > (SIZE_MAX - ALIGN) / size)
        return NULL;
    size_t want = (n * size + ALIGN - 1) / ALIGN * ALIGN;
    if (!want)
        want = ALIGN;
    if (want > a->max - a->total)
        return NULL;
    page *p = a->top;
    if ((!p || want > p->cap - p->used) && !(p = add_page(a, want)))
        return NULL;
    void *mem = p->mem + p->used;
    p->used += want;
    a->total += want;
    return memset(mem, 0, want);
}

ent_mark ent_i_arena_mark(const ent_arena *a) {
    return (ent_mark){a->top, a->top ? a->top->used : 0, a->total};
}

void ent_i_arena_release(ent_arena *a, ent_mark m) {
    while (a->top && a->top != m.page) {
        page *p = a->top;
        a->top = p->next;
        ent_i_free(p);
    }
    if (a->top)
        a->top->used = m.used;
    a->total = m.total;
}

void *ent_i_push(ent_arena *a, ent_vec *v, size_t size) {
    if (v->n == v->cap) {
        size_t cap = v->cap ? v->cap * 2 : 16;
        void *at = ent_arena_alloc(a, cap, size);
        if (!at)
            return NULL;
        if (v->n)
            memcpy(at, v->at, v->n * size);
        v->at = at;
        v->cap = cap;
    }
    return (char *)v->at + size * v->n++;
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
