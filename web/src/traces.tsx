/*
 * Names over time, small and side by side: the median of all draws in its 80 %
 * band, each on its own scale, which stands at its left. Where half of the
 * draws or more stand still the mean is drawn, so that a rare move is seen.
 */
import { group } from 'd3-array';
import { area, line } from 'd3-shape';
import type { Page } from './book';
import { date, exists } from './format';
import type { Trace } from './types';
import { linkTo } from './view';
import { figure } from './why';

const KINDS: [string, string][] = [
    ['move', 'Moves'], ['belief', 'Beliefs, percent'], ['gate', 'Gates'],
    ['stock', 'Stocks'], ['quantity', 'Quantities'], ['driver', 'Values driven'],
    ['constant', 'Values that events set'], ['settlement', 'Settlements'],
    ['value', 'Values'], ['other', 'Others'],
];
const SHOWN = 12; // of a kind before the rest is folded away

export function Traces({ page }: { page: Page }) {
    const system = page.report.system;
    if (!system?.traces.length) return null;
    const kinds = group(system.traces, (t) => t.kind);
    const [first, last] = [system.dates[0] ?? '',
        system.dates[system.dates.length - 1] ?? ''];
    return (
        <section class="traces" aria-labelledby="traces">
            <h2 id="traces">How things move over time</h2>
            <p>From {date(first)} to {date(last)}: the median of the draws (of
                moves, gates and what seldom moves, the mean) and the band of
                80 % of them, each on its own scale.</p>
            {KINDS.map(([kind, label]) => {
                const all = kinds.get(kind) ?? [];
                if (!all.length) return null;
                return <Kind key={kind} page={page} label={label} all={all} />;
            })}
        </section>
    );
}

function Kind({ page, label, all }: {
    page: Page; label: string; all: Trace[];
}) {
    const few = all.slice(0, SHOWN);
    const others = all.slice(SHOWN);
    return (
        <>
            <h3>{label}</h3>
            <Grid page={page} traces={few} />
            {others.length > 0 && (
                <details open={page.paper}>
                    <summary>{others.length} more</summary>
                    <Grid page={page} traces={others} />
                </details>
            )}
        </>
    );
}

function Grid({ page, traces }: { page: Page; traces: Trace[] }) {
    const names = new Set(page.report.system?.nodes.map((n) => n.name));
    return (
        <ul class="small-multiples">
            {traces.map((t) => (
                <li key={t.name}>
                    {names.has(t.name)
                        ? <a href={linkTo(page.view,
                            { name: t.name, section: '' })}
                            title="what it depends on">{t.name}</a>
                        : <span>{t.name}</span>}
                    <Curve trace={t} />
                </li>
            ))}
        </ul>
    );
}

interface Point { t: number; lo: number; mid: number; hi: number }

function pointsOf(trace: Trace): Point[] {
    const still = ['move', 'gate'].includes(trace.kind)
        || new Set(trace.q50).size === 1;
    const middle = still ? trace.mean : trace.q50;
    return middle.flatMap((mid, t) => {
        const [lo, hi] = [trace.q10[t], trace.q90[t]];
        return exists(mid) && exists(lo) && exists(hi)
            ? [{ t, lo, mid, hi }] : [];
    });
}

function Curve({ trace }: { trace: Trace }) {
    const points = pointsOf(trace);
    const least = Math.min(...points.map((p) => Math.min(p.lo, p.mid)));
    const most = Math.max(...points.map((p) => Math.max(p.hi, p.mid)));
    const first = points[0];
    const last = points[points.length - 1];
    if (!first || !last) return null;
    const x = (p: Point) => 100 * p.t / Math.max(1, trace.mean.length - 1);
    const y = (v: number) => most > least
        ? 97 - 94 * (v - least) / (most - least) : 50;
    const band = area<Point>(x, (p) => y(p.lo), (p) => y(p.hi))(points);
    return (
        <span class="sparkline" role="img" aria-label={`from ${
            figure(first.mid)} to ${figure(last.mid)}`}>
            <span class="ends" aria-hidden="true">
                <small>{figure(most)}</small><small>{figure(least)}</small>
            </span>
            <svg class="curves" viewBox="0 0 100 100" aria-hidden="true"
                preserveAspectRatio="none">
                <path class="near" d={band ?? ''} />
                <path class="median"
                    d={line<Point>(x, (p) => y(p.mid))(points) ?? ''} />
            </svg>
            <b aria-hidden="true">{figure(last.mid)}</b>
        </span>
    );
}
