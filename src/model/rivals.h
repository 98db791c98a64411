/* rivals.h - what the challenge models share: everybody weighs a challenge to
 * everybody, the two expectations of a pair make an offer, and each actor
 * answers the offers it gets.
 *
 * eum and challenge differ in how they expect, qre in how it answers. */
#ifndef ENT_RIVALS_H
#define ENT_RIVALS_H
#include "model/model.h"

/* The actors that count on one issue, and what each pair expects. */
typedef struct ent_rivals {
    const ent_game *g;
    size_t n;
    double *who;       /* [n] their numbers in g */
    double *w, *x, *s; /* [n] capability x salience, position, salience */
    double *y;         /* [n] position after the round */
    double *p;         /* [n * n] chance that i prevails over j */
    double *a;         /* [n * n] what i expects of challenging j */
    double *b;         /* [n * n] what i thinks j expects of challenging i */
    double *offer;     /* [2 * n] scratch of the answers */
} ent_rivals;

#define ENT_RIVALS_WORK(n) (7 * (n) + 3 * (n) * (n))
/* Gathers who counts; errors as ent_i_voters. */
ent_err ent_i_rivals(const ent_game *g, double *work, ent_rivals *out);
/* The lower weighted median of the positions at, weights r->w. */
double ent_i_rivals_median(const ent_rivals *r, const double *at, double *work);
double ent_i_rivals_mean(const ent_rivals *r, const double *at);

/* Fills p with votes: [i * n + j] for i against j, by how much farther each
 * voter is from the other.  @p far [n * n] distance of j from voter k;
 * @p room [n].  Returns the sum over all pairs. */
double ent_i_rivals_votes(ent_rivals *r, const double *far, double *room);

/* What j can bring i to, by i's expectations a and b. */
typedef enum ent_offer_kind {
    ENT_OFFER_NONE,
    ENT_OFFER_CONFLICT,   /* both expect to gain, j more: i loses */
    ENT_OFFER_COMPROMISE, /* j gains more than i loses by it */
    ENT_OFFER_COMPEL      /* i loses more: it gives in altogether */
} ent_offer_kind;

enum { ENT_CHOOSE_CLASS, ENT_CHOOSE_GAIN, ENT_CHOOSE_MOVE, ENT_CHOOSE_LOGIT };
enum { ENT_RANK_MOVE, ENT_RANK_POSITION };
enum { ENT_MEET_RATIO, ENT_MEET_AVERAGE };

typedef struct ent_offer_rules {
    int choice;    /* conflicts before compromises before compels; highest
                      gain of the one who offers; least move; logit */
    int rank;      /* of compromises: least move, or lowest weighted mean of
                      the two positions */
    int meet;      /* compromise at |a / b| of the way, or at the mean weighted
                      by |a| and |b| */
    bool compel;   /* compels are offered */
    bool conflict; /* the loser of a conflict moves */
    double lambda; /* of the logit: precision, per unit of gain */
    bool draw;     /* logit: one offer by its chance, else their mean */
    ent_stream stream;
} ent_offer_rules;

/* Fills r->y from x, p, a, b; tells the reasons, if wanted. */
void ent_i_rivals_answer(ent_rivals *r, const ent_offer_rules *rules,
                         ent_reasons *why);
/* Positions and settlement out; everybody else stays. */
void ent_i_rivals_leave(const ent_rivals *r, double settlement,
                        ent_outcome *out);
/* Matrices "chance", "challenge" and "challenged": p, a and b by actor; and
 * before them @p extra, when not NULL. */
ent_err ent_i_rivals_matrices(ent_ctx *ctx, const ent_rivals *r,
                              const ent_str *actor, const ent_matrix *extra,
                              const ent_matrix **out, size_t *n);
/* A name for each actor that counts. */
ent_err ent_i_rivals_names(ent_ctx *ctx, const ent_rivals *r,
                           const ent_str *actor, ent_str **out);

/* ---- the challenge without attitudes to risk (challenge.c) */

size_t ent_i_challenge_work(size_t n_actors, size_t n_issues);
/* Who counts, and p, a and b of every pair.  Errors as ent_i_rivals. */
ent_err ent_i_challenge_weigh(const ent_game *g, double *work, ent_rivals *out);
/* Where all stand, and the settlement: mean, or median when asked. */
void ent_i_challenge_leave(const ent_rivals *r, bool median, ent_outcome *out);
/* As ent_model.matrices, of the pairs. */
ent_err ent_i_challenge_matrices(ent_ctx *ctx, const ent_game *g,
                                 const ent_str *actor, const ent_str *issue,
                                 const double *param, const ent_matrix **out,
                                 size_t *n);
#endif
