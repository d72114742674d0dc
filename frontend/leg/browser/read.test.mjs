import { expect, test } from 'vitest';
import { BLOG, CULTURE, HUB, axe, open, plain, rest, volto } from './visiting.mjs';

const first = async (page, asked) => {
  const { items } = await rest(page, `${HUB}/@entries?b_size=1&${asked}`);
  return `${HUB}/@@entry/${items[0].id}`;
};

const PAGES = {
  'the hub': () => HUB,
  'its films': () => `${HUB}?kind=video`,
  'its second page': () => `${HUB}?b_start=20`,
  'what is found': () => `${HUB}?SearchableText=biblioteket`,
  'an administration': () => CULTURE,
  'a channel': () => BLOG,
  'a place on Facebook': () => `${CULTURE}/biblioteket-pa-facebook`,
  'an entry': (page) => first(page, 'kind=blog'),
  'a film': (page) => first(page, 'kind=video'),
  'the official list': () => `${HUB}/@@official-list`,
  'Är det vårt?': () => `${HUB}/@@official`,
  'its answer': () => `${HUB}/@@official?address=katrinehoIm`,
  Facebook: () => `${HUB}/@@facebook`,
  'the parties': () => `${HUB}/@@parties`,
  'a party': () => `${HUB}/framtid-kullersta`,
  'the report': () => `${BLOG}/@@report-comment`,
  'the contact': () => `${BLOG}/@@contact-responsible`,
  'the blocks': () => '/startsida-med-block',
};

test.concurrent.each(Object.keys(PAGES))('%s is whole without JavaScript', async (name) => {
  const page = await plain();
  const answer = await page.goto(volto + (await PAGES[name](page)));
  expect(answer.status()).toBe(200);
  expect(await page.locator('h1').count()).toBe(1);
  const texts = await page.locator('main .socialhub').allInnerTexts();
  expect(texts.join(' ').length).toBeGreaterThan(100);
  expect(await page.locator('.socialhub-calm').count()).toBe(0);
  expect(await page.locator('html').getAttribute('lang')).toBe('sv');
  await page.context().close();
});

test.concurrent.each(Object.keys(PAGES))(
  '%s asks nobody else, and axe finds nothing',
  async (name) => {
    for (const width of [1280, 390]) {
      const page = await open({ viewport: { width, height: 900 } });
      await page.goto(volto + (await PAGES[name](page)), { waitUntil: 'networkidle' });
      expect(page.away).toEqual([]);
      expect(page.faults).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      expect(await axe(page)).toEqual([]);
      await page.context().close();
    }
  },
);

test.concurrent('an entry is shared with its picture', async () => {
  const page = await plain();
  const { items } = await rest(page, `${HUB}/@entries?b_size=1&kind=photo`);
  await page.goto(`${volto}${HUB}/@@entry/${items[0].id}`);
  const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
  expect(picture).toBe(items[0].images[0].src.replace(/.*(?=\/sociala-medier)/, volto));
});

test.concurrent('robots.txt leads to every entry, and to nothing that is not there', async () => {
  const page = await plain();
  const read = async (url) => {
    const answer = await page.request.get(url);
    expect(answer.status(), url).toBe(200);
    return answer.text();
  };
  const found = (text) =>
    [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url.replaceAll('&amp;', '&'));
  const named = [...(await read(`${volto}/robots.txt`)).matchAll(/^Sitemap: (.*)$/gm)].map(
    ([, url]) => url,
  );
  const texts = await Promise.all(named.map(read));
  const [index] = texts.filter((text) => text.includes('@@sitemap.xml'));
  const entries = (await Promise.all(found(index).map(read))).flatMap(found);
  const { items_total: total } = await rest(page, `${HUB}/@entries?b_size=1`);
  expect(entries).toHaveLength(total);
  expect((await page.goto(entries[0])).status()).toBe(200);
});

test.concurrent('the site’s search finds entries, and fits a phone', async () => {
  const page = await open({ viewport: { width: 390, height: 900 } });
  await page.goto(`${volto}/search?SearchableText=biblioteket`, { waitUntil: 'networkidle' });
  expect(await page.locator('#page-search a[href*="/@@entry/"]').count()).toBeGreaterThan(1);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});

test.concurrent('what Volto writes around the hub is Swedish', async () => {
  const page = await plain();
  await page.goto(volto + HUB);
  const texts = await page
    .locator('.header-wrapper, .skiplinks-wrapper, .breadcrumbs, #footer')
    .evaluateAll((parts) =>
      parts.flatMap((part) => [
        part.textContent,
        ...[...part.querySelectorAll('[title], [placeholder], button[aria-label]')].map((each) =>
          ['title', 'placeholder', 'aria-label'].map((name) => each.getAttribute(name)).join(' '),
        ),
      ]),
    );
  const said = texts.join(' ');
  for (const each of ['Logga in', 'Sök här', 'Hoppa till innehållet', 'Byggt med Plone'])
    expect(said).toContain(each);
  expect(said).not.toMatch(/Log in|Search|Skip to|Powered|Distributed|menu\b/);
});

test.concurrent('pictures are the site’s own, and there', async () => {
  const page = await open();
  await page.goto(volto + HUB, { waitUntil: 'networkidle' });
  const widths = await page
    .locator('.socialhub-pictures img[loading=eager]')
    .evaluateAll((images) => images.map((image) => image.naturalWidth));
  expect(widths.length).toBeGreaterThan(0);
  expect(Math.min(...widths)).toBeGreaterThan(1);
});

test.concurrent('a kind is chosen, and the address can be shared', async () => {
  const page = await open();
  await page.goto(volto + HUB, { waitUntil: 'networkidle' });
  await page.locator('.socialhub-kinds').getByRole('link', { name: /Video/ }).click();
  await page.waitForURL(/kind=video/);
  await page.locator('.socialhub-kinds [aria-current]', { hasText: 'Video' }).waitFor();
  const titles = (where) => where.locator('.socialhub-stream article').allInnerTexts();
  const shared = await plain();
  await shared.goto(page.url());
  expect(await titles(page)).toEqual(await titles(shared));
});

test.concurrent('a sound is the site’s own, and not fetched before somebody listens', async () => {
  const page = await open();
  await page.goto(volto + (await first(page, 'kind=podcast')), { waitUntil: 'networkidle' });
  const audio = page.locator('audio');
  expect(await audio.getAttribute('preload')).toBe('none');
  expect(page.away).toEqual([]);
});

test.concurrent('what has no page in Volto is Classic UI’s, at the same address', async () => {
  const page = await plain();
  const answer = await page.goto(`${volto}${HUB}/@@messages-help`);
  expect(answer.status()).toBe(200);
  expect(await page.locator('h1').innerText()).toMatch(/meddelanden/i);
});

test.concurrent.each([true, false])(
  'a comment is reported (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const page = await open({ javaScriptEnabled });
    await page.goto(`${volto}${BLOG}/@@report-comment`, { waitUntil: 'networkidle' });
    await page.locator('#socialhub-text').fill('Den hetsar mot en grupp.');
    await page.locator('#socialhub-address').fill('inte en adress');
    await page.locator('#socialhub-reason input').first().check();
    await page.locator('.socialhub-decision button').click();
    await page.locator('.socialhub [role=alert]').waitFor();
    expect(await page.locator('#socialhub-text').inputValue()).toBe('Den hetsar mot en grupp.');
    const comment = `https://skolbloggen.example/${javaScriptEnabled}#comment-1`;
    await page.locator('#socialhub-address').fill(comment);
    await page.locator('#socialhub-quote').fill('Det som stod där.');
    await page.locator('#socialhub-reason input').first().check();
    await page.locator('.socialhub-decision button').click();
    await page.waitForURL(/receipt=/);
    expect(await page.locator('.socialhub [role=status]').innerText()).toMatch(/\d{4}-\w{6}/);
  },
);
