/* view.h - what the files of this layer share. */
#ifndef ENT_VIEW_H
#define ENT_VIEW_H
#include "base/base.h"

/* ---- JSON of values and bands (json.c).  Commas come by themselves: they
 * depend on the byte before. */

void ent_i_view_open(ent_buf *b, char bracket); /* '{' or '[' */
void ent_i_view_key(ent_buf *b, const char *name);
/* A key with a text; blank is "". */
void ent_i_view_text(ent_buf *b, const char *name, ent_str text);
void ent_i_view_item(ent_buf *b, ent_str text); /* in a list */
void ent_i_view_texts(ent_buf *b, const char *name, const ent_str *text,
                      size_t n);
/* A number to six decimals, far below what any reader can use. */
void ent_i_view_number(ent_buf *b, double x);
void ent_i_view_real(ent_buf *b, const char *name, double x);
void ent_i_view_count(ent_buf *b, const char *name, uint64_t n);
/* {best, lo, hi} of a row of values; null when blank or ENT_NONE. */
void ent_i_view_value(ent_buf *b, const char *name, const ent_scenario *s,
                      uint32_t row);
void ent_i_view_band(ent_buf *b, const char *name, const ent_band *x);
/* draws, seed and the models that count, into an object that is open. */
void ent_i_view_plan(ent_buf *b, const ent_plan *plan);
/* Hands the text on and frees it. */
ent_err ent_i_view_flush(ent_ctx *ctx, ent_buf *b, ent_sink out);

/* ---- the six numbers of a band, in the order in which all views show them */

enum { ENT_BAND_NUMBERS = 6 };
extern const char *const ent_i_band_name[ENT_BAND_NUMBERS];
void ent_i_band_numbers(const ent_band *x, double out[ENT_BAND_NUMBERS]);
/* ",mean,…,q95,draws" of a CSV row; numbers blank where no draw gave one. */
void ent_i_view_csv_band(ent_buf *b, const ent_band *x);
/* Reads that back, from the mean on: all blank and 0, or all there. */
bool ent_i_view_take_band(ent_str row, ent_band *x);

/* ---- what an issue's forecast says, for report and forecast alike */

/* id, name, poles, headline, words, forecast, histogram, disagreement and
 * models, into an object that is open. */
void ent_i_view_forecast(ent_buf *b, const ent_scenario *s,
                         const ent_plan *plan, const ent_forecast *f, size_t p);

/* ---- dates (calendar.c) */

enum { ENT_DATE_BYTES = 16 };
/* The date on which a step begins, as exact as the scenario's start and unit
 * are: 2019-05 and steps of a month give 2019-06. */
ent_str ent_i_step_date(const ent_scenario *s, uint32_t step,
                        char room[ENT_DATE_BYTES]);
/* First and last day of an ISO date or range a/b; an end that is open ("..")
 * is blank.  False when it is neither. */
bool ent_i_date_ends(ent_str value, char first[ENT_DATE_BYTES],
                     char last[ENT_DATE_BYTES]);

/* ---- explanations (explain.c) */

/* One cause and those below it as objects in a list: name, share … causes. */
void ent_i_view_causes(ent_ctx *ctx, ent_buf *b, const ent_scenario *s,
                       ent_store *store, const ent_explanation *e);

/* ---- the report (report_*.c) */

/* A report being written. */
typedef struct ent_sheet {
    ent_ctx *ctx;
    const ent_report *r;
    ent_buf *b;
    const ent_doc_row *doc; /* [n_docs] of the store, by name */
    size_t n_docs;
    bool *shown; /* [n_docs] its text is part of the report */
} ent_sheet;

/* Lists the store's documents and picks those to show. */
ent_err ent_i_sheet_open(ent_sheet *t);
/* The references behind rows of values, each once, with documents named as
 * the store names them. */
void ent_i_sheet_evidence(ent_sheet *t, const char *name, const uint32_t *row,
                          size_t n);
/* "evidence" and "note" of one row. */
void ent_i_sheet_basis(ent_sheet *t, uint32_t row);
ent_err ent_i_sheet_documents(ent_sheet *t);
ent_err ent_i_sheet_dates(ent_sheet *t);
void ent_i_sheet_issues(ent_sheet *t);
void ent_i_sheet_events(ent_sheet *t);
/* What moves, what tests say, what explains it; null without a system. */
ent_err ent_i_sheet_system(ent_sheet *t);
/* "nodes" and "links": what reads what (report_graph.c). */
ent_err ent_i_sheet_graph(ent_sheet *t);
/* The policy under which the report's page runs: its own script and style,
 * by their hashes, and nothing else. */
ent_err ent_i_report_policy(ent_ctx *ctx, ent_str *out);
#endif
