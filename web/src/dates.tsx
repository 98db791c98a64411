/*
 * The dates that the documents cite, counted by year (older ones by decade or
 * century, so that a distant war does not flatten the present) and read out in
 * order; each opens its sentence.
 */
import { ascending, groups } from 'd3-array';
import type { Page, Trail } from './book';
import { dateTrail, place } from './book';
import { count, date, instant } from './format';
import { passageLink } from './number';
import { Canvas } from './plot';
import type { CitedDate } from './types';
import { linkTo } from './view';

const DAY = 86400000; // milliseconds
const MOST = 14; // periods that fit beside each other

interface Period {
    key: string;
    dates: CitedDate[];
}

function yearOf(d: CitedDate): number | null {
    const t = instant(d.start);
    return t === null ? null : new Date(t).getUTCFullYear();
}

function name(year: number, step: number): string {
    return step === 1 ? String(year)
        : `${Math.floor(year / step) * step}s`;
}

/** Years from `since` on stand alone; before it they are put together. */
function keyOf(year: number, since: number): string {
    if (year >= since) return name(year, 1);
    return name(year, since - year < 100 ? 10 : 100);
}

function periodsOf(dates: CitedDate[]): Period[] {
    const dated = dates.filter((d) => yearOf(d) !== null)
        .sort((a, b) => ascending(a.start, b.start));
    const years = [...new Set(dated.map((d) => yearOf(d) ?? 0))];
    const cut = years.length > MOST ? years[years.length - MOST + 4] : years[0];
    return groups(dated, (d) => keyOf(yearOf(d) ?? 0, cut ?? 0))
        .map(([key, own]) => ({ key, dates: own }));
}

function chosen(page: Page, periods: Period[]): Period | undefined {
    const { view } = page;
    const ref = view.by === 't' ? place(page, view.evidence).ref : '';
    const holding = periods.find((p) => p.dates.some((d) => refOf(d) === ref));
    const fullest = [...periods].sort((a, b) =>
        b.dates.length - a.dates.length)[0];
    return holding ?? periods.find((p) => p.key === view.period) ?? fullest;
}

function refOf(d: CitedDate): string {
    return `${d.doc}#${d.para}.${d.sent}`;
}

export function Timeline({ page }: { page: Page }) {
    const { dates } = page.report;
    const periods = periodsOf(dates);
    const open = page.paper ? { key: '', dates: periods.flatMap((p) => p.dates) }
        : chosen(page, periods);
    if (!open?.dates.length) return null;
    const most = Math.max(...periods.map((p) => p.dates.length));
    const trail = dateTrail(page);
    const undated = dates.filter((d) => yearOf(d) === null).length;
    return (
        <section aria-labelledby="timeline">
            <h2 id="timeline">Cited dates</h2>
            <nav class="periods" aria-label="Periods">
                {periods.map((p) => (
                    <a key={p.key} href={linkTo(page.view, {
                        period: p.key, section: '', evidence: '', by: '' })}
                        aria-current={p === open ? 'true' : undefined}
                        title={count(p.dates.length, 'date')}>
                        <Canvas height={64}>
                            <rect x="12%" width="76%" rx="1"
                                y={62 - 60 * p.dates.length / most}
                                height={2 + 60 * p.dates.length / most} />
                        </Canvas>
                        <b>{p.key}</b>
                        <small>{p.dates.length}</small>
                    </a>
                ))}
            </nav>
            <ol class="dates">
                {open.dates.map((d, i) =>
                    <DateRow key={i} page={page} trail={trail} cited={d} />)}
            </ol>
            {undated > 0 && <p class="note">{count(undated,
                'more expression')} of time could not be put on a
                calendar.</p>}
        </section>
    );
}

function span(d: CitedDate): string {
    const [from, to] = [date(d.start), date(d.end)];
    if (!d.end || from === to) return from;
    const year = d.start.slice(0, 4);
    const month = d.start.slice(0, 7);
    if (d.start === `${year}-01-01` && d.end === `${year}-12-31`) return year;
    if (!d.end.startsWith(`${month}-`)) return `${from} – ${to}`;
    const after = new Date((instant(d.end) ?? 0) + DAY);
    return d.start.endsWith('-01') && after.getUTCDate() === 1
        ? date(month) : `${Number(d.start.slice(8))}–${to}`;
}

function DateRow({ page, trail, cited: d }: {
    page: Page; trail: Trail; cited: CitedDate;
}) {
    const ref = place(page, refOf(d)).ref;
    const p = place(page, ref);
    const text = p.paragraph?.sentences.find((s) => s.n === d.sent)?.text;
    const on = page.view.by === 't'
        && place(page, page.view.evidence).ref === ref;
    return (
        <li class={on ? 'active' : ''}>
            <a href={passageLink(page, trail, ref)}>
                <span class="when">{span(d)}</span>
                <span class="said">
                    {text ? <Said text={text} part={d.text} /> : d.text}
                </span>
            </a>
        </li>
    );
}

/** The sentence with the words that give the date set off. */
function Said({ text, part }: { text: string; part: string }) {
    const i = text.indexOf(part);
    if (i < 0 || !part) return <>{text}</>;
    return (
        <>{text.slice(0, i)}<em>{part}</em>{text.slice(i + part.length)}</>
    );
}
