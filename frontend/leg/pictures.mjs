/** The pictures of Volto's pages in docs/: ``frontend/run pictures``, with Volto built. */
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { demonstration } from './browser/servers.mjs';
import { CHECKOUT, FRONTEND } from './places.mjs';

const DOCS = `${FRONTEND}/../docs`;
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
  await page.goto(`${servers.url}/sociala-medier`);
  await take('volto-hub');
  await logIn(context, servers.url);
  await page.goto(`${servers.url}/startsida-med-block/edit`);
  await page.locator('.socialhub-list').first().click();
  await take('volto-block');
  const pictures = ['volto-hub', 'volto-block'].map((name) => `${DOCS}/${name}.png`);
  execFileSync(`${CHECKOUT}/.venv/bin/python`, ['-c', SMALL, ...pictures]);
} finally {
  await browser.close();
  servers.stop();
}
