/** Addresses: which are this site's own, and of which a link may be made. */
import config from '@plone/volto/registry';

const hosts = (): string[] => {
  const { internalApiPath, apiPath, publicURL } = config.settings;
  return [internalApiPath, apiPath, publicURL].filter((each): each is string => Boolean(each));
};

/** An address as a page writes it: without the host where that is this site, by whatever name. */
export function own(address: string): string {
  // A page asks this of some thousand texts, of which few are addresses.
  if (!address.startsWith('http')) return address;
  const host = hosts().find(
    (each) => address.startsWith(each) && /^($|[/?#])/.test(address.slice(each.length)),
  );
  return host ? address.slice(host.length) || '/' : address;
}

/** The same for all addresses within a text that holds several. */
const ownWithin = (text: string, before = '') =>
  hosts().reduce((done, host) => done.replaceAll(`${before}${host}/`, `${before}/`), text);

/** An answer of the backend, its addresses as pages write them. */
export function flattened<T>(answer: T, name = ''): T {
  if (typeof answer === 'string') {
    if (name === 'srcset') return ownWithin(answer) as T;
    return (name === 'html' ? ownWithin(answer, '="') : own(answer)) as T;
  }
  if (Array.isArray(answer)) return answer.map((each) => flattened(each)) as T;
  if (answer && typeof answer === 'object')
    return Object.fromEntries(
      Object.entries(answer).map(([key, value]) => [key, flattened(value, key)]),
    ) as T;
  return answer;
}

/** What is read away from the site: addresses of its own, in whatever they are, with its host. */
export function published<T>(told: T): T {
  if (typeof told === 'string')
    return (/^\/(?!\/)/.test(told) ? config.settings.publicURL + told : told) as T;
  if (Array.isArray(told)) return told.map(published) as T;
  if (told && typeof told === 'object')
    return Object.fromEntries(
      Object.entries(told).map(([name, value]) => [name, published(value)]),
    ) as T;
  return told;
}

/** Whether a link may be made of it: a page, a mail or a phone call, never a script. */
export const isSafe = (address: unknown): address is string =>
  typeof address === 'string' && /^(https?:\/\/|mailto:|tel:|[/?#])/i.test(address);

/** The address, where it may be followed. */
export const followed = (address?: string) => (isSafe(address) ? address : undefined);
