import { waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import config from '@plone/volto/registry';
import Facebook from '../src/views/Facebook';
import titleErrors from '../src/views/errors';
import * as samples from './samples';
import { show } from './show';

vi.mock('@plone/volto/components/manage/Toolbar/Toolbar', () => ({ default: () => null }));

const AT = '/sociala-medier/@@facebook';
const SITE = 'https://www.example.org';
const { settings } = config as any;

afterEach(() => {
  delete settings.siteTitleFormat;
});

/** What stands in the browser's head once a page is drawn. */
async function drawn() {
  settings.publicURL = SITE;
  const { unmount } = show(<Facebook />, {
    at: AT,
    answers: { '/sociala-medier/@facebook': samples.facebook },
  });
  const find = (selector: string) => [...document.head.querySelectorAll(selector)];
  await waitFor(() => expect(find('link[rel=canonical]')).toHaveLength(1));
  const links = find('link[rel]').map((each) => [
    each.getAttribute('rel'),
    each.getAttribute('href'),
    each.getAttribute('type'),
  ]);
  const tags = Object.fromEntries(
    find('meta[content]').map((each) => [
      each.getAttribute('property') ?? each.getAttribute('name'),
      each.getAttribute('content'),
    ]),
  );
  const scripts = find('script').map((each) => each.textContent ?? '');
  const { lang } = document.documentElement;
  unmount();
  return { title: document.title, lang, links, tags, scripts };
}

test('a page has the head that the backend gives it, by its public address', async () => {
  const { title, links, tags } = await drawn();
  expect(title).toBe('Platsen i webbläsaren');
  expect(links).toEqual([
    ['canonical', `${SITE}/sociala-medier`, null],
    ['alternate', `${SITE}/sociala-medier/@@rss`, 'application/rss+xml'],
    ['me', 'https://mastodon.social/@kommun', null],
  ]);
  expect(tags).toEqual({
    description: 'Allt på ett ställe',
    'twitter:card': 'summary',
    'og:url': `${SITE}/sociala-medier`,
    'og:description': '/är också ord',
  });
});

test('nothing in what is said of the place ends its script', async () => {
  const { scripts } = await drawn();
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).not.toMatch(/[<>&]/);
  const { name } = samples.head.jsonld as { name: string };
  expect(JSON.parse(scripts[0])).toEqual({
    '@id': `${SITE}/sociala-medier#organisation`,
    name,
  });
});

test('a title has the site’s name where the site has decided so, as Volto’s own pages', async () => {
  settings.siteTitleFormat = { includeSiteTitle: true };
  expect((await drawn()).title).toBe('Platsen i webbläsaren - Kommunen');
});

test('a page is in the language that its reader has chosen, where its content is in none', async () => {
  settings.socialhub = { languages: ['sv', 'en'] };
  settings.supportedLanguages = ['sv', 'en'];
  expect((await drawn()).lang).toBe('sv');
  delete settings.socialhub;
});

test('each of Volto’s pages for what is not to be had is titled by its heading', async () => {
  const statuses = ['401', '403', '404', '408', '500', 'ECONNREFUSED'];
  const errorViews: Record<string, any> = Object.fromEntries(
    statuses.map((status) => [status, () => <h1>{status}</h1>]),
  );
  titleErrors({ views: { errorViews } } as any);
  const titles = new Set<string>();
  for (const status of statuses) {
    document.title = '';
    const View = errorViews[status];
    const { unmount, container } = show(<View />);
    await waitFor(() => expect(document.title).not.toBe(''));
    expect(container.textContent).toBe(status);
    titles.add(document.title);
    unmount();
  }
  expect(titles.size).toBe(statuses.length);
});

test('what is not there is our own page, in the backend’s words', async () => {
  const errorViews: Record<string, any> = { 404: () => <h1>Volto</h1> };
  titleErrors({ views: { errorViews } } as any);
  const View = errorViews[404];
  const { container, store } = show(<View />);
  const page = {
    title: 'Sidan finns inte – Platsen',
    heading: 'Sidan finns inte',
    lead: 'Den kan ha flyttats.',
    ways: [[{ text: 'Sök', '@id': '/search' }]],
  };
  const response = { body: { page } };
  store.dispatch({ type: 'GET_CONTENT_FAIL', error: { status: 404, response } } as any);
  await waitFor(() => expect(document.title).toBe(page.title));
  expect(container.querySelector('h1')?.textContent).toBe(page.heading);
  expect(container.querySelector('li a')?.getAttribute('href')).toBe('/search');
});
