/** The site that the browser tests visit: made anew, with its entries. */
import { rmSync } from 'node:fs';
import { TESTED } from './places.mjs';
import { SITE, backend } from './servers.mjs';

export const FOLDER = `${TESTED}/site`;
const RUNNING = 'SOCIALHUB_RUNNING'; // set for the tests by whoever has made the site for them
const ENTRIES = 90; // so many are retrieved before the tests begin
const HUB = '/sociala-medier';
const CLASSIC = ['', '/login', HUB, `${HUB}/@@official-list`, `${HUB}/@@board`];
const PATIENCE = 300_000;

/** When the worker has retrieved what there is. */
export async function retrieved(url) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const answer = await fetch(`${url}${HUB}/@entries?b_size=1`, {
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (answer?.ok && (await answer.json()).items_total >= ENTRIES) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  throw new Error('The demonstration retrieved too few entries.');
}

/** Classic UI's pages, one by one: Python 3.11 may fail where two are compiled at the same time. */
async function compiled(url) {
  const site = url.replace('127.0.0.1', 'localhost'); // the theme is off at the number
  const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
  for (const page of CLASSIC) {
    await fetch(site + page);
    await fetch(site + page, { headers: { authorization } });
  }
}

/** The demonstration made anew, once it has its entries and its pages have been opened. */
export async function filled(port, frontendPort) {
  rmSync(FOLDER, { recursive: true, force: true });
  const site = await backend(port, frontendPort, FOLDER);
  try {
    await retrieved(site.url);
    await compiled(site.url);
    return site;
  } catch (error) {
    site.stop();
    throw error;
  }
}

/** For the environment of the tests: the site is there already, at these ports. */
export const ready = (port, frontendPort) => ({
  [RUNNING]: '1',
  PORT: `${port}`,
  FRONTEND_PORT: `${frontendPort}`,
});

/** The site that was made beforehand, which whoever made it ends; nothing where there is none. */
export const running = () =>
  process.env[RUNNING]
    ? (port) => ({ url: `http://127.0.0.1:${port}${SITE}`, stop: () => {} })
    : undefined;
