/* cmd_find.c - entente find: sentences that hold words. */
#include "cli/cli.h"
#include <stdlib.h>
#include <unistd.h>

static bool in_colour(const ent_cli *cli) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return !cli->plain && !(no && *no) && term && strcmp(term, "dumb") != 0 &&
           isatty(STDOUT_FILENO);
}

static void put_piece(ent_buf *b, ent_str text, size_t from, size_t to) {
    ent_i_buf_plain(b, (ent_str){text.s + from, to - from});
}

static void put_text(ent_buf *b, const ent_hit *hit, bool bold) {
    ent_i_buf_printf(b, "%.*s#%u.%u  ", ENT_P(hit->ref.doc), hit->ref.para,
                     hit->ref.sent);
    size_t at = 0;
    for (size_t i = 0; bold && i < hit->n_marks; i++) {
        ent_span m = hit->mark[i];
        put_piece(b, hit->text, at, m.start);
        ent_i_buf_put(b, "\033[1m", 4);
        put_piece(b, hit->text, m.start, m.end);
        ent_i_buf_put(b, "\033[0m", 4);
        at = m.end;
    }
    put_piece(b, hit->text, at, hit->text.n);
    ent_i_buf_put(b, "\n", 1);
}

static void put_json(ent_buf *b, const ent_hit *hit) {
    ent_i_buf_printf(b, "{\"doc\":");
    ent_i_buf_json(b, hit->ref.doc);
    ent_i_buf_printf(b, ",\"para\":%u,\"sent\":%u,\"score\":", hit->ref.para,
                     hit->ref.sent);
    ent_i_buf_number(b, hit->score);
    ent_i_buf_printf(b, ",\"text\":");
    ent_i_buf_json(b, hit->text);
    ent_i_buf_printf(b, ",\"marks\":[");
    for (size_t i = 0; i < hit->n_marks; i++)
        ent_i_buf_printf(b, "%s[%u,%u]", i ? "," : "", hit->mark[i].start,
                         hit->mark[i].end);
    ent_i_buf_printf(b, "]}");
}

static ent_err print(ent_cli *cli, const ent_hit *hit, size_t n,
                     uint64_t total) {
    ent_buf b = {0};
    bool bold = in_colour(cli);
    if (cli->json)
        ent_i_buf_printf(&b,
                         "{\"schema\":\"entente-find/1\",\"total\":%llu,"
                         "\"hits\":[",
                         (unsigned long long)total);
    for (size_t i = 0; i < n; i++) {
        if (cli->json && i)
            ent_i_buf_put(&b, ",\n", 2);
        if (cli->json)
            put_json(&b, &hit[i]);
        else
            put_text(&b, &hit[i], bold);
    }
    if (cli->json)
        ent_i_buf_printf(&b, "]}\n");
    return cli_put(cli, &b);
}

/* Several operands are one question, as if they had been quoted. */
static ent_err question(ent_cli *cli, ent_str *out) {
    ent_buf b = {0};
    for (int i = 0; i < cli->argc; i++)
        ent_i_buf_printf(&b, "%s%s", i ? " " : "", cli->argv[i]);
    *out = ent_i_dup(cli->ctx.keep, (ent_str){b.s, b.n});
    bool bad = b.bad || !out->s;
    ent_i_buf_free(&b);
    return bad ? ENT_NOMEM_FAIL(&cli->ctx) : ENT_OK;
}

static ent_err look(ent_cli *cli, ent_store *s, const ent_find *find) {
    const ent_hit *hit;
    size_t n;
    uint64_t total;
    ENT_TRY(ent_store_find(&cli->ctx, s, find, &hit, &n, &total));
    ENT_TRY(print(cli, hit, n, total));
    if (n < total && !find->offset)
        cli_note(cli, "%zu of %llu sentences; --limit and --offset show more",
                 n, (unsigned long long)total);
    if (!total)
        cli_note(cli, "no sentence holds that");
    return total ? ENT_OK : ENT_NEGATIVE;
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    uint64_t limit = 20, offset = 0;
    ent_find find = {.doc = ent_i_str(cli_text(cli, "doc"))};
    ENT_TRY(cli_uint(cli, "limit", 1, 1000000, &limit));
    ENT_TRY(cli_uint(cli, "offset", 0, UINT32_MAX, &offset));
    ENT_TRY(question(cli, &find.text));
    find.limit = (size_t)limit;
    find.offset = (size_t)offset;
    ENT_TRY(cli_store(cli, 0, &s));
    ent_err e = look(cli, s, &find);
    ent_store_close(s);
    return e;
}

const ent_verb ent_verb_find = {
    .name = "find",
    .group = CLI_STORE,
    .args = "WORD...",
    .summary = "find sentences in the dossier, best first",
    .least = 1,
    .most = -1,
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT,
                   {"doc", 0, "NAME", "only in this document; * for any run"},
                   {"limit", 0, "N", "how many; default 20"},
                   {"offset", 0, "N", "leave out the first N"}),
    .example = EXAMPLES(
        "entente find sanctions relief # both words in one sentence",
        "entente find '\"step by step\"' # exact words",
        "entente find -- talks -nuclear # without a word",
        "entente find 'sanction OR embargo' --doc '00*' # in some documents"),
    .detail = "Words are found by their stems, whatever their capitals and "
              "accents. Each line begins with the sentence's reference, as "
              "scenarios cite it. Exit code 1: nothing was found."};
