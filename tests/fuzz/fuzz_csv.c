/* fuzz_csv.c - any bytes as a table of articles. */
#include "feeding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    feed_as("csv", data, size);
    return 0;
}
