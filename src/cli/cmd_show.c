/* cmd_show.c - entente show: the documents, or one with all read in it.
 *
 * The store says what it has as JSON; the text is drawn from that. */
#include "cli/cli.h"
#include <jansson.h>

static void put_value(ent_buf *b, const json_t *v) {
    if (json_is_string(v))
        ent_i_buf_plain(b,
                        (ent_str){json_string_value(v), json_string_length(v)});
    else if (json_is_integer(v))
        ent_i_buf_printf(b, "%lld", (long long)json_integer_value(v));
    else
        ent_i_buf_number(b, json_number_value(v));
}

/* "    mention  Kim  code=PRKLEADER type=NAM": places are left to --json. */
static void put_evidence(ent_buf *b, const char *kind, json_t *row) {
    const char *key;
    json_t *v;
    ent_i_buf_printf(b, "    %-9s  ", kind);
    put_value(b, json_object_get(row, "quote"));
    ent_i_buf_put(b, " ", 1);
    json_object_foreach(row, key, v) {
        if (json_is_null(v) || strcmp(key, "quote") == 0 ||
            strcmp(key, "start") == 0 || strcmp(key, "end") == 0 ||
            strncmp(key, "content_", 8) == 0)
            continue;
        ent_i_buf_printf(b, " %s=", key);
        put_value(b, v);
    }
    ent_i_buf_put(b, "\n", 1);
}

static void put_sentence(ent_buf *b, json_t *sent) {
    const char *key;
    json_t *rows, *row;
    size_t i;
    put_value(b, json_object_get(sent, "text"));
    ent_i_buf_put(b, "\n", 1);
    json_object_foreach(sent, key, rows) json_array_foreach(rows, i, row)
        put_evidence(b, key, row);
}

static void put_paragraph(ent_buf *b, ent_str doc, json_t *para) {
    json_t *sent;
    size_t i;
    long long p = json_integer_value(json_object_get(para, "number"));
    const char *kind = json_string_value(json_object_get(para, "kind"));
    ent_i_buf_printf(b, "\n%.*s#%lld", ENT_P(doc), p);
    if (kind && strcmp(kind, "body") != 0)
        ent_i_buf_printf(b, "  (%s)", kind);
    json_t *page = json_object_get(para, "page");
    if (json_is_integer(page))
        ent_i_buf_printf(b, "  page %lld", (long long)json_integer_value(page));
    ent_i_buf_put(b, "\n", 1);
    json_array_foreach(json_object_get(para, "sentence"), i, sent) {
        ent_i_buf_printf(
            b, "  .%lld  ",
            (long long)json_integer_value(json_object_get(sent, "number")));
        put_sentence(b, sent);
    }
}

static void put_document(ent_buf *b, json_t *doc) {
    const char *key;
    json_t *v, *para;
    size_t i;
    ent_str name = ent_i_str(json_string_value(json_object_get(doc, "name")));
    json_object_foreach(doc, key, v) {
        if (json_is_null(v) || json_is_array(v))
            continue;
        ent_i_buf_printf(b, "%-12s ", key);
        put_value(b, v);
        ent_i_buf_put(b, "\n", 1);
    }
    json_array_foreach(json_object_get(doc, "paragraph"), i, para)
        put_paragraph(b, name, para);
}

static ent_err draw(ent_cli *cli, ent_str text) {
    json_error_t why;
    ent_buf b = {0};
    json_t *root = json_loadb(text.s, text.n, 0, &why);
    if (!root)
        return ENT_FAIL(&cli->ctx, ENT_INTERNAL,
                        "the store's JSON is malformed: %s", why.text);
    put_document(&b, json_object_get(root, "document"));
    json_decref(root);
    return cli_put(cli, &b);
}

static ent_err show(ent_cli *cli, ent_store *s, ent_ref ref) {
    ent_buf b = {0};
    if (cli->json)
        return ent_store_show(&cli->ctx, s, ref, cli->out);
    ent_err e = ent_store_show(&cli->ctx, s, ref, ent_i_buf_sink(&b));
    if (!e)
        e = draw(cli, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

static void put_row(ent_buf *b, const ent_doc_row *d) {
    ent_i_buf_printf(b, "{\"name\":");
    ent_i_buf_json(b, d->name);
    ent_i_buf_printf(b, ",\"title\":");
    ent_i_buf_json(b, d->title);
    ent_i_buf_printf(b, ",\"author\":");
    ent_i_buf_json(b, d->author);
    ent_i_buf_printf(b, ",\"publisher\":");
    ent_i_buf_json(b, d->publisher);
    ent_i_buf_printf(b, ",\"published\":");
    ent_i_buf_json(b, d->published);
    ent_i_buf_printf(
        b,
        ",\"format\":\"%.*s\",\"hash\":\"%.*s\",\"bytes\":%llu,"
        "\"paragraphs\":%u,\"sentences\":%u,\"mentions\":%llu,"
        "\"dates\":%llu,\"citations\":%llu}",
        ENT_P(d->format), ENT_P(d->hash), (unsigned long long)d->bytes,
        d->n_paras, d->n_sents, (unsigned long long)d->n_mentions,
        (unsigned long long)d->n_dates, (unsigned long long)d->n_citations);
}

static ent_err list(ent_cli *cli, ent_store *s) {
    const ent_doc_row *d;
    size_t n;
    ent_buf b = {0};
    ENT_TRY(ent_store_docs(&cli->ctx, s, &d, &n));
    if (cli->json)
        ent_i_buf_printf(&b,
                         "{\"schema\":\"entente-documents/1\",\"documents\":[");
    for (size_t i = 0; i < n; i++) {
        if (cli->json) {
            ent_i_buf_put(&b, ",\n", i ? 2 : 0);
            put_row(&b, &d[i]);
            continue;
        }
        ent_i_buf_printf(&b, "%-16.*s %-10.*s %4u paragraphs %5u sentences  ",
                         ENT_P(d[i].name), ENT_P(d[i].published), d[i].n_paras,
                         d[i].n_sents);
        ent_i_buf_plain(&b, d[i].title);
        ent_i_buf_put(&b, "\n", 1);
    }
    if (cli->json)
        ent_i_buf_printf(&b, "]}\n");
    ENT_TRY(cli_put(cli, &b));
    if (!n)
        cli_note(cli, "the dossier is empty; next: entente ingest FOLDER");
    return ENT_OK;
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    ent_ref ref;
    ENT_TRY(cli_store(cli, 0, &s));
    ent_err e;
    if (!cli->argc) {
        e = list(cli, s);
    } else {
        if (ent_ref_read(ent_i_str(cli->argv[0]), &ref))
            ref = (ent_ref){.doc = ent_i_str(cli->argv[0])};
        e = show(cli, s, ref);
    }
    ent_store_close(s);
    return e;
}

const ent_verb ent_verb_show = {
    .name = "show",
    .group = CLI_STORE,
    .args = "[DOC | DOC#PARA | DOC#PARA.SENT]",
    .summary = "list the documents, or show one with all that was read in it",
    .most = 1,
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT),
    .example = EXAMPLES("entente show # all documents",
                        "entente show 001 # one, with its evidence",
                        "entente show 001#14.2 # one sentence",
                        "entente show 001#14 --json # with byte positions")};
