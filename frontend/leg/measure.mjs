/** Volto's hub against its plain page, in turns: ``frontend/run measure``.
 *
 * Requests a second of the processor's own time count, of the site and of Volto's server together:
 * another load on the machine tells little on it. By the clock they tell on an idle machine. With
 * MEASURED=FILE the turns are written there, for ``make bench``.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { both } from './servers.mjs';
import { retrieved } from './site.mjs';

const ROUNDS = 15;
const REQUESTS = 50; // of each turn
const AT_ONCE = 4;
const WARMING = 60;
const WANTED = 0.85;
const TICK = 10; // milliseconds of processor time, on Linux
const PROCESSES = { site: /runwsgi/, volto: /build\/server\.js/ };

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

/** The ids of the processes that are measured, by what they are. */
function processes(roots) {
  const all = roots.flatMap(family);
  const idsOf = (known) => all.filter(({ command }) => known.test(command)).map(({ pid }) => pid);
  return Object.fromEntries(Object.entries(PROCESSES).map(([name, known]) => [name, idsOf(known)]));
}

/** Requests a second of a turn, and the milliseconds that each took of the processors. */
async function turn(url, pids) {
  const spent = () => Object.entries(pids).map(([name, ids]) => [name, used(ids)]);
  const [began, before] = [performance.now(), Object.fromEntries(spent())];
  await ask(url, REQUESTS);
  const rate = (1000 * REQUESTS) / (performance.now() - began);
  const costs = spent().map(([name, after]) => [name, (after - before[name]) / REQUESTS]);
  return { rate, ...Object.fromEntries(costs) };
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
  `${part(numbers, 0.5).toFixed(2)} (${part(numbers, 0.25).toFixed(2)} to ${part(numbers, 0.75).toFixed(2)})`;

const cost = ({ site, volto }) => site + volto;

const figures = ({ rate, site, volto }) =>
  `${rate.toFixed(1)}/s, ${site.toFixed(1)} ms in the site, ${volto.toFixed(1)} ms in Volto`;

const servers = await both();
const stop = () => {
  servers.stop();
  process.exit(1);
};
['SIGINT', 'SIGTERM'].forEach((on) => process.once(on, stop));
let made;
try {
  await retrieved(servers.backend);
  made = await plainPage(servers.backend);
  const [hub, plain] = [
    `${servers.url}/sociala-medier`,
    made.replace(servers.backend, servers.url),
  ];
  const pids = processes(servers.pids);
  for (const url of [hub, plain]) await ask(url, WARMING);
  const turns = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each comes first as often as the other.
    const order = round % 2 ? [plain, hub] : [hub, plain];
    const taken = {};
    for (const url of order) taken[url] = await turn(url, pids);
    turns.push({ hub: taken[hub], plain: taken[plain] });
    console.log(`the hub ${figures(taken[hub])}; a plain page ${figures(taken[plain])}`);
  }
  if (process.env.MEASURED) writeFileSync(process.env.MEASURED, JSON.stringify(turns));
  const ratios = turns.map((each) => cost(each.plain) / cost(each.hub));
  console.log(`Volto's hub against its plain page: ${told(ratios)}, at least ${WANTED}`);
  const rates = turns.map((each) => each.hub.rate / each.plain.rate);
  console.log(`the same by the clock: ${told(rates)}`);
} finally {
  if (made) await tell(made, 'DELETE').catch((error) => console.error(error.message));
  servers.stop();
}
