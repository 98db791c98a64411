/*
 * What each actor and faction wants: a dot where it stands, its size the
 * leverage, a line over the interval, a bar for how much it cares. A lens is
 * one author's reading; its rows are hollow and can be shown alone.
 */
import { ascending, group, min } from 'd3-array';
import type { Page, Trail } from './book';
import { actorName, factionName, stanceName, stanceTrail } from './book';
import { exists, valueWords } from './format';
import { FigureRow } from './issue';
import { Opens, passageLink, RefList, ValueText } from './number';
import {
    areaOf, Axis, Canvas, Dot, Grid, Reach, shapePath, SHAPES, Stripe,
} from './plot';
import type { Issue, Stance } from './types';
import { linkTo } from './view';

interface Row {
    stance: Stance;
    trail: Trail;
}

function lensesOf(stance: Stance): string[] {
    return stance.lens.split('|').map((s) => s.trim()).filter(Boolean);
}

/** Which rows hold under a lens: null shows all, "" the base rows. */
export function shownUnder(lens: string | null, issue: Issue): (s: Stance) => boolean {
    if (lens === null) return () => true;
    if (lens === '') return (s) => s.lens === '';
    const key = (s: Stance) => `${s.actor}\n${s.faction}`;
    const replaced = new Set(issue.stances
        .filter((s) => lensesOf(s).includes(lens)).map(key));
    return (s) => s.lens === ''
        ? !replaced.has(key(s)) : lensesOf(s).includes(lens);
}

/** Rows of one actor stay together; actors lie by where they stand. */
function rowsOf(page: Page, issue: Issue): Row[] {
    const shown = shownUnder(page.view.lens, issue);
    const rows = issue.stances
        .map((stance, i) => ({ stance, trail: stanceTrail(page, issue, i) }))
        .filter((r) => shown(r.stance));
    return [...group(rows, (r) => r.stance.actor).values()]
        .map((own) => [...own].sort((a, b) =>
            ascending(a.stance.faction, b.stance.faction)
            || ascending(a.stance.lens, b.stance.lens)))
        .sort((a, b) => ascending(leftmost(a), leftmost(b)))
        .flat();
}

function leftmost(rows: Row[]): number {
    const base = rows.filter((r) => r.stance.lens === '');
    return min(base.length ? base : rows, (r) => r.stance.position.best) ?? 0;
}

export function StanceFigure({ page, issue }: { page: Page; issue: Issue }) {
    const rows = rowsOf(page, issue);
    return (
        <>
            <LensChoice page={page} issue={issue} />
            <p class="legend">
                <ShapeKey shape="circle" says="actor" />
                <ShapeKey shape="square" says="faction" />
                <ShapeKey shape="diamond" says="under a lens only" hollow />
                <span>size: leverage</span>
                <span>bar: salience</span>
                <span><i class="stripe-key" />forecast, 80 % of draws</span>
            </p>
            <div class="figure stances">
                {rows.map((r) => <StanceRow key={r.trail.key} page={page}
                    issue={issue} row={r} />)}
                <FigureRow label=""><Axis poles={issue.poles} /></FigureRow>
            </div>
            <Absent page={page} issue={issue} rows={rows} />
        </>
    );
}

function ShapeKey({ shape, says, hollow }: {
    shape: keyof typeof SHAPES; says: string; hollow?: boolean;
}) {
    return (
        <span>
            <svg class="key" width="14" height="14" viewBox="-7 -7 14 14"
                aria-hidden="true">
                <path class={hollow ? 'dot hollow' : 'dot'}
                    d={shapePath(shape, 70)} />
            </svg>
            {says}
        </span>
    );
}

function LensChoice({ page, issue }: { page: Page; issue: Issue }) {
    const lenses = [...new Set(issue.stances.flatMap(lensesOf))].sort();
    if (!lenses.length) return null;
    const choices: [string | null, string][] = [
        [null, 'all'], ['', 'base'], ...lenses.map((l): [string, string] =>
            [l, l])];
    return (
        <nav class="choices" aria-label="Lens">
            <span>Lens</span>
            {choices.map(([lens, label]) => (
                <a key={label + lens} href={linkTo(page.view, { lens })}
                    aria-current={lens === page.view.lens
                        ? 'true' : undefined}>{label}</a>
            ))}
        </nav>
    );
}

function shapeOf(s: Stance): keyof typeof SHAPES {
    if (s.lens) return 'diamond';
    return s.faction ? 'square' : 'circle';
}

function StanceRow({ page, issue, row }: {
    page: Page; issue: Issue; row: Row;
}) {
    const { stance: s, trail } = row;
    const lens = s.lens ? ' lens-row' : '';
    const active = trail.key === page.view.by ? ' active' : '';
    return (
        <FigureRow class={`stance${lens}${active}`}
            label={<>
                <b>{actorName(page, s.actor)}</b>
                <small>
                    {[s.faction && factionName(page, s.actor, s.faction),
                        s.lens && `lens ${lensesOf(s).join(', ')}`]
                        .filter(Boolean).join(' · ')}
                </small>
            </>}
            side={<Salience page={page} row={row} />}>
            <Canvas height={40}>
                <Grid />
                <Stripe band={issue.forecast} />
                <Reach value={s.position} />
                <StanceDot page={page} row={row} />
            </Canvas>
        </FigureRow>
    );
}

/** The pointer's way in; the table below is the keyboard's. */
function StanceDot({ page, row }: { page: Page; row: Row }) {
    const { stance: s, trail } = row;
    if (!exists(s.position.best)) return null;
    const first = trail.refs[0];
    const dot = (
        <Dot x={s.position.best}
            class={s.lens ? 'dot hollow' : 'dot'}
            d={shapePath(shapeOf(s), areaOf(s.leverage))} />
    );
    const words = `${stanceName(page, s)}: ${[
        valueWords('position', s.position),
        valueWords('salience', s.salience),
        valueWords('leverage', s.leverage)].join(', ')}`;
    if (!first) return <g><title>{words}</title>{dot}</g>;
    return (
        <a href={passageLink(page, trail, first)} tabIndex={-1}>
            <title>{words}</title>{dot}
        </a>
    );
}

function Salience({ page, row }: { page: Page; row: Row }) {
    const { position, salience } = row.stance;
    const share = salience && exists(salience.best) ? salience.best : null;
    return (
        <>
            <Opens page={page} trail={row.trail}
                what={valueWords('Position', position)}>
                <ValueText value={position} />
            </Opens>
            <svg class="salience" width="44" height="6" aria-hidden="true">
                <title>{valueWords('Salience', salience)}</title>
                <rect class="of" width="44" height="6" rx="1" />
                {share !== null && <rect width={0.44 * share} height="6"
                    rx="1" />}
            </svg>
        </>
    );
}

function Absent({ page, issue, rows }: {
    page: Page; issue: Issue; rows: Row[];
}) {
    const shown = new Set(rows.map((r) => r.stance.actor));
    const hidden = [...new Set(issue.stances.map((s) => s.actor))]
        .filter((a) => !shown.has(a));
    if (!hidden.length) return null;
    const names = hidden.map((a) => actorName(page, a)).join(', ');
    return <p class="note">Read only under other lenses: {names}.</p>;
}

const CONFIDENCE = { H: 'high', M: 'medium', L: 'low', '': '–' };

export function StanceTable({ page, issue }: { page: Page; issue: Issue }) {
    return (
        <table class="data stance-table">
            <caption>Positions on {issue.name}, with the passages they rest
                on; a number that is a link opens its passages</caption>
            <thead>
                <tr>
                    <th scope="col">Who</th>
                    <th scope="col" class="n">Position</th>
                    <th scope="col" class="n">Salience</th>
                    <th scope="col" class="n">Leverage</th>
                    <th scope="col">Confidence</th>
                    <th scope="col">Rests on</th>
                </tr>
            </thead>
            {rowsOf(page, issue).map((r) =>
                <TableRow key={r.trail.key} page={page} row={r} />)}
        </table>
    );
}

function TableRow({ page, row }: { page: Page; row: Row }) {
    const { stance: s, trail } = row;
    const cell = (name: string, value: Stance['salience']) => (
        <td class="n" data-label={name}>
            {value ? (
                <Opens page={page} trail={trail}
                    what={valueWords(name, value)}>
                    <ValueText value={value} />
                </Opens>
            ) : <span class="none">–</span>}
        </td>
    );
    return (
        <tbody class={trail.key === page.view.by ? 'active' : ''}>
            <tr>
                <th scope="row">
                    {stanceName(page, s)}
                    {s.lens && <span class="tag">
                        lens {lensesOf(s).join(', ')}</span>}
                </th>
                {cell('Position', s.position)}
                {cell('Salience', s.salience)}
                {cell('Leverage', s.leverage)}
                <td data-label="Confidence">{CONFIDENCE[s.confidence]
                    ?? s.confidence}</td>
                <td data-label="Rests on">
                    <RefList page={page} trail={trail} /></td>
            </tr>
            {s.note && (
                <tr class="note-row"><td colSpan={6}>{s.note}</td></tr>
            )}
        </tbody>
    );
}
