/* program_memory.c - averages, delays, tables and noise.
 *
 * What they remember lies in slots of their own.  They may run several times
 * in one step, with other inputs each time; the last run counts. */
#include "system/program_kernels.h"

/* The step that an operation stands for; before step 0 it is step 0. */
static uint32_t step_of(const ent_instr *o, const ent_now *now) {
    uint32_t lag = o->memory->lag;
    return now->step > lag ? now->step - lag : 0;
}

/* One step of an average: a time below one step counts as one. */
static double toward(double s, double x, double time) {
    return s + (x - s) / (time > 1 ? time : 1);
}

/* a: x of this step, b: time; state: the average now, the next one. */
void ent_i_kernel_smooth(ARGS) {
    double *to = SLOT(o->to), *state = SLOT(o->memory->state);
    double *next = state + ENT_LANES;
    const double *a = SLOT(o->a), *time = SLOT(o->b);
    bool first = step_of(o, now) == 0;
    for (int i = 0; i < ENT_LANES; i++) {
        double s = first ? a[i] : state[i];
        to[i] = s;
        next[i] = toward(s, a[i], time[i]);
    }
}

/* a: x of the step before, b: time, c: what it starts from. */
void ent_i_kernel_smooth_from(ARGS) {
    double *to = SLOT(o->to), *state = SLOT(o->memory->state);
    double *next = state + ENT_LANES;
    const double *a = SLOT(o->a), *time = SLOT(o->b), *start = SLOT(o->c);
    bool first = step_of(o, now) == 0;
    for (int i = 0; i < ENT_LANES; i++) {
        to[i] = first ? start[i] : toward(state[i], a[i], time[i]);
        next[i] = to[i];
    }
}

/* A number of steps as a whole one, least..most. */
static uint32_t whole(double steps, uint32_t least, uint32_t most) {
    if (!(steps > least))
        return least;
    return steps < most ? (uint32_t)(steps + 0.5) : most;
}

/* a: x of this step, b: steps; the state is a ring of the last n. */
void ent_i_kernel_delay(ARGS) {
    double *to = SLOT(o->to), *ring = SLOT(o->memory->state);
    const double *steps = SLOT(o->b);
    uint32_t t = step_of(o, now);
    memcpy(ring + (size_t)(t % o->memory->n) * ENT_LANES, SLOT(o->a),
           ENT_LANES * sizeof *ring);
    for (int i = 0; i < ENT_LANES; i++) {
        uint32_t back =
            i < now->lanes ? whole(steps[i], 0, o->memory->n - 1) : 0;
        uint32_t at = back < t ? t - back : 0;
        to[i] = ring[(size_t)(at % o->memory->n) * ENT_LANES + (size_t)i];
    }
}

/* a: x of the step before, b: steps, c: what comes before the first x; in the
 * state the slot behind the ring keeps it. */
void ent_i_kernel_delay_from(ARGS) {
    double *to = SLOT(o->to), *ring = SLOT(o->memory->state),
           *start = SLOT(o->c);
    double *before = SLOT(o->memory->state + o->memory->n);
    const double *steps = SLOT(o->b);
    uint32_t t = step_of(o, now);
    double *put =
        t ? ring + (size_t)((t - 1) % o->memory->n) * ENT_LANES : before;
    memcpy(put, t ? SLOT(o->a) : start, ENT_LANES * sizeof *put);
    for (int i = 0; i < ENT_LANES; i++) {
        uint32_t back = i < now->lanes ? whole(steps[i], 1, o->memory->n) : 1;
        const double *at = before;
        if (back <= t)
            at = ring + (size_t)((t - back) % o->memory->n) * ENT_LANES;
        to[i] = at[i];
    }
}

/* Linear between its points, flat outside them.  Point by point, so that the
 * inner loop is over lanes. */
void ent_i_kernel_table(ARGS) {
    (void)now;
    double *restrict to = SLOT(o->to);
    const double *restrict a = SLOT(o->a);
    for (int i = 0; i < ENT_LANES; i++)
        to[i] = o->memory->point[1];
    for (uint32_t k = 0; k < o->memory->n_points; k++) {
        const double *at = o->memory->point + 2 * (size_t)k;
        bool last = k + 1 == o->memory->n_points;
        double x0 = at[0], y0 = at[1];
        double slope = last ? 0 : (at[3] - y0) / (at[2] - x0);
        _Pragma("omp simd") for (int i = 0; i < ENT_LANES; i++) to[i] =
            a[i] >= x0 ? y0 + (a[i] - x0) * slope : to[i];
    }
}

/* a: standard deviation */
void ent_i_kernel_noise(ARGS) {
    double *to = SLOT(o->to);
    const double *deviation = SLOT(o->a);
    ent_stream s = {now->seed, o->memory->stream};
    uint32_t t = step_of(o, now);
    for (int i = 0; i < ENT_LANES; i++) {
        double u = 0.5;
        if (i < now->lanes && deviation[i] != 0)
            u = ent_i_uniform(s, now->first + (uint64_t)i, t);
        to[i] = deviation[i] * ent_i_normal(u);
    }
}
