// @ts-check
/*
 * A made-up dispute over a river, as large and as awkward as a real report:
 * 29 issues, 7 actors with factions, lenses, dated paths, a run to compare
 * with, references that name nothing, and text that would run as a script if
 * the page let it. Everything follows from a fixed seed.
 */

/** @typedef {import('../src/types').Report} Report */
/** @typedef {import('../src/types').Band} Band */
/** @typedef {import('../src/types').Issue} Issue */
/** @typedef {import('../src/types').Stance} Stance */
/** @typedef {import('../src/types').Doc} Doc */

export const HOSTILE = '</script><img src=x onerror="window.broken=1">';

/** @param {number} seed */
function generator(seed) {
    let state = seed;
    return () => { // Lehmer: enough for a sample
        state = (state * 48271) % 2147483647;
        return state / 2147483647;
    };
}

const next = generator(20190425);
/** @param {number} lo @param {number} hi */
const between = (lo, hi) => lo + (hi - lo) * next();
/** @param {number} x */
const clip = (x) => Math.min(100, Math.max(0, Math.round(x * 10) / 10));
/** @template T @param {T[]} list @returns {T} */
const pick = (list) =>
    /** @type {T} */ (list[Math.floor(next() * list.length)]);

/** @type {[string, string, string, string][]} */
const ISSUES = [
    ['W1', 'Water released at the Karsk dam', 'as upstream decides',
        'fixed monthly minimum'],
    ['W2', 'Pace of filling the reservoir', 'in one season',
        'over nine seasons'],
    ['W3', 'Drought rule', 'none', 'automatic sharing of shortfall'],
    ['W4', 'Measurement of flow', 'each state its own',
        'joint stations, open data'],
    ['W5', 'Water quality limits', 'voluntary', 'binding with penalties'],
    ['W6', 'Irrigation quotas', 'left to the provinces',
        'capped by treaty'],
    ['W7', 'Groundwater along the border', 'unregulated', 'shared register'],
    ['W8', 'Transfer to the northern canal', 'forbidden', 'allowed in full'],
    ['P1', 'Price of power exported downstream', 'market', 'cost plus a tenth'],
    ['P2', 'Who pays for the second dam', 'upstream alone',
        'all riparians by use'],
    ['P3', 'Ownership of the grid link', 'national', 'joint company'],
    ['P4', 'Compensation for lost harvests', 'none', 'full, within a year'],
    ['P5', 'Transit fees on the lower river', 'free passage',
        'fees at every lock'],
    ['P6', 'Fishing rights in the delta', 'closed', 'open to all riparians'],
    ['P7', 'Development bank loan', 'withheld', 'paid without conditions'],
    ['S1', 'Troops at the dam site', 'none within 50 km', 'permanent garrison'],
    ['S2', 'Inspection by the other side', 'refused', 'unannounced'],
    ['S3', 'Overflights', 'banned', 'open skies'],
    ['S4', 'Hot line between capitals', 'none', 'staffed day and night'],
    ['S5', 'Status of the river islands', 'as occupied', 'as in the old maps'],
    ['S6', 'Return of displaced villagers', 'no return', 'return with land'],
    ['N1', 'Who mediates', 'nobody', 'river commission with a mandate'],
    ['N2', 'Arbitration', 'consent case by case', 'compulsory'],
    ['N3', 'Format of the talks', 'two states', 'all seven riparians'],
    ['N4', 'Secrecy of the talks', 'closed', 'public record'],
    ['N5', 'Length of the treaty', 'five years', 'without end'],
    ['R1', 'Trade between the two banks', 'embargo', 'free trade'],
    ['R2', 'Minority schools', 'closed', 'state funded'],
    ['R3', 'Recognition of the delta republic', 'none', 'full'],
];

/** @type {[string, string, [string, number][]][]} */
const ACTORS = [
    ['ARV', 'Arvenia', [['CABINET', 55], ['GENERALS', 45]]],
    ['BEL', 'Belmark', []],
    ['COR', 'Corvia', [['FARMERS', 40], ['PORT', 25], ['COURT', 35]]],
    ['DRA', 'Dranse Republic', []],
    ['ELD', 'Eldane', [['UNION', 60], ['CROWN', 40]]],
    ['FEN', `Fenmark ${HOSTILE}`, []],
    ['COM', 'River Commission', []],
];

const MODELS = [
    { name: 'mean', title: 'Weighted mean', weight: 0.3,
        source: 'Mean of positions, weighted by salience and capability' },
    { name: 'median', title: 'Weighted median voter', weight: 0.2,
        source: 'Black 1948' },
    { name: 'nash', title: 'Nash bargaining', weight: 0.2,
        source: 'Nash 1950; disagreement at the status quo' },
    { name: 'pce', title: 'Probabilistic Condorcet', weight: 0.2,
        source: 'Probabilistic Condorcet election over positions' },
    { name: 'exchange', title: 'Exchange of positions', weight: 0.1,
        source: 'Stokman and van Oosten 1994' },
];

/** @type {import('../src/types').ReportEvent[]} */
const EVENTS = [
    { date: '2019-08', what: 'The second filling begins early',
        chance: { best: 40, lo: 20, hi: 60 }, evidence: ['010#7.1'],
        note: 'As the engineers say.',
        set: ['ARV.position.W1+=-15', 'W1.status_quo=20 (10..30)'] },
    { date: '2020-01-15', what: `A cabinet falls ${HOSTILE}`,
        chance: { best: 10, lo: 10, hi: 10 }, evidence: [], note: '',
        set: ['ARV.CABINET.weight*=0.5', 'no such name+=1'] },
];

/** @param {number} mid @param {number} spread @returns {Band} */
function band(mid, spread) {
    return {
        mean: clip(mid + spread / 12),
        q05: clip(mid - 1.64 * spread), q10: clip(mid - 1.28 * spread),
        q50: clip(mid), q90: clip(mid + 1.28 * spread),
        q95: clip(mid + 1.64 * spread),
    };
}

/** @param {number} mid @param {number} spread */
function shares(mid, spread) {
    const raw = Array.from({ length: 20 }, (_, i) =>
        Math.exp(-(((2.5 + 5 * i - mid) / spread) ** 2) / 2)
        * between(0.85, 1.15));
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((s) => s / sum);
}

/** @param {number} best @param {number} reach */
function value(best, reach) {
    return {
        best: Math.round(best), lo: Math.round(clip(best - reach)),
        hi: Math.round(clip(best + reach)),
    };
}

/** @type {[string, string, string, string][]} */
const DOCS = [
    ['karsk-survey', '010', 'The dam above the delta', 'Basin Survey'],
    ['lower-banks', '011', 'What the lower banks can live with',
        'Institute for River Law'],
    ['eldane-letter', '012', `A letter from Eldane ${HOSTILE}`,
        'Quarterly of Water Politics'],
    ['commission-note', '013', 'Note on the ninth session',
        'River Commission'],
];

const CLAUSES = [
    'told the ninth session that nothing would move before the spring flood',
    'let it be known that the figure on the table was an opening bid',
    'has kept its engineers at the site since the last talks broke down',
    'would accept a smaller share if the other bank opened its books',
    'sees the gauge at Karsk as a matter of sovereignty, not of hydrology',
    'fears that a concession here would be read as weakness in the delta',
    'asked for a guarantee that outlives the present cabinet',
    'has moved closer to its neighbour since the loan was put off',
];

/** @param {number} n */
function sentence(n) {
    const actor = pick(ACTORS)[1].split(' ')[0];
    const issue = pick(ISSUES)[1];
    const when = pick(['in March 2019', 'last autumn', 'in 2017',
        'two years ago', 'on April 12', 'after the flood of 1954']);
    return n % 3 === 0
        ? `On ${issue.toLowerCase()}, ${actor} ${pick(CLAUSES)}.`
        : `${actor}, which signed the first protocol ${when}, ${
            pick(CLAUSES)}.`;
}

/** @returns {Doc[]} */
function documents() {
    return DOCS.map(([id, alias, title, publisher], d) => ({
        id, aliases: [alias], title, publisher,
        published: `2019-0${d + 2}-1${d}`,
        paragraphs: Array.from({ length: 14 }, (_, i) => ({
            n: i + 1,
            kind: i === 0 ? 'title' : 'body',
            sentences: i === 0 ? [{ n: 1, text: title }]
                : Array.from({ length: 3 + (i % 3) }, (_, k) => ({
                    n: k + 1,
                    text: i === 4 && k === 1
                        ? `Someone wrote ${HOSTILE} & <b>bold</b> here.`
                        : sentence(k),
                })),
        })),
    }));
}

/** @param {number} k */
function reference(k) {
    const doc = pick(DOCS)[0];
    const para = 2 + Math.floor(next() * 13);
    return k % 4 === 3 ? `${doc}#${para}` : `${doc}#${para}.${1 + k % 3}`;
}

/** @param {string} actor @param {string} faction @param {string} lens
 *  @param {number} i @returns {Stance} */
function stance(actor, faction, lens, i) {
    const cited = Array.from({ length: i % 7 === 6 ? 0 : 1 + i % 3 },
        (_, k) => reference(k));
    return {
        actor, faction, lens,
        position: value(between(2, 98), i % 5 === 0 ? 0 : between(4, 20)),
        salience: i % 9 === 8 ? null : value(between(25, 98), 8),
        leverage: i % 8 === 7 ? null : value(between(10, 98), 10),
        evidence: cited,
        confidence: pick(['H', 'M', 'M', 'L']),
        note: i % 2 ? 'Read from what was said at the ninth session; the '
            + 'figure itself is a judgement.' : '',
    };
}

/** @returns {Stance[]} */
function stances() {
    let i = Math.floor(next() * 7);
    const base = ACTORS.flatMap(([id, , factions]) => {
        if (next() < 0.15) return [];
        const parts = factions.length && next() < 0.6
            ? factions.map(([f]) => f) : [''];
        return parts.map((f) => stance(id, f, '', i++));
    });
    const lenses = next() < 0.5
        ? [stance('BEL', '', '010|011', i++), stance('DRA', '', 'desired', i)]
        : [];
    return [...base, ...lenses];
}

/** @param {[string, string, string, string]} row @param {number} k
 *  @returns {Issue} */
function issue([id, name, pole0, pole100], k) {
    const mid = between(12, 88);
    const spread = between(3, 16);
    const apart = between(0, 1) ** 2 * 34;
    const models = MODELS.map((m, i) => ({
        name: m.name,
        forecast: band(mid + apart * (i / 4 - 0.5), spread),
        failed: m.name === 'nash' && k % 5 === 0 ? 12 : 0,
    }));
    const medians = models.map((m) => m.forecast.q50);
    const forecast = band(mid, spread);
    const shift = between(-9, 9);
    return {
        id, name, poles: [pole0, pole100],
        status_quo: k % 6 === 5 ? null : value(between(5, 95), 6),
        evidence: k % 3 === 2 ? [] : ['commission-note#3.1'],
        note: k % 2 ? '' : 'As the ninth session left it.',
        headline: `${name}: likely settlement ${Math.round(forecast.q50)} `
            + `(80 % of draws ${Math.round(forecast.q10)} to ${
                Math.round(forecast.q90)}).`,
        words: `A result nearer “${pole100}” than “${pole0}” is ${
            mid > 60 ? 'likely (72 %)' : mid > 40
                ? 'about as likely as not (50 %)' : 'unlikely (28 %)'}.`,
        forecast,
        histogram: shares(mid, spread),
        disagreement: Math.max(...medians) - Math.min(...medians),
        models,
        stances: stances(),
        path: path(mid, spread, k),
        moved: {
            before: band(mid - shift, spread),
            change: { mean: shift, q05: shift - 4, q10: shift - 3,
                q50: shift, q90: shift + 3, q95: shift + 4 },
            agree: Math.min(1, 0.5 + Math.abs(shift) / 14),
            verdict: Math.abs(shift) > 3
                ? 'A real difference.' : 'No real difference.',
        },
    };
}

/** @param {number} mid @param {number} spread @param {number} k */
function path(mid, spread, k) {
    const steps = k % 4 === 3 ? 1 : 13;
    const slope = between(-1.5, 1.5);
    return Array.from({ length: steps }, (_, i) => ({
        date: `20${19 + Math.floor((4 + i) / 12)}-${
            String((4 + i) % 12 + 1).padStart(2, '0')}`,
        forecast: band(mid + slope * (i - steps + 1), spread * (0.6 + i / 30)),
    }));
}

function dates() {
    const spans = [['1954', '1954-01-01', '1954-12-31'],
        ['the war of 1871', '1871', ''], ['once', '', ''],
        ['spring 2018', '2018-03-01', '2018-05-31'],
        ['in February', '2016-02-01', '2016-02-29'],
        ['early May', '2016-05-01', '2016-05-10']];
    for (let y = 2001; y < 2020; y++) {
        const n = y > 2015 ? 6 : 1;
        for (let i = 0; i < n; i++) {
            const day = `${y}-0${1 + i}-1${i}`;
            spans.push([`${y}`, day, day]);
        }
    }
    return spans.map(([text = '', start = '', end = ''], i) => ({
        text, value: start, start, end, class: 'DATE',
        doc: DOCS[i % DOCS.length]?.[0] ?? '', para: 2 + i % 13,
        sent: 1 + i % 3,
    }));
}

/** A small system: a stock that moves what one side asks for.
 * @returns {import('../src/types').System} */
function system() {
    const steps = [0, 1, 2, 3, 4, 5];
    /** @param {string} name @param {string} kind @param {number} slope */
    const trace = (name, kind, slope) => ({
        name, kind, mean: steps.map((t) => t * slope),
        q10: steps.map((t) => t * slope - 2),
        q50: steps.map((t) => t * slope), q90: steps.map((t) => t * slope + 3),
    });
    /** @param {string} name @param {string} verdict */
    const tested = (name, verdict) => ({
        id: name, name: `${name} ${HOSTILE}`, verdict,
        says: 'settle.W1 up by 4.0', kinds: 'stock', evidence: [reference(0)] });
    return {
        dates: steps.map((t) => `2019-0${t + 4}`),
        traces: [trace('reservoir', 'stock', 2), trace('ARV.release', 'move', 1),
            trace('rain', 'quantity', -1)],
        nodes: [{ name: 'rain', kind: 'quantity', actor: '' },
            { name: 'reservoir', kind: 'stock', actor: '' },
            { name: 'ARV.release', kind: 'move', actor: 'ARV' },
            { name: 'settle.W1', kind: 'issue', actor: '' }],
        links: [[0, 1], [1, 2], [2, 3], [3, 2]],
        tests: { draws: 256, mechanisms: [tested('M1', 'holds'),
            tested('M2', 'fails')], claims: [tested('K1', 'holds')] },
        explained: [{
            name: 'settle.W1', kind: 'settlement', step: 3, since: 2,
            before: 40, after: 44, share: 4, evidence: [], causes: [{
                name: 'ARV.release', kind: 'move', step: 3, since: 2,
                before: 1, after: 2, share: 5, formula: 'reservoir * 0.5',
                evidence: [{ ref: reference(0) }], causes: [] },
            { name: 'together', kind: 'rest', step: 3, since: 2, share: -1,
                evidence: [], causes: [] }] }],
    };
}

/** @returns {Report} */
export function sample() {
    const issues = ISSUES.map(issue);
    issues[0]?.stances[0]?.evidence.splice(0, 9, 'karsk-survey#5.2',
        '010#6', 'karsk-survey#7.1', 'lost-letter#3.1');
    const first = issues[0]?.stances[0];
    if (first) first.note = `A note with ${HOSTILE}`;
    issues[4]?.stances[1]?.evidence.push('karsk-survey#99', 'see the annex');
    return {
        schema: 'entente-report/1',
        scenario: 'karsk-2019',
        title: 'The Karsk dam and the lower river',
        question: 'Where may the seven riparians settle before the second '
            + 'filling of the reservoir?',
        date: '2019-05-01',
        run: {
            version: '0.1.0', name: 'base', seed: '0x2a', draws: 4000,
            failed: 72, design: 'latin hypercube', lens: '',
            command: 'entente run karsk-2019.yaml --draws 4000 --seed 42',
            created: '2019-05-02T08:00:00Z',
            set: ['BEL.salience.W1*=0.5'],
        },
        bottom_line: [
            'A fixed release at the Karsk dam is likely (71 %), but at a '
            + 'level nearer to what upstream offers than to what the lower '
            + 'banks ask.',
            'The pace of filling is about as likely as not (50 %) to be '
            + 'slowed to five seasons or more.',
            'Compulsory arbitration is very unlikely (8 %): no reading of '
            + 'the documents puts two capitals near it.',
        ],
        caveat: 'These are shares of model draws, not probabilities of the '
            + 'world: they say where the stated positions, their weight and '
            + 'their uncertainty lead under five rules of bargaining.',
        warnings: ['stances.csv, line 14: Belmark has no evidence on W6.',
            'karsk-2019.yaml, line 61: the status quo of P6 is left blank.'],
        models: MODELS,
        actors: ACTORS.map(([id, name, factions], i) => ({
            id, name,
            capability: i === 6 ? null : value(between(20, 95), 10),
            capability_evidence: i === 3 ? [] : [reference(0)],
            capability_note: i ? '' : 'Holds the dam.',
            factions: factions.map(([f, w]) => ({
                id: f, name: `The ${f.toLowerCase()}`, weight: value(w, 8),
                evidence: [reference(3)], note: '' })),
            stances: issues.filter((x) =>
                x.stances.some((s) => s.actor === id)).length,
            mentions: Math.round(between(20, 1400)),
            evidence: i === 3 ? [] : [reference(0), reference(3)],
        })),
        issues,
        events: EVENTS,
        documents: documents(),
        dates: dates(),
        compared: { name: 'before-flood', title: 'Before the flood' },
        system: system(),
    };
}
