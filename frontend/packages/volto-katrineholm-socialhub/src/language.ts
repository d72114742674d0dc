/** The language that a page is read in: chosen by a link, which a cookie remembers, else asked for by
 * the browser where the site lets it, else the site's own.
 *
 * Volto gives its own words in the language that the browser asks for, whatever the site speaks, and
 * goes over to that of the content. Where a site's content is not translated a reader chooses. */
import type { NextFunction, Request, Response } from 'express';
import Cookies from 'universal-cookie';
import config from '@plone/volto/registry';

const COOKIE = 'I18N_LANGUAGE'; // Plone's and Volto's own
const ASKED = 'set_language'; // as in Classic UI
const NAMES: Record<string, string> = { sv: 'På svenska', en: 'In English' };

type Reader = Request & { universalCookies: Cookies };

interface Settings {
  supportedLanguages?: string[];
  defaultLanguage?: string;
  socialhub?: { languages?: string[]; acceptLanguage?: boolean };
}

const settings = () => config.settings as unknown as Settings;

/** The languages to choose among; none where the choice is Volto's, as the content is translated. */
export function languages(): string[] {
  const { socialhub, supportedLanguages = [] } = settings();
  return socialhub?.languages ?? (supportedLanguages.length === 1 ? supportedLanguages : []);
}

/** What each other language is called, in itself. */
export const others = (current: string) =>
  languages()
    .filter((code) => code !== current)
    .map((code) => ({ code, title: NAMES[code] ?? code }));

/** The same page in another language, by its query alone. */
export function chosen(search: string, code: string): string {
  const query = new URLSearchParams(search);
  query.set(ASKED, code);
  return `?${query}`;
}

const weighed = (part: string): [string, number] => {
  const [tag, ...rest] = part.trim().toLowerCase().split(';');
  const quality = rest.map((each) => each.trim()).find((each) => each.startsWith('q='));
  return [tag.split('-')[0], quality ? Number(quality.slice(2)) || 0 : 1];
};

/** The first of some languages that a browser accepts (RFC 9110, 12.5.4). */
export const accepted = (header = '', among: string[]) =>
  header
    .split(',')
    .map(weighed)
    .filter(([tag, quality]) => quality > 0 && among.includes(tag))
    .sort(([, one], [, other]) => other - one)[0]?.[0];

function readIn(request: Reader): string {
  const among = languages();
  const cookie = request.universalCookies.get(COOKIE);
  if (among.includes(cookie)) return cookie;
  const { socialhub, defaultLanguage = among[0] } = settings();
  const header = socialhub?.acceptLanguage ? request.headers['accept-language'] : '';
  return accepted(header, among) ?? defaultLanguage;
}

/** Whatever is asked for on the way to a page is asked for in its reader's language. */
export function speak(request: Request, response: Response, next: NextFunction) {
  // "//" at the beginning would be another site.
  const address = request.originalUrl.replace(/^\/+/, '/');
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const code = searchParams.get(ASKED);
  if (!languages().length) return next();
  if (request.method === 'GET' && code && languages().includes(code)) {
    searchParams.delete(ASKED);
    const rest = searchParams.size ? `?${searchParams}` : '';
    response.cookie(COOKIE, code, { path: '/', sameSite: 'lax' });
    return response.redirect(pathname + rest);
  }
  request.headers['accept-language'] = readIn(request as Reader);
  response.vary('Accept-Language').vary('Cookie');
  next();
}

/** The headers that tell the backend, which asks the cookie or the browser as its site has it. */
export function spoken(request?: Reader): Record<string, string> {
  const code = request ? request.headers['accept-language'] : document.documentElement.lang;
  if (!languages().length || !code) return {};
  const cookie = request ? { Cookie: `${COOKIE}=${code}` } : null; // a browser sends its own
  return { 'Accept-Language': code, ...cookie };
}

const isMember = (request?: Reader) =>
  Boolean((request?.universalCookies ?? new Cookies()).get('auth_token'));

/** What is read in another language than it was written in is no reason to change the page's. */
export function asRead<T>(answer: T, request?: Reader): T {
  const { language } = (answer ?? {}) as { language?: { token?: string } };
  const token = spoken(request)['Accept-Language'];
  if (!language?.token || !token || isMember(request)) return answer;
  return { ...answer, language: { ...language, token } };
}
