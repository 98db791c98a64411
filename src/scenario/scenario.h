/* scenario.h - what the files that read a scenario share.
 *
 * A YAML file (with its includes) becomes a tree of nodes that know their
 * places; a CSV file becomes rows of the same nodes.  Sections turn nodes
 * into rows of ent_scenario.  A function that finds a mistake calls
 * ent_i_find and goes on, so that one reading lists all mistakes; it returns
 * an error only when reading cannot go on (no memory, too many mistakes). */
#ifndef ENT_SCENARIO_H
#define ENT_SCENARIO_H
#include "scenario/formula.h"

enum {
    ENT_LENSES_MAX = 64, /* bits of ent_stance.lenses */
    ENT_ERRORS_MAX = 200,
    ENT_WARNINGS_MAX = 200,
    ENT_FILE_MAX = 64 << 20, /* bytes of one file */
    ENT_TREE_MAX = 4000000,  /* nodes, aliases counted as often as used */
    ENT_DEPTH_MAX = 64       /* of one node in another */
};

/* ---- an index of names (index.c) */

/* Names in order of arrival, found by hash; `key` feeds ent_i_nearest. */
typedef struct ent_index {
    ent_str *key;
    uint32_t *row;
    uint32_t *slot; /* [n_slots] 1 + place in key; 0: free */
    uint32_t n, n_slots;
} ent_index;
/* The row stored with the name, or ENT_NONE. */
uint32_t ent_i_index_find(const ent_index *x, ent_str key);
/* Stores a row; a name that is there already gets the new one. */
bool ent_i_index_put(ent_arena *a, ent_index *x, ent_str key, uint32_t row);
/* "; did you mean 'RUS'?", or all there are when they are few, or "". */
const char *ent_i_hint(ent_arena *a, ent_str name, const ent_str *known,
                       size_t n);

/* ---- the tree (tree.c, include.c) */

typedef enum { ENT_NODE_SCALAR, ENT_NODE_LIST, ENT_NODE_MAP } ent_node_kind;
typedef struct ent_node ent_node;
struct ent_node {
    ent_node_kind kind;
    bool quoted;  /* a scalar in quotes: never blank, never null */
    ent_str text; /* of a scalar; lives in ctx->keep */
    ent_str raw;  /* as it stands in the file, where that means the same but
                     for white space: places in a formula count in it */
    ent_place at;
    uint32_t from, to; /* bytes of the file: all of a scalar with its quotes,
                          to = from where there is none; a list or a map begins
                          at from */
    uint32_t n;        /* items of a list, entries of a map */
    uint32_t weight;   /* nodes in it, itself included */
    ent_node **key;    /* [n] scalars; NULL for a list */
    ent_node **item;   /* [n] */
};
/* Reads YAML 1.2 or JSON into ctx->temp; ENT_SYNTAX, ENT_LIMIT, ENT_NOMEM. */
ent_err ent_i_tree_read(ent_ctx *ctx, ent_str file, ent_str bytes,
                        ent_node **out);
/* Do two nodes say the same, wherever they stand? */
bool ent_i_node_same(const ent_node *a, const ent_node *b);
/* No node, or an unquoted empty scalar, ~ or null. */
bool ent_i_node_blank(const ent_node *node);

/* ---- the reader (read.c) */

/* What is collected while files are read. */
typedef struct ent_reader {
    ent_ctx *ctx;
    ent_scenario s; /* title, time …; the tables below go into it last */
    ent_vec found;  /* ent_finding */
    uint32_t n_errors, n_warnings;
    ent_vec value, actor, faction, issue, stance, tie, occurrence, lens, alias;
    ent_vec formula, quantity, move, belief, gate, link, package, exchange;
    ent_vec payoff, theatre, group, claim, mechanism, asked;
    ent_index actors, issues, lenses, aliases;
    ent_index parties; /* "USA" and "USA.HAWK" -> row of party */
    ent_vec party;     /* ent_party */
    ent_index values;  /* name -> row of value; base rows before lens rows */
    ent_index stances; /* "PRK.position.D1" and lens -> row of stance */
    ent_index strange; /* documents that were not declared: told once */
    ent_index named;   /* parts of the system, "open.GATE" -> row of place */
    ent_vec place;     /* ent_place: where they were named */
    ent_vec vetoes, rules; /* ent_later: what refers to names further on */
    ent_index claims;      /* id -> row */
    ent_vec seen;          /* the scenario through lenses that claims name */
    ent_index grouped;     /* values in groups of correlations -> group */
    uint32_t n_dotted;     /* references of the form 002.19 */
    ent_place dotted;      /* the first of them */
    const ent_str *main_bytes; /* NULL: the first file is read from disk */
    ent_str open[16];          /* real paths of the files being included */
    uint32_t n_open, n_files;
    /* Something could not be read: that a name is missing says nothing now */
    bool partial;
} ent_reader;

/* Who can hold a stance. */
typedef struct ent_party {
    uint32_t actor, faction;
} ent_party;

/* A node that is read once all names are known: vetoes, rules. */
typedef struct ent_later {
    uint32_t row; /* of faction or issue */
    const ent_node *node;
} ent_later;

/* Lists a mistake (err) or, with ENT_OK, a warning.  Returns ENT_OK to go on,
 * ENT_LIMIT after the last error that is listed, ENT_NOMEM. */
ent_err ent_i_find(ent_reader *r, ent_err err, ent_place at, const char *fmt,
                   ...) ENT_PRINTF(4, 5);
/* Did reading end only because no more errors are listed? */
static inline bool ent_i_find_full(const ent_reader *r, ent_err err) {
    return err == ENT_LIMIT && r->n_errors > ENT_ERRORS_MAX;
}
/* Lists what ctx->fail says, unless it is of a kind that ends reading. */
ent_err ent_i_find_fail(ent_reader *r, ent_err err);
/* The same at the place of the file that asked for what failed. */
ent_err ent_i_find_fail_at(ent_reader *r, ent_err err, ent_place at);
/* The tree of a file with its includes merged in; NULL when mistakes in it
 * hide its content. */
ent_err ent_i_include_read(ent_reader *r, ent_str path, ent_node **out);
/* The path that a scalar names, counted from the folder of its file. */
ent_str ent_i_path_beside(ent_arena *a, const ent_node *node);
/* Sorts findings into the order of their places. */
void ent_i_find_sort(ent_finding *f, size_t n, ent_str main_file);
/* At most 60 bytes of a text for a sentence, whole characters. */
ent_str ent_i_clip(ent_str s);

/* Picks the entries called known[] (NULL-ended) out of a map into out[];
 * NULL where there is none.  Unknown and reserved keys are listed. */
ent_err ent_i_keys(ent_reader *r, const ent_node *map, const char *what,
                   const char *const *known, const ent_node **out);
/* The text of a scalar; lists a mistake and gives blank for other nodes. */
ent_err ent_i_text(ent_reader *r, const ent_node *node, const char *what,
                   ent_str *out);
/* Is this a map (list)?  Lists a mistake when not; NULL is neither. */
ent_err ent_i_is_kind(ent_reader *r, const ent_node *node, ent_node_kind kind,
                      const char *what, bool *out);

/* ---- values (values.c, refs.c, basis.c) */

typedef struct ent_range {
    const char *what; /* "salience" */
    double lo, hi;
    bool above; /* lo itself is not allowed */
} ent_range;
extern const ent_range ent_i_position, ent_i_salience, ent_i_leverage,
    ent_i_reservation, ent_i_status_quo, ent_i_chance, ent_i_deference,
    ent_i_weight, ent_i_capability, ent_i_failure_costs;
/* Numbers without a range; every result lies in it too. */
#define ENT_MOST 1e300
/* The range of the value with this name. */
ent_range ent_i_range_of(const ent_value *v);
/* Reads the value syntax; kind, best, lo, hi, min, max, choice are set.
 * ENT_SYNTAX, ENT_DOMAIN with the place and a remedy. */
ent_err ent_i_value_parse(ent_ctx *ctx, ent_str text, const ent_range *range,
                          ent_place at, ent_value *out);
/* Writes the value syntax; nothing when blank. */
void ent_i_value_put(ent_buf *b, const ent_value *v);

/* ent_ref_read, and the form 002.19 of spreadsheets. */
ent_err ent_i_ref_read(ent_str text, ent_ref *out, bool *dotted);
/* The short name that the scenario gives a document: under it lies in a
 * dossier who took in the original text.  Blank: none. */
ent_str ent_i_ref_alias(const ent_scenario *s, ent_str doc);
/* The nodes that say what a value or a part rests on; any may be NULL. */
typedef struct ent_basis_nodes {
    const ent_node *evidence, *confidence, *note, *coder;
} ent_basis_nodes;
/* Fills *io where a node is given and leaves the rest. */
ent_err ent_i_basis_read(ent_reader *r, const ent_basis_nodes *n,
                         ent_grounds *io);
/* When *node is a map {value: …, evidence: …}: fills *basis and moves *node to
 * the value in it, perhaps NULL. */
ent_err ent_i_value_open(ent_reader *r, const ent_node **node,
                         ent_grounds *basis);
/* Adds the value that a node (a scalar or a map; NULL: blank) gives. */
ent_err ent_i_value_add(ent_reader *r, const ent_node *node,
                        const ent_range *range, ent_str name,
                        const ent_grounds *basis, uint32_t *row);

/* ---- names that a file gives (ids.c) */

/* Checks that a name can stand inside the names of values. */
ent_err ent_i_id(ent_reader *r, const ent_node *key, const char *what,
                 bool *ok);
/* The same for names with which names in formulas begin. */
ent_err ent_i_id_head(ent_reader *r, const ent_node *key, const char *what,
                      bool *ok);
/* "PRK.reserves": one or several names with dots between them. */
ent_err ent_i_id_dotted(ent_reader *r, const ent_node *key, const char *what,
                        bool *ok);
/* Enters a name of a part of the system; one that is there already is a
 * mistake which names both places. */
ent_err ent_i_name_put(ent_reader *r, ent_str name, ent_place at, bool *ok);
/* What stands behind the last dot. */
ent_str ent_i_last_part(ent_str name);
/* Is this a dial or another setting of a part: "RUS.leak.temperature"? */
bool ent_i_is_setting(ent_str name);
/* The name as formulas write it: `in backquotes` where it must be. */
ent_str ent_i_name_quoted(ent_arena *a, ent_str name);

/* ---- entries (entry.c) */

/* The last keys of every entry. */
#define ENT_GROUNDS_KEYS "evidence", "confidence", "note", "coder", NULL
enum { ENT_GROUNDS = 4 };
/* Rows of some table, in ctx->keep. */
typedef struct ent_name_rows {
    const uint32_t *row;
    size_t n;
} ent_name_rows;
/* Reads one entry; id is NULL when a list does not name it. */
typedef ent_err ent_i_entry(ent_reader *r, const ent_node *id,
                            const ent_node *node);
/* Each entry of a map id -> entry. */
ent_err ent_i_map_read(ent_reader *r, const ent_node *node, const char *what,
                       ent_i_entry *read);
/* Each entry of such a map, or of a list whose entries may say `id`. */
ent_err ent_i_entries_read(ent_reader *r, const ent_node *node,
                           const char *what, ent_i_entry *read);
/* What a map in a list says for its `id`; NULL: nothing. */
const ent_node *ent_i_entry_id(const ent_node *map);
/* true or false; false when blank. */
ent_err ent_i_flag_read(ent_reader *r, const ent_node *node, const char *what,
                        bool *out);
/* A certain number in a range; *out stays when blank. */
ent_err ent_i_number_read(ent_reader *r, const ent_node *node,
                          const ent_range *range, double *out);
/* The row of a name; ENT_NONE when blank or, as a mistake, unknown. */
ent_err ent_i_find_name(ent_reader *r, const ent_node *node,
                        const ent_index *names, const char *what,
                        uint32_t *row);
/* A list of different names, or one alone. */
ent_err ent_i_find_names(ent_reader *r, const ent_node *node,
                         const ent_index *names, const char *what,
                         ent_name_rows *out);
/* A list of texts, or one alone, behind those in out (ent_str). */
ent_err ent_i_texts_read(ent_reader *r, const ent_node *node, const char *what,
                         ent_vec *out);
/* The actor of "RUS.leak". */
ent_err ent_i_owner_read(ent_reader *r, const ent_node *key, const char *what,
                         uint32_t *actor, bool *ok);
/* Evidence, confidence, note and coder, in this order in got. */
ent_err ent_i_grounds_read(ent_reader *r, const ent_node *const *got,
                           ent_place at, ent_grounds *out);

/* ---- formulas and dials (entry.c, dials.c) */

/* Is this the syntax of a value rather than a formula? */
bool ent_i_value_like(ent_str text);
/* Adds the formula that a node gives, ENT_NONE when blank.  A number, which
 * may be uncertain and carry evidence, becomes a value of the formula's name,
 * and the formula that name. */
ent_err ent_i_formula_add(ent_reader *r, const ent_node *node,
                          const ent_range *range, ent_str name,
                          const ent_grounds *basis, uint32_t *row);
/* Adds a formula of our own; text and name live in ctx->keep. */
ent_err ent_i_formula_put(ent_reader *r, ent_str text, ent_str name,
                          ent_place at, uint32_t *row);
/* Adds the dials of X from the nodes of `hold`, `shift`, `scale`; any may be
 * NULL. */
ent_err ent_i_dials_add(ent_reader *r, ent_str name, const ent_range *range,
                        const ent_node *const *got, ent_dials *out);
/* Names that a change turns into a change of a dial, numbered from 0; blank
 * behind the last. */
ent_str ent_i_dial_name(const ent_scenario *s, size_t i, ent_dials *out);
/* All names that a change can be addressed to, in ctx->temp. */
ent_err ent_i_changeable(ent_ctx *ctx, const ent_scenario *s,
                         const ent_str **out, size_t *n);
/* The dial that a change of this kind turns; ENT_NONE: X has none. */
uint32_t ent_i_dial_pick(const ent_dials *d, ent_op op);
/* Is this a number of its own, not a driver of a value or a stock on one? */
bool ent_i_quantity_is_own(const ent_scenario *s, const ent_quantity *q);
/* Is this value a dial? */
bool ent_i_is_dial(ent_str name);

/* ---- sections */

extern const char *const ent_i_scenario_keys[]; /* NULL-ended; not `include` */

ent_err ent_i_documents_read(ent_reader *r, const ent_node *node);
ent_err ent_i_actors_read(ent_reader *r, const ent_node *node);
ent_err ent_i_issues_read(ent_reader *r, const ent_node *node);
/* A scenario without issues needs something else that can be played. */
ent_err ent_i_issues_needed(ent_reader *r, const ent_node *node);
ent_err ent_i_time_read(ent_reader *r, const ent_node *node);
ent_err ent_i_ties_read(ent_reader *r, const ent_node *node);
ent_err ent_i_lens_names_read(ent_reader *r, const ent_node *node);
ent_err ent_i_lens_sets_read(ent_reader *r, const ent_node *node);
ent_err ent_i_events_read(ent_reader *r, const ent_node *node);
ent_err ent_i_event_names_read(ent_reader *r, const ent_node *node);
ent_err ent_i_quantities_read(ent_reader *r, const ent_node *node);
ent_err ent_i_moves_read(ent_reader *r, const ent_node *node);
ent_err ent_i_beliefs_read(ent_reader *r, const ent_node *node);
ent_err ent_i_gates_read(ent_reader *r, const ent_node *node);
ent_err ent_i_links_read(ent_reader *r, const ent_node *node);
ent_err ent_i_packages_read(ent_reader *r, const ent_node *node);
ent_err ent_i_exchanges_read(ent_reader *r, const ent_node *node);
ent_err ent_i_payoffs_read(ent_reader *r, const ent_node *node);
ent_err ent_i_attention_read(ent_reader *r, const ent_node *node);
ent_err ent_i_groups_read(ent_reader *r, const ent_node *node);
ent_err ent_i_claims_read(ent_reader *r, const ent_node *node);
ent_err ent_i_mechanisms_read(ent_reader *r, const ent_node *node);
/* The scenario as a lens shows it, and all names in it; made once for each.
 * Blank: no lens. */
typedef struct ent_seen {
    ent_str lens;
    ent_scenario s;
    const ent_names *names;
} ent_seen;
ent_err ent_i_look_through(ent_reader *r, ent_str lens, const ent_seen **out);
/* Takes out what the section `without` lists. */
ent_err ent_i_without_read(ent_reader *r, const ent_node *node);
ent_err ent_i_questions_read(ent_reader *r, const ent_node *node);
/* Rules and vetoes; all names are known by now. */
ent_err ent_i_rules_read(ent_reader *r);
/* Remembers a node for ent_i_rules_read; a blank one is none. */
ent_err ent_i_later(ent_reader *r, ent_vec *list, size_t row,
                    const ent_node *node);

/* One row of stances, from a table or from YAML. */
#define ENT_COLUMN_LIST(X)      \
    X(ISSUE, issue)             \
    X(ACTOR, actor)             \
    X(LENS, lens)               \
    X(POSITION, position)       \
    X(SALIENCE, salience)       \
    X(LEVERAGE, leverage)       \
    X(RESERVATION, reservation) \
    X(EVIDENCE, evidence)       \
    X(CONFIDENCE, confidence)   \
    X(NOTE, note)               \
    X(CODER, coder)
enum {
#define ENT_X(upper, lower) ENT_COLUMN_##upper,
    ENT_COLUMN_LIST(ENT_X)
#undef ENT_X
        ENT_COLUMNS
};
extern const char *const ent_i_columns[]; /* [ENT_COLUMNS], NULL-ended */
typedef struct ent_row {
    ent_place at;
    const ent_node *cell[ENT_COLUMNS]; /* NULL: no such column or blank */
} ent_row;
ent_err ent_i_stances_read(ent_reader *r, const ent_node *node);
/* Reads a table of stances; rows are appended to `rows` (ent_row). */
ent_err ent_i_csv_read(ent_reader *r, ent_str file, ent_str bytes,
                       ent_vec *rows);

/* ---- changes (changes.c) */

/* Does a pattern name this value?  Amounts of events and lenses are meant
 * only by patterns that begin with "event." or "lens.", settings of parts by
 * those that end with theirs. */
bool ent_i_name_match(ent_str pattern, ent_str name);
/* "+10", "-10" and "*1.2" are relative, anything else absolute; *text is moved
 * behind '+' or '*'. */
ent_op ent_i_op_read(ent_str *text);
/* The range of the amount by which a value of `range` may change. */
ent_range ent_i_range_by(ent_range range, ent_op op);
/* What a value becomes.  ENT_UNSUPPORTED when both are uncertain and the
 * result has no exact form, ENT_DOMAIN when the value is blank. */
ent_err ent_i_value_change(ent_ctx *ctx, ent_value *io, ent_op op,
                           const ent_value *by);
#endif
