/*
 * A number that opens the sentences it rests on. Where nothing is cited the
 * number stands alone, so that what can be opened looks different from what
 * cannot.
 */
import type { ComponentChildren } from 'preact';
import type { Page, Trail } from './book';
import { place, placeLabel } from './book';
import { count, exists, interval, typed } from './format';
import type { Value } from './types';
import { linkTo } from './view';

export function passageLink(page: Page, trail: Trail, ref: string): string {
    return linkTo(page.view, {
        evidence: ref, by: trail.key, doc: '', whole: false, section: '',
    });
}

interface OpensProps {
    page: Page;
    trail: Trail;
    what: string;
    children: ComponentChildren;
}

export function Opens({ page, trail, what, children }: OpensProps) {
    const first = trail.refs[0];
    if (!first) return <span class="plain">{children}</span>;
    const rests = `rests on ${count(trail.refs.length, 'passage')}`;
    return (
        <a class="num" href={passageLink(page, trail, first)}
            title={`${what}: ${rests}`}
            aria-label={`${what}, ${rests}`}>
            {children}
        </a>
    );
}

export function ValueText({ value }: { value: Value | null }) {
    if (!value || !exists(value.best)) return <span class="none">–</span>;
    const reach = interval(value);
    return (
        <>
            <span class="best">{typed(value.best)}</span>
            {reach && <span class="reach-text"> {reach}</span>}
        </>
    );
}

export function RefList({ page, trail }: { page: Page; trail: Trail }) {
    if (!trail.refs.length) return <span class="none">none cited</span>;
    return (
        <span class="refs">
            {trail.refs.map((ref) => {
                const p = place(page, ref);
                return (
                    <a key={ref} class={p.found ? 'ref' : 'ref unresolved'}
                        href={passageLink(page, trail, ref)}
                        title={p.doc?.title ?? 'names nothing in this report'}>
                        {placeLabel(p)}{!p.found && ' ?'}
                    </a>
                );
            })}
        </span>
    );
}
