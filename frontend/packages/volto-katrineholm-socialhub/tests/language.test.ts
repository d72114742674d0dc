// @vitest-environment node
/** In which language a visitor reads, and that the backend is asked in it. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import cookies from 'universal-cookie-express';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import config from '@plone/volto/registry';
import Api from '../src/customizations/volto/helpers/Api/Api';
import { accepted, chosen, speak } from '../src/language';

const HUB = { '@id': '/hub', language: { token: 'sv', title: 'Svenska' } };
const servers: http.Server[] = [];
let asked: http.IncomingHttpHeaders;
let volto = '';

const listen = (server: http.Server) =>
  new Promise<string>((resolve) => {
    servers.push(server);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });

beforeAll(async () => {
  const backend = await listen(
    http.createServer((request, response) => {
      asked = request.headers;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(HUB));
    }),
  );
  Object.assign(globalThis, { __SERVER__: true });
  config.settings.internalApiPath = backend;
  const app = express()
    .use((cookies as any)())
    .use('/', speak as any);
  app.get('/*', async (request, response) => {
    response.json(await new Api(request).get('/hub'));
  });
  volto = await listen(http.createServer(app));
});

afterAll(() => servers.forEach((server) => server.close()));

const let_choose = (socialhub?: object, supportedLanguages = ['sv', 'en']) =>
  Object.assign(config.settings, { socialhub, supportedLanguages, defaultLanguage: 'sv' });

beforeEach(() => let_choose({ languages: ['sv', 'en'] }));

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(volto + path, { redirect: 'manual', headers });

const readIn = async (headers: Record<string, string>) => {
  const answer = await get('/hub', headers);
  return [(await answer.json()).language.token, asked['accept-language'], asked.cookie];
};

const ENGLISH = ['en', 'en', 'I18N_LANGUAGE=en'];
const SWEDISH = ['sv', 'sv', 'I18N_LANGUAGE=sv'];
const BROWSER = { 'accept-language': 'de, en-US;q=0.9, sv;q=0.5' };

test('who has chosen a language reads it, and the next one does not', async () => {
  expect(await readIn({ cookie: 'I18N_LANGUAGE=en' })).toEqual(ENGLISH);
  expect(await readIn({})).toEqual(SWEDISH);
  expect(await readIn({ cookie: 'I18N_LANGUAGE=sv', ...BROWSER })).toEqual(SWEDISH);
});

test('what a browser asks for counts where the site lets it', async () => {
  expect(await readIn(BROWSER)).toEqual(SWEDISH);
  let_choose({ languages: ['sv', 'en'], acceptLanguage: true });
  expect(await readIn(BROWSER)).toEqual(ENGLISH);
  expect(await readIn({ 'accept-language': 'fr' })).toEqual(SWEDISH);
});

test('a site of one language speaks it to every browser', async () => {
  let_choose(undefined, ['sv']);
  expect(await readIn({ cookie: 'I18N_LANGUAGE=en', ...BROWSER })).toEqual(SWEDISH);
});

test('a site with translated content is Volto’s own affair', async () => {
  let_choose(undefined);
  const [token, , cookie] = await readIn({ cookie: 'I18N_LANGUAGE=en' });
  expect([token, cookie]).toEqual(['sv', undefined]);
});

test('an editor is told the language that the content has', async () => {
  const [token] = await readIn({ cookie: 'I18N_LANGUAGE=en; auth_token=a.b.c' });
  expect(token).toBe('sv');
});

test('the link is kept in a cookie, and leads back to the same page', async () => {
  const answer = await get(`/hub${chosen('?kind=blog', 'en')}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/hub?kind=blog']);
  expect(answer.headers.get('set-cookie')).toContain('I18N_LANGUAGE=en; Path=/');
  const other = await get('//evil.example/?set_language=en');
  expect(other.headers.get('location')).toBe('/evil.example/');
  expect((await get('/hub?set_language=xx')).status).toBe(200);
});

test('what is kept on the way is kept for each language', async () => {
  expect((await get('/hub')).headers.get('vary')).toBe('Accept-Language, Cookie');
});

describe('accepted', () => {
  test.each([
    ['sv', 'sv'],
    ['en-GB,en;q=0.8', 'en'],
    ['sv;q=0.1, en;q=0.2', 'en'],
    ['en;q=0, sv;q=0.1', 'sv'],
    ['', undefined],
    ['*', undefined],
  ])('%s', (header, code) => expect(accepted(header, ['sv', 'en'])).toBe(code));
});
