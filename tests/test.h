/* test.h - what every unit test needs: cmocka, the library, near numbers. */
#ifndef ENT_TEST_H
#define ENT_TEST_H
#include "base/base.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h must come last */
#include <cmocka.h>

#define NEAR(got, want, tolerance)                                      \
    do {                                                                \
        double got_ = (got), want_ = (want);                            \
        if (!(fabs(got_ - want_) <= (tolerance)))                       \
            fail_msg("%s = %.17g, want %.17g +- %g", #got, got_, want_, \
                     (double)(tolerance));                              \
    } while (0)

#define STR_EQUAL(got, want)                                                 \
    do {                                                                     \
        ent_str str_ = (got);                                                \
        if (!ent_i_eqz(str_, want))                                          \
            fail_msg("%s = \"%.*s\", want \"%s\"", #got, ENT_P(str_), want); \
    } while (0)
#endif
