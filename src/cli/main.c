/* main.c - the program: parse, run one verb, say what failed, exit. */
#include "cli/cli.h"
#include "cli/options.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* What the line of progress knows of itself. */
typedef struct progress {
    const ent_cli *cli;
    double began, done; /* seconds; part of what is under way */
    bool shown;
} progress;

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig) {
    (void)sig;
    if (interrupted)
        _exit(130); /* asked twice: at once */
    interrupted = 1;
}

/* Why standard output took no more: it may be fewer bytes than were given. */
static int write_error;

static int write_out(void *user, const char *bytes, size_t n) {
    if (!n || fwrite(bytes, 1, n, user) == n)
        return 0;
    write_error = errno;
    return 1;
}

/* ---- progress */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Columns of the terminal that messages go to; 0: no place for a line that
 * is rewritten. */
static int progress_width(const ent_cli *cli) {
    const char *term = getenv("TERM");
    struct winsize w;
    if (cli->quiet || cli->plain || !term || strcmp(term, "dumb") == 0 ||
        ioctl(STDERR_FILENO, TIOCGWINSZ, &w))
        return 0;
    return w.ws_col > 0 && w.ws_col < 80 ? w.ws_col - 1 : 79;
}

/* " 42 %, 3 min left", from the pace so far when it takes long. */
static void say_done(const progress *p, double done, char room[32]) {
    double so_far = now() - p->began;
    double left = done > 0 ? so_far / done * (1 - done) : 0;
    int n = snprintf(room, 32, " %3.0f %%", done * 100);
    if (so_far < 3 || left < 1)
        return;
    if (left < 100)
        snprintf(room + n, 32 - (size_t)n, ", %.0f s left", left);
    else
        snprintf(room + n, 32 - (size_t)n, ", %.0f min left", left / 60);
}

/* One line on a terminal, rewritten in place; nothing elsewhere. */
static int show_progress(void *user, const char *what, double done) {
    progress *p = user;
    int width = progress_width(p->cli);
    char text[32];
    if (done < p->done || p->began == 0)
        p->began = now(); /* something new begins */
    p->done = done;
    if (!width)
        return interrupted;
    say_done(p, done, text);
    int bar = width - 16 - (int)strlen(text);
    bar = bar < 4 ? 0 : bar > 24 ? 24 : bar;
    int filled = (int)(done * bar + 0.5);
    fprintf(stderr, "\r%-14.14s%.*s%.*s%-*s", what, filled,
            "########################", bar - filled,
            "........................", width - 14 - bar, text);
    fflush(stderr);
    p->shown = true;
    return interrupted;
}

void cli_progress_end(const ent_cli *cli) {
    progress *p = cli->ctx.user;
    if (p && p->shown)
        fprintf(stderr, "\r%*s\r", progress_width(cli), "");
    if (p)
        p->shown = false;
}

/* ---- failures */

/* An empty buffer has no bytes to name, and fwrite wants some. */
static void tell_buf(ent_buf *b) {
    if (b->n)
        fwrite(b->s, 1, b->n, stderr);
    ent_i_buf_free(b);
}

static void tell_json(ent_err e, ent_place at, ent_str why) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "{\"schema\":\"entente-error/1\",\"error\":\"%s\",",
                     ent_err_name(e));
    ent_i_buf_printf(&b, "\"exit\":%d,\"file\":", ent_err_exit(e));
    ent_i_buf_json(&b, at.file);
    ent_i_buf_printf(&b, ",\"line\":%u,\"column\":%u,\"message\":", at.line,
                     at.column);
    ent_i_buf_json(&b, why);
    ent_i_buf_put(&b, "}\n", 2);
    tell_buf(&b);
}

static void put_plain(ent_str s) {
    ent_buf b = {0};
    ent_i_buf_plain(&b, s);
    tell_buf(&b);
}

void cli_tell(const ent_cli *cli, ent_err e, ent_place at, ent_str why) {
    fflush(stdout); /* what was printed before stands before */
    cli_progress_end(cli);
    if (cli->json) {
        tell_json(e, at, why);
        return;
    }
    fputs("entente: ", stderr);
    put_plain(at.file);
    if (at.line)
        fprintf(stderr, ":%u", at.line);
    if (at.line && at.column)
        fprintf(stderr, ":%u", at.column);
    fputs(at.file.n ? ": " : "", stderr);
    put_plain(why);
    fputc('\n', stderr);
}

static void tell_last(const ent_cli *cli, ent_err e) {
    const ent_ctx *ctx = &cli->ctx;
    const char *why = ctx->fail.why[0] ? ctx->fail.why : ent_err_text(e);
    ent_place at = {{0}, ctx->fail.line, ctx->fail.column};
    if (ctx->fail.file[0])
        at.file = ent_i_str(ctx->fail.file);
    if (e != ENT_NEGATIVE || ctx->fail.err)
        cli_tell(cli, e, at, ent_i_str(why));
}

static ent_err run_verb(ent_cli *cli) {
    if (cli_has(cli, "help")) {
        ent_i_help_verb(cli->out, cli->verb);
        return ENT_OK;
    }
    return cli->verb->run(cli);
}

static ent_err work(ent_cli *cli, int argc, char **argv) {
    if (argc < 2) {
        ent_i_help_program(cli->out);
        return ENT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        ent_i_help_program(cli->out);
        return ENT_OK;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return cli_print(cli, "entente %s\n", ENT_VERSION);
    ENT_TRY(ent_i_options_parse(cli, argc, argv));
    return run_verb(cli);
}

/* A reader that had enough, as `head`, is no failure; a full disk is. */
static ent_err end_output(ent_cli *cli, ent_err e) {
    if (fflush(stdout) != 0 && !write_error)
        write_error = errno;
    if (write_error == EPIPE)
        return e == ENT_IO ? ENT_OK : e;
    if (write_error && (!e || e == ENT_IO))
        return ENT_FAIL(
            &cli->ctx, ENT_IO,
            "standard output: %s, so the result is cut short; write "
            "it to another place",
            strerror(write_error));
    return e;
}

static void listen_to_signals(void) {
    struct sigaction act = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv) {
    static char room[1 << 16];
    ent_cli cli = {
        .out = {write_out, stdout}, .all_argc = argc, .all_argv = argv};
    progress line = {.cli = &cli};
    listen_to_signals();
    setvbuf(stdout, room, _IOFBF, sizeof room);
    if (ent_ctx_open(&cli.ctx, (size_t)8 << 30)) {
        fputs("entente: out of memory\n", stderr);
        return 5;
    }
    cli.ctx.progress = show_progress;
    cli.ctx.user = &line;
    ent_err e = end_output(&cli, work(&cli, argc, argv));
    if (e && argc > 1)
        tell_last(&cli, e);
    ent_ctx_close(&cli.ctx);
    return ent_err_exit(e);
}
