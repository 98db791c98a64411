/* help.c - help, man pages and completions, all made from the verb table. */
#include "cli/cli.h"
#include <stdlib.h>

static void put(ent_buf *b, ent_sink out) {
    if (!b->bad)
        out.write(out.user, b->s, b->n);
    ent_i_buf_free(b);
}

static const char EXIT_CODES[] =
    "0 done, 1 ran but the answer is no, 2 wrong usage, 3 bad input, "
    "4 partly failed, 5 the machine or the program failed, 130 interrupted";

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
        "examples\n\nVerbs\n",
        ENT_VERSION);
    for (const ent_verb *const *at = ent_i_verbs; *at; at++) {
        const ent_verb *v = *at;
        ent_i_buf_printf(&b, "  %-11s %s\n", v->name, v->summary);
    }
    ent_i_buf_printf(&b, "\nExit codes: %s\n", EXIT_CODES);
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

/* "command # what it does" in two columns, or as the lines of a man page. */
static void examples(ent_buf *b, const ent_verb *v, bool man) {
    for (const char *const *e = v->example; e && *e; e++) {
        ent_str rest = ent_i_str(*e);
        ent_str command = ent_i_trim(ent_i_cut(&rest, '#'));
        rest = ent_i_trim(rest);
        if (man) {
            man_text(b, rest);
            ent_i_buf_put(b, "\n\n\t*", 4);
            man_text(b, command);
            ent_i_buf_put(b, "*\n\n", 3);
        } else {
            ent_i_buf_printf(b, "  %-46.*s  %.*s\n", ENT_P(command),
                             ENT_P(rest));
        }
    }
}

static void options(ent_buf *b, const ent_opt *o) {
    for (; o && o->name; o++) {
        char head[64];
        ent_buf h = {0};
        ent_i_buf_printf(&h, "--%s%s%s", o->name, o->arg ? " " : "",
                         o->arg ? o->arg : "");
        size_t n = h.n < sizeof head - 1 ? h.n : sizeof head - 1;
        memcpy(head, h.s ? h.s : "", n);
        head[n] = 0;
        ent_i_buf_free(&h);
        ent_i_buf_printf(b, "  %c%c%c %-22s %s\n", o->letter ? '-' : ' ',
                         o->letter ? o->letter : ' ', o->letter ? ',' : ' ',
                         head, o->text);
    }
}

void ent_i_help_verb(ent_sink out, const ent_verb *v) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "Examples\n");
    examples(&b, v, false);
    ent_i_buf_printf(&b, "\nUsage: entente %s%s%s [OPTION]...\n\n%s%s%s\n",
                     v->name, *v->args ? " " : "", v->args, v->summary,
                     v->detail ? "\n\n" : "", v->detail ? v->detail : "");
    ent_i_buf_printf(&b, "\nOptions\n");
    options(&b, v->opt);
    options(&b, ent_i_common_opts);
    ent_i_buf_printf(&b, "\nExit codes: %s\n", EXIT_CODES);
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
                     "*entente %s* %s [option]...\n\n",
                     v->name, ENT_VERSION, v->name, v->summary, v->name,
                     v->args);
    if (v->detail) {
        ent_i_buf_printf(&b, "# DESCRIPTION\n\n");
        man_text(&b, ent_i_str(v->detail));
        ent_i_buf_put(&b, "\n\n", 2);
    }
    ent_i_buf_printf(&b, "# OPTIONS\n\n");
    man_options(&b, v->opt);
    man_options(&b, ent_i_common_opts);
    ent_i_buf_printf(&b, "# EXAMPLES\n\n");
    examples(&b, v, true);
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
    ent_buf b = {0};
    if (strcmp(shell, "bash") == 0)
        complete_bash(&b);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(&b);
    else if (strcmp(shell, "fish") == 0)
        complete_fish(&b);
    else
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "completions exist for bash, zsh and fish, not '%s'",
                        shell);
    put(&b, cli->out);
    return ENT_OK;
}
