import { afterEach, expect, inject, test } from 'vitest';
import { freePort, frontend } from '../servers.mjs';
import { HUB, plain, volto } from './visiting.mjs';

const fault = (query = '') => fetch(`${inject('control')}${query}`, { method: 'PUT' });

afterEach(() => fault());

test.each([
  ['hub', `${HUB}?kind=video`, '@stream'],
  ['entry', `${HUB}/@@entry/a1`, '@entry'],
  ['list', `${HUB}/@@official-list`, '@official'],
])(
  'the page of the %s stands where the backend fails, and says so calmly',
  async (_n, path, at) => {
    for (const status of [500, 0]) {
      await fault(`?at=${at}&status=${status}`);
      const page = await plain();
      await page.goto(volto + path);
      expect(await page.locator('.socialhub-calm').innerText()).toMatch(/kan inte visas just nu/);
      expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
    }
  },
);

test('where the backend does not give the place itself, Volto says so, in Swedish', async () => {
  for (const status of [500, 0]) {
    await fault(`?at=/sociala-medier&status=${status}`);
    const page = await plain();
    await page.goto(volto + HUB);
    expect(await page.locator('main').innerText()).toMatch(/gick fel|svarar inte/);
    expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
    expect(await page.locator('body').innerText()).not.toMatch(
      /apologize|backend|Internal Server Error/,
    );
  }
});

const PATIENCE = 10_000; // milliseconds, as the add-on sets it
const NOWHERE = 'http://127.0.0.1:1/katrineholm';

/** What a visitor without scripts is sent, and how long that took. */
async function met(url) {
  const began = Date.now();
  const answer = await fetch(url, { headers: { 'accept-language': 'sv' } });
  const text = (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, '');
  return { status: answer.status, text, took: Date.now() - began };
}

test('a backend that never answers is told of in a sentence, in time', async () => {
  await fault('?at=/&status=-1');
  const pages = [HUB, '/', `${HUB}/@@official-list`];
  for (const { status, text, took } of await Promise.all(pages.map((path) => met(volto + path)))) {
    expect([status, text.match(/Webbplatsen kan inte visas just nu/)?.length]).toEqual([503, 1]);
    expect(text).not.toMatch(/apologize|ECONN|Error/);
    expect(took).toBeLessThan(PATIENCE + 5000);
  }
});

test('what is silent of ours leaves the page standing', async () => {
  await fault('?at=@important&status=-1');
  const { status, text } = await met(`${volto}${HUB}`);
  expect([status, text.includes('socialhub-cards')]).toEqual([200, true]);
});

test('a backend that is not there is told of at once, on pages and at what is passed on', async () => {
  const alone = await frontend(await freePort(), NOWHERE);
  try {
    for (const path of [HUB, `${HUB}/@@messages`]) {
      const { status, text, took } = await met(alone.url + path);
      expect([status, took < PATIENCE]).toEqual([503, true]);
      expect(text).toMatch(/Webbplatsen kan inte visas just nu/);
      expect(text).not.toMatch(/apologize|ECONN|Error/);
    }
  } finally {
    alone.stop();
  }
});
