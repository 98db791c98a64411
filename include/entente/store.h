/** @file store.h - a dossier on disk; rules for all functions in entente.h. */
#ifndef ENT_STORE_PUBLIC_H
#define ENT_STORE_PUBLIC_H
#include "entente/read.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A dossier on disk: dossier.yaml, store.db, sources/, scenarios/, runs/. */
typedef struct ent_store ent_store;

/** Names a paragraph or a sentence: 002#19, 002#19.3. */
typedef struct ent_ref {
    ent_str doc;
    uint32_t para; /**< 1.. */
    uint32_t sent; /**< 0: the paragraph */
} ent_ref;

/** Reads "doc#para" or "doc#para.sent".
 *  @return ENT_SYNTAX  it is not of that form (no context, no sentence) */
ent_err ent_ref_read(ent_str text, ent_ref *out);

/** Makes a dossier folder with an empty store.
 *  @return ENT_NAME  there is one already; ENT_IO */
ent_err ent_store_init(ent_ctx *ctx, ent_str dir, ent_str title);
/** Opens a dossier, migrating an older store first when @p write is set.
 *  @param out  free with ent_store_close
 *  @return ENT_MISSING no dossier; ENT_UNSUPPORTED a newer version's store;
 *          ENT_SYNTAX the database is damaged; ENT_IO not writable */
ent_err ent_store_open(ent_ctx *ctx, ent_str dir, int write, ent_store **out);
/** From now on changes of @p s, opened for writing, are seen by nobody else,
 *  and closing takes them back: to try what a change would do. */
void ent_store_rehearse(ent_store *s);
/** NULL is fine. */
void ent_store_close(ent_store *s);

/** A document as the store lists it. */
typedef struct ent_doc_row {
    ent_str name, title, author, publisher, published, format;
    ent_str hash; /**< SHA-256 of its bytes, hex; the file in sources/ */
    uint32_t n_paras, n_sents;
    uint64_t bytes, n_mentions, n_dates, n_citations;
} ent_doc_row;

/** One paragraph with its sentences. */
typedef struct ent_passage {
    ent_str doc;
    uint32_t para;
    ent_str kind;        /**< as in ENT_TEXT_LIST */
    ent_span at;         /**< bytes of the original file */
    const ent_str *sent; /**< [n_sents] texts */
    size_t n_sents;
} ent_passage;

/** All documents in order of name. */
ent_err ent_store_docs(ent_ctx *ctx, ent_store *s, const ent_doc_row **out,
                       size_t *n);
/** All paragraphs of one document in order.  ENT_MISSING: no such document */
ent_err ent_store_passages(ent_ctx *ctx, ent_store *s, ent_str doc,
                           const ent_passage **out, size_t *n);
/** The paragraph that @p ref names.
 *  @return ENT_MISSING  no such document, paragraph or sentence; the sentence
 *                       says which and how many there are */
ent_err ent_store_passage(ent_ctx *ctx, ent_store *s, ent_ref ref,
                          ent_passage *out);
/** All dates read in all documents; in.at is in bytes of the original and
 *  `doc` of the same row names the document. */
ent_err ent_store_dates(ent_ctx *ctx, ent_store *s, const ent_date **out,
                        const ent_str **doc, size_t *n);
/** How many mentions have a code that begins with @p code ("RUS"). */
ent_err ent_store_mentions(ent_ctx *ctx, ent_store *s, ent_str code,
                           uint64_t *n);

/** What became of one document. */
typedef enum ent_taken {
    ENT_TAKEN_ADDED,   /**< it is a new document */
    ENT_TAKEN_KNOWN,   /**< the same bytes are there already */
    ENT_TAKEN_SKIPPED, /**< no text in it that is read */
    ENT_TAKEN_FAILED,  /**< the file could not be opened or read */
    ENT_TAKEN_FOLDED   /**< a near copy of `name`, which stands for it */
} ent_taken;

typedef struct ent_ingest_item {
    ent_str path;
    ent_str name; /**< what the dossier calls it; blank: it is not there */
    ent_taken state;
    ent_err err; /**< why it was skipped or failed */
    ent_str why; /**< one sentence, or blank when there is nothing to say */
} ent_ingest_item;

/** What to take in. */
typedef struct ent_ingest {
    /** [n_paths] files, folders, "-"; archives and tables of articles
     *  (.zip .csv .tsv .jsonl .ndjson) give many documents */
    const ent_str *path;
    size_t n_paths;
    ent_read_options read;
    int keep_copies; /**< not 0: near copies come in as well */
    int threads;     /**< 0: all */
    ent_str command; /**< as typed, for the log */
    /** NULL, or called when items are safely on the disk: a kill or a power
     *  cut from now on does not lose them. */
    void (*saved)(void *user, const ent_ingest_item *item, size_t n);
    void *user; /**< handed to saved */
} ent_ingest;

typedef struct ent_ingest_result {
    const ent_ingest_item *item; /**< [n_items] in order of path */
    size_t n_items, n_added, n_known, n_folded, n_skipped, n_failed;
    uint64_t n_paras, n_sents, n_citations, n_dates, n_mentions, n_events,
        n_statements; /**< in the documents added */
    uint64_t change;  /**< number in the log; 0: nothing changed */
} ent_ingest_result;

/** Reads files and keeps them, several at a time.
 *
 * The same bytes come in once, whatever their name.  Another text of a name
 * that is taken gets a number: "brief" becomes "brief-2".  Documents are saved
 * in batches, whole or not at all; the original bytes are on the disk before.
 * @param lex  borrowed; NULL: no mentions
 * @param out  filled also when this fails: what was saved until then
 * @return ENT_OK  even when files failed: see n_failed
 *         ENT_CANCELLED  ctx->progress said stop; run it again to go on
 *         ENT_IO  the dossier cannot be written, or the disk is full */
ent_err ent_store_ingest(ent_ctx *ctx, ent_store *s, const ent_lexicon *lex,
                         const ent_ingest *plan, ent_ingest_result *out);

/** Which documents to read again. */
typedef struct ent_coding {
    const ent_str *doc; /**< [n_docs] names, '*' for any run; none: all */
    size_t n_docs;
    ent_read_options read; /**< format and published are the documents' own */
    int threads;           /**< 0: all */
    ent_str command;       /**< as typed, for the log */
} ent_coding;

/** Reads documents of the dossier again, from their bytes in sources/, with
 *  the dictionaries, weights and issues of today, and puts what is found in
 *  the place of what was.
 *
 * It is one change in the log however long it takes, and undoing it brings
 * the old evidence back.  Documents are saved in batches, each whole or not
 * at all; the same command again goes on after an interruption, since a
 * document that reads as before is left alone.  Evidence by hand (coder_kind
 * person) stays, at its place.
 * @param lex  borrowed; NULL: no mentions
 * @param out  added: read otherwise than before; known: as before; path: the
 *             document's file in sources/; filled also when this fails
 * @return ENT_NAME  no document of such a name; else as ent_store_ingest */
ent_err ent_store_code(ent_ctx *ctx, ent_store *s, const ent_lexicon *lex,
                       const ent_coding *plan, ent_ingest_result *out);

/** Which events or statements; what is blank leaves nothing out. */
typedef struct ent_evidence_find {
    ent_str actor;    /**< a code or its beginning, on either side: "RUS" */
    ent_str category; /**< of events */
    ent_str issue;    /**< of statements */
    ent_str doc;      /**< a document's name, '*' for any run */
    ent_str from, to; /**< ISO 8601: dated, or else published, in between */
} ent_evidence_find;

/** An event as the store lists it. */
typedef struct ent_event_row {
    ent_str doc, published; /**< its document */
    ent_event event;        /**< spans are bytes of the original file */
    ent_str quote, text;    /**< the trigger; its sentence */
} ent_event_row;

typedef struct ent_statement_row {
    ent_str doc, published;
    ent_statement statement;
    ent_str quote, content, text; /**< the cue; what was said; the sentence */
} ent_statement_row;

/** Events in order of document and place.
 *  @return ENT_DOMAIN  from or to is no date
 *  @cost  linear in the events of the dossier */
ent_err ent_store_events(ent_ctx *ctx, ent_store *s,
                         const ent_evidence_find *find,
                         const ent_event_row **out, size_t *n);
/** Statements likewise. */
ent_err ent_store_statements(ent_ctx *ctx, ent_store *s,
                             const ent_evidence_find *find,
                             const ent_statement_row **out, size_t *n);

/** Moves the statements that @p find asks for to the front of row[n].
 *  @return how many they are; dates in @p find that are none ask for nothing */
size_t ent_statements_pick(const ent_evidence_find *find,
                           ent_statement_row *row, size_t n);
/** The statements of a document at hand, in the form of the store's. */
ent_err ent_doc_statements(ent_ctx *ctx, const ent_doc *doc,
                           const ent_statement_row **out, size_t *n);

/** A question to the full text. */
typedef struct ent_find {
    /** Words that must all stand in one sentence, by their stems;
     *  "exact words", word*, -without, this OR that. */
    ent_str text;
    ent_str
        doc; /**< only documents of this name, '*' for any run; blank: all */
    size_t limit, offset; /**< limit 0: 20 */
} ent_find;

typedef struct ent_hit {
    ent_ref ref;
    ent_str text;         /**< the sentence */
    const ent_span *mark; /**< [n_marks] what was found, bytes of text */
    size_t n_marks;
    double score; /**< BM25; larger is better */
} ent_hit;

/** Sentences that answer @p find, best first.
 *  @param total  how many there are in all
 *  @return ENT_SYNTAX  the question has no word in it, or a quote is open */
ent_err ent_store_find(ent_ctx *ctx, ent_store *s, const ent_find *find,
                       const ent_hit **out, size_t *n, uint64_t *total);

/** Writes a document with all that was read in it, as one JSON object:
 *  docs/formats/export.md.
 *  @param ref  para 0: the whole document; else the paragraph or sentence
 *  @return ENT_MISSING  as ent_store_passage */
ent_err ent_store_show(ent_ctx *ctx, ent_store *s, ent_ref ref, ent_sink out);

/** One command that changed the store. */
typedef struct ent_log_row {
    uint64_t id;
    ent_str at, verb, command;
    uint64_t undoes, undone_by;  /**< other changes, or 0 */
    uint64_t n_added, n_removed; /**< documents */
} ent_log_row;

/** The last @p limit changes (0: all), newest first. */
ent_err ent_store_log(ent_ctx *ctx, ent_store *s, size_t limit,
                      const ent_log_row **out, size_t *n);
/** Reverses changes, newest first, and notes that as changes of its own.
 *  @param to  the store becomes as it was right after this change (0: empty);
 *             below 0: the last change alone, so that twice is nothing
 *  @param command  as typed, for the log
 *  @param out  the changes reversed, newest first
 *  @return ENT_NEGATIVE  there is nothing to undo; ENT_NAME no change `to` */
ent_err ent_store_undo(ent_ctx *ctx, ent_store *s, int64_t to, ent_str command,
                       const ent_log_row **out, size_t *n);

/** Writes all documents with their original bytes as JSON Lines, in order of
 *  name.  Importing them into an empty dossier gives the same documents. */
ent_err ent_store_export(ent_ctx *ctx, ent_store *s, ent_sink out);
/** Writes one CSV table per kind (document.csv, sentence.csv, mention.csv …)
 *  into a folder, which is made.  @return ENT_NAME  a table is there already */
ent_err ent_store_export_csv(ent_ctx *ctx, ent_store *s, ent_str dir);
/** Copies the database to one file of its own.
 *  @return ENT_NAME  the file exists */
ent_err ent_store_copy(ent_ctx *ctx, ent_store *s, ent_str path);
/** Takes in what ent_store_export wrote: all of it or nothing.
 *  @param path  names the input in messages
 *  @param out   as with ent_store_ingest
 *  @return ENT_SYNTAX, ENT_DOMAIN  with the line */
ent_err ent_store_import(ent_ctx *ctx, ent_store *s, ent_str path,
                         ent_str bytes, ent_str command,
                         ent_ingest_result *out);

/** One thing that was looked at. */
typedef struct ent_check {
    ent_str what, found; /**< "integrity", "ok" */
    ent_str remedy;      /**< blank when all is well */
} ent_check;

/** Looks at the program, the machine and, unless @p s is NULL, the dossier:
 *  the database, its links and its index, every file in sources/.
 *  @cost  reads all of them */
ent_err ent_store_doctor(ent_ctx *ctx, ent_store *s, const ent_check **out,
                         size_t *n);

#ifdef __cplusplus
}
#endif
#endif
