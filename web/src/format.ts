/*
 * Numbers, intervals and dates as the reader sees them: whole points of the
 * scale, a true minus sign, an en dash between the ends of an interval, and a
 * dash alone for a number that does not exist.
 */
import type { Band, Model, Moved, Value } from './types';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June',
    'July', 'August', 'September', 'October', 'November', 'December'];

export function exists(x: number | null | undefined): x is number {
    return typeof x === 'number' && Number.isFinite(x);
}

/** A band that can be drawn: a run in which every draw failed has none. */
export function drawable(band: Band | null | undefined): band is Band {
    return !!band && [band.q05, band.q10, band.q50, band.q90, band.q95]
        .every(exists);
}

export function whole(x: number | null | undefined): string {
    if (!exists(x)) return '–';
    const r = Math.round(x);
    return r < 0 ? `−${-r}` : String(r);
}

/** At most one decimal, for values that an analyst typed. */
export function typed(x: number | null | undefined): string {
    if (!exists(x)) return '–';
    return String(Math.round(x * 10) / 10).replace('-', '−');
}

export function signed(x: number | null | undefined): string {
    const text = whole(x);
    return exists(x) && Math.round(x) > 0 ? `+${text}` : text;
}

export function range(lo: number, hi: number, show = whole): string {
    const [a, b] = [show(lo), show(hi)];
    return a.includes('−') || b.includes('−') ? `${a} to ${b}` : `${a}–${b}`;
}

export function interval(v: Value): string {
    return v.lo === v.hi ? '' : range(v.lo, v.hi, typed);
}

export function percent(share: number): string {
    return exists(share) ? `${Math.round(share * 100)} %` : '–';
}

/** What a model counts in the forecast, by its name. */
export function shares(models: Model[]): (name: string) => string {
    const all = models.reduce((sum, m) => sum + m.weight, 0);
    return (name) => {
        const weight = models.find((m) => m.name === name)?.weight ?? 0;
        return percent(all > 0 ? weight / all : 0);
    };
}

export function count(n: number, one: string, many = `${one}s`): string {
    return `${grouped(n)} ${n === 1 ? one : many}`;
}

export function grouped(n: number): string {
    return exists(n)
        ? String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f') : '–';
}

/** Half a point: what a reader of whole points can see move. */
export function shifted(moved: Moved | null): moved is Moved {
    const by = moved?.change.q50;
    return exists(by) && Math.abs(by) >= 0.5;
}

/** The first letter large, as a sentence begins. */
export function sentence(text: string): string {
    const s = text.charAt(0).toUpperCase() + text.slice(1);
    return /[.!?]$/.test(s) || !s ? s : `${s}.`;
}

/** "2019-04-25" as "25 April 2019"; anything else as it stands. */
export function date(iso: string): string {
    const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso);
    const month = MONTHS[Number(m?.[2] ?? 0) - 1];
    if (!m || (m[2] && !month)) return iso;
    return [m[3] && String(Number(m[3])), month, m[1]]
        .filter(Boolean).join(' ');
}

export function monthYear(t: Date): string {
    const month = MONTHS[t.getUTCMonth()] ?? '';
    return `${month.slice(0, 3)} ${t.getUTCFullYear()}`;
}

/** Milliseconds of an ISO date or of its beginning, null if it has none. */
export function instant(iso: string): number | null {
    const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso);
    if (!m) return null;
    return Date.UTC(Number(m[1]), Number(m[2] ?? 1) - 1, Number(m[3] ?? 1));
}

export function valueWords(name: string, value: Value | null): string {
    if (!value || !exists(value.best)) return `${name} not given`;
    const reach = interval(value);
    return `${name} ${typed(value.best)}${reach && ` (${reach})`}`;
}
