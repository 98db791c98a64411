/* extract.h - files that are no text: what is taken out of PDF and Word.
 *
 * Both become a small HTML page, which is what is kept and read from then on:
 * places in the document are bytes of that page.  Text in it is escaped, so
 * that a '<' is always a mark.  Where a page of a PDF begins stands
 * <p data-page="3"></p>. */
#ifndef ENT_EXTRACT_H
#define ENT_EXTRACT_H
#include "read/read.h"
#include <zip.h>

/* Where bytes are a PDF or a Word file, puts the page in their place, in
 * ctx->keep, and says "pdf" or "docx"; format is left alone otherwise.
 * @p path  names them in messages */
ent_err ent_i_extract(ent_ctx *ctx, const ent_read_options *opt, ent_str path,
                      ent_str *bytes, ent_str *format);
bool ent_i_is_pdf(ent_str bytes);
/* Fills ent_paragraph.page from the marks of an extracted page. */
void ent_i_read_pages(const ent_doc *doc, ent_paragraph *para);

/* What a page is begun with; title and author may be blank. */
void ent_i_page_begin(ent_buf *b, ent_str title, ent_str author);
void ent_i_page_end(ent_buf *b);
void ent_i_page_put(ent_buf *b, ent_str text); /* escaped */

/* ---- PDF (pdf.c, pdf_boxes.c, pdf_page.c) */

ent_err ent_i_read_pdf(ent_ctx *ctx, ent_str path, ent_str bytes, size_t max,
                       ent_buf *page);
/* Seconds that pdftotext may take; tests make it less. */
extern double ent_i_pdf_seconds;

/* One line as pdftotext found it; points, from the upper left corner. */
typedef struct ent_pdf_line {
    ent_str text;
    uint32_t page, block; /* from 1; blocks count through the document */
    float left, top, right, bottom;
    uint32_t first_word, n_words; /* rows of ent_pdf.word */
    uint32_t next; /* row of the line that goes on its paragraph, or 0 */
    bool taken;    /* by a paragraph before, or dropped */
} ent_pdf_line;
typedef struct ent_pdf_word {
    float left, right;
    uint32_t at; /* byte of the line's text where it begins */
} ent_pdf_word;
typedef struct ent_pdf {
    ent_vec line;   /* ent_pdf_line */
    ent_vec word;   /* ent_pdf_word */
    ent_vec height; /* float, of each page */
    ent_str title, author;
} ent_pdf;
/* Reads what `pdftotext -bbox-layout` writes; in ctx->temp.
 * @p xml  changed: what XML forbids becomes blank */
ent_err ent_i_pdf_boxes(ent_ctx *ctx, ent_str path, char *xml, size_t n,
                        ent_pdf *out);
/* Cuts lines that run through two columns; in ctx->temp. */
ent_err ent_i_pdf_columns(ent_ctx *ctx, ent_pdf *pdf);
/* Makes paragraphs of lines and a page of paragraphs. */
ent_err ent_i_pdf_page(ent_ctx *ctx, ent_pdf *pdf, ent_buf *page);

/* ---- Word (docx.c) */

ent_err ent_i_read_docx(ent_ctx *ctx, ent_str path, ent_str bytes, size_t max,
                        ent_buf *page);

/* ---- archives (archive.c) */

/* An archive in memory.  Nothing of it is ever written to a disk. */
typedef struct ent_archive {
    zip_t *zip;
    ent_str path;
    size_t n;    /* members */
    size_t most; /* bytes that one member may have */
    size_t left; /* bytes that all that are still to be read may have */
} ent_archive;
bool ent_i_is_archive(ent_str bytes);
/* @return ENT_SYNTAX  damaged, or none; ENT_LIMIT  too many members */
ent_err ent_i_archive_open(ent_ctx *ctx, ent_str path, ent_str bytes,
                           size_t most, ent_archive *out);
void ent_i_archive_close(ent_archive *a); /* a zeroed one is fine */
/* Its name as UTF-8, borrowed until the archive is closed. */
ent_str ent_i_archive_name(const ent_archive *a, size_t i);
/* Row of a member, or n. */
size_t ent_i_archive_find(const ent_archive *a, const char *name);
/* @return ENT_LIMIT  more than it may have, or blown up from too little
 *         ENT_UNSUPPORTED  encrypted, or packed in an unknown way
 *         ENT_SYNTAX  damaged; ENT_NOMEM */
ent_err ent_i_archive_read(ent_ctx *ctx, ent_archive *a, size_t i,
                           ent_arena *into, ent_str *out);
#endif
