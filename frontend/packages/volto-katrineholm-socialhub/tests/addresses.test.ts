import { beforeEach, expect, test } from 'vitest';
import config from '@plone/volto/registry';
import { flattened, isSafe, own } from '../src/addresses';
import { dataAt, isPage } from '../src/pages';
import { ADDRESSES } from './hostile';

beforeEach(() => {
  Object.assign(config.settings, {
    internalApiPath: 'http://127.0.0.1:8080/katrineholm',
    apiPath: 'https://www.example.se',
    publicURL: 'https://www.example.se',
  });
});

test.each([
  ['https://www.example.se/hub/@@official?x=1', '/hub/@@official?x=1'],
  ['http://127.0.0.1:8080/katrineholm/hub', '/hub'],
  ['https://www.example.se', '/'],
  ['https://www.example.se.pwn.example/hub', 'https://www.example.se.pwn.example/hub'],
  ['https://elsewhere.example/', 'https://elsewhere.example/'],
])('%s is written %s', (address, written) => {
  expect(own(address)).toBe(written);
});

test('an answer has its addresses as pages write them, and its texts as they are', () => {
  const answer = {
    '@id': 'https://www.example.se/hub',
    images: [
      {
        src: 'http://127.0.0.1:8080/katrineholm/a',
        srcset: 'https://www.example.se/a 400w, https://www.example.se/b 800w',
      },
    ],
    html: '<img src="http://127.0.0.1:8080/katrineholm/a"> https://www.example.se/ läst',
    total: 3,
    none: null,
  };
  expect(flattened(answer)).toEqual({
    '@id': '/hub',
    images: [{ src: '/a', srcset: '/a 400w, /b 800w' }],
    html: '<img src="/a"> https://www.example.se/ läst',
    total: 3,
    none: null,
  });
});

test('no script and no file is an address that may be followed', () => {
  const followed = ADDRESSES.filter(isSafe);
  expect(followed.filter((address) => !/^(https:\/\/example\.se\/|\/\/pwn)/.test(address))).toEqual(
    [],
  );
});

test.each([
  ['/hub', '?kind=video', 'SocialHub', '/hub/@stream?kind=video'],
  ['/hub/kultur/', '', 'Administration', '/hub/kultur/@stream'],
  ['/hub/p', '', 'CouncilParty', '/hub/p/@party'],
  ['/hub/@@entry/a1', '?play=1', '', '/hub/@entry/a1?play=1'],
  ['/hub/@@official', '?address=x', '', '/hub/@verify?address=x'],
  ['/hub/@@official-list', '', '', '/hub/@official'],
  ['/nyheter', '', 'Document', null],
])('the data of %s%s is at its service', (path, search, type, service) => {
  expect(dataAt(path, search, type)).toBe(service);
});

test('what Classic UI shows is no page of ours', () => {
  expect(isPage('/hub/@@messages')).toBe(false);
  expect(isPage('/hub/@@entry/a1')).toBe(true);
});
