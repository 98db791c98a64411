/* labelled.c - reads labelled sentences line by line. */
#include "read/labelled.h"

enum { MAX_FILE = 64 << 20 };

typedef struct reader {
    ent_ctx *ctx;
    ent_labels *out;
    ent_str file;
    uint32_t line;
    bool open;  /* a sentence is under way */
    bool said;  /* the line before was SAY */
    bool bears; /* the sentence has a line of its own */
} reader;

static ent_err wrong(reader *r, const char *why, ent_str what) {
    return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, (ent_place){r->file, r->line, 0},
                       "%s: \"%.*s\"; see docs/formats/labelled.md", why,
                       (int)(what.n > 200 ? 200 : what.n),
                       what.s ? what.s : "");
}

static ent_label_sentence *sentence(const reader *r) {
    ent_vec *v = &r->out->sentence;
    return (ent_label_sentence *)v->at + v->n - 1;
}

/* ---- pieces of a line */

static ent_str next_word(ent_str *rest) {
    *rest = ent_i_trim(*rest);
    return ent_i_cut(rest, ' ');
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
}

/* Where `what` stands in the sentence, as a whole word if it can. */
static bool locate(ent_str text, ent_str what, ent_span *out) {
    bool found = false;
    for (size_t i = 0; what.n && i + what.n <= text.n; i++) {
        if (memcmp(text.s + i, what.s, what.n) != 0)
            continue;
        ent_span at = {(uint32_t)i, (uint32_t)(i + what.n)};
        if (!found)
            *out = at;
        found = true;
        bool left = !i || !is_letter(text.s[i - 1]);
        if (left && (at.end == text.n || !is_letter(text.s[at.end]))) {
            *out = at;
            return true;
        }
    }
    return found;
}

/* Actors: codes joined by '|', or "-". */
static bool read_actor(ent_str s, ent_str *out) {
    *out = (ent_str){0};
    if (ent_i_eqz(s, "-"))
        return true;
    for (ent_str rest = s; rest.n;) {
        ent_str code = ent_i_cut(&rest, '|');
        if (code.n < 3)
            return false;
        for (size_t i = 0; i < code.n; i++)
            if (!((code.s[i] >= 'A' && code.s[i] <= 'Z') ||
                  (code.s[i] >= '0' && code.s[i] <= '9')))
                return false;
    }
    *out = s;
    return s.n > 0;
}

/* "source > target"; what follows stays in *rest. */
static ent_err read_roles(reader *r, ent_str *rest, ent_str *from,
                          ent_str *to) {
    ent_str a = next_word(rest), arrow = next_word(rest), b = next_word(rest);
    if (!ent_i_eqz(arrow, ">"))
        return wrong(r, "\"source > target\" is wanted", a);
    if (!read_actor(a, from))
        return wrong(r, "no code and no -", a);
    if (!read_actor(b, to))
        return wrong(r, "no code and no -", b);
    return ENT_OK;
}

/* "@word", or "@several words@" where a trigger has several. */
static ent_err read_trigger(reader *r, ent_str *rest, ent_span *out) {
    *rest = ent_i_trim(*rest);
    if (!rest->n || rest->s[0] != '@')
        return wrong(r, "a trigger \"@word\" is wanted", *rest);
    ent_str after = {rest->s + 1, rest->n - 1};
    ent_str several = after, what = ent_i_cut(&several, '@');
    bool closed =
        what.n && what.n < after.n && (!several.n || several.s[0] == ' ');
    if (!closed || memchr(what.s, '"', what.n))
        what = ent_i_cut(&after, ' ');
    else
        after = several;
    if (!locate(sentence(r)->text, what, out))
        return wrong(r, "it does not stand in the sentence", what);
    *rest = after;
    return ENT_OK;
}

/* ---- the kinds of lines */

static ent_err read_alternative(reader *r, ent_str *rest, ent_label_event *e) {
    ent_str name = next_word(rest);
    ent_plover c = ent_i_plover(name);
    if (!c)
        return wrong(r, "no category behind \"or\"", name);
    for (int i = 0; i < ENT_LABEL_MAX_OR; i++)
        if (!e->also[i]) {
            e->also[i] = c;
            return ENT_OK;
        }
    return wrong(r, "too many categories behind \"or\"", name);
}

static ent_err read_event_flags(reader *r, ent_str rest, ent_label_event *e) {
    static const char *const kind[] = {"hypothetical", "future", "alleged"};
    e->factuality = ENT_STR("factual");
    for (ent_str w = next_word(&rest); w.n; w = next_word(&rest)) {
        bool known = true;
        if (ent_i_eqz(w, "neg"))
            e->negated = true;
        else if (ent_i_eqz(w, "hedged"))
            e->hedged = true;
        else if (ent_i_eqz(w, "reciprocal"))
            e->reciprocal = true;
        else if (ent_i_eqz(w, "ref"))
            e->ref = true;
        else if (ent_i_eqz(w, "or"))
            ENT_TRY(read_alternative(r, &rest, e));
        else
            known = false;
        for (size_t i = 0; i < sizeof kind / sizeof *kind && !known; i++)
            if (ent_i_eqz(w, kind[i]))
                e->factuality = ent_i_str(kind[i]), known = true;
        if (!known)
            return wrong(r, "no flag of an event", w);
    }
    return ENT_OK;
}

static ent_err read_event(reader *r, ent_plover category, ent_str rest) {
    ent_label_event *e =
        ENT_PUSH(r->ctx->keep, &r->out->event, ent_label_event);
    if (!e)
        return ENT_NOMEM_FAIL(r->ctx);
    e->line = r->line;
    e->category = category;
    ENT_TRY(read_roles(r, &rest, &e->source, &e->target));
    ENT_TRY(read_trigger(r, &rest, &e->trigger));
    sentence(r)->n_events++;
    return read_event_flags(r, rest, e);
}

/* "content" to the last quotation mark of the line. */
static ent_err read_content(reader *r, ent_str rest, ent_span *out) {
    if (rest.n < 3 || rest.s[rest.n - 1] != '"')
        return wrong(r, "content is written \"content\"", rest);
    ent_str what = {rest.s + 1, rest.n - 2};
    if (!locate(sentence(r)->text, what, out))
        return wrong(r, "it does not stand in the sentence", what);
    return ENT_OK;
}

static ent_err read_statement(reader *r, ent_str rest) {
    ent_label_statement *s =
        ENT_PUSH(r->ctx->keep, &r->out->statement, ent_label_statement);
    if (!s)
        return ENT_NOMEM_FAIL(r->ctx);
    s->line = r->line;
    ENT_TRY(read_roles(r, &rest, &s->speaker, &s->addressee));
    ENT_TRY(read_trigger(r, &rest, &s->cue));
    s->mode = next_word(&rest);
    if (!ent_i_eqz(s->mode, "direct") && !ent_i_eqz(s->mode, "mixed") &&
        !ent_i_eqz(s->mode, "indirect") && !ent_i_eqz(s->mode, "belief"))
        return wrong(r, "no mode of a statement", s->mode);
    for (rest = ent_i_trim(rest); rest.n && rest.s[0] != '"';
         rest = ent_i_trim(rest)) {
        ent_str w = next_word(&rest);
        if (ent_i_eqz(w, "neg"))
            s->negated = true;
        else if (ent_i_eqz(w, "hedged"))
            s->hedged = true;
        else
            return wrong(r, "no flag of a statement", w);
    }
    r->said = true;
    sentence(r)->n_statements++;
    return rest.n ? read_content(r, rest, &s->content) : ENT_OK;
}

static ent_err read_stance(reader *r, ent_str rest, bool said) {
    ent_vec *v = &r->out->statement;
    if (!said)
        return wrong(r, "a STANCE without a SAY line above", rest);
    ent_label_statement *s = (ent_label_statement *)v->at + v->n - 1;
    s->issue = next_word(&rest);
    ent_str sign = next_word(&rest);
    if (!s->issue.n || sign.n != 1 || !memchr("+0-", sign.s[0], 3))
        return wrong(r, "\"STANCE issue +\", 0 or - is wanted", sign);
    s->stance = (sign.s[0] == '+') - (sign.s[0] == '-');
    return ENT_OK;
}

static ent_err read_date(reader *r, ent_str rest) {
    int32_t first, last;
    sentence(r)->date = ent_i_trim(rest);
    if (!ent_i_iso_read(sentence(r)->date, &first, &last))
        return wrong(r, "no date", rest);
    return ENT_OK;
}

static ent_err end_sentence(reader *r) {
    ent_label_sentence *s = r->open ? sentence(r) : NULL;
    if (s && !r->bears) {
        r->line = s->line;
        return wrong(r, "neither an event, a statement nor none", s->text);
    }
    if (s && s->none && (s->n_events || s->n_statements)) {
        r->line = s->line;
        return wrong(r, "none, and yet something", s->text);
    }
    return ENT_OK;
}

static ent_err open_sentence(reader *r, ent_str text) {
    uint32_t line = r->line;
    ENT_TRY(end_sentence(r));
    r->line = line;
    ent_label_sentence *s =
        ENT_PUSH(r->ctx->keep, &r->out->sentence, ent_label_sentence);
    if (!s)
        return ENT_NOMEM_FAIL(r->ctx);
    *s = (ent_label_sentence){.file = r->file,
                              .line = r->line,
                              .text = ent_i_trim(text),
                              .first_event = (uint32_t)r->out->event.n,
                              .first_statement = (uint32_t)r->out->statement.n};
    r->open = true;
    r->bears = r->said = false;
    return s->text.n ? ENT_OK : wrong(r, "a blank sentence", text);
}

static ent_err read_line(reader *r, ent_str line) {
    if (!line.n || line.s[0] == '#')
        return ENT_OK;
    if (ent_i_starts(line, "= "))
        return open_sentence(r, (ent_str){line.s + 2, line.n - 2});
    if (!r->open)
        return wrong(r, "no sentence \"= \" above", line);
    ent_str rest = line, head = next_word(&rest);
    bool said = r->said;
    r->said = false;
    if (ent_i_eqz(head, "DATE"))
        return read_date(r, rest);
    r->bears = true;
    if (ent_i_eqz(head, "SAY"))
        return read_statement(r, rest);
    if (ent_i_eqz(head, "STANCE"))
        return read_stance(r, rest, said);
    if (ent_i_eqz(line, "none")) {
        sentence(r)->none = true;
        return ENT_OK;
    }
    ent_plover category = ent_i_plover(head);
    if (!category)
        return wrong(r, "no category, SAY, STANCE, DATE or none", head);
    return read_event(r, category, rest);
}

ent_err ent_i_labels_read(ent_ctx *ctx, ent_str file, ent_str bytes,
                          ent_labels *out) {
    reader r = {.ctx = ctx, .out = out, .file = file};
    if (ent_i_utf8_bad(bytes) < bytes.n)
        return ENT_FAIL_AT(ctx, ENT_ENCODING, (ent_place){file, 0, 0},
                           "not UTF-8; convert it");
    while (bytes.n) {
        r.line++;
        ENT_TRY(read_line(&r, ent_i_trim(ent_i_cut(&bytes, '\n'))));
    }
    return end_sentence(&r);
}

ent_err ent_i_labels_read_all(ent_ctx *ctx, ent_str path, ent_labels *out) {
    ent_str *name, bytes;
    size_t n;
    ENT_TRY(ent_i_file_list(ctx, ctx->keep, path, &name, &n));
    for (size_t i = 0; i < n; i++) {
        if (!ent_i_eq(name[i], path) && !ent_i_ends(name[i], ".txt"))
            continue;
        ENT_TRY(ent_i_file_read(ctx, ctx->keep, name[i], MAX_FILE, &bytes));
        ENT_TRY(ent_i_labels_read(ctx, name[i], bytes, out));
    }
    return ENT_OK;
}
