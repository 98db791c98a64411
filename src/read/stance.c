/* stance.c - on which side of which issue a statement stands.
 *
 * The terms of an issue found in what was said give its side; going from a
 * term up the tree to the head of the content, words that end, lack, deny or
 * judge badly turn the side round ("the lifting of sanctions", "no deal",
 * "sanctions are harmful"); the class of the cue turns it once more
 * ("rejected", "fears"). So a harsh tone about something else moves nothing. */
#include "read/issues.h"
#include "read/say.h"

enum { MAX_FOUND = 32 };

typedef struct found {
    const ent_issue_term *term;
    uint32_t first, last; /* words */
    int n;                /* words */
} found;

/* ---- terms */

static bool is_word(const ent_teller *t, uint32_t w, ent_str want) {
    char buf[32];
    ent_str s = ent_i_say_lower(t, w, buf);
    bool open = want.n && want.s[want.n - 1] == '*';
    if (open) {
        want.n--;
        return s.n >= want.n && !memcmp(s.s, want.s, want.n);
    }
    return ent_i_eq(s, want) || ent_i_eq(ent_i_say_word(t, w)->lemma, want);
}

/* The number of words of the term at w, or 0. */
static int match(const ent_teller *t, uint32_t w, uint32_t end, ent_str words) {
    int n = 0;
    while (words.n) {
        if (w >= end || !is_word(t, w, ent_i_cut(&words, ' ')))
            return 0;
        w++, n++;
    }
    return n;
}

/* The longest term of each issue that begins at w. */
static void find_at(const ent_teller *t, uint32_t w, uint32_t end, found *f,
                    size_t *n) {
    char buf[32];
    const ent_issues *is = t->in->issues;
    const ent_issue_term *term = is->term.at;
    ent_str s = ent_i_say_lower(t, w, buf);
    for (uint32_t i = is->bucket[ent_i_issue_bucket(s)]; i;
         i = term[i - 1].next) {
        const ent_issue_term *x = &term[i - 1];
        int len = match(t, w, end, x->words);
        if (!len)
            continue;
        size_t k = 0;
        while (k < *n && (f[k].term->issue != x->issue || f[k].last < w))
            k++;
        if (k == MAX_FOUND || (k < *n && f[k].n >= len))
            continue;
        f[k] = (found){x, w, w + (uint32_t)len - 1, len};
        *n += k == *n;
    }
}

/* Does one of the words that the issue needs stand in the document?  Looked
 * up once for all issues. */
static bool is_at_home(const ent_teller *t, uint32_t issue) {
    const ent_issue_about *about =
        (const ent_issue_about *)t->in->issues->issue.at + issue;
    return !about->needs_with || t->home[issue];
}

ent_err ent_i_stance_home(ent_teller *t) {
    const ent_issues *is = t->in->issues;
    if (!is)
        return ENT_OK;
    t->home = ENT_NEW(t->ctx->temp, is->issue.n + 1, uint8_t);
    if (!t->home)
        return ENT_NOMEM_FAIL(t->ctx);
    const ent_issue_term *term = is->term.at;
    for (uint32_t w = 0; w < t->p->n; w++) {
        char buf[32];
        ent_str s = ent_i_say_lower(t, w, buf);
        uint32_t end = t->p->first[ent_i_say_word(t, w)->sent + 1];
        for (uint32_t i = is->bucket[ent_i_issue_bucket(s)]; i;
             i = term[i - 1].next)
            if (term[i - 1].with && match(t, w, end, term[i - 1].words))
                t->home[term[i - 1].issue] = 1;
    }
    return ENT_OK;
}

/* ---- what turns a side round */

static ent_attitude attitude(const ent_teller *t, uint32_t w) {
    char buf[32];
    ent_attitude a = ent_i_attitude(t->cues, ent_i_say_word(t, w)->lemma);
    return a ? a : ent_i_attitude(t->cues, ent_i_say_lower(t, w, buf));
}

/* Does a word before its noun turn it?  "harmful sanctions"; and "lifting
 * sanctions", which trees often take for a kind of sanctions. */
static bool is_turning_before(const ent_teller *t, uint32_t k) {
    ent_attitude a = attitude(t, k);
    return a == ENT_ATTITUDE_BAD ||
           (a == ENT_ATTITUDE_LESS &&
            ent_i_say_word(t, k)->xpos == ENT_XPOS_VBG);
}

/* Words beside it that judge it: harmful sanctions, no sanctions. */
static bool is_turned_beside(const ent_teller *t, uint32_t w) {
    bool turned = ent_i_say_is_negated(t, w);
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if ((r == ENT_REL_AMOD || r == ENT_REL_COMPOUND) && k < w &&
            is_turning_before(t, k))
            turned = !turned;
    }
    return turned;
}

/* Does the word `up` turn what stands below it by that relation? */
static bool is_turning(const ent_teller *t, uint32_t up, uint32_t from) {
    ent_attitude a = attitude(t, up);
    switch ((ent_rel)ent_i_say_word(t, from)->rel) {
    case ENT_REL_OBJ:
    case ENT_REL_NSUBJ_PASS:
    case ENT_REL_NMOD:
    case ENT_REL_COMPOUND:
    case ENT_REL_XCOMP:
    case ENT_REL_CCOMP:
    case ENT_REL_OBL:
    case ENT_REL_ACL:
        return a == ENT_ATTITUDE_LESS || a == ENT_ATTITUDE_NOT ||
               (a == ENT_ATTITUDE_BAD &&
                ent_i_say_word(t, from)->rel != ENT_REL_COMPOUND);
    case ENT_REL_NSUBJ:
    case ENT_REL_CSUBJ:
        return a == ENT_ATTITUDE_BAD || a == ENT_ATTITUDE_LESS;
    default:
        return false;
    }
}

/* "called sanctions a mistake": the judgement stands beside the object. */
static bool is_judged_beside(const ent_teller *t, const ent_say *say,
                             uint32_t term) {
    if ((say->frame != ENT_FRAME_COMP && say->frame != ENT_FRAME_AS) ||
        say->content == ENT_NO_WORD ||
        ent_i_say_is_below(t, term, say->content))
        return false;
    if (attitude(t, say->content) == ENT_ATTITUDE_BAD)
        return true;
    return is_turned_beside(t, say->content);
}

static uint32_t head_of(const ent_teller *t, const found *f) {
    for (uint32_t w = f->first; w <= f->last; w++) {
        uint32_t h = ent_i_say_word(t, w)->head;
        if (h == ENT_NO_WORD || h < f->first || h > f->last)
            return w;
    }
    return f->last;
}

static int side_of(const ent_teller *t, const ent_say *say, const found *f) {
    enum { MOST = 40 };
    uint32_t w = head_of(t, f);
    bool turned = is_judged_beside(t, say, w);
    for (int i = 0; i < MOST; i++) {
        if (is_turned_beside(t, w))
            turned = !turned;
        uint32_t up = ent_i_say_word(t, w)->head;
        if (w == say->content || up == ENT_NO_WORD || up == say->word ||
            ent_i_say_word(t, up)->start < say->content_at.start ||
            ent_i_say_word(t, up)->start >= say->content_at.end)
            break;
        if (is_turning(t, up, w))
            turned = !turned;
        w = up;
    }
    return turned ? -f->term->side : f->term->side;
}

/* The class of the cue: +1 for what is said, -1 against it. */
static int side_of_cue(const ent_say *say) {
    bool clause =
        say->frame == ENT_FRAME_CLAUSE || say->frame == ENT_FRAME_QUOTE;
    if (!say->cue)
        return 1;
    ent_cue_class cls = (ent_cue_class)say->cue->cls;
    /* what is warned of is bad; that something is so is said of it */
    if (cls == ENT_CUE_WARN && clause)
        return 1;
    int side = ent_i_cue_side(cls);
    if (cls == ENT_CUE_OPPOSE && clause)
        side = 1; /* objected that it was wrong */
    if (cls == ENT_CUE_BLAME && clause)
        side = 1;
    if (!say->negated)
        return side;
    return cls == ENT_CUE_REPORT ? 0 : -side;
}

/* ---- the issue */

typedef struct tally {
    uint32_t issue;
    int weight, side;
} tally;

static size_t count_up(const ent_teller *t, const ent_say *say, const found *f,
                       size_t n, tally *sum) {
    size_t n_issues = 0;
    for (size_t i = 0; i < n; i++) {
        if (f[i].term->with || !is_at_home(t, f[i].term->issue))
            continue;
        size_t k = 0;
        while (k < n_issues && sum[k].issue != f[i].term->issue)
            k++;
        if (k == n_issues)
            sum[n_issues++] = (tally){f[i].term->issue, 0, 0};
        sum[k].weight += 2 * f[i].n + (f[i].term->side != 0);
        sum[k].side += f[i].n * side_of(t, say, &f[i]);
    }
    return n_issues;
}

void ent_i_stance(const ent_teller *t, const ent_say *say, ent_str *issue,
                  int *side) {
    found f[MAX_FOUND + 1];
    tally sum[MAX_FOUND + 1];
    size_t n = 0, best = 0;
    *issue = (ent_str){0};
    *side = 0;
    if (!t->in->issues)
        return;
    uint32_t w = ent_i_word_at(t->p, say->content_at.start);
    if (w == ENT_NO_WORD) /* a mark of quotation */
        w = t->p->first[ent_i_say_word(t, say->word)->sent];
    for (; w < t->p->n && ent_i_say_word(t, w)->start < say->content_at.end;
         w++)
        if (ent_i_say_word(t, w)->start >= say->content_at.start &&
            w != say->word)
            find_at(t, w, t->p->first[ent_i_say_word(t, w)->sent + 1], f, &n);
    size_t n_issues = count_up(t, say, f, n, sum);
    for (size_t i = 1; i < n_issues; i++)
        if (sum[i].weight > sum[best].weight)
            best = i;
    if (!n_issues)
        return;
    const ent_issue_about *about = t->in->issues->issue.at;
    *issue = about[sum[best].issue].id;
    int net = sum[best].side * side_of_cue(say);
    *side = (net > 0) - (net < 0);
}
