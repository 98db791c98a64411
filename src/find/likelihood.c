/* likelihood.c - words of estimative probability after ICD 203.
 *
 * The directive's ranges share their ends; here an end belongs to the range
 * nearer to even chance, so that a word never claims more than it must. */
#include "base/base.h"

const char *ent_likelihood(double p) {
    if (p < 0.05)
        return "almost no chance";
    if (p < 0.20)
        return "very unlikely";
    if (p < 0.45)
        return "unlikely";
    if (p <= 0.55)
        return "roughly even chance";
    if (p <= 0.80)
        return "likely";
    if (p <= 0.95)
        return "very likely";
    return "almost certain";
}
