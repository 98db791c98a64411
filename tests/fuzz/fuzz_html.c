/* fuzz_html.c - pages: gumbo's fence, the map of places. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    read_as("a.html", data, size);
    return 0;
}
