// @ts-check
/*
 * Opens a report in Chromium from a file, as its reader does, and asserts
 * what that reader would notice. ENTENTE_REPORT names real reports, with ':'
 * between them, to run the general part on; CHROMIUM names another browser.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync }
    from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { bundle } from '../build.mjs';
import { assemble, read } from './assemble.mjs';
import { HOSTILE, sample } from './sample.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../src/types').Report} Report */

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
const skip = existsSync(BROWSER) ? false : `no browser at ${BROWSER}`;

// preact names these to create elements; none is ever fetched.
const NAMESPACES = ['http://www.w3.org/1998/Math/MathML',
    'http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg'];

const folder = mkdtempSync(join(tmpdir(), 'entente-web-'));
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
    if (skip) return;
    browser = await chromium.launch({ executablePath: BROWSER, args: ARGS });
});
after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
});

/** A page that fails the test on any complaint or outside request.
 * @param {string} file @param {string} [hash]
 * @param {{width: number, height: number}} [viewport] */
async function open(file, hash = '', viewport = { width: 1280, height: 900 }) {
    const page = await browser.newPage({ viewport });
    const url = pathToFileURL(file).href;
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (m) => {
        if (m.type() !== 'log') complaints.push(m.text());
    });
    page.on('pageerror', (e) => complaints.push(e.message));
    page.on('dialog', (d) => complaints.push(`dialog: ${d.message()}`));
    page.on('request', (r) => {
        if (r.url().split('#')[0] !== url) complaints.push(r.url());
    });
    await page.goto(url + hash);
    await page.waitForSelector('main h1');
    return { page, done: async () => {
        assert.deepEqual(complaints, []);
        await page.close();
    } };
}

/** @param {Page} page */
async function overflow(page) {
    return page.evaluate(() => {
        const wide = document.documentElement.clientWidth;
        return document.documentElement.scrollWidth > wide
            ? [...document.querySelectorAll('body *')]
                .filter((e) => e.getBoundingClientRect().right > wide + 1)
                .map((e) => `${e.tagName}.${e.getAttribute('class')}`)
            : [];
    });
}

/** @param {Page} page @param {string} selector */
async function text(page, selector) {
    return (await page.locator(selector).first().innerText()).trim();
}

/** Waits until what a click leads to is drawn: a new address is heard of
 * only after the click has returned.
 * @param {Page} page @param {string} selector @param {RegExp} words */
async function shows(page, selector, words) {
    await page.locator(selector).first().filter({ hasText: words }).waitFor();
}

/** @param {Report} report @param {string} ref */
function sentenceOf(report, ref) {
    const m = /^(.+)#(\d+)(?:\.(\d+))?$/.exec(ref);
    const doc = report.documents.find((d) =>
        d.id === m?.[1] || d.aliases.includes(m?.[1] ?? ''));
    const para = doc?.paragraphs.find((p) => p.n === Number(m?.[2]));
    const all = para?.sentences.filter((s) =>
        !m?.[3] || s.n === Number(m[3])) ?? [];
    return all.map((s) => s.text).join(' ');
}

/** What holds for every report, the sample's or a real one.
 * @param {() => string} file */
function general(file) {
    /** @returns {Report} */
    const data = () => {
        const html = readFileSync(file(), 'utf8');
        const m = /id="entente-data">([^<]*)</.exec(html);
        return JSON.parse(m?.[1] ?? 'null');
    };

    test('the policy allows this script and this style alone', async () => {
        const html = readFileSync(file(), 'utf8');
        assert.match(html, /content="default-src 'none'; /);
        assert.match(html, /; script-src 'sha256-[\w+/]{43}=';/);
        assert.match(html, /; style-src 'sha256-[\w+/]{43}=';/);
        const { page, done } = await open(file());
        const ran = await page.evaluate(() => {
            const s = document.createElement('script');
            s.textContent = 'window.foreign = 1';
            const refused = new Promise((yes) => document.addEventListener(
                'securitypolicyviolation', () => yes(true), { once: true }));
            document.body.append(s);
            return Promise.race([refused, new Promise((no) =>
                setTimeout(() => no(false), 2000))]);
        });
        assert.equal(ran, true);
        await assert.rejects(done()); // the browser says what it refused
        await page.close();
    });

    test('every issue has a row with its median', async () => {
        const report = data();
        const { page, done } = await open(file());
        const rows = page.locator('.rows .row');
        assert.equal(await rows.count(), report.issues.length);
        for (const issue of report.issues) {
            const row = page.locator(`[id="row-${issue.id}"]`);
            const said = await row.innerText();
            assert.ok(said.includes(issue.name), issue.id);
            assert.ok(said.includes(issue.poles[0]), issue.id);
            assert.ok(said.includes(issue.poles[1]), issue.id);
            assert.ok(said.includes(
                String(Math.round(issue.forecast.q50))), issue.id);
        }
        for (const line of report.bottom_line) {
            assert.ok((await text(page, '.bottom-line')).includes(line));
        }
        await done();
    });

    test('a row opens its issue, a number its sentence', async () => {
        const report = data();
        const { page, done } = await open(file());
        const issue = report.issues.find((i) => i.stances.some((s) =>
            sentenceOf(report, s.evidence[0] ?? '') !== ''));
        assert.ok(issue);
        await page.click(`[id="row-${issue.id}"]`);
        assert.equal(await text(page, '.issue h1'), issue.name);
        const link = page.locator('.stance-table a.num[href*="evidence="]');
        await link.first().click();
        await page.waitForSelector('.panel mark');
        const key = new URL(page.url()).hash;
        const by = /by=s(\d+)/.exec(key)?.[1];
        const ref = issue.stances[Number(by)]?.evidence[0] ?? '';
        const marked = await page.locator('.panel mark').allInnerTexts();
        assert.equal(marked.join(' '), sentenceOf(report, ref));
        await done();
    });

    test('the status quo opens its sentence and its note', async () => {
        const report = data();
        const issue = report.issues.find((i) =>
            sentenceOf(report, i.evidence[0] ?? '') !== '');
        assert.ok(issue);
        const { page, done } = await open(file(), `#issue=${issue.id}`);
        const fact = page.locator('.facts > div')
            .filter({ hasText: 'status quo' });
        assert.ok((await fact.innerText()).includes(
            String(issue.status_quo?.best)));
        await fact.locator('a').click();
        await page.waitForSelector('.panel mark');
        const marked = await page.locator('.panel mark').allInnerTexts();
        assert.equal(marked.join(' '),
            sentenceOf(report, issue.evidence[0] ?? ''));
        assert.ok((await text(page, '.panel .for')).includes(issue.note));
        await done();
    });

    test('each event has its chance and opens its sentence', async () => {
        const report = data();
        const { page, done } = await open(file());
        const rows = page.locator('.events li');
        assert.equal(await rows.count(), report.events.length);
        for (const [i, event] of report.events.entries()) {
            const said = await rows.nth(i).innerText();
            assert.ok(said.includes(event.what), said);
            assert.ok(said.includes(`${event.chance.best} %`), said);
        }
        const cited = report.events.findIndex((e) =>
            sentenceOf(report, e.evidence[0] ?? '') !== '');
        await rows.nth(cited).locator('a.num').click();
        await page.waitForSelector('.panel mark');
        const marked = await page.locator('.panel mark').allInnerTexts();
        assert.equal(marked.join(' '), sentenceOf(report,
            report.events[cited]?.evidence[0] ?? ''));
        await done();
    });

    test('a faction is called by its name and opens its weight', async () => {
        const report = data();
        const actor = report.actors.find((a) => a.factions.some((f) =>
            sentenceOf(report, f.evidence[0] ?? '') !== ''));
        const faction = actor?.factions.find((f) => f.evidence.length > 0);
        assert.ok(actor && faction);
        const { page, done } = await open(file());
        await page.locator('.faction').filter({ hasText: faction.name })
            .locator('a').first().click();
        assert.ok((await text(page, '.panel .for')).includes(
            `${actor.name} · ${faction.name}`));
        const issue = report.issues.find((i) =>
            i.stances.some((s) => s.faction === faction.id));
        await page.goto(`${page.url().split('#')[0]}#issue=${issue?.id}`);
        await page.waitForSelector('.stance-table');
        assert.ok((await text(page, '.stances')).includes(faction.name));
        await done();
    });

    test('what pulls a forecast lies on its two sides', async () => {
        const report = data();
        for (const issue of report.issues.slice(0, 3)) {
            const { page, done } = await open(file(), `#issue=${issue.id}`);
            const line = await text(page, '.pull');
            const [, below = '', above = ''] =
                /“:?.*?”: (.*?); toward “.*?”: (.*)\. Heaviest/.exec(line)
                ?? [];
            for (const [side, way] of [[below, -1], [above, 1]]) {
                for (const n of String(side).match(/[\d.]+(?= and|$)/g) ?? []) {
                    assert.ok((Number(n) - issue.forecast.q50)
                        * Number(way) > 0, `${issue.id}: ${line}`);
                }
            }
            assert.ok(/\d/.test(below + above), line);
            const first = page.locator('.pull a').first();
            if (await first.count()) {
                await first.click();
                await page.waitForSelector('.panel .for');
            }
            await done();
        }
    });

    test('what moved since the other run stands in the head', async () => {
        const report = data();
        const { page, done } = await open(file());
        const since = page.locator('.since');
        assert.equal(await since.count(), report.compared ? 1 : 0);
        const by = (/** @type {any} */ i) =>
            Math.abs(i.moved?.change.q50 ?? 0);
        const most = [...report.issues].sort((a, b) => by(b) - by(a))[0];
        if (report.compared && most?.moved) {
            const said = await since.innerText();
            assert.ok(said.includes(report.compared.name), said);
            assert.ok(said.includes(most.name), said);
            assert.ok(said.toLowerCase().includes(
                most.moved.verdict.toLowerCase()), said);
            const row = page.locator(`[id="row-${most.id}"]`);
            assert.ok((await row.innerText()).includes(most.moved.verdict));
            assert.equal(await row.locator('.before').count(), 1);
            await since.locator('li a').first().click();
            assert.equal(await text(page, '.issue h1'), most.name);
            assert.ok((await text(page, '.verdict')).length > 0);
        }
        await done();
    });

    test('paper has every issue in full, the screen one view', async () => {
        const report = data();
        const { page, done } = await open(file());
        await page.emulateMedia({ media: 'print' });
        const say = (/** @type {string} */ event) => page.evaluate((name) => {
            dispatchEvent(new Event(name));
        }, event);
        await say('beforeprint');
        assert.equal(await page.locator('.issue .stance-table').count(),
            report.issues.length);
        assert.equal(await page.locator('.dates li').count(),
            report.dates.filter((d) => /^\d{4}/.test(d.start)).length);
        const ids = await page.locator('[id]').evaluateAll((all) =>
            all.map((e) => e.id));
        assert.equal(new Set(ids).size, ids.length);
        await say('afterprint');
        assert.equal(await page.locator('.issue').count(), 0);
        await done();
    });

    test('nothing overflows, wide or narrow, open or closed', async () => {
        const report = data();
        const first = report.issues[0];
        const ref = first?.stances.flatMap((s) => s.evidence)[0] ?? 'none';
        const hashes = ['', `#issue=${first?.id}`,
            `#issue=${first?.id}&evidence=${encodeURIComponent(ref)}`,
            `#doc=${encodeURIComponent(report.documents[0]?.id ?? '')}`];
        for (const width of [360, 768, 1100, 1920]) {
            for (const hash of hashes) {
                const { page, done } = await open(file(), hash,
                    { width, height: 800 });
                assert.deepEqual(await overflow(page), [],
                    `${width} px ${hash}`);
                await done();
            }
        }
    });
}

describe('the bundle', () => {
    test('is what the sources give', async () => {
        const out = join(folder, 'dist');
        await bundle(out);
        for (const name of ['report.js', 'report.css']) {
            assert.ok(readFileSync(join(out, name), 'utf8')
                === read(`dist/${name}`), `${name}: run npm run build`);
        }
    });

    test('holds to its budget and names no outside address', () => {
        const js = read('dist/report.js');
        assert.ok(js.length <= 250 * 1024, `${js.length} bytes of script`);
        for (const name of ['dist/report.js', 'dist/report.css',
            'shell.html']) {
            const found = read(name).match(/\w+:\/\/[^\s"'`)<]*/g) ?? [];
            assert.deepEqual(found.filter((a) => !NAMESPACES.includes(a)), []);
        }
        assert.ok(!/<\/script|<!--/i.test(js));
        assert.ok(!/\beval\s*\(|\bFunction\s*\(/.test(js));
        assert.ok(!/<\/style|@import|url\(/i.test(read('dist/report.css')));
    });
});

describe('the sample report', { skip }, () => {
    const file = join(folder, 'sample.html');
    const report = sample();
    before(() => writeFileSync(file, assemble(report)));
    general(() => file);

    test('shows hostile text as text', async () => {
        for (const hash of ['', '#issue=W1',
            '#issue=W1&evidence=karsk-survey.5.2', '#doc=eldane-letter']) {
            const { page, done } = await open(file, hash);
            const shown = await page.locator('body').innerText();
            assert.ok(shown.includes(HOSTILE), hash);
            assert.equal(await page.locator('img').count(), 0);
            assert.equal(await page.evaluate(() =>
                'broken' in window), false);
            await done();
        }
    });

    test('a link restores the issue, the lens and the passage', async () => {
        const { page, done } = await open(file,
            '#issue=W1&evidence=010.7.1&lens=');
        assert.equal(await text(page, 'h1'), report.issues[0]?.name);
        assert.equal(await text(page, '.panel mark'),
            sentenceOf(report, 'karsk-survey#7.1'));
        assert.equal(await text(page, '.panel .steps > span'), '3 of 4');
        assert.equal(await text(page, '[aria-label=Lens] [aria-current]'),
            'base');
        assert.equal(await page.locator('.stance.lens-row').count(), 0);
        await done();
    });

    test('a paragraph reference marks the whole paragraph', async () => {
        const { page, done } = await open(file,
            '#issue=W1&evidence=karsk-survey.6');
        const marks = await page.locator('.panel mark').allInnerTexts();
        assert.equal(marks.join(' '), sentenceOf(report, 'karsk-survey#6'));
        assert.ok(marks.length > 1);
        assert.equal(await page.locator('.panel .grey').count(), 2);
        await page.click('text=Open whole document');
        await page.locator('.panel .text p').nth(13).waitFor();
        assert.equal(await page.locator('.panel .text p').count(), 14);
        assert.deepEqual(await page.locator('.panel mark').allInnerTexts(),
            marks);
        await done();
    });

    test('an unresolved reference is shown as one', async () => {
        for (const [ref, says] of [
            ['lost-letter.3.1', 'No document'],
            ['karsk-survey.99', 'no such paragraph'],
            ['karsk-survey.5.88', 'no such sentence'],
            ['see the annex', 'No document']]) {
            const { page, done } = await open(file,
                `#evidence=${encodeURIComponent(ref ?? '')}`);
            const said = await text(page, '.panel .unresolved-note');
            assert.ok(said.includes(says ?? ''), said);
            await done();
        }
        const { page, done } = await open(file, '#issue=W1');
        assert.equal(await text(page, '.stance-table .ref.unresolved'),
            'lost-letter ¶3.1 ?');
        await done();
    });

    test('the keyboard opens, steps, closes and comes back', async () => {
        const { page, done } = await open(file, '#issue=W1');
        const link = page.locator(
            '.stance-table a.num[href*="karsk-survey.5.2"]').first();
        await link.focus();
        await page.keyboard.press('Enter');
        await page.waitForSelector('[role=dialog] mark');
        const focused = () => page.evaluate(() =>
            document.activeElement?.textContent);
        assert.equal(await focused(), 'Evidence');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(() => location.hash.includes('7.1'));
        assert.equal(await text(page, '.panel .steps > span'), '3 of 4');
        await page.keyboard.press('ArrowLeft');
        await page.waitForFunction(() => /survey\.6&/.test(location.hash));
        await page.keyboard.press('Escape');
        await page.waitForSelector('.panel', { state: 'detached' });
        assert.equal(await focused(), await link.textContent());
        await page.keyboard.press('ArrowRight'); // closed: nothing to step
        assert.equal(await page.locator('.panel').count(), 0);
        await done();
    });

    test('marks on the path are the events that bear on it', async () => {
        const { page, done } = await open(file, '#issue=W1');
        assert.equal(await page.locator('.marks line').count(), 2);
        assert.deepEqual(await page.locator('.path-events .bears')
            .evaluateAll((all) => all.map((e) => e.lastChild?.textContent)),
        report.issues[0]?.stances.some((s) => s.faction === 'CABINET')
            ? ['1', '2'] : ['1']);
        assert.ok((await text(page, '.bearing')).includes('40 %'));
        await page.goto(`${page.url().split('#')[0]}#events`);
        const said = await text(page, '.events');
        assert.ok(said.includes('Arvenia: position on W1 −15'), said);
        assert.ok(said.includes('Status quo of W1 to 20 (10–30)'), said);
        assert.ok(said.includes('Arvenia · The cabinet: weight × 0.5'), said);
        await done();
    });

    test('what was clicked stays where it is on the screen', async () => {
        const { page, done } = await open(file, '#issue=W1');
        const link = page.locator('.stance-table tbody a.num').last();
        await link.scrollIntoViewIfNeeded();
        const top = async () => (await link.boundingBox())?.y ?? 0;
        const before = await top();
        await link.click();
        await page.waitForSelector('.panel');
        assert.ok(Math.abs(await top() - before) < 2);
        await page.keyboard.press('Escape');
        await page.waitForSelector('.panel', { state: 'detached' });
        assert.ok(Math.abs(await top() - before) < 2);
        await done();
    });

    test('back to all issues returns to the row left', async () => {
        const { page, done } = await open(file, '#issue=N3');
        await page.click('text=All issues');
        await page.waitForSelector('.rows');
        assert.equal(await page.evaluate(() => document.activeElement?.id),
            'row-N3');
        await done();
    });

    test('issues and actors can be put in another order', async () => {
        const { page, done } = await open(file);
        await page.click('text=models disagree');
        const most = [...report.issues].sort((a, b) =>
            b.disagreement - a.disagreement)[0];
        await page.waitForSelector(
            `.rows li:first-child [id="row-${most?.id}"]`);
        await page.click('th >> text=Mentions');
        const known = [...report.actors].sort((a, b) =>
            b.mentions - a.mentions)[0];
        await page.waitForSelector('th[aria-sort=descending]');
        const row = await text(page, '.actors tbody tr');
        assert.ok(row.startsWith(known?.name ?? '-'), row);
        await done();
    });

    test('a lens puts its rows in place of the base rows', async () => {
        const issue = report.issues.find((i) =>
            i.stances.some((s) => s.lens === 'desired')
            && i.stances.some((s) => s.actor === 'DRA' && !s.lens));
        assert.ok(issue);
        const { page, done } = await open(file,
            `#issue=${issue.id}&lens=desired`);
        const labels = await page.locator('.stance .label').allInnerTexts();
        const own = labels.filter((l) => l.includes('Dranse'));
        assert.equal(own.length, 1);
        assert.ok(own[0]?.includes('desired'));
        await done();
    });

    test('a cited date opens its sentence', async () => {
        const { page, done } = await open(file);
        const periods = await page.locator('.periods b').allInnerTexts();
        assert.deepEqual(periods.slice(0, 4),
            ['1800s', '1950s', '2000s', '2010']);
        await page.click('.periods a >> text=2017');
        await page.waitForSelector('.dates .when >> text=2017');
        const said = await text(page, '.dates .said');
        await page.click('.dates a');
        assert.equal(await text(page, '.panel mark'), said);
        await done();
    });

    test('dates are as short as they can be', async () => {
        const { page, done } = await open(file, '#period=2016');
        const shown = await page.locator('.dates .when').allInnerTexts();
        assert.ok(shown.includes('February 2016'), String(shown));
        assert.ok(shown.includes('1–10 May 2016'), String(shown));
        await done();
    });

    test('a faction’s weight bears on issues where it speaks', async () => {
        const other = sample();
        const [first, second] = other.issues;
        const own = first?.stances[0];
        assert.ok(first && second && own);
        first.path = second.path;
        first.stances = [{ ...own, actor: 'ARV', faction: '' }];
        const fall = other.events.filter((e) =>
            e.set[0]?.startsWith('ARV.CABINET.weight'));
        assert.equal(fall.length, 1);
        other.events = fall;
        for (const [faction, marked] of [['', 0], ['CABINET', 1]]) {
            Object.assign(first.stances[0] ?? {}, { faction });
            const path = join(folder, 'faction.html');
            writeFileSync(path, assemble(other));
            const { page, done } = await open(path, `#issue=${first.id}`);
            assert.equal(await page.locator('.marks .bears').count(), marked);
            await done();
        }
    });

    test('what moved an issue has its parts and their sentences', async () => {
        const { page, done } = await open(file);
        assert.match(await text(page, '.why summary'),
            /W1 .* rose by 4\.0, from 40\.0 to 44\.0/);
        const parts = await page.locator('.why .causes > li').allInnerTexts();
        assert.match(parts[0] ?? '', /\+5\.0[^]*ARV\.release/);
        assert.match(parts[1] ?? '', /−1\.0[^]*together/);
        await page.click('.why .ref');
        await page.waitForSelector('.panel mark');
        await done();
    });

    test('a name over time leads to what it depends on', async () => {
        const { page, done } = await open(file);
        assert.equal(await page.locator('.small-multiples li').count(), 3);
        await page.click('.small-multiples a:text-is("reservoir")');
        await shows(page, '.neighbours .middle', /reservoir/);
        const sides = await page.locator('.neighbours ul').allInnerTexts();
        assert.match(sides[0] ?? '', /rain/);
        assert.match(sides[1] ?? '', /ARV\.release/);
        await page.click('.neighbours a:text-is("ARV.release")');
        await shows(page, '.neighbours .middle', /ARV\.release/);
        await done();
    });

    test('tests say what fails first', async () => {
        const { page, done } = await open(file);
        assert.match(await text(page, '.tests p'), /1 of 2 mechanisms/);
        const rows = await page.locator('.tested li').allInnerTexts();
        assert.match(rows[0] ?? '', /^M2\s+fails/);
        await done();
    });

    test('without a system there are no such sections', async () => {
        const other = join(folder, 'still.html');
        const still = { ...sample(), system: null };
        writeFileSync(other, assemble(still));
        const { page, done } = await open(other);
        assert.equal(await page.locator('.why, .traces, .diagram, .tests')
            .count(), 0);
        await done();
    });

    test('a run without draws, paths or models still reads', async () => {
        const bare = sample();
        const none = { mean: null, q05: null, q10: null, q50: null,
            q90: null, q95: null };
        for (const issue of bare.issues) {
            Object.assign(issue, { forecast: none, models: [], path: [],
                moved: null, histogram: [], disagreement: null,
                status_quo: null });
        }
        Object.assign(bare, { models: [], dates: [], actors: [],
            documents: [], events: [], bottom_line: [], warnings: [], compared: null,
            system: null });
        const other = join(folder, 'bare.html');
        writeFileSync(other, assemble(bare));
        for (const hash of ['', '#issue=W1', '#issue=none', '#doc=none']) {
            const { page, done } = await open(other, hash);
            const shown = await page.locator('body').innerText();
            assert.ok(!/NaN|undefined|null|Infinity/.test(shown), hash);
            await done();
        }
    });

    test('data of another schema are refused in words', async () => {
        const other = join(folder, 'other.html');
        writeFileSync(other, assemble(/** @type {any} */ (
            { title: 'x', schema: 'entente-report/9' })));
        const page = await browser.newPage();
        await page.goto(pathToFileURL(other).href);
        assert.match(await text(page, '[role=alert]'), /entente-report\/9/);
        await page.close();
    });

    test('printing shows every issue and no controls', async () => {
        const { page, done } = await open(file);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('.row:visible').count(), 29);
        assert.equal(await page.locator('.choices:visible').count(), 0);
        assert.equal(await page.locator('.top:visible').count(), 0);
        await done();
    });
});

const given = (process.env.ENTENTE_REPORT ?? '').split(delimiter)
    .filter(Boolean);
for (const file of given) {
    describe(`the report of ${basename(dirname(file))}`, { skip }, () =>
        general(() => file));
}
