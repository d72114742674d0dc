import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { FRONTEND, PACKAGE } from '../places.mjs';

const MOST = 40_000; // bytes, compressed: all scripts of the add-on
const BLOCKS = ['entries', 'channels', 'block-facebook', 'parties', 'block-verify'];

const stats = JSON.parse(readFileSync(`${FRONTEND}/build/loadable-stats.json`, 'utf-8'));
const scripts = Object.entries(stats.assetsByChunkName)
  .filter(([name]) => name.startsWith('socialhub-'))
  .map(([name, files]) => [name, [files].flat().find((file) => file.endsWith('.js'))]);
const packed = (file) => gzipSync(readFileSync(`${FRONTEND}/build/public/${file}`)).length;

/** What stands in Volto's own bundle: the add-on without what is loaded when it is needed. */
async function always() {
  const { outputFiles } = await build({
    entryPoints: [`${PACKAGE}/src/index.ts`],
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    outdir: '/',
    packages: 'external',
    jsx: 'automatic',
    external: ['./server'],
    loader: { '.css': 'empty', '.svg': 'empty' },
  });
  const entry = outputFiles.find(({ path }) => path.endsWith('/index.js'));
  const shared = outputFiles.filter(({ path }) => entry.text.includes(`from"./${path.slice(1)}"`));
  return gzipSync([entry, ...shared].map(({ text }) => text).join('')).length;
}

test('each block has a script of its own', () => {
  const names = scripts.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(BLOCKS.map((name) => `socialhub-${name}`)));
});

test('all scripts of the add-on together are small', async () => {
  const sizes = Object.fromEntries(scripts.map(([name, file]) => [name, packed(file)]));
  sizes.always = await always();
  const total = Object.values(sizes).reduce((sum, size) => sum + size);
  console.log({ ...sizes, total });
  expect(total).toBeLessThanOrEqual(MOST);
});
