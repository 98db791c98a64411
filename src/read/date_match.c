/* date_match.c - finds the longest rule that matches at a token.
 *
 * Patterns are compiled once per process into rows of alternatives: a class
 * (below ENT_CLASS_COUNT) or a word (above it).  Each token is classed once;
 * an index tells which rules can begin with a class or a word.
 * Matching backtracks only over optional elements, so the work at one token
 * is bounded by the rule table, whatever the text. */
#include "read/date_rules.h"
#include <pthread.h>

enum {
    MAX_ELEMENTS = 10,
    MAX_ALTS = 6,
    WORD_SLOTS = 1024,
    MAX_WORD = 15,
    SET_WORDS = 3 /* 64 rules each */
};

typedef struct element {
    uint16_t alt[MAX_ALTS];
    uint8_t n_alts;
    bool optional;
} element;

typedef struct compiled {
    element at[MAX_ELEMENTS];
    size_t n;
    const ent_i_date_rule *rule;
} compiled;

/* The words of rules and classes: id 0 means "no such word". */
typedef struct word_slot {
    char text[MAX_WORD + 1];
    uint16_t id;
    uint32_t classes;
    int value;
} word_slot;

/* A set of rules, by number. */
typedef struct rule_set {
    uint64_t bits[SET_WORDS];
} rule_set;

typedef struct token_info {
    uint32_t classes; /* bits of ent_i_class */
    int32_t value;
    uint16_t word;
} token_info;

typedef struct memo {
    uint32_t i, end; /* asked for token i, ending before `end` */
    bool set, found;
    ent_i_date_match match;
} memo;

/* What the tables of date_rules.c say, ready for matching; never changed once
 * it is made. */
typedef struct rules {
    compiled rule[SET_WORDS * 64];
    size_t n_rules;
    word_slot word[WORD_SLOTS];
    uint16_t n_words;
    /* the rules that can begin with a class or a word, and those of a level */
    rule_set begins[ENT_CLASS_COUNT + WORD_SLOTS / 2 + 1];
    rule_set level[ENT_MAX_LEVEL];
    bool sound; /* all tables could be compiled */
} rules;

struct ent_i_dater {
    const ent_doc *doc;
    const ent_tokens *toks;
    token_info *info;
    const rules *rules;
    /* the question being answered */
    const ent_i_now *now;
    uint32_t end;
    memo memo[ENT_MAX_LEVEL];
};

/* ---- words */

static size_t slot_of(const rules *r, ent_str w) {
    size_t i = (size_t)ent_i_hash(w) % WORD_SLOTS;
    while (r->word[i].id && !ent_i_eqz(w, r->word[i].text))
        i = (i + 1) % WORD_SLOTS;
    return i;
}

/* The slot of a word of the tables, made when new; NULL when it cannot be. */
static word_slot *add_word(rules *r, ent_str w) {
    if (!w.n || w.n > MAX_WORD || r->n_words >= WORD_SLOTS / 2)
        return NULL;
    word_slot *s = &r->word[slot_of(r, w)];
    if (!s->id) {
        memcpy(s->text, w.s, w.n);
        s->id = ++r->n_words;
    }
    return s;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static const word_slot *find_word(const rules *r, ent_str text) {
    char low[MAX_WORD];
    if (text.n > MAX_WORD)
        return NULL;
    for (size_t i = 0; i < text.n; i++)
        low[i] = lower(text.s[i]);
    const word_slot *s = &r->word[slot_of(r, (ent_str){low, text.n})];
    return s->id ? s : NULL;
}

static bool is_upper(ent_str w) {
    return w.n && w.s[0] >= 'A' && w.s[0] <= 'Z';
}

/* ---- compiling */

static int class_of(ent_str name) {
    static const char *const names[] = {
#define ENT_X(name) #name,
        ENT_CLASS_LIST(ENT_X)
#undef ENT_X
    };
    for (int i = 0; i < ENT_CLASS_COUNT; i++)
        if (ent_i_eqz(name, names[i]))
            return i;
    return -1;
}

static bool compile_element(rules *r, ent_str text, element *e) {
    e->optional = text.s[0] == '?';
    if (e->optional)
        text = (ent_str){text.s + 1, text.n - 1};
    while (text.n) {
        ent_str alt = ent_i_cut(&text, '|');
        int cls = class_of(alt);
        word_slot *w = cls < 0 && !is_upper(alt) ? add_word(r, alt) : NULL;
        if (e->n_alts == MAX_ALTS || (cls < 0 && !w))
            return false;
        e->alt[e->n_alts++] =
            (uint16_t)(cls >= 0 ? cls : ENT_CLASS_COUNT + w->id);
    }
    return true;
}

static bool compile_rule(rules *r, const ent_i_date_rule *from, compiled *c) {
    ent_str rest = ent_i_str(from->pattern);
    c->rule = from;
    while (rest.n) {
        ent_str text = ent_i_cut(&rest, ' ');
        if (c->n == MAX_ELEMENTS || !compile_element(r, text, &c->at[c->n++]))
            return false;
    }
    return c->n && from->level < ENT_MAX_LEVEL;
}

static void include(rule_set *s, size_t rule) {
    s->bits[rule / 64] |= (uint64_t)1 << rule % 64;
}

/* Enters a rule under all that it can begin with. */
static void index_rule(rules *r, size_t i) {
    const compiled *c = &r->rule[i];
    include(&r->level[c->rule->level], i);
    for (size_t e = 0; e < c->n; e++) {
        for (size_t k = 0; k < c->at[e].n_alts; k++)
            include(&r->begins[c->at[e].alt[k]], i);
        if (!c->at[e].optional)
            return;
    }
}

static bool compile(rules *r) {
    for (const ent_i_date_word *w = ent_i_date_words; w->word; w++) {
        word_slot *s = add_word(r, ent_i_str(w->word));
        if (!s)
            return false;
        s->classes |= 1u << w->cls;
        s->value = w->value;
    }
    for (const ent_i_date_rule *from = ent_i_date_rules; from->pattern;
         from++) {
        if (r->n_rules == SET_WORDS * 64 ||
            !compile_rule(r, from, &r->rule[r->n_rules]))
            return false;
        index_rule(r, r->n_rules++);
    }
    return true;
}

static rules compiled_rules;

static void compile_once(void) {
    compiled_rules.sound = compile(&compiled_rules);
}

/* The tables are the program's own, and so is what becomes of them: a small
 * document need not pay for them anew.  NULL: a table is malformed. */
static const rules *the_rules(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, compile_once);
    return compiled_rules.sound ? &compiled_rules : NULL;
}

/* ---- classing tokens */

static bool is(const ent_i_dater *d, uint32_t i, ent_i_class cls) {
    return d->info[i].classes >> cls & 1;
}

static ent_str text_of(const ent_i_dater *d, uint32_t i) {
    return ent_i_token_text(d->doc, &d->toks->tok[i]);
}

static bool is_one_of(ent_str w, const char *list) {
    ent_str rest = ent_i_str(list);
    char low[MAX_WORD];
    if (!w.n || w.n > MAX_WORD)
        return false;
    for (size_t i = 0; i < w.n; i++)
        low[i] = lower(w.s[i]);
    while (rest.n)
        if (ent_i_eq(ent_i_cut(&rest, ' '), (ent_str){low, w.n}))
            return true;
    return false;
}

static bool is_lower(ent_str w) {
    return w.n && w.s[0] >= 'a' && w.s[0] <= 'z';
}

/* "25", "1,200" (no class), "25th", "1990s", "25.04.2019" */
static void class_number(ent_str t, token_info *k) {
    size_t n = 0;
    int x = 0;
    while (n < t.n && n < 5 && t.s[n] >= '0' && t.s[n] <= '9')
        x = x * 10 + (t.s[n++] - '0');
    ent_str tail = {t.s + n, t.n - n};
    uint32_t c = 0;
    if (n > 4)
        return;
    if (!tail.n) {
        c |= x >= 1 && x <= 9999 ? 1u << ENT_CLASS_NUM : 0;
        c |= x >= 1 && x <= 31 && n <= 2 ? 1u << ENT_CLASS_DAY : 0;
        c |= n == 2 ? 1u << ENT_CLASS_TWO : 0;
        c |= n == 4 && x >= 1000 && x < 2200 ? 1u << ENT_CLASS_YEAR : 0;
    } else if (is_one_of(tail, "st nd rd th")) {
        c |= 1u << ENT_CLASS_ORD;
        c |= x >= 1 && x <= 31 ? 1u << ENT_CLASS_DAY : 0;
    } else if (ent_i_eqz(tail, "s") && x % 10 == 0 && (n == 4 || n == 2)) {
        c |= 1u << ENT_CLASS_DECADE;
        x += n == 2 ? 1900 : 0;
    } else if (tail.n == 8 && tail.s[0] == '.' && tail.s[3] == '.') {
        ent_str m = {tail.s + 1, 2}, y = {tail.s + 4, 4};
        uint64_t month, year;
        if (ent_i_uint(m, &month) && ent_i_uint(y, &year) && month <= 12 &&
            year >= 1900 && year < 2150 && x <= 31) {
            c |= 1u << ENT_CLASS_DOTTED;
            x = (int)(year - 1900) | (int)month << 8 | x << 12;
        }
    }
    k->classes = c;
    k->value = x;
}

static void class_word(ent_i_dater *d, ent_str t, token_info *k) {
    const uint32_t named = 1u << ENT_CLASS_MONTH | 1u << ENT_CLASS_ABBR |
                           1u << ENT_CLASS_WEEKDAY | 1u << ENT_CLASS_QUARTER;
    const word_slot *w = find_word(d->rules, t);
    if (!w)
        return;
    k->word = w->id;
    k->classes = w->classes;
    k->value = w->value;
    if (!is_upper(t))
        k->classes &= ~named;
}

/* May a month stand at i without day or year?  "in May", "April and May". */
static bool bare_month(const ent_i_dater *d, uint32_t i, uint32_t first) {
    if (i == first)
        return false;
    ent_str prev = text_of(d, i - 1);
    if (is_one_of(prev, "in since until till during last next this past early "
                        "late mid from through between earlier later as") ||
        (is_one_of(prev, "to and or -") && i >= first + 2 &&
         is(d, i - 2, ENT_CLASS_BMONTH)) ||
        (ent_i_eqz(prev, "-") && i >= first + 2 &&
         is_one_of(text_of(d, i - 2), "mid")) ||
        (is_one_of(prev, "of") && i >= first + 2 &&
         is_one_of(text_of(d, i - 2),
                   "end beginning start middle close month days weeks half")))
        return true;
    bool name = d->info[i].value == 5 || d->info[i].value == 3;
    return !name && is_one_of(prev, "by before after of");
}

/* Words before four digits that make them something other than a year. */
static bool refuses_year(const ent_i_dater *d, uint32_t i, uint32_t first) {
    ent_str prev = text_of(d, i - 1);
    if (is_one_of(prev, "resolution resolutions unscr unscrs no number page pp "
                        "p volume vol issue article room flight order # nearly "
                        "some almost over about than up only another"))
        return true;
    if (is_one_of(prev, "$ / . :") || (unsigned char)prev.s[0] == 0xC2 ||
        ent_i_eqz(prev, "€"))
        return true;
    /* "Resolutions 1718, 1874 and 2094": a list goes on */
    if (is_one_of(prev, ", and") && i >= first + 2 &&
        d->toks->tok[i - 2].kind == ENT_TOKEN_NUMBER &&
        d->info[i - 2].value > 999 && !is(d, i - 2, ENT_CLASS_BYEAR))
        return true;
    /* SS-2000, Agenda 2030: part of a name; but "In 2019", "Spring 2019" */
    if (ent_i_eqz(prev, "-") && i >= first + 2 &&
        d->toks->tok[i - 1].start == d->toks->tok[i - 2].end &&
        !is(d, i - 2, ENT_CLASS_YEAR) && !is_one_of(text_of(d, i - 2), "mid"))
        return true;
    return is_upper(prev) && i - 1 > first && !d->info[i - 1].word &&
           d->toks->tok[i - 1].kind == ENT_TOKEN_WORD;
}

static bool bare_year(const ent_i_dater *d, uint32_t i, uint32_t first,
                      uint32_t end) {
    int y = d->info[i].value;
    ent_str next = i + 1 < end ? text_of(d, i + 1) : (ent_str){NULL, 0};
    bool led = i > first &&
               (is_one_of(text_of(d, i - 1),
                          "in since until till by during late early mid from "
                          "before after through between the this that its his "
                          "her their of") ||
                d->toks->tok[i - 1].kind == ENT_TOKEN_CLITIC);
    if (y < 1500 || y > 2150 || (i > first && refuses_year(d, i, first)))
        return false;
    if (is_one_of(next, "percent % per km kilometers kilometres miles meters "
                        "metres tons tonnes troops soldiers people men "
                        "dollars euros rubles yuan won barrels words feet "
                        "hours days million billion thousand / ."))
        return ent_i_eqz(next, ".") && (i + 2 >= end || led);
    bool counts = is_lower(next) && next.s[next.n - 1] == 's' &&
                  !is_one_of(next, "was is has as does its this his");
    return led || (!counts && i > first) || (i == first && !counts);
}

/* Not Bloody Sunday, not the Sunday Times. */
static bool bare_weekday(const ent_i_dater *d, uint32_t i, uint32_t first,
                         uint32_t end) {
    if (i + 1 < end && is_upper(text_of(d, i + 1)) &&
        is_one_of(text_of(d, i + 1),
                  "times telegraph express mirror mail herald post"))
        return false;
    return i == first ||
           !is_one_of(text_of(d, i - 1), "black bloody good ash holy palm");
}

/* "the 80s", "the early 80s", but not "in his 80s". */
static bool short_decade(const ent_i_dater *d, uint32_t i, uint32_t first) {
    for (uint32_t k = i; k-- > first && i - k <= 3;)
        if (is_one_of(text_of(d, k), "the"))
            return true;
    return false;
}

static void class_sentence(ent_i_dater *d, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) {
        const ent_token *t = &d->toks->tok[i];
        ent_str s = ent_i_token_text(d->doc, t);
        token_info *k = &d->info[i];
        if (t->kind == ENT_TOKEN_NUMBER)
            class_number(s, k);
        else
            class_word(d, s, k);
        if (is(d, i, ENT_CLASS_MONTH) && bare_month(d, i, first))
            k->classes |= 1u << ENT_CLASS_BMONTH;
        if (is(d, i, ENT_CLASS_WEEKDAY) && !bare_weekday(d, i, first, end))
            k->classes &= ~(1u << ENT_CLASS_WEEKDAY);
        if (is(d, i, ENT_CLASS_DECADE) && s.n < 5 && !short_decade(d, i, first))
            k->classes = 0;
    }
    for (uint32_t i = first; i < end; i++)
        if (is(d, i, ENT_CLASS_YEAR) && bare_year(d, i, first, end))
            d->info[i].classes |= 1u << ENT_CLASS_BYEAR;
}

ent_err ent_i_dater_new(ent_ctx *ctx, const ent_doc *doc,
                        const ent_tokens *toks, ent_i_dater **out) {
    ent_i_dater *d = ENT_NEW(ctx->temp, 1, ent_i_dater);
    token_info *info = ENT_NEW(ctx->temp, toks->n + 1, token_info);
    if (!d || !info)
        return ENT_NOMEM_FAIL(ctx);
    d->doc = doc;
    d->toks = toks;
    d->info = info;
    d->rules = the_rules();
    if (!d->rules)
        return ENT_FAIL(ctx, ENT_INTERNAL, "a date rule is malformed");
    for (size_t s = 0; s < doc->n_sents; s++)
        class_sentence(d, toks->first[s], toks->first[s + 1]);
    *out = d;
    return ENT_OK;
}

/* ---- matching */

static bool best_at(ent_i_dater *d, int level, uint32_t i,
                    ent_i_date_match *out);

/* Matches one alternative at token i; *next moves behind it. */
static bool match_alt(ent_i_dater *d, const compiled *c, uint16_t alt,
                      uint32_t *next, ent_i_caps *caps) {
    ent_i_cap *cap = &caps->at[caps->n];
    if (alt >= ENT_CLASS_COUNT) {
        if (d->info[*next].word != alt - ENT_CLASS_COUNT)
            return false;
        ++*next;
        return true;
    }
    if (caps->n == ENT_MAX_CAPS)
        return false;
    if (alt == ENT_CLASS_DATE || alt == ENT_CLASS_DURATION) {
        ent_i_date_match m;
        if (!best_at(d, c->rule->level - 1, *next, &m) ||
            (m.when.kind == ENT_WHEN_DURATION) != (alt == ENT_CLASS_DURATION))
            return false;
        cap->when = m.when;
        *next = m.end;
    } else if (is(d, *next, (ent_i_class)alt)) {
        cap->value = d->info[(*next)++].value;
    } else {
        return false;
    }
    cap->cls = (ent_i_class)alt;
    caps->n++;
    return true;
}

/* Where the elements from e on end when matched at i; 0: they do not. */
static uint32_t match_rest(ent_i_dater *d, const compiled *c, size_t e,
                           uint32_t i, ent_i_caps *caps) {
    if (e == c->n)
        return i;
    const element *el = &c->at[e];
    size_t kept = caps->n;
    for (size_t k = 0; k < el->n_alts && i < d->end; k++) {
        uint32_t next = i, end;
        if (match_alt(d, c, el->alt[k], &next, caps) &&
            (end = match_rest(d, c, e + 1, next, caps)))
            return end;
        caps->n = kept;
    }
    return el->optional ? match_rest(d, c, e + 1, i, caps) : 0;
}

static void try_rule(ent_i_dater *d, const compiled *c, uint32_t i,
                     memo *best) {
    ent_i_caps caps = {.n = 0};
    uint32_t end = match_rest(d, c, 0, i, &caps);
    ent_i_when when = {0};
    if (end <= i || (best->found && end <= best->match.end))
        return;
    if (!c->rule->resolve(&caps, d->now, c->rule->arg, &when))
        return;
    best->found = true;
    best->match = (ent_i_date_match){i, end, when};
}

static void join(rule_set *s, const rule_set *other) {
    for (size_t k = 0; k < SET_WORDS; k++)
        s->bits[k] |= other->bits[k];
}

/* The rules that can begin at token i; `below` was matched there. */
static rule_set candidates(const ent_i_dater *d, int level, uint32_t i,
                           const memo *below) {
    const token_info *k = &d->info[i];
    rule_set s = {{0}};
    if (k->word)
        join(&s, &d->rules->begins[ENT_CLASS_COUNT + k->word]);
    for (uint32_t bits = k->classes; bits; bits &= bits - 1)
        join(&s, &d->rules->begins[__builtin_ctz(bits)]);
    if (below->found)
        join(&s, &d->rules->begins[below->match.when.kind == ENT_WHEN_DURATION
                                       ? ENT_CLASS_DURATION
                                       : ENT_CLASS_DATE]);
    for (size_t w = 0; w < SET_WORDS; w++)
        s.bits[w] &= d->rules->level[level].bits[w];
    return s;
}

static void try_all(ent_i_dater *d, const rule_set *s, uint32_t i, memo *best) {
    for (size_t w = 0; w < SET_WORDS; w++)
        for (uint64_t bits = s->bits[w]; bits; bits &= bits - 1)
            try_rule(d, &d->rules->rule[w * 64 + (size_t)__builtin_ctzll(bits)],
                     i, best);
}

/* The longest match at token i among the rules up to a level. */
static bool best_at(ent_i_dater *d, int level, uint32_t i,
                    ent_i_date_match *out) {
    memo *m = &d->memo[level];
    if (!m->set || m->i != i || m->end != d->end) {
        memo best = {.i = i, .end = d->end, .set = true};
        if (level)
            best.found = best_at(d, level - 1, i, &best.match);
        rule_set s = candidates(d, level, i, &best);
        try_all(d, &s, i, &best);
        *m = best;
    }
    *out = m->match;
    return m->found;
}

bool ent_i_date_at(ent_i_dater *d, const ent_i_now *now, uint32_t i,
                   uint32_t end, ent_i_date_match *out) {
    if (i >= end || (!d->info[i].classes && !d->info[i].word))
        return false;
    d->now = now;
    d->end = end;
    for (int level = 0; level < ENT_MAX_LEVEL; level++)
        d->memo[level].set = false;
    return best_at(d, ENT_MAX_LEVEL - 1, i, out);
}

int ent_i_date_class(const ent_i_dater *d, uint32_t i, ent_i_class cls) {
    return is(d, i, cls) ? d->info[i].value : -1;
}

static bool is_text(const ent_i_dater *d, uint32_t i, const char *z) {
    return ent_i_eqz(text_of(d, i), z);
}

/* "25" after "April 23,": the same month, another day. */
static bool next_day(ent_i_dater *d, const ent_i_date_match *prev, uint32_t i,
                     uint32_t end, ent_i_date_match *out) {
    if (i >= end || !is(d, i, ENT_CLASS_DAY) || !prev->when.a.d)
        return false;
    if (i + 1 < end && !is_text(d, i + 1, ",") && !is_text(d, i + 1, "and") &&
        !is_text(d, i + 1, ")") && !is_text(d, i + 1, ";"))
        return false;
    *out = (ent_i_date_match){i, i + 1, prev->when};
    out->when.a.d = d->info[i].value;
    return ent_i_point_valid(out->when.a);
}

size_t ent_i_date_list(ent_i_dater *d, const ent_i_now *now, uint32_t i,
                       uint32_t end, ent_i_date_match *out, size_t max) {
    size_t n = 0;
    while (n < max && i < end) {
        if (n && next_day(d, &out[n - 1], i, end, &out[n]))
            ;
        else if (!ent_i_date_at(d, now, i, end, &out[n]) ||
                 out[n].when.kind == ENT_WHEN_DURATION)
            break;
        i = out[n++].end;
        if (i < end && (is_text(d, i, ",") || is_text(d, i, "and")))
            i++;
    }
    return n;
}
