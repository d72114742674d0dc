/** The hostile texts and addresses that all of the add-on is tested with: one list, in Python. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const LIST = resolve(__dirname, '../../../../tests/integration/public/listings/test_hostile.py');
const READ = `
import ast, json, sys
named = {}
for part in ast.parse(open(sys.argv[1], encoding="utf-8").read()).body:
    if isinstance(part, ast.Assign) and part.targets[0].id in ("TEXTS", "ADDRESSES"):
        named[part.targets[0].id] = ast.literal_eval(part.value)
print(json.dumps(named))
`;

export const { TEXTS, ADDRESSES } = JSON.parse(
  execFileSync('python3', ['-c', READ, LIST], { encoding: 'utf-8' }),
) as { TEXTS: string[]; ADDRESSES: string[] };

// What of an answer the backend alone decides: names of forms and kinds, and what it has cleaned.
const ITS_OWN =
  /^(html|id|iso|shape|kind|plays|mark|icon|layout|status|state|type|tag|name|do|value)$/;
const LEADS = /^(@id|page|target|url|src|srcset|link|account_url|profile_url|action|when_link)$/;

/** The same answer, as a hostile source would have it. */
export function poisoned<T>(answer: T, text: string, address: string, name = ''): T {
  if (typeof answer === 'string')
    return (ITS_OWN.test(name) || !answer ? answer : LEADS.test(name) ? address : text) as T;
  if (Array.isArray(answer)) return answer.map((each) => poisoned(each, text, address, name)) as T;
  if (answer && typeof answer === 'object')
    return Object.fromEntries(
      Object.entries(answer).map(([key, value]) => [key, poisoned(value, text, address, key)]),
    ) as T;
  return answer;
}

const ALIVE = 'script, object, embed, base, meta, link, style, template, math, foreignObject';
const ADDRESSED = ['href', 'src', 'action', 'formaction', 'poster', 'xlink:href', 'srcdoc', 'data'];
const SAFE = /^(https?:\/\/|mailto:|tel:|[/?#]|$)/i;

/** What of a page would come alive; nothing may. */
export function alive(page: HTMLElement): string[] {
  const found = [...page.querySelectorAll(ALIVE)].map((each) => each.outerHTML);
  for (const element of page.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${name}=${value}`);
      if (ADDRESSED.includes(name) && !SAFE.test(value)) found.push(`${name}=${value}`);
    }
  return found;
}
