/*
 * Reads the one JSON document in the page and draws the view that the address
 * names. Links change the address; the page is redrawn from it. Focus goes to
 * what was opened and back to where it came from.
 */
import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Book, Page } from './book';
import { currentTrail, openBook } from './book';
import { Timeline } from './dates';
import { Actors, Documents, RunFacts } from './end';
import { Events } from './events';
import { Head } from './head';
import { IssuePage } from './issue';
import { Overview } from './overview';
import { isOpen, Panel, steps } from './panel';
import { Diagram } from './diagram';
import { TestTable } from './tested';
import { Traces } from './traces';
import type { Report } from './types';
import { CLOSED, linkTo, readView } from './view';
import { Why } from './why';

const SECTIONS: [string, string][] = [
    ['issues', 'Issues'], ['why', 'Why'], ['traces', 'Over time'],
    ['causes', 'Causes'], ['tests', 'Tests'], ['events', 'Events'], ['actors', 'Actors'], ['timeline', 'Dates'],
    ['documents', 'Documents'], ['run', 'Method'],
];

function useAddress(): string {
    const [hash, setHash] = useState(location.hash);
    useEffect(() => {
        const read = () => setHash(location.hash);
        addEventListener('hashchange', read);
        return () => removeEventListener('hashchange', read);
    }, []);
    return hash;
}

/** A link may leave out whose passage it opens. */
function pageAt(book: Book, hash: string, paper = false): Page {
    const page = { ...book, view: readView(hash), paper };
    if (page.view.evidence) page.view.by = currentTrail(page).key;
    return page;
}

/** Esc closes the passage; the arrows step through its neighbours. */
function useKeys(book: Book): void {
    useEffect(() => {
        const press = (e: KeyboardEvent) => {
            // The address, not the last drawing: keys may come faster.
            const page = pageAt(book, location.hash);
            if (!isOpen(page) || e.ctrlKey || e.altKey || e.metaKey) return;
            const trail = currentTrail(page);
            const { before, after } = steps(page, trail);
            const to = e.key === 'Escape' ? linkTo(page.view, CLOSED)
                : e.key === 'ArrowLeft' ? before
                    : e.key === 'ArrowRight' ? after : '';
            if (!to) return;
            e.preventDefault();
            location.hash = to;
        };
        addEventListener('keydown', press);
        return () => removeEventListener('keydown', press);
    }, [book]);
}

function bring(e: Element | null | undefined, to: 'center' | 'nearest') {
    e?.scrollIntoView({ block: to, behavior: 'instant' });
}

type Focusable = HTMLElement | SVGElement;

/** Focus to where the passage was opened from, if that is still there. */
function giveBack(opener: Element): void {
    const there = opener.isConnected && opener !== document.body;
    const to = there ? opener : document.querySelector('h1');
    (to as Focusable | null)?.focus({ preventScroll: true });
}

/** The page narrows when a passage opens beside it and widens when that
 *  closes: what the reader clicked stays where it is on the screen. */
function useSteady(open: boolean, element: Element | null): void {
    const was = useRef(open);
    const top = was.current === open
        ? null : element?.getBoundingClientRect().top ?? null;
    useLayoutEffect(() => {
        was.current = open;
        if (top === null || !element?.isConnected) return;
        const by = element.getBoundingClientRect().top - top;
        scrollBy({ top: by, behavior: 'instant' });
    }, [open]);
}

function usePanelFocus(page: Page) {
    const heading = useRef<HTMLHeadingElement>(null);
    const opener = useRef<Element | null>(null);
    const open = isOpen(page);
    const { evidence, doc, whole } = page.view;
    useSteady(open, opener.current ?? document.activeElement);
    useLayoutEffect(() => {
        if (!open) {
            if (opener.current) giveBack(opener.current);
            opener.current = null;
            return;
        }
        opener.current ??= document.activeElement;
        heading.current?.focus({ preventScroll: true });
    }, [open]);
    useLayoutEffect(() => {
        if (!open) return;
        const body = document.querySelector('.panel-body');
        body?.scrollTo(0, 0);
        bring(body?.querySelector('mark'), whole ? 'center' : 'nearest');
        // A link from elsewhere: bring the number into view beside it.
        if (opener.current === document.body) {
            bring(document.querySelector('main .active'), 'center');
        }
    }, [evidence, doc, whole]);
    return heading;
}

function useScroll(page: Page): void {
    const { issue, section } = page.view;
    const shown = useRef(issue);
    const read = useRef(false);
    useLayoutEffect(() => {
        const left = shown.current;
        shown.current = issue;
        if (left === issue || section) return;
        if (issue) {
            scrollTo({ top: 0, behavior: 'instant' });
            document.querySelector<HTMLElement>('h1')
                ?.focus({ preventScroll: true });
            return;
        }
        const row = document.getElementById(`row-${left}`);
        bring(row, 'center');
        row?.focus({ preventScroll: true });
    }, [issue]);
    useLayoutEffect(() => {
        // Smooth within a page that is read, at once in one just opened.
        const behavior = read.current ? 'auto' : 'instant';
        read.current = true;
        if (section) {
            document.getElementById(section)?.scrollIntoView({ behavior });
        }
    }, [section]);
}

function App({ book, paper }: { book: Book; paper: boolean }) {
    const hash = useAddress();
    const page = pageAt(book, hash, paper);
    const issue = page.issues.get(page.view.issue);
    useKeys(book);
    const heading = usePanelFocus(page);
    useScroll(page);
    return (
        <div class={isOpen(page) ? 'page open' : 'page'}>
            <TopBar page={page} />
            <main>
                {issue ? <IssuePage page={page} issue={issue} /> : <>
                    <Head page={page} />
                    {page.view.issue && <p class="unresolved-note" role="alert">
                        This report has no issue “{page.view.issue}”.</p>}
                    <Overview page={page} />
                    {paper && page.report.issues.map((i) =>
                        <IssuePage key={i.id} page={page} issue={i} />)}
                    <Why page={page} />
                    <Traces page={page} />
                    <Diagram page={page} />
                    <TestTable page={page} />
                    <Events page={page} />
                    <Actors page={page} />
                    <Timeline page={page} />
                    <Documents page={page} />
                    <RunFacts page={page} />
                </>}
            </main>
            {isOpen(page) && <Panel page={page} heading={heading} />}
        </div>
    );
}

/** A section that would be empty is not there. */
function has(report: Report, id: string): boolean {
    const { system } = report;
    switch (id) {
    case 'events': return report.events.length > 0;
    case 'why': return !!system?.explained.length;
    case 'traces': return !!system?.traces.length;
    case 'causes': return !!system?.links.length;
    case 'tests': return !!system?.tests;
    default: return true;
    }
}

function TopBar({ page }: { page: Page }) {
    return (
        <nav class="top" aria-label="Sections">
            <a class="brand" href="#top">{page.report.title}</a>
            <span>
                {SECTIONS.filter(([id]) => has(page.report, id))
                    .map(([id, label]) =>
                    <a key={id} href={`#${id}`}>{label}</a>)}
            </span>
        </nav>
    );
}

function readReport(): Report | string {
    const text = document.getElementById('entente-data')?.textContent ?? '';
    try {
        const data = JSON.parse(text) as Report;
        if (data.schema === 'entente-report/1') return data;
        return `The data of this file follow “${String(data.schema)}”; this`
            + ' page reads entente-report/1. Make the report again.';
    } catch {
        return 'The data of this file are damaged. Make the report again.';
    }
}

/** On paper every issue is shown in full; drawn before the pages are laid
 *  out, hence at once and not when the browser next has time. */
function open(book: Book, into: Element): void {
    const draw = (paper: boolean) =>
        render(<App book={book} paper={paper} />, into);
    addEventListener('beforeprint', () => draw(true));
    addEventListener('afterprint', () => draw(false));
    draw(false);
}

const root = document.getElementById('entente');
const report = readReport();
if (root) {
    if (typeof report !== 'string') open(openBook(report), root);
    else render(<p class="unresolved-note" role="alert">{report}</p>, root);
}
