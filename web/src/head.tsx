/*
 * The head of the report: what was asked, the bottom line in words and
 * numbers, what the numbers are not, and how far the models agree.
 */
import { ascending, descending } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Page } from './book';
import { ChangeList } from './changes';
import {
    count, date, exists, grouped, percent, sentence, shifted, whole,
} from './format';
import { Canvas } from './plot';
import type { Issue } from './types';
import { linkTo } from './view';

const CLOSE = 5; // points between the models' medians: they agree
const FAR = 15; // and from here they tell different stories

export function Head({ page }: { page: Page }) {
    const { report } = page;
    const [first, ...others] = report.bottom_line;
    return (
        <header class="head">
            <p class="kicker">
                <span>Forecast report</span>
                <span>{date(report.date)}</span>
            </p>
            <h1 tabIndex={-1}>{report.title}</h1>
            {report.question && <p class="question">{report.question}</p>}
            <div class="head-columns">
            <section class="bottom-line" aria-labelledby="bottom-line">
                <h2 id="bottom-line">Bottom line</h2>
                <p class="first">{first}</p>
                {others.length > 0
                    && <ul>{others.map((s) => <li key={s}>{s}</li>)}</ul>}
                <p class="caveat">{report.caveat}</p>
                <Basis page={page} />
            </section>
            <div class="beside">
                <Since page={page} />
                <Agreement page={page} />
            </div>
            </div>
        </header>
    );
}

function Basis({ page }: { page: Page }) {
    const { run, models, compared, warnings } = page.report;
    const failed = run.failed
        ? `${grouped(run.failed)} of them failed (${
            percent(run.failed / (run.draws || 1))})`
        : 'none failed';
    return (
        <p class="basis">
            {count(run.draws, 'draw')}, {failed}
            {' · '}{count(models.length, 'model')} side by side
            {run.lens && ` · read under the lens ${run.lens}`}
            {compared && ` · compared with ${compared.name}`}
            {warnings.length > 0 && (
                <>{' · '}<a href="#run">
                    {count(warnings.length, 'warning')}</a></>
            )}
        </p>
    );
}

const MOST = 5; // of the issues that moved are named in the head

function Since({ page }: { page: Page }) {
    const { compared, issues, run } = page.report;
    if (!compared) return null;
    const by = (i: Issue) => Math.abs(i.moved?.change.q50 ?? 0);
    const moved = issues.filter((i) => shifted(i.moved))
        .sort((a, b) => descending(by(a), by(b)));
    return (
        <section class="since" aria-labelledby="since">
            <h2 id="since">What moved since {compared.name}</h2>
            {run.set.length > 0 && <p>Changed here:{' '}
                <ChangeList page={page} set={run.set} /></p>}
            {moved.length === 0 && <p>No issue moved by half a point.</p>}
            <ul>
                {moved.slice(0, MOST).map((i) => (
                    <li key={i.id}>
                        <a href={linkTo(page.view,
                            { issue: i.id, section: '' })}>{i.name}</a>
                        {' '}<span>{sentence(i.moved?.verdict ?? '')}</span>
                    </li>
                ))}
            </ul>
            {moved.length > MOST && <p class="soft">
                And {count(moved.length - MOST, 'other')} by half a point or
                more.</p>}
        </section>
    );
}

interface Dot {
    issue: Issue;
    x: number;
    level: number;
}

/** Dots that would cover one another are stacked. */
function stack(issues: Issue[], limit: number): Dot[] {
    const heights = new Map<number, number>();
    const x = scaleLinear([0, limit], [0, 100]);
    return [...issues]
        .sort((a, b) => ascending(a.disagreement, b.disagreement))
        .map((issue) => {
            const bin = Math.round(x(issue.disagreement) / 2.5);
            const level = heights.get(bin) ?? 0;
            heights.set(bin, level + 1);
            return { issue, x: bin * 2.5, level };
        });
}

function Agreement({ page }: { page: Page }) {
    const known = page.report.issues.filter((i) => exists(i.disagreement));
    if (page.report.models.length < 2 || !known.length) return null;
    const most = Math.max(...known.map((i) => i.disagreement));
    const limit = Math.max(20, Math.ceil(most / 10) * 10);
    const dots = stack(known, limit);
    const height = 22 + 11 * Math.max(...dots.map((d) => d.level));
    return (
        <section class="agreement" aria-labelledby="agreement">
            <h2 id="agreement">How far the models agree</h2>
            <AgreementWords page={page} issues={known} />
            <div class="strip">
                <Canvas height={height}>
                    <line class="floor" x1="0" x2="100%" y1={height - 4}
                        y2={height - 4} />
                    {dots.map((d) => (
                        <a key={d.issue.id} tabIndex={-1} href={linkTo(
                            page.view, { issue: d.issue.id, section: '' })}>
                            <title>{`${d.issue.id} ${d.issue.name}: ${
                                whole(d.issue.disagreement)} points`}</title>
                            <circle cx={`${d.x}%`}
                                cy={height - 11 - 11 * d.level} r="4.5"
                                class={d.issue.disagreement > FAR
                                    ? 'far' : ''} />
                        </a>
                    ))}
                </Canvas>
                <div class="ticks">
                    <span>0</span>
                    <span>points between the models’ medians</span>
                    <span>{limit}</span>
                </div>
            </div>
        </section>
    );
}

function AgreementWords({ page, issues }: { page: Page; issues: Issue[] }) {
    const close = issues.filter((i) => i.disagreement <= CLOSE).length;
    const far = issues.filter((i) => i.disagreement > FAR)
        .sort((a, b) => descending(a.disagreement, b.disagreement));
    return (
        <p>
            The models’ medians lie within {CLOSE} points of each other on
            {' '}<b>{close} of {count(issues.length, 'issue')}</b>
            {far.length === 0
                ? `; on none are they more than ${FAR} points apart.`
                : <> and more than {FAR} points apart on{' '}
                    <b>{far.length}</b>: {far.slice(0, 6).map((i, k) => (
                        <>{k > 0 && ', '}
                            <a href={linkTo(page.view,
                                { issue: i.id, section: '' })}
                                title={i.name}>
                                {i.id}</a>{' '}
                            <span class="soft">
                                ({whole(i.disagreement)})</span></>
                    ))}{far.length > 6 && ' and others'}.</>}
        </p>
    );
}
