/** How many pages a second Volto's server writes: the hub against a plain page, in turns. */
import { both } from './servers.mjs';

const ROUNDS = 5;
const SECONDS = 8; // of each turn
const AT_ONCE = 4;

async function rate(url) {
  const end = Date.now() + SECONDS * 1000;
  let number = 0;
  const ask = async () => {
    while (Date.now() < end) {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
      await answer.text();
      number += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return number / SECONDS;
}

const AUTHORIZATION = `Basic ${Buffer.from('admin:admin').toString('base64')}`;

const tell = (url, method, body) =>
  fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: AUTHORIZATION,
    },
    body: JSON.stringify(body),
  });

/** The address of a page with a title and a text, made for the purpose. */
async function plainPage(site) {
  const blocks = {
    title: { '@type': 'title' },
    text: { '@type': 'slate', plaintext: 'Text', value: [{ type: 'p', children: [{ text: 'Text' }] }] },
  };
  const page = { title: 'En enkel sida', blocks, blocks_layout: { items: ['title', 'text'] } };
  const answer = await tell(site, 'POST', { '@type': 'Document', ...page });
  const { '@id': url } = await answer.json();
  await tell(`${url}/@workflow/publish`, 'POST', {});
  return url;
}

const middle = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];

const servers = await both();
const made = await plainPage(servers.backend);
try {
  const [hub, plain] = [`${servers.url}/sociala-medier`, made.replace(servers.backend, servers.url)];
  await rate(hub);
  await rate(plain);
  const shares = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [one, other] = [await rate(hub), await rate(plain)];
    console.log(`the hub ${one.toFixed(1)}/s, a plain page ${other.toFixed(1)}/s`);
    shares.push(one / other);
  }
  console.log(`the hub against a plain page: ${middle(shares).toFixed(2)} (at least 0.8)`);
} finally {
  await tell(made, 'DELETE');
  servers.stop();
}
