/* table_ktab.c - the input files of the KTAB program, CSV and XML.
 *
 * CSV: "name,description,actors,dimensions", a header whose cells name each
 * dimension's position and salience, one row per actor: name, description,
 * capability, then position and salience per dimension.  XML holds the same
 * in elements, parsed by expat, and what the model is to play with beside
 * (table_ktab_model.c).  Positions run 0..100, saliences are
 * percentages.  KTAB drops rows beyond the number it is told; here a wrong
 * number is a fault. */
#include "model/table.h"
#include <expat.h>

enum { FIRST = 3 }; /* cells before the first dimension */

/* ---- CSV */

static ent_rows csv(ent_ctx *ctx, ent_str file, ent_str bytes) {
    ent_rows r = ent_i_rows(ctx, file, bytes, ',', '"');
    r.comments = true;
    return r;
}

static bool sizes(const ent_rows *r, uint64_t *actors, uint64_t *issues) {
    return r->n >= 4 && ent_i_uint(r->cell[2].text, actors) &&
           ent_i_uint(r->cell[3].text, issues);
}

ent_err ent_i_table_is_ktab_csv(ent_builder *b, ent_str bytes, bool *is) {
    uint64_t actors, issues;
    ent_rows r = csv(b->ctx, b->file, bytes);
    ENT_TRY(ent_i_rows_next(&r));
    *is = sizes(&r, &actors, &issues);
    return ENT_OK;
}

/* The position's name in the header names the dimension. */
static ent_err csv_header(ent_builder *b, ent_rows *r, uint64_t issues) {
    uint32_t number;
    ENT_TRY(ent_i_rows_next(r));
    ent_i_rows_trim(r);
    if ((uint64_t)r->n != FIRST + 2 * issues)
        return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, ent_i_rows_place(r, 0),
                           "the header has %zu cells; with the %llu "
                           "dimensions of the first line it needs 3 and two "
                           "for each",
                           r->n, (unsigned long long)issues);
    for (size_t k = FIRST; k < r->n; k += 2) {
        size_t known = ent_i_name_count(&b->issue);
        ENT_TRY(ent_i_name_add(b, &b->issue, r->cell[k].text, &number));
        if (ent_i_name_count(&b->issue) == known)
            ent_i_fault(b, ENT_NAME, ent_i_rows_place(r, k),
                        "dimension '%.*s' is named twice",
                        ENT_P(r->cell[k].text));
    }
    return ENT_OK;
}

static ent_err csv_row(ent_builder *b, const ent_rows *r) {
    ent_three t = {.raw = 0};
    uint32_t actor;
    ent_place at = ent_i_rows_place(r, 0);
    ENT_TRY(ent_i_name_add(b, &b->actor, r->cell[0].text, &actor));
    if (!r->cell[0].text.n)
        ent_i_fault(b, ENT_SYNTAX, at, "the actor has no name; fill it in");
    ent_i_three_read(b, &t, ENT_CAPABILITY, r->cell[2].text,
                     ent_i_rows_place(r, 2));
    for (uint32_t p = 0; FIRST + 2 * p + 1 < r->n; p++) {
        size_t k = FIRST + 2 * p;
        ent_i_three_read(b, &t, ENT_POSITION, r->cell[k].text,
                         ent_i_rows_place(r, k));
        ent_i_three_read(b, &t, ENT_SALIENCE, r->cell[k + 1].text,
                         ent_i_rows_place(r, k + 1));
        ENT_TRY(ent_i_stance_add(b, actor, p, &t, at));
    }
    return ENT_OK;
}

ent_err ent_i_table_ktab_csv(ent_builder *b, ent_str bytes) {
    ent_rows r = csv(b->ctx, b->file, bytes);
    uint64_t actors = 0, issues = 0, n = 0;
    b->percent = b->bounded = true;
    ENT_TRY(ent_i_rows_next(&r));
    sizes(&r, &actors, &issues);
    ent_place said = ent_i_rows_place(&r, 2);
    ENT_TRY(csv_header(b, &r, issues));
    size_t width = r.n;
    for (;; n++) {
        ENT_TRY(ent_i_rows_next(&r));
        if (!r.n)
            break;
        ent_i_rows_trim(&r);
        if (r.n == width)
            ENT_TRY(csv_row(b, &r));
        else
            ent_i_fault(b, ENT_SYNTAX, ent_i_rows_place(&r, r.n),
                        "this row has %zu cells and the header %zu; quote "
                        "names that hold a comma",
                        r.n, width);
    }
    if (n != actors)
        ent_i_fault(b, ENT_SYNTAX, said,
                    "the first line says %llu actors, the table has %llu; "
                    "correct the number",
                    (unsigned long long)actors, (unsigned long long)n);
    return ENT_OK;
}

/* ---- XML */

typedef struct xml {
    ent_builder *b;
    XML_Parser parser;
    ent_err err; /* stops the parse */
    int depth;
    bool in_actor, in_settings, in_pair;
    ent_ktab_model model;
    ent_buf text; /* of the innermost element */
    ent_place actor_at;
    ent_str name;
    ent_three three;
    ent_vec position, salience; /* of the actor, doubles */
} xml;

static ent_place xml_place(const xml *x) {
    return (ent_place){x->b->file,
                       (uint32_t)XML_GetCurrentLineNumber(x->parser),
                       (uint32_t)XML_GetCurrentColumnNumber(x->parser) + 1};
}

static void stop(xml *x, ent_err err) {
    x->err = x->err ? x->err : err;
    XML_StopParser(x->parser, XML_FALSE);
}

static void on_start(void *user, const char *name, const char **attribute) {
    xml *x = user;
    (void)attribute;
    x->text.n = 0;
    if (x->depth++ == 0 && strcmp(name, "Scenario") != 0)
        stop(x, ENT_FAIL_AT(x->b->ctx, ENT_UNSUPPORTED, xml_place(x),
                            "<%.60s> is not KTAB's <Scenario>; this XML is not "
                            "read",
                            name));
    if (strcmp(name, "ModelParameters") == 0)
        x->in_settings = true;
    if (strcmp(name, "iaPair") == 0) {
        ent_err e = ent_i_ktab_pair(&x->model, xml_place(x));
        x->in_pair = true;
        if (e)
            stop(x, e);
    }
    if (strcmp(name, "Actor") != 0)
        return;
    x->in_actor = true;
    x->actor_at = xml_place(x);
    x->name = (ent_str){0};
    x->three = (ent_three){.raw = 0};
    x->position.n = x->salience.n = 0;
}

static void on_text(void *user, const char *s, int n) {
    ent_i_buf_put(&((xml *)user)->text, s, (size_t)n);
}

static void push_number(xml *x, ent_vec *to, int which, ent_str text) {
    double *at = ENT_PUSH(x->b->ctx->temp, to, double);
    if (!at) {
        stop(x, ENT_NOMEM_FAIL(x->b->ctx));
        return;
    }
    ent_i_three_read(x->b, &x->three, which, text, xml_place(x));
    *at = x->three.value[which];
}

static ent_err add_issue(xml *x, ent_str name) {
    uint32_t number;
    size_t known = ent_i_name_count(&x->b->issue);
    ENT_TRY(ent_i_name_add(x->b, &x->b->issue, name, &number));
    if (!name.n || ent_i_name_count(&x->b->issue) == known)
        ent_i_fault(x->b, ENT_NAME, xml_place(x),
                    "dimension '%.*s' needs a name of its own", ENT_P(name));
    return ENT_OK;
}

static ent_err add_actor(xml *x) {
    uint32_t actor;
    size_t n = ent_i_name_count(&x->b->issue);
    const double *position = x->position.at, *salience = x->salience.at;
    x->in_actor = false;
    if (!x->name.n || x->position.n != n || x->salience.n != n || !n) {
        ent_i_fault(x->b, ENT_SYNTAX, x->actor_at,
                    "actor '%.*s' needs a name, and a dCoord and a dSal for "
                    "each of the %zu dimensions named before it",
                    ENT_P(x->name), n);
        return ENT_OK;
    }
    ENT_TRY(ent_i_name_add(x->b, &x->b->actor, x->name, &actor));
    for (uint32_t p = 0; p < n; p++) {
        x->three.value[ENT_POSITION] = position[p];
        x->three.value[ENT_SALIENCE] = salience[p];
        ENT_TRY(ent_i_stance_add(x->b, actor, p, &x->three, x->actor_at));
    }
    return ENT_OK;
}

static void actor_part(xml *x, const char *name, ent_str text) {
    if (strcmp(name, "dCoord") == 0)
        push_number(x, &x->position, ENT_POSITION, text);
    else if (strcmp(name, "dSal") == 0)
        push_number(x, &x->salience, ENT_SALIENCE, text);
    else if (strcmp(name, "capability") == 0)
        ent_i_three_read(x->b, &x->three, ENT_CAPABILITY, text, xml_place(x));
    else if (strcmp(name, "name") == 0) {
        x->name = ent_i_dup(x->b->ctx->keep, text);
        if (!x->name.s)
            stop(x, ENT_NOMEM_FAIL(x->b->ctx));
    }
}

/* The end of an element that is none of the actors'. */
static ent_err model_part(xml *x, const char *name, ent_str text) {
    if (strcmp(name, "ModelParameters") == 0)
        x->in_settings = false;
    else if (strcmp(name, "iaPair") == 0)
        x->in_pair = false;
    else if (x->in_settings)
        return ent_i_ktab_setting(&x->model, ent_i_str(name), text,
                                  xml_place(x));
    else if (x->in_pair)
        return ent_i_ktab_pair_part(&x->model, ent_i_str(name), text);
    else if (strcmp(name, "prngSeed") == 0)
        return ent_i_ktab_seed(&x->model, text, xml_place(x));
    return ENT_OK;
}

static void on_end(void *user, const char *name) {
    xml *x = user;
    ent_err e = ENT_OK;
    ent_str text = ent_i_trim((ent_str){x->text.s, x->text.n});
    x->depth--;
    if (x->text.bad)
        e = ENT_NOMEM_FAIL(x->b->ctx);
    else if (strcmp(name, "dName") == 0)
        e = add_issue(x, text);
    else if (strcmp(name, "Actor") == 0)
        e = add_actor(x);
    else if (x->in_actor)
        actor_part(x, name, text);
    else
        e = model_part(x, name, text);
    if (e)
        stop(x, e);
    x->text.n = 0;
}

/* No document type, hence no entities: none can grow without end. */
static void on_doctype(void *user, const char *name, const char *system,
                       const char *public, int internal) {
    xml *x = user;
    (void)name, (void)system, (void)public, (void)internal;
    stop(x, ENT_FAIL_AT(x->b->ctx, ENT_UNSUPPORTED, xml_place(x),
                        "a document type is not read; take the <!DOCTYPE> "
                        "out"));
}

static ent_err parse(xml *x, ent_str bytes) {
    enum { PIECE = 1 << 20 };
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    for (size_t at = 0;; at += PIECE) {
        size_t left = bytes.n - at, n = left < PIECE ? left : PIECE;
        if (!XML_Parse(x->parser, bytes.s + at, (int)n, n == left))
            break;
        if (n == left)
            return x->err;
    }
    enum XML_Error why = XML_GetErrorCode(x->parser);
    if (x->err)
        return x->err;
    if (why == XML_ERROR_NO_MEMORY)
        return ENT_NOMEM_FAIL(x->b->ctx);
    return ENT_FAIL_AT(x->b->ctx, ENT_SYNTAX, xml_place(x),
                       "this is not well-formed XML: %s", XML_ErrorString(why));
}

ent_err ent_i_table_ktab_xml(ent_builder *b, ent_str bytes) {
    XML_Memory_Handling_Suite memory = {ent_i_malloc, ent_i_realloc,
                                        ent_i_free};
    xml x = {.b = b,
             .model = {.b = b},
             .parser = XML_ParserCreate_MM(NULL, &memory, NULL)};
    if (!x.parser)
        return ENT_NOMEM_FAIL(b->ctx);
    b->percent = b->bounded = true;
    ent_err e = parse(&x, bytes);
    if (!e)
        e = ent_i_ktab_pairs_end(&x.model);
    ent_i_buf_free(&x.text);
    XML_ParserFree(x.parser);
    return e;
}
