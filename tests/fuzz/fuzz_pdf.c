/* fuzz_pdf.c - any bytes as what pdftotext found: boxes, lines, paragraphs, and
 * the page that is made of them. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_pdf pdf;
    ent_buf page = {0};
    if (ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    ent_str xml = ent_i_dup(ctx.keep, (ent_str){(const char *)data, size});
    if (xml.s &&
        !ent_i_pdf_boxes(&ctx, ENT_STR("a.pdf"), (char *)(uintptr_t)xml.s, size,
                         &pdf) &&
        pdf.line.n && !ent_i_pdf_page(&ctx, &pdf, &page))
        read_as("a.html", (const uint8_t *)page.s, page.n);
    ent_i_buf_free(&page);
    ent_ctx_close(&ctx);
    return 0;
}
