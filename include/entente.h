/** @file entente.h - read political texts, build scenarios, run models.
 *
 * The one public header, and the manual.  Rules for every function below:
 *
 *   errors     it returns ent_err; on failure ctx->fail says what, where and
 *              why, and its outputs hold nothing to be used.  Kernels (models,
 *              mathematics) take no context and return the bare code.
 *   ownership  `const T *` is borrowed.  Memory reached from an output lives
 *              in ctx->keep and dies with it, unless a sentence says "free".
 *   threads    one ent_ctx per thread.  Lexicons, documents, scenarios and
 *              models are read-only once built and may be shared.
 *   numbers    scales and percentages run 0..100, weights are > 0, shares
 *              and probabilities 0..1; docs/units.md.  No NaN ever leaves.
 *   absent     a blank text is {NULL, 0}; a blank number is marked as such,
 *              never a magic value, unless its line says so.
 *
 * Sections: 1 errors, text, memory · 2 reading · 3 the store · 4 the scenario
 * · 5 models · 6 runs · 7 findings · 8 views.
 */
#ifndef ENT_H
#define ENT_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define ENT_VERSION "0.1.0"

/* ------------------------------------------- 1 errors, text, memory ---- */

/** Every error: name, exit code of the program, sentence.  The exit codes are
 *  those of `man entente`: 1 a negative answer, 2 usage, 3 bad input,
 *  4 partial, 5 the machine or the program failed, 130 interrupted. */
#define ENT_ERR_LIST(X)                                                  \
    X(OK, 0, "no error")                                                 \
    X(NEGATIVE, 1, "the answer is no")                                   \
    X(USAGE, 2, "the command line is not understood")                    \
    X(MISSING, 3, "a file or object does not exist")                     \
    X(ENCODING, 3, "the bytes are not text")                             \
    X(SYNTAX, 3, "the text does not follow its format")                  \
    X(NAME, 3, "a name refers to nothing, or to two things")             \
    X(DOMAIN, 3, "a number is outside its allowed range")                \
    X(SHAPE, 3, "array lengths do not agree")                            \
    X(LIMIT, 3, "the input is larger than allowed")                      \
    X(UNSUPPORTED, 3, "this is not supported")                           \
    X(PARTIAL, 4, "some parts failed")                                   \
    X(DIVERGED, 4, "the model did not settle within the allowed rounds") \
    X(NOMEM, 5, "out of memory")                                         \
    X(IO, 5, "reading or writing failed")                                \
    X(INTERNAL, 5, "an internal check failed; please report it")         \
    X(CANCELLED, 130, "interrupted; what was reported as saved is saved")

typedef enum ent_err {
#define ENT_X(name, exit_code, text) ENT_##name,
    ENT_ERR_LIST(ENT_X)
#undef ENT_X
} ent_err;

/** The sentence that belongs to @p err; never NULL. */
const char *ent_err_text(ent_err err);
/** The name of @p err, such as "MISSING", as `--json` prints it; never NULL. */
const char *ent_err_name(ent_err err);
/** The exit code of a program that ends with @p err, 0..130. */
int ent_err_exit(ent_err err);

/** A piece of text that somebody else owns; UTF-8, not NUL-terminated. */
typedef struct ent_str {
    const char *s; /**< NULL when blank */
    size_t n;      /**< bytes */
} ent_str;

/** Bump allocator: allocate freely, free all at once. */
typedef struct ent_arena ent_arena;
/** A new arena that holds at most @p max_bytes; NULL if no memory. */
ent_arena *ent_arena_new(size_t max_bytes);
/** Frees the arena and all that was allocated from it.  NULL is fine. */
void ent_arena_free(ent_arena *a);
/** n * size zeroed bytes aligned for any type; NULL when the limit or the
 *  machine's memory is reached, or on overflow.  Cost: O(n * size). */
void *ent_arena_alloc(ent_arena *a, size_t n, size_t size);
/** Frees all that was allocated; the arena can be used again. */
void ent_arena_reset(ent_arena *a);

/** Where a piece of input stands. */
typedef struct ent_place {
    ent_str file;    /**< blank: not from a file */
    uint32_t line;   /**< 1-based; 0: the file as a whole */
    uint32_t column; /**< 1-based, in characters; 0: the line as a whole */
} ent_place;

/** What one thread needs to work, and to explain a failure. */
typedef struct ent_ctx {
    ent_arena *keep; /**< results that the caller wants to hold */
    ent_arena *temp; /**< the library's scratch, reset between items */
    /** NULL, or called now and then with what is being done and the part
     *  done, 0..1; a return other than 0 stops with ENT_CANCELLED. */
    int (*progress)(void *user, const char *what, double done);
    void *user; /**< handed to progress */
    struct {
        ent_err err;
        const char *where; /**< function, static */
        char file[512];    /**< "" when not about a file */
        uint32_t line, column;
        char why[512]; /**< one sentence: the offending value, the remedy */
    } fail;
} ent_ctx;

/** Fills @p ctx with two arenas of at most @p max_bytes each.
 *  @return ENT_NOMEM  no memory for them; ctx is zeroed */
ent_err ent_ctx_open(ent_ctx *ctx, size_t max_bytes);
/** Frees the arenas and zeroes @p ctx.  A zeroed context is fine. */
void ent_ctx_close(ent_ctx *ctx);

/** Where output goes: returns 0, or another number when writing failed. */
typedef struct ent_sink {
    int (*write)(void *user, const char *bytes, size_t n);
    void *user;
} ent_sink;

/* -------------------------------------------------------- 2 reading ---- */

/** A stretch of a document's text, in bytes, end exclusive. */
typedef struct ent_span {
    uint32_t start, end;
} ent_span;

/** What a sentence or paragraph is; only body and standfirst bear events. */
#define ENT_TEXT_LIST(X)        \
    X(BODY, "body")             \
    X(TITLE, "title")           \
    X(STANDFIRST, "standfirst") \
    X(HEADING, "heading")       \
    X(CAPTION, "caption")       \
    X(METADATA, "metadata")     \
    X(BIO, "bio")               \
    X(BOILERPLATE, "boilerplate")
typedef enum ent_text_kind {
#define ENT_X(name, text) ENT_TEXT_##name,
    ENT_TEXT_LIST(ENT_X)
#undef ENT_X
} ent_text_kind;

typedef struct ent_paragraph {
    ent_span at;
    uint32_t first_sent, n_sents; /**< rows of ent_doc.sent */
    ent_text_kind kind;
} ent_paragraph;

/** Where a piece of evidence stands: paragraph and sentence count from 1 as
 *  in docs/reading.md: a paragraph is a line with more than white space. */
typedef struct ent_locus {
    ent_span at;   /**< into ent_doc.text */
    uint32_t para; /**< 1.. */
    uint32_t sent; /**< 1.. inside the paragraph */
} ent_locus;

typedef struct ent_sentence {
    ent_locus in;
    ent_text_kind kind;
} ent_sentence;

/** A source that the text cites: "(Kommersant, April 26)". */
typedef struct ent_citation {
    ent_locus in;
    ent_str source;
    ent_str date; /**< ISO 8601, or blank */
    ent_str kind; /**< press, self_reference, publication, photo_credit,
                       document, attributed_person, author */
} ent_citation;

/** A date, range or duration: text resolved to ISO 8601 (a/b ranges, ".."
 *  open ends, P… durations, PX vague; --04-25 where no year is known; blank
 *  where the text does not tell); docs/reading-dates.md. */
typedef struct ent_date {
    ent_locus in;
    ent_str value;
    ent_str kind;  /**< date, range, duration, citation */
    ent_str basis; /**< explicit, resolved_doc, resolved_crossdoc, inferred */
    ent_str quote; /**< its words, where the store gives it; else blank */
} ent_date;

/** A name of an actor or a place, as far as dictionaries know it. */
typedef struct ent_mention {
    ent_locus in;
    ent_str code;   /**< RUSLEADER; several joined by '|' */
    ent_str entity; /**< the individual: kim_jong_un */
    ent_str type;   /**< NAM, ADJ, MET, LOC */
    int is_actor;   /**< 0: a place used as a place */
    ent_str rule;   /**< dictionary file and line: "leaders.tsv:31" */
} ent_mention;

/** Who did what to whom.  Filled by the event coder; a document read without
 *  one has none. */
typedef struct ent_event {
    ent_locus in;           /**< the trigger */
    ent_str source, target; /**< codes joined by '|' */
    ent_str category;       /**< PLOVER: CONSULT, SANCTION … */
    ent_str cameo;          /**< CAMEO code, or blank */
    ent_str factuality;     /**< factual, hypothetical, future, alleged */
    ent_str date, basis;    /**< ISO 8601; stated, cited, inferred */
    int negated, hedged, reciprocal;
    double confidence; /**< 0..1 */
} ent_event;

/** Who said what about which issue.  Filled like events. */
typedef struct ent_statement {
    ent_locus in;               /**< the cue */
    ent_str speaker, addressee; /**< codes */
    ent_str mode;               /**< direct, mixed, indirect, belief */
    ent_span content;
    ent_str issue; /**< id, or blank */
    int stance;    /**< -1 toward pole 0, 0, +1 toward pole 100 */
    int negated;
} ent_statement;

/** One document read: text, structure, evidence. */
typedef struct ent_doc {
    ent_str name;  /**< file name without its ending: evidence names it so */
    ent_str path;  /**< as given; "-" for standard input */
    ent_str bytes; /**< the original */
    ent_str text;  /**< UTF-8, line ends '\n' */
    /** [text.n + 1] offset in bytes of each byte of text; NULL: the same. */
    const uint32_t *origin;
    ent_str format;   /**< txt, md, html */
    ent_str encoding; /**< as detected, e.g. UTF-8 */
    ent_str title, author, publisher;
    ent_str published; /**< ISO 8601 date or range, or blank */
    size_t n_paras, n_sents, n_citations, n_dates, n_mentions;
    size_t n_events, n_statements;
    const ent_paragraph *para;
    const ent_sentence *sent;
    const ent_citation *citation; /**< all in order of in.at.start */
    const ent_date *date;
    const ent_mention *mention;
    const ent_event *event;
    const ent_statement *statement;
} ent_doc;

/** The dictionaries, read once and shared by all threads. */
typedef struct ent_lexicon ent_lexicon;
/** Builds the lexicon from the dictionaries inside the library.
 *  @param out  free with ent_lexicon_free
 *  @return ENT_SYNTAX  a dictionary row is malformed; ENT_NOMEM
 *  @cost  tens of milliseconds, tens of megabytes */
ent_err ent_lexicon_new(ent_ctx *ctx, ent_lexicon **out);
/** NULL is fine. */
void ent_lexicon_free(ent_lexicon *lex);

typedef struct ent_read_options {
    size_t max_bytes;  /**< 0: 64 MiB; a larger document is refused */
    ent_str format;    /**< blank: from the name's ending, then the bytes */
    ent_str published; /**< blank: from the text; ISO 8601 */
} ent_read_options;

/** Reads one document from memory.
 *
 * @param lex    borrowed; NULL: no mentions, all else as always
 * @param path   its name; "dir/a.txt" gives the document "a", "-" "stdin"
 * @param bytes  borrowed, must outlive @p out
 * @return ENT_LIMIT     more than max_bytes
 *         ENT_ENCODING  binary, or no known encoding
 *         ENT_MISSING   no text in it
 *         ENT_UNSUPPORTED  a format that is not read
 *         ENT_NOMEM
 * @cost  linear in bytes; ctx->temp is reset */
ent_err ent_doc_read(ent_ctx *ctx, const ent_lexicon *lex,
                     const ent_read_options *opt, ent_str path, ent_str bytes,
                     ent_doc *out);

/** Gives documents that do not tell their year the year of those among
 *  @p doc that name the same days and people: completes their dates,
 *  citations and `published`, with the basis resolved_crossdoc.
 *  @param doc  [n] read before; what is added lives in ctx->keep
 *  @cost  dates and mentions of the undated times those of the dated */
ent_err ent_docs_date(ent_ctx *ctx, ent_doc *const *doc, size_t n);

/** The place of @p at in the original bytes; cost O(1). */
ent_span ent_doc_origin(const ent_doc *doc, ent_span at);

/* ------------------------------------------------------ 3 the store ---- */

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

/** What became of one file. */
typedef enum ent_taken {
    ENT_TAKEN_ADDED,   /**< it is a new document */
    ENT_TAKEN_KNOWN,   /**< the same bytes are there already */
    ENT_TAKEN_SKIPPED, /**< no text in it that is read */
    ENT_TAKEN_FAILED   /**< the file could not be opened or read */
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
    const ent_str *path; /**< [n_paths] files, folders, "-" */
    size_t n_paths;
    ent_read_options read;
    int threads;     /**< 0: all */
    ent_str command; /**< as typed, for the log */
    /** NULL, or called when items are safely on the disk: a kill or a power
     *  cut from now on does not lose them. */
    void (*saved)(void *user, const ent_ingest_item *item, size_t n);
    void *user; /**< handed to saved */
} ent_ingest;

typedef struct ent_ingest_result {
    const ent_ingest_item *item; /**< [n_items] in order of path */
    size_t n_items, n_added, n_known, n_skipped, n_failed;
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

/* --------------------------------------------------- 4 the scenario ---- */

#define ENT_NONE UINT32_MAX /**< "no row", for uint32_t indices */

/** How an uncertain number is spread; docs/scenario.md, "Values". */
typedef enum ent_value_kind {
    ENT_VALUE_BLANK,    /**< nobody gave it */
    ENT_VALUE_FIXED,    /**< best */
    ENT_VALUE_INTERVAL, /**< two-piece normal: median best, 5 % and 95 %
                             quantiles lo and hi, clamped to min..max */
    ENT_VALUE_UNIFORM,  /**< lo..hi */
    ENT_VALUE_NORMAL,   /**< mean best, standard deviation hi - best */
    ENT_VALUE_CHOICE    /**< one of choice[], equally likely */
} ent_value_kind;

typedef struct ent_value {
    ent_value_kind kind;
    double best, lo, hi; /**< lo = hi = best when fixed; of a choice the middle
                              one, the least and the greatest */
    double min, max;     /**< allowed range; draws are clamped to it */
    const double *choice;
    size_t n_choices;
    /** "PRK.position.D1": names the value in --set, in lenses and events,
     *  and keys its random numbers. */
    ent_str name;
    const ent_ref *evidence; /**< [n_evidence] short names already resolved */
    size_t n_evidence;
    ent_str confidence; /**< "H", "M", "L" or blank */
    ent_str note, coder;
    ent_place at;
} ent_value;

typedef struct ent_actor {
    ent_str id, name;
    uint32_t capability; /**< row of ent_scenario.value */
    uint32_t first_faction, n_factions;
    ent_place at;
} ent_actor;

typedef struct ent_faction {
    ent_str id, name;
    uint32_t actor, weight; /**< weight: row of value */
} ent_faction;

typedef struct ent_issue {
    ent_str id, name, pole[2]; /**< pole[0] at 0, pole[1] at 100 */
    uint32_t status_quo;       /**< row of value, may be blank */
    uint32_t failure_cost;     /**< row of value, > 1, may be blank */
    ent_place at;
} ent_issue;

/** One row of the table of stances. */
typedef struct ent_stance {
    uint32_t issue, actor;
    uint32_t faction; /**< ENT_NONE: the actor as a whole */
    uint32_t position, salience, leverage; /**< rows of value */
    uint64_t lenses; /**< bit l: replaces the base row under lens l; 0: base */
    ent_place at;
} ent_stance;

/** Effective position of `from` = (1 - w) own + w to's, w = value / 100. */
typedef struct ent_tie {
    uint32_t from, to; /**< actors */
    uint32_t value;    /**< row of value, 0..100 */
    uint64_t *issues;  /**< bit set over issues; NULL: all */
} ent_tie;

typedef enum ent_op { ENT_OP_SET, ENT_OP_ADD, ENT_OP_TIMES } ent_op;

/** A change of one value: "45", "+10", "*1.2". */
typedef struct ent_set {
    uint32_t target; /**< row of value */
    ent_op op;
    uint32_t by; /**< row of value: how much, perhaps uncertain */
} ent_set;

/** A dated change that happens with some chance. */
typedef struct ent_occurrence {
    ent_str date, what; /**< date as written: 2019, 2019-06 or 2019-06-14 */
    int32_t step;       /**< of the scenario's time; -1: before the start */
    uint32_t chance;    /**< row of value, percent; fixed 100 when not given */
    const ent_set *set;
    size_t n_sets;
    ent_place at;
} ent_occurrence;

typedef struct ent_lens {
    ent_str id, says;
    double weight; /**< in a mixture, > 0; 1 when not given */
    const ent_set *set;
    size_t n_sets;
} ent_lens;

/** A short name for a document: "000" for eurasia-2019. */
typedef struct ent_alias {
    ent_str alias, doc;
} ent_alias;

/** A dispute, checked and laid out flat.  Read-only once built. */
typedef struct ent_scenario {
    ent_str id, title, question, path;
    ent_str start;       /**< ISO 8601 date of step 0, as written; blank when
                              the scenario has no time: then steps is 1 */
    uint32_t steps;      /**< >= 1 */
    uint32_t step_count; /**< of step_unit per step */
    char step_unit;      /**< 'd', 'w', 'm' or 'y' */
    size_t n_values, n_actors, n_factions, n_issues, n_stances, n_ties;
    size_t n_occurrences, n_lenses, n_aliases;
    const ent_value *value;
    const ent_actor *actor;
    const ent_faction *faction;
    const ent_issue *issue;
    const ent_stance *stance;
    const ent_tie *tie;
    const ent_occurrence *occurrence;
    const ent_lens *lens;
    const ent_alias *alias;
} ent_scenario;

/** One thing that check found. */
typedef struct ent_finding {
    ent_err err; /**< ENT_OK: a warning, e.g. a value without evidence */
    ent_place at;
    ent_str why; /**< one sentence with the remedy */
} ent_finding;

/** Reads a scenario file with its tables and includes.
 *
 * All that is wrong is listed, not only the first thing.
 * @param out       filled when no finding is an error
 * @param found     in ctx->keep, in order of place
 * @param n_found   errors and warnings
 * @return the first error's code; ENT_MISSING, ENT_IO for the file itself
 * @cost  linear in the files */
ent_err ent_scenario_read(ent_ctx *ctx, ent_str path, ent_scenario *out,
                          const ent_finding **found, size_t *n_found);

/** The same for the bytes of a scenario file at hand, borrowed; includes and
 *  tables are looked for in the folder of @p path. */
ent_err ent_scenario_parse(ent_ctx *ctx, ent_str path, ent_str bytes,
                           ent_scenario *out, const ent_finding **found,
                           size_t *n_found);

/** The scenario as seen through one lens: its rows replace the base rows, its
 *  sets are applied, no lens is left.  Shares memory with @p base.  Rows of
 *  values keep their numbers; those of other lenses are blank and nameless.
 *  @param lens  id; blank gives the base rows alone
 *  @return ENT_NAME  no such lens (the sentence names the nearest) */
ent_err ent_scenario_focus(ent_ctx *ctx, const ent_scenario *base, ent_str lens,
                           ent_scenario *out);

/** Applies "NAME=VALUE", "NAME+=VALUE", "NAME*=VALUE" texts, wildcards
 *  allowed in names ("RUS.salience.*").  Of a scenario with lenses all rows of
 *  that name change, and what lenses set them to.
 *  @return ENT_SYNTAX, ENT_NAME, ENT_DOMAIN; ENT_UNSUPPORTED when a value and
 *          its change are both uncertain */
ent_err ent_scenario_set(ent_ctx *ctx, const ent_scenario *base,
                         const ent_str *set, size_t n_sets, ent_scenario *out);

/** The row of the value called @p name, or ENT_NONE: the base row where lenses
 *  have rows of that name too.  Cost O(n_values). */
uint32_t ent_scenario_value(const ent_scenario *s, ent_str name);

/** What the evidence of a scenario amounts to. */
typedef struct ent_coverage {
    size_t n_values;   /**< with a number, amounts of changes left out */
    size_t n_evidence; /**< of these, with at least one reference */
    size_t n_refs;     /**< different references */
    size_t n_resolved; /**< of these, found in the store */
} ent_coverage;

/** Looks for what is allowed but doubtful: values without evidence, issues
 *  with fewer than two stances, lenses without effect, events outside the
 *  time …; and with a store, that every reference opens.
 *
 * A document is looked for under its name, then under its short name, so that
 * one scenario serves a dossier of retellings and one of the originals.
 * @param store  NULL: references are not looked up, n_resolved is 0
 * @param found  in ctx->keep, in order of place; a reference that does not
 *               open is an error, all else a warning
 * @return ENT_NOMEM, or what the store failed with; findings are no failure
 * @cost  linear in values, one look-up for each different reference */
ent_err ent_scenario_check(ent_ctx *ctx, const ent_scenario *s,
                           ent_store *store, const ent_finding **found,
                           size_t *n_found, ent_coverage *coverage);

/** Writes the scenario as one JSON document that ent_scenario_read takes back:
 *  a scenario file with includes merged, stances inline, wildcards spelled
 *  out, rows in a stable order.  ENT_IO, ENT_NOMEM */
ent_err ent_scenario_write_json(ent_ctx *ctx, const ent_scenario *s,
                                ent_sink out);

/* --------------------------------------------------------- 5 models ---- */

/** One bargaining problem: positions in.  Rows are issues, columns actors:
 *  cell [p * n_actors + i].  All borrowed. */
typedef struct ent_game {
    size_t n_actors; /**< >= 1 */
    size_t n_issues; /**< >= 1; 1 for models without ENT_MODEL_ISSUES */
    const double *capability;   /**< [n_issues * n_actors] >= 0 */
    const double *position;     /**< [n_issues * n_actors] on lo..hi */
    const double *salience;     /**< [n_issues * n_actors] 0..1 */
    const unsigned char *has;   /**< [n_issues * n_actors] 0: no stance there;
                                     NULL: all have one */
    const double *status_quo;   /**< [n_issues]; < lo: none.  NULL: none */
    const double *failure_cost; /**< [n_issues]; 0: none.  NULL: none */
    double lo, hi;              /**< ends of the scale, usually 0 and 100 */
} ent_game;

/** Settlement or new positions out.  Arrays are the caller's. */
typedef struct ent_outcome {
    double *position;   /**< [n_issues * n_actors] after the round */
    double *settlement; /**< [n_issues] */
    double *chance;     /**< [n_issues * n_actors] probability that this
                             actor's position wins; only ENT_MODEL_CHANCE
                             models write it; may be NULL */
} ent_outcome;

/** One setting of a model. */
typedef struct ent_param {
    const char *name, *unit, *text;
    double lo, hi, value;       /**< range and default */
    const char *const *choices; /**< NULL, or NULL-ended names of 0, 1, … */
} ent_param;

enum {
    ENT_MODEL_MOVES = 1,  /**< actors take new positions round by round */
    ENT_MODEL_CHANCE = 2, /**< gives a probability for each position */
    ENT_MODEL_ISSUES = 4  /**< plays all issues together */
};

/** A bargaining model: names, settings and one pure function. */
typedef struct ent_model {
    const char *name;   /**< "mean"; the name on the command line */
    const char *title;  /**< "Weighted mean" */
    const char *source; /**< citation with DOI where there is one */
    unsigned flags;
    const ent_param *param; /**< [n_params] */
    size_t n_params;
    /** Doubles of scratch that round() needs. */
    size_t (*work)(size_t n_actors, size_t n_issues);
    /** Plays one round.  Pure: same input, same output; no allocation, no
     *  I/O.  @p param [n_params].  @p stream keys the random draws.
     *  @return ENT_DOMAIN  the weights sum to zero, or a number is not
     *                      finite: the model is not defined there
     *          ENT_SHAPE   several issues, without ENT_MODEL_ISSUES
     *          ENT_DIVERGED  the model's own iteration did not settle */
    ent_err (*round)(const ent_game *g, const double *param, uint64_t stream,
                     double *work, ent_outcome *out);
} ent_model;

/** All models, ended by NULL, in the order of `entente models`. */
const ent_model *const *ent_model_all(void);
/** The model called @p name, or NULL. */
const ent_model *ent_model_find(ent_str name);
/** Sets one parameter from "key=value".
 *  @param param  [m->n_params], filled with defaults by the caller
 *  @return ENT_NAME no such key or choice, ENT_DOMAIN out of range,
 *          ENT_SYNTAX no '=' or no number */
ent_err ent_model_set(ent_ctx *ctx, const ent_model *m, ent_str text,
                      double *param);

/** A plain table of positions, as `entente solve` reads it. */
typedef struct ent_table {
    size_t n_actors, n_issues;
    const ent_str *actor, *issue;             /**< names */
    double *capability, *position, *salience; /**< as in ent_game */
    unsigned char *has;
    double lo, hi;      /**< ends of the scale */
    const char *format; /**< "table", "ktab-csv", "ktab-xml", "decide" */
} ent_table;

/** Reads a table: actor,capability,position,salience, perhaps with an issue
 *  column, KTAB CSV or XML, or a DECIDE file; told apart by their content.
 *
 * If any salience is above 1, all are percentages.  The scale is 0..100, wider
 * where a plain table's positions go beyond it; DECIDE's are stretched to it.
 * @return ENT_SYNTAX, ENT_DOMAIN, ENT_NAME with line and column of the first
 *         fault, the places of the others in the sentence; ENT_ENCODING not
 *         UTF-8; ENT_LIMIT over ten million cells; ENT_UNSUPPORTED other XML
 *         or a document type; ENT_NOMEM
 * @cost  linear in bytes; scratch in ctx->temp is released */
ent_err ent_table_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                       ent_table *out);

/* ----------------------------------------------------------- 6 runs ---- */

typedef enum ent_design {
    ENT_DESIGN_LATIN, /**< Latin hypercube over draws */
    ENT_DESIGN_RANDOM /**< independent draws */
} ent_design;

/** A model with its settings and its weight in the ensemble. */
typedef struct ent_choice {
    const ent_model *model;
    const double *param; /**< [model->n_params]; NULL: defaults */
    double weight;       /**< >= 0; 0: shown, not part of the forecast */
} ent_choice;

typedef struct ent_plan {
    uint64_t seed;
    size_t draws;             /**< >= 1 */
    uint64_t first;           /**< number of the first draw */
    ent_design design;        /**< Latin needs `of` */
    size_t of;                /**< size of the Latin square; 0: draws */
    int threads;              /**< 0: all */
    const ent_choice *choice; /**< [n_choices] */
    size_t n_choices;
    int mixture; /**< other than 0: each draw takes one lens by weight */
} ent_plan;

/** What came out: settlements by model, period, issue and draw. */
typedef struct ent_run {
    size_t n_models, n_periods, n_issues, draws;
    const uint32_t *period_step; /**< [n_periods] step at which each begins */
    /** [((m * n_periods + t) * n_issues + p) * draws + d]; 0 where bad */
    double *settlement;
    unsigned char *bad; /**< same shape: the model refused, or no stance */
    /** [(t * n_issues + p) * draws + d] weighted mean of the models */
    double *ensemble;
    unsigned char *ensemble_bad;
    size_t failed; /**< cells in which a model refused */
} ent_run;

/** Plays the scenario plan->draws times.
 *
 * Draw d depends on (seed, first + d, the values' names) alone, so results
 * are equal bit for bit for every number of threads.
 * @param s  without lenses (ent_scenario_focus) unless plan->mixture
 * @return ENT_SHAPE  no draws, no models, no issue; ENT_NOMEM, ENT_CANCELLED
 * @cost  draws * periods * issues * models' rounds */
ent_err ent_run_play(ent_ctx *ctx, const ent_scenario *s, const ent_plan *plan,
                     ent_run *out);

/** What a run directory says of itself, beside the numbers. */
typedef struct ent_run_facts {
    ent_str name;        /**< of the run: the folder's */
    ent_str command;     /**< the command line that made it */
    const ent_str *argv; /**< [n_argv] the same in pieces */
    size_t n_argv;
    ent_str lens;       /**< id, blank, or "mixture" */
    const ent_str *set; /**< [n_sets] changes, as on the command line */
    size_t n_sets;
    ent_str version, created; /**< read back; written by the library */
} ent_run_facts;

/** A run read back from its folder.  Only the last period has draws. */
typedef struct ent_run_saved {
    ent_run_facts facts;
    ent_scenario scenario; /**< as it was, before lens and sets */
    ent_plan plan;
    ent_run run; /**< n_periods 1 */
} ent_run_saved;

/** Writes run.json, scenario.json and draws.csv into @p dir (made if need be).
 *  @return ENT_IO  nothing half-written is left */
ent_err ent_run_save(ent_ctx *ctx, ent_str dir, const ent_scenario *s,
                     const ent_plan *plan, const ent_run *run,
                     const ent_run_facts *facts);
/** Reads a run directory back.
 *  @return ENT_MISSING no run there; ENT_SYNTAX damaged; ENT_UNSUPPORTED made
 *          by a newer version */
ent_err ent_run_load(ent_ctx *ctx, ent_str dir, ent_run_saved *out);

/* ------------------------------------------------------- 7 findings ---- */

/** A sample in seven numbers. */
typedef struct ent_band {
    double mean, q05, q10, q50, q90, q95; /**< quantiles, type 7 */
    size_t n; /**< draws in it; 0: there is none, the rest is 0 */
} ent_band;

/** Summarises x[n], leaving out those with bad[i] (NULL: none is).
 *  @return ENT_NOMEM; cost O(n log n) */
ent_err ent_band_of(ent_ctx *ctx, const double *x, const unsigned char *bad,
                    size_t n, ent_band *out);

enum { ENT_BINS = 20 };

/** Where one issue may settle. */
typedef struct ent_forecast {
    ent_band all;          /**< of the weighted models, at the end */
    const ent_band *model; /**< [n_models] at the end */
    const size_t *failed;  /**< [n_models] draws in which it refused */
    const ent_band *path;  /**< [n_periods] of the weighted models */
    double bin[ENT_BINS];  /**< shares of draws in 0..5, 5..10 … 95..100 */
    double above;          /**< share of draws above 50 */
    double disagreement;   /**< largest less smallest model median */
    ent_str headline;      /**< one sentence with the numbers */
    ent_str words;         /**< the likelihood in words and as a number */
} ent_forecast;

/** One forecast per issue.
 *  @param out  [n_issues]
 *  @cost  O(models * periods * issues * draws log draws) */
ent_err ent_forecast_make(ent_ctx *ctx, const ent_scenario *s,
                          const ent_run *run, const ent_forecast **out);

/** The most important things in plain sentences, for the head of a report. */
ent_err ent_forecast_sum_up(ent_ctx *ctx, const ent_scenario *s,
                            const ent_forecast *f, const ent_str **out,
                            size_t *n);

/** The likelihood words of ICD 203 for a probability; docs/decisions/003. */
const char *ent_likelihood(double p);

/** What two runs of one dispute differ by on one issue. */
typedef struct ent_change {
    ent_band before, after;
    ent_band change; /**< after - before; draw by draw when paired */
    double agree;    /**< share of draws that move as the median does */
    int paired;      /**< both runs used the same random numbers */
    int real;        /**< the verdict: see ent_change_of */
    ent_str verdict; /**< the same in a sentence */
} ent_change;

/** Compares two samples.  Paired draws differ for real when the median moves
 *  by @p least or more and at least 90 % of the draws move the same way;
 *  unpaired samples, when their 80 % bands do not overlap at all.
 *  @param least  in units of the scale, >= 0; 0.5 where nobody says otherwise
 *  @return ENT_SHAPE  a sample is empty */
ent_err ent_change_of(ent_ctx *ctx, const double *before,
                      const unsigned char *bad_before, size_t n_before,
                      const double *after, const unsigned char *bad_after,
                      size_t n_after, int paired, double least,
                      ent_change *out);

/* --------------------------------------------------------- 8 views ---- */

/** What a line of evidence is about. */
#define ENT_EVIDENCE_LIST(X) \
    X(DOCUMENT, "document")  \
    X(SENTENCE, "sentence")  \
    X(CITATION, "citation")  \
    X(DATE, "date")          \
    X(MENTION, "mention")    \
    X(EVENT, "event")        \
    X(STATEMENT, "statement")
typedef enum ent_evidence {
#define ENT_X(name, text) ENT_EVIDENCE_##name,
    ENT_EVIDENCE_LIST(ENT_X)
#undef ENT_X
        ENT_EVIDENCE_KINDS /**< how many there are */
} ent_evidence;

/** How many lines of one kind ent_doc_write gives. */
size_t ent_doc_count(const ent_doc *doc, ent_evidence kind);
/** Writes what was read as JSON Lines, one object per document, sentence,
 *  citation …, after docs/formats/evidence.md; spans are in bytes of the
 *  original file.
 *  @param kinds  bit k: lines of kind k; 0: all
 *  @return ENT_IO from @p out; ENT_NOMEM
 *  @cost  linear in what is written */
ent_err ent_doc_write(ent_ctx *ctx, const ent_doc *doc, unsigned kinds,
                      ent_sink out);

/** What a report shows.  All is borrowed. */
typedef struct ent_report {
    const ent_scenario *scenario; /**< with its lenses: not focused */
    const ent_plan *plan;
    const ent_run *run;
    const ent_run_facts *facts;
    const ent_forecast *forecast; /**< [run->n_issues] */
    /** [n_periods] step at which each row of ent_forecast.path begins: those
     *  of the run, or those that ent_path_read took from a folder. */
    const uint32_t *period_step;
    size_t n_periods;
    const ent_str *bottom_line; /**< [n_bottom_lines] sentences */
    size_t n_bottom_lines;
    const ent_str *warning; /**< [n_warnings] sentences */
    size_t n_warnings;
    ent_store *store;        /**< NULL: no passages, dates or mentions */
    const ent_change *moved; /**< [run->n_issues] since another run; before.n
                                  is 0 where that has no such issue.  NULL: no
                                  other run */
    ent_str since_name, since_title; /**< of the other run */
} ent_report;

/** Writes the JSON of docs/formats/report.md.  Same report, same bytes.
 *  @return ENT_IO from @p out; ENT_SYNTAX, ENT_IO from the store; ENT_NOMEM
 *  @cost  linear in what is shown */
ent_err ent_report_data(ent_ctx *ctx, const ent_report *r, ent_sink out);
/** Writes one HTML file that opens offline and names no outside address.
 *  @return as ent_report_data; ENT_INTERNAL  the page inside the library lacks
 *          one of its marks */
ent_err ent_report_html(ent_ctx *ctx, const ent_report *r, ent_sink out);

/** Writes forecasts as a table for a terminal @p width columns wide (0: 80),
 *  one line per issue with its scale drawn; names are cut to fit. */
ent_err ent_forecast_text(ent_ctx *ctx, const ent_scenario *s,
                          const ent_forecast *f, size_t width, ent_sink out);
/** Writes issue,name,model,weight,mean,q05,q10,q50,q90,q95,draws,failed; the
 *  row with model "forecast" is of the weighted models together. */
ent_err ent_forecast_csv(ent_ctx *ctx, const ent_scenario *s,
                         const ent_plan *plan, const ent_forecast *f,
                         ent_sink out);
/** Writes the same with headlines and histograms; schema entente-forecast/1.
 *  @p facts may be NULL */
ent_err ent_forecast_json(ent_ctx *ctx, const ent_scenario *s,
                          const ent_plan *plan, const ent_run *run,
                          const ent_run_facts *facts, const ent_forecast *f,
                          ent_sink out);
/** Writes issue,step,date,mean,q05,q10,q50,q90,q95,draws: one row per issue
 *  and period. */
ent_err ent_path_csv(ent_ctx *ctx, const ent_scenario *s, const ent_run *run,
                     const ent_forecast *f, ent_sink out);
/** Reads back what ent_path_csv wrote for @p s: f[].path gets n_periods rows.
 *  @param f  [s->n_issues], changed only when all is well
 *  @return ENT_SYNTAX  it is not such a table, or not of this scenario */
ent_err ent_path_read(ent_ctx *ctx, const ent_scenario *s, ent_str path,
                      ent_str bytes, ent_forecast *f,
                      const uint32_t **period_step, size_t *n_periods);

#ifdef __cplusplus
}
#endif
#endif
