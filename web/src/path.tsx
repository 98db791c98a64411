/*
 * The forecast over time where the scenario dates its events: the median, the
 * 80 % band and the 90 % band of all draws from each date to the next, and
 * marks where something may happen. Dark marks are the events that change a
 * number of this issue; they are named below the chart.
 */
import { extent } from 'd3-array';
import type { ScaleTime } from 'd3-scale';
import { scaleUtc } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { Page } from './book';
import { bearsOn, readChange } from './changes';
import { Chance } from './events';
import { date, drawable, instant, monthYear, range, whole } from './format';
import { TICKS } from './plot';
import type { Band, Issue, ReportEvent } from './types';

type Time = ScaleTime<number, number>;

const AFTER = 0.06; // of the time shown: how long the last state is drawn

interface Step {
    t: number;
    date: string;
    band: Band;
}

interface Mark {
    event: ReportEvent;
    number: number;
    t: number;
    bears: boolean;
}

function stepsOf(issue: Issue): Step[] {
    return issue.path.flatMap((p) => {
        const t = instant(p.date);
        return t === null || !drawable(p.forecast)
            ? [] : [{ t, date: p.date, band: p.forecast }];
    });
}

function marksOf(page: Page, issue: Issue): Mark[] {
    return page.report.events.flatMap((event, i) => {
        const t = instant(event.date);
        const bears = event.set.some((text) =>
            bearsOn(readChange(page, text), issue));
        return t === null ? [] : [{ event, number: i + 1, t, bears }];
    });
}

export function PathFigure({ page, issue }: { page: Page; issue: Issue }) {
    const steps = stepsOf(issue);
    const [from, to] = extent(steps, (s) => s.t);
    const last = steps[steps.length - 1];
    if (!last || from === undefined || to === undefined || from === to) {
        return null;
    }
    const end = to + AFTER * (to - from);
    const x = scaleUtc([from, end], [0, 100]);
    const marks = marksOf(page, issue)
        .filter((m) => m.t >= from && m.t <= end);
    return (
        <section aria-labelledby={`path-${issue.id}`}>
            <h2 id={`path-${issue.id}`}>How it may move over time</h2>
            <PathWords steps={steps} />
            <div class="path">
                <Numbers marks={marks} x={x} />
                <div class="path-scale" aria-hidden="true">
                    {[...TICKS].reverse().map((t) => <span key={t}>{t}</span>)}
                </div>
                <Curves steps={[...steps, { ...last, t: end }]} x={x}
                    marks={marks} />
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
            <Bearing page={page} marks={marks} />
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

function Numbers({ marks, x }: { marks: Mark[]; x: Time }) {
    return (
        <div class="path-events" aria-hidden="true">
            <svg class="canvas" width="100%" height="18">
                {marks.map((m) => (
                    <text key={m.number} x={`${x(m.t)}%`} y="12"
                        text-anchor="middle" class={m.bears ? 'bears' : ''}>
                        <title>{`${date(m.event.date)}: ${
                            m.event.what}`}</title>
                        {m.number}
                    </text>
                ))}
            </svg>
        </div>
    );
}

function Curves({ steps, x, marks }: {
    steps: Step[]; x: Time; marks: Mark[];
}) {
    const between = (lo: keyof Band, hi: keyof Band) =>
        area<Step>((s) => x(s.t), (s) => 100 - s.band[lo],
            (s) => 100 - s.band[hi]).curve(curveStepAfter)(steps) ?? '';
    const middle = line<Step>((s) => x(s.t), (s) => 100 - s.band.q50)
        .curve(curveStepAfter);
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
                <g class="marks">
                    {marks.map((m) => <line key={m.number} x1={x(m.t)}
                        x2={x(m.t)} y1="0" y2="100"
                        class={m.bears ? 'bears' : ''} />)}
                </g>
                <path class="median" d={middle(steps) ?? ''} />
            </svg>
        </div>
    );
}

function Bearing({ page, marks }: { page: Page; marks: Mark[] }) {
    const own = marks.filter((m) => m.bears);
    if (!marks.length) return null;
    if (!own.length) {
        return <p class="note">None of the dated events changes a number of
            this issue.</p>;
    }
    return (
        <ol class="bearing">
            {own.map((m) => (
                <li key={m.number}>
                    <span class="event-number">{m.number}</span>
                    <span class="when">{date(m.event.date)}</span>
                    <span>{m.event.what}</span>
                    <Chance page={page} event={m.event} />
                </li>
            ))}
        </ol>
    );
}
