/* options.c - the command line, taken apart by the table of verbs.
 *
 * getopt_long does the parsing; the sentences are ours, so that each names
 * the nearest option and what to type. */
#include "cli/options.h"
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const ent_opt ent_i_common_opts[] = {
    {"help", 'h', NULL, "show this help"},
    {"json", 'j', NULL, "print results and errors as JSON"},
    {"plain", 0, NULL, "no progress line, no colour"},
    {"quiet", 'q', NULL, "no messages, only results and errors"},
    {"no-input", 0, NULL, "never ask; nothing here does, scripts may say so"},
    {0}};

static size_t count(const ent_opt *o) {
    size_t n = 0;
    while (o && o[n].name)
        n++;
    return n;
}

static const ent_opt *option_at(const ent_verb *v, size_t i) {
    size_t own = count(v->opt);
    return i < own ? &v->opt[i] : &ent_i_common_opts[i - own];
}

ent_err cli_verb(ent_cli *cli, const char *name, const ent_verb **out) {
    ent_str names[64];
    size_t n = 0;
    *out = ent_i_verb_find(name);
    if (*out)
        return ENT_OK;
    if (*name == '-')
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "the verb comes first, then options: entente VERB %s",
                        name);
    for (const ent_verb *const *v = ent_i_verbs; *v && n < 64; v++)
        names[n++] = ent_i_str((*v)->name);
    ent_str near = ent_i_nearest(ent_i_str(name), names, n);
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "there is no verb '%s'%s%.*s%s `entente --help` lists "
                    "them all",
                    name, near.s ? "; did you mean '" : "", ENT_P(near),
                    near.s ? "'?" : ";");
}

static ent_err unknown_option(ent_cli *cli, const char *given, size_t n) {
    ent_str names[64], word = ent_i_str(given);
    for (size_t i = 0; i < n && i < 64; i++)
        names[i] = ent_i_str(option_at(cli->verb, i)->name);
    while (word.n && word.s[0] == '-')
        word.s++, word.n--;
    word = ent_i_cut(&word, '=');
    ent_str near = ent_i_nearest(word, names, n < 64 ? n : 64);
    if (near.s && word.n > 1)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "`%s` has no option '%s'; did you mean --%.*s?",
                        cli->verb->name, given, ENT_P(near));
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "`%s` has no option '%s'; see `entente %s --help`",
                    cli->verb->name, given, cli->verb->name);
}

static void fill(const ent_verb *v, size_t n, struct option *longs,
                 char *shorts) {
    *shorts++ = ':';
    for (size_t i = 0; i < n; i++) {
        const ent_opt *o = option_at(v, i);
        longs[i] =
            (struct option){o->name, o->arg ? required_argument : no_argument,
                            NULL, 256 + (int)i};
        if (!o->letter)
            continue;
        *shorts++ = o->letter;
        if (o->arg)
            *shorts++ = ':';
    }
    *shorts = 0;
}

static ent_err take(ent_cli *cli, size_t n, int got, char **argv) {
    size_t i = 0;
    if (got == ':')
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "option '%s' needs a value; see `entente %s --help`",
                        argv[optind - 1], cli->verb->name);
    if (got == '?' && optopt && optopt < 256) {
        /* one letter of several, or a switch that was given a value */
        char given[] = {'-', (char)optopt, 0};
        return unknown_option(cli, given, n);
    }
    if (got == '?')
        return unknown_option(cli, argv[optind - 1], n);
    if (got >= 256)
        i = (size_t)got - 256;
    else
        while (option_at(cli->verb, i)->letter != got)
            i++;
    const ent_opt *o = option_at(cli->verb, i);
    if (optarg && !*optarg)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "the value of --%s is empty; give it one or leave the "
                        "option out",
                        o->name);
    cli->given[cli->n_given] = o;
    cli->given_text[cli->n_given++] = optarg;
    return ENT_OK;
}

static ent_err check_operands(ent_cli *cli) {
    const ent_verb *v = cli->verb;
    if (cli_has(cli, "help"))
        return ENT_OK;
    for (int i = 0; i < cli->argc; i++)
        if (!*cli->argv[i])
            return ENT_FAIL(&cli->ctx, ENT_USAGE,
                            "operand %d is empty: entente %s %s", i + 1,
                            v->name, v->args);
    if (cli->argc < v->least)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "something is missing: entente %s %s", v->name,
                        v->args);
    if (v->most >= 0 && cli->argc > v->most)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "'%s' is one too many: entente %s %s",
                        cli->argv[v->most], v->name, v->args);
    return ENT_OK;
}

ent_err ent_i_options_parse(ent_cli *cli, int argc, char **argv) {
    for (int i = 2; i < argc; i++)
        cli->json |= !strcmp(argv[i], "--json") || !strcmp(argv[i], "-j");
    ENT_TRY(cli_verb(cli, argv[1], &cli->verb));
    size_t n = count(cli->verb->opt) + count(ent_i_common_opts);
    struct option *longs = ENT_NEW(cli->ctx.keep, n + 1, struct option);
    char *shorts = ENT_NEW(cli->ctx.keep, 2 * n + 2, char);
    cli->given = ENT_NEW(cli->ctx.keep, (size_t)argc, const ent_opt *);
    cli->given_text = ENT_NEW(cli->ctx.keep, (size_t)argc, const char *);
    char **copy = ENT_NEW(cli->ctx.keep, (size_t)argc + 1, char *);
    if (!longs || !shorts || !cli->given || !cli->given_text || !copy)
        return ENT_NOMEM_FAIL(&cli->ctx);
    memcpy(copy, argv, (size_t)argc * sizeof *copy); /* getopt reorders it */
    fill(cli->verb, n, longs, shorts);
    opterr = 0;
    optind = 1;
    for (int got;
         (got = getopt_long(argc - 1, copy + 1, shorts, longs, NULL)) != -1;)
        ENT_TRY(take(cli, n, got, copy + 1));
    cli->argc = argc - 1 - optind;
    cli->argv = copy + 1 + optind;
    cli->json = cli_has(cli, "json");
    cli->plain = cli_has(cli, "plain");
    cli->quiet = cli_has(cli, "quiet");
    return check_operands(cli);
}

const char *cli_text(const ent_cli *cli, const char *name) {
    for (size_t i = cli->n_given; i-- > 0;)
        if (strcmp(cli->given[i]->name, name) == 0)
            return cli->given_text[i] ? cli->given_text[i] : "";
    return NULL;
}

bool cli_has(const ent_cli *cli, const char *name) {
    return cli_text(cli, name) != NULL;
}

size_t cli_all(ent_cli *cli, const char *name, ent_str **out) {
    size_t n = 0;
    *out = ENT_NEW(cli->ctx.keep, cli->n_given + 1, ent_str);
    for (size_t i = 0; *out && i < cli->n_given; i++)
        if (strcmp(cli->given[i]->name, name) == 0)
            (*out)[n++] = ent_i_str(cli->given_text[i]);
    return n;
}

ent_err cli_uint(ent_cli *cli, const char *name, uint64_t least, uint64_t most,
                 uint64_t *io) {
    const char *text = cli_text(cli, name);
    uint64_t x;
    if (!text)
        return ENT_OK;
    if (!ent_i_uint(ent_i_str(text), &x) || x < least || x > most)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--%s takes a whole number from %llu to %llu, not '%s'",
                        name, (unsigned long long)least,
                        (unsigned long long)most, text);
    *io = x;
    return ENT_OK;
}

ent_err cli_date(ent_cli *cli, const char *name, ent_str *out) {
    int32_t first, last;
    *out = ent_i_str(cli_text(cli, name));
    if (!out->s || ent_i_iso_read(*out, &first, &last))
        return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "--%s takes a date such as 2019-05-14 or 2019-05, not "
                    "'%.*s'",
                    name, ENT_P(*out));
}

ent_err cli_format(ent_cli *cli, ent_str *out) {
    static const char *const known[] = {"txt",  "md",  "html", "pdf",
                                        "docx", "zip", "csv",  "jsonl"};
    *out = ent_i_str(cli_text(cli, "format"));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!out->s || ent_i_eqz(*out, known[i]))
            return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "--format takes txt, md, html, pdf, docx, zip, csv or "
                    "jsonl, not '%.*s'",
                    ENT_P(*out));
}

ent_err cli_map(ent_cli *cli, ent_str *out) {
    ent_str *given;
    size_t n = cli_all(cli, "map", &given);
    *out = (ent_str){0};
    for (size_t i = 0; i < n; i++) {
        *out = ent_i_printf(cli->ctx.keep, "%.*s%s%.*s", ENT_P(*out),
                            i ? "," : "", ENT_P(given[i]));
        if (!out->s)
            return ENT_NOMEM_FAIL(&cli->ctx);
    }
    return ENT_OK;
}

ent_err cli_number(ent_cli *cli, const char *name, double least, double most,
                   double *io) {
    const char *text = cli_text(cli, name);
    double x;
    if (!text)
        return ENT_OK;
    if (!ent_i_number(ent_i_str(text), &x) || x < least || x > most)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--%s takes a number from %g to %g, not '%s'", name,
                        least, most, text);
    *io = x;
    return ENT_OK;
}

bool cli_dry_run(const ent_cli *cli) {
    return cli_has(cli, "dry-run");
}

void cli_note(const ent_cli *cli, const char *fmt, ...) {
    va_list ap;
    if (cli->quiet || cli->json)
        return;
    fflush(stdout); /* what was printed before stands before */
    cli_progress_end(cli);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}

ent_err cli_print(ent_cli *cli, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    char *text = NULL;
    int n = vasprintf(&text, fmt, ap);
    va_end(ap);
    ent_err e =
        n < 0 ? ENT_NOMEM_FAIL(&cli->ctx)
              : ent_i_write(&cli->ctx, cli->out, (ent_str){text, (size_t)n});
    if (n >= 0)
        free(text);
    return e;
}

ent_err cli_would(ent_cli *cli, const char *fmt, ...) {
    ent_buf b = {0};
    char *text = NULL;
    va_list ap;
    va_start(ap, fmt);
    int n = vasprintf(&text, fmt, ap);
    va_end(ap);
    if (n < 0)
        return ENT_NOMEM_FAIL(&cli->ctx);
    if (cli->json) {
        ent_i_buf_printf(&b, "{\"schema\":\"entente-dry-run/1\",\"would\":");
        ent_i_buf_json(&b, (ent_str){text, (size_t)n});
        ent_i_buf_put(&b, "}\n", 2);
    } else {
        ent_i_buf_printf(&b, "would %s\n", text);
    }
    free(text);
    return cli_put(cli, &b);
}

ent_err cli_put(ent_cli *cli, ent_buf *b) {
    ent_err e = b->bad
                    ? ENT_NOMEM_FAIL(&cli->ctx)
                    : ent_i_write(&cli->ctx, cli->out, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return e;
}

static bool shell_safe(const char *s) {
    return *s && !s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV"
                              "WXYZ0123456789_-./=,:+%@#")];
}

static void put_quoted(ent_buf *b, const char *s) {
    if (shell_safe(s)) {
        ent_i_buf_put(b, s, strlen(s));
        return;
    }
    ent_i_buf_put(b, "'", 1);
    for (; *s; s++)
        ent_i_buf_put(b, *s == '\'' ? "'\\''" : s, *s == '\'' ? 4 : 1);
    ent_i_buf_put(b, "'", 1);
}

static ent_str kept(ent_cli *cli, ent_buf *b) {
    ent_str out = ent_i_dup(cli->ctx.keep, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return out;
}

ent_str cli_quoted(ent_cli *cli, ent_str word) {
    ent_buf b = {0};
    ent_str z = ent_i_dup(cli->ctx.keep, word);
    put_quoted(&b, z.s ? z.s : "");
    return kept(cli, &b);
}

ent_str cli_command(ent_cli *cli) {
    ent_buf b = {0};
    ent_i_buf_put(&b, "entente", 7);
    for (int i = 1; i < cli->all_argc; i++) {
        ent_i_buf_put(&b, " ", 1);
        put_quoted(&b, cli->all_argv[i]);
    }
    return kept(cli, &b);
}
