/* text.h - from bytes to text: what decode, html, markdown and text share.
 *
 * A text is woven character by character from a source, and each of its bytes
 * keeps the place in the source that it stands for, so that a span of the
 * text can be shown in the file as the analyst has it. */
#ifndef ENT_TEXT_H
#define ENT_TEXT_H
#include "read/read.h"

/* A text under way, on the heap; free with ent_i_weave_free. */
typedef struct ent_weave {
    ent_buf text;
    ent_buf origin; /* uint32_t[text.n]: offset in the source */
    ent_vec hint;   /* ent_paragraph: lines whose kind the format states */
    size_t end;     /* in the source, of the last character put */
    size_t line;    /* in text, where the line under way begins */
} ent_weave;

void ent_i_weave_free(ent_weave *w);
/* Puts one character that stands for source bytes from..to.  What the source
 * has between the last character and this one (tags, marks, white space)
 * belongs to neither: a character that opens a word takes its own place, one
 * that closes takes the place right behind its forerunner. */
void ent_i_weave_put(ent_weave *w, ent_str piece, size_t from, size_t to);
/* Puts source bytes from..to as they stand; UTF-8. */
void ent_i_weave_run(ent_weave *w, ent_str source, size_t from, size_t to);
/* Ends the line, without white space at its end; a line of nothing is
 * dropped.  @p kind other than body is noted as a hint in @p a. */
bool ent_i_weave_line(ent_weave *w, ent_arena *a, ent_text_kind kind);
/* Moves the text into the document; its old text was the source. */
ent_err ent_i_weave_end(ent_ctx *ctx, ent_weave *w, ent_doc *doc);

/* Encodings: sets text, origin, encoding from bytes. */
ent_err ent_i_decode(ent_ctx *ctx, ent_doc *doc);
/* "txt", "md" or "html" by option, by the name's ending, by the content. */
ent_err ent_i_format(ent_ctx *ctx, const ent_read_options *opt, ent_doc *doc);
/* Replaces text and origin by what a reader of the page sees, leaves the
 * lines whose kind is known as doc->para, fills title, author … */
ent_err ent_i_read_html(ent_ctx *ctx, ent_doc *doc);
ent_err ent_i_read_markdown(ent_ctx *ctx, ent_doc *doc);

/* ---- structure: lines, sentences, what they are */

/* The code point before s[i], moving i to its start; -1 at the beginning. */
int32_t ent_i_utf8_before(ent_str s, size_t *i);
bool ent_i_is_blank(int32_t c); /* white space, also NBSP and the like */
bool ent_i_is_upper(int32_t c);
bool ent_i_is_lower(int32_t c);
bool ent_i_is_caseless(int32_t c); /* a letter of a script without case */
/* White space, also beyond ASCII, off both ends of a span of the text. */
ent_span ent_i_span_trim(ent_str text, ent_span at);
/* The abbreviations after which a sentence goes on. */
typedef struct ent_abbrevs ent_abbrevs;
ent_err ent_i_abbrevs(ent_ctx *ctx, const ent_abbrevs **out);
/* The end of the sentence that begins at @p from in text[0, end). */
size_t ent_i_sentence_end(const ent_abbrevs *abbrevs, ent_str text, size_t from,
                          size_t end);
/* Settles the kinds of paragraphs that are body so far, and the metadata
 * that the text states; sentences are not there yet. */
void ent_i_read_kinds(ent_ctx *ctx, ent_doc *doc, ent_paragraph *para);

/* ---- what the head of a text states (head.c); each is false, and leaves
 * the document alone, when the line states nothing of the kind */

/* "Publication: …", "By …", "May 2, 2019 …": sets what is blank so far. */
bool ent_i_head_line(ent_ctx *ctx, ent_doc *doc, ent_str line);
/* A date as ISO 8601 at the start of s: "May 2, 2019", "2 May 2019",
 * "2019-05-02T10:00"; blank when there is none. */
ent_str ent_i_head_date(ent_ctx *ctx, ent_str s);
/* Two to five capitalised words at the start of s, or blank. */
ent_str ent_i_head_name(ent_str s);
#endif
