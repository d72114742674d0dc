import { afterEach, expect, inject, test } from 'vitest';
import { HUB, plain, volto } from './visiting.mjs';

const fault = (query = '') => fetch(`${inject('control')}${query}`, { method: 'PUT' });

afterEach(() => fault());

test.each([
  ['hub', `${HUB}?kind=video`, '@stream'],
  ['entry', `${HUB}/@@entry/a1`, '@entry'],
  ['list', `${HUB}/@@official-list`, '@official'],
])('the page of the %s stands where the backend fails, and says so calmly', async (_n, path, at) => {
  for (const status of [500, 0]) {
    await fault(`?at=${at}&status=${status}`);
    const page = await plain();
    await page.goto(volto + path);
    expect(await page.locator('.socialhub-calm').innerText()).toMatch(/kan inte visas just nu/);
    expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
  }
});

test('where the backend does not give the place itself, Volto says so, in Swedish', async () => {
  for (const status of [500, 0]) {
    await fault(`?at=/sociala-medier&status=${status}`);
    const page = await plain();
    await page.goto(volto + HUB);
    expect(await page.locator('main').innerText()).toMatch(/gick fel|svarar inte/);
    expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
    expect(await page.locator('body').innerText()).not.toMatch(/apologize|backend|Internal Server Error/);
  }
});
