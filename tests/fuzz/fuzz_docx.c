/* fuzz_docx.c - any XML as the text, the styles and the properties of a Word
 * file, which it is packed into; or, when it begins so, any archive. */
#include "reading.h"

static const char *const parts[] = {"word/document.xml", "word/styles.xml",
                                    "word/footnotes.xml", "docProps/core.xml"};

static bool pack(ent_ctx *ctx, const uint8_t *data, size_t size, ent_str *out) {
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = whole ? zip_open_from_source(whole, ZIP_TRUNCATE, NULL) : NULL;
    zip_stat_t st;
    if (!z)
        return false;
    zip_source_keep(whole);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        zip_source_t *s = zip_source_buffer(z, data, size, 0);
        if (zip_file_add(z, parts[i], s, 0) < 0)
            return false;
        zip_set_file_compression(z, i, ZIP_CM_STORE, 0);
    }
    if (zip_close(z) || zip_source_stat(whole, &st) || zip_source_open(whole))
        return false;
    char *bytes = ENT_NEW(ctx->keep, st.size, char);
    if (bytes)
        zip_source_read(whole, bytes, st.size);
    zip_source_close(whole);
    zip_source_free(whole);
    *out = (ent_str){bytes, (size_t)st.size};
    return bytes != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_str file = {(const char *)data, size};
    if (ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    if (ent_i_is_archive(file) || pack(&ctx, data, size, &file))
        read_as("a.docx", (const uint8_t *)file.s, file.n);
    ent_ctx_close(&ctx);
    return 0;
}
