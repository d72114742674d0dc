/** A site of its own for the browser tests, with Volto before it, and what they ask of both. */
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { faulty } from '../faults.mjs';
import { TESTED } from '../places.mjs';
import { both } from '../servers.mjs';

const SITE = `${TESTED}/site`;
const ENTRIES = 90; // so many are retrieved before the tests begin
const PATIENCE = 300_000;

const free = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const portOf = async (name) => Number(process.env[name] ?? (await free()));

/** When the worker has retrieved what there is. */
async function retrieved(url) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const answer = await fetch(`${url}/sociala-medier/@entries?b_size=1`, {
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (answer?.ok && (await answer.json()).items_total >= ENTRIES) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  throw new Error('The demonstration retrieved too few entries.');
}

/** The demonstration made anew, with its entries, and Volto before it. */
export async function demonstration() {
  rmSync(SITE, { recursive: true, force: true });
  const servers = await both({
    port: await portOf('PORT'),
    frontendPort: await portOf('FRONTEND_PORT'),
    folder: SITE,
    between: faulty,
  });
  try {
    await retrieved(servers.backend);
    return servers;
  } catch (error) {
    servers.stop();
    throw error;
  }
}

export default async function setup({ provide }) {
  const servers = await demonstration();
  provide('volto', servers.url);
  provide('classic', servers.backend);
  provide('control', servers.control);
  provide('feeds', readFileSync(`${SITE}/feeds.port`, 'utf-8').trim());
  return () => servers.stop();
}
