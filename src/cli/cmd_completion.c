/* cmd_completion.c - entente completion: scripts for bash, zsh and fish. */
#include "cli/cli.h"

static ent_err run(ent_cli *cli) {
    return ent_i_help_complete(cli, cli->argv[0]);
}

const ent_verb ent_verb_completion = {
    .name = "completion",
    .group = CLI_HELP,
    .args = "bash|zsh|fish",
    .summary = "print completions for a shell",
    .least = 1,
    .most = 1,
    .run = run,
    .example = EXAMPLES(
        "entente completion bash > entente.bash # then: source entente.bash",
        "entente completion fish > ~/.config/fish/completions/entente.fish # "
        "for every new fish")};
