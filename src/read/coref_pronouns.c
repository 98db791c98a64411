/* coref_pronouns.c - who he, its and they stand for.
 *
 * The heaviest ref in reach that agrees in number and gender and that the
 * grammar allows: himself is the subject of its clause, him never is. It and
 * they mean things more often than actors; then no mention is written. */
#include "read/coref.h"

typedef enum form_case { AS_SUBJECT, AS_OBJECT, AS_OWNER, REFLEXIVE } form_case;

typedef struct form {
    const char *text;
    char number; /* s, p */
    char gender; /* m, f, n; 0: any */
    form_case as;
} form;

static const form forms[] = {
    {"he", 's', 'm', AS_SUBJECT},    {"him", 's', 'm', AS_OBJECT},
    {"his", 's', 'm', AS_OWNER},     {"himself", 's', 'm', REFLEXIVE},
    {"she", 's', 'f', AS_SUBJECT},   {"her", 's', 'f', AS_OBJECT},
    {"hers", 's', 'f', AS_OBJECT},   {"herself", 's', 'f', REFLEXIVE},
    {"it", 's', 'n', AS_OBJECT},     {"its", 's', 'n', AS_OWNER},
    {"itself", 's', 'n', REFLEXIVE}, {"they", 'p', 0, AS_SUBJECT},
    {"them", 'p', 0, AS_OBJECT},     {"their", 'p', 0, AS_OWNER},
    {"theirs", 'p', 0, AS_OBJECT},   {"themselves", 'p', 0, REFLEXIVE},
};

static const ent_word *word(const ent_coref *c, uint32_t w) {
    return &c->p->word[w];
}

static uint32_t kid(const ent_coref *c, uint32_t w, ent_rel rel) {
    return ent_i_word_kid(c->p, w, rel);
}

static const form *form_of(const ent_coref *c, uint32_t w) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *const one[] = {forms[i].text, NULL};
        if (ent_i_word_is(c, w, one))
            return &forms[i];
    }
    return NULL;
}

/* ---- clauses */

/* The predicate of the clause that w stands in. */
static uint32_t predicate(const ent_coref *c, uint32_t w) {
    for (int n = 0; n < 12 && w != ENT_NO_WORD; n++) {
        w = word(c, w)->head;
        if (w == ENT_NO_WORD)
            break;
        const ent_word *t = word(c, w);
        if (t->upos == ENT_UPOS_VERB || t->upos == ENT_UPOS_AUX ||
            kid(c, w, ENT_REL_NSUBJ) != ENT_NO_WORD || t->head == ENT_NO_WORD)
            return w;
    }
    return ENT_NO_WORD;
}

static bool is_subject(uint8_t rel) {
    return rel == ENT_REL_NSUBJ || rel == ENT_REL_NSUBJ_PASS;
}

/* Of several that a wrong tree may have, the one nearest before the verb. */
static uint32_t own_subject(const ent_coref *c, uint32_t v) {
    uint32_t s = ENT_NO_WORD;
    for (uint32_t k = word(c, v)->kid; k != ENT_NO_WORD; k = word(c, k)->next)
        if (is_subject(word(c, k)->rel) && (s == ENT_NO_WORD || k < v))
            s = k;
    return s;
}

/* The subject of a predicate, also the one that control or a relative clause
 * gives it. */
static uint32_t subject(const ent_coref *c, uint32_t v) {
    for (int n = 0; n < 6 && v != ENT_NO_WORD; n++) {
        const ent_word *t = word(c, v);
        uint32_t s = own_subject(c, v);
        bool relative = s != ENT_NO_WORD && (word(c, s)->xpos == ENT_XPOS_WDT ||
                                             word(c, s)->xpos == ENT_XPOS_WP);
        if (s != ENT_NO_WORD && !relative)
            return s;
        if (t->rel == ENT_REL_ACL || t->rel == ENT_REL_ACL_RELCL)
            return t->head;
        if (t->head == ENT_NO_WORD || relative)
            return ENT_NO_WORD;
        if (t->rel == ENT_REL_XCOMP) {
            uint32_t o = kid(c, t->head, ENT_REL_OBJ);
            if (o != ENT_NO_WORD && o < v)
                return o;
        }
        v = t->head;
    }
    return ENT_NO_WORD;
}

static uint32_t ref_at(const ent_coref *c, uint32_t w) {
    return w == ENT_NO_WORD || !c->word_ref[w] ? ENT_NO_TOPIC
                                               : c->word_ref[w] - 1;
}

/* ---- it that means nothing */

static bool has_clause(const ent_coref *c, uint32_t h) {
    static const ent_rel rel[] = {ENT_REL_CSUBJ, ENT_REL_CSUBJ_PASS,
                                  ENT_REL_CCOMP, ENT_REL_ACL_RELCL};
    for (size_t i = 0; i < sizeof rel / sizeof *rel; i++) {
        uint32_t k = kid(c, h, rel[i]);
        if (k != ENT_NO_WORD && k > h)
            return true;
    }
    return false;
}

/* A clause follows whatever the tree says: "it is true, of course, that …",
 * "it is Norway which …". */
static bool clause_behind(const ent_coref *c, uint32_t h) {
    static const char *const opens[] = {
        "that", "which", "who", "whether", "when", "if", "how", "why", NULL};
    uint32_t w = ent_i_word_next(c, h);
    for (int n = 0; w != ENT_NO_WORD && n < 6; n++) {
        uint8_t upos = word(c, w)->upos;
        if (ent_i_word_is(c, w, opens) && upos != ENT_UPOS_DET)
            return true;
        if (upos == ENT_UPOS_VERB || upos == ENT_UPOS_AUX)
            return false;
        w = ent_i_word_next(c, w);
    }
    return false;
}

static bool says_nothing(const ent_coref *c, uint32_t w) {
    static const char *const seem[] = {
        "seem",      "appear", "turn", "happen", "follow",
        "transpire", "remain", "rain", "snow",   NULL};
    static const char *const find[] = {"make",  "find",    "consider", "deem",
                                       "think", "believe", "feel",     "take",
                                       "leave", NULL};
    static const char *const say[] = {
        "say",   "report", "believe",  "expect",     "hope",
        "think", "know",   "assume",   "announce",   "agree",
        "claim", "reveal", "estimate", "understand", NULL};
    const ent_word *t = word(c, w);
    uint32_t h = t->head, next = ent_i_word_next(c, w);
    if (t->rel == ENT_REL_EXPL)
        return true;
    if (h == ENT_NO_WORD)
        return false;
    if (t->rel == ENT_REL_OBJ || t->rel == ENT_REL_NSUBJ ||
        t->rel == ENT_REL_NSUBJ_PASS) {
        bool adjective =
            next != ENT_NO_WORD && word(c, next)->upos == ENT_UPOS_ADJ;
        static const char *const to[] = {"to", "that", "for", NULL};
        if (adjective && ent_i_lemma_is(c, ent_i_word_before(c, w), find) &&
            ent_i_word_is(c, ent_i_word_next(c, next), to))
            return true;
    }
    if (t->rel != ENT_REL_NSUBJ && t->rel != ENT_REL_NSUBJ_PASS)
        return false;
    if (ent_i_lemma_is(c, h, seem))
        return true;
    bool copula = kid(c, h, ENT_REL_COP) != ENT_NO_WORD;
    if (copula && word(c, h)->upos == ENT_UPOS_ADJ)
        return has_clause(c, h) || clause_behind(c, h) ||
               kid(c, h, ENT_REL_ADVCL) != ENT_NO_WORD ||
               kid(c, h, ENT_REL_XCOMP) != ENT_NO_WORD;
    if (copula)
        return has_clause(c, h) || clause_behind(c, h);
    return t->rel == ENT_REL_NSUBJ_PASS && ent_i_lemma_is(c, h, say) &&
           has_clause(c, h);
}

/* ---- agreement */

static bool agrees(const ent_topic *r, const form *f) {
    bool sure = r->kind == ENT_TOPIC_PERSON;
    if (f->number == 'p')
        return r->kind == ENT_TOPIC_GROUP || r->many ||
               (r->kind == ENT_TOPIC_BODY && r->code.n > 3);
    if (r->many || r->kind == ENT_TOPIC_GROUP)
        return false;
    if (f->gender == 'n')
        return !sure;
    return (sure || r->kind == ENT_TOPIC_MAYBE) &&
           (!r->gender || r->gender == f->gender);
}

/* Verbs whose subject wants, says or acts. */
static bool wants_actor(const ent_coref *c, uint32_t w, const form *f) {
    static const char *const verb[] = {
        "say",      "tell",      "want",      "refuse",    "accuse",
        "demand",   "urge",      "hope",      "agree",     "reject",
        "threaten", "warn",      "promise",   "vow",       "insist",
        "deny",     "plan",      "decide",    "intend",    "ask",
        "call",     "seek",      "try",       "believe",   "need",
        "impose",   "deploy",    "expect",    "consider",  "invade",
        "join",     "withdraw",  "sign",      "oppose",    "support",
        "announce", "negotiate", "abstain",   "veto",      "condemn",
        "see",      "know",      "attack",    "launch",    "offer",
        "accept",   "propose",   "pledge",    "seem",      "realize",
        "realise",  "fear",      "recognize", "recognise", "have",
        "conduct",  "pay",       "buy",       "sell",      "export",
        "import",   "vote",      "spend",     "criticize", "criticise",
        NULL};
    static const char *const tell[] = {
        "say",     "tell",    "speak", "talk", "explain", "suggest",
        "propose", "promise", "offer", "give", NULL};
    const ent_word *t = word(c, w);
    if (f->as == AS_OWNER)
        return false;
    static const char *const to[] = {"to", "with", NULL};
    if (t->rel == ENT_REL_IOBJ || ent_i_word_is(c, ent_i_word_before(c, w), to))
        return ent_i_lemma_is(c, predicate(c, w), tell);
    return t->rel == ENT_REL_NSUBJ && ent_i_lemma_is(c, t->head, verb);
}

/* Its government, their leaders: only an actor has such. */
static bool owns_actor(const ent_coref *c, uint32_t w, const form *f) {
    static const char *const own[] = {
        "president",  "leader",     "government", "military",     "army",
        "troop",      "force",      "minister",   "neighbor",     "neighbour",
        "ally",       "capital",    "border",     "citizen",      "economy",
        "people",     "partner",    "territory",  "parliament",   "ambassador",
        "diplomat",   "policy",     "interest",   "position",     "right",
        "promise",    "commitment", "influence",  "sovereignty",  "weapon",
        "missile",    "arsenal",    "member",     "worker",       "official",
        "navy",       "opponent",   "enemy",      "intention",    "ambition",
        "veto",       "obligation", "pledge",     "stance",       "demand",
        "support",    "offer",      "reputation", "foe",          "rival",
        "soldier",    "budget",     "nuclear",    "fleet",        "company",
        "bank",       "market",     "export",     "election",     "currency",
        "population", "security",   "relation",   "relationship", "ties",
        "tie",        "leadership", "vote",       "party",        NULL};
    return f->as == AS_OWNER && ent_i_lemma_is(c, word(c, w)->head, own);
}

/* ---- the choice */

typedef struct choice {
    const form *form;
    uint32_t w, pred, subj; /* the pronoun, its predicate, whose subject */
    uint32_t deserver;      /* "thanked HIM for his": who is judged */
    bool actor;             /* what is said fits only actors */
} choice;

/* him is not the subject of its own clause; nor is his the noun he owns. */
static bool barred(const ent_coref *c, const choice *x, uint32_t row) {
    uint32_t s = ref_at(c, x->subj);
    bool own = x->subj == x->w;
    if (x->form->as == AS_OWNER || own)
        return false;
    return s == row;
}

/* Verbs of judging give reasons that lie with their object: "thanked Brandt
 * for his patience". */
static uint32_t deserver(const ent_coref *c, const choice *x) {
    static const char *const judge[] = {
        "thank",    "praise",  "blame",      "criticise",    "criticize",
        "condemn",  "punish",  "accuse",     "congratulate", "admire",
        "applaud",  "fault",   "fire",       "dismiss",      "denounce",
        "sanction", "reward",  "scold",      "rebuke",       "attack",
        "mock",     "commend", "chastise",   "sue",          "expel",
        "hail",     "laud",    "reprimand",  "fine",         "arrest",
        "charge",   "detain",  "compliment", "envy",         NULL};
    static const char *const reason[] = {"for", "over", "of", "on", NULL};
    if (x->form->as != AS_OWNER || !ent_i_lemma_is(c, x->pred, judge))
        return ENT_NO_WORD;
    uint32_t first = ent_i_word_before(c, x->w);
    uint32_t o = kid(c, x->pred, ENT_REL_OBJ);
    return o < x->w && ent_i_word_is(c, first, reason) ? o : ENT_NO_WORD;
}

static double score(const ent_coref *c, const choice *x, uint32_t row) {
    const ent_topic *r = ent_i_topic(c, row);
    double s = ent_i_topic_weight(c, r);
    bool same = r->sent == c->sent && r->word != ENT_NO_WORD;
    bool subject_here = same && ref_at(c, x->subj) == row;
    if (r->subject && is_subject(word(c, x->w)->rel))
        s += 35;
    if (subject_here && x->form->as == AS_OWNER)
        s = (s < 310 ? 310 : s) + 120;
    if (r->kind == ENT_TOPIC_MAYBE)
        s -= 40;
    if (x->form->gender == 'n' && x->form->as == AS_OBJECT && r->code.n &&
        !is_subject(word(c, x->w)->rel))
        s -= 90; /* what is done to it is done to things */
    if (r->kind == ENT_TOPIC_GROUP && ent_i_several(r->code))
        s += 10;
    if (!r->code.n && x->actor)
        s -= 220;
    if (x->form->number == 'p' && r->kind == ENT_TOPIC_BODY)
        s -= 110;
    if (x->deserver != ENT_NO_WORD && r->word == x->deserver && same)
        s = (s < 310 ? 310 : s) + 240;
    return s;
}

static uint32_t reach(const form *f) {
    return f->gender == 'm' || f->gender == 'f' ? 5 : 2;
}

static uint32_t heaviest(const ent_coref *c, const choice *x) {
    uint32_t best = ENT_NO_TOPIC;
    double most = 0;
    for (size_t i = 0; i < c->n_recent; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        if (!r->solid || c->sent - r->sent > reach(x->form) ||
            !agrees(r, x->form) || barred(c, x, c->recent[i]))
            continue;
        double s = score(c, x, c->recent[i]);
        if (best == ENT_NO_TOPIC || s > most) {
            best = c->recent[i];
            most = s;
        }
    }
    return best;
}

/* "In his speech Putin …": the subject behind, if the pronoun stands before
 * it in a phrase of the same clause and nothing else was spoken of so. */
static ent_err look_ahead(ent_coref *c, const choice *x, uint32_t *ref) {
    uint32_t h = word(c, x->w)->head;
    for (int n = 0; n < 6 && h != ENT_NO_WORD; n++) {
        const ent_word *t = word(c, h);
        bool fronted = t->rel == ENT_REL_OBL || t->rel == ENT_REL_ADVCL;
        h = t->head;
        if (!fronted || h == ENT_NO_WORD)
            continue;
        uint32_t s = own_subject(c, h);
        uint32_t row = s == ENT_NO_WORD ? ENT_NO_MENTION : c->who.mention[s];
        if (s == ENT_NO_WORD || s < x->w || row == ENT_NO_MENTION)
            continue;
        const ent_mention *m = &c->doc->mention[row];
        bool person = ent_i_lex_entity(c->lex, m->entity) != NULL;
        uint32_t to = ent_i_topic_of(
            c, m->code, m->entity, person ? ENT_TOPIC_PERSON : ENT_TOPIC_BODY);
        if (to == ENT_NO_TOPIC)
            return ENT_NOMEM_FAIL(c->ctx);
        if (m->is_actor && agrees(ent_i_topic(c, to), x->form))
            *ref = to;
        return ENT_OK;
    }
    return ENT_OK;
}

static ent_err put(ent_coref *c, uint32_t w, uint32_t ref) {
    const ent_word *t = word(c, w);
    const ent_topic *r = ent_i_topic(c, ref);
    ent_mention m = {.in = ent_i_locus(c->doc, c->sent, t->start, t->end),
                     .code = r->code,
                     .entity = r->entity,
                     .type = ENT_STR("PRO"),
                     .is_actor = 1,
                     .rule = ENT_STR("pronoun")};
    return ent_i_found(c, &m, ref);
}

/* Nobody in reach: he and she are somebody all the same. */
static ent_err put_somebody(ent_coref *c, const choice *x) {
    uint32_t ref = ent_i_topic_new(c, ENT_TOPIC_PERSON);
    if (ref == ENT_NO_TOPIC)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_i_topic(c, ref)->gender = x->form->gender;
    ent_i_topic_touch(c, ref, x->w);
    return put(c, x->w, ref);
}

/* "Putin himself", "the North Koreans themselves" only stress. */
static bool stresses(const ent_coref *c, uint32_t w) {
    uint32_t before = ent_i_word_before(c, w);
    if (before == ENT_NO_WORD)
        return true;
    uint8_t upos = word(c, before)->upos;
    return upos != ENT_UPOS_VERB && upos != ENT_UPOS_ADP;
}

ent_err ent_i_coref_pronoun(ent_coref *c, uint32_t w) {
    choice x = {.form = form_of(c, w), .w = w};
    if (!x.form || (x.form->as == REFLEXIVE && stresses(c, w)))
        return ENT_OK;
    bool her = x.form->as == AS_OBJECT && word(c, w)->xpos == ENT_XPOS_PRPS;
    form owner = *x.form;
    owner.as = AS_OWNER;
    if (her)
        x.form = &owner;
    if (x.form->gender == 'n' && says_nothing(c, w))
        return ENT_OK;
    x.pred = predicate(c, w);
    x.subj = x.pred == ENT_NO_WORD ? ENT_NO_WORD : subject(c, x.pred);
    x.deserver = deserver(c, &x);
    x.actor = wants_actor(c, w, x.form) || owns_actor(c, w, x.form);
    uint32_t ref = ENT_NO_TOPIC;
    if (x.form->as == REFLEXIVE) {
        ref = ref_at(c, x.subj);
        if (ref == ENT_NO_TOPIC)
            return ENT_OK;
    } else {
        ENT_TRY(look_ahead(c, &x, &ref));
        if (ref == ENT_NO_TOPIC)
            ref = heaviest(c, &x);
    }
    bool they = x.form->number == 'p';
    if (ref == ENT_NO_TOPIC && they)
        ENT_TRY(ent_i_both(c, NULL, &ref));
    bool human = x.form->gender == 'm' || x.form->gender == 'f';
    if (ref == ENT_NO_TOPIC)
        return human ? put_somebody(c, &x) : ENT_OK;
    ent_topic *r = ent_i_topic(c, ref);
    if (human && !r->gender)
        r->gender = x.form->gender;
    if (human && r->kind == ENT_TOPIC_MAYBE)
        r->kind = ENT_TOPIC_PERSON;
    ent_i_topic_touch(c, ref, w);
    if (!r->code.n && !human)
        return ENT_OK;
    return put(c, w, ref);
}
