/*
 * The data contract of a report, as docs/formats/report.md states it. Values,
 * bands and histograms are on an issue's scale, 0 to 100; shares lie in 0..1.
 * A number that does not exist is null wherever it stands, so figures go
 * through the guards in format.ts before they are drawn.
 */
export interface Report {
    schema: 'entente-report/1';
    scenario: string;
    title: string;
    question: string;
    date: string;
    run: Run;
    bottom_line: string[];
    caveat: string;
    warnings: string[];
    models: Model[];
    actors: Actor[];
    issues: Issue[];
    events: ReportEvent[];
    documents: Doc[];
    dates: CitedDate[];
    compared: null | { name: string; title: string };
    system?: null | System;
}

export interface Run {
    version: string;
    name: string;
    seed: string;
    draws: number;
    failed: number;
    design: string;
    lens: string;
    command: string;
    created: string;
    set: string[];
}

export interface Model {
    name: string;
    title: string;
    source: string;
    weight: number;
}

/** A best value and its interval; lo = hi where it is certain. */
export interface Value {
    best: number;
    lo: number;
    hi: number;
}

export interface Band {
    mean: number;
    q05: number;
    q10: number;
    q50: number;
    q90: number;
    q95: number;
}

export interface Actor {
    id: string;
    name: string;
    capability: Value | null;
    capability_evidence: string[];
    capability_note: string;
    factions: Faction[];
    stances: number;
    mentions: number;
    evidence: string[];
}

export interface Faction {
    id: string;
    name: string;
    weight: Value;
    evidence: string[];
    note: string;
}

export interface Issue {
    id: string;
    name: string;
    poles: [string, string];
    status_quo: Value | null;
    evidence: string[]; // of the status quo
    note: string;
    headline: string;
    words: string;
    forecast: Band;
    past?: Band; // of past decisions with such settlements
    past_words?: string;
    histogram: number[];
    disagreement: number;
    models: ModelForecast[];
    stances: Stance[];
    path: { date: string; forecast: Band }[];
    moved: null | Moved;
}

export interface ModelForecast {
    name: string;
    forecast: Band;
    failed: number;
}

export interface Moved {
    before: Band;
    change: Band;
    agree: number;
    verdict: string;
}

export interface Stance {
    actor: string;
    faction: string;
    lens: string;
    position: Value;
    salience: Value | null;
    leverage: Value | null;
    evidence: string[];
    confidence: '' | 'H' | 'M' | 'L';
    note: string;
}

/** A dated change that the run plays; `chance` in percent. */
export interface ReportEvent {
    date: string;
    what: string;
    chance: Value;
    evidence: string[];
    note: string;
    set: string[];
}

export interface Doc {
    id: string;
    aliases: string[];
    title: string;
    publisher: string;
    published: string;
    paragraphs: Paragraph[];
}

export interface Paragraph {
    n: number;
    kind: string;
    sentences: { n: number; text: string }[];
}

export interface CitedDate {
    text: string;
    value: string;
    start: string;
    end: string;
    class: string;
    doc: string;
    para: number;
    sent: number;
}

/** What moves: names over time, what reads what, tests, explanations. */
export interface System {
    dates: string[]; // of each step
    traces: Trace[];
    nodes: Node[];
    links: [number, number][]; // rows of nodes: the second reads the first
    tests: null | Tests;
    explained: Cause[];
}

export interface Trace {
    name: string;
    kind: string;
    mean: (number | null)[];
    q10: (number | null)[];
    q50: (number | null)[];
    q90: (number | null)[];
}

export interface Node {
    name: string;
    kind: string;
    actor: string; // "" = nobody's
}

export interface Tests {
    draws: number;
    mechanisms: Test[];
    claims: Test[];
}

export interface Test {
    id: string;
    name: string;
    verdict: string;
    says: string;
    kinds: string;
    evidence: string[];
}

export interface Cause {
    name: string;
    kind: string;
    step: number;
    since: number; // -1: the start
    before?: number;
    after?: number;
    share?: number; // not of what a movement merely rests on
    formula?: string;
    says?: string;
    note?: string;
    as?: string; // explained where this name stands first
    evidence: { ref: string }[];
    causes: Cause[];
}
