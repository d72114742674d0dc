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

const middle = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];

const servers = await both();
try {
  const [hub, plain] = [`${servers.url}/sociala-medier`, `${servers.url}/om-webbplatsen`];
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
  servers.stop();
}
