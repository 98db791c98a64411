/* cmd_solve.c - entente solve: one model on a plain table of positions. */
#include "cli/solve.h"
#include "model/model.h"

enum { MOST_BYTES = 1 << 28, MOST_ROUNDS = 10000 };
/* Rounds where none are asked for: of a model that stops by itself, of others
 * in which actors move. */
enum { UNTIL_STOPPED = 100, USUAL_ROUNDS = 10 };
enum { MOST_REASONS = 1 << 18 }; /* of one round */

/* What is being played: the table's positions change round by round. */
typedef struct play {
    ent_cli *cli;
    ent_table t;
    const ent_model *model;
    ent_play *game; /* [n_games] one for each issue, or one for all */
    bool *over;     /* [n_games] its rule has said: no more rounds */
    bool *idle;     /* [n_games] it did not play in this round */
    size_t n_games;
    double *param, *work, *next, *chance;
    ent_reasons why; /* of the present round */
    ent_buf reasons; /* of all rounds, in JSON */
    cli_reasons told;
    double *key;        /* by actor: how settings name it */
    double *link;       /* by pairs of actors, or NULL */
    double *settlement; /* by issue */
    double *status_quo; /* by issue, or NULL */
    uint64_t seed, rounds;
    uint32_t issue; /* the only one shown, or ENT_NONE */
    bool summary, show_chance, show_why, show_matrices, show_settlement;
    bool first; /* no row of JSON written yet */
    ent_buf out;
} play;

/* Issues p .. p + n as a game over the positions of now. */
static ent_game game_of(const play *s, size_t p, size_t n) {
    size_t at = p * s->t.n_actors;
    return (ent_game){.n_actors = s->t.n_actors,
                      .n_issues = n,
                      .capability = s->t.capability + at,
                      .position = s->t.position + at,
                      .salience = s->t.salience + at,
                      .has = s->t.has + at,
                      .status_quo = s->status_quo ? s->status_quo + p : NULL,
                      .accommodation = s->t.accommodation,
                      .quota = s->t.quota ? s->t.quota + p : NULL,
                      .key = s->key,
                      .link = s->link,
                      .seed = s->seed,
                      .lo = s->t.lo,
                      .hi = s->t.hi};
}

/* A bargain over all issues, which may fail. */
static bool asks_for_disagreement(const ent_model *m) {
    return m->flags & ENT_MODEL_ISSUES && m->n_params &&
           strcmp(m->param[0].name, "disagreement") == 0;
}

static ent_err undefined(const play *s, const ent_model *m, size_t p,
                         ent_err e) {
    const char *why = "no actor there has weight (capability x salience), or "
                      "a number is out of all proportion";
    if (m->flags & ENT_MODEL_REASONS)
        why = "no actor there has weight (capability x salience), the quota "
              "is more than all weight, or an actor that a setting names has "
              "no stance there";
    if (m == s->model && strcmp(m->name, "nash") == 0)
        why = "no actor has weight, or disagreement=point lacks "
              "--status-quo, or failure costs too little";
    if (m == s->model && asks_for_disagreement(m))
        why = "no actor has weight, disagreement=point lacks --status-quo, or "
              "no winning coalition gains and there is no status quo to keep";
    if (e == ENT_SHAPE)
        return ENT_FAIL(&s->cli->ctx, e,
                        "model '%s' takes another number of issues with these "
                        "settings than the %zu of the table",
                        m->name, s->t.n_issues);
    return ENT_FAIL(&s->cli->ctx, e,
                    "model '%s' is not defined on issue "
                    "'%.*s': %s",
                    m->name, ENT_P(s->t.issue[p]),
                    e == ENT_DOMAIN ? why : ent_err_text(e));
}

/* Issues that a game holds. */
static size_t issues_of(const play *s) {
    return s->t.n_issues / s->n_games;
}

static ent_err play_game(play *s, size_t k) {
    size_t n = issues_of(s), p = k * n, at = p * s->t.n_actors;
    uint64_t stream = s->seed ^ ent_i_hash(s->t.issue[p]);
    ent_outcome out = {.position = s->next + at,
                       .settlement = s->settlement + p,
                       .chance = s->show_chance ? s->chance + at : NULL,
                       .why = s->show_why ? &s->why : NULL};
    s->why.n = 0;
    ent_err e = ent_i_play_round(&s->game[k], s->param, stream, s->work, &out);
    if (e)
        return undefined(s, s->model, p, e);
    memcpy(s->t.position + at, s->next + at,
           n * s->t.n_actors * sizeof *s->next);
    s->over[k] = out.stop;
    s->told.first = p;
    cli_reasons_rows(&s->told, &s->why);
    return ENT_OK;
}

/* Whether any game is left to play. */
static ent_err one_round(play *s, bool *left) {
    *left = false;
    for (size_t k = 0; k < s->n_games; k++) {
        s->idle[k] = s->over[k] ||
                     (s->n_games > 1 && s->issue != ENT_NONE && k != s->issue);
        if (s->idle[k])
            continue;
        ENT_TRY(play_game(s, k));
        *left = *left || !s->over[k];
    }
    return ENT_OK;
}

/* ---- rows */

static void key(play *s, const char *name) {
    ent_i_buf_printf(&s->out, ",\"%s\":", name);
}

static void begin_row(play *s, uint64_t round, size_t p) {
    const char *form = "%llu,";
    if (s->cli->json)
        form = s->first ? "{\"round\":%llu" : ",\n{\"round\":%llu";
    ent_i_buf_printf(&s->out, form, (unsigned long long)round);
    s->first = false;
    if (s->cli->json) {
        key(s, "issue");
        ent_i_buf_json(&s->out, s->t.issue[p]);
    } else {
        ent_i_buf_csv(&s->out, s->t.issue[p]);
    }
}

static void put_text(play *s, const char *name, ent_str text) {
    if (s->cli->json) {
        key(s, name);
        ent_i_buf_json(&s->out, text);
    } else {
        ent_i_buf_put(&s->out, ",", 1);
        ent_i_buf_csv(&s->out, text);
    }
}

static void put_number(play *s, const char *name, double x) {
    if (s->cli->json)
        key(s, name);
    else
        ent_i_buf_put(&s->out, ",", 1);
    ent_i_buf_number(&s->out, x);
}

static void end_row(play *s) {
    ent_i_buf_put(&s->out, s->cli->json ? "}" : "\n", 1);
}

static void actor_rows(play *s, uint64_t round, size_t p) {
    for (size_t i = 0; i < s->t.n_actors; i++) {
        size_t k = p * s->t.n_actors + i;
        if (!s->t.has[k])
            continue;
        begin_row(s, round, p);
        put_text(s, "actor", s->t.actor[i]);
        put_number(s, "position", s->t.position[k]);
        if (s->show_chance && round)
            put_number(s, "chance", s->chance[k]);
        else if (s->show_chance && !s->cli->json)
            ent_i_buf_put(&s->out, ",", 1);
        end_row(s);
    }
}

/* Weighted mean or median of the positions of now. */
static ent_err middle(play *s, const char *name, size_t p, double *out) {
    const ent_model *m = ent_model_find(ent_i_str(name));
    double param = m->n_params ? m->param[0].value : 0;
    ent_game g = game_of(s, p, 1);
    ent_outcome o = {.position = s->next, .settlement = out};
    ent_err e = m->round(&g, &param, 0, s->work, &o);
    return e ? undefined(s, m, p, e) : ENT_OK;
}

static ent_err summary_row(play *s, uint64_t round, size_t p) {
    double mean, median;
    ENT_TRY(middle(s, "mean", p, &mean));
    ENT_TRY(middle(s, "median", p, &median));
    begin_row(s, round, p);
    put_number(s, "mean", mean);
    put_number(s, "median", median);
    end_row(s);
    return ENT_OK;
}

/* There is none before the first round. */
static void settlement_row(play *s, uint64_t round, size_t p) {
    if (!round)
        return;
    begin_row(s, round, p);
    put_number(s, "settlement", s->settlement[p]);
    end_row(s);
}

static ent_err rows(play *s, uint64_t round) {
    for (size_t p = 0; p < s->t.n_issues; p++) {
        if ((s->issue != ENT_NONE && p != s->issue) ||
            (round && s->idle[p / issues_of(s)]))
            continue;
        if (s->show_settlement)
            settlement_row(s, round, p);
        else if (s->summary)
            ENT_TRY(summary_row(s, round, p));
        else
            actor_rows(s, round, p);
    }
    return ENT_OK;
}

/* The actor that a setting names; blank: none. */
static ent_str named(const play *s, double key) {
    for (size_t i = 0; i < s->t.n_actors; i++)
        if (s->key[i] == key)
            return s->t.actor[i];
    return (ent_str){0};
}

static void head(play *s) {
    const ent_model *m = s->model;
    if (!s->cli->json) {
        ent_i_buf_printf(&s->out, "round,issue,%s%s\n",
                         s->show_settlement ? "settlement"
                         : s->summary       ? "mean,median"
                                            : "actor,position",
                         s->show_chance ? ",chance" : "");
        return;
    }
    ent_i_buf_printf(&s->out,
                     "{\"schema\":\"entente-solve/1\",\"model\":\"%s\","
                     "\"format\":\"%s\",\"seed\":\"%llu\",\"settings\":{",
                     m->name, s->t.format, (unsigned long long)s->seed);
    for (size_t i = 0; i < m->n_params; i++) {
        const ent_param *p = &m->param[i];
        ent_i_buf_printf(&s->out, "%s\"%s\":", i ? "," : "", p->name);
        if (p->choices)
            ent_i_buf_json(&s->out, ent_i_str(p->choices[(size_t)s->param[i]]));
        else if (ent_i_param_is_actor(p))
            ent_i_buf_json(&s->out, named(s, s->param[i]));
        else
            ent_i_buf_number(&s->out, s->param[i]);
    }
    ent_i_buf_printf(&s->out, "},\"%s\":[\n",
                     s->show_matrices ? "matrices" : "rows");
}

/* ---- set-up */

static ent_err pick_issue(play *s) {
    const char *name = cli_text(s->cli, "issue");
    s->issue = ENT_NONE;
    for (uint32_t p = 0; name && p < s->t.n_issues; p++)
        if (ent_i_eqz(s->t.issue[p], name))
            s->issue = p;
    if (!name || s->issue != ENT_NONE)
        return ENT_OK;
    ent_str near = ent_i_nearest(ent_i_str(name), s->t.issue, s->t.n_issues);
    return ENT_FAIL(&s->cli->ctx, ENT_NAME,
                    "the table has no issue '%s'; did you mean '%.*s'?", name,
                    ENT_P(near.s ? near : s->t.issue[0]));
}

static ent_err read_matrix(play *s) {
    const char *name = cli_text(s->cli, "matrix");
    ent_ctx *ctx = &s->cli->ctx;
    ent_str bytes;
    if (!name)
        return ENT_OK;
    if (!(s->model->flags & ENT_MODEL_LINKS))
        return ENT_FAIL(ctx, ENT_USAGE,
                        "model '%s' looks at no pairs: leave out --matrix, or "
                        "take one that does, such as friedkin",
                        s->model->name);
    ENT_TRY(
        ent_i_file_read(ctx, ctx->keep, ent_i_str(name), MOST_BYTES, &bytes));
    return ent_matrix_read(ctx, ent_i_str(name), bytes, s->t.actor,
                           s->t.n_actors, &s->link);
}

static ent_err name_actors(play *s) {
    s->key = ENT_NEW(s->cli->ctx.keep, s->t.n_actors, double);
    for (size_t i = 0; s->key && i < s->t.n_actors; i++)
        s->key[i] = ent_model_actor_key(s->t.actor[i]);
    return s->key ? ENT_OK : ENT_NOMEM_FAIL(&s->cli->ctx);
}

static ent_err pick_status_quo(play *s) {
    double q = 0;
    if (!cli_has(s->cli, "status-quo"))
        return ENT_OK;
    ENT_TRY(cli_number(s->cli, "status-quo", s->t.lo, s->t.hi, &q));
    s->status_quo = ENT_NEW(s->cli->ctx.keep, s->t.n_issues, double);
    if (!s->status_quo)
        return ENT_NOMEM_FAIL(&s->cli->ctx);
    for (size_t p = 0; p < s->t.n_issues; p++)
        s->status_quo[p] = q;
    return ENT_OK;
}

static ent_err make_room(play *s) {
    ent_arena *a = s->cli->ctx.keep;
    size_t n = s->t.n_actors, m = s->t.n_issues, issues = issues_of(s);
    size_t work = s->model->work(n, issues);
    size_t least = 4 * n; /* of the mean and median of a summary */
    s->work = ENT_NEW(a, work > least ? work : least, double);
    s->next = ENT_NEW(a, n * m, double);
    s->chance = ENT_NEW(a, n * m, double);
    s->settlement = ENT_NEW(a, m, double);
    if (!s->work || !s->next || !s->chance || !s->settlement)
        return ENT_NOMEM_FAIL(&s->cli->ctx);
    if (!s->show_why)
        return ENT_OK;
    s->why.max = n < 500 ? (n * n + 4 * n) * issues : MOST_REASONS;
    if (s->why.max > MOST_REASONS)
        s->why.max = MOST_REASONS;
    s->why.at = ENT_NEW(a, s->why.max, ent_reason);
    return s->why.at ? ENT_OK : ENT_NOMEM_FAIL(&s->cli->ctx);
}

/* Lays the tables: all issues at one, or one for each. */
static ent_err set_games(play *s) {
    ent_arena *a = s->cli->ctx.keep;
    size_t m = s->t.n_issues;
    s->n_games = s->model->flags & ENT_MODEL_ISSUES ? 1 : m;
    size_t memory = ent_i_play_memory(s->model, s->t.n_actors, issues_of(s));
    double *at = ENT_NEW(a, memory * s->n_games, double);
    s->game = ENT_NEW(a, s->n_games, ent_play);
    s->over = ENT_NEW(a, s->n_games, bool);
    s->idle = ENT_NEW(a, s->n_games, bool);
    if (!at || !s->game || !s->over || !s->idle)
        return ENT_NOMEM_FAIL(&s->cli->ctx);
    for (size_t k = 0; k < s->n_games; k++) {
        ent_game g = game_of(s, k * issues_of(s), issues_of(s));
        s->game[k] = ent_i_play(s->model, &g, at + k * memory);
    }
    return ENT_OK;
}

/* A count of rounds takes the place of a tolerance that nobody has set. */
static void play_them_all(play *s) {
    for (size_t i = 0; i < s->model->n_params; i++)
        if (strcmp(s->model->param[i].name, "tolerance") == 0 &&
            s->param[i] < 0)
            s->param[i] = 0;
}

static bool asks_for_raw(const play *s) {
    for (size_t i = 0; i < s->model->n_params; i++)
        if (strcmp(s->model->param[i].name, "scale") == 0)
            return strcmp(s->model->param[i].choices[(int)s->param[i]],
                          "raw") == 0;
    return false;
}

/* Positions as a DECIDE file has them, for a model that is set to them. */
static void take_raw(play *s) {
    size_t cells = s->t.n_actors * s->t.n_issues;
    if (!s->t.raw)
        return;
    if (!asks_for_raw(s)) {
        cli_note(s->cli, "positions are stretched to 0..100 by the scale (#M) "
                         "of each issue");
        return;
    }
    s->t.position = s->t.raw;
    for (size_t k = 0; k < cells; k++) {
        double x = s->t.raw[k];
        s->t.lo = s->t.has[k] && x < s->t.lo ? x : s->t.lo;
        s->t.hi = s->t.has[k] && x > s->t.hi ? x : s->t.hi;
    }
}

/* --compat NAME: the short way to set compat=NAME. */
static ent_err set_compat(play *s) {
    ent_cli *cli = s->cli;
    ent_buf b = {0};
    if (!cli_has(cli, "compat"))
        return ENT_OK;
    ent_i_buf_printf(&b, "compat=%s", cli_text(cli, "compat"));
    ent_err e = b.bad ? ENT_NOMEM_FAIL(&cli->ctx)
                      : ent_model_set(&cli->ctx, s->model, (ent_str){b.s, b.n},
                                      s->param);
    ent_i_buf_free(&b);
    return e;
}

/* What the file sets, then what the command line does. */
static ent_err settings(play *s) {
    ent_cli *cli = s->cli;
    bool used = strcmp(s->model->name, "smp") == 0;
    ent_str *set;
    size_t n = cli_all(cli, "set", &set);
    if (s->t.has_seed && !cli_has(cli, "seed"))
        s->seed = s->t.seed;
    if (!used && (s->t.n_settings || s->t.accommodation))
        cli_note(cli, "the file's model parameters and ideal adjustments are "
                      "for --model smp and not used here");
    for (size_t i = 0; used && i < s->t.n_settings; i++)
        ENT_TRY(ent_model_set(&cli->ctx, s->model, s->t.setting[i], s->param));
    ENT_TRY(set_compat(s));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(ent_model_set_among(&cli->ctx, s->model, set[i], s->t.actor,
                                    s->t.n_actors, s->param));
    if (cli_has(cli, "rounds"))
        play_them_all(s);
    return ENT_OK;
}

/* What is asked for beside positions must be the model's to give. */
static ent_err check_asked(play *s) {
    ent_cli *cli = s->cli;
    if (s->model->flags & ENT_MODEL_TABLE &&
        (s->show_settlement || s->summary || s->show_chance || s->show_why))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "model '%s' gives tables alone: leave out "
                        "--settlement, --summary, --chance and --why",
                        s->model->name);
    if (s->show_settlement && (s->summary || s->show_chance || s->show_why))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--settlement takes the place of actors: leave out "
                        "--summary, --chance and --why");
    if (s->show_chance && (s->summary || !(s->model->flags & ENT_MODEL_CHANCE)))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--chance needs a model that gives chances, such as "
                        "pce, and no --summary");
    if (s->show_why && (s->summary || !(s->model->flags &
                                        (ENT_MODEL_MOVES | ENT_MODEL_REASONS))))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--why needs a model in which actors move, such as "
                        "smp, and no --summary");
    if (s->show_matrices &&
        (s->summary || s->show_why || !(s->model->flags & ENT_MODEL_MATRICES)))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--matrices needs a model that gives some, such as "
                        "eum, and neither --why nor --summary");
    return ENT_OK;
}

static ent_err set_up(play *s) {
    ent_cli *cli = s->cli;
    const char *name = cli_text(cli, "model");
    ent_str path = ent_i_str(cli->argv[0]), bytes;
    s->summary = cli_has(cli, "summary");
    s->show_chance = cli_has(cli, "chance");
    s->show_why = cli_has(cli, "why");
    s->show_settlement = cli_has(cli, "settlement");
    ENT_TRY(cli_uint(cli, "seed", 0, UINT64_MAX, &s->seed));
    ENT_TRY(cli_model(cli, name ? name : "mean", &s->model));
    s->show_matrices =
        cli_has(cli, "matrices") || s->model->flags & ENT_MODEL_TABLE;
    s->rounds = s->model->flags & ENT_MODEL_STOPS   ? UNTIL_STOPPED
                : s->model->flags & ENT_MODEL_MOVES ? USUAL_ROUNDS
                                                    : 1;
    ENT_TRY(cli_uint(cli, "rounds", 1, MOST_ROUNDS, &s->rounds));
    s->param = ENT_NEW(cli->ctx.keep, s->model->n_params + 1, double);
    if (!s->param)
        return ENT_NOMEM_FAIL(&cli->ctx);
    ent_i_model_defaults(s->model, s->param);
    ENT_TRY(check_asked(s));
    ENT_TRY(
        ent_i_file_read(&cli->ctx, cli->ctx.keep, path, MOST_BYTES, &bytes));
    ENT_TRY(ent_table_read(&cli->ctx, path, bytes, &s->t));
    if (s->t.bare && !(s->model->flags & ENT_MODEL_WEIGHTS))
        return ENT_FAIL_AT(&cli->ctx, ENT_SYNTAX,
                           ((ent_place){.file = path, .line = 1}),
                           "model '%s' needs the columns position and salience",
                           s->model->name);
    ENT_TRY(pick_issue(s));
    ENT_TRY(pick_status_quo(s));
    ENT_TRY(name_actors(s));
    ENT_TRY(read_matrix(s));
    ENT_TRY(settings(s));
    take_raw(s);
    if (s->model->flags & ENT_MODEL_TABLE) {
        s->n_games = s->model->flags & ENT_MODEL_ISSUES ? 1 : s->t.n_issues;
        return ENT_OK;
    }
    ENT_TRY(set_games(s));
    return make_room(s);
}

/* Closes the JSON and writes all. */
static ent_err finish(play *s) {
    if (s->why.lost)
        cli_note(s->cli, "%zu reasons are left out: a round has room for %zu",
                 s->why.lost, s->why.max);
    if (s->cli->json && s->show_why)
        ent_i_buf_printf(&s->out, "\n],\"reasons\":[\n");
    if (s->cli->json)
        ent_i_buf_put(&s->out, s->reasons.s ? s->reasons.s : "", s->reasons.n);
    if (s->cli->json)
        ent_i_buf_printf(&s->out, "\n]}\n");
    if (s->out.bad || s->reasons.bad)
        return ENT_NOMEM_FAIL(&s->cli->ctx);
    return ent_i_write(&s->cli->ctx, s->cli->out,
                       (ent_str){s->out.s, s->out.n});
}

/* What the model gives beside settlements, of the table as it is. */
static ent_err list_matrices(play *s) {
    bool json = s->cli->json;
    size_t n = issues_of(s), n_matrices;
    ent_buf *b = json ? &s->reasons : &s->out;
    if (json)
        head(s);
    cli_matrices_head(b, json);
    for (size_t k = 0; k < s->n_games; k++) {
        const ent_matrix *m;
        ent_game g = game_of(s, k * n, n);
        if (s->n_games > 1 && s->issue != ENT_NONE && k != s->issue)
            continue;
        ENT_TRY(s->model->matrices(&s->cli->ctx, &g, s->t.actor,
                                   s->t.issue + k * n, s->param, &m,
                                   &n_matrices));
        cli_matrices_put(b, json, n > 1 ? (ent_str){0} : s->t.issue[k], m,
                         n_matrices);
    }
    return finish(s);
}

static ent_err play_all(play *s) {
    bool left = true, table = s->show_why && !s->cli->json;
    s->told = (cli_reasons){.t = &s->t,
                            .out = s->cli->json ? &s->reasons : &s->out,
                            .json = s->cli->json,
                            .issue = s->issue};
    if (table)
        cli_reasons_head(&s->told);
    else
        head(s);
    ENT_TRY(table ? ENT_OK : rows(s, 0));
    for (uint64_t round = 1; left && round <= s->rounds; round++) {
        ENT_TRY(one_round(s, &left));
        ENT_TRY(table ? ENT_OK : rows(s, round));
    }
    return finish(s);
}

static ent_err run(ent_cli *cli) {
    play s = {.cli = cli, .first = true};
    ENT_TRY(set_up(&s));
    ent_err e = s.show_matrices ? list_matrices(&s) : play_all(&s);
    ent_i_buf_free(&s.out);
    ent_i_buf_free(&s.reasons);
    return e;
}

const ent_verb ent_verb_solve = {
    .name = "solve",
    .group = CLI_MODELS,
    .args = "TABLE|-",
    .summary = "run one model on a plain table of positions",
    .least = 1,
    .most = 1,
    .run = run,
    .opt = OPTIONS(
        {"model", 'm', "NAME", "the model; mean when not given"},
        {"set", 0, "KEY=VALUE", "a setting of the model; repeatable"},
        {"compat", 0, "NAME",
         "as the program NAME has it, mistakes and all: ktab in smp, decide in "
         "exchange; short for --set compat=NAME"},
        {"rounds", 'r', "N",
         "rounds to play; when not given 1, where actors move 10, in smp until "
         "it stops by itself"},
        {"issue", 'i', "NAME", "only this issue"},
        {"status-quo", 0, "NUMBER", "what holds without agreement"},
        {"matrix", 0, "FILE",
         "numbers for pairs of actors: a square CSV with their names in the "
         "head and the first column"},
        {"summary", 0, NULL, "weighted mean and median instead of actors"},
        {"settlement", 0, NULL, "the model's own forecast instead of actors"},
        {"chance", 0, NULL, "the chance that each actor's position wins"},
        {"why", 0, NULL, "who moved and why, and the offers not taken"},
        {"matrices", 0, NULL,
         "what the model has on every pair, before the first round"},
        {"seed", 's', "N", "of models that draw at random; 0 when not given"}),
    .example = EXAMPLES(
        "entente solve table.csv # weighted mean",
        "entente solve table.csv -m median --set side=low # another model",
        "entente solve table.csv -m pce --chance # who wins how likely",
        "entente solve table.xml -m smp --why # turn by turn, who moved whom"),
    .detail =
        "TABLE is a CSV file with the columns actor, capability, position and "
        "salience, and perhaps issue and quota; or an input of KTAB (CSV, XML) "
        "or "
        "DECIDE. Saliences above 1 are percentages. The output begins with "
        "round 0, the table itself; a model of a settlement puts every actor "
        "there; where actors move they go on from where they stand, until the "
        "rounds are played or the model's own rule stops them. "
        "The chance in a row is that of the position in that row; a model of "
        "a settlement gives that of the position before the round. --why "
        "prints a table instead of positions, with --json both: expected "
        "gains are in the model's own units, chance is that the one in `by` "
        "prevails. KTAB's XML brings settings, seed and accommodation for "
        "smp; --set and --seed come after them."};
