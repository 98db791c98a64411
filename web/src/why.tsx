/*
 * What moved the settlements most: a tree for each, from the outcome down to
 * values and the passages they rest on. A bar is a part's share of the movement
 * above it; to the right it raised it, to the left it lowered it.
 */
import type { Page } from './book';
import { causeTrail } from './book';
import { date, exists } from './format';
import { RefList } from './number';
import type { Cause } from './types';

/** As many decimals as the size deserves, with a true minus sign. */
export function figure(x: number | null | undefined): string {
    if (!exists(x)) return '–';
    const size = Math.abs(x);
    const digits = size >= 100 ? 0 : size >= 1 || size === 0 ? 1
        : size >= 0.01 ? 2 : 4;
    return x.toFixed(digits).replace('-', '−');
}

export function Why({ page }: { page: Page }) {
    const explained = page.report.system?.explained ?? [];
    if (!explained.length) return null;
    return (
        <section class="why" aria-labelledby="why">
            <h2 id="why">Why it moved</h2>
            <p>The largest movements of settlements from one step to the next,
                and what each part did to the movement above it.</p>
            {explained.map((c, i) => (
                <details key={i} open={i === 0 || page.paper}>
                    <summary><Movement page={page} cause={c} /></summary>
                    <Parts page={page} of={c} />
                </details>
            ))}
        </section>
    );
}

function stepName(page: Page, step: number): string {
    if (step < 0) return 'the start';
    return date(page.report.system?.dates[step] ?? '') || `step ${step}`;
}

function Movement({ page, cause: c }: { page: Page; cause: Cause }) {
    const id = c.name.replace(/^settle\./, '');
    const issue = page.issues.get(id);
    return (
        <>
            <b>{issue ? `${id} ${issue.name}` : c.name}</b>{' '}
            {(c.share ?? 0) < 0 ? 'fell' : 'rose'} by{' '}
            {figure(Math.abs(c.share ?? 0))}, from {figure(c.before)} to{' '}
            {figure(c.after)}, between {stepName(page, c.since)} and{' '}
            {stepName(page, c.step)}
        </>
    );
}

function Parts({ page, of }: { page: Page; of: Cause }) {
    const most = Math.max(...of.causes.map((c) => Math.abs(c.share ?? 0)), 1e-9);
    if (!of.causes.length) return null;
    return (
        <ul class="causes">
            {of.causes.map((c, i) =>
                <Part key={i} page={page} cause={c} most={most} />)}
        </ul>
    );
}

function Part({ page, cause: c, most }: {
    page: Page; cause: Cause; most: number;
}) {
    const trail = causeTrail(page, c);
    const rest = c.kind === 'rest';
    return (
        <li class={trail.key === page.view.by ? 'active' : ''}>
            <span class="share">
                {exists(c.share) ? <Bar share={c.share} most={most} /> : 'with'}
            </span>
            <span class="part">
                <b>{c.name}</b>
                {!rest && <span class="soft"> {c.kind}, {levels(c)}</span>}
                {c.as && <span class="soft"> (as above)</span>}
                {!c.as && c.formula && <code>= {c.formula}</code>}
                {!c.as && c.says && <span class="soft"> {c.says}</span>}
                {!c.as && trail.refs.length > 0 && <>{' '}
                    <RefList page={page} trail={trail} /></>}
            </span>
            <Parts page={page} of={c} />
        </li>
    );
}

function levels(c: Cause): string {
    const [a, b] = [figure(c.before), figure(c.after)];
    return a === b ? b : `${a} to ${b}`;
}

function Bar({ share, most }: { share: number; most: number }) {
    const width = 50 * Math.abs(share) / most;
    return (
        <>
            <svg class="canvas bar" width="4rem" height="10" aria-hidden="true">
                <line x1="50%" x2="50%" y1="0" y2="100%" />
                <rect x={`${share < 0 ? 50 - width : 50}%`} width={`${width}%`}
                    y="2" height="6" class={share < 0 ? 'down' : ''} />
            </svg>
            {share > 0 ? '+' : ''}{figure(share)}
        </>
    );
}
