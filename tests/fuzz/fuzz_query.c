/* fuzz_query.c - whatever is typed after `entente find` is answered or
 * refused; it never reaches the database as anything but words. */
#include "scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_store *s = scratch_store();
    ent_ctx ctx;
    const ent_hit *hit;
    size_t n;
    uint64_t total;
    ent_str text = {(const char *)data, size}, doc = text;
    ent_find find = {.text = text, .limit = 3};
    ent_ref ref;
    if (ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    for (int named = 0; named < 2; named++) {
        ent_err e = ent_store_find(&ctx, s, &find, &hit, &n, &total);
        if (e != ENT_OK && e != ENT_SYNTAX && e != ENT_NOMEM)
            __builtin_trap();
        for (size_t i = 0; !e && i < n; i++)
            for (size_t k = 0; k < hit[i].n_marks; k++)
                if (hit[i].mark[k].start > hit[i].mark[k].end ||
                    hit[i].mark[k].end > hit[i].text.n)
                    __builtin_trap();
        find.text = ent_i_cut(&doc, '\n');
        find.doc = doc;
    }
    if (!ent_ref_read(text, &ref) && (!ref.doc.n || !ref.para))
        __builtin_trap();
    ent_ctx_close(&ctx);
    return 0;
}
