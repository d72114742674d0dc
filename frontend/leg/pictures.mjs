/** The pictures of Volto's pages in docs/: ``frontend/run pictures``, with Volto built. */
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { demonstration } from './browser/servers.mjs';
import { CHECKOUT, FRONTEND } from './places.mjs';

const DOCS = `${FRONTEND}/../docs`;
const [ENOUGH, MOST_TRIES] = [12, 30]; // of the twenty entries of a page
const SIZE = { width: 1200, height: 900 };
// As the other chapters' pictures: few colours are enough.
const SMALL = `
import sys
from PIL import Image
for path in sys.argv[1:]:
    image = Image.open(path).convert("RGB")
    image.quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)
`;

async function logIn(context, url) {
  const answer = await context.request.post(`${url}/++api++/@login`, {
    headers: { accept: 'application/json' },
    data: { login: 'admin', password: 'admin' },
  });
  const { token } = await answer.json();
  await context.addCookies([{ name: 'auth_token', value: token, url }]);
}

/** The hub once the pictures of its entries are there; the worker fetches them a while after. */
async function pictured(page, hub) {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await page.goto(hub);
    if ((await page.locator('.socialhub-cards .socialhub-pictures').count()) >= ENOUGH) return;
    await page.waitForTimeout(5000);
  }
}

const servers = await demonstration();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const context = await browser.newContext({ locale: 'sv-SE', viewport: SIZE });
  const page = await context.newPage();
  const take = async (name) => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${DOCS}/${name}.png` });
  };
  await pictured(page, `${servers.url}/sociala-medier`);
  await take('volto-hub');
  await logIn(context, servers.url);
  await page.goto(`${servers.url}/startsida-med-block/edit`);
  await page
    .locator('.block.inner.socialhubEntries')
    .first()
    .click({ position: { x: 4, y: 4 } });
  await page.locator('#sidebar .field-wrapper-count').waitFor();
  await take('volto-block');
  const pictures = ['volto-hub', 'volto-block'].map((name) => `${DOCS}/${name}.png`);
  execFileSync(`${CHECKOUT}/.venv/bin/python`, ['-c', SMALL, ...pictures]);
} finally {
  await browser.close();
  servers.stop();
}
