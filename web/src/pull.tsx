/*
 * What pulls a forecast: on either side of it the stances that weigh most. A
 * stance weighs its leverage (the actor's capability where none is given)
 * times its salience; a faction, by its share of its actor.
 */
import { descending, sum } from 'd3-array';
import type { Page } from './book';
import { stanceName, stanceTrail } from './book';
import { exists, typed, valueWords } from './format';
import { Opens } from './number';
import { shownUnder } from './stances';
import type { Issue, Stance } from './types';

const NAMED = 2; // on either side

export interface Weighed {
    stance: Stance;
    weight: number;
}

function share(page: Page, s: Stance, rows: Stance[]): number {
    if (!s.faction) return 1;
    const factions = page.actors.get(s.actor)?.factions ?? [];
    const weight = (id: string) =>
        factions.find((f) => f.id === id)?.weight.best ?? 0;
    const all = sum(rows.filter((r) => r.actor === s.actor),
        (r) => weight(r.faction));
    return all > 0 ? weight(s.faction) / all : 0;
}

/** The rows that the run was played with, heaviest first. */
export function weighed(page: Page, issue: Issue): Weighed[] {
    const { lens } = page.report.run;
    const rows = issue.stances.filter(
        shownUnder(lens === 'mixture' ? '' : lens, issue));
    return rows.map((s) => {
        const force = s.leverage?.best
            ?? page.actors.get(s.actor)?.capability?.best ?? 0;
        const weight = force * (s.salience?.best ?? 0)
            * share(page, s, rows);
        return { stance: s, weight };
    }).filter((w) => w.weight > 0 && exists(w.stance.position.best))
        .sort((a, b) => descending(a.weight, b.weight));
}

export function Pull({ page, issue }: { page: Page; issue: Issue }) {
    const { q50 } = issue.forecast;
    const all = weighed(page, issue);
    if (!exists(q50) || !all.length) return null;
    const side = (above: boolean) => all.filter(({ stance: s }) => above
        ? s.position.best > q50 : s.position.best < q50).slice(0, NAMED);
    return (
        <p class="pull">
            <b>What pulls it</b>{' '}
            <Side page={page} issue={issue} pole={0} rows={side(false)} />;
            {' '}
            <Side page={page} issue={issue} pole={1} rows={side(true)} />.
            {' '}<span class="soft">Heaviest by capability or leverage times
                salience.</span>
        </p>
    );
}

function Side({ page, issue, pole, rows }: {
    page: Page; issue: Issue; pole: 0 | 1; rows: Weighed[];
}) {
    return (
        <>
            toward “{issue.poles[pole]}”:{' '}
            {!rows.length && 'nobody'}
            {rows.map(({ stance: s }, i) => (
                <span key={i}>
                    {i > 0 && ' and '}{stanceName(page, s)}{' '}
                    <Opens page={page} what={valueWords('Position',
                        s.position)} trail={stanceTrail(page, issue,
                        issue.stances.indexOf(s))}>
                        <span class="best">{typed(s.position.best)}</span>
                    </Opens>
                </span>
            ))}
        </>
    );
}
