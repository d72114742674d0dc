/** Every page of a visitor's, in every state, is the same in Classic UI and in Volto. */
import { expect, test } from 'vitest';
import { ENDINGS, TYPES } from '../../packages/volto-katrineholm-socialhub/src/pages';
import { outline } from './outline.mjs';
import { BLOG, CULTURE, HUB, PASSWORDS, classic, open, plain, rest, volto } from './visiting.mjs';

const LED = `${HUB}/kommunledningsforvaltningen`;
const FACEBOOK = `${CULTURE}/biblioteket-pa-facebook`;
const CLOSED = `${CULTURE}/ung-kultur`;
const PAUSED = `${CULTURE}/sommar-i-katrineholm`;
const ADDRESS = 'https://blogg.example/inlagg#comment-1';

/** The address of an entry that there is in the demonstration. */
const entry =
  (asked, more = '') =>
  async (page) => {
    const { items } = await rest(page, `${HUB}/@entries?b_size=1&${asked}`);
    return `${HUB}/@@entry/${items[0].id}${more}`;
  };

/** What an entry said before that has changed: it is changed here. */
async function versions(page) {
  const office = await open({ as: 'admin' });
  const words = { link: `${volto}/andrad`, text: 'Badhuset har stängt.' };
  const { id } = await done(office, `${BLOG}/@entries`, words);
  await done(office, `${BLOG}/@entries/${id}`, { text: 'Badhuset har öppnat.' }, 'patch');
  return `${HUB}/@@entry/${id}/versions`;
}

/** A form about an entry of its channel. */
const about = (name) => async (page) => {
  const { items } = await rest(page, `${BLOG}/@entries?b_size=1`);
  return `${BLOG}/@@${name}?entry=${items[0].id}`;
};

/** States by the kind of page they are of: a content's type, or the end of an address. */
const PAGES = {
  SocialHub: [
    HUB,
    `${HUB}?kind=video`,
    `${HUB}?platform=mastodon&administration=kulturforvaltningen`,
    `${HUB}?b_start=20`,
    `${HUB}?year=2026&month=10`,
    `${HUB}?language=en`,
    `${HUB}?SearchableText=biblioteket`,
    `${HUB}?SearchableText=biblioteket&sort=best`,
    `${HUB}?SearchableText=xyzzy`,
  ],
  Administration: [CULTURE, `${CULTURE}?kind=photo`, `${HUB}/socialforvaltningen`],
  Channel: [
    BLOG,
    `${CULTURE}/bibliotekspodden`,
    `${LED}/living-in-katrineholm`,
    `${LED}/katrineholm-pa-linkedin`,
    CLOSED,
    PAUSED,
  ],
  FacebookPlace: [FACEBOOK, `${CULTURE}/kulturnatten`, `${LED}/kommundirektoren`],
  CouncilParty: [
    `${HUB}/framtid-kullersta`,
    `${HUB}/asiktsfrihetens-lista`,
    `${HUB}/torgets-vanner`,
  ],
  '/@@entry/x': [
    ...['blog', 'photo', 'video', 'podcast', 'microblog', 'other'].map((kind) =>
      entry(`kind=${kind}`),
    ),
    entry('kind=video&platform=youtube', '?play=1'),
    entry('language=en'),
  ],
  '/@@entry/x/versions': [versions],
  '/@@sections': [`${HUB}/@@sections`],
  '/@@official-list': [
    `${HUB}/@@official-list`,
    `${HUB}/@@official-list?SearchableText=bibliotek`,
    `${HUB}/@@official-list?SearchableText=xyzzy`,
    `${HUB}/@@official-list?platform=instagram&sort=administration`,
  ],
  '/@@official': [
    ...['', '?address=', '?address=katrinehoIm', '?address=skolbloggen', '?address=xyzzy'],
    ...['?address=https://www.facebook.com/bibliotekkatrineholmdemo', '?address=ung%20kultur'],
  ].map((asked) => `${HUB}/@@official${asked}`),
  '/@@facebook': [`${HUB}/@@facebook`, `${HUB}/@@facebook?place_type=event`],
  '/@@parties': [`${HUB}/@@parties`],
  '/@@about': [BLOG, CLOSED, PAUSED, FACEBOOK].map((channel) => `${channel}/@@about`),
  '/@@personal-data': [`${HUB}/@@personal-data`],
  '/@@ask-record': [`${HUB}/@@ask-record`],
  '/@@messages-help': [`${HUB}/@@messages-help`],
  '/@@messages-figures': [`${HUB}/@@messages-figures`],
  '/accessibility-info': ['/accessibility-info'],
  '/@@report-comment': [`${BLOG}/@@report-comment`, about('report-comment')],
  '/@@propose-change': [`${HUB}/framtid-kullersta/@@propose-change`],
  '/@@contact-responsible': [`${BLOG}/@@contact-responsible`, about('contact-responsible')],
  '/@@report-false': [`${HUB}/@@report-false?address=katrineho1m.se`],
  '/@@follow': [`${HUB}/@@follow?SearchableText=bad`, `${BLOG}/@@follow`],
  '/@@follow-settings': [`${HUB}/@@follow-settings?key=x`],
};

/** What is sent with a form, by what becomes of it. */
const SENT = {
  '@@report-comment': {
    'is refused empty': {},
    'is refused for what is wrong': { address: 'ingen adress', text: 'Fel', contact: 'x' },
    'is refused for its trap': { address: ADDRESS, reason: 'K1', text: 'Fel', homepage: 'x' },
    'is taken': { address: ADDRESS, reason: 'K1', text: 'Fel', quote: 'Det som står' },
  },
  '@@follow': { 'is refused for what is wrong': { email: 'anna' } },
  '@@contact-responsible': {
    'is refused empty': {},
    'is refused for its trap': { subject: 'Hej', text: 'Hej!', homepage: 'x' },
    'is taken': { subject: 'Hej', text: 'Hej!' },
  },
};

// Where each frontend has a page of ours, within what is its own.
const WITHIN = { [classic]: '#content', [volto]: '#view' };
/**
 * What is rightly not the same: what Plone writes for search engines, Classic UI's guard of forms
 * (Volto's are sent by REST) and its way back to Volto. Two more are in `said`: a form in Volto keeps the entry in its
 * address, and each receipt has a number. The notice is left out where it stands, to come first.
 */
const OWN = '[itemscope], [name=_authenticator], .socialhub-crisis, .socialhub-back';

/** What a page says in the frontend that it is open in, its important notice first. */
async function said(page, site) {
  const within = page.locator(`.socialhub-crisis, ${WITHIN[site]}`);
  await page.locator(`${WITHIN[site]} h1`).waitFor({ state: 'attached' });
  const parts = [];
  for (const part of await within.all())
    parts.push(...(await part.evaluate(outline, { sites: [classic, volto], left: OWN })));
  return parts.map((line) =>
    line.replace(/(<form> post \S+)\?\S*/, '$1').replace(/\b\d{4}-[0-9A-Z]{6}\b/g, 'NUMBER'),
  );
}

/** What a page says of itself in its head, line by line; Plone's own feeds of the site are left out. */
const headOf = (page, site, robots) =>
  page.evaluate(
    ({ host, header }) => {
      const short = (text) => (text ?? '').replaceAll(host, '');
      const isObject = (value) => value && typeof value === 'object' && !Array.isArray(value);
      const sorted = (_name, value) =>
        isObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
      const all = (selector) => [...document.head.querySelectorAll(selector)];
      const named = all('meta[name], meta[property]').map((tag) => [
        tag.getAttribute('property') ?? tag.name,
        short(tag.content),
      ]);
      const links = all('link[rel=canonical], link[rel=alternate][href*="/@@"], link[rel=me]');
      const data = all('script[type="application/ld+json"]');
      const tags = [...named, ['robots', header]].filter(
        ([name, said]) => /^(og:|twitter:|description|robots)/.test(name) && said,
      );
      return [
        document.title,
        ...tags.map((tag) => tag.join(': ')).sort(),
        ...links
          .map(({ rel, href, type, title }) => [rel, short(href), type, title].join(' '))
          .sort(),
        ...data.map((each) => JSON.stringify(JSON.parse(short(each.text)), sorted)),
      ];
    },
    { host: site, header: robots },
  );

/** A page of a visitor who has chosen a language; what it shows is not asked for. */
const quick = async (language) => {
  const page = await plain();
  const cookie = { name: 'I18N_LANGUAGE', value: language };
  await page.context().addCookies([volto, classic].map((url) => ({ ...cookie, url })));
  await page.route(/\.webp|\.woff2|\.css|\.js\b/, (route) =>
    /\.css/.test(route.request().url()) ? route.continue() : route.abort(),
  );
  return page;
};

/** The same, asked of both; the worker may have retrieved something in between. */
async function compare(here, there, path) {
  const pages = [];
  for (let tries = 0; tries < 3; tries += 1) {
    for (const [page, site] of [
      [there, classic],
      [here, volto],
    ]) {
      const answer = await page.goto(site + path, { waitUntil: 'domcontentloaded' });
      const language = await page.locator('html').getAttribute('lang');
      const head = await headOf(page, site, answer.headers()['x-robots-tag']);
      // Nothing leads to a page that is not there but its title.
      const shown = answer.ok() ? head : head.slice(0, 1);
      pages.push([`${answer.status()} ${language}`, ...shown, ...(await said(page, site))]);
    }
    const [known, found] = pages.slice(-2);
    if (JSON.stringify(known) === JSON.stringify(found)) break;
  }
  const [known, found] = pages.slice(-2);
  expect(found, path).toEqual(known);
  expect(known.length, path).toBeGreaterThan(3);
}

test('every page that Volto draws is compared here', () => {
  const ends = Object.keys(PAGES).filter((name) => name.startsWith('/'));
  for (const ending of ENDINGS) expect(ends.filter((each) => ending.test(each))).toHaveLength(1);
  expect([...ends, ...Object.keys(TYPES)].sort()).toEqual(Object.keys(PAGES).sort());
});

const named = Object.keys(PAGES).flatMap((name) => ['sv', 'en'].map((each) => [name, each]));

const pairs = {};
const pair = (language) => (pairs[language] ??= Promise.all([quick(language), quick(language)]));

test.each(named)('%s says the same in both frontends, in %s', async (name, language) => {
  const [here, there] = await pair(language);
  // What is chosen is worded as the page itself: one state is enough in the other language.
  const states = language === 'sv' ? PAGES[name] : PAGES[name].slice(0, 1);
  for (const state of states)
    await compare(here, there, typeof state === 'string' ? state : await state(here));
  expect(await here.locator('html').getAttribute('lang')).toBe(language);
});

test.each(['sv', 'en'])('a page that is not there says so in both, in %s', async (language) => {
  const [here, there] = await pair(language);
  for (const path of ['/nowhere', `${CULTURE}/nowhere`, `${HUB}/@@entry/nowhere`])
    await compare(here, there, path);
  await here.goto(`${volto}/nowhere`);
  expect(await here.locator('.navigation a').count()).toBeGreaterThan(1);
});

/** Fill in a form as it stands, and send it whatever the browser demands; what is shown then. */
async function sent(page, site, name, values) {
  await page.goto(`${site}${BLOG}/${name}`, { waitUntil: 'networkidle' });
  const form = page.locator('.socialhub-decision');
  await form.evaluate((element, written) => {
    element.noValidate = true;
    for (const [field, value] of Object.entries(written)) element.elements[field].value = value;
  }, values);
  await form.locator('[type=submit]').click();
  await page.locator('.alert-danger, .alert-success').waitFor();
  return said(page, site);
}

const forms = Object.entries(SENT).flatMap(([name, cases]) =>
  Object.entries(cases).map(([becomes, values]) => [name, becomes, values]),
);

test.concurrent.each(forms)('%s %s with the same words in both', async (name, becomes, values) => {
  const known = await sent(await plain(), classic, name, values);
  expect(await sent(await plain(), volto, name, values), 'without scripts').toEqual(known);
  expect(await sent(await open(), volto, name, values), 'with scripts').toEqual(known);
});

/** What the office does over REST; JSON of the answer. */
async function done(page, path, data, method = 'post') {
  const headers = { accept: 'application/json', authorization: `Bearer ${page.context().token}` };
  const answer = await page.request[method](`${volto}/++api++${path}`, { headers, data });
  expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
  return answer.json();
}

test('what is important now stands first in both, with or without entries', async () => {
  const office = await open({ as: 'admin' });
  const [here, there] = await pair('sv');
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const chosen = await Promise.all([BLOG, FACEBOOK].map((path) => rest(office, path)));
  const words = {
    title: 'Koka vattnet',
    text: 'Det gäller hela Katrineholm.',
    link: `${volto}/vatten`,
  };
  for (const what of [words, ...chosen.map(({ UID }) => ({ channel: UID }))]) {
    await done(office, `${HUB}/@crisis`, { ...what, until });
    for (const path of [HUB, `${HUB}/@@personal-data`]) await compare(here, there, path);
    expect(await here.locator('.socialhub-crisis').count()).toBe(1);
  }
  await done(office, `${HUB}/@crisis`, { active: false });
});

test('an entry that stands first is marked alike in both', async () => {
  const office = await open({ as: 'admin' });
  const [here, there] = await pair('sv');
  const path = await entry('kind=photo')(here);
  for (const mark of ['pin', 'feature']) {
    await done(office, path.replace('@@entry', '@entry'), { do: mark });
    for (const each of [path, HUB]) await compare(here, there, each);
  }
  await done(office, path.replace('@@entry', '@entry'), { do: 'unmark' });
});

test('a year’s figures are the same in both, for the office that alone sees this one', async () => {
  const [here, there] = [await open({ as: 'admin', javaScriptEnabled: false }), await plain()];
  await there.goto(`${classic}/login`);
  await there.locator('[name=__ac_name]').fill('admin');
  await there.locator('[name=__ac_password]').fill(PASSWORDS.admin);
  await there.locator('[name="buttons.login"]').click();
  const read = async (page, site) => {
    await page.goto(`${site}${HUB}/@@messages-figures`);
    return said(page, site);
  };
  const known = await read(there, classic);
  // Volto has no form that publishes the year.
  known.splice(known.indexOf('</form>') - 3, 4);
  expect(known.length).toBeGreaterThan(40);
  expect(await read(here, volto)).toEqual(known);
});
