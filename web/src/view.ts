/*
 * The whole state of the page is the fragment of its address, so that a link
 * opens the same view for whoever receives the file. A view is read from the
 * fragment, changed as a value, and written back as the target of a link.
 */
export interface View {
    issue: string;
    evidence: string; // a reference, document#paragraph[.sentence]
    by: string; // whose list of references it was opened from
    doc: string; // a document read without a passage
    whole: boolean; // the passage inside its whole document
    lens: string | null; // null: every reading; "": the base rows alone
    order: string;
    sort: string;
    period: string;
    name: string; // at the middle of the diagram of causes
    section: string; // a plain anchor such as #actors
}

const EMPTY: View = {
    issue: '', evidence: '', by: '', doc: '', whole: false, lens: null,
    order: '', sort: '', period: '', name: '', section: '',
};

// An empty fragment would scroll to the top; this names no element.
const NOWHERE = 'all';

const TEXTS = ['issue', 'evidence', 'by', 'doc', 'order', 'sort',
    'period', 'name'] as const;

/** document.7.2 reads better in an address than document%237.2. */
function shortRef(ref: string): string {
    const m = /^([^.#]+)#(\d+(?:\.\d+)?)$/.exec(ref);
    return m ? `${m[1]}.${m[2]}` : ref;
}

function longRef(text: string): string {
    if (text.includes('#')) return text;
    const m = /^([^.]+)\.(\d+(?:\.\d+)?)$/.exec(text);
    return m ? `${m[1]}#${m[2]}` : text;
}

export function readView(hash: string): View {
    const text = hash.replace(/^#/, '');
    if (!text.includes('=')) {
        return { ...EMPTY, section: text === NOWHERE ? '' : text };
    }
    const given = new URLSearchParams(text);
    const view = { ...EMPTY };
    for (const key of TEXTS) view[key] = given.get(key) ?? '';
    view.evidence = longRef(view.evidence);
    view.whole = given.get('whole') === '1';
    view.lens = given.get('lens');
    return view;
}

/** The fragment that opens `view` with the changes applied. */
export function linkTo(view: View, change: Partial<View>): string {
    const next = { ...view, ...change };
    const out = new URLSearchParams();
    for (const key of TEXTS) {
        const text = key === 'evidence' ? shortRef(next[key]) : next[key];
        if (text) out.set(key, text);
    }
    if (next.whole) out.set('whole', '1');
    if (next.lens !== null) out.set('lens', next.lens);
    return `#${out.toString() || NOWHERE}`;
}

export const CLOSED: Partial<View> = {
    evidence: '', by: '', doc: '', whole: false,
};
