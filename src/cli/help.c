/* help.c - help, man pages and completions, all made from the verb table. */
#include "cli/cli.h"
#include <stdlib.h>

static void put(ent_buf *b, ent_sink out) {
    if (!b->bad)
        out.write(out.user, b->s, b->n);
    ent_i_buf_free(b);
}

enum { WIDTH = 79 };

/* Words in lines of WIDTH, from column `from`; further lines begin at column
 * `indent`.  A line feed in the text begins a line. */
static void wrapped(ent_buf *b, const char *text, size_t from, size_t indent) {
    size_t at = from;
    while (*text) {
        size_t n = strcspn(text, " \n");
        if (at > indent && at + 1 + n > WIDTH) {
            ent_i_buf_printf(b, "\n%*s", (int)indent, "");
            at = indent;
        } else if (at > indent) {
            ent_i_buf_put(b, " ", 1);
            at++;
        }
        ent_i_buf_put(b, text, n);
        at += n;
        for (text += n; *text == '\n'; text++, at = indent)
            ent_i_buf_printf(b, "\n%*s", text[1] == '\n' ? 0 : (int)indent, "");
        text += strspn(text, " ");
    }
    ent_i_buf_put(b, "\n", 1);
}

static const char EXIT_CODES[] =
    "0 done, 1 ran but the answer is no, 2 wrong usage, 3 bad input, "
    "4 partly failed, 5 the machine or the program failed, 130 interrupted";

static void exit_codes(ent_buf *b) {
    ent_i_buf_printf(b, "\nExit codes: ");
    wrapped(b, EXIT_CODES, strlen("Exit codes: "), 0);
}

static const char *const group_titles[] = {
#define ENT_X(name, title) title,
    ENT_VERB_GROUPS(ENT_X)
#undef ENT_X
};

static void verbs(ent_buf *b, ent_verb_group group) {
    ent_i_buf_printf(b, "\n%s\n", group_titles[group]);
    for (const ent_verb *const *at = ent_i_verbs; *at; at++)
        if ((*at)->group == group)
            ent_i_buf_printf(b, "  %-11s %s\n", (*at)->name, (*at)->summary);
}

void ent_i_help_program(ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(
        &b,
        "entente %s: from texts about a dispute to a forecast with its "
        "evidence\n\n"
        "  entente demo                    the whole way on the shipped "
        "example\n"
        "  entente read article.html       evidence in a text, as JSON "
        "Lines\n"
        "  entente VERB --help             what a verb does, with "
        "examples\n",
        ENT_VERSION);
    for (ent_verb_group g = 0; g <= CLI_HELP; g++)
        verbs(&b, g);
    exit_codes(&b);
    put(&b, out);
}

/* Text in a man page: what scdoc would take for markup stands for itself. */
static void man_text(ent_buf *b, ent_str text) {
    for (size_t i = 0; i < text.n; i++) {
        if (text.s[i] && strchr("*_\\", text.s[i]))
            ent_i_buf_put(b, "\\", 1);
        ent_i_buf_put(b, text.s + i, 1);
    }
}

/* Cuts "command # what it does", in which references may hold a '#'. */
static ent_str cut_example(const char *text, ent_str *what) {
    const char *mark = strstr(text, " # ");
    *what = ent_i_str(mark ? mark + 3 : "");
    return ent_i_trim(
        (ent_str){text, mark ? (size_t)(mark - text) : strlen(text)});
}

static void man_examples(ent_buf *b, const ent_verb *v) {
    for (const char *const *e = v->example; e && *e; e++) {
        ent_str what, command = cut_example(*e, &what);
        man_text(b, what);
        ent_i_buf_put(b, "\n\n\t*", 4);
        man_text(b, command);
        ent_i_buf_put(b, "*\n\n", 3);
    }
}

/* In two columns where both fit, else one below the other. */
static void examples(ent_buf *b, const ent_verb *v) {
    enum { MOST = 44 };
    size_t column = 0;
    ent_str what;
    for (const char *const *e = v->example; e && *e; e++) {
        size_t n = cut_example(*e, &what).n;
        column = n > column && n <= MOST ? n : column;
    }
    for (const char *const *e = v->example; e && *e; e++) {
        ent_str command = cut_example(*e, &what);
        bool fits = command.n <= column && column + what.n + 4 <= WIDTH;
        ent_i_buf_printf(b, "  %-*.*s%s%.*s\n", fits ? (int)column : 0,
                         ENT_P(command), fits ? "  " : "\n      ", ENT_P(what));
    }
}

static void options(ent_buf *b, const ent_opt *o) {
    enum { COLUMN = 27 };
    for (; o && o->name; o++) {
        ent_buf head = {0};
        ent_i_buf_printf(&head, "  %c%c%c --%s %s", o->letter ? '-' : ' ',
                         o->letter ? o->letter : ' ', o->letter ? ',' : ' ',
                         o->name, o->arg ? o->arg : "");
        ent_i_buf_str(b, (ent_str){head.s, head.n});
        if (head.n >= COLUMN)
            ent_i_buf_printf(b, "\n%*s", COLUMN, "");
        else
            ent_i_buf_printf(b, "%*s", COLUMN - (int)head.n, "");
        ent_i_buf_free(&head);
        wrapped(b, o->text, COLUMN, COLUMN);
    }
}

void ent_i_help_verb(ent_sink out, const ent_verb *v) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "Examples\n");
    examples(&b, v);
    ent_i_buf_printf(&b, "\nUsage: entente %s%s%s [OPTION]...\n\n%s\n", v->name,
                     *v->args ? " " : "", v->args, v->summary);
    if (v->detail) {
        ent_i_buf_put(&b, "\n", 1);
        wrapped(&b, v->detail, 0, 0);
    }
    ent_i_buf_printf(&b, "\nOptions\n");
    options(&b, v->opt);
    options(&b, ent_i_common_opts);
    exit_codes(&b);
    put(&b, out);
}

static void man_options(ent_buf *b, const ent_opt *o) {
    for (; o && o->name; o++) {
        if (o->letter)
            ent_i_buf_printf(b, "*-%c*, ", o->letter);
        ent_i_buf_printf(b, "*--%s*%s%s%s\n\t", o->name, o->arg ? " _" : "",
                         o->arg ? o->arg : "", o->arg ? "_" : "");
        man_text(b, ent_i_str(o->text));
        ent_i_buf_put(b, "\n\n", 2);
    }
}

void ent_i_help_man(ent_sink out, const ent_verb *v) {
    ent_buf b = {0};
    ent_i_buf_printf(&b,
                     "entente-%s(1) \"entente %s\" \"entente manual\"\n\n"
                     "# NAME\n\nentente-%s - %s\n\n# SYNOPSIS\n\n"
                     "*entente %s*%s%s [option]...\n\n",
                     v->name, ENT_VERSION, v->name, v->summary, v->name,
                     *v->args ? " " : "", v->args);
    if (v->detail) {
        ent_i_buf_printf(&b, "# DESCRIPTION\n\n");
        man_text(&b, ent_i_str(v->detail));
        ent_i_buf_put(&b, "\n\n", 2);
    }
    ent_i_buf_printf(&b, "# OPTIONS\n\n");
    man_options(&b, v->opt);
    man_options(&b, ent_i_common_opts);
    ent_i_buf_printf(&b, "# EXAMPLES\n\n");
    man_examples(&b, v);
    ent_i_buf_printf(&b, "# EXIT STATUS\n\n%s\n\n# SEE ALSO\n\n*entente*(1)\n",
                     EXIT_CODES);
    put(&b, out);
}

void ent_i_help_man_program(ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(
        &b,
        "entente(1) \"entente %s\" \"entente manual\"\n\n# NAME\n\n"
        "entente - from texts about a dispute to a forecast with "
        "its evidence\n\n# SYNOPSIS\n\n*entente* _verb_ "
        "[operand]... [option]...\n\n# VERBS\n\n",
        ENT_VERSION);
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(&b, "*entente-%s*(1)\n\t%s\n\n", v->name, v->summary);
    }
    ent_i_buf_printf(&b, "# EXIT STATUS\n\n%s\n", EXIT_CODES);
    put(&b, out);
}

static void words(ent_buf *b, const ent_verb *v, const char *lead) {
    for (const ent_opt *o = v->opt; o && o->name; o++)
        ent_i_buf_printf(b, "%s%s ", lead, o->name);
    for (const ent_opt *o = ent_i_common_opts; o->name; o++)
        ent_i_buf_printf(b, "%s%s ", lead, o->name);
}

static void complete_bash(ent_buf *b) {
    ent_i_buf_printf(b, "_entente() {\n    local cur=${COMP_WORDS[COMP_CWORD]}"
                        "\n    if [ $COMP_CWORD -eq 1 ]; then\n"
                        "        COMPREPLY=($(compgen -W \"");
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(b, "%s ", v->name);
    }
    ent_i_buf_printf(b, "\" -- \"$cur\"))\n        return\n    fi\n"
                        "    case ${COMP_WORDS[1]}:$cur in\n");
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(b, "    %s:-*) COMPREPLY=($(compgen -W \"", v->name);
        words(b, v, "--");
        ent_i_buf_printf(b, "\" -- \"$cur\")) ;;\n");
    }
    ent_i_buf_printf(b, "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
                        "    esac\n}\ncomplete -o filenames -F _entente "
                        "entente\n");
}

static void complete_zsh(ent_buf *b) {
    ent_i_buf_printf(b, "#compdef entente\nlocal -a verbs\nverbs=(\n");
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(b, "    '%s:%s'\n", v->name, v->summary);
    }
    ent_i_buf_printf(b, ")\nif (( CURRENT == 2 )); then\n    _describe verb "
                        "verbs\n    return\nfi\ncase $words[2] in\n");
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(b, "%s) compadd -- ", v->name);
        words(b, v, "--");
        ent_i_buf_printf(b, ";;\n");
    }
    ent_i_buf_printf(b, "esac\n_files\n");
}

static void complete_fish(ent_buf *b) {
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(b,
                         "complete -c entente -n __fish_use_subcommand -f -a "
                         "%s -d '%s'\n",
                         v->name, v->summary);
        for (const ent_opt *o = v->opt; o && o->name; o++)
            ent_i_buf_printf(b,
                             "complete -c entente -n '__fish_seen_subcommand_"
                             "from %s' -l %s%s -d '%s'\n",
                             v->name, o->name, o->arg ? " -r" : "", o->text);
    }
}

ent_err ent_i_help_complete(ent_cli *cli, const char *shell) {
    ent_buf script = {0}, b = {0};
    if (strcmp(shell, "bash") == 0)
        complete_bash(&script);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(&script);
    else if (strcmp(shell, "fish") == 0)
        complete_fish(&script);
    else
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "completions exist for bash, zsh and fish, not '%s'",
                        shell);
    if (!cli->json)
        return cli_put(cli, &script);
    ent_i_buf_printf(&b,
                     "{\"schema\":\"entente-completion/1\",\"shell\":"
                     "\"%s\",\"script\":",
                     shell);
    ent_i_buf_json(&b, (ent_str){script.s, script.n});
    ent_i_buf_put(&b, "}\n", 2);
    b.bad |= script.bad;
    ent_i_buf_free(&script);
    return cli_put(cli, &b);
}
