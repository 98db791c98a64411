/*
 * Mechanisms and claims with what became of them when they were played: a
 * mechanism works when its claim holds with its parts and fails without them.
 */
import type { Page } from './book';
import { testTrail } from './book';
import { count } from './format';
import { RefList } from './number';
import type { Test } from './types';

export function TestTable({ page }: { page: Page }) {
    const tests = page.report.system?.tests;
    if (!tests) return null;
    const { mechanisms, claims, draws } = tests;
    const good = (all: Test[]) =>
        all.filter((t) => t.verdict === 'holds').length;
    return (
        <section class="tests" aria-labelledby="tests">
            <h2 id="tests">Mechanisms and claims, tested</h2>
            <p>
                {mechanisms.length > 0 && <>{good(mechanisms)} of{' '}
                    {count(mechanisms.length, 'mechanism')} hold with their
                    parts and fail without them. </>}
                {claims.length > 0 && <>{good(claims)} of{' '}
                    {count(claims.length, 'claim')} hold. </>}
                Each was played with {count(draws, 'draw')}.
            </p>
            <Rows page={page} label="Mechanisms" all={mechanisms} />
            <Rows page={page} label="Claims" all={claims} />
        </section>
    );
}

function Rows({ page, label, all }: {
    page: Page; label: string; all: Test[];
}) {
    const bad = all.filter((t) => t.verdict !== 'holds');
    if (!all.length) return null;
    return (
        <details open={page.paper || bad.length > 0 || all.length < 12}>
            <summary>{label}: {all.length}
                {bad.length > 0 && <span class="warn">
                    , {bad.length} without the effect</span>}</summary>
            <ol class="tested">
                {[...bad, ...all.filter((t) => t.verdict === 'holds')]
                    .map((t) => <Row key={t.id} page={page} test={t} />)}
            </ol>
        </details>
    );
}

function Row({ page, test: t }: { page: Page; test: Test }) {
    const trail = testTrail(page, t);
    return (
        <li class={trail.key === page.view.by ? 'active' : ''}>
            <span class="id">{t.id}</span>
            <span class={t.verdict === 'holds' ? 'verdict' : 'verdict warn'}>
                {t.verdict}</span>
            <span>
                <b>{t.name}</b>
                {t.kinds && <span class="soft"> {t.kinds}</span>}
                <br />{t.says}
                {trail.refs.length > 0 && <>{' '}
                    <RefList page={page} trail={trail} /></>}
            </span>
        </li>
    );
}
