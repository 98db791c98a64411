/* bench_store.c - documents in, and questions to 100,000 sentences.
 *
 * Ingest waits for the disk; --wall shows that, the processor's time does
 * not. */
#include "bench.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

#define EXAMPLES ENT_SOURCE_DIR "/examples/korea-2019/briefs/"
#define WEIGHTS  ENT_SOURCE_DIR "/data/weights/english.weights"

enum { N_BRIEFS = 200, N_SENTENCES = 100000, N_WHOLE = 20 };

static const char *const examples[] = {"eurasia-2019", "north38-2019",
                                       "korea-watch-2019", "valdai-2019",
                                       "eurasia-2017"};

typedef struct job {
    ent_ctx ctx;
    char dir[32];
    ent_store *s;
    const char *text; /* the question */
    int round;
    ent_lexicon *lex; /* NULL: documents come in without evidence */
    ent_parser *parser;
    size_t sentences, bytes;
} job;

static bool shell(const char *what, const char *path) {
    char command[96];
    snprintf(command, sizeof command, "%s '%s'", what, path);
    return system(command) == 0;
}

static bool write_briefs(job *j) {
    for (int i = 0; i < N_BRIEFS; i++) {
        ent_str file = ent_i_printf(j->ctx.keep, "%s/in/%d.txt", j->dir, i);
        ent_str text = ent_i_printf(
            j->ctx.keep,
            "Brief %d\n\nThe talks of round %d ended. Nothing was signed in "
            "%d (Tass, May 4).\n",
            i, i, 1900 + i);
        if (ent_i_folder_make(&j->ctx, ent_i_path_folder(file)) ||
            ent_i_file_write(&j->ctx, file, text))
            return false;
    }
    return true;
}

/* The example's texts, each several times over under a heading of its own. */
static bool write_whole(job *j) {
    for (int i = 0; i < N_WHOLE; i++) {
        ent_arena *keep = j->ctx.keep;
        ent_str text,
            from = ent_i_printf(keep, EXAMPLES "%s.txt", examples[i % 5]),
            to = ent_i_printf(keep, "%s/in/%d.txt", j->dir, i);
        if (ent_i_file_read(&j->ctx, keep, from, 1 << 20, &text))
            return false;
        text = ent_i_printf(keep, "Text %d\n\n%.*s", i, ENT_P(text));
        if (ent_i_folder_make(&j->ctx, ent_i_path_folder(to)) ||
            ent_i_file_write(&j->ctx, to, text))
            return false;
        j->bytes += text.n;
    }
    return true;
}

/* Into a new dossier each time. */
static double ingest(void *user) {
    job *j = user;
    ent_ingest_result r = {0};
    ent_store *s = NULL;
    ent_str in = ent_i_printf(j->ctx.keep, "%s/in", j->dir);
    ent_str dir = ent_i_printf(j->ctx.keep, "%s/d%d", j->dir, j->round++);
    ent_ingest plan = {.path = &in,
                       .n_paths = 1,
                       .threads = 1,
                       .keep_copies = true,
                       .read = {.parser = j->parser}};
    if (ent_store_init(&j->ctx, dir, dir) ||
        ent_store_open(&j->ctx, dir, 1, &s) ||
        ent_store_ingest(&j->ctx, s, j->lex, &plan, &r))
        return -1;
    ent_store_close(s);
    j->sentences = r.n_sents;
    return shell("rm -rf", dir.s) ? (double)(r.n_sents + r.n_mentions * 1000 +
                                             r.n_events * 1000000)
                                  : -1;
}

static const char fill[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    "  WHERE i < 1000)"
    " INSERT INTO document SELECT i, 'doc' || i, printf('%064d', i), '', NULL,"
    "  NULL, NULL, NULL, 'txt', 'UTF-8', 9999, '2019-05-14T09:30:00Z' FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
    "  WHERE i < 19999)"
    " INSERT INTO paragraph SELECT i, 1 + i / 20, 1 + i % 20, 'body', 0, 9"
    "  FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
    "  WHERE i < 99999)"
    " INSERT INTO sentence SELECT i, i / 5, 1 + i % 5, 'body', 0, 9,"
    "  'The talks of round ' || (i % 977) || ' on ' ||"
    "  substr('sanctionsembargoessummitstreaties', 1 + i * 7 % 25, 8) ||"
    "  ' went on and ended without word' || (i % 13) FROM n;";

static double find(void *user) {
    job *j = user;
    const ent_hit *hit;
    size_t n;
    uint64_t total;
    ent_find f = {.text = ent_i_str(j->text)};
    ent_arena_reset(j->ctx.keep);
    if (ent_store_find(&j->ctx, j->s, &f, &hit, &n, &total))
        return -1;
    return (double)total;
}

static double list(void *user) {
    job *j = user;
    const ent_doc_row *row;
    size_t n;
    ent_arena_reset(j->ctx.keep);
    return ent_store_docs(&j->ctx, j->s, &row, &n) ? -1 : (double)n;
}

static void ask(bench *b, job *j) {
    ent_str dir = ent_i_printf(j->ctx.keep, "%s/big", j->dir);
    if (ent_store_init(&j->ctx, dir, dir) ||
        ent_store_open(&j->ctx, dir, 1, &j->s) ||
        ent_i_sql_begin(&j->ctx, j->s) ||
        ent_i_sql_end(&j->ctx, j->s, ent_i_sql_exec(&j->ctx, j->s, fill)))
        return;
    j->text = "word7 round 500";
    bench_case(b, "store/find-rare", N_SENTENCES, 0, find, j);
    j->text = "talks";
    bench_case(b, "store/find-all", N_SENTENCES, 0, find, j);
    bench_case(b, "store/list", 1000, 0, list, j);
}

/* From bytes to evidence in the store. */
static void whole(bench *b, job *j) {
    if (!bench_wanted(b, "store/evidence") || !shell("rm -rf", j->dir) ||
        ent_lexicon_new(&j->ctx, &j->lex) ||
        ent_parser_open(&j->ctx, ENT_STR(WEIGHTS), &j->parser) ||
        !write_whole(j))
        return;
    ingest(j);
    bench_case(b, "store/evidence", j->sentences, j->bytes, ingest, j);
}

void bench_store(bench *b) {
    job j = {.dir = "/tmp/ent-bench-XXXXXX"};
    if (ent_ctx_open(&j.ctx, (size_t)1 << 30) || !mkdtemp(j.dir))
        return;
    if (bench_wanted(b, "store/ingest") && write_briefs(&j))
        bench_case(b, "store/ingest", N_BRIEFS, 0, ingest, &j);
    if (bench_wanted(b, "store/find-rare") ||
        bench_wanted(b, "store/find-all") || bench_wanted(b, "store/list"))
        ask(b, &j);
    whole(b, &j);
    ent_parser_free(j.parser);
    ent_lexicon_free(j.lex);
    ent_store_close(j.s);
    ent_ctx_close(&j.ctx);
    if (!shell("rm -rf", j.dir))
        fprintf(stderr, "%s stays\n", j.dir);
}
