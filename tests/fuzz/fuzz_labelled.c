/* fuzz_labelled.c - any bytes as labelled sentences: spans lie inside. */
#include "read/labelled.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(const ent_label_sentence *s, ent_span at) {
    if (at.start > at.end || at.end > s->text.n)
        abort();
}

static void check(const ent_labels *l) {
    const ent_label_sentence *s = l->sentence.at;
    const ent_label_event *e = l->event.at;
    const ent_label_statement *t = l->statement.at;
    for (size_t i = 0; i < l->sentence.n; i++) {
        for (uint32_t k = 0; k < s[i].n_events; k++)
            check_span(&s[i], e[s[i].first_event + k].trigger);
        for (uint32_t k = 0; k < s[i].n_statements; k++) {
            check_span(&s[i], t[s[i].first_statement + k].cue);
            check_span(&s[i], t[s[i].first_statement + k].content);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_labels l = {0};
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_str bytes = {(const char *)data, size};
    if (!ent_i_labels_read(&ctx, ENT_STR("x.txt"), bytes, &l))
        check(&l);
    else if (!ctx.fail.why[0])
        abort();
    ent_ctx_close(&ctx);
    return 0;
}
