/* fuzz_run.c - a damaged run folder: run.json, a line "----", draws.csv. */
#include "base/base.h"
#include <stdio.h>
#include <stdlib.h>

static const char SCENARIO[] =
    "{\"scenario\":\"t\",\"title\":\"T\",\"time\":{\"start\":\"2020-01\","
    "\"step\":\"1 month\",\"steps\":2},\"actors\":{\"A\":{\"name\":\"A\","
    "\"capability\":1}},\"issues\":{\"I\":{\"name\":\"I\",\"poles\":[\"a\","
    "\"b\"]}},\"stances\":[{\"issue\":\"I\",\"actor\":\"A\",\"position\":1,"
    "\"salience\":1}]}";

static char dir[] = "/tmp/entente-fuzz-run-XXXXXX";
static bool made;

static void drop(void) {
    static const char *const names[] = {"run.json", "draws.csv",
                                        "scenario.json"};
    char path[64];
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        remove(path);
    }
    remove(dir);
}

static void put(const char *name, ent_str bytes) {
    char path[64];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    if (!f)
        return;
    if (bytes.n)
        fwrite(bytes.s, 1, bytes.n, f);
    fclose(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_run_saved run;
    ent_str all = {(const char *)data, size}, json = all, draws = {0};
    const char *cut = size ? memmem(data, size, "\n----\n", 6) : NULL;
    if (cut) {
        json.n = (size_t)(cut - all.s);
        draws = (ent_str){cut + 6, size - json.n - 6};
    }
    if (!made) {
        if (!mkdtemp(dir) || atexit(drop))
            return 0;
        put("scenario.json", ent_i_str(SCENARIO));
        made = true;
    }
    put("run.json", json);
    put("draws.csv", draws);
    if (ent_ctx_open(&ctx, 64 << 20))
        return 0;
    if (ent_run_load(&ctx, ent_i_str(dir), &run) && !ctx.fail.why[0])
        __builtin_trap(); /* a failure without a sentence */
    ent_ctx_close(&ctx);
    return 0;
}
