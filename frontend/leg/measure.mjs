/** What Volto's server needs for the hub against a plain page, in turns: ``frontend/run measure``.
 *
 * Requests a second tell on an idle machine; beside other work the processor's own time, of the
 * site and of Volto's server together, tells more.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { both } from './servers.mjs';

const ROUNDS = 9;
const REQUESTS = 100; // of each turn
const AT_ONCE = 4;
const WARMING = 60;
const WANTED = 0.8;
const TICK = 10; // milliseconds of processor time, on Linux

/** Milliseconds of the processor that these processes have used. */
const used = (pids) =>
  pids.reduce((sum, pid) => {
    const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf-8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13);
    return sum + TICK * (Number(user) + Number(system));
  }, 0);

/** The ids of this process and of all that it has started, with their commands. */
function family(root) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = [];
  for (const pid of all) {
    try {
      const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf-8').split(') ');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf-8');
      found.push({ pid: Number(pid), parent: Number(fields.split(' ')[1]), command });
    } catch {
      // It has ended meanwhile.
    }
  }
  const known = new Set([root]);
  for (let size = 0; size < known.size; ) {
    size = known.size;
    for (const { pid, parent } of found) if (known.has(parent)) known.add(pid);
  }
  return found.filter(({ pid }) => known.has(pid));
}

async function ask(url, number) {
  let left = number;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
      await answer.text();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Requests a second of a turn, and what each took of the processors. */
async function turn(url, pids) {
  const [began, before] = [performance.now(), used(pids)];
  await ask(url, REQUESTS);
  return {
    rate: (1000 * REQUESTS) / (performance.now() - began),
    processor: (used(pids) - before) / REQUESTS,
  };
}

const AUTHORIZATION = `Basic ${Buffer.from('admin:admin').toString('base64')}`;

async function tell(url, method, body) {
  const answer = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: AUTHORIZATION,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url} answers ${answer.status}`);
  return answer;
}

/** The address of a page with a title and a text, made for the purpose. */
async function plainPage(site) {
  const blocks = {
    title: { '@type': 'title' },
    text: {
      '@type': 'slate',
      plaintext: 'Text',
      value: [{ type: 'p', children: [{ text: 'Text' }] }],
    },
  };
  const page = { title: 'En enkel sida', blocks, blocks_layout: { items: ['title', 'text'] } };
  const answer = await tell(site, 'POST', { '@type': 'Document', ...page });
  const { '@id': url } = await answer.json();
  await tell(`${url}/@workflow/publish`, 'POST', {});
  return url;
}

const part = (numbers, share) =>
  [...numbers].sort((one, other) => one - other)[Math.round(share * (numbers.length - 1))];

const told = (numbers) =>
  `${part(numbers, 0.5).toFixed(2)} (${part(numbers, 0).toFixed(2)} to ${part(numbers, 1).toFixed(2)})`;

const servers = await both();
const stop = () => {
  servers.stop();
  process.exit(1);
};
['SIGINT', 'SIGTERM'].forEach((on) => process.once(on, stop));
let made;
try {
  made = await plainPage(servers.backend);
  const [hub, plain] = [
    `${servers.url}/sociala-medier`,
    made.replace(servers.backend, servers.url),
  ];
  const pids = servers.pids
    .flatMap(family)
    .filter(({ command }) => /runwsgi|build\/server\.js/.test(command))
    .map(({ pid }) => pid);
  for (const url of [hub, plain]) await ask(url, WARMING);
  const [rates, costs] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each comes first as often as the other.
    const order = round % 2 ? [plain, hub] : [hub, plain];
    const turns = {};
    for (const url of order) turns[url] = await turn(url, pids);
    const [one, other] = [turns[hub], turns[plain]];
    console.log(
      `the hub ${one.rate.toFixed(1)}/s, a plain page ${other.rate.toFixed(1)}/s; ` +
        `processor ${one.processor.toFixed(1)} ms, ${other.processor.toFixed(1)} ms`,
    );
    rates.push(one.rate / other.rate);
    costs.push(other.processor / one.processor);
  }
  console.log(
    `the hub against a plain page, requests a second: ${told(rates)}, at least ${WANTED}`,
  );
  console.log(`the same by processor time: ${told(costs)}`);
} finally {
  if (made) await tell(made, 'DELETE').catch((error) => console.error(error.message));
  servers.stop();
}
