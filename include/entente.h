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
 * One header per stage, in the order of the work: base, read, store, scenario,
 * model, run, find, view.
 */
#ifndef ENT_H
#define ENT_H
#define ENT_VERSION "0.1.0"
#include "entente/base.h"
#include "entente/find.h"
#include "entente/model.h"
#include "entente/read.h"
#include "entente/run.h"
#include "entente/scenario.h"
#include "entente/store.h"
#include "entente/view.h"
#endif
