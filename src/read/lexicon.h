/* lexicon.h - the dictionaries as one trie over words.
 *
 * A node is reached word by word from ENT_LEX_ROOT; the entries of a node are
 * all rows whose name, alias or other form ends there. Forms were cut by the
 * tokenizer that cuts texts, so a form matches whatever its hyphens, stops
 * and apostrophes. Each entry keeps file and line. */
#ifndef ENT_LEXICON_H
#define ENT_LEXICON_H
#include "read/read.h"

typedef enum ent_lex_kind {
    ENT_LEX_STATE,       /* name of a state or territory */
    ENT_LEX_ADJECTIVE,   /* Russian */
    ENT_LEX_PEOPLE,      /* Russians */
    ENT_LEX_CAPITAL,     /* of a state: place or government */
    ENT_LEX_SEAT,        /* the Kremlin: always the government */
    ENT_LEX_PLACE,       /* city, region, site */
    ENT_LEX_REGION,      /* supra-national: hides what it contains */
    ENT_LEX_PERSON,      /* full name; `person` says who */
    ENT_LEX_SURNAME,     /* stands alone for a person */
    ENT_LEX_ORG,         /* an organisation with its own code */
    ENT_LEX_MEDIUM,      /* a news medium */
    ENT_LEX_TITLE,       /* Foreign Minister; code is the suffix */
    ENT_LEX_ROLE,        /* expert, diplomat: ent_i_lex_role has more */
    ENT_LEX_INSTITUTION, /* Security Council; code is the suffix */
    ENT_LEX_N_KINDS
} ent_lex_kind;

typedef struct ent_lex_entry {
    ent_str code;
    ent_str entity;
    ent_str rule;    /* "leaders.tsv:31" */
    uint32_t person; /* row of lex->person for persons and surnames */
    uint32_t next;   /* next entry of the same node; 0 ends the list */
    ent_lex_kind kind;
    bool weak; /* surname that needs the full name in the same document */
} ent_lex_entry;

typedef struct ent_lex_term {
    ent_str code, rule;
    ent_str office;   /* Prime Minister */
    int32_t from, to; /* days; INT32_MIN and INT32_MAX where open */
    uint32_t person;  /* row of lex->person */
    uint32_t next;    /* 1 + next term of the same state; 0 ends the list */
} ent_lex_term;

typedef struct ent_lex_person {
    ent_str entity;
    ent_str name;                 /* in full, as the dictionary has it */
    uint32_t first_term, n_terms; /* rows of lex->term */
    char gender;                  /* m, f */
} ent_lex_person;

/* What a role noun stands for, by which pronouns and owners it takes. */
typedef enum ent_lex_being {
    ENT_BEING_PERSON, /* minister */
    ENT_BEING_PEOPLE, /* police, troops: plural or a mass */
    ENT_BEING_BODY,   /* government: one that acts, or its members */
    ENT_BEING_FORCE,  /* warship */
    ENT_BEING_STATE   /* country */
} ent_lex_being;

typedef struct ent_lex_role {
    ent_str name;   /* lemma, lower case: "prime minister" */
    ent_str suffix; /* GOVMFA; blank for states */
    ent_str rule;   /* "roles.tsv:31" */
    ent_lex_being being;
    char gender; /* m, f, or 0 */
    bool owned;  /* counts only with a state, organisation or possessive */
} ent_lex_role;

#define ENT_LEX_ROOT 1u

/* The word's number, or 0 when no form contains it. */
uint32_t ent_i_lex_word(const ent_lexicon *lex, ent_str token);
/* The node behind `word` at `node`, or 0. */
uint32_t ent_i_lex_step(const ent_lexicon *lex, uint32_t node, uint32_t word);
/* The first entry of a node, or 0; entry 0 is never used. */
uint32_t ent_i_lex_first(const ent_lexicon *lex, uint32_t node);
const ent_lex_entry *ent_i_lex_entry(const ent_lexicon *lex, uint32_t row);
const ent_lex_person *ent_i_lex_person(const ent_lexicon *lex, uint32_t row);
const ent_lex_term *ent_i_lex_terms(const ent_lexicon *lex,
                                    const ent_lex_person *p);
size_t ent_i_lex_n_persons(const ent_lexicon *lex);
/* The person whose entity that is (kim_jong_un), or NULL. */
const ent_lex_person *ent_i_lex_entity(const ent_lexicon *lex, ent_str entity);
/* The role noun of that lemma, or NULL. */
const ent_lex_role *ent_i_lex_role(const ent_lexicon *lex, ent_str lemma);
/* 1 + the first term of office in that state, or 0; go on by term.next. */
uint32_t ent_i_lex_terms_of(const ent_lexicon *lex, ent_str state);
const ent_lex_term *ent_i_lex_term(const ent_lexicon *lex, uint32_t row);
#endif
