// @vitest-environment node
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyMiddleware, combineReducers, createStore } from 'redux';
import { afterAll, beforeAll, expect, test } from 'vitest';
import Api from '@plone/volto/helpers/Api/Api';
import api from '@plone/volto/middleware/api';
import config from '@plone/volto/registry';
import { patient } from '../src/patience';
import { ask } from '../src/store';

const PAGE = 300; // milliseconds
const open = new Set<object>();
const silent = http.createServer((request, response) => {
  if (request.url?.includes('/quick')) response.writeHead(200).end('{}');
});
silent.on('connection', (socket) => {
  open.add(socket);
  socket.on('close', () => open.delete(socket));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  Object.assign(globalThis, { __SERVER__: true, __CLIENT__: false });
  Object.assign(config.settings, {
    internalApiPath: `http://127.0.0.1:${port}`,
    legacyTraverse: true,
    socialhub: { patience: { page: PAGE, passed: PAGE } },
  });
});

afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

const still =
  <T>(state: T) =>
  (current = state) =>
    current;

/** A page's own store, as Volto's server makes it. */
const page = () => {
  const visitor = { universalCookies: { get: () => undefined }, headers: {}, connection: {} };
  const apierror = (current = {}, { type, ...rest }: any) =>
    type === 'SET_APIERROR' ? rest : current;
  return createStore(
    combineReducers({
      apierror,
      userSession: still({}),
      site: still({ data: {} }),
      content: still({ get: {} }),
    }) as any,
    applyMiddleware(patient, api(new (Api as any)(visitor)) as any),
  ) as any;
};

const content = (path: string) => ({ type: 'GET_CONTENT', request: { op: 'get', path } });

test('a page has its time for all that it asks for, then the backend counts as gone', async () => {
  const { dispatch, getState } = page();
  const began = Date.now();
  await dispatch(content('/quick'));
  const fault = await dispatch(content('/hub')).catch((error: any) => error);
  await dispatch(content('/hub/more')).catch(() => undefined);
  expect(fault.code).toBe('ECONNREFUSED');
  expect(getState().apierror.connectionRefused).toBe(true);
  expect(Date.now() - began).toBeLessThan(3 * PAGE);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(open.size).toBeLessThanOrEqual(1); // that of the quick answer may stay for another
});

test('a page stands without what is silent of ours', async () => {
  const { dispatch, getState } = page();
  const fault = await dispatch(ask('/@important', 'visitor')).catch((error: any) => error);
  expect(fault.code).toBe('ETIMEDOUT');
  expect(getState().apierror).toEqual({});
});
