/** The Swedish that is turned on: Volto's own texts that a visitor meets, and all of ours. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const HERE = `${__dirname}/..`;
const VOLTO = `${HERE}/../../node_modules/@plone/volto`;
// What stands around our pages, and the pages that a visitor may end at.
const MET =
  'SkipLinks Logo Navigation Anontools SearchWidget Breadcrumbs Footer Login Logout PasswordReset ' +
  'Search Sitemap NotFound Error Unauthorized ConnectionRefused RequestTimeout ContactForm ' +
  'OutdatedBrowser CorsError ../manage/LockingToastsFactory';
const SAID = /\bid[=:]\s*(["'])(.+?)\1\s*,?\s*defaultMessage/g;

/** What a catalogue says, by message id. */
function catalogue(path: string): Record<string, string> {
  const said: Record<string, string> = {};
  for (const [, id, text] of readFileSync(path, 'utf-8').matchAll(
    /^msgid "(.+)"\nmsgstr "(.*)"$/gm,
  ))
    said[id] = text;
  return said;
}

const ours = catalogue(`${HERE}/locales/sv/LC_MESSAGES/volto.po`);
const voltos = catalogue(`${VOLTO}/locales/sv/LC_MESSAGES/volto.po`);

const idsIn = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.[jt]sx$/.test(name) && !/test|stories/.test(name))
    .flatMap((name) => [...readFileSync(`${folder}/${name}`, 'utf-8').matchAll(SAID)])
    .map(([, , id]) => id);

describe.each(MET.split(' '))('Volto’s %s', (name) => {
  test('speaks Swedish', () => {
    const ids = idsIn(`${VOLTO}/src/components/theme/${name}`);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !ours[id] && !voltos[id])).toEqual([]);
  });
});

test('a text keeps the parts that are put into it', () => {
  const parts = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  const english = catalogue(`${HERE}/locales/volto.pot`);
  for (const [id, text] of Object.entries(ours)) {
    expect(text, id).not.toBe('');
    if (/\{/.test(id) || id in english) expect(parts(text), id).toEqual(parts(id));
  }
});
