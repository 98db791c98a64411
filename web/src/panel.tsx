/*
 * The evidence beside the number: the paragraph of the document with the
 * sentence marked, its neighbours in grey, the references before and after,
 * and the whole document on request. A reference that names nothing is shown
 * as such, never hidden.
 */
import type { ComponentChildren, RefObject } from 'preact';
import type { Page, Place, Trail } from './book';
import { currentTrail, place, placeLabel } from './book';
import { date } from './format';
import { passageLink } from './number';
import type { Doc, Paragraph } from './types';
import { CLOSED, linkTo } from './view';

export type HeadingRef = RefObject<HTMLHeadingElement | null>;

/** Links to the references before and after the one shown. */
export function steps(page: Page, trail: Trail): {
    at: number; before: string; after: string;
} {
    const at = trail.refs.indexOf(place(page, page.view.evidence).ref);
    const link = (ref: string | undefined) =>
        ref === undefined ? '' : passageLink(page, trail, ref);
    return {
        at,
        before: link(trail.refs[at - 1]),
        after: link(trail.refs[at + 1]),
    };
}

export function isOpen(page: Page): boolean {
    return page.view.evidence !== '' || page.view.doc !== '';
}

export function Panel({ page, heading }: {
    page: Page; heading: HeadingRef;
}) {
    if (page.view.evidence) return <Passage page={page} heading={heading} />;
    const doc = page.docs.get(page.view.doc);
    return (
        <Drawer page={page} heading={heading} title="Document">
            {doc ? <>
                <Source doc={doc} />
                <Text paragraphs={doc.paragraphs} numbered />
            </> : <p class="unresolved-note">No document of this report is
                called “{page.view.doc}”.</p>}
        </Drawer>
    );
}

function Drawer({ page, heading, title, bar, children }: {
    page: Page;
    heading: HeadingRef;
    title: string;
    bar?: ComponentChildren;
    children: ComponentChildren;
}) {
    return (
        <div class="panel" role="dialog" aria-labelledby="panel-title">
            <div class="panel-bar">
                <h2 id="panel-title" tabIndex={-1} ref={heading}>{title}</h2>
                {bar}
                <a class="close" href={linkTo(page.view, CLOSED)}
                    aria-label="Close (Esc)" title="Close (Esc)">×</a>
            </div>
            <div class="panel-body">{children}</div>
        </div>
    );
}

function Passage({ page, heading }: { page: Page; heading: HeadingRef }) {
    const trail = currentTrail(page);
    const { at, before, after } = steps(page, trail);
    const p = place(page, page.view.evidence);
    const bar = (
        <span class="steps">
            <Step to={before} label="Previous passage (←)" sign="‹" />
            <span>{at + 1} of {trail.refs.length}</span>
            <Step to={after} label="Next passage (→)" sign="›" />
        </span>
    );
    return (
        <Drawer page={page} heading={heading} title="Evidence" bar={bar}>
            <div class="for">
                <p>{trail.label}</p>
                {trail.note && <p>{trail.note}</p>}
            </div>
            {p.doc && <Source doc={p.doc} />}
            <p class="where">{placeLabel(p)}</p>
            {p.found && p.doc ? <Found page={page} at={p} doc={p.doc} />
                : <Unresolved at={p} />}
        </Drawer>
    );
}

function Step({ to, label, sign }: {
    to: string; label: string; sign: string;
}) {
    return to
        ? <a href={to} aria-label={label} title={label}>{sign}</a>
        : <span class="off" aria-hidden="true">{sign}</span>;
}

function Source({ doc }: { doc: Doc }) {
    const by = [doc.publisher, date(doc.published)].filter(Boolean);
    return (
        <header class="source">
            <h3>{doc.title}</h3>
            <p>{by.join(', ')}</p>
        </header>
    );
}

function Unresolved({ at: p }: { at: Place }) {
    const missing = !p.doc ? 'No document of this report has that name'
        : !p.paragraph ? 'The document has no such paragraph'
            : 'The paragraph has no such sentence';
    return (
        <p class="unresolved-note">
            <b>Unresolved reference.</b> {missing}. The number that cites
            “{p.ref}” cannot be checked here: mend the reference in the
            scenario and run the report again.
        </p>
    );
}

function Found({ page, at: p, doc }: { page: Page; at: Place; doc: Doc }) {
    const i = doc.paragraphs.findIndex((q) => q.n === p.para);
    const { whole } = page.view;
    const near = whole ? doc.paragraphs
        : doc.paragraphs.slice(Math.max(0, i - 1), i + 2);
    return (
        <>
            <Text paragraphs={near} cited={p} numbered={whole} />
            <p><a class="action" href={linkTo(page.view, { whole: !whole })}>
                {whole ? 'Show the passage alone' : 'Open whole document'}
            </a></p>
        </>
    );
}

function Text({ paragraphs, cited, numbered }: {
    paragraphs: Paragraph[]; cited?: Place; numbered?: boolean;
}) {
    return (
        <div class={numbered ? 'text numbered' : 'text'}>
            {paragraphs.map((p) => (
                <Para key={p.n} paragraph={p}
                    grey={!!cited && !numbered && p.n !== cited.para}
                    mark={cited?.para === p.n ? cited.sent : null} />
            ))}
        </div>
    );
}

/** `mark`: the sentence to mark, 0 for all of them, null for none. */
function Para({ paragraph, grey, mark }: {
    paragraph: Paragraph; grey: boolean; mark: number | null;
}) {
    const heading = /^(title|heading|h\d)$/.test(paragraph.kind);
    return (
        <p class={[grey && 'grey', heading && 'heading'].filter(Boolean)
            .join(' ')} data-n={paragraph.n}>
            {paragraph.sentences.map((s, i) => (
                <>
                    {i > 0 && ' '}
                    {mark === 0 || mark === s.n
                        ? <mark>{s.text}</mark> : s.text}
                </>
            ))}
        </p>
    );
}
