/* text.c - the first stage: bytes become the text that a reader sees.
 *
 * What is no text is made a page first (extract.h); the encoding is undone,
 * then the format; each leaves a map, and the maps
 * are joined, so that every byte of the text knows its place in the file. */
#include "read/text.h"
#include "read/extract.h"

/* Extracted pages are HTML; what else is named so is not what it says. */
static ent_err check_extracted(ent_ctx *ctx, const ent_doc *doc) {
    bool pdf = ent_i_eqz(doc->format, "pdf");
    if ((!pdf && !ent_i_eqz(doc->format, "docx")) ||
        ent_i_starts(doc->text, "<!doctype html>"))
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){doc->path, 0, 0}),
                       "this is no %s file, whatever its name; is it whole?",
                       pdf ? "PDF" : "Word");
}

ent_err ent_i_read_text(ent_ctx *ctx, const ent_read_options *opt,
                        ent_doc *doc) {
    ent_place at = {doc->path, 0, 0};
    if (!ent_i_trim(doc->bytes).n)
        return ENT_FAIL_AT(ctx, ENT_MISSING, at,
                           "the file is empty; there is nothing to read");
    ENT_TRY(ent_i_extract(ctx, opt, doc->path, &doc->bytes, &doc->format));
    ENT_TRY(ent_i_decode(ctx, doc));
    ENT_TRY(ent_i_format(ctx, opt, doc));
    ENT_TRY(check_extracted(ctx, doc));
    if (ent_i_eqz(doc->format, "md"))
        ENT_TRY(ent_i_read_markdown(ctx, doc));
    else if (!ent_i_eqz(doc->format, "txt"))
        ENT_TRY(ent_i_read_html(ctx, doc));
    ent_span all = {0, (uint32_t)doc->text.n};
    all = ent_i_span_trim(doc->text, all);
    if (all.start == all.end)
        return ENT_FAIL_AT(ctx, ENT_MISSING, at,
                           "there is no text in it, only white space or "
                           "marks; is it the right file?");
    return ENT_OK;
}
