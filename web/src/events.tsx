/*
 * What may happen: the dated changes of the scenario, each with its chance,
 * the passages that the chance rests on, and what it would change.
 */
import type { Page } from './book';
import { eventTrail } from './book';
import { ChangeList } from './changes';
import { date, exists, range, typed, valueWords } from './format';
import { Opens, RefList } from './number';
import type { ReportEvent, Value } from './types';

export function Events({ page }: { page: Page }) {
    const { events } = page.report;
    if (!events.length) return null;
    return (
        <section aria-labelledby="events">
            <h2 id="events">What may happen</h2>
            <ol class="events">
                {events.map((e, i) =>
                    <EventRow key={i} page={page} event={e} at={i} />)}
            </ol>
            <p class="note">Each draw lets these happen or not by their
                chances; the forecasts hold after the last of them.</p>
        </section>
    );
}

function EventRow({ page, event: e, at }: {
    page: Page; event: ReportEvent; at: number;
}) {
    const trail = eventTrail(page, e);
    const active = trail.key === page.view.by ? 'active' : '';
    return (
        <li class={active} id={`event-${at + 1}`}>
            <span class="event-number">{at + 1}</span>
            <span class="when">{date(e.date)}</span>
            <div>
                <h3>{e.what}</h3>
                {e.note && <p>{e.note}</p>}
                <p><ChangeList page={page} set={e.set} /></p>
            </div>
            <div class="event-chance">
                <Chance page={page} event={e} />
                <RefList page={page} trail={trail} />
            </div>
        </li>
    );
}

export function Chance({ page, event: e }: {
    page: Page; event: ReportEvent;
}) {
    return (
        <Opens page={page} trail={eventTrail(page, e)}
            what={`${valueWords('Chance', e.chance)} %`}>
            <ChanceText chance={e.chance} />
        </Opens>
    );
}

function ChanceText({ chance: c }: { chance: Value }) {
    if (!exists(c.best)) return <span class="none">–</span>;
    return (
        <>
            <span class="best">{typed(c.best)} %</span>
            {c.lo !== c.hi && <span class="reach-text">
                {' '}{range(c.lo, c.hi, typed)}</span>}
        </>
    );
}
