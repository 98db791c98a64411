/* cli.h - what the verbs of the command line share.
 *
 * A verb is one file cmd_<verb>.c, which defines `const ent_verb
 * ent_verb_<verb>`, and one line in the list below.  That row alone makes
 * parsing, --help, the man page and the completions.
 *
 * Rules: data goes to cli->out, messages and progress to standard error; a
 * verb returns the error that its context holds, or ENT_NEGATIVE without one
 * when it ran and the answer is no. */
#ifndef ENT_CLI_H
#define ENT_CLI_H
#include "base/base.h"

typedef struct ent_opt {
    const char *name; /* "seed" for --seed */
    char letter;      /* 's' for -s, or 0 */
    const char *arg;  /* "NUMBER", or NULL for a switch */
    const char *text; /* one line, with the default */
} ent_opt;

typedef struct ent_cli ent_cli;

/* The parts of the help page, in its order. */
#define ENT_VERB_GROUPS(X)                  \
    X(READING, "Reading")                   \
    X(STORE, "The dossier")                 \
    X(SCENARIO, "Scenarios and their runs") \
    X(MODELS, "Models")                     \
    X(HELP, "Help")
typedef enum ent_verb_group {
#define ENT_X(name, title) CLI_##name,
    ENT_VERB_GROUPS(ENT_X)
#undef ENT_X
} ent_verb_group;

typedef struct ent_verb {
    const char *name, *args, *summary;
    ent_verb_group group;
    int least, most; /* operands; most -1: any number */
    ent_err (*run)(ent_cli *cli);
    const ent_opt *opt;         /* ended by {0} */
    const char *const *example; /* "command # what it does", ended by NULL */
    const char *detail;         /* a paragraph or two, may be NULL */
} ent_verb;

struct ent_cli {
    ent_ctx ctx;
    ent_sink out; /* standard output, buffered; main flushes and checks it */
    const ent_verb *verb;
    int argc; /* operands */
    char **argv;
    int all_argc; /* the whole command line, for run.json */
    char **all_argv;
    const ent_opt **given;
    const char **given_text;
    size_t n_given;
    bool json, plain, quiet;
    bool told_dossier; /* which one was found */
};

/* All verbs, by name. */
#define ENT_VERB_LIST(X) \
    X(ask)               \
    X(backtest)          \
    X(check)             \
    X(code)              \
    X(compare)           \
    X(completion)        \
    X(demo)              \
    X(doctor)            \
    X(evaluate)          \
    X(events)            \
    X(explain)           \
    X(export)            \
    X(find)              \
    X(format)            \
    X(help)              \
    X(import)            \
    X(ingest)            \
    X(init)              \
    X(lenses)            \
    X(log)               \
    X(models)            \
    X(network)           \
    X(read)              \
    X(report)            \
    X(run)               \
    X(serve)             \
    X(show)              \
    X(solve)             \
    X(statements)        \
    X(trace)             \
    X(train)             \
    X(undo)              \
    X(whatif)
#define ENT_X(name) extern const ent_verb ent_verb_##name;
ENT_VERB_LIST(ENT_X)
#undef ENT_X
extern const ent_verb *const ent_i_verbs[]; /* ended by NULL */
/* What a verb's row is written with. */
#define EXAMPLES(...)       \
    (const char *const[]) { \
        __VA_ARGS__, NULL   \
    }
#define OPTIONS(...)    \
    (const ent_opt[]) { \
        __VA_ARGS__, {  \
            0           \
        }               \
    }
extern const ent_opt ent_i_common_opts[]; /* --help, --json, … */

bool cli_has(const ent_cli *cli, const char *name);
/* The last text given for an option; NULL when it was not given. */
const char *cli_text(const ent_cli *cli, const char *name);
/* All texts given for a repeatable option; how many. */
size_t cli_all(ent_cli *cli, const char *name, ent_str **out);
/* A whole number in least..most, or `fallback` when not given. ENT_USAGE */
ent_err cli_uint(ent_cli *cli, const char *name, uint64_t least, uint64_t most,
                 uint64_t *io);
ent_err cli_number(ent_cli *cli, const char *name, double least, double most,
                   double *io);
/* "2019-05-14", "2019-05" or "2019"; blank when not given.  ENT_USAGE */
ent_err cli_date(ent_cli *cli, const char *name, ent_str *out);
/* --format: of documents, archives, tables; blank when not given.  ENT_USAGE */
ent_err cli_format(ent_cli *cli, ent_str *out);
#define CLI_FORMAT_OPT                                               \
    {                                                                \
        "format", 0, "FORMAT",                                       \
            "txt, md, html, pdf, docx, zip, csv or jsonl; default: " \
            "as each file says"                                      \
    }
/* --map: "text=body,date=day", all of them joined.  ENT_USAGE */
ent_err cli_map(ent_cli *cli, ent_str *out);
#define CLI_MAP_OPT                                                      \
    {                                                                    \
        "map", 0, "FIELD=COLUMN",                                        \
            "columns of tables of articles: text, title, date, author, " \
            "publisher, id; default: by their names"                     \
    }
/* A message on standard error, unless --quiet or --json; one line. */
void cli_note(const ent_cli *cli, const char *fmt, ...) ENT_PRINTF(2, 3);
/* Formats to cli->out. */
ent_err cli_print(ent_cli *cli, const char *fmt, ...) ENT_PRINTF(2, 3);
/* Writes a buffer to cli->out and frees it. */
ent_err cli_put(ent_cli *cli, ent_buf *b);
/* The command line as one text, quoted for a shell where needed. */
ent_str cli_command(ent_cli *cli);
/* A word as a shell takes it, for commands that messages propose. */
ent_str cli_quoted(ent_cli *cli, ent_str word);
/* A failure that does not end the verb, as main tells the one that does. */
void cli_tell(const ent_cli *cli, ent_err e, ent_place at, ent_str why);
/* Instead of writing: "would make the dossier mine".  --dry-run */
ent_err cli_would(ent_cli *cli, const char *fmt, ...) ENT_PRINTF(2, 3);
/* Removes the progress line before other output goes to the terminal. */
void cli_progress_end(const ent_cli *cli);

/* The dossier: --dossier, then $ENTENTE_DOSSIER, the current folder or one
 * above it, or the only one directly below it.  ENT_MISSING. */
ent_err cli_dossier(ent_cli *cli, ent_str *out);
bool cli_is_dossier(ent_cli *cli, ent_str dir);
/* Opens it; close with ent_store_close. */
ent_err cli_store(ent_cli *cli, int write, ent_store **out);
/* The option by which every verb takes it. */
#define CLI_DOSSIER_OPT                                         \
    {                                                           \
        "dossier", 'd', "DIR",                                  \
            "the dossier; default: $ENTENTE_DOSSIER, then here" \
    }
/* Of verbs that write: cli_store then takes all changes back at the end. */
#define CLI_DRY_RUN_OPT \
    { "dry-run", 0, NULL, "say what would be done, write nothing" }
bool cli_dry_run(const ent_cli *cli);
#define CLI_JOBS_OPT \
    { "jobs", 'J', "N", "threads; default: all" }

/* The dictionaries: --dictionary, those of the dossier (blank: of none), the
 * library's; free with ent_lexicon_free. */
ent_err cli_lexicon(ent_cli *cli, ent_str dossier, ent_lexicon **out);
#define CLI_DICTIONARY_OPT                                            \
    {                                                                 \
        "dictionary", 0, "FILE",                                      \
            "names, roles or places of your own, as a table; may be " \
            "repeated"                                                \
    }

/* The verb called `name`.  ENT_USAGE with the nearest name */
ent_err cli_verb(ent_cli *cli, const char *name, const ent_verb **out);
/* The model called `name`.  ENT_USAGE with the nearest name */
ent_err cli_model(ent_cli *cli, const char *name, const ent_model **out);

/* The parser, shared by all threads; NULL with a note where its weights are
 * not installed.  Free with ent_parser_free.  ENT_SYNTAX */
ent_err cli_parser(ent_cli *cli, ent_parser **out);
/* train --events: learns what arbitrates between the rules of events. */
ent_err cli_train_events(ent_cli *cli);

/* The issues of all --issues together, or NULL.  Free with ent_issues_free,
 * after an error too.  What ent_i_file_read and ent_issues_read return. */
ent_err cli_issues(ent_cli *cli, ent_issues **out);
/* An issue file that comes with the program. */
ent_err cli_shipped_issues(ent_cli *cli, const char *name, ent_issues **out);
#define CLI_ISSUES_OPT                                                   \
    {                                                                    \
        "issues", 0, "FILE",                                             \
            "tell the issue and side of statements by this file, or by " \
            "one that comes along: coalition-de-2021, korea-2019, "      \
            "paris-2015; may be repeated"                                \
    }

/* help.c */
void ent_i_help_program(ent_sink out);
void ent_i_help_verb(ent_sink out, const ent_verb *v);
void ent_i_help_man(ent_sink out, const ent_verb *v); /* scdoc source */
void ent_i_help_man_program(ent_sink out);
ent_err ent_i_help_complete(ent_cli *cli, const char *shell);
const ent_verb *ent_i_verb_find(const char *name);
#endif
