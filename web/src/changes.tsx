/*
 * A change of a named value, as --set takes it ("CHN.position.D3+=-15"), in
 * the reader's words, and which issues it bears on.
 */
import type { Book, Page } from './book';
import { actorName, factionName } from './book';
import type { Issue } from './types';
import { linkTo } from './view';

export interface Change {
    who: string; // an actor or a faction in words; "" for an issue's own value
    what: string;
    actor: string; // its id, "" where none is meant
    faction: string;
    issue: string; // its id, "" where the change bears on all of an actor's
    amount: string;
}

const STANCE = /^([^.]+)(?:\.([^.]+))?\.(position|salience|leverage)\.([^.]+)$/;
const WEIGHT = /^([^.]+)(?:\.([^.]+))?\.(capability|weight)$/;
const TIE = /^tie\.([^.]+)\.([^.]+)\.([^.]+)$/;
const OWN = /^([^.]+)\.(status_quo|failure_costs)$/;

function amountOf(sign: string, text: string): string {
    const to = text.replace('..', '–').replace(/-/g, '−');
    if (sign === '*=') return `× ${to}`;
    if (sign === '=') return `to ${to}`;
    return to.startsWith('−') ? to : `+${to}`;
}

function nameOf(book: Book, actor: string, faction: string): string {
    const name = actor === '*' ? 'every actor' : actorName(book, actor);
    if (faction === '*') return `${name} · every faction`;
    return faction
        ? `${name} · ${factionName(book, actor, faction)}` : name;
}

export function readChange(book: Book, text: string): Change {
    const [, name = text, sign = '', rest = ''] =
        /^(.+?)([+*]?=)(.*)$/.exec(text) ?? [];
    const amount = sign && amountOf(sign, rest);
    const none = { who: '', actor: '', faction: '', issue: '', what: name,
        amount };
    const stance = STANCE.exec(name);
    const weight = WEIGHT.exec(name);
    const tie = TIE.exec(name);
    const own = OWN.exec(name);
    if (tie) {
        const [, kind = '', from = '', to = ''] = tie;
        return { ...none, actor: from, who: actorName(book, from),
            what: `${kind} to ${actorName(book, to)}` };
    }
    if (own && book.issues.has(own[1] ?? '')) {
        return { ...none, issue: own[1] ?? '',
            what: (own[2] ?? '').replace('_', ' ') };
    }
    const [, actor = '', faction = '', what = '', issue = ''] =
        stance ?? weight ?? [];
    if (!book.actors.has(actor) && actor !== '*') return none;
    if (issue === '*') {
        return { ...none, actor, faction, what: `${what} on every issue`,
            who: nameOf(book, actor, faction) };
    }
    return { ...none, actor, faction, issue, what,
        who: nameOf(book, actor, faction) };
}

const meant = (id: string, given: string) =>
    given === '' || given === '*' || given === id;

/** Does the change alter a number that this issue's forecast is made of? */
export function bearsOn(change: Change, issue: Issue): boolean {
    if (change.issue) return change.issue === issue.id;
    return change.actor !== '' && issue.stances.some((s) =>
        meant(s.actor, change.actor) && meant(s.faction, change.faction)
        && (change.what !== 'capability' || s.leverage === null));
}

export function ChangeWords({ page, change: c }: {
    page: Page; change: Change;
}) {
    const issue = page.issues.get(c.issue);
    return (
        <span class="change">
            {c.who ? `${c.who}: ${c.what}`
                : c.what.charAt(0).toUpperCase() + c.what.slice(1)}
            {issue && <>
                {c.who ? ' on ' : ' of '}
                <a href={linkTo(page.view, { issue: c.issue, section: '' })}
                    title={issue.name}>{c.issue}</a>
            </>}
            {' '}<b>{c.amount}</b>
        </span>
    );
}

export function ChangeList({ page, set }: { page: Page; set: string[] }) {
    return (
        <span class="changes">
            {set.map((text) => <ChangeWords key={text} page={page}
                change={readChange(page, text)} />)}
        </span>
    );
}
