/** What Volto's server does beside writing pages: passes on what is the backend's alone. */
import http from 'http';
import https from 'https';
import type { NextFunction, Request, Response } from 'express';
import config from '@plone/volto/registry';
import { dataAt, isPage } from './pages';

const OURS = /\/(@@|\+\+(plone|resource|theme|unique)\+\+|\.well-known\/)/;
const API = '/++api++/';
const LOGIN = /\/require_login$/;
const FORMS = /\/@@(report-comment|contact-responsible)$/;
const LONGEST = 100_000; // bytes of a form

const backend = () =>
  new URL(config.settings.internalApiPath || (config.settings.devProxyToApiPath as string));

/** The site as the visitor calls it, for the backend to write its addresses by. */
function seenAs({ headers, protocol }: Request): string {
  const scheme = headers['x-forwarded-proto'] || protocol;
  const host = headers['x-forwarded-host'] || headers.host || '';
  const port = scheme === 'https' ? 443 : 80;
  return `/VirtualHostBase/${scheme}/${/:\d+$/.test(`${host}`) ? host : `${host}:${port}`}`;
}

function send(
  request: Request,
  path: string,
  headers: http.OutgoingHttpHeaders,
  done: (answer: http.IncomingMessage) => void,
) {
  const { protocol, hostname, port, pathname } = backend();
  const site = pathname.replace(/\/$/, '');
  const from = request.headers['x-forwarded-for'];
  const sender = request.socket.remoteAddress;
  return (protocol === 'https:' ? https : http).request(
    {
      hostname,
      port,
      method: request.method,
      path: `${seenAs(request)}${site}${path}`,
      headers: { ...headers, 'x-forwarded-for': from ? `${from}, ${sender}` : sender },
    },
    done,
  );
}

/** Pictures, feeds, icons and those of our pages that Classic UI shows, at their own addresses. */
export function passOn(request: Request, response: Response, next: NextFunction) {
  const { path, originalUrl, method } = request;
  if (LOGIN.test(path)) {
    const { came_from } = request.query as { came_from?: string };
    const back = came_from ? new URL(came_from, 'http://localhost').pathname : '/';
    return response.redirect(`/login?return_url=${encodeURIComponent(back)}`);
  }
  if (!OURS.test(path) || path.startsWith(API) || (isPage(path) && method !== 'POST')) return next();
  if (method === 'POST' && FORMS.test(path)) return takeForm(request, response, next);
  const passed = send(request, `/VirtualHostRoot${originalUrl}`, request.headers, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.headersSent || response.sendStatus(502));
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
  try {
    const values = Object.fromEntries(new URLSearchParams(await read(request)));
    const service = `/++api++/VirtualHostRoot${dataAt(request.path)}`;
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'accept-language': request.headers['accept-language'],
    };
    const sent = send(request, service, headers, async (answer) => {
      const told = JSON.parse(await read(answer).catch(() => '{}'));
      if (answer.statusCode === 201) return response.redirect(303, told['@id']);
      // Volto puts the body of what it shows a page for into its store, as the form.
      request.method = 'GET';
      request.body = { socialhub: { values, refusal: told } };
      next();
    });
    sent.on('error', () => response.sendStatus(502));
    sent.end(JSON.stringify(values));
  } catch {
    response.sendStatus(413);
  }
}
