/*
 * One issue. Every figure of it shares one scale and one column, and the
 * forecast lies under all of them as a stripe, so that a party's position, a
 * model's answer and the status quo are read against the same band.
 */
import type { ComponentChildren } from 'preact';
import type { Page } from './book';
import { issueTrail, quoTrail } from './book';
import {
    count, drawable, exists, grouped, percent, range, sentence, shares, shifted,
    signed, valueWords, whole,
} from './format';
import { Opens, ValueText } from './number';
import { Legend, orderedIssues } from './overview';
import { PathFigure } from './path';
import {
    Axis, BandMark, Before, Canvas, Grid, Histogram, StatusQuo, Stripe,
} from './plot';
import { Pull } from './pull';
import { StanceFigure, StanceTable } from './stances';
import type { Band, Issue, ModelForecast } from './types';
import { CLOSED, linkTo } from './view';

export function IssuePage({ page, issue }: { page: Page; issue: Issue }) {
    return (
        <article class="issue" aria-labelledby={`title-${issue.id}`}>
            {!page.paper && <Neighbours page={page} issue={issue} />}
            <header>
                <p class="kicker"><span>Issue {issue.id}</span></p>
                <h1 id={`title-${issue.id}`} tabIndex={-1}>{issue.name}</h1>
                <p class="headline">{headlineOf(issue)}</p>
                {issue.words && <p class="words">{sentence(issue.words)}</p>}
                {issue.past_words
                    && <p class="words">{sentence(issue.past_words)}</p>}
            </header>
            <Settlement page={page} issue={issue} />
            <Stances page={page} issue={issue} />
            <Models page={page} issue={issue} />
            {issue.moved && (!page.paper || shifted(issue.moved))
                && <MovedFigure page={page} issue={issue} />}
            {issue.path.length > 1
                && <PathFigure page={page} issue={issue} />}
        </article>
    );
}

/** The name stands above it already. */
function headlineOf({ name, headline }: Issue): string {
    const begins = `${name}: `;
    return sentence(headline.startsWith(begins)
        ? headline.slice(begins.length) : headline);
}

function Neighbours({ page, issue }: { page: Page; issue: Issue }) {
    const all = orderedIssues(page);
    const i = all.indexOf(issue);
    const to = (other: Issue) => linkTo(page.view,
        { ...CLOSED, issue: other.id, lens: null, section: '' });
    const back = linkTo(page.view,
        { ...CLOSED, issue: '', lens: null, section: '' });
    const [before, after] = [all[i - 1], all[i + 1]];
    return (
        <nav class="neighbours" aria-label="Issues">
            <a href={back} rel="up">← All issues</a>
            <span>
                {before && <a href={to(before)} rel="prev"
                    title={before.name}>‹ {before.id}</a>}
                <span class="soft">{i + 1} of {all.length}</span>
                {after && <a href={to(after)} rel="next"
                    title={after.name}>{after.id} ›</a>}
            </span>
        </nav>
    );
}

/** A row of a figure: what it is, the drawing, its numbers. */
export function FigureRow({ label, side, children, class: name }: {
    label: ComponentChildren;
    side?: ComponentChildren;
    children: ComponentChildren;
    class?: string;
}) {
    return (
        <div class={`figure-row ${name ?? ''}`}>
            <div class="label">{label}</div>
            <div class="plot">{children}</div>
            <div class="side">{side}</div>
        </div>
    );
}

function Settlement({ page, issue }: { page: Page; issue: Issue }) {
    const { forecast, poles } = issue;
    const { run } = page.report;
    const quo = issue.status_quo;
    return (
        <section aria-labelledby={`settle-${issue.id}`}>
            <h2 id={`settle-${issue.id}`}>Where it may settle</h2>
            <Facts page={page} issue={issue} />
            <div class="figure">
                <FigureRow label={<>
                    <b>{count(run.draws, 'draw')}</b>
                    <small>share in each five points</small></>}
                class="tall">
                    <Canvas height={110}>
                        <Grid />
                        <Stripe band={forecast} />
                        <Histogram shares={issue.histogram} />
                    </Canvas>
                </FigureRow>
                <FigureRow label={<><b>Models together</b>
                    <small>and the status quo</small></>}>
                    <Canvas height={44}>
                        <Grid />
                        <StatusQuo value={quo} />
                        <BandMark band={forecast} />
                        {shifted(issue.moved) && <Before
                            from={issue.moved.before}
                            to={forecast} />}
                    </Canvas>
                </FigureRow>
                <FigureRow label=""><Axis poles={poles} /></FigureRow>
            </div>
            <Legend before={shifted(issue.moved)
                ? page.report.compared?.name ?? '' : ''} />
            <Pull page={page} issue={issue} />
        </section>
    );
}

function Facts({ page, issue }: { page: Page; issue: Issue }) {
    const { forecast: f, status_quo: quo } = issue;
    const trail = issueTrail(page, issue);
    return (
        <dl class="facts">
            <Fact name="median">
                <Opens page={page} trail={trail} what="Median">
                    {whole(f.q50)}</Opens></Fact>
            <Fact name="80 % of draws">
                {drawable(f) ? range(f.q10, f.q90) : '–'}</Fact>
            <Fact name="90 % of draws">
                {drawable(f) ? range(f.q05, f.q95) : '–'}</Fact>
            <Fact name="status quo">
                <Opens page={page} trail={quoTrail(page, issue)}
                    what={valueWords('Status quo', quo)}>
                    <ValueText value={quo} /></Opens></Fact>
            <Fact name="models apart">
                {exists(issue.disagreement) && issue.models.length > 1
                    ? whole(issue.disagreement) : '–'}</Fact>
            <Fact name="passages cited">{trail.refs.length}</Fact>
        </dl>
    );
}

function Fact({ name, children }: {
    name: string; children: ComponentChildren;
}) {
    return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Stances({ page, issue }: { page: Page; issue: Issue }) {
    return (
        <section aria-labelledby={`stances-${issue.id}`}>
            <h2 id={`stances-${issue.id}`}>Who wants what</h2>
            <StanceFigure page={page} issue={issue} />
            <StanceTable page={page} issue={issue} />
        </section>
    );
}

function BandNumbers({ band }: { band: Band }) {
    if (!drawable(band)) return <span class="none">no draw</span>;
    return (
        <>
            <b>{whole(band.q50)}</b>
            <small>{range(band.q10, band.q90)}</small>
        </>
    );
}

function Models({ page, issue }: { page: Page; issue: Issue }) {
    if (!issue.models.length) return null;
    return (
        <section aria-labelledby={`models-${issue.id}`}>
            <h2 id={`models-${issue.id}`}>What each model says</h2>
            <div class="figure">
                {issue.models.map((m) => (
                    <FigureRow key={m.name}
                        label={<ModelLabel page={page} model={m} />}
                        side={<BandNumbers band={m.forecast} />}>
                        <Canvas height={42}>
                            <Grid />
                            <Stripe band={issue.forecast} />
                            <BandMark band={m.forecast} />
                        </Canvas>
                    </FigureRow>
                ))}
                <FigureRow label=""><Axis poles={issue.poles} /></FigureRow>
            </div>
        </section>
    );
}

function ModelLabel({ page, model }: { page: Page; model: ModelForecast }) {
    const known = page.report.models.find((m) => m.name === model.name);
    return (
        <>
            <b title={known?.source}>{known?.title ?? model.name}</b>
            <small>
                {known && `weight ${shares(page.report.models)(known.name)}`}
                {model.failed > 0 && (
                    <span class="warn"> · {grouped(model.failed)}
                        {' '}draws failed</span>
                )}
            </small>
        </>
    );
}

function MovedFigure({ page, issue }: { page: Page; issue: Issue }) {
    const m = issue.moved;
    if (!m) return null;
    const name = page.report.compared?.name ?? 'the other run';
    return (
        <section aria-labelledby={`moved-${issue.id}`}>
            <h2 id={`moved-${issue.id}`}>What moved since {name}</h2>
            <p class="verdict">
                <b>{sentence(m.verdict)}</b>
                {shifted(m) && drawable(m.change) && ` The change is ${
                    range(m.change.q10, m.change.q90, signed)
                } in 80 % of draws; ${percent(m.agree)
                } of draws agree on its direction.`}
            </p>
            <div class="figure">
                <FigureRow label={<b>before</b>}
                    side={<BandNumbers band={m.before} />}>
                    <Canvas height={36} class="muted-band">
                        <Grid /><Stripe band={issue.forecast} />
                        <BandMark band={m.before} />
                    </Canvas>
                </FigureRow>
                <FigureRow label={<b>now</b>}
                    side={<BandNumbers band={issue.forecast} />}>
                    <Canvas height={36}>
                        <Grid /><Stripe band={issue.forecast} />
                        <BandMark band={issue.forecast} />
                    </Canvas>
                </FigureRow>
                <FigureRow label=""><Axis poles={issue.poles} /></FigureRow>
            </div>
        </section>
    );
}
