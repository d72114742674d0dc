import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import Lookup from '../src/widgets/Lookup';
import { show } from './show';

vi.mock('@plone/volto/components/manage/Widgets/TextWidget', () => ({ default: () => null }));
vi.mock('@plone/volto/helpers/Url/Url', () => ({
  getBaseUrl: (path: string) => path.replace('/add', ''),
}));

const feed = {
  feed_url: 'https://b.se/feed',
  title: 'Bloggen',
  entries: [{ title: 'Först', link: '' }],
};
const found = {
  platform: 'wordpress',
  service: 'WordPress',
  kind: 'blog',
  account: 'b.se',
  profile_url: 'https://b.se/',
  advice: '',
  candidates: [feed],
  problems: [],
  listed: null,
};

function open(answer: object | Error) {
  const onChange = vi.fn();
  const backend = vi.fn(() =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
  );
  const props = { id: 'profile_url', value: 'b.se', onChange };
  show(<Lookup {...props} />, { at: '/hub/kultur/add', backend });
  fireEvent.click(screen.getByRole('button', { name: 'Look up' }));
  return { onChange, backend };
}

test('an address that is pasted fills in the other fields', async () => {
  const { onChange, backend } = open(found);
  await screen.findByText('Found: WordPress, b.se');
  expect(backend).toHaveBeenCalledWith('post', '/hub/kultur/@probe', { url: 'b.se' });
  expect(onChange.mock.calls).toEqual([
    ['profile_url', 'https://b.se/'],
    ['platform', 'wordpress'],
    ['kind', 'blog'],
    ['title', 'Bloggen'],
    ['feed_url', 'https://b.se/feed'],
  ]);
});

test('of several feeds the editor chooses one', async () => {
  const other = { ...feed, feed_url: 'https://b.se/other', title: 'Den andra' };
  const { onChange } = open({ ...found, candidates: [feed, other] });
  fireEvent.click(await screen.findByRole('button', { name: 'Use this feed: Den andra' }));
  expect(onChange).toHaveBeenLastCalledWith('feed_url', 'https://b.se/other');
  expect(onChange).not.toHaveBeenCalledWith('feed_url', 'https://b.se/feed');
});

test('an account that is on the list already is told of', async () => {
  open({ ...found, listed: { message: '', title: 'Kulturbloggen', url: '/hub/kultur/bloggen' } });
  const link = await screen.findByRole('link', { name: 'It is on the list: Kulturbloggen' });
  expect(link.getAttribute('href')).toBe('/hub/kultur/bloggen');
});

test('why nothing is found is said in the backend’s own words', async () => {
  const body = { message: 'Det finns ingen sida där.' };
  open(Object.assign(new Error(), { status: 400, response: { body } }));
  expect(await screen.findByText('Det finns ingen sida där.')).toBeTruthy();
});
