/* child.c - another program run on bytes, with limits that hold.
 *
 * What it reads comes through a socket and what it writes goes into memory,
 * so that nothing lies in a temporary file.  It gets an empty environment, a
 * process group of its own, and limits on memory, time and files from the
 * kernel; whatever it does, it is gone when the time is over. */
#include "base/base.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { IN, OUT, SAID, N_ENDS };

typedef struct child {
    ent_ctx *ctx;
    const ent_child_plan *plan;
    ent_child *to;
    pid_t pid;
    int here[N_ENDS], there[N_ENDS]; /* -1: closed */
    size_t sent;                     /* of plan->in */
    double until;
} child;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

ent_str ent_i_child_find(ent_ctx *ctx, const char *name) {
    ent_str rest = ent_i_str(getenv("PATH"));
    while (rest.n) {
        ent_str dir = ent_i_cut(&rest, ':');
        ent_str file = ent_i_path_join(ctx->keep, dir, ent_i_str(name));
        if (dir.n && file.s && access(file.s, X_OK) == 0 &&
            ent_i_file_exists(file))
            return file;
    }
    return (ent_str){0};
}

static void shut(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool open_ends(child *c) {
    int pair[2];
    for (int i = 0; i < N_ENDS; i++)
        c->here[i] = c->there[i] = -1;
    for (int i = 0; i < N_ENDS; i++) {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
            return false;
        c->here[i] = pair[0];
        c->there[i] = pair[1];
    }
    return true;
}

/* Between fork and exec only what is safe in a program with threads. */
static void become(const child *c) {
    static char *const nothing[] = {NULL};
    const ent_child_plan *p = c->plan;
    setpgid(0, 0);
    signal(SIGXFSZ, SIG_IGN); /* a file written is an error, no end */
    for (int i = 0; i < N_ENDS; i++)
        if (dup2(c->there[i], i) < 0)
            _exit(127);
    struct rlimit none = {0, 0}, files = {64, 64},
                  memory = {p->memory, p->memory},
                  seconds = {(rlim_t)p->seconds + 1, (rlim_t)p->seconds + 1};
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_FSIZE, &none);
    setrlimit(RLIMIT_NOFILE, &files);
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
    execve(p->argv[0], p->argv, nothing);
    _exit(127);
}

static void send_some(child *c) {
    ent_str in = c->plan->in;
    ssize_t n = send(c->here[IN], in.s + c->sent, in.n - c->sent,
                     MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0)
        c->sent += (size_t)n;
    bool later = n < 0 && (errno == EAGAIN || errno == EINTR);
    if (c->sent == in.n || (n < 0 && !later))
        shut(&c->here[IN]); /* it has all, or wants no more */
}

static void take_out(child *c, const char *bytes, size_t n) {
    if (c->to->out.n + n > c->plan->output)
        c->to->flooded = true;
    else
        ent_i_buf_put(&c->to->out, bytes, n);
}

static void take_said(child *c, const char *bytes, size_t n) {
    size_t have = strlen(c->to->said), room = sizeof c->to->said - 1 - have;
    n = n < room ? n : room;
    for (size_t i = 0; i < n; i++)
        c->to->said[have + i] = bytes[i] ? bytes[i] : ' ';
    c->to->said[have + n] = 0;
}

static void receive(child *c, int end) {
    char chunk[1 << 15];
    ssize_t n = recv(c->here[end], chunk, sizeof chunk, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0)
        shut(&c->here[end]);
    else
        (end == OUT ? take_out : take_said)(c, chunk, (size_t)n);
}

/* One round of what is ready; false when there is nothing left to wait for. */
static bool exchange(child *c) {
    struct pollfd p[N_ENDS];
    double left = c->until - now();
    c->to->late = left <= 0;
    if (c->to->late || c->to->flooded || c->to->out.bad ||
        (c->here[OUT] < 0 && c->here[SAID] < 0))
        return false;
    for (int i = 0; i < N_ENDS; i++)
        p[i] = (struct pollfd){c->here[i], i == IN ? POLLOUT : POLLIN, 0};
    if (poll(p, N_ENDS, left > 1 ? 1000 : (int)(left * 1000) + 1) <= 0)
        return true;
    if (p[IN].revents)
        send_some(c);
    for (int i = OUT; i < N_ENDS; i++)
        if (p[i].revents)
            receive(c, i);
    return true;
}

/* Its exit code, or 128 and the signal that ended it, as a shell says it. */
static int settle(child *c) {
    const struct timespec moment = {0, 2000000};
    int status = 0;
    pid_t got = 0;
    bool stop = c->to->late || c->to->flooded || c->to->out.bad;
    while (!stop && (got = waitpid(c->pid, &status, WNOHANG)) == 0) {
        nanosleep(&moment, NULL);
        stop = c->to->late = now() > c->until;
    }
    kill(-c->pid, SIGKILL); /* also what it started itself */
    while (!got && (got = waitpid(c->pid, &status, 0)) < 0 && errno == EINTR)
        got = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static ent_err start(child *c) {
    if (!open_ends(c))
        return ENT_FAIL(c->ctx, ENT_IO, "no pipe to %s: %s", c->plan->argv[0],
                        strerror(errno));
    c->pid = fork();
    if (c->pid == 0)
        become(c);
    if (c->pid < 0)
        return ENT_FAIL(c->ctx, ENT_IO, "%s cannot be started: %s",
                        c->plan->argv[0], strerror(errno));
    setpgid(c->pid, c->pid); /* whoever of the two is first */
    for (int i = 0; i < N_ENDS; i++)
        shut(&c->there[i]);
    return ENT_OK;
}

ent_err ent_i_child_run(ent_ctx *ctx, const ent_child_plan *plan,
                        ent_child *out) {
    child c = {.ctx = ctx, .plan = plan, .to = out};
    memset(out, 0, sizeof *out);
    c.until = now() + plan->seconds;
    ent_err e = start(&c);
    if (!e) {
        if (!plan->in.n)
            shut(&c.here[IN]);
        while (exchange(&c))
            ;
        out->code = settle(&c);
        if (out->out.bad)
            e = ENT_NOMEM_FAIL(ctx);
    }
    for (int i = 0; i < N_ENDS; i++) {
        shut(&c.here[i]);
        shut(&c.there[i]);
    }
    return e;
}
