/* fuzz_stances.c - any bytes as a table of stances. */
#include "scenario/scenario.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cells stand one behind the other, in lines that the table has. */
static void check_places(const ent_vec *rows, const uint8_t *data,
                         size_t size) {
    uint32_t lines = 1, last = 0;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    for (size_t i = 0; i < rows->n; i++) {
        ent_place at = ((ent_row *)rows->at)[i].at;
        if (!at.line || !at.column || at.line > lines || at.line < last)
            abort();
        last = at.line;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_vec rows = {0};
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_reader r = {.ctx = &ctx};
    ent_err e = ent_i_csv_read(&r, ENT_STR("x.csv"),
                               (ent_str){(const char *)data, size}, &rows);
    if (e && !ctx.fail.why[0])
        abort();
    check_places(&rows, data, size);
    ent_ctx_close(&ctx);
    return 0;
}
