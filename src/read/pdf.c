/* pdf.c - PDF through pdftotext, which runs as a program of its own.
 *
 * A PDF is a program for drawing pages, and those who draw it wrongly on
 * purpose know the readers' faults; so the reader runs apart, with limits on
 * time, memory and output, and what it says is read as text. */
#include "read/extract.h"

double ent_i_pdf_seconds = 60;

bool ent_i_is_pdf(ent_str bytes) {
    if (ent_i_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (ent_str){bytes.s + 3, bytes.n - 3};
    return ent_i_starts(ent_i_trim(bytes), "%PDF-");
}

static ent_err run(ent_ctx *ctx, ent_place at, ent_str bytes, size_t max,
                   ent_child *out) {
    char *argv[] = {NULL, "-bbox-layout", "-enc", "UTF-8", "-", "-", NULL};
    ent_str program = ent_i_child_find(ctx, "pdftotext");
    if (!program.s)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, at,
                           "pdftotext is not installed, which PDF files need; "
                           "install the package poppler-utils");
    argv[0] = (char *)(uintptr_t)program.s;
    /* a word's box takes some hundred bytes around its letters */
    ent_child_plan plan = {.argv = argv,
                           .in = bytes,
                           .seconds = ent_i_pdf_seconds,
                           .memory = (size_t)2 << 30,
                           .output = 32 * max};
    return ent_i_child_run(ctx, &plan, out);
}

static ent_err check(ent_ctx *ctx, ent_place at, const ent_child *c) {
    if (c->late)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, at,
                           "pdftotext did not end within %.3g seconds; split "
                           "the PDF or save its text",
                           ent_i_pdf_seconds);
    if (c->flooded)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, at,
                           "pdftotext found more text than a document may "
                           "have; split the PDF or allow more");
    if (c->code == 0)
        return ENT_OK;
    if (strstr(c->said, "password"))
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, at,
                           "the PDF asks for a password; save a copy that "
                           "does not");
    if (c->code >= 126)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, at,
                           "pdftotext was ended with code %d, by its limits or "
                           "by a fault; save the PDF's text",
                           c->code);
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, at,
                       "the PDF is damaged, or none; fetch it again or save "
                       "its text");
}

ent_err ent_i_read_pdf(ent_ctx *ctx, ent_str path, ent_str bytes, size_t max,
                       ent_buf *page) {
    ent_place at = {path, 0, 0};
    ent_child c = {0};
    ent_pdf pdf = {0};
    ent_err e = run(ctx, at, bytes, max, &c);
    if (!e)
        e = check(ctx, at, &c);
    if (!e)
        e = ent_i_pdf_boxes(ctx, path, c.out.s, c.out.n, &pdf);
    ent_i_buf_free(&c.out);
    if (!e && !pdf.line.n)
        e = ENT_FAIL_AT(ctx, ENT_MISSING, at,
                        "there is no text in this PDF, only pictures or "
                        "nothing; have its letters recognised first");
    return e ? e : ent_i_pdf_page(ctx, &pdf, page);
}
