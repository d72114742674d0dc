// @vitest-environment node
/** What whoever installs the package gets. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';

const HERE = dirname(__dirname);
const about = JSON.parse(readFileSync(`${HERE}/package.json`, 'utf-8'));
const filesIn = (folder: string) =>
  readdirSync(`${HERE}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => `${each.parentPath}/${each.name}`.replace(`${HERE}/`, ''));

test('the package holds what runs, its texts and what tells of it, and nothing else', () => {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', words, { cwd: HERE, encoding: 'utf-8' }));
  const told = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
  const read = ['babel.config.js', 'razzle.extend.js', about.main, about.types];
  const wanted = new Set([...told, ...read, ...filesIn('src'), ...filesIn('locales')]);
  expect(packed.files.map(({ path }: { path: string }) => path).sort()).toEqual([...wanted].sort());
});

test('what is imported is Volto’s, or named as what Volto brings', () => {
  const imported = filesIn('src').flatMap((path) =>
    [
      ...readFileSync(`${HERE}/${path}`, 'utf-8').matchAll(
        /^(?:import|export) (?!type ).*?from '([^.'][^']*)'/gms,
      ),
    ].map(([, name]) => name.match(/^(@[^/]+\/)?[^/]+/)![0]),
  );
  const known = [...Object.keys(about.peerDependencies), ...builtinModules];
  expect(imported.length).toBeGreaterThan(0);
  const others = new Set(imported.filter((name) => !known.includes(name)));
  expect([...others]).toEqual(['@plone/volto-original']); // what a shadow calls Volto
});
