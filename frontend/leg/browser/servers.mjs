/** A site of its own for the browser tests, with Volto before it, and what they ask of both. */
import { readFileSync } from 'node:fs';
import { faulty } from '../faults.mjs';
import { FOLDER, filled, running } from '../site.mjs';
import { both, freePort } from '../servers.mjs';

const portOf = async (name) => Number(process.env[name] ?? (await freePort()));

/** The demonstration made anew, unless it was beforehand, with its entries, and Volto before it. */
export const demonstration = async () =>
  both({
    port: await portOf('PORT'),
    frontendPort: await portOf('FRONTEND_PORT'),
    between: faulty,
    site: running() ?? filled,
  });

export default async function setup({ provide }) {
  const servers = await demonstration();
  provide('volto', servers.url);
  provide('classic', servers.backend);
  provide('control', servers.control);
  provide('feeds', readFileSync(`${FOLDER}/feeds.port`, 'utf-8').trim());
  return () => servers.stop();
}
