/** A link is the same, whether the server or the browser writes it. */
import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import config from '@plone/volto/registry';
import { Way, isClassic } from '../src/parts/Way';

const written = (to: string, isServer: boolean) => {
  Object.assign(globalThis, { __SERVER__: isServer });
  const subpathPrefix = config.settings.subpathPrefix as string;
  return renderToStaticMarkup(
    <StaticRouter location={`${subpathPrefix}/`} basename={subpathPrefix}>
      <Way to={to} className="socialhub-chip" aria-current="page">
        Dit
      </Way>
    </StaticRouter>,
  );
};

afterEach(() => {
  Object.assign(globalThis, { __SERVER__: false });
  config.settings.subpathPrefix = '';
});

test.each(['', '/intern'])('where Volto lies below "%s"', (subpathPrefix) => {
  config.settings.subpathPrefix = subpathPrefix;
  for (const to of [
    '/sociala-medier?kind=video&b_start=20#socialhub-stream',
    '/sociala-medier/@@entry/3f2a',
    '/sociala-medier?SearchableText=%C3%A5r',
    '/sociala-medier/++add++Channel',
    '/sociala-medier/@@board',
    'https://example.se/',
    '?kind=video',
    'javascript:alert(1)',
  ])
    expect(written(to, true), to).toBe(written(to, false));
  expect(written('/sociala-medier', true)).toContain(`href="${subpathPrefix}/sociala-medier"`);
});

test.each([
  ['/sociala-medier/@@board', true],
  ['/sociala-medier/kultur/bloggen/@@messages?mine=1', true],
  ['/sociala-medier/@@official-list', false],
  ['/sociala-medier', false],
  ['/sociala-medier/kultur/++add++Channel', false],
  ['/sociala-medier/@@rss?kind=video', false],
  ['/sociala-medier/@@export-csv?all=1', false],
  ['/sociala-medier/@@channel-figures-csv', false],
  ['/sociala-medier/@@channel-figures', true],
  ['https://example.se/@@board', false],
  ['?next=/@@board', false],
  [null, false],
])('whether Classic UI shows %s: %s', (to, is) => {
  expect(isClassic(to)).toBe(is);
});
