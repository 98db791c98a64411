/*
 * All issues on one scale, a row each: where it stands, where it may settle,
 * how sure that is. A row opens the issue.
 */
import { descending } from 'd3-array';
import type { Page } from './book';
import { drawable, exists, range, sentence, shifted, whole } from './format';
import {
    BandMark, Before, Canvas, Grid, Poles, StatusQuo, TICKS,
} from './plot';
import type { Issue, Moved } from './types';
import { linkTo } from './view';

type Key = (i: Issue) => number;

const width: Key = (i) => i.forecast.q90 - i.forecast.q10;
const shift: Key = (i) =>
    i.status_quo ? Math.abs(i.forecast.q50 - i.status_quo.best) : -1;
const moved: Key = (i) => i.moved ? Math.abs(i.moved.change.q50) : -1;

interface Order {
    key: string;
    label: string;
    by: Key | null;
}

const ORDERS: Order[] = [
    { key: '', label: 'as written', by: null },
    { key: 'sure', label: 'surest first', by: (i) => -width(i) },
    { key: 'open', label: 'most uncertain', by: width },
    { key: 'shift', label: 'furthest from the status quo', by: shift },
    { key: 'disagree', label: 'models disagree', by: (i) => i.disagreement },
    { key: 'moved', label: 'moved most', by: moved },
];

export function orderedIssues(page: Page): Issue[] {
    const by = ORDERS.find((o) => o.key === page.view.order)?.by;
    const { issues } = page.report;
    return by ? [...issues].sort((a, b) => descending(by(a), by(b))) : issues;
}

export function Overview({ page }: { page: Page }) {
    const compared = page.report.compared !== null;
    const orders = ORDERS.filter((o) => compared || o.key !== 'moved');
    return (
        <section class="overview" aria-labelledby="issues">
            <h2 id="issues">Where each issue may settle</h2>
            <Legend before={page.report.compared?.name ?? ''} />
            <nav class="choices" aria-label="Order of the issues">
                <span>Order</span>
                {orders.map((o) => (
                    <a key={o.key} href={linkTo(page.view,
                        { order: o.key, section: '' })}
                        aria-current={o.key === page.view.order
                            ? 'true' : undefined}>{o.label}</a>
                ))}
            </nav>
            <div class="scale-head" aria-hidden="true">
                <div class="ticks">
                    {TICKS.map((t) => <span key={t}>{t}</span>)}
                </div>
            </div>
            <ol class="rows">
                {orderedIssues(page).map((issue) =>
                    <Row key={issue.id} page={page} issue={issue} />)}
            </ol>
        </section>
    );
}

const SAMPLE = { mean: 45, q05: 8, q10: 20, q50: 45, q90: 75, q95: 92 };

export function Legend({ before }: { before: string }) {
    return (
        <p class="legend">
            <span><Canvas height={18} class="swatch">
                <BandMark band={SAMPLE} /></Canvas>
            median, 80 % of draws, 90 % of draws</span>
            <span><Canvas height={18} class="swatch small">
                <StatusQuo value={{ best: 50, lo: 50, hi: 50 }} /></Canvas>
            status quo</span>
            {before && (
                <span><Canvas height={18} class="swatch small">
                    <Before from={{ ...SAMPLE, q50: 20 }}
                        to={{ ...SAMPLE, q50: 95 }} /></Canvas>
                before: {before}</span>
            )}
        </p>
    );
}

function Row({ page, issue }: { page: Page; issue: Issue }) {
    const { forecast } = issue;
    return (
        <li>
            <a class="row" id={`row-${issue.id}`}
                href={linkTo(page.view, { issue: issue.id, section: '' })}>
                <span class="name">
                    <span class="id">{issue.id}</span>
                    <b>{issue.name}</b>
                </span>
                <span class="chart">
                    <Canvas height={34}>
                        <Grid />
                        <StatusQuo value={issue.status_quo} />
                        <BandMark band={forecast} />
                        {shifted(issue.moved) && <Before
                            from={issue.moved.before}
                            to={forecast} />}
                    </Canvas>
                    <Poles poles={issue.poles} />
                </span>
                <Numbers issue={issue} />
                <span class="headline">
                    {sentence(issue.words || issue.headline)}
                    {shifted(issue.moved) && <MovedWords moved={issue.moved}
                        since={page.report.compared?.name ?? ''} />}
                </span>
            </a>
        </li>
    );
}

function Numbers({ issue }: { issue: Issue }) {
    const { forecast } = issue;
    if (!drawable(forecast)) {
        return <span class="numbers"><b>–</b><small>no draw</small></span>;
    }
    return (
        <span class="numbers">
            <b>{whole(forecast.q50)}</b>
            <small>80 %: {range(forecast.q10, forecast.q90)}</small>
            {exists(issue.disagreement) && issue.models.length > 1
                && <small>models {whole(issue.disagreement)} apart</small>}
        </span>
    );
}

function MovedWords({ moved: m, since }: { moved: Moved; since: string }) {
    return <span class="moved">Since {since}: {m.verdict}</span>;
}
