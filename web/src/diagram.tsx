/*
 * What reads what. Above, groups on a circle with an arrow for each pair, as
 * thick as there are links; below, one name between all that it reads and all
 * that reads it. Every name is a link that brings it to the middle.
 */
import { descending } from 'd3-array';
import type { Page } from './book';
import { count } from './format';
import type { Node, System } from './types';
import { linkTo } from './view';

const ISSUES = 'Issues';
const WORLD = 'World';

function groupOf(n: Node): string {
    if (n.kind === 'issue') return ISSUES;
    return n.actor || WORLD;
}

export function Diagram({ page }: { page: Page }) {
    const system = page.report.system;
    if (!system?.links.length) return null;
    return (
        <section class="diagram" aria-labelledby="causes">
            <h2 id="causes">What depends on what</h2>
            <p>{count(system.nodes.length, 'name')} that move, and{' '}
                {count(system.links.length, 'link')} between them: what an
                actor has, believes and does, the issues, and the world around
                them. An arrow runs from what is read to what reads it.</p>
            <Circle system={system} />
            <Neighbours page={page} system={system} />
        </section>
    );
}

/* ---- groups */

interface Flow { from: number; to: number; n: number }

function flowsOf(system: System, groups: string[]): Flow[] {
    const counts = new Map<string, number>();
    for (const [a, b] of system.links) {
        const [from, to] = [system.nodes[a], system.nodes[b]];
        if (!from || !to) continue;
        const key = `${groups.indexOf(groupOf(from))} ${
            groups.indexOf(groupOf(to))}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].map(([key, n]) => {
        const [from = 0, to = 0] = key.split(' ').map(Number);
        return { from, to, n };
    }).sort((a, b) => descending(a.n, b.n));
}

const R = 118; // of the circle on which groups stand
const DOT = 24;

function Circle({ system }: { system: System }) {
    const groups = [...new Set(system.nodes.map(groupOf))].sort();
    const flows = flowsOf(system, groups).filter((f) => f.from !== f.to);
    const most = Math.max(...flows.map((f) => f.n), 1);
    const at = (i: number): [number, number] => {
        const angle = 2 * Math.PI * i / groups.length - Math.PI / 2;
        return [R * Math.cos(angle), R * Math.sin(angle)];
    };
    const size = (g: string) =>
        system.nodes.filter((n) => groupOf(n) === g).length;
    const words = flows.slice(0, 8).map((f) =>
        `${groups[f.from]} to ${groups[f.to]} ${f.n}`).join(', ');
    return (
        <svg class="circle" viewBox="-160 -150 320 300" role="img"
            aria-label={`Links between groups: ${words}`}>
            {flows.map((f) => <Arrow key={`${f.from} ${f.to}`}
                a={at(f.from)} b={at(f.to)} share={f.n / most}
                title={`${groups[f.from]} → ${groups[f.to]}: ${
                    count(f.n, 'link')}`} />)}
            {groups.map((g, i) => {
                const [x, y] = at(i);
                return (
                    <g key={g}>
                        <circle cx={x} cy={y} r={DOT} />
                        <text x={x} y={y - 1} text-anchor="middle">{g}</text>
                        <text x={x} y={y + 11} text-anchor="middle"
                            class="size">{size(g)}</text>
                    </g>
                );
            })}
        </svg>
    );
}

/** Bent to its right, so that two that run both ways lie apart. */
function Arrow({ a, b, share, title }: {
    a: [number, number]; b: [number, number]; share: number; title: string;
}) {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const bend = 0.12 * length;
    const middle = [(a[0] + b[0]) / 2 - uy * bend, (a[1] + b[1]) / 2 + ux * bend];
    const start = [a[0] + ux * DOT, a[1] + uy * DOT];
    const tip = [b[0] - ux * DOT, b[1] - uy * DOT];
    const [hx, hy] = [tip[0]! - middle[0]!, tip[1]! - middle[1]!];
    const h = Math.hypot(hx, hy) || 1;
    const [vx, vy] = [hx / h, hy / h];
    const head = 3 + 4 * share;
    const base = [tip[0]! - vx * head, tip[1]! - vy * head];
    return (
        <g class="arrow" style={{ opacity: 0.25 + 0.75 * share }}>
            <title>{title}</title>
            <path d={`M${start}Q${middle} ${base}`}
                style={{ strokeWidth: 0.6 + 5 * share }} />
            <polygon points={`${tip} ${base[0]! - vy * head * 0.6},${
                base[1]! + vx * head * 0.6} ${base[0]! + vy * head * 0.6},${
                base[1]! - vx * head * 0.6}`} />
        </g>
    );
}

/* ---- one name and its neighbours */

function mostLinked(system: System): number {
    const n = system.nodes.map(() => 0);
    for (const [a, b] of system.links) {
        n[a] = (n[a] ?? 0) + 1;
        n[b] = (n[b] ?? 0) + 1;
    }
    const issues = n.map((x, i) =>
        system.nodes[i]?.kind === 'issue' ? x : -1);
    const all = Math.max(...issues) < 0 ? n : issues;
    return all.indexOf(Math.max(...all));
}

function Neighbours({ page, system }: { page: Page; system: System }) {
    const wanted = system.nodes.findIndex((n) => n.name === page.view.name);
    const at = wanted < 0 ? mostLinked(system) : wanted;
    const middle = system.nodes[at];
    if (!middle) return null;
    const pick = (rows: number[]) =>
        rows.flatMap((i) => system.nodes[i] ?? []);
    const reads = pick(system.links.filter((l) => l[1] === at)
        .map((l) => l[0]));
    const readBy = pick(system.links.filter((l) => l[0] === at)
        .map((l) => l[1]));
    return (
        <div class="neighbours" id="neighbours">
            <Names page={page} label={`reads ${reads.length}`} all={reads} />
            <div class="middle">
                <span aria-hidden="true">→</span>
                <p><b>{nameOf(page, middle)}</b>
                    <span class="soft"> {middle.kind}</span></p>
                <span aria-hidden="true">→</span>
            </div>
            <Names page={page} label={`read by ${readBy.length}`}
                all={readBy} />
        </div>
    );
}

function nameOf(page: Page, n: Node): string {
    const issue = page.issues.get(n.name.replace(/^settle\./, ''));
    return n.kind === 'issue' && issue ? `${issue.id} ${issue.name}` : n.name;
}

function Names({ page, label, all }: {
    page: Page; label: string; all: Node[];
}) {
    return (
        <div>
            <h3>{label}</h3>
            <ul>
                {all.map((n) => (
                    <li key={n.name} class={`kind-${n.kind}`}>
                        <a href={linkTo(page.view,
                            { name: n.name, section: '' })}>
                            {nameOf(page, n)}</a>
                        <span class="soft"> {n.kind}</span>
                    </li>
                ))}
            </ul>
        </div>
    );
}
