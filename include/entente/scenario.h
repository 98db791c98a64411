/** @file scenario.h - the model of one dispute; rules for all functions in
 * entente.h. */
#ifndef ENT_SCENARIO_PUBLIC_H
#define ENT_SCENARIO_PUBLIC_H
#include "entente/store.h"
#ifdef __cplusplus
extern "C" {
#endif

#define ENT_NONE UINT32_MAX /**< "no row", for uint32_t indices */

/** How an uncertain number is spread; docs/scenario.md, "Values". */
typedef enum ent_value_kind {
    ENT_VALUE_BLANK,    /**< nobody gave it */
    ENT_VALUE_FIXED,    /**< best */
    ENT_VALUE_INTERVAL, /**< two-piece normal: median best, 5 % and 95 %
                             quantiles lo and hi, clamped to min..max */
    ENT_VALUE_UNIFORM,  /**< lo..hi */
    ENT_VALUE_NORMAL,   /**< mean best, standard deviation hi - best */
    ENT_VALUE_CHOICE    /**< one of choice[], equally likely */
} ent_value_kind;

typedef struct ent_value {
    ent_value_kind kind;
    double best, lo, hi; /**< lo = hi = best when fixed; of a choice the middle
                              one, the least and the greatest */
    double min, max;     /**< allowed range; draws are clamped to it */
    const double *choice;
    size_t n_choices;
    /** "PRK.position.D1": names the value in --set, in lenses and events,
     *  and keys its random numbers. */
    ent_str name;
    const ent_ref *evidence; /**< [n_evidence] short names already resolved */
    size_t n_evidence;
    ent_str confidence; /**< "H", "M", "L" or blank */
    ent_str note, coder;
    ent_place at;
} ent_value;

typedef struct ent_actor {
    ent_str id, name;
    uint32_t capability; /**< row of ent_scenario.value */
    uint32_t first_faction, n_factions;
    ent_place at;
} ent_actor;

typedef struct ent_faction {
    ent_str id, name;
    uint32_t actor, weight; /**< weight: row of value */
    int leads;              /**< its position is what the actor desires */
    const uint32_t *veto;   /**< [n_vetoes] issues on which it can block */
    size_t n_vetoes;
    int veto_off; /**< its vetoes are taken out */
} ent_faction;

/** How an issue is decided beside the model's settlement. */
typedef enum ent_rule_kind {
    ENT_RULE_NONE,    /**< the model's settlement holds */
    ENT_RULE_CONSENT, /**< nobody of `party` may be made worse off */
    ENT_RULE_MAJORITY /**< `quota` percent of capability must be no worse off */
} ent_rule_kind;
typedef struct ent_rule {
    ent_rule_kind kind;
    const uint32_t *party; /**< [n_parties] actors */
    size_t n_parties;
    double quota;
    int off;
} ent_rule;

typedef struct ent_issue {
    ent_str id, name, pole[2]; /**< pole[0] at 0, pole[1] at 100 */
    uint32_t status_quo;       /**< row of value, may be blank */
    uint32_t failure_cost;     /**< row of value, > 1, may be blank */
    ent_rule rule;
    ent_place at;
} ent_issue;

/** One row of the table of stances. */
typedef struct ent_stance {
    uint32_t issue, actor;
    uint32_t faction; /**< ENT_NONE: the actor as a whole */
    uint32_t position, salience, leverage; /**< rows of value */
    uint64_t lenses; /**< bit l: replaces the base row under lens l; 0: base */
    ent_place at;
    uint32_t reservation; /**< row of value: the worst settlement that it
                               accepts, may be blank */
} ent_stance;

/** What holds between two actors.  Deference moves positions: effective
 *  position of `from` = (1 - w) own + w to's, w = value / 100.  Other kinds
 *  are numbers for formulas. */
typedef struct ent_tie {
    uint32_t from, to; /**< actors */
    uint32_t value;    /**< row of value, 0..100 */
    uint64_t *issues;  /**< bit set over issues; NULL: all */
    ent_str kind;      /**< deference, relation, contact, dependence */
} ent_tie;

typedef enum ent_op { ENT_OP_SET, ENT_OP_ADD, ENT_OP_TIMES } ent_op;

/** A change of one value: "45", "+10", "*1.2". */
typedef struct ent_set {
    uint32_t target; /**< row of value */
    ent_op op;
    uint32_t by; /**< row of value: how much, perhaps uncertain */
} ent_set;

/** A change that happens on a date, with some chance, or at random. */
typedef struct ent_occurrence {
    ent_str date, what; /**< date as written: 2019, 2019-06 or 2019-06-14 */
    int32_t step;       /**< of the scenario's time; -1: before the start */
    uint32_t chance;    /**< row of value, percent; fixed 100 when not given */
    const ent_set *set;
    size_t n_sets;
    ent_place at;
    uint32_t hazard; /**< row of formula, percent per step; ENT_NONE: it has
                          a date */
    uint32_t when;   /**< row of formula; ENT_NONE: always */
    int again;       /**< a hazard that may strike more than once */
    ent_str id;      /**< for happened.ID; blank: none */
} ent_occurrence;

typedef struct ent_lens {
    ent_str id, says;
    double weight; /**< in a mixture, > 0; 1 when not given */
    const ent_set *set;
    size_t n_sets;
} ent_lens;

/** A short name for a document: "000" for eurasia-2019. */
typedef struct ent_alias {
    ent_str alias, doc;
} ent_alias;

/** What a part of a scenario rests on. */
typedef struct ent_grounds {
    const ent_ref *evidence; /**< [n_evidence] short names already resolved */
    size_t n_evidence;
    ent_str confidence, note, coder; /**< as in ent_value */
    ent_place at;
} ent_grounds;

/** A formula as written; docs/formulas.md. */
typedef struct ent_formula {
    ent_str text; /**< "CHN.lifeline + 0.3 * RUS.leak" */
    ent_str name; /**< keys its noise: "PRK.reserves.change" */
    ent_place at; /**< of its first character */
} ent_formula;

/** The dials of a result that a formula or a choice computes: three values
 *  that --set, lenses, events and claims turn.  Result = `hold` where that is
 *  not blank, else scale * computed + shift; then clamped to the range. */
typedef struct ent_dials {
    uint32_t hold, shift, scale; /**< rows of value: "X.hold", "X.shift",
                                      "X.scale"; ENT_NONE: it has none */
} ent_dials;

typedef enum ent_quantity_kind {
    ENT_QUANTITY_CONSTANT, /**< its value, until an event changes it */
    ENT_QUANTITY_FORMULA,  /**< computed in each step */
    ENT_QUANTITY_STOCK     /**< starts at its value; its formula is the change
                                in one step */
} ent_quantity_kind;

/** A named number that lives in time.  One with the name of a value of the
 *  scenario ("USA.salience.D3", "tie.deference.RUS.CHN") drives that value;
 *  in its formula `base` is what the file, the lens and events give. */
typedef struct ent_quantity {
    ent_str id, name, unit;
    ent_quantity_kind kind;
    uint32_t value;   /**< row of value: the constant, the start of a stock,
                           the value driven; ENT_NONE: a formula's own name */
    uint32_t formula; /**< row of formula; ENT_NONE for a constant */
    ent_dials dials;  /**< of a formula that drives nothing */
    double lo, hi;    /**< allowed range; -inf, inf: none */
    double neutral;   /**< what it is when taken out: 0 unless the file says;
                           a driver then gives `base`, a stock its start */
    int off;          /**< taken out */
    ent_grounds grounds;
} ent_quantity;

/** One thing that an actor can do in a step. */
typedef struct ent_option {
    ent_str id;     /**< "relay"; of a bare number its text */
    double x;       /**< what the move is worth in formulas */
    uint32_t value; /**< row of formula; ENT_NONE: that of the move */
    uint32_t when;  /**< row of formula; ENT_NONE: always */
} ent_option;

typedef enum ent_move_play {
    ENT_PLAY_DRAW, /**< one option, drawn by its probability */
    ENT_PLAY_MEAN  /**< the mean of the options by their probabilities: an
                        effort that can be shared out */
} ent_move_play;

/** A choice of one actor, made in every step. */
typedef struct ent_move {
    ent_str id, name;
    uint32_t actor;
    const ent_option *option; /**< [n_options] the first is: nothing done */
    size_t n_options;
    uint32_t value;        /**< row of formula; ENT_NONE: of the options,
                                or `automatic` */
    int automatic;         /**< value: the change of the actor's payoff */
    uint32_t when;         /**< row of formula; ENT_NONE: always */
    uint32_t temperature;  /**< row of value >= 0; 0: best response */
    uint32_t detected;     /**< row of formula, percent; ENT_NONE: seen */
    const uint32_t *after; /**< [n_after] actors whose moves it sees */
    size_t n_after;
    ent_move_play play;
    ent_dials dials;
    ent_grounds grounds;
} ent_move;

/** Evidence that a belief is updated by. */
typedef struct ent_signal {
    ent_str id;
    uint32_t when; /**< row of formula: strength, clamped to 0..1 */
    uint32_t if_true, if_false; /**< rows of value, percent, > 0 and < 100 */
    int absence;                /**< that it does not come is evidence too */
} ent_signal;

/** A probability, in percent, that an actor gives to something hidden. */
typedef struct ent_belief {
    ent_str id, name; /**< "USA.PRK_willing" */
    uint32_t actor;   /**< ENT_NONE: the analyst's */
    uint32_t prior;   /**< row of value, percent */
    uint32_t fade;    /**< row of value: percent of the way back to the prior
                           per step; ENT_NONE: none */
    const ent_signal *signal;
    size_t n_signals;
    int off;
    ent_grounds grounds;
} ent_belief;

/** Issues that are bargained only while it is open. */
typedef struct ent_gate {
    ent_str id, name;
    uint32_t opens, closes; /**< rows of formula; closes ENT_NONE: it is shut
                                 whenever opens is not true */
    const uint32_t *issue;  /**< [n_issues]; none: a mark for formulas */
    size_t n_issues;
    ent_dials dials; /**< hold alone */
    ent_grounds grounds;
} ent_gate;

/** The result of one issue moves positions on another: by `effect` for each
 *  point that it has moved from its status quo. */
typedef struct ent_link {
    ent_str id;
    uint32_t from, to;     /**< issues */
    uint32_t effect;       /**< row of value, -5..5 */
    const uint32_t *actor; /**< [n_actors]; none: all */
    size_t n_actors;
    int off;
    ent_grounds grounds;
} ent_link;

/** Several issues settled in one deal, or not at all. */
typedef struct ent_package {
    ent_str id, name;
    const uint32_t *issue; /**< [n_issues] */
    const uint32_t *party; /**< [n_parties] whose consent it needs */
    size_t n_issues, n_parties;
    uint32_t when;    /**< row of formula; ENT_NONE: always */
    uint32_t walkout; /**< row of formula, percent that the last party to
                           sign walks out; ENT_NONE: 0 */
    const uint32_t
        *reserve; /**< [n_parties] rows of formula: gain, on 0..100,
                     that a party asks for beyond no deal; ENT_NONE */
    int off;
    ent_grounds grounds;
} ent_package;

/** Two actors trade support on two issues so that both gain equally. */
typedef struct ent_exchange {
    ent_str id, name;
    uint32_t actor[2], issue[2]; /**< actor[k] gives way on issue[k] */
    uint32_t when;               /**< row of formula; ENT_NONE: always */
    int off;
    ent_grounds grounds;
} ent_exchange;

/** A term of what an actor gets out of a step. */
typedef struct ent_payoff {
    ent_str id; /**< "survival" */
    uint32_t actor;
    uint32_t formula; /**< row of formula, on the scale 0..100 */
    int off;
    ent_grounds grounds;
} ent_payoff;

/** What an actor has to do elsewhere, and here. */
typedef struct ent_theatre {
    ent_str id; /**< "korea" */
    uint32_t actor;
    uint32_t demand;       /**< row of formula, >= 0 */
    const uint32_t *issue; /**< [n_issues] whose salience it scales */
    size_t n_issues;
    uint32_t budget; /**< row of value, of the actor */
    int off;
    ent_grounds grounds;
} ent_theatre;

/** Values that are wrong, if they are, together. */
typedef struct ent_group {
    ent_str id;
    const uint32_t *value; /**< [n_values] rows */
    size_t n_values;
    double correlation; /**< 0..1 of their normal scores */
    int off;
    ent_place at;
} ent_group;

typedef enum ent_sign {
    ENT_SIGN_UP,
    ENT_SIGN_DOWN,
    ENT_SIGN_NOT_UP,
    ENT_SIGN_NOT_DOWN,
    ENT_SIGN_UNCHANGED,
    ENT_SIGN_ABOVE,
    ENT_SIGN_BELOW /**< a level, whatever the change does */
} ent_sign;

/** What one observed name must do. */
typedef struct ent_expectation {
    ent_str name; /**< as in a formula: "RUS.leak", "settle.D1" */
    ent_sign sign;
    double least; /**< smallest effect that counts; of a level: the bound */
    double share; /**< of draws that must agree, 0..1 */
    ent_str when; /**< "mean" over steps, "end", "start", "most", "least" or
                       a number of a step */
    ent_place at;
} ent_expectation;

/** A statement that must hold: `change` makes what is expected happen. */
typedef struct ent_claim {
    ent_str id, says, lens; /**< lens blank: the base reading */
    const ent_str *given;   /**< [n_given] "NAME=VALUE": on both sides */
    const ent_str *change;  /**< [n_changes] "NAME=VALUE", "NAME+=…" */
    size_t n_given, n_changes;
    const ent_expectation *expect; /**< [n_expect] all must hold */
    size_t n_expect;
    ent_grounds grounds;
} ent_claim;

/** One cause and effect: the parts that make it and the claim that shows it. */
typedef struct ent_mechanism {
    ent_str id, name;
    const ent_str *part; /**< [n_parts] names, perhaps "NAME=NEUTRAL" */
    size_t n_parts;
    uint32_t claim; /**< row of claim */
    ent_grounds grounds;
} ent_mechanism;

/** A named analysis. */
typedef struct ent_question {
    ent_str id, ask, lens;
    ent_str run; /**< "sweep CHN.enforcement 0..100"; docs/questions.md */
    const ent_str *given; /**< [n_given] "NAME=VALUE" on all sides */
    size_t n_given;
    const ent_str *show; /**< [n_show] observed names */
    size_t n_show;
    ent_grounds grounds;
} ent_question;

/** A dispute, checked and laid out flat.  Read-only once built. */
typedef struct ent_scenario {
    ent_str id, title, question, path;
    ent_str start;       /**< ISO 8601 date of step 0, as written; blank when
                              the scenario has no time: then steps is 1 */
    uint32_t steps;      /**< >= 1 */
    uint32_t step_count; /**< of step_unit per step */
    char step_unit;      /**< 'd', 'w', 'm' or 'y' */
    size_t n_values, n_actors, n_factions, n_issues, n_stances, n_ties;
    size_t n_occurrences, n_lenses, n_aliases;
    size_t n_formulas, n_quantities, n_moves, n_beliefs, n_gates, n_links;
    size_t n_packages, n_exchanges, n_payoffs, n_theatres, n_groups;
    size_t n_claims, n_mechanisms, n_asked;
    const ent_value *value;
    const ent_actor *actor;
    const ent_faction *faction;
    const ent_issue *issue;
    const ent_stance *stance;
    const ent_tie *tie;
    const ent_occurrence *occurrence;
    const ent_lens *lens;
    const ent_alias *alias;
    const ent_formula *formula;
    const ent_quantity *quantity;
    const ent_move *move;
    const ent_belief *belief;
    const ent_gate *gate;
    const ent_link *link;
    const ent_package *package;
    const ent_exchange *exchange;
    const ent_payoff *payoff;
    const ent_theatre *theatre;
    const ent_group *group;
    const ent_claim *claim;
    const ent_mechanism *mechanism;
    const ent_question *asked;
} ent_scenario;

/** One thing that check found. */
typedef struct ent_finding {
    ent_err err; /**< ENT_OK: a warning, e.g. a value without evidence */
    ent_place at;
    ent_str why; /**< one sentence with the remedy */
} ent_finding;

/** Reads a scenario file with its tables and includes.
 *
 * All that is wrong is listed, not only the first thing.
 * @param out       filled when no finding is an error
 * @param found     in ctx->keep, in order of place
 * @param n_found   errors and warnings
 * @return the first error's code; ENT_MISSING, ENT_IO for the file itself
 * @cost  linear in the files */
ent_err ent_scenario_read(ent_ctx *ctx, ent_str path, ent_scenario *out,
                          const ent_finding **found, size_t *n_found);

/** The same for the bytes of a scenario file at hand, borrowed; includes and
 *  tables are looked for in the folder of @p path. */
ent_err ent_scenario_parse(ent_ctx *ctx, ent_str path, ent_str bytes,
                           ent_scenario *out, const ent_finding **found,
                           size_t *n_found);

/** The scenario as seen through one lens: its rows replace the base rows, its
 *  sets are applied, no lens is left.  Shares memory with @p base.  Rows of
 *  values keep their numbers; those of other lenses are blank and nameless.
 *  @param lens  id; blank gives the base rows alone
 *  @return ENT_NAME  no such lens (the sentence names the nearest) */
ent_err ent_scenario_focus(ent_ctx *ctx, const ent_scenario *base, ent_str lens,
                           ent_scenario *out);

/** Applies "NAME=AMOUNT" texts, amounts as in files: "45", "+10", "-10",
 *  "*1.2", "=-10" for minus ten itself; "NAME+=10" and "NAME*=1.2" too.
 *  Wildcards are allowed in names ("RUS.salience.*"); the name of a formula, a
 *  move or a gate turns one of its dials.  Of a scenario with lenses all rows
 *  of that name change, and what lenses set them to.
 *  @return ENT_SYNTAX, ENT_NAME, ENT_DOMAIN; ENT_UNSUPPORTED when a value and
 *          its change are both uncertain */
ent_err ent_scenario_set(ent_ctx *ctx, const ent_scenario *base,
                         const ent_str *set, size_t n_sets, ent_scenario *out);

/** The scenario with parts taken out and all else as it was: a quantity, a
 *  stock, a driver, a move, a belief, a gate … becomes neutral as
 *  docs/scenario.md says of each; "NAME=NUMBER" gives the neutral value of
 *  what has none, such as a stance.  Shares memory with @p base.
 *  @param part  [n_parts] names; those of a mechanism, or of one of its parts
 *  @return ENT_NAME  no such part; ENT_DOMAIN  it needs a neutral value */
ent_err ent_scenario_without(ent_ctx *ctx, const ent_scenario *base,
                             const ent_str *part, size_t n_parts,
                             ent_scenario *out);

/** The row of the value called @p name, or ENT_NONE: the base row where lenses
 *  have rows of that name too.  Cost O(n_values). */
uint32_t ent_scenario_value(const ent_scenario *s, ent_str name);

/** What the evidence of a scenario amounts to. */
typedef struct ent_coverage {
    size_t n_values;   /**< with a number, amounts of changes left out */
    size_t n_evidence; /**< of these, with at least one reference */
    size_t n_refs;     /**< different references */
    size_t n_resolved; /**< of these, found in the store */
    size_t n_parts;    /**< formulas, moves, beliefs, claims and other parts */
    size_t n_parts_evidence; /**< of these, with at least one reference */
} ent_coverage;

/** Looks for what is allowed but doubtful: values without evidence, issues
 *  with fewer than two stances, lenses without effect, events outside the
 *  time …; and with a store, that every reference opens.
 *
 * A document is looked for under its name, then under its short name, so that
 * one scenario serves a dossier of retellings and one of the originals.
 * @param store  NULL: references are not looked up, n_resolved is 0
 * @param found  in ctx->keep, in order of place; a reference that does not
 *               open is an error, all else a warning
 * @return ENT_NOMEM, or what the store failed with; findings are no failure
 * @cost  linear in values, one look-up for each different reference */
ent_err ent_scenario_check(ent_ctx *ctx, const ent_scenario *s,
                           ent_store *store, const ent_finding **found,
                           size_t *n_found, ent_coverage *coverage);

/** Writes the scenario as one JSON document that ent_scenario_read takes back:
 *  a scenario file with includes merged, stances inline, wildcards spelled
 *  out, rows in a stable order.  ENT_IO, ENT_NOMEM */
ent_err ent_scenario_write_json(ent_ctx *ctx, const ent_scenario *s,
                                ent_sink out);

/** Lays the bytes of a scenario file out evenly, comments, order and values
 *  kept: two blanks for each level, one blank line between sections, nothing
 *  aligned.  Done twice it changes nothing more.
 *  @param out  in ctx->keep
 *  @return ENT_SYNTAX …  it cannot be read; ENT_UNSUPPORTED  it is written so
 *          that it cannot be laid out without changing what it says */
ent_err ent_scenario_format(ent_ctx *ctx, ent_str file, ent_str bytes,
                            ent_str *out);

/** A file that would change, and what would stand in it. */
typedef struct ent_edit {
    ent_str path, bytes;
} ent_edit;

/** The files of a scenario, tables among them, in which the changes of
 *  ent_scenario_set stand written: each number where it stood, every other
 *  byte as it was.  Of a name with rows for lenses the base row changes; what
 *  lenses set stays, unless `set` names it.  Nothing is written to disk.
 *  @param edit  [n_edits] in ctx->keep
 *  @return as ent_scenario_set; ENT_UNSUPPORTED  a value that changes stands in
 *          no file, or in a way that cannot be replaced */
ent_err ent_scenario_edit(ent_ctx *ctx, const ent_scenario *s,
                          const ent_str *set, size_t n_sets,
                          const ent_edit **edit, size_t *n_edits);

#ifdef __cplusplus
}
#endif
#endif
