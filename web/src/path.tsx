/*
 * The forecast over time where the scenario dates its events: the median, the
 * 80 % band and the 90 % band of all draws at each step.
 */
import { extent } from 'd3-array';
import { scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { date, drawable, instant, monthYear, range, whole } from './format';
import { TICKS } from './plot';
import type { Band, Issue } from './types';

interface Step {
    t: number;
    date: string;
    band: Band;
}

function stepsOf(issue: Issue): Step[] {
    return issue.path.flatMap((p) => {
        const t = instant(p.date);
        return t === null || !drawable(p.forecast)
            ? [] : [{ t, date: p.date, band: p.forecast }];
    });
}

export function PathFigure({ issue }: { issue: Issue }) {
    const steps = stepsOf(issue);
    const [from, to] = extent(steps, (s) => s.t);
    if (from === undefined || to === undefined || from === to) return null;
    const x = scaleUtc([from, to], [0, 100]);
    return (
        <section aria-labelledby="path">
            <h2 id="path">How it may move over time</h2>
            <PathWords steps={steps} />
            <div class="path">
                <div class="path-scale" aria-hidden="true">
                    {[...TICKS].reverse().map((t) => <span key={t}>{t}</span>)}
                </div>
                <Curves steps={steps} x={(t) => x(t)} />
                <div class="path-time" aria-hidden="true">
                    <svg class="canvas" width="100%" height="18">
                        {x.ticks(4).map((t) => (
                            <text key={+t} x={`${x(t)}%`} y="13"
                                text-anchor={anchor(x(t))}>
                                {monthYear(t)}</text>
                        ))}
                    </svg>
                </div>
                <p class="path-poles">
                    <span><b>100</b> {issue.poles[1]}</span>
                    <span><b>0</b> {issue.poles[0]}</span>
                </p>
            </div>
        </section>
    );
}

function anchor(x: number): 'start' | 'middle' | 'end' {
    return x < 6 ? 'start' : x > 94 ? 'end' : 'middle';
}

function PathWords({ steps }: { steps: Step[] }) {
    const [first, last] = [steps[0], steps[steps.length - 1]];
    if (!first || !last) return null;
    return (
        <p>
            From {whole(first.band.q50)} in {date(first.date)} to{' '}
            <b>{whole(last.band.q50)}</b> in {date(last.date)}, where 80 % of
            draws lie in {range(last.band.q10, last.band.q90)}.
        </p>
    );
}

function Curves({ steps, x }: { steps: Step[]; x: (t: number) => number }) {
    const between = (lo: keyof Band, hi: keyof Band) =>
        area<Step>((s) => x(s.t), (s) => 100 - s.band[lo],
            (s) => 100 - s.band[hi])(steps) ?? '';
    const middle = line<Step>((s) => x(s.t), (s) => 100 - s.band.q50);
    return (
        <div class="plot">
            <svg class="curves" viewBox="0 0 100 100" aria-hidden="true"
                preserveAspectRatio="none">
                <g class="grid">
                    {TICKS.map((t) => <line key={t} x1="0" x2="100" y1={t}
                        y2={t} />)}
                </g>
                <path class="wide" d={between('q05', 'q95')} />
                <path class="near" d={between('q10', 'q90')} />
                <path class="median" d={middle(steps) ?? ''} />
            </svg>
        </div>
    );
}
