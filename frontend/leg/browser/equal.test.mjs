import { expect, test } from 'vitest';
import { CULTURE, HUB, PASSWORDS, classic, open, rest, volto } from './visiting.mjs';

const PLACES = [HUB, `${HUB}?kind=video`, `${HUB}/kulturforvaltningen`, `${HUB}?b_start=20`];

/** The entries of a page, as whoever reads it finds them. */
const read = (page) =>
  page.locator('.socialhub-stream article.socialhub-card').evaluateAll((cards) =>
    cards.map((card) => {
      const link = card.querySelector('.socialhub-title a, .socialhub-open');
      return {
        title: card.querySelector('h3, h4').textContent.trim(),
        link: new URL(link.href).pathname.replace(/^\/katrineholm/, ''),
        channel: card.querySelector('.socialhub-channel > span')?.textContent.trim(),
        marks: [...card.querySelectorAll('.socialhub-hide')].map((each) => each.textContent.trim()),
      };
    }),
  );

async function inClassic(page, name) {
  if (!name) return;
  await page.goto(`${classic}/login`);
  await page.locator('[name=__ac_name]').fill(name);
  await page.locator('[name=__ac_password]').fill(PASSWORDS[name]);
  await page.locator('button[type=submit], [name="buttons.login"]').last().click();
  await page.waitForLoadState();
}

test.each([
  ['a visitor', ''],
  ['an editor', 'redaktor'],
  ['the office', 'informationskontoret'],
])('%s finds the same entries in Volto, in Classic UI and over REST', async (_who, as) => {
  const [here, there] = [await open({ as, javaScriptEnabled: false }), await open()];
  await inClassic(there, as);
  for (const place of PLACES) {
    await here.goto(volto + place);
    await there.goto(classic + place);
    const found = await read(here);
    expect(found.length, place).toBeGreaterThan(2);
    expect(found, place).toEqual(await read(there));
    const [path, query = ''] = place.split('?');
    const { items } = await rest(here, `${path}/@entries?b_size=20&${query}`);
    const told = new Map(items.map((item) => [`${HUB}/@@entry/${item.id}`, item.title]));
    const unmarked = found.filter(({ link }) => told.has(link));
    expect(unmarked.map(({ title }) => title)).toEqual(unmarked.map(({ link }) => told.get(link)));
    expect(unmarked.length).toBeGreaterThan(found.length - 4);
  }
});

/** Links as a title and a path below the site; Plone's toolbar adds a token to it. */
const linked = (links) =>
  links.evaluateAll((all) =>
    all.map((link) => [
      link.textContent.trim(),
      // Each adds in its own way.
      new URL(link.href).pathname.replace(/^\/katrineholm/, '').replace('++add++Channel', 'add'),
    ]),
  );

test.each(['redaktor', 'informationskontoret', 'admin'])(
  '%s is offered the same pages in Volto and in Classic UI, and finds the way back',
  async (as) => {
    const [here, there] = [await open({ as }), await open()];
    await inClassic(there, as);
    const channel = `${CULTURE}/kulturbloggen`;
    for (const place of [HUB, CULTURE, channel]) {
      await there.goto(classic + place);
      const onPage = await linked(
        there.locator(':is(.socialhub-office-links, .socialhub-acts) ul a'),
      );
      const toolbar = await linked(there.locator('[id^=contentview-socialhub_] a'));
      await here.goto(volto + place, { waitUntil: 'networkidle' });
      const list = here.locator('.socialhub-office-links ul a:not([href$="/@@held-entries"])');
      const all = [...onPage, ...toolbar];
      // Classic UI has those of a channel on several tabs.
      const wanted = place === channel ? expect.arrayContaining(all) : all;
      expect(await linked(list), place).toEqual(wanted);
      expect(onPage.length, place).toBeGreaterThan(1);
      expect(await here.locator('.socialhub-office-links nav > p').innerText()).toMatch(
        /^Länkarna öppnas i Plones klassiska gränssnitt\./,
      );
      await list.and(here.locator('[href*="/@@"]')).first().click();
      await here.locator('.socialhub-back a').click();
      await here.waitForURL(volto + place);
      expect(await here.locator('.socialhub-office-links').count(), place).toBe(1);
    }
  },
);

test('the official list has the same rows in both', async () => {
  const rows = (page) =>
    page
      .locator('.socialhub-register tbody tr')
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).join(' | '),
        ),
      );
  const page = await open({ javaScriptEnabled: false });
  await page.goto(`${volto}${HUB}/@@official-list`);
  const found = await rows(page);
  expect(found.length).toBeGreaterThan(10);
  await page.goto(`${classic}${HUB}/@@official-list`);
  expect(found).toEqual(await rows(page));
});

/** How far each part stands below the one before it, in quarters of the page's own size. */
const gaps = (page, selector) =>
  page.locator(selector).evaluateAll((parts) => {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const seen = parts.map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 1);
    return seen.slice(1).map(({ top }, at) => Math.round((4 * (top - seen[at].bottom)) / size) / 4);
  });

test.each([390, 1280])(
  'entry and verification are spaced alike in both at %s pixels',
  async (width) => {
    const page = await open({ javaScriptEnabled: false, viewport: { width, height: 900 } });
    const { items } = await rest(page, `${HUB}/@entries?b_size=1&kind=photo`);
    for (const [path, parts] of [
      [`${HUB}/@@entry/${items[0].id}`, ':is(.socialhub-entry, .socialhub-further) > *'],
      [
        `${HUB}/@@official?address=katrinehoIm`,
        '.documentDescription, .socialhub-ask, .socialhub-verdict',
      ],
    ]) {
      await page.goto(volto + path);
      const here = await gaps(page, parts);
      expect(here.length, path).toBeGreaterThan(1);
      await page.goto(classic + path);
      expect(here, path).toEqual(await gaps(page, parts));
    }
  },
);
