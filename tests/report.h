/* report.h - a small dispute, played, as a report: two issues, three actors,
 * one of them in two factions, two lenses, one dated change, and names that
 * try to break out of JSON and HTML. */
#ifndef ENT_TEST_REPORT_H
#define ENT_TEST_REPORT_H
#include "store.h"
#include "view/view.h"
#include <jansson.h>
#include <unistd.h>

#define HOSTILE "</script><img src=x onerror=alert(1)>\\\"&\x01"

static const char report_scenario[] =
    "scenario: pact\n"
    "title: \"A </title><script>pact</script> & 'more'\"\n"
    "question: Who yields?\n"
    "time: {start: 2019-05, step: 1 month, steps: 12}\n"
    "documents: {\"000\": first, \"001\": second}\n"
    "actors:\n"
    "  PRK:\n"
    "    name: Arland\n"
    "    capability: {value: 60 (40..80), note: Large,\n"
    "      evidence: [000#1, 001#2.1]}\n"
    "    factions:\n"
    "      OLD: {name: The old, weight: {value: 30, note: Few,\n"
    "        evidence: [000#2, 000#1]}}\n"
    "      NEW: {name: The new, weight: 70}\n"
    "  BBB: {name: Berland, capability: uniform(20..40)}\n"
    "  CCC: {name: Corland, capability: 10}\n"
    "issues:\n"
    "  X1:\n"
    "    name: \"</script><img src=x onerror=alert(1)>\\\\\\\"&\\x01\"\n"
    "    poles: [none, all]\n"
    "    status_quo: {value: 20 (10..40), evidence: [000#1.2, 000#1.2],\n"
    "      note: As agreed}\n"
    "  X2: {name: The toll, poles: [low, high]}\n"
    "stances:\n"
    "  - {issue: X1, actor: PRK.OLD, position: 80 (60..90), salience: 90,\n"
    "     evidence: [000#1, 000#1], confidence: H, note: Will not budge}\n"
    "  - {issue: X1, actor: PRK.NEW, position: normal(50; 5), salience: 60}\n"
    "  - {issue: X1, actor: BBB, position: choice(10 | 30), salience: 50,\n"
    "     evidence: nowhere#7}\n"
    "  - {issue: X1, actor: BBB, lens: one|two, position: 90, salience: 50,\n"
    "     evidence: 001#1}\n"
    "events:\n"
    "  - {date: 2019-08, what: A gift, chance: 50 (30..60), note: Rumour,\n"
    "     evidence: [001#2.1, 001#2.1],\n"
    "     set: {BBB.position.X1: 70 (65..80), PRK.NEW.weight: \"*0.5\",\n"
    "           PRK.NEW.position.X1: +5}}\n"
    "  - {date: 2031-01, what: Too late, chance: 50, set: {BBB.position.X1: "
    "5}}\n"
    "lenses:\n"
    "  one: {says: One reading}\n"
    "  two: {says: Another}\n";

typedef struct fixture {
    ent_ctx ctx;
    dossier d; /* its store is NULL until fixture_store */
    ent_scenario s;
    ent_choice choice[2];
    ent_plan plan;
    ent_run run;
    ent_run_facts facts;
    ent_report r;
} fixture;

static inline void must(const ent_ctx *ctx, ent_err e) {
    if (e)
        fail_msg("%s:%u: %s", ctx->fail.file, ctx->fail.line, ctx->fail.why);
}

static inline void fixture_read(fixture *x) {
    char path[] = "/tmp/ent-report-XXXXXX.yaml";
    const ent_finding *found;
    size_t n;
    int fd = mkstemps(path, 5);
    assert_true(fd >= 0);
    close(fd);
    must(&x->ctx, ent_i_file_write(&x->ctx, ent_i_str(path),
                                   ent_i_str(report_scenario)));
    must(&x->ctx,
         ent_scenario_read(&x->ctx, ent_i_str(path), &x->s, &found, &n));
    unlink(path);
}

/* A fixture holds pointers into itself: it must not be moved. */
static inline void fixture_open(fixture *x) {
    const ent_forecast *f;
    ent_scenario seen;
    *x = (fixture){0};
    must(&x->ctx, ent_ctx_open(&x->ctx, (size_t)1 << 28));
    fixture_read(x);
    x->choice[0] = (ent_choice){ent_model_find(ENT_STR("mean")), NULL, 1};
    x->choice[1] = (ent_choice){ent_model_find(ENT_STR("median")), NULL, 0};
    x->plan = (ent_plan){
        .seed = 7, .draws = 200, .choice = x->choice, .n_choices = 2};
    must(&x->ctx, ent_scenario_focus(&x->ctx, &x->s, (ent_str){0}, &seen));
    must(&x->ctx, ent_run_play(&x->ctx, &seen, &x->plan, &x->run));
    must(&x->ctx, ent_forecast_make(&x->ctx, &x->s, &x->run, &f));
    x->facts = (ent_run_facts){.name = ENT_STR("pact-001"),
                               .command = ENT_STR("entente run pact.yaml"),
                               .created = ENT_STR("2019-06-01T10:00:00Z")};
    x->r = (ent_report){.scenario = &x->s,
                        .plan = &x->plan,
                        .run = &x->run,
                        .facts = &x->facts,
                        .forecast = f,
                        .period_step = x->run.period_step,
                        .n_periods = x->run.n_periods};
    must(&x->ctx, ent_forecast_sum_up(&x->ctx, &seen, f, &x->r.bottom_line,
                                      &x->r.n_bottom_lines));
}

static inline void fixture_close(fixture *x) {
    if (x->d.s)
        dossier_close(&x->d);
    ent_ctx_close(&x->ctx);
}

/* The report's data, parsed; the caller lets go of it. */
static inline json_t *report_json(fixture *x) {
    ent_buf b = {0};
    json_error_t err;
    must(&x->ctx, ent_report_data(&x->ctx, &x->r, ent_i_buf_sink(&b)));
    assert_null(memmem(b.s, b.n, "nan", 3));
    assert_null(memchr(b.s, '<', b.n));
    json_t *o = json_loadb(b.s, b.n, JSON_REJECT_DUPLICATES, &err);
    if (!o)
        fail_msg("%s at %d", err.text, err.position);
    ent_i_buf_free(&b);
    return o;
}

static inline const json_t *at(const json_t *o, const char *key) {
    const json_t *x = json_object_get(o, key);
    if (!x)
        fail_msg("there is no \"%s\"", key);
    return x;
}
#define TEXT(o, key) json_string_value(at(o, key))
#endif
