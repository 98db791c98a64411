/* lexicon.c - builds the trie of all dictionaries, and walks it.
 *
 * Words are numbered by a hash table; an edge of the trie is one slot of a
 * second table under (node, word), so a step costs one probe however many
 * words may follow. Rows are gathered first and all their forms cut in one
 * go by the tokenizer of the texts. Read-only once built. */
#include "read/cues.h"
#include "read/dictionary.h"
#include "read/rerank.h"

#define MAX_CODE 96
#define MAX_FORM 128 /* bytes of a folded token; longer ones match nothing */

typedef struct word_slot {
    ent_str text;
    uint32_t id; /* 0: empty */
} word_slot;

/* What has a name of its own: a role noun, a person's entity, a state's
 * terms; the kinds are kept apart by the first byte of the key. */
typedef struct name_slot {
    uint64_t key; /* 0: empty */
    uint32_t row; /* 1 + row */
} name_slot;

typedef struct edge_slot {
    uint64_t key; /* node << 32 | word; 0: empty */
    uint32_t node;
} edge_slot;

struct ent_lexicon {
    ent_arena *arena; /* owns all below, this struct too */
    word_slot *word;
    edge_slot *edge;
    name_slot *name;
    size_t word_mask, edge_mask, name_mask;
    uint32_t n_words, n_nodes;
    uint32_t *first; /* [n_nodes + 1] first entry of each node */
    ent_vec entry, person, term, role;
    ent_frames *frames;
    ent_rerank *rerank;
    const ent_cues *cues;
};

/* ---- tables of words and edges */

/* Typographic apostrophes and hyphens become plain ones. */
static ent_str fold(ent_str s, char out[MAX_FORM]) {
    size_t n = 0;
    if (!s.n || !memchr(s.s, 0xE2, s.n) || s.n > MAX_FORM)
        return s;
    for (size_t i = 0; i < s.n; i++) {
        const unsigned char *p = (const unsigned char *)s.s + i;
        bool wide = i + 2 < s.n && p[0] == 0xE2 && p[1] == 0x80;
        if (wide && (p[2] == 0x98 || p[2] == 0x99))
            out[n++] = '\'', i += 2;
        else if (wide && p[2] >= 0x90 && p[2] <= 0x93)
            out[n++] = '-', i += 2;
        else
            out[n++] = s.s[i];
    }
    return (ent_str){out, n};
}

static word_slot *word_at(const ent_lexicon *lex, ent_str s) {
    size_t i = ent_i_hash(s) & lex->word_mask;
    while (lex->word[i].id && !ent_i_eq(lex->word[i].text, s))
        i = (i + 1) & lex->word_mask;
    return &lex->word[i];
}

static edge_slot *edge_at(const ent_lexicon *lex, uint64_t key) {
    size_t i = (key * 0x9E3779B97F4A7C15u >> 32) & lex->edge_mask;
    while (lex->edge[i].key && lex->edge[i].key != key)
        i = (i + 1) & lex->edge_mask;
    return &lex->edge[i];
}

uint32_t ent_i_lex_word(const ent_lexicon *lex, ent_str token) {
    char out[MAX_FORM];
    return word_at(lex, fold(token, out))->id;
}

uint32_t ent_i_lex_step(const ent_lexicon *lex, uint32_t node, uint32_t word) {
    return word ? edge_at(lex, (uint64_t)node << 32 | word)->node : 0;
}

uint32_t ent_i_lex_first(const ent_lexicon *lex, uint32_t node) {
    return lex->first[node];
}

const ent_lex_entry *ent_i_lex_entry(const ent_lexicon *lex, uint32_t row) {
    return (const ent_lex_entry *)lex->entry.at + row;
}

const ent_lex_person *ent_i_lex_person(const ent_lexicon *lex, uint32_t row) {
    return (const ent_lex_person *)lex->person.at + row;
}

const ent_lex_term *ent_i_lex_terms(const ent_lexicon *lex,
                                    const ent_lex_person *p) {
    return (const ent_lex_term *)lex->term.at + p->first_term;
}

size_t ent_i_lex_n_persons(const ent_lexicon *lex) {
    return lex->person.n;
}

/* ---- persons, states and roles by name */

typedef enum name_kind { NAME_ROLE = 1, NAME_ENTITY, NAME_STATE } name_kind;

/* Of 64 bits no two of some thousand names are equal by accident. */
static name_slot *name_at(const ent_lexicon *lex, name_kind kind, ent_str s) {
    uint64_t key = (ent_i_hash(s) ^ (uint64_t)kind << 60) | 1;
    size_t i = (key >> 8) & lex->name_mask;
    while (lex->name[i].key && lex->name[i].key != key)
        i = (i + 1) & lex->name_mask;
    return &lex->name[i];
}

/* Called from the last row to the first, so that of two the first is kept. */
static void set_name(ent_lexicon *lex, name_kind kind, ent_str s,
                     uint32_t row) {
    name_slot *slot = name_at(lex, kind, s);
    slot->key = (ent_i_hash(s) ^ (uint64_t)kind << 60) | 1;
    slot->row = row + 1;
}

const ent_lex_person *ent_i_lex_entity(const ent_lexicon *lex, ent_str entity) {
    uint32_t row = name_at(lex, NAME_ENTITY, entity)->row;
    return row ? ent_i_lex_person(lex, row - 1) : NULL;
}

const ent_lex_role *ent_i_lex_role(const ent_lexicon *lex, ent_str lemma) {
    uint32_t row = name_at(lex, NAME_ROLE, lemma)->row;
    return row ? (const ent_lex_role *)lex->role.at + row - 1 : NULL;
}

uint32_t ent_i_lex_terms_of(const ent_lexicon *lex, ent_str state) {
    return name_at(lex, NAME_STATE, state)->row;
}

const ent_lex_term *ent_i_lex_term(const ent_lexicon *lex, uint32_t row) {
    return (const ent_lex_term *)lex->term.at + row;
}

static bool index_names(ent_lexicon *lex) {
    const ent_lex_role *r = lex->role.at;
    const ent_lex_person *p = lex->person.at;
    ent_lex_term *t = lex->term.at;
    size_t size = 1024;
    while (size < 2 * (lex->role.n + lex->person.n + lex->term.n))
        size *= 2;
    lex->name_mask = size - 1;
    lex->name = ENT_NEW(lex->arena, size, name_slot);
    if (!lex->name)
        return false;
    for (uint32_t i = (uint32_t)lex->role.n; i-- > 0;)
        set_name(lex, NAME_ROLE, r[i].name, i);
    for (uint32_t i = (uint32_t)lex->person.n; i-- > 0;)
        set_name(lex, NAME_ENTITY, p[i].entity, i);
    for (uint32_t i = (uint32_t)lex->term.n; i-- > 0;) {
        ent_str state = {t[i].code.s, 3};
        t[i].next = ent_i_lex_terms_of(lex, state);
        set_name(lex, NAME_STATE, state, i);
    }
    return true;
}

/* ---- rows of the dictionaries */

typedef struct form {
    ent_str text;
    uint32_t entry;
} form;

typedef struct builder {
    ent_ctx *ctx;
    ent_lexicon *lex;
    ent_vec form; /* in ctx->temp */
    ent_dict t;
} builder;

static ent_err row_fail(builder *b, const char *why, ent_str what) {
    return ent_i_dict_fail(b->ctx, &b->t, why, what);
}

static ent_str cell(const ent_dict *t, const char *name) {
    return ent_i_dict_cell(t, name);
}

/* A state, or a state and a sector: RUS, RUSGOVMFA; lists by '|' or '+'. */
static bool is_code(ent_str code) {
    size_t run = 0;
    for (size_t i = 0; i < code.n; i++) {
        char ch = code.s[i];
        bool letter = ch >= 'A' && ch <= 'Z';
        if (ch == '|' || ch == '+') {
            if (run < 3)
                return false;
            run = 0;
        } else if (letter || (run >= 3 && ch >= '0' && ch <= '9')) {
            run++;
        } else {
            return false;
        }
    }
    return run >= 3 && code.n <= MAX_CODE;
}

/* What every row needs: a name, and a code where the column is there. */
static ent_err check_row(builder *b) {
    const ent_dict *t = &b->t;
    ent_str code = cell(t, "code"), entity = cell(t, "entity");
    if (!cell(t, "name").n)
        return row_fail(b, "a row without a name", t->row);
    if (ent_i_dict_has(t, "code") && !is_code(code))
        return row_fail(b, "no code such as RUS or RUSGOVMFA", code);
    if (ent_i_dict_has(t, "entity") && !entity.n)
        return row_fail(b, "a row without an entity", t->row);
    return ENT_OK;
}

static ent_str rule_of(builder *b) {
    return ent_i_printf(b->lex->arena, "%.*s:%u", ENT_P(b->t.file), b->t.line);
}

/* One form of an entry, to be cut into words later. */
static ent_err add(builder *b, ent_str text, ent_lex_entry e) {
    ent_lex_entry *to = ENT_PUSH(b->lex->arena, &b->lex->entry, ent_lex_entry);
    form *f = ENT_PUSH(b->ctx->temp, &b->form, form);
    if (!to || !f)
        return ENT_NOMEM_FAIL(b->ctx);
    e.rule = rule_of(b);
    if (!e.rule.s)
        return ENT_NOMEM_FAIL(b->ctx);
    *to = e;
    *f = (form){text, (uint32_t)b->lex->entry.n - 1};
    return ENT_OK;
}

static ent_err add_list(builder *b, ent_str list, ent_lex_entry e) {
    while (list.n)
        ENT_TRY(add(b, ent_i_cut(&list, '|'), e));
    return ENT_OK;
}

/* A+B, a word for several states, is written A|B in mentions. */
static ent_str state_code(builder *b, ent_str code) {
    char *copy = (char *)(uintptr_t)ent_i_dup(b->lex->arena, code).s;
    for (size_t i = 0; copy && i < code.n; i++)
        if (copy[i] == '+')
            copy[i] = '|';
    return (ent_str){copy, copy ? code.n : 0};
}

static ent_err add_seats(builder *b, ent_str list, ent_str state) {
    while (list.n) {
        ent_str seat = ent_i_cut(&list, '|');
        ent_str name = ent_i_cut(&seat, '=');
        if (!seat.n)
            seat = ent_i_printf(b->lex->arena, "%.*sGOV", ENT_P(state));
        if (!seat.s)
            return ENT_NOMEM_FAIL(b->ctx);
        ENT_TRY(add(b, name,
                    (ent_lex_entry){
                        .kind = ENT_LEX_SEAT, .code = seat, .entity = seat}));
    }
    return ENT_OK;
}

static ent_err add_country(builder *b) {
    const ent_dict *t = &b->t;
    ent_str kind = cell(t, "kind"), code = state_code(b, cell(t, "code"));
    bool region = ent_i_eqz(kind, "region");
    ent_lex_entry e = {.code = code, .entity = code};
    if (!code.s)
        return ENT_NOMEM_FAIL(b->ctx);
    if (ent_i_eqz(kind, "unspecified"))
        return ENT_OK;
    e.kind = region ? ENT_LEX_REGION : ENT_LEX_STATE;
    ENT_TRY(add(b, cell(t, "name"), e));
    ENT_TRY(add_list(b, cell(t, "aliases"), e));
    e.kind = region ? ENT_LEX_REGION : ENT_LEX_ADJECTIVE;
    ENT_TRY(add_list(b, cell(t, "adjectives"), e));
    e.kind = region ? ENT_LEX_REGION : ENT_LEX_PEOPLE;
    ENT_TRY(add_list(b, cell(t, "people"), e));
    e.kind = ent_i_eqz(kind, "territory") ? ENT_LEX_PLACE : ENT_LEX_CAPITAL;
    ENT_TRY(add_list(b, cell(t, "capital"), e));
    return add_seats(b, cell(t, "seats"), code);
}

static ent_err add_place(builder *b) {
    ent_str code = cell(&b->t, "code");
    return add(
        b, cell(&b->t, "name"),
        (ent_lex_entry){.kind = ENT_LEX_PLACE, .code = code, .entity = code});
}

static ent_err add_organisation(builder *b) {
    ent_str code = cell(&b->t, "code");
    ent_lex_entry e = {
        .kind = ENT_LEX_ORG, .code = code, .entity = cell(&b->t, "entity")};
    ENT_TRY(add(b, cell(&b->t, "name"), e));
    return add_list(b, cell(&b->t, "aliases"), e);
}

static ent_err add_medium(builder *b) {
    ent_str code =
        ent_i_printf(b->lex->arena, "%.*sMED", ENT_P(cell(&b->t, "code")));
    if (!code.s)
        return ENT_NOMEM_FAIL(b->ctx);
    if (!ent_i_eqz(cell(&b->t, "scope"), "text"))
        return ENT_OK;
    return add(
        b, cell(&b->t, "name"),
        (ent_lex_entry){.kind = ENT_LEX_MEDIUM, .code = code, .entity = code});
}

static ent_err add_title(builder *b) {
    ent_str kind = cell(&b->t, "kind");
    ent_lex_entry e = {.code = cell(&b->t, "suffix")};
    e.kind = ent_i_eqz(kind, "title") ? ENT_LEX_TITLE : ENT_LEX_INSTITUTION;
    return add(b, cell(&b->t, "name"), e);
}

static ent_err add_role(builder *b) {
    static const char *const being[] = {"person", "people", "body", "force",
                                        "state"};
    const ent_dict *t = &b->t;
    ent_lex_role r = {.name = cell(t, "name"),
                      .suffix = cell(t, "suffix"),
                      .owned = ent_i_eqz(cell(t, "use"), "owned"),
                      .rule = rule_of(b)};
    ent_str gender = cell(t, "gender"), what = cell(t, "being");
    size_t i = 0;
    while (i < 5 && !ent_i_eqz(what, being[i]))
        i++;
    if (i == 5)
        return row_fail(b, "not a being", what);
    r.being = (ent_lex_being)i;
    r.gender = gender.n ? gender.s[0] : 0;
    ent_lex_role *to = ENT_PUSH(b->lex->arena, &b->lex->role, ent_lex_role);
    if (!to || !r.rule.s)
        return ENT_NOMEM_FAIL(b->ctx);
    *to = r;
    if (r.being == ENT_BEING_STATE)
        return ENT_OK;
    return add(b, r.name,
               (ent_lex_entry){.kind = ENT_LEX_ROLE, .code = r.suffix});
}

/* ---- persons: one row per term, rows of one person side by side */

static ent_err add_person(builder *b, ent_lex_person *p) {
    const ent_dict *t = &b->t;
    ent_lex_entry e = {.kind = ENT_LEX_PERSON,
                       .entity = p->entity,
                       .person = (uint32_t)b->lex->person.n - 1};
    ent_str list = cell(t, "surname");
    ENT_TRY(add(b, p->name, e));
    ENT_TRY(add_list(b, cell(t, "aliases"), e));
    e.kind = ENT_LEX_SURNAME;
    while (list.n) {
        ent_str s = ent_i_cut(&list, '|');
        e.weak = s.n && s.s[0] == '~';
        if (e.weak)
            s = (ent_str){s.s + 1, s.n - 1};
        ENT_TRY(add(b, s, e));
    }
    return ENT_OK;
}

static ent_err add_term(builder *b) {
    ent_lexicon *lex = b->lex;
    ent_str name = cell(&b->t, "name"), from = cell(&b->t, "from"),
            to = cell(&b->t, "to");
    ent_lex_person *p = lex->person.at;
    p = lex->person.n ? p + lex->person.n - 1 : NULL;
    if (!p || !ent_i_eq(p->name, name)) {
        p = ENT_PUSH(lex->arena, &lex->person, ent_lex_person);
        if (!p)
            return ENT_NOMEM_FAIL(b->ctx);
        ent_str gender = cell(&b->t, "gender");
        *p = (ent_lex_person){.entity = cell(&b->t, "entity"),
                              .name = name,
                              .first_term = (uint32_t)lex->term.n,
                              .gender = gender.n ? gender.s[0] : 0};
        ENT_TRY(add_person(b, p));
    }
    int32_t d[4] = {INT32_MIN, 0, 0, INT32_MAX};
    if (from.n && !ent_i_iso_read(from, &d[0], &d[1]))
        return row_fail(b, "no date", from);
    if (to.n && !ent_i_iso_read(to, &d[2], &d[3]))
        return row_fail(b, "no date", to);
    ent_lex_term *t = ENT_PUSH(lex->arena, &lex->term, ent_lex_term);
    if (!t)
        return ENT_NOMEM_FAIL(b->ctx);
    *t = (ent_lex_term){.code = cell(&b->t, "code"),
                        .rule = rule_of(b),
                        .office = cell(&b->t, "office"),
                        .from = d[0],
                        .to = d[3],
                        .person = (uint32_t)lex->person.n - 1};
    p->n_terms++;
    return t->rule.s ? ENT_OK : ENT_NOMEM_FAIL(b->ctx);
}

typedef struct shape {
    const char *path;      /* the library's own */
    const char *column[2]; /* by which a header is known */
    ent_err (*add)(builder *b);
} shape;

static const shape shapes[] = {
    {"data/countries.tsv", {"iso2", "capital"}, add_country},
    {"data/leaders.tsv", {"surname", "office"}, add_term},
    {"data/roles.tsv", {"suffix", "being"}, add_role},
    {"data/titles.tsv", {"suffix", "kind"}, add_title},
    {"data/media.tsv", {"code", "scope"}, add_medium},
    {"data/organisations.tsv", {"code", "entity"}, add_organisation},
    {"data/places.tsv", {"code", "name"}, add_place},
};
enum { N_SHAPES = sizeof shapes / sizeof *shapes };

static ent_err gather_file(builder *b, ent_str path, ent_str bytes,
                           const shape *as) {
    bool more = true;
    ENT_TRY(ent_i_dict_open(b->ctx, path, bytes, &b->t));
    for (const shape *s = shapes; !as && s < shapes + N_SHAPES; s++)
        if (ent_i_dict_has(&b->t, s->column[0]) &&
            ent_i_dict_has(&b->t, s->column[1]) &&
            ent_i_dict_has(&b->t, "name"))
            as = s;
    if (!as)
        return row_fail(b, "these columns are of no dictionary", b->t.row);
    for (;;) {
        ENT_TRY(ent_i_dict_next(b->ctx, &b->t, &more));
        if (!more)
            return ENT_OK;
        ENT_TRY(check_row(b));
        ENT_TRY(as->add(b));
    }
}

/* The user's first: of two readings of a form the first is taken. */
static ent_err gather(builder *b, const ent_dictionary *own, size_t n) {
    ent_arena *arena = b->lex->arena;
    for (size_t i = 0; i < n; i++) {
        ent_str path = ent_i_dup(arena, own[i].path);
        ent_str bytes = ent_i_dup(arena, own[i].bytes);
        if (!path.s || !bytes.s)
            return ENT_NOMEM_FAIL(b->ctx);
        ENT_TRY(gather_file(b, path, bytes, NULL));
    }
    for (size_t i = 0; i < N_SHAPES; i++) {
        ent_str path = ent_i_str(shapes[i].path);
        ENT_TRY(gather_file(b, path, ent_i_asset(ent_i_data, shapes[i].path),
                            &shapes[i]));
    }
    return ENT_OK;
}

/* ---- from forms to the trie */

/* All forms as one text, a form a sentence. */
static ent_err cut_forms(builder *b, ent_doc *doc, ent_tokens *toks) {
    const form *f = b->form.at;
    size_t n = b->form.n, bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += f[i].text.n + 1;
    char *text = ENT_NEW(b->ctx->temp, bytes + 1, char);
    ent_sentence *sent = ENT_NEW(b->ctx->temp, n + 1, ent_sentence);
    if (!text || !sent)
        return ENT_NOMEM_FAIL(b->ctx);
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (f[i].text.n)
            memcpy(text + at, f[i].text.s, f[i].text.n);
        sent[i].in.at = (ent_span){at, at + (uint32_t)f[i].text.n};
        at = sent[i].in.at.end + 1;
        text[at - 1] = '\n';
    }
    *doc = (ent_doc){.text = {text, bytes}, .n_sents = n, .sent = sent};
    return ent_i_read_tokens(b->ctx, doc, toks);
}

static ent_err new_tables(builder *b, size_t n_tokens) {
    ent_lexicon *lex = b->lex;
    size_t size = 1;
    while (size < 2 * n_tokens + 2)
        size *= 2;
    lex->word_mask = lex->edge_mask = size - 1;
    lex->word = ENT_NEW(lex->arena, size, word_slot);
    lex->edge = ENT_NEW(lex->arena, size, edge_slot);
    lex->first = ENT_NEW(lex->arena, n_tokens + 2, uint32_t);
    lex->n_nodes = ENT_LEX_ROOT;
    return lex->word && lex->edge && lex->first ? ENT_OK
                                                : ENT_NOMEM_FAIL(b->ctx);
}

static ent_err number_word(builder *b, ent_str token, uint32_t *id) {
    char out[MAX_FORM];
    ent_str s = fold(token, out);
    word_slot *w = word_at(b->lex, s);
    if (!w->id) {
        w->text = ent_i_dup(b->lex->arena, s);
        if (!w->text.s)
            return ENT_NOMEM_FAIL(b->ctx);
        w->id = ++b->lex->n_words;
    }
    *id = w->id;
    return ENT_OK;
}

static ent_err insert(builder *b, const ent_doc *doc, const ent_tokens *toks,
                      size_t i) {
    ent_lexicon *lex = b->lex;
    uint32_t node = ENT_LEX_ROOT, word = 0;
    for (uint32_t k = toks->first[i]; k < toks->first[i + 1]; k++) {
        ENT_TRY(number_word(b, ent_i_token_text(doc, &toks->tok[k]), &word));
        edge_slot *e = edge_at(lex, (uint64_t)node << 32 | word);
        if (!e->key)
            *e = (edge_slot){(uint64_t)node << 32 | word, ++lex->n_nodes};
        node = e->node;
    }
    if (node == ENT_LEX_ROOT)
        return ENT_OK;
    uint32_t row = ((const form *)b->form.at)[i].entry;
    ((ent_lex_entry *)lex->entry.at)[row].next = lex->first[node];
    lex->first[node] = row;
    return ENT_OK;
}

static ent_err build(builder *b, const ent_dictionary *own, size_t n) {
    ent_doc doc;
    ent_tokens toks;
    if (!ENT_PUSH(b->lex->arena, &b->lex->entry, ent_lex_entry))
        return ENT_NOMEM_FAIL(b->ctx); /* entry 0: none */
    ENT_TRY(gather(b, own, n));
    if (!index_names(b->lex))
        return ENT_NOMEM_FAIL(b->ctx);
    ENT_TRY(cut_forms(b, &doc, &toks));
    ENT_TRY(new_tables(b, toks.n));
    /* Lists grow at the head: the last row in comes first. Going backwards
     * keeps the order of the files. */
    for (size_t i = b->form.n; i-- > 0;)
        ENT_TRY(insert(b, &doc, &toks, i));
    return ENT_OK;
}

ent_err ent_lexicon_new(ent_ctx *ctx, ent_lexicon **out) {
    return ent_lexicon_open(ctx, NULL, 0, out);
}

static ent_err read_rerank(ent_ctx *ctx, ent_lexicon *lex) {
    static const char path[] = "data/weights/events.weights";
    ent_str bytes = ent_i_asset(ent_i_data, path);
    if (!bytes.n)
        return ENT_OK;
    return ent_i_rerank_read(ctx, lex->arena, ent_i_str(path), bytes,
                             &lex->rerank);
}

ent_err ent_lexicon_open(ent_ctx *ctx, const ent_dictionary *own, size_t n,
                         ent_lexicon **out) {
    *out = NULL;
    ent_arena *arena = ent_arena_new((size_t)64 << 20);
    ent_lexicon *lex = arena ? ENT_NEW(arena, 1, ent_lexicon) : NULL;
    if (!lex) {
        ent_arena_free(arena);
        return ENT_NOMEM_FAIL(ctx);
    }
    lex->arena = arena;
    builder b = {.ctx = ctx, .lex = lex};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err err = build(&b, own, n);
    if (!err)
        err = ent_i_frames_new(ctx, arena, NULL, &lex->frames);
    if (!err)
        err = read_rerank(ctx, lex);
    if (!err)
        err = ent_i_cues_new(
            ctx, arena, ent_i_asset(ent_i_data, "data/cues.tsv"),
            ent_i_asset(ent_i_data, "data/attitude.tsv"), &lex->cues);
    ent_i_arena_release(ctx->temp, mark);
    if (err) {
        ent_arena_free(arena);
        return err;
    }
    *out = lex;
    return ENT_OK;
}

const ent_rerank *ent_i_lex_rerank(const ent_lexicon *lex) {
    return lex->rerank;
}

const ent_frames *ent_i_lex_frames(const ent_lexicon *lex) {
    return lex->frames;
}

const ent_cues *ent_i_lex_cues(const ent_lexicon *lex) {
    return lex->cues;
}

void ent_lexicon_free(ent_lexicon *lex) {
    if (lex)
        ent_arena_free(lex->arena);
}
