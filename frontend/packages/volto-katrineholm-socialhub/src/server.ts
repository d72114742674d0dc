/** What Volto's server does beside writing pages: passes on what is the backend's alone. */
import http from 'http';
import https from 'https';
import { pipeline } from 'stream';
import type { NextFunction, Request, Response } from 'express';
import { defineMessages } from 'react-intl';
import config from '@plone/volto/registry';
import { spoken } from './language';
import { dataAt, isPage } from './pages';
import { patience } from './patience';

const OURS = /\/(@@|\+\+(plone|resource|theme|unique)\+\+|\.well-known\/)/;
const API = '/++api++/';
const LOGIN = /\/require_login$/;
const FORMS =
  /\/@@(report-comment|report-false|contact-responsible|propose-change|follow|follow-settings)$/;
const LONGEST = 100_000; // bytes of a form
const LATER = '30'; // seconds, for those who come back by themselves

// Volto's own text, which its catalogues have.
const { unavailable } = defineMessages({
  unavailable: {
    id: 'We apologize for the inconvenience, but the backend of the site you are accessing is not available right now. Please, try again later.',
    defaultMessage:
      'We apologize for the inconvenience, but the backend of the site you are accessing is not available right now. Please, try again later.',
  },
});

const backend = () =>
  new URL(config.settings.internalApiPath || (config.settings.devProxyToApiPath as string));

/** The site as the visitor calls it, for the backend to write its addresses by. */
function seenAs({ headers, protocol }: Request): string {
  const scheme = headers['x-forwarded-proto'] || protocol;
  const host = headers['x-forwarded-host'] || headers.host || '';
  const port = scheme === 'https' ? 443 : 80;
  return `/VirtualHostBase/${scheme}/${/:\d+$/.test(`${host}`) ? host : `${host}:${port}`}`;
}

/** A sentence where the backend gives no answer, in the visitor's language. */
function refuse(response: Response) {
  if (response.headersSent || response.destroyed) return response.destroy();
  const { locale = 'en', messages } = response.locals.store?.getState().intl ?? {};
  response.set({ 'Content-Language': locale, 'Retry-After': LATER, 'Cache-Control': 'no-store' });
  return response
    .status(503)
    .type('text')
    .send(messages?.[unavailable.id] ?? unavailable.id);
}

interface Message {
  path: string;
  headers: http.OutgoingHttpHeaders;
  wait: number;
}

/** Send to the backend; where that is silent for so many milliseconds the visitor reads of it. */
function send(
  request: Request,
  response: Response,
  { path, headers, wait }: Message,
  done: (answer: http.IncomingMessage) => void,
) {
  const { protocol, hostname, port, pathname } = backend();
  const site = pathname.replace(/\/$/, '');
  const from = request.headers['x-forwarded-for'];
  const sender = request.socket.remoteAddress;
  const sent = (protocol === 'https:' ? https : http).request({
    hostname,
    port,
    method: request.method,
    path: `${seenAs(request)}${site}${path}`,
    headers: { ...headers, 'x-forwarded-for': from ? `${from}, ${sender}` : sender },
    timeout: wait,
  });
  sent.on('timeout', () => sent.destroy(new Error('The backend does not answer.')));
  sent.on('response', (answer) => {
    sent.setTimeout(0);
    done(answer);
  });
  sent.on('error', () => refuse(response));
  response.on('close', () => sent.destroy());
  return sent;
}

/** The backend's own robots.txt, which names the sitemaps of both, unless the host has set one. */
export function passRobots(request: Request, response: Response, next: NextFunction) {
  if (request.path !== '/robots.txt' || process.env.VOLTO_ROBOTSTXT) return next();
  passThrough(request, response);
}

/** Pictures, feeds, icons and those of our pages that Classic UI shows, at their own addresses. */
export function passOn(request: Request, response: Response, next: NextFunction) {
  const { path, method } = request;
  if (LOGIN.test(path)) {
    const { came_from } = request.query as { came_from?: string };
    const back = came_from ? new URL(came_from, 'http://localhost').pathname : '/';
    return response.redirect(`/login?return_url=${encodeURIComponent(back)}`);
  }
  if (!OURS.test(path) || path.startsWith(API) || (isPage(path) && method !== 'POST'))
    return next();
  if (method === 'POST' && FORMS.test(path)) return takeForm(request, response, next);
  passThrough(request, response);
}

function passThrough(request: Request, response: Response) {
  const message = {
    path: `/VirtualHostRoot${request.originalUrl}`,
    headers: request.headers,
    wait: patience().passed,
  };
  const passed = send(request, response, message, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, () => undefined);
  });
  request.pipe(passed);
}

const read = async (from: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of from) {
    size += part.length;
    if (size > LONGEST) throw new RangeError('too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf-8');
};

/** A public form from a browser without scripts: taken, or shown again with what was written. */
async function takeForm(request: Request, response: Response, next: NextFunction) {
  let values: object;
  try {
    values = Object.fromEntries(new URLSearchParams(await read(request)));
  } catch {
    // What is not read of it would stand before this connection's next request.
    return response.set('Connection', 'close').sendStatus(413);
  }
  const message = {
    path: `/++api++/VirtualHostRoot${dataAt(request.path)}`,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...spoken(request as any),
    },
    wait: patience().page,
  };
  const sent = send(request, response, message, async (answer) => {
    const told = await read(answer)
      .then(JSON.parse)
      .catch(() => null);
    if (!told) return refuse(response);
    if (answer.statusCode === 201) return response.redirect(303, told['@id']);
    // Volto puts the body of what it shows a page for into its store, as the form.
    request.method = 'GET';
    request.body = { socialhub: { values, refusal: told } };
    next();
  });
  sent.end(JSON.stringify(values));
}
