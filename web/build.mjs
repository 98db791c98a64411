/*
 * Bundles src/ into report.js and report.css. The same sources and the same
 * locked packages give the same bytes, so the output is committed and a C
 * build needs no Node. The licences of the bundled packages are gathered from
 * the packages themselves and open the script, as they ask for.
 */
import { build } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));

/** @param {string} name */
function licenceOf(name) {
    const folder = join(root, 'node_modules', name);
    const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
    if (!file) throw new Error(`${name} has no licence file`);
    return readFileSync(join(folder, file), 'utf8').trim();
}

/** One comment that holds each distinct licence once.
 * @param {string[]} inputs */
function notices(inputs) {
    /** @type {Map<string, string[]>} */
    const texts = new Map();
    const found = inputs.map((p) =>
        /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(p)?.[1]);
    for (const name of [...new Set(found)].sort()) {
        if (!name) continue;
        const text = licenceOf(name);
        texts.set(text, [...(texts.get(text) ?? []), name]);
    }
    const parts = [...texts].map(([text, names]) =>
        `${names.join(', ')}\n\n${text}`);
    return `/*! Bundled packages and their licences\n\n${
        parts.join('\n\n----\n\n')}\n*/\n`;
}

/** @param {string} outdir */
export async function bundle(outdir) {
    const result = await build({
        absWorkingDir: root,
        entryPoints: ['src/main.tsx', 'src/report.css'].map((p) => (
            { in: p, out: 'report' })),
        outdir,
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        charset: 'ascii',
        format: 'iife',
        target: ['es2020', 'chrome105', 'firefox110', 'safari16'],
        jsx: 'automatic',
        jsxImportSource: 'preact',
        legalComments: 'none',
    });
    mkdirSync(outdir, { recursive: true });
    const banner = notices(Object.keys(result.metafile.inputs));
    for (const file of result.outputFiles) {
        const head = file.path.endsWith('.js') ? banner : '';
        writeFileSync(file.path, head + file.text);
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    await bundle(join(root, 'dist'));
}
