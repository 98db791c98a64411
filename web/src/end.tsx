/*
 * What follows the issues: the actors, the documents, and how the numbers
 * were made, so that anyone can make them again.
 */
import { ascending, descending } from 'd3-array';
import type { Page } from './book';
import { actorTrail, capabilityTrail, factionTrail, place } from './book';
import { ChangeList } from './changes';
import { count, date, grouped, shares, valueWords } from './format';
import { Opens, RefList, ValueText } from './number';
import type { Actor } from './types';
import { linkTo } from './view';

interface Column {
    key: string;
    label: string;
    class: string;
    compare: (a: Actor, b: Actor) => number;
}

const COLUMNS: Column[] = [
    { key: 'name', label: 'Actor', class: '',
        compare: (a, b) => a.name.localeCompare(b.name, 'en') },
    { key: 'capability', label: 'Capability', class: 'n',
        compare: (a, b) => descending(a.capability?.best ?? -1,
            b.capability?.best ?? -1) },
    { key: 'factions', label: 'Factions', class: '',
        compare: (a, b) => descending(a.factions.length, b.factions.length) },
    { key: 'stances', label: 'Issues', class: 'n',
        compare: (a, b) => descending(a.stances, b.stances) },
    { key: 'mentions', label: 'Mentions', class: 'n',
        compare: (a, b) => descending(a.mentions, b.mentions) },
];

export function Actors({ page }: { page: Page }) {
    const sorted = COLUMNS.find((c) => c.key === page.view.sort);
    const actors = sorted ? [...page.report.actors].sort(sorted.compare)
        : page.report.actors;
    return (
        <section aria-labelledby="actors">
            <h2 id="actors">Actors</h2>
            <table class="data actors">
                <thead>
                    <tr>
                        {COLUMNS.map((c) => <SortHead key={c.key} page={page}
                            column={c} />)}
                        <th scope="col">Rests on</th>
                    </tr>
                </thead>
                <tbody>
                    {actors.map((a) =>
                        <ActorRow key={a.id} page={page} actor={a} />)}
                </tbody>
            </table>
        </section>
    );
}

function SortHead({ page, column: c }: { page: Page; column: Column }) {
    const on = page.view.sort === c.key;
    const order = c.key === 'name' ? 'ascending' : 'descending';
    return (
        <th scope="col" class={c.class} aria-sort={on ? order : 'none'}>
            <a href={linkTo(page.view,
                { sort: on ? '' : c.key, section: '' })}>
                {c.label} {!on ? '↕' : order === 'ascending' ? '↑' : '↓'}
            </a>
        </th>
    );
}

function ActorRow({ page, actor }: { page: Page; actor: Actor }) {
    const trail = actorTrail(page, actor);
    return (
        <tr>
            <th scope="row">{actor.name}
                {actor.name !== actor.id
                    && <span class="tag">{actor.id}</span>}</th>
            <td class="n" data-label="Capability">
                {actor.capability ? (
                    <Opens page={page} trail={capabilityTrail(page, actor)}
                        what={valueWords('Capability', actor.capability)}>
                        <ValueText value={actor.capability} />
                    </Opens>
                ) : <span class="none">–</span>}
            </td>
            <td data-label="Factions">
                {actor.factions.map((f) => (
                    <span class="faction" key={f.id}>
                        <span>{f.name}</span>
                        <Opens page={page} trail={factionTrail(page, actor, f)}
                            what={valueWords(`Weight of ${f.name}`, f.weight)}>
                            <ValueText value={f.weight} />
                        </Opens>
                    </span>
                ))}
                {!actor.factions.length && <span class="none">–</span>}
            </td>
            <td class="n" data-label="Issues">{actor.stances}</td>
            <td class="n" data-label="Mentions">{grouped(actor.mentions)}</td>
            <td data-label="Rests on"><RefList page={page} trail={trail} /></td>
        </tr>
    );
}

/** How many citations each document bears; under "", those that name
 *  nothing. */
function citations(page: Page): Map<string, number> {
    const { actors, events, issues } = page.report;
    const refs = [...actors, ...events, ...issues,
        ...issues.flatMap((i) => i.stances)].flatMap((x) => x.evidence);
    const found = new Map<string, number>();
    for (const ref of refs) {
        const p = place(page, ref);
        const id = p.found ? p.doc?.id ?? '' : '';
        found.set(id, (found.get(id) ?? 0) + 1);
    }
    return found;
}

export function Documents({ page }: { page: Page }) {
    const cited = citations(page);
    const lost = cited.get('') ?? 0;
    const docs = [...page.report.documents].sort((a, b) =>
        ascending(a.published, b.published));
    return (
        <section aria-labelledby="documents">
            <h2 id="documents">Documents</h2>
            <ol class="documents">
                {docs.map((d) => (
                    <li key={d.id}>
                        <a href={linkTo(page.view, { doc: d.id, evidence: '',
                            by: '', whole: false, section: '' })}>
                            {d.title}</a>
                        <p>
                            {[d.publisher, date(d.published)].filter(Boolean)
                                .join(', ')}
                            {' · '}{count(d.paragraphs.length, 'paragraph')}
                            {' · cited '}{count(cited.get(d.id) ?? 0, 'time')}
                            {' · '}<code>{[d.id, ...d.aliases].join(', ')}
                            </code>
                        </p>
                    </li>
                ))}
            </ol>
            {lost > 0 && <p class="note">{count(lost, 'citation')}
                {lost === 1 ? ' names' : ' name'} nothing in these documents.</p>}
        </section>
    );
}

export function RunFacts({ page }: { page: Page }) {
    const { run, models, warnings, scenario } = page.report;
    const share = shares(models);
    const facts: [string, string][] = [
        ['Scenario', scenario],
        ['Run', run.name],
        ['Made', date(run.created)],
        ['Seed', run.seed],
        ['Draws', `${grouped(run.draws)}, ${grouped(run.failed)} failed`],
        ['Design', run.design],
        ['Lens', run.lens || 'none: the scenario as written'],
        ['Version', run.version],
    ];
    return (
        <footer class="run" aria-labelledby="run">
            <h2 id="run">How these numbers were made</h2>
            <table class="data">
                <thead><tr><th scope="col">Model</th>
                    <th scope="col" class="n">Weight</th>
                    <th scope="col">Source</th></tr></thead>
                <tbody>
                    {models.map((m) => (
                        <tr key={m.name}>
                            <th scope="row">{m.title}</th>
                            <td class="n" data-label="Weight">
                                {share(m.name)}</td>
                            <td data-label="Source">{m.source}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
            <dl class="run-facts">
                {facts.map(([name, text]) => (
                    <div key={name}><dt>{name}</dt><dd>{text}</dd></div>
                ))}
                {run.set.length > 0 && (
                    <div class="wide"><dt>Changed by hand</dt>
                        <dd><ChangeList page={page} set={run.set} /></dd></div>
                )}
                <div class="wide"><dt>Command</dt>
                    <dd><code>{run.command}</code></dd></div>
            </dl>
            {warnings.length > 0 && (
                <div class="warnings">
                    <h3>{count(warnings.length, 'warning')}</h3>
                    <ul>{warnings.map((w) => <li key={w}>{w}</li>)}</ul>
                </div>
            )}
        </footer>
    );
}
