/* packed.h - archives, Word files and PDFs that tests write themselves. */
#ifndef ENT_TEST_PACKED_H
#define ENT_TEST_PACKED_H
#include "test.h"
#include <stdlib.h>
#include <zip.h>

typedef struct packed_file {
    const char *name, *text;
    size_t n; /* 0: as long as the text */
} packed_file;

/* An archive of these files, in memory that the arena keeps. */
static inline ent_str packed(ent_arena *keep, const packed_file *file,
                             size_t n_files) {
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
    zip_stat_t st;
    assert_non_null(z);
    zip_source_keep(whole);
    for (size_t i = 0; i < n_files; i++) {
        size_t n = file[i].n ? file[i].n : strlen(file[i].text);
        zip_source_t *s = zip_source_buffer(z, file[i].text, n, 0);
        assert_true(zip_file_add(z, file[i].name, s, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(z), 0);
    assert_int_equal(zip_source_stat(whole, &st), 0);
    assert_int_equal(zip_source_open(whole), 0);
    char *bytes = ENT_NEW(keep, st.size, char);
    assert_non_null(bytes);
    assert_int_equal(zip_source_read(whole, bytes, st.size), st.size);
    zip_source_close(whole);
    zip_source_free(whole);
    return (ent_str){bytes, (size_t)st.size};
}

/* A PDF of pages; each is a content stream, such as
 * "/F 12 Tf 20 700 Td (Text) Tj".  The table of objects is left for the reader
 * to make up. */
static inline ent_str pdf_of(ent_arena *keep, const char *const *page,
                             size_t n) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj"
                         "\n2 0 obj<</Type/Pages/Kids[");
    for (size_t i = 0; i < n; i++)
        ent_i_buf_printf(&b, "%zu 0 R ", 4 + 2 * i);
    ent_i_buf_printf(&b, "]/Count %zu>>endobj\n", n);
    ent_i_buf_printf(&b, "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                         ">>endobj\n");
    for (size_t i = 0; i < n; i++)
        ent_i_buf_printf(
            &b,
            "%zu 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
            "/Contents %zu 0 R/Resources<</Font<</F 3 0 R>>>>>>endobj\n"
            "%zu 0 obj<</Length %zu>>stream\nBT %s ET\nendstream endobj\n",
            4 + 2 * i, 5 + 2 * i, 5 + 2 * i, strlen(page[i]) + 6, page[i]);
    ent_i_buf_printf(&b, "trailer<</Root 1 0 R>>\n");
    ent_str out = ent_i_dup(keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}
#endif
