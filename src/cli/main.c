/* main.c - the program: parse, run one verb, say what failed, exit. */
#include "cli/cli.h"
#include "cli/options.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig) {
    (void)sig;
    if (interrupted)
        _exit(130); /* asked twice: at once */
    interrupted = 1;
}

static int write_file(void *user, const char *bytes, size_t n) {
    return n && fwrite(bytes, 1, n, user) != n;
}

/* One line on a terminal, rewritten in place; nothing elsewhere. */
static int show_progress(void *user, const char *what, double done) {
    const ent_cli *cli = user;
    if (!cli->quiet && !cli->plain && isatty(STDERR_FILENO)) {
        int filled = (int)(done * 24 + 0.5);
        fprintf(stderr, "\r%-28.28s [%.*s%.*s] %3.0f %%", what, filled,
                "########################", 24 - filled,
                "........................", done * 100);
        fflush(stderr);
    }
    return interrupted;
}

void cli_progress_end(const ent_cli *cli) {
    if (!cli->quiet && !cli->plain && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%70s\r", "");
}

static void say_json(const ent_ctx *ctx, ent_err e, const char *why) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "{\"schema\":\"entente-error/1\",\"error\":\"%s\",",
                     ent_err_name(e));
    ent_i_buf_printf(&b, "\"exit\":%d,\"file\":", ent_err_exit(e));
    ent_i_buf_json(&b, ctx->fail.file[0] ? ent_i_str(ctx->fail.file)
                                         : (ent_str){0});
    ent_i_buf_printf(&b,
                     ",\"line\":%u,\"column\":%u,\"message\":", ctx->fail.line,
                     ctx->fail.column);
    ent_i_buf_json(&b, ent_i_str(why));
    ent_i_buf_put(&b, "}\n", 2);
    fwrite(b.s, 1, b.n, stderr);
    ent_i_buf_free(&b);
}

static void say_failure(const ent_cli *cli, ent_err e) {
    const ent_ctx *ctx = &cli->ctx;
    const char *why = ctx->fail.why[0] ? ctx->fail.why : ent_err_text(e);
    if (e == ENT_NEGATIVE && !ctx->fail.err)
        return;
    if (cli->json) {
        say_json(ctx, e, why);
        return;
    }
    fputs("entente: ", stderr);
    if (ctx->fail.file[0])
        fprintf(stderr, "%s:", ctx->fail.file);
    if (ctx->fail.line)
        fprintf(stderr, "%u:", ctx->fail.line);
    if (ctx->fail.column)
        fprintf(stderr, "%u:", ctx->fail.column);
    fprintf(stderr, "%s%s\n", ctx->fail.file[0] ? " " : "", why);
}

static ent_err run_verb(ent_cli *cli) {
    if (cli_has(cli, "help")) {
        ent_i_help_verb(cli->out, cli->verb);
        return ENT_OK;
    }
    return cli->verb->run(cli);
}

static ent_err work(ent_cli *cli, int argc, char **argv) {
    if (argc < 2 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0) {
        ent_i_help_program(cli->out);
        return argc < 2 ? ENT_NEGATIVE : ENT_OK;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return cli_print(cli, "entente %s\n", ENT_VERSION);
    ENT_TRY(ent_i_options_parse(cli, argc, argv));
    return run_verb(cli);
}

int main(int argc, char **argv) {
    static char room[1 << 16];
    ent_cli cli = {
        .out = {write_file, stdout}, .all_argc = argc, .all_argv = argv};
    struct sigaction act = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, room, _IOFBF, sizeof room);
    if (ent_ctx_open(&cli.ctx, (size_t)8 << 30)) {
        fputs("entente: out of memory\n", stderr);
        return 5;
    }
    cli.ctx.progress = show_progress;
    cli.ctx.user = &cli;
    ent_err e = work(&cli, argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        if (!e)
            e = ENT_FAIL(&cli.ctx, ENT_IO,
                         "writing the output failed; is the disk full?");
    }
    if (e)
        say_failure(&cli, e);
    int code = argc < 2 ? ent_err_exit(ENT_USAGE) : ent_err_exit(e);
    ent_ctx_close(&cli.ctx);
    return code;
}
