/* fuzz_markdown.c - Markdown: marks, links, front matter. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    read_as("a.md", data, size);
    return 0;
}
