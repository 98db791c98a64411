/** @file read.h - from bytes to evidence; rules for all functions in entente.h.
 */
#ifndef ENT_READ_PUBLIC_H
#define ENT_READ_PUBLIC_H
#include "entente/base.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A stretch of a document's text, in bytes, end exclusive. */
typedef struct ent_span {
    uint32_t start, end;
} ent_span;

/** What a text's part is; body, standfirst and captions bear events. */
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
    uint32_t page; /**< of a PDF, from 1, where it begins; 0: no pages */
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

/** Words that stand for an actor or a place. */
typedef struct ent_mention {
    ent_locus in;
    ent_str code;   /**< RUSLEADER; several joined by '|'; blank: an actor that
                         was not told (NOM and PRO without an antecedent) */
    ent_str entity; /**< the individual: kim_jong_un */
    ent_str type;   /**< NAM, ADJ, MET, LOC, NOM, PRO */
    int is_actor;   /**< 0: a place used as a place */
    ent_str rule;   /**< dictionary file and line: "leaders.tsv:31", or the
                         sieve's step: "pronoun" */
    uint32_t chain; /**< mentions of one document with the same number, from
                         1, stand for the same; 0: alone */
} ent_mention;

/** Who did what to whom.  Filled where a parser was given. */
typedef struct ent_event {
    ent_locus in;           /**< the trigger */
    ent_str source, target; /**< codes joined by '|'; blank: not told or not
                                 an actor that is known */
    ent_span source_at, target_at; /**< their words; 0,0: none */
    ent_str category;              /**< PLOVER: CONSULT, SANCTION … */
    ent_str cameo;                 /**< CAMEO code, or blank */
    ent_str factuality;  /**< factual, hypothetical, future, alleged */
    ent_str reporter;    /**< code of who says so; blank: the author */
    ent_str date, basis; /**< ISO 8601; stated, cited, inferred */
    ent_str rule;        /**< dictionary file and line of the trigger */
    int negated, hedged, reciprocal;
    int core;          /**< carried by the predicate of its clause, not a noun
                            that only refers to it */
    int background;    /**< older than what the text is about */
    double confidence; /**< 0..1 */
} ent_event;

/** Who said what about which issue.  Filled where a parser was given. */
typedef struct ent_statement {
    ent_locus in;               /**< the cue */
    ent_str speaker, addressee; /**< codes; blank: not told */
    ent_span speaker_at;        /**< its words; 0,0: none */
    ent_str medium;             /**< "Reuters", or blank */
    ent_str mode;               /**< direct, mixed, indirect, belief */
    ent_span content;
    ent_str issue;     /**< id, or blank */
    int stance;        /**< -1 toward pole 0, 0, +1 toward pole 100 */
    int negated;       /**< what is denied is that it was said */
    int hedged;        /**< apparently, reportedly, may */
    ent_str date;      /**< ISO 8601, or blank */
    ent_str rule;      /**< dictionary file and line of the cue */
    double confidence; /**< 0..1 */
} ent_statement;

/** One document read: text, structure, evidence. */
typedef struct ent_doc {
    ent_str name;  /**< file name without its ending: evidence names it so */
    ent_str path;  /**< as given; "-" for standard input */
    ent_str bytes; /**< the original; of PDF and Word files the HTML page that
                        was taken out of them, where all places are */
    ent_str text;  /**< UTF-8, line ends '\n' */
    /** [text.n + 1] offset in bytes of each byte of text; NULL: the same. */
    const uint32_t *origin;
    ent_str format;   /**< txt, md, html, pdf, docx */
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
    ent_str trees; /**< words, tags, lemmas and dependencies of its sentences
                        in CoNLL-U, where the options ask for them */
} ent_doc;

/** The dictionaries, read once and shared by all threads. */
typedef struct ent_lexicon ent_lexicon;
/** Builds the lexicon from the dictionaries inside the library.
 *  @param out  free with ent_lexicon_free
 *  @return ENT_SYNTAX  a dictionary row is malformed; ENT_NOMEM
 *  @cost  tens of milliseconds, tens of megabytes */
ent_err ent_lexicon_new(ent_ctx *ctx, ent_lexicon **out);
/** A dictionary of one's own; its header line tells which of the library's it
 *  adds to; docs/formats/dictionaries.md. */
typedef struct ent_dictionary {
    ent_str path, bytes; /**< copied */
} ent_dictionary;
/** As ent_lexicon_new, with dictionaries of one's own, whose rows go before
 *  the library's.
 *  @param own  [n], borrowed
 *  @return ENT_SYNTAX with line and column; ENT_ENCODING; ENT_NOMEM */
ent_err ent_lexicon_open(ent_ctx *ctx, const ent_dictionary *own, size_t n,
                         ent_lexicon **out);
/** NULL is fine. */
void ent_lexicon_free(ent_lexicon *lex);

/** Weights of the tagger and the parser: a file mapped into memory, read only
 *  and shared by all threads. */
typedef struct ent_parser ent_parser;
/** Opens weights.
 *  @param path  blank: ENTENTE_WEIGHTS of the environment, then beside the
 *               program, then where they were installed
 *  @param out   free with ent_parser_free
 *  @return ENT_IO  not there, or not readable; ENT_SYNTAX  not weights, or of
 *          another version; ENT_NOMEM
 *  @cost  a millisecond; pages are read as they are needed */
ent_err ent_parser_open(ent_ctx *ctx, ent_str path, ent_parser **out);
/** NULL is fine. */
void ent_parser_free(ent_parser *parser);

/** Learns the weights that arbitrate between the rules of events from labelled
 *  sentences (docs/formats/labelled.md), and measures them by ten folds.
 *  @param path     a file, or a folder of *.txt
 *  @param report   the figures, as text; lives in ctx->keep
 *  @param weights  the file's bytes; lives in ctx->keep; the same sentences
 *                  and parser give the same bytes
 *  @return ENT_SYNTAX with file and line; ENT_MISSING; ENT_IO; ENT_NOMEM
 *  @cost   reading the sentences, then some seconds for thousands */
ent_err ent_events_train(ent_ctx *ctx, const ent_lexicon *lex,
                         const ent_parser *parser, ent_str path,
                         ent_str *report, ent_str *weights);

/** A text by name: a treebank in CoNLL-U. */
typedef struct ent_train_text {
    ent_str path, bytes;
} ent_train_text;

typedef struct ent_train_options {
    unsigned epochs;      /**< over the trees, 3/4 of them by parsers after
                               the first; 0: 8 */
    unsigned tag_epochs;  /**< of the tagger; 0: 6 */
    unsigned members;     /**< parsers learnt apart and added up; 0: 3 */
    unsigned min_updates; /**< features changed less often are left out of the
                               file; 0: 14 */
    uint64_t seed;        /**< of the order of sentences */
    const char *note;     /**< lines to store with the weights, or NULL */
    /** NULL, or called after each pass over the sentences with the share of
     *  words that were right while learning. */
    void (*told)(void *user, const char *stage, unsigned epoch, double right);
    void *user;
} ent_train_options;

/** Learns weights from treebanks and writes their file.
 *
 * @param opt   NULL: all defaults
 * @param text  [n] borrowed
 * @param path  where the file goes
 * @return ENT_SYNTAX     no CoNLL-U, with file and line
 *         ENT_MISSING    no sentence
 *         ENT_CANCELLED  by ctx->progress; nothing is written
 *         ENT_IO, ENT_NOMEM
 * @cost  minutes for a quarter of a million words, one gigabyte; the same
 *        bits for the same texts and options */
ent_err ent_parser_train(ent_ctx *ctx, const ent_train_options *opt,
                         const ent_train_text *text, size_t n, ent_str path);

enum { ENT_SCORE_RELS = 64 };
/** How a parser's trees compare with a treebank's.  Words that are cut
 *  otherwise than in the treebank count as wrong (--raw). */
typedef struct ent_parse_score {
    size_t n_sents;
    size_t n_gold, n_found, n_same; /**< words: there, ours, cut alike */
    size_t upos, xpos, lemma;       /**< right among those cut alike */
    size_t uas, las;                /**< heads; heads with relations */
    size_t las_main;                /**< the same, subtypes left out */
    double seconds;                 /**< from words to labelled trees */
    double tag_seconds;             /**< of them for tags and lemmas */
    size_t n_unsure, unsure_words, unsure_las; /**< sentences marked so */
    size_t n_rels;
    struct {
        const char *name;
        size_t gold, found, right;
    } rel[ENT_SCORE_RELS];
} ent_parse_score;

/** Parses a treebank's sentences and compares.
 *  @param raw  not 0: cut words from the text, not as the treebank has them
 *  @return ENT_SYNTAX, ENT_MISSING, ENT_NOMEM
 *  @cost  twenty microseconds a word; out is added to, zero it first */
ent_err ent_parser_measure(ent_ctx *ctx, const ent_parser *parser,
                           const ent_train_text *text, int raw,
                           ent_parse_score *out);

/** Issues with the words that tell them and their poles, by which statements
 *  get an issue and a stance; docs/formats/issues.md. */
typedef struct ent_issues ent_issues;
/** Reads an issue file.
 *  @param out  free with ent_issues_free
 *  @return ENT_SYNTAX, ENT_NAME with line and column; ENT_NOMEM */
ent_err ent_issues_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                        ent_issues **out);
/** Adds the issues of another file; after an error @p issues is only good for
 *  ent_issues_free.
 *  @return as ent_issues_read; ENT_NAME also: an id that is there already */
ent_err ent_issues_add(ent_ctx *ctx, ent_issues *issues, ent_str path,
                       ent_str bytes);
/** NULL is fine. */
void ent_issues_free(ent_issues *issues);

typedef struct ent_read_options {
    size_t max_bytes;  /**< 0: 64 MiB; a larger document is refused */
    ent_str format;    /**< blank: from the name's ending, then the bytes */
    ent_str published; /**< blank: from the text; ISO 8601 */
    ent_str name, title, author, publisher; /**< blank: from name and text */
    ent_str columns;          /**< of tables of articles: "text=body,date=day";
                                   blank: by their usual names */
    const ent_parser *parser; /**< NULL: no role nouns, pronouns, events or
                                   statements */
    const ent_issues *issues; /**< NULL: statements without issue */
    int trees;                /**< not 0: fill ent_doc.trees */
} ent_read_options;

/** Reads one document from memory.
 *
 * @param lex    borrowed; NULL: no mentions, all else as always
 * @param path   its name; "dir/a.txt" gives the document "a", "-" "stdin"
 * @param bytes  borrowed, must outlive @p out
 * @return ENT_LIMIT     more than max_bytes
 *         ENT_ENCODING  binary, or no known encoding
 *         ENT_MISSING   no text in it
 *         ENT_UNSUPPORTED  a format that is not read; pdftotext, which PDF
 *                          needs, is not installed
 *         ENT_SYNTAX    a PDF or Word file that is damaged
 *         ENT_IO        pdftotext cannot be started
 *         ENT_NOMEM
 * @cost  linear in bytes; ctx->temp is reset; for PDF a program is run, which
 *        may take a minute and two gigabytes */
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

/** Annotations by hand that a reading is measured against: one table per kind
 *  of evidence; docs/formats/gold.md.  Lives in ctx->keep. */
typedef struct ent_gold ent_gold;
/** No annotations yet.  @return ENT_NOMEM */
ent_err ent_gold_new(ent_ctx *ctx, ent_gold **out);
/** Adds a table; its file's name says its kind: "mentions.tsv".
 *  @param bytes  borrowed, must outlive @p gold
 *  @return ENT_UNSUPPORTED  no table of a kind that is measured
 *          ENT_SYNTAX, ENT_ENCODING, ENT_LIMIT  with line and column
 *  @cost  linear */
ent_err ent_gold_read(ent_ctx *ctx, ent_gold *gold, ent_str path,
                      ent_str bytes);
/** Adds labelled sentences, docs/formats/labelled.md: a file or a folder.  Each
 *  is a document of its own, named by file and line: "say.txt:31".
 *  @return ENT_SHAPE  tables were added before
 *          ENT_SYNTAX  with file and line; ENT_MISSING, ENT_IO */
ent_err ent_gold_labelled(ent_ctx *ctx, ent_gold *gold, ent_str path);
/** Reads labelled sentence @p i of ent_gold_docs as a document.
 *  @param opt  NULL, or as for ent_doc_read; its date is the sentence's */
ent_err ent_gold_read_labelled(ent_ctx *ctx, const ent_gold *gold, size_t i,
                               const ent_lexicon *lex,
                               const ent_read_options *opt, ent_doc *out);
/** The documents that are annotated, in the order of the tables, and where
 *  each is named first. */
void ent_gold_docs(const ent_gold *gold, const ent_str **name,
                   const ent_place **at, size_t *n);

/** How well one kind of evidence was read, by one way to compare. */
typedef struct ent_measure {
    ent_str kind;                 /**< sentence, paragraph, citation … */
    ent_str name;                 /**< "span, code" */
    ent_str group;                /**< blank: all; else a type or category */
    uint64_t wanted, found;       /**< annotated; read */
    uint64_t recalled, right;     /**< of the annotated; of what was read.  They
                                       differ in groups only, where another
                                       category may be right as well */
    double precision, recall, f1; /**< 0..1; 0 where there is nothing */
    int share; /**< 1: of pairs found before, how many agree in this */
} ent_measure;

/** One thing read wrongly: too much, too little or other than annotated. */
typedef struct ent_miss {
    ent_str kind, doc;
    ent_locus in;   /**< bytes of the file */
    ent_str wanted; /**< the row in words; blank: it was read for nothing */
    ent_str found;  /**< what was read; blank: it was not found */
    ent_str rule;   /**< dictionary line by which it was read, or blank */
    ent_place gold; /**< the annotated row; line 0: none */
    uint32_t alike; /**< errors by the same rule, or on the same words */
} ent_miss;

typedef struct ent_evaluation {
    size_t n_docs, n_measures, n_misses;
    const ent_measure *measure;
    const ent_miss *miss; /**< those of which there are most first */
} ent_evaluation;

/** Measures documents against annotations.
 *  @param doc  [n] in the order of ent_gold_docs
 *  @return ENT_SHAPE  n is another; ENT_NOMEM
 *  @cost  linear in what was read; in one sentence annotated times read */
ent_err ent_evaluate(ent_ctx *ctx, const ent_gold *gold, ent_doc *const *doc,
                     size_t n, ent_evaluation *out);

#ifdef __cplusplus
}
#endif
#endif
