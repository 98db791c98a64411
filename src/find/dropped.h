/* dropped.h - a scenario as it would be without one document. */
#ifndef ENT_DROPPED_H
#define ENT_DROPPED_H
#include "base/base.h"

typedef struct ent_dropped {
    ent_scenario s; /* values widened, lens silent, events off */
    ent_str doc;
    const ent_str *part; /* [n_parts] to be taken out */
    size_t n_parts;
    size_t n_values, n_events, n_lenses, n_mechanisms; /* that it concerns */
} ent_dropped;
ent_err ent_i_document_drop(ent_ctx *ctx, const ent_scenario *s, ent_str doc,
                            ent_dropped *out);
/* Documents of the scenario, each once: those with short names first. */
ent_err ent_i_documents_of(ent_ctx *ctx, const ent_scenario *s,
                           const ent_str **out, size_t *n);
#endif
