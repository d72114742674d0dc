import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(__dirname, '../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf-8' })
  .filter((name) => /\.(tsx?|cjs)$/.test(name))
  .map((name) => join(SRC, name));

const using = (what: RegExp) =>
  files
    .flatMap((file) =>
      readFileSync(file, 'utf-8')
        .split('\n')
        .filter((line) => what.test(line))
        .map((line) => `${relative(SRC, file)}: ${line.trim()}`),
    )
    .sort();

test('HTML is written in one place alone, and the data of the head in another', () => {
  expect(using(/dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|\beval\(/)).toEqual([
    "parts/Head.tsx: jsonld ? [{ type: 'application/ld+json', innerHTML: harmless(published(jsonld)) }] : []",
    'parts/words.tsx: <div {...rest} dangerouslySetInnerHTML={{ __html: html }} />',
  ]);
});

test('and only what the backend has cleaned or made is written there', () => {
  expect(using(/<Cleaned /)).toEqual([
    'views/Entry.tsx: <Cleaned html={html} className="socialhub-text" lang={language} />',
    'views/Place.tsx: {html && <Cleaned html={html} />}',
  ]);
});

test('no link is made but of an address that may be followed', () => {
  expect(using(/<a\b|<Link\b|window\.open|location\.(href|assign)/)).toEqual([
    'controls/Refused.tsx: <a href={`#${prefix}${name}`}>{text}</a>',
    'customizations/volto/components/theme/Anontools/Anontools.tsx: <a href={chosen(search, code)} hrefLang={code} lang={code}>',
    'parts/Way.tsx: <Link to={address} {...rest}>',
    'parts/Way.tsx: <a {...rest} href={isHere ? below() + address : address}>',
  ]);
});
