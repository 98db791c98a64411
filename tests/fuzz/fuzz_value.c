/* fuzz_value.c - any bytes as a value, a reference or a change. */
#include "scenario/scenario.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char tiny[] =
        "scenario: x\n"
        "actors: {A: {capability: 5 (1..9)}, B: {capability: 3}}\n"
        "issues: {P: {poles: [a, b]}}\n"
        "stances: [{issue: P, actor: A, position: 1, salience: 2}]\n"
        "lenses: {l: {set: {A.capability: +1}}}\n";
    ent_ctx ctx;
    ent_value v = {0};
    ent_ref ref;
    ent_scenario s, out;
    const ent_finding *found;
    size_t n;
    ent_str text = {(const char *)data, size};
    if (ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    if (!ent_i_value_parse(&ctx, text, &ent_i_capability, (ent_place){0}, &v) &&
        v.kind != ENT_VALUE_BLANK &&
        !(v.best >= v.min && v.best <= v.max && v.lo <= v.hi))
        abort();
    if (!ent_ref_read(text, &ref) && (!ref.doc.n || !ref.para))
        abort();
    if (ent_scenario_parse(&ctx, ENT_STR("x"), ent_i_str(tiny), &s, &found, &n))
        abort();
    if (!ent_scenario_set(&ctx, &s, &text, 1, &out))
        for (size_t i = 0; i < out.n_values; i++)
            if (!(out.value[i].lo <= out.value[i].hi))
                abort();
    ent_ctx_close(&ctx);
    return 0;
}
