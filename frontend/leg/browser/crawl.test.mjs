/** Every page that a visitor can come to by links from the front page and the hub, in each language. */
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { foreign } from './catalogues.mjs';
import { HUB, axe, open, volto } from './visiting.mjs';

const [SEVERAL, ONE] = [3, 1]; // so many pages of a kind are opened
const FILES = /@@(rss|atom|json-feed|opml|dcat|changes\.atom|export-\w+|[\w-]+-csv)$/;
const UNREAD = 'script, style, noscript, template, svg';
const HEARD = ['aria-label', 'title', 'placeholder', 'alt'];
const CLASSIC = '#visual-portal-wrapper, meta[name=generator][content^="Plone -"]';
const FETCHED =
  'img, script, iframe, audio, video, source, link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]';

/** What an address is one of: the same view, of a place as deep, with the same choices. */
function kindOf({ pathname, searchParams }) {
  const [file] = pathname.match(FILES) ?? [];
  if (file) return { kind: file, most: ONE };
  const [, place, view = ''] = pathname.match(/^(.*?)(\/@@.*)?$/);
  const [, name, thing, ...rest] = view.split('/');
  const depth = place.split('/').length;
  const chosen = new Set(searchParams.keys());
  return {
    view: [depth, name].join(' '),
    kind: [depth, name, thing && '*', ...rest, ...chosen].join(' '),
    most: chosen.size ? ONE : SEVERAL,
  };
}

async function read(url, language) {
  const headers = { cookie: `I18N_LANGUAGE=${language}`, connection: 'close' };
  const answer = await fetch(url, { headers });
  const isPage = answer.headers.get('content-type')?.startsWith('text/html');
  const text = await answer.text();
  const { document } = new JSDOM(isPage ? text : '', { url: answer.url }).window;
  return { status: answer.status, isPage, document };
}

/** The pages by their addresses within the site; of each kind the first few that are met. */
async function crawl(language) {
  const [pages, met, waiting] = [new Map(), new Map(), []];
  const note = (href, from) => {
    const url = new URL(href, volto);
    url.hash = '';
    if (url.origin !== volto || url.searchParams.has('set_language')) return;
    const { most, ...kind } = kindOf(url);
    const same = met.get(kind.kind) ?? new Set();
    if (same.has(url.href) || same.size >= most) return;
    met.set(kind.kind, same.add(url.href));
    waiting.push({ url, from, ...kind });
  };
  // Of what stands beside the hub others come before the last, to which several pages link.
  ['/', HUB, '/contact-info'].forEach((path) => note(path, ''));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const path = next.url.href.slice(volto.length);
    const page = { ...next, ...(await read(next.url.href, language)) };
    pages.set(path, page);
    page.document.querySelectorAll('a[href]').forEach(({ href }) => note(href, path));
  }
  return pages;
}

/** The texts of a page that are in its own language, those that are only heard, too. */
function texts(document) {
  const { lang } = document.documentElement;
  const isOwn = (element) =>
    !element.closest(UNREAD) && element.closest('[lang]').getAttribute('lang') === lang;
  const elements = [...document.body.querySelectorAll('*')].filter(isOwn);
  const said = elements.flatMap((element) => [
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data),
    ...HEARD.map((name) => element.getAttribute(name) ?? ''),
  ]);
  return said.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** Addresses that a browser asks for by itself. */
const asked = (document) =>
  [...document.querySelectorAll(FETCHED)].map((each) => each.src || each.href || '');

/** Where one page says it is, or its address without what is chosen. */
const placeOf = ({ url, document }) =>
  document.querySelector('link[rel=canonical]')?.href ?? url.pathname;

/** Titles that several pages have, or none. */
function shared(pages) {
  const titles = Map.groupBy(pages.values(), ({ document }) => document.title);
  return [...titles]
    .map(([title, same]) => [title, ...new Set(same.map(placeOf))])
    .filter(([title, ...places]) => !title || places.length > 1);
}

/** What is found on some pages, by their addresses. */
const found = (pages, find) =>
  [...pages]
    .map(([path, page]) => [path, ...new Set([find(page)].flat())])
    .filter(([, ...findings]) => findings.some(Boolean));

/** What axe and the browser find on one page of each view. */
async function inBrowser(pages, language) {
  const page = await open({ viewport: { width: 390, height: 900 } });
  await page.context().addCookies([{ name: 'I18N_LANGUAGE', value: language, url: volto }]);
  const findings = [];
  for (const [first] of Map.groupBy(pages.values(), ({ view }) => view).values()) {
    await page.goto(first.url.href, { waitUntil: 'load' });
    findings.push(...(await axe(page)).map((each) => [first.url.pathname, ...each]));
  }
  await page.context().close();
  return [...findings, ...page.away, ...page.faults];
}

test.each([
  ['sv', 'English'],
  ['en', 'Swedish'],
])(
  'in %s every link leads to a whole page of Volto, without %s',
  async (language) => {
    const met = await crawl(language);
    expect(met.size).toBeGreaterThan(50);
    const pages = new Map([...met].filter(([, { isPage }]) => isPage));
    const others = foreign(language);
    const findings = {
      broken: found(met, ({ status, from }) => status >= 400 && [status, from]),
      classic: found(pages, ({ document }) => Boolean(document.querySelector(CLASSIC))),
      language: found(
        pages,
        ({
          document: {
            documentElement: { lang },
          },
        }) => lang !== language && lang,
      ),
      away: found(pages, ({ document }) =>
        asked(document).filter((url) => url && !url.startsWith(volto)),
      ),
      words: found(pages, ({ document }) => texts(document).filter((text) => others.has(text))),
      titles: shared(pages),
      browser: await inBrowser(pages, language),
    };
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((name) => [name, []])));
  },
  180_000,
);
