import { expect, test } from 'vitest';
import { thin } from '../src/thin';

const sent = (action: object) => {
  const passed: any[] = [];
  thin({} as any)(((each: any) => passed.push(each)) as any)(action);
  return passed[0];
};

const data = { title: 'Hubben', '@components': { stream: { url: '/' }, party: {}, navroot: {} } };

test('what a place shows is left out of Volto’s second copy of it', () => {
  const action = { type: '@redux-conn/LOAD_SUCCESS', key: 'content', data };
  expect(sent(action).data).toEqual({ title: 'Hubben', '@components': { navroot: {} } });
  expect(data['@components'].stream).toEqual({ url: '/' });
});

test('what a place shows has the addresses that pages write, and nothing else is changed', () => {
  const link = { '@id': 'http://localhost:3000/a' };
  const result = { '@components': { stream: { write: link }, navroot: link } };
  const { '@components': parts } = sent({ type: 'GET_CONTENT_SUCCESS', result }).result;
  expect(parts).toEqual({ stream: { write: { '@id': '/a' } }, navroot: link });
  expect(result['@components'].stream.write).toBe(link);
});

test.each([
  { type: 'GET_CONTENT_SUCCESS', result: { title: 'En sida' } },
  { type: '@redux-conn/LOAD_SUCCESS', key: 'navigation', data },
  { type: '@redux-conn/LOAD_SUCCESS', key: 'content', data: { error: 'gone' } },
  { type: '@redux-conn/LOAD_SUCCESS', key: 'content', data: undefined },
])('anything else passes as it is: %o', (action) => {
  expect(sent(action)).toBe(action);
});
