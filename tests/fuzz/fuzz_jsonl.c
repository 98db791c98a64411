/* fuzz_jsonl.c - any bytes as lines of JSON. */
#include "feeding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    feed_as("jsonl", data, size);
    return 0;
}
