/** @file view.h - findings as text, JSON, CSV and pages; rules for all
 * functions in entente.h. */
#ifndef ENT_VIEW_PUBLIC_H
#define ENT_VIEW_PUBLIC_H
#include "entente/find.h"
#ifdef __cplusplus
extern "C" {
#endif

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

struct ent_traced;
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
    ent_str since_name, since_title;  /**< of the other run */
    const struct ent_traced *traced;  /**< NULL: nothing was watched */
    const ent_tests *tests;           /**< NULL: claims were not tested */
    const ent_plan *test_plan;        /**< how they were; with tests */
    const ent_explanation *explained; /**< NULL: nothing is explained */
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
/** Writes one line for each claim and mechanism, and how many hold. */
ent_err ent_tests_text(ent_ctx *ctx, const ent_scenario *s, const ent_tests *t,
                       ent_sink out);
/** Writes the same as one JSON object; docs/formats/check.md, "tests". */
ent_err ent_tests_json(ent_ctx *ctx, const ent_scenario *s,
                       const ent_plan *plan, const ent_tests *t, ent_sink out);
/** Writes an answer for a terminal: the paragraph, its tables @p width
 *  columns wide (0: 80), what it rests on. */
ent_err ent_answer_text(ent_ctx *ctx, const ent_answer *a, size_t width,
                        ent_sink out);
/** Writes the same as Markdown. */
ent_err ent_answer_markdown(ent_ctx *ctx, const ent_answer *a, ent_sink out);
/** Writes the tables as CSV, one below the other, a blank line between. */
ent_err ent_answer_csv(ent_ctx *ctx, const ent_answer *a, ent_sink out);
/** Writes answers as one JSON object; schema entente-answers/1. */
ent_err ent_answers_json(ent_ctx *ctx, const ent_scenario *s,
                         const ent_plan *plan, const ent_answer *a, size_t n,
                         ent_sink out);

/** Watched names over time, as bands over the draws. */
typedef struct ent_traced {
    size_t n_names, n_steps;
    const ent_str *name;  /**< [n_names] */
    const ent_str *date;  /**< [n_steps] on which each begins; blank: none */
    const ent_band *band; /**< [name * n_steps + step] */
} ent_traced;

/** Sums up the trace of a run.
 *  @cost  O(names * steps * draws log draws) */
ent_err ent_traced_make(ent_ctx *ctx, const ent_scenario *s,
                        const ent_trace *trace, ent_traced *out);
/** Writes name,step,date,mean,q05,q10,q50,q90,q95,draws: one row per name and
 *  step. */
ent_err ent_traced_csv(ent_ctx *ctx, const ent_traced *t, ent_sink out);
/** The same as one document; schema entente-trace/1. */
ent_err ent_traced_json(ent_ctx *ctx, const ent_traced *t, ent_sink out);
/** Draws one line per name for a terminal @p width columns wide (0: 80): its
 *  medians over time between the least and the greatest of them, where it
 *  starts and ends, and the band of 80 % of draws at the end. */
ent_err ent_traced_text(ent_ctx *ctx, const ent_traced *t, size_t width,
                        ent_sink out);
/** Reads back what ent_traced_csv wrote.
 *  @return ENT_SYNTAX  it is no such table */
ent_err ent_traced_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                        ent_traced *out);
/** Only names that match one of the patterns, '*' for any run of characters,
 *  in the order of the trace.
 *  @return ENT_NAME  a pattern matches none */
ent_err ent_traced_pick(ent_ctx *ctx, const ent_traced *t,
                        const ent_str *pattern, size_t n, ent_traced *out);

/** Writes the tree of causes for a terminal, with what each rests on.
 *  @param store  NULL: references are named, not quoted */
ent_err ent_explanation_text(ent_ctx *ctx, const ent_scenario *s,
                             ent_store *store, const ent_explanation *e,
                             ent_sink out);
/** Writes the same as one JSON object; schema entente-explanation/1. */
ent_err ent_explanation_json(ent_ctx *ctx, const ent_scenario *s,
                             ent_store *store, const ent_explanation *e,
                             ent_sink out);

/** Writes measures as a table, then the first @p n_errors errors. */
ent_err ent_evaluation_text(ent_ctx *ctx, const ent_evaluation *v,
                            size_t n_errors, ent_sink out);
/** Writes the same as one JSON object; schema entente-evaluation/1. */
ent_err ent_evaluation_json(ent_ctx *ctx, const ent_evaluation *v,
                            size_t n_errors, ent_sink out);
/** A measure that is lower than it was. */
typedef struct ent_drop {
    const ent_measure *measure;
    double was; /**< its f1 then, 0..1 */
} ent_drop;
/** Compares with what ent_evaluation_json wrote before: measures without
 *  groups whose f1 fell by more than @p allowed, 0..1.
 *  @return ENT_SYNTAX  it is no such result, or shares no measure with @p v */
ent_err ent_evaluation_drops(ent_ctx *ctx, const ent_evaluation *v,
                             ent_str path, ent_str bytes, double allowed,
                             const ent_drop **out, size_t *n);

/** Writes networks as CSV: one row per cell (actor-issue) or edge; `first` and
 *  `last` are the days of its window. */
ent_err ent_networks_csv(ent_ctx *ctx, const ent_network_plan *plan,
                         const ent_networks *w, ent_sink out);
/** Writes the same as one JSON object; schema entente-network/1. */
ent_err ent_networks_json(ent_ctx *ctx, const ent_network_plan *plan,
                          const ent_networks *w, ent_sink out);
/** Writes one network as GraphML, for Gephi, visone, igraph, R.
 *  @param w  without windows
 *  @return ENT_UNSUPPORTED  there are several networks */
ent_err ent_network_graphml(ent_ctx *ctx, const ent_network_plan *plan,
                            const ent_networks *w, ent_sink out);
const char *ent_network_text(ent_network_kind kind); /**< never NULL */
const char *ent_norm_text(ent_norm norm);            /**< never NULL */
const char *ent_once_text(ent_once once);            /**< never NULL */

/** Writes events with their reports below and what contradicts them.
 *  @param row  [n] and @param a what ent_events_across made of them */
ent_err ent_events_text(ent_ctx *ctx, const ent_event_row *row,
                        const ent_across *a, ent_sink out);
/** Writes one CSV row per report; `event` numbers the events from 1 and
 *  `contradicts` lists the others. */
ent_err ent_events_csv(ent_ctx *ctx, const ent_event_row *row,
                       const ent_across *a, ent_sink out);
/** Writes the same as one JSON object; schema entente-events/1. */
ent_err ent_events_json(ent_ctx *ctx, const ent_event_row *row,
                        const ent_across *a, ent_sink out);
/** The same three for statements; schema entente-statements/1. */
ent_err ent_statements_text(ent_ctx *ctx, const ent_statement_row *row,
                            const ent_across *a, ent_sink out);
ent_err ent_statements_csv(ent_ctx *ctx, const ent_statement_row *row,
                           const ent_across *a, ent_sink out);
ent_err ent_statements_json(ent_ctx *ctx, const ent_statement_row *row,
                            const ent_across *a, ent_sink out);

#ifdef __cplusplus
}
#endif
#endif
