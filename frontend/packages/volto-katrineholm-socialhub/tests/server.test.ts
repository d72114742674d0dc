// @vitest-environment node
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import config from '@plone/volto/registry';
import { passOn, passRobots } from '../src/server';

interface Asked {
  method?: string;
  url?: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

let asked: Asked[] = [];
let status = 200;
let answer = 'from the backend';
let isSilent = false;
const servers: http.Server[] = [];
let volto = '';
let there = '';
const NOWHERE = 'http://127.0.0.1:1/katrineholm';
const NOT_AVAILABLE =
  'We apologize for the inconvenience, but the backend of the site you are accessing is not available right now. Please, try again later.';

const listen = (server: http.Server) =>
  new Promise<string>((resolve) => {
    servers.push(server);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });

beforeAll(async () => {
  const backend = await listen(
    http.createServer(async (request, response) => {
      const { method, url, headers } = request;
      let body = '';
      for await (const part of request) body += part;
      asked.push({ method, url, headers, body });
      if (!isSilent) response.writeHead(status, { 'content-type': 'text/plain' }).end(answer);
    }),
  );
  there = `${backend}/katrineholm`;
  const app = express();
  app.use((request, response, next) => {
    const messages = { [NOT_AVAILABLE]: 'Webbplatsen kan inte visas just nu.' };
    const intl = request.headers['accept-language'] === 'sv' ? { locale: 'sv', messages } : {};
    response.locals.store = { getState: () => ({ intl }) };
    next();
  });
  app.use('/', [passRobots, passOn] as any);
  app.get('/*', (request, response) => {
    response.send(`Volto ${JSON.stringify(request.body ?? null)}`);
  });
  volto = await listen(http.createServer(app));
});

afterAll(() =>
  servers.forEach((server) => {
    server.closeAllConnections();
    server.close();
  }),
);

beforeEach(() => {
  asked = [];
  status = 200;
  answer = 'from the backend';
  isSilent = false;
  config.settings.internalApiPath = there;
  (config.settings as any).socialhub = { patience: { page: 200, passed: 200 } };
});

const get = async (path: string, options: RequestInit = {}) => {
  const response = await fetch(volto + path, { redirect: 'manual', ...options });
  return { response, text: await response.text() };
};

test.each([
  '/hub/@@picture/a1/b.webp/400',
  '/hub/@@messages?state=new',
  '/++plone++katrineholm.socialhub/icons.svg',
  '/.well-known/webfinger?resource=x',
])('%s comes from the backend, as the visitor calls the site', async (path) => {
  const { text } = await get(path);
  expect(text).toBe('from the backend');
  const host = new URL(volto).host;
  expect(asked[0].url).toBe(`/VirtualHostBase/http/${host}/katrineholm/VirtualHostRoot${path}`);
  expect(asked[0].headers['x-forwarded-for']).toBe('127.0.0.1');
});

test.each(['/hub', '/hub/@@entry/a1', '/hub/@@official?address=x', '/++api++/hub/@@x'])(
  '%s is left to Volto',
  async (path) => {
    expect((await get(path)).text).toMatch(/^Volto/);
    expect(asked).toEqual([]);
  },
);

test('robots.txt is the backend’s, which knows of all sitemaps, unless the host has its own', async () => {
  expect((await get('/robots.txt')).text).toBe('from the backend');
  expect(asked[0].url).toMatch(/\/katrineholm\/VirtualHostRoot\/robots\.txt$/);
  process.env.VOLTO_ROBOTSTXT = 'User-agent: *';
  expect((await get('/robots.txt')).text).toMatch(/^Volto/);
  delete process.env.VOLTO_ROBOTSTXT;
});

test('who has to log in does so in Volto, and comes back', async () => {
  const { response } = await get('/require_login?came_from=http%3A//x.se/hub/%40%40messages');
  expect(response.headers.get('location')).toBe('/login?return_url=%2Fhub%2F%40%40messages');
});

const post = (body: string) =>
  get('/hub/k/@@report-comment', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('a form without a script is sent on, and leads to its receipt', async () => {
  status = 201;
  answer = JSON.stringify({ '@id': '/hub/k/@@report-comment?receipt=2026-A' });
  const { response } = await post('text=a+b%26c&homepage=');
  expect([response.status, response.headers.get('location')]).toEqual([
    303,
    '/hub/k/@@report-comment?receipt=2026-A',
  ]);
  expect(JSON.parse(asked[0].body)).toEqual({ text: 'a b&c', homepage: '' });
  expect(asked[0].url).toMatch(/\/katrineholm\/\+\+api\+\+\/VirtualHostRoot\/hub\/k\/@report$/);
});

test('one that is refused is shown again with what was written', async () => {
  status = 400;
  answer = JSON.stringify({ message: 'Ange adressen.', faults: { address: 'Ange adressen.' } });
  const { text } = await post('text=skrivet');
  expect(JSON.parse(text.replace('Volto ', '')).socialhub).toEqual({
    values: { text: 'skrivet' },
    refusal: { message: 'Ange adressen.', faults: { address: 'Ange adressen.' } },
  });
});

test('one that is far too long is not read', async () => {
  const { response } = await post(`text=${'x'.repeat(200_000)}`);
  expect(response.status).toBe(413);
  expect(asked).toEqual([]);
});

const ask = (language: string, method: string) =>
  get(method === 'POST' ? '/hub/k/@@report-comment' : '/hub/@@messages', {
    method,
    body: method === 'POST' ? 'text=a' : undefined,
    headers: {
      'accept-language': language,
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });

test.each(['GET', 'POST'])('a backend that %s finds silent or gone is told of', async (method) => {
  for (const gone of [false, true]) {
    isSilent = true;
    if (gone) config.settings.internalApiPath = NOWHERE;
    for (const [language, sentence] of [
      ['sv', 'Webbplatsen kan inte visas just nu.'],
      ['en', NOT_AVAILABLE],
    ]) {
      const { response, text } = await ask(language, method);
      expect([response.status, text]).toEqual([503, sentence]);
      expect(response.headers.get('content-language')).toBe(language);
      expect(response.headers.get('retry-after')).toBe('30');
    }
  }
});

test('a form that the backend answers with something else stops no server', async () => {
  status = 500;
  answer = '<h1>Internal Server Error</h1>';
  expect((await ask('sv', 'POST')).response.status).toBe(503);
  status = 201;
  answer = JSON.stringify({ '@id': '/hub' });
  expect((await ask('sv', 'POST')).response.status).toBe(303);
});
