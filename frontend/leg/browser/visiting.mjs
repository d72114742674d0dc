/** A real Chromium before the servers; what goes wrong on a page is noted. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';

export const HUB = '/sociala-medier';
export const BLOG = `${HUB}/bildningsforvaltningen/skolbloggen`;
export const CULTURE = `${HUB}/kulturforvaltningen`;
export const [volto, classic] = [inject('volto'), inject('classic')];
export const PASSWORDS = {
  admin: 'admin',
  informationskontoret: 'katrineholm-demo',
  bildning: 'katrineholm-demo',
  redaktor: 'katrineholm-demo',
};
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf-8');

let browser;
const contexts = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});

afterAll(async () => {
  await browser?.close();
});

/** Log in by REST, as Volto's own form does: the answer sets the cookies of both frontends. */
async function logIn(context, name) {
  const answer = await context.request.post(`${volto}/++api++/@login`, {
    headers: { accept: 'application/json' },
    data: { login: name, password: PASSWORDS[name] },
  });
  const { token } = await answer.json();
  await context.addCookies([{ name: 'auth_token', value: token, url: volto }]);
  return token;
}

/** A fresh page; ``page.away`` are requests that left the origin, ``page.faults`` its errors. */
export async function open({ as = '', ...options } = {}) {
  const context = await browser.newContext({
    locale: 'sv-SE',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  contexts.push(context);
  if (as) context.token = await logIn(context, as);
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  page.away = [];
  page.faults = [];
  page.on('request', (request) => {
    const url = request.url();
    if (
      /^https?:/.test(url) &&
      !url.startsWith(`${volto}/`) &&
      !url.startsWith(classic.replace(/\/katrineholm$/, '/'))
    )
      page.away.push(url);
  });
  page.on('pageerror', (error) => page.faults.push(error.message));
  return page;
}

export const plain = (options = {}) => open({ javaScriptEnabled: false, ...options });

/** What axe finds on a page, or in a part of it. */
export async function axe(page, within = 'body') {
  await page.evaluate(AXE);
  return page.evaluate(
    async (part) =>
      (await window.axe.run(part)).violations.map((each) => [
        each.id,
        ...each.nodes.map((node) => node.target.join(' ')),
      ]),
    within,
  );
}

/** JSON from the backend, for whoever a page is open as. */
export async function rest(page, path) {
  const { token } = page.context();
  const headers = { accept: 'application/json', 'accept-language': 'sv' };
  if (token) headers.authorization = `Bearer ${token}`;
  return (await page.request.get(`${volto}/++api++${path}`, { headers })).json();
}
