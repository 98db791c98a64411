/* fuzz_zip.c - any bytes as an archive of documents. */
#include "feeding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    feed_as("zip", data, size);
    return 0;
}
