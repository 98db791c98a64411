/*
 * The marks that every figure is built from. An issue's scale runs from 0 to
 * 100, so a value is its own percentage of the width: figures need no measured
 * size, follow the page when it narrows and print as they are. Shape tells
 * apart what colour tells apart, so the figures survive without colour.
 */
import { scaleSqrt } from 'd3-scale';
import {
    symbol, symbolCircle, symbolDiamond, symbolSquare,
} from 'd3-shape';
import type { ComponentChildren } from 'preact';
import { drawable, exists } from './format';
import type { Band, Value } from './types';

export const TICKS = [0, 25, 50, 75, 100];

export const SHAPES = {
    circle: symbolCircle,
    square: symbolSquare,
    diamond: symbolDiamond,
};

const markArea = scaleSqrt().domain([0, 100]).range([5, 15]);

/** Area in square pixels: grows with leverage, middling if none is given. */
export function areaOf(leverage: Value | null): number {
    return markArea(exists(leverage?.best) ? leverage.best : 30) ** 2;
}

function at(x: number): string {
    return `${Math.min(100, Math.max(0, x))}%`;
}

function span(lo: number, hi: number): { x: string; width: string } {
    return { x: at(lo), width: `${Math.max(0, hi - lo)}%` };
}

interface CanvasProps {
    height: number;
    class?: string;
    children: ComponentChildren;
}

/** A drawing as wide as its column; text beside it says the same. */
export function Canvas({ height, class: name, children }: CanvasProps) {
    return (
        <svg class={`canvas ${name ?? ''}`} width="100%" height={height}
            aria-hidden="true">
            {children}
        </svg>
    );
}

export function Grid() {
    return (
        <g class="grid">
            {TICKS.map((t) =>
                <line key={t} x1={at(t)} x2={at(t)} y1="0" y2="100%" />)}
        </g>
    );
}

/** The 80 % band as a stripe behind a whole figure, with its median. */
export function Stripe({ band }: { band: Band }) {
    if (!drawable(band)) return null;
    return (
        <g class="stripe">
            <rect {...span(band.q10, band.q90)} y="0" height="100%" />
            <line x1={at(band.q50)} x2={at(band.q50)} y1="0" y2="100%" />
        </g>
    );
}

/** Marks drawn around the middle of their row, however tall it grows. */
function Level({ class: name, children }: {
    class: string; children: ComponentChildren;
}) {
    return <svg class={`at ${name}`} y="50%">{children}</svg>;
}

/** 90 % whiskers, 80 % band, median. */
export function BandMark({ band }: { band: Band }) {
    if (!drawable(band)) return null;
    return (
        <Level class="band">
            <line x1={at(band.q05)} x2={at(band.q95)} y1="0" y2="0" />
            {[band.q05, band.q95].map((q, i) =>
                <line key={i} x1={at(q)} x2={at(q)} y1="-3" y2="3" />)}
            <rect {...span(band.q10, band.q90)} y="-5" height="10" rx="2" />
            <circle cx={at(band.q50)} cy="0" r="5.5" />
        </Level>
    );
}

export function StatusQuo({ value }: { value: Value | null }) {
    if (!value || !exists(value.best)) return null;
    return (
        <Level class="quo">
            <svg class="at" x={at(value.best)}>
                <path d="M-4-13H4L.75-8V10H-.75V-8Z" />
            </svg>
        </Level>
    );
}

/** The median of another run, with a thread to where it is now. */
export function Before({ from, to }: { from: Band; to: Band }) {
    if (!drawable(from) || !drawable(to)) return null;
    return (
        <Level class="before">
            <line x1={at(from.q50)} x2={at(to.q50)} y1="0" y2="0" />
            <circle cx={at(from.q50)} cy="0" r="4" />
        </Level>
    );
}

/** A path in pixels around a point of the scale. */
export function Dot({ x, d, class: name }: {
    x: number; d: string; class: string;
}) {
    return <svg class="at" x={at(x)} y="50%"><path class={name} d={d} /></svg>;
}

export function shapePath(shape: keyof typeof SHAPES, area: number): string {
    return symbol(SHAPES[shape], area)() ?? '';
}

export function Reach({ value }: { value: Value }) {
    if (!exists(value.lo) || !exists(value.hi)) return null;
    return <line class="reach" x1={at(value.lo)} x2={at(value.hi)}
        y1="50%" y2="50%" />;
}

/** Shares of draws in equal classes, 0 at the left and 100 at the right. */
export function Histogram({ shares }: { shares: number[] }) {
    const most = Math.max(...shares, 0.0001);
    const step = 100 / shares.length;
    return (
        <g class="histogram">
            {shares.map((s, i) => (
                <rect key={i} x={at(i * step)} width={`${step}%`}
                    y={`${100 - 96 * s / most}%`}
                    height={`${96 * s / most}%`} />
            ))}
        </g>
    );
}

export function Axis({ poles }: { poles: [string, string] | null }) {
    return (
        <div class="axis">
            <div class="ticks" aria-hidden="true">
                {TICKS.map((t) => <span key={t}>{t}</span>)}
            </div>
            {poles && <Poles poles={poles} />}
        </div>
    );
}

export function Poles({ poles }: { poles: [string, string] }) {
    return (
        <span class="poles">
            <span><b>0</b>{'\u00a0'}{poles[0]}</span>
            <span>{poles[1]}{'\u00a0'}<b>100</b></span>
        </span>
    );
}
