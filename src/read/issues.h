/* issues.h - issues and the terms that tell them and their poles; read from
 * YAML by scenario/issue_file.c, used by stance.c. */
#ifndef ENT_ISSUES_H
#define ENT_ISSUES_H
#include "base/base.h"

typedef struct ent_issue_term {
    ent_str words;  /* lower case, one blank between words; a last word that
                       ends in '*' matches whatever goes on so */
    uint32_t issue; /* row */
    int8_t side;    /* -1 toward pole 0, +1 toward pole 100, 0 neither */
    bool with;      /* tells no issue; one such must stand in the document */
    uint32_t next;  /* 1 + the next term of its bucket; 0 ends the list */
} ent_issue_term;

typedef struct ent_issue_about {
    ent_str id, name, pole[2];
    bool needs_with;
} ent_issue_about;

enum { ENT_ISSUE_BUCKETS = 1024, ENT_ISSUE_KEY = 4 };

struct ent_issues {
    ent_arena *arena; /* owns all, this struct too */
    ent_vec issue;    /* of ent_issue_about */
    ent_vec term;     /* of ent_issue_term */
    /* 1 + the first term whose first bytes fall into the bucket */
    uint32_t bucket[ENT_ISSUE_BUCKETS];
};

/* The bucket of a word, by its first bytes in lower case. */
static inline uint32_t ent_i_issue_bucket(ent_str word) {
    if (word.n > ENT_ISSUE_KEY)
        word.n = ENT_ISSUE_KEY;
    return (uint32_t)(ent_i_hash(word) % ENT_ISSUE_BUCKETS);
}
#endif
