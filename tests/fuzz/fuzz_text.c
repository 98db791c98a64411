/* fuzz_text.c - bytes of any encoding and format, through all stages. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    read_as("a", data, size);
    return 0;
}
