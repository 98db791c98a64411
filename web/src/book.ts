/*
 * Finds what a reference names. A reference is document#paragraph or
 * document#paragraph.sentence; the document may be given by a short name. One
 * that names nothing is kept and shown as unresolved. A trail is the list of
 * references behind one number: what the reader steps through.
 */
import { ascending } from 'd3-array';
import { valueWords } from './format';
import type {
    Actor, Cause, Doc, Faction, Issue, Paragraph, Report, ReportEvent, Stance,
    Test,
} from './types';
import type { View } from './view';

export interface Place {
    ref: string; // with the document's own id
    doc: Doc | null;
    name: string; // the shortest name of the document
    para: number;
    sent: number; // 0: the paragraph as a whole
    paragraph: Paragraph | null;
    found: boolean;
}

export interface Trail {
    key: string;
    label: string;
    note: string;
    refs: string[];
}

export interface Book {
    report: Report;
    docs: Map<string, Doc>;
    actors: Map<string, Actor>;
    issues: Map<string, Issue>;
}

export interface Page extends Book {
    view: View;
    paper: boolean; // being printed: nothing can be opened, all is shown
}

export function openBook(report: Report): Book {
    const docs = new Map<string, Doc>();
    for (const d of report.documents) {
        for (const alias of d.aliases) docs.set(alias, d);
    }
    for (const d of report.documents) docs.set(d.id, d);
    return {
        report,
        docs,
        actors: new Map(report.actors.map((a) => [a.id, a])),
        issues: new Map(report.issues.map((i) => [i.id, i])),
    };
}

export function shortName(doc: Doc): string {
    return [doc.id, ...doc.aliases].reduce((a, b) =>
        b.length < a.length ? b : a);
}

export function place(book: Book, raw: string): Place {
    const m = /^(.+)#(\d+)(?:\.(\d+))?$/.exec(raw);
    const doc = (m && book.docs.get(m[1] ?? '')) ?? null;
    const para = Number(m?.[2] ?? 0);
    const sent = Number(m?.[3] ?? 0);
    const paragraph = doc?.paragraphs.find((p) => p.n === para) ?? null;
    const found = !!paragraph
        && (!sent || paragraph.sentences.some((s) => s.n === sent));
    const ref = m && doc ? doc.id + raw.slice(m[1]?.length) : raw;
    const name = doc ? shortName(doc) : m?.[1] ?? raw;
    return { ref, doc, name, para, sent, paragraph, found };
}

export function placeLabel(p: Place): string {
    if (!p.para) return p.ref;
    return `${p.name} ¶${p.para}${p.sent ? `.${p.sent}` : ''}`;
}

export function actorName(book: Book, id: string): string {
    return book.actors.get(id)?.name ?? id;
}

export function factionName(book: Book, actor: string, id: string): string {
    const own = book.actors.get(actor)?.factions ?? [];
    return own.find((f) => f.id === id)?.name ?? id;
}

export function stanceName(book: Book, s: Stance): string {
    const name = actorName(book, s.actor);
    return s.faction
        ? `${name} · ${factionName(book, s.actor, s.faction)}` : name;
}

/** Each reference once, whichever name of the document it used. */
function distinct(book: Book, refs: string[]): string[] {
    return [...new Set(refs.map((r) => place(book, r).ref))];
}

const NO_TRAIL: Trail = { key: '', label: '', note: '', refs: [] };

export function stanceTrail(book: Book, issue: Issue, i: number): Trail {
    const s = issue.stances[i];
    if (!s) return NO_TRAIL;
    const lens = s.lens ? `, lens ${s.lens}` : '';
    return {
        key: `s${i}`,
        label: `${stanceName(book, s)}${lens} on ${issue.id} ${issue.name}: ${
            valueWords('position', s.position)}`,
        note: s.note,
        refs: distinct(book, s.evidence),
    };
}

export function issueTrail(book: Book, issue: Issue): Trail {
    const all = [...issue.evidence,
        ...issue.stances.flatMap((s) => s.evidence)];
    return {
        key: 'i',
        label: `Everything cited on ${issue.id}`,
        note: '',
        refs: distinct(book, all),
    };
}

export function quoTrail(book: Book, issue: Issue): Trail {
    return {
        key: 'q',
        label: `${issue.id} ${issue.name}: ${
            valueWords('status quo', issue.status_quo)}`,
        note: issue.note,
        refs: distinct(book, issue.evidence),
    };
}

export function capabilityTrail(book: Book, actor: Actor): Trail {
    return {
        key: `c${actor.id}`,
        label: `${actor.name}: ${valueWords('capability', actor.capability)}`,
        note: actor.capability_note,
        refs: distinct(book, actor.capability_evidence),
    };
}

export function factionTrail(book: Book, actor: Actor, f: Faction): Trail {
    return {
        key: `f${actor.id}.${f.id}`,
        label: `${actor.name} · ${f.name}: ${valueWords('weight', f.weight)}`,
        note: f.note,
        refs: distinct(book, f.evidence),
    };
}

export function eventTrail(book: Book, event: ReportEvent): Trail {
    return {
        key: `e${book.report.events.indexOf(event)}`,
        label: `${event.what}: ${valueWords('chance', event.chance)} %`,
        note: event.note,
        refs: distinct(book, event.evidence),
    };
}

export function actorTrail(book: Book, actor: Actor): Trail {
    return {
        key: `a${actor.id}`,
        label: `${actor.name}: capability and factions`,
        note: '',
        refs: distinct(book, actor.evidence),
    };
}

export function dateTrail(book: Book): Trail {
    const dates = [...book.report.dates]
        .sort((a, b) => ascending(a.start, b.start));
    const refs = dates.map((d) => `${d.doc}#${d.para}.${d.sent}`);
    return { key: 't', label: 'Cited dates', note: '',
        refs: distinct(book, refs) };
}

/** A cause and all below it, as they stand on the page. */
function flat(causes: Cause[]): Cause[] {
    return causes.flatMap((c) => [c, ...flat(c.causes)]);
}

export function causeTrail(book: Book, cause: Cause): Trail {
    const all = flat(book.report.system?.explained ?? []);
    return {
        key: `w${all.indexOf(cause)}`,
        label: `${cause.name}${cause.formula ? ` = ${cause.formula}` : ''}`,
        note: cause.note ?? '',
        refs: distinct(book, cause.evidence.map((e) => e.ref)),
    };
}

function tested(book: Book): Test[] {
    const tests = book.report.system?.tests;
    return tests ? [...tests.mechanisms, ...tests.claims] : [];
}

export function testTrail(book: Book, test: Test): Trail {
    return {
        key: `m${tested(book).indexOf(test)}`,
        label: `${test.id} ${test.name}`,
        note: '',
        refs: distinct(book, test.evidence),
    };
}

/** The trails that a view could have opened a reference from. */
function trailsOf(page: Page): Trail[] {
    const issue = page.issues.get(page.view.issue);
    const own = issue
        ? [...issue.stances.map((_, i) => stanceTrail(page, issue, i)),
            quoTrail(page, issue), issueTrail(page, issue)]
        : [];
    const { actors, events } = page.report;
    return [...own,
        ...events.map((e) => eventTrail(page, e)),
        ...flat(page.report.system?.explained ?? [])
            .map((c) => causeTrail(page, c)),
        ...tested(page).map((m) => testTrail(page, m)),
        ...actors.flatMap((a) => [capabilityTrail(page, a),
            ...a.factions.map((f) => factionTrail(page, a, f)),
            actorTrail(page, a)]),
        dateTrail(page)];
}

/** A link may name its trail; if not, the first that holds the reference. */
export function currentTrail(page: Page): Trail {
    const { ref } = place(page, page.view.evidence);
    const holding = trailsOf(page).filter((t) => t.refs.includes(ref));
    return holding.find((t) => t.key === page.view.by) ?? holding[0]
        ?? { ...NO_TRAIL, label: 'A passage opened by a link', refs: [ref] };
}
