/* bench_formats.c - tables and boxes of PDF pages into texts, and the
 * fingerprints of texts. */
#include "bench.h"
#include "read/extract.h"
#include "read/feed.h"
#include "read/simhash.h"

enum { ROWS = 10000, PAGES = 100, LINES = 40 };

typedef struct job {
    ent_ctx ctx;
    ent_buf text;
} job;

static ent_str text_of(const job *j) {
    return (ent_str){j->text.s, j->text.n};
}

static double read_rows(void *user) {
    job *j = user;
    ent_vec parts = {0};
    ent_field_map map = {0};
    ent_arena_reset(j->ctx.keep);
    ent_arena_reset(j->ctx.temp);
    if (ent_i_read_csv(&j->ctx, &map, ENT_STR("a.csv"), text_of(j), &parts))
        return -1;
    return (double)parts.n;
}

static double read_boxes(void *user) {
    job *j = user;
    ent_pdf pdf;
    ent_buf page = {0};
    ent_arena_reset(j->ctx.keep);
    ent_arena_reset(j->ctx.temp);
    ent_str xml = ent_i_dup(j->ctx.keep, text_of(j));
    if (!xml.s ||
        ent_i_pdf_boxes(&j->ctx, ENT_STR("a.pdf"), (char *)(uintptr_t)xml.s,
                        xml.n, &pdf) ||
        ent_i_pdf_page(&j->ctx, &pdf, &page))
        return -1;
    double n = (double)page.n;
    ent_i_buf_free(&page);
    return n;
}

static double print(void *user) {
    job *j = user;
    const uint64_t *run;
    size_t n;
    ent_arena_reset(j->ctx.temp);
    if (ent_i_runs(&j->ctx, j->ctx.temp, text_of(j), &run, &n))
        return -1;
    return (double)(ent_i_simhash(run, n) >> 12);
}

static void write_rows(ent_buf *b) {
    ent_i_buf_printf(b, "id,title,text\n");
    for (int i = 0; i < ROWS; i++)
        ent_i_buf_printf(b,
                         "%d,\"Talks, round %d\",\"The envoys of %d states met "
                         "for the %dth time and \"\"agreed\"\" on little.\"\n",
                         i, i, i % 90, i);
}

static void write_boxes(ent_buf *b) {
    ent_i_buf_printf(b, "<doc>");
    for (int p = 0; p < PAGES; p++) {
        ent_i_buf_printf(b, "<page height=\"800\"><block>");
        for (int l = 0; l < LINES; l++) {
            ent_i_buf_printf(b,
                             "<line xMin=\"50\" xMax=\"500\" yMin=\"%d\" "
                             "yMax=\"%d\">",
                             100 + 14 * l, 112 + 14 * l);
            for (int w = 0; w < 10; w++)
                ent_i_buf_printf(b,
                                 "<word xMin=\"50.000000\" yMin=\"50.000000\" "
                                 "xMax=\"60.000000\" yMax=\"60.000000\">w%d"
                                 "</word>\n",
                                 (p * l + w) % 997);
            ent_i_buf_printf(b, "</line>");
        }
        ent_i_buf_printf(b, "</block></page>");
    }
    ent_i_buf_printf(b, "</doc>");
}

static void one(bench *b, const char *name, size_t size,
                void (*write)(ent_buf *b), bench_op *op) {
    job j = {0};
    if (!bench_wanted(b, name))
        return;
    write(&j.text);
    if (!j.text.bad && !ent_ctx_open(&j.ctx, (size_t)1 << 30))
        bench_case(b, name, size, j.text.n, op, &j);
    ent_ctx_close(&j.ctx);
    ent_i_buf_free(&j.text);
}

void bench_formats(bench *b) {
    one(b, "formats/csv", ROWS, write_rows, read_rows);
    one(b, "formats/pdf boxes", (size_t)PAGES * LINES, write_boxes, read_boxes);
    one(b, "formats/simhash", ROWS, write_rows, print);
}
