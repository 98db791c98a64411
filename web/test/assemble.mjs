// @ts-check
/*
 * Puts a report together from the shell, the bundle and the data, as
 * `entente report` does: hashes for the content policy, no < in the data.
 * Run by hand, `node test/assemble.mjs OUT.html [DATA.json]` writes a page to
 * look at.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sample } from './sample.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} name */
export function read(name) {
    return readFileSync(join(root, name), 'utf8');
}

/** @param {string} text */
function hash(text) {
    return createHash('sha256').update(text).digest('base64');
}

/** @param {string} text */
function escaped(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** @param {{title: string}} report */
export function assemble(report) {
    const js = read('dist/report.js');
    const css = read('dist/report.css');
    const data = JSON.stringify(report).replace(/</g, '\\u003c');
    /** @type {Record<string, string>} */
    const parts = {
        '<!--entente:title-->': escaped(report.title),
        '<!--entente:css-->': css,
        '<!--entente:js-->': js,
        '<!--entente:data-->': data,
        '{{js-hash}}': hash(js),
        '{{css-hash}}': hash(css),
    };
    return read('shell.html').replace(/<!--entente:\w+-->|\{\{\w+-hash\}\}/g,
        (mark) => parts[mark] ?? mark);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [, , out, from] = process.argv;
    const report = from ? JSON.parse(readFileSync(from, 'utf8')) : sample();
    if (!out) throw new Error('Say where to write: assemble.mjs OUT.html');
    writeFileSync(out, assemble(report));
}
