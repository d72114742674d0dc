/** Where things are, and how long a step takes. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FRONTEND = dirname(dirname(fileURLToPath(import.meta.url)));
export const PACKAGE = `${FRONTEND}/packages/volto-katrineholm-socialhub`;
export const TESTED = `${FRONTEND}/.tested`;
/** The checkout that the backend is started from. */
export const CHECKOUT = resolve(process.env.SOCIALHUB_CHECKOUT ?? dirname(FRONTEND));

const TICKS = 100; // of processor time in a second, on Linux

/** Seconds of processor time that ended children of this process have used. */
function used() {
  const [, ...fields] = readFileSync('/proc/self/stat', 'utf-8').split(') ');
  const [user, system] = fields[0].split(' ').slice(13, 15);
  return (Number(user) + Number(system)) / TICKS;
}

/** Do a step, and tell how long it took and how much of the processors. */
export async function measured(name, step) {
  const [began, before] = [Date.now(), used()];
  await step();
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${name}: ${seconds} s, ${Math.round(used() - before)} s of processor time`);
}
