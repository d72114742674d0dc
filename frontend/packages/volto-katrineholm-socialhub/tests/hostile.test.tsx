import { expect, test, vi } from 'vitest';
import { IMPORTANT, dataAt } from '../src/pages';
import { Notices } from '../src/parts/Important';
import { ADDRESSES, TEXTS, alive, poisoned } from './hostile';
import { blocks, important, views } from './samples';
import { show } from './show';

vi.mock('@plone/volto/components/manage/Toolbar/Toolbar', () => ({ default: () => null }));
vi.mock('../src/controls/Steps', () => ({ Steps: () => null }));

const pairs = TEXTS.map((text, at) => [text, ADDRESSES[at % ADDRESSES.length]]);
const TYPES: Record<string, string> = { Place: 'SocialHub', Party: 'CouncilParty' };

test('the list is the one that all of the add-on is tested with', () => {
  expect(TEXTS.length).toBeGreaterThan(60);
  expect(ADDRESSES).toContain('javascript:pwn(1)');
});

test.each(Object.keys(blocks))('nothing comes alive in the block %s', async (name) => {
  const { default: Block } = await import(`../src/blocks/${name}.tsx`);
  for (const [text, address] of pairs) {
    const data = { '@type': name, shown: poisoned(blocks[name], text, address) };
    const { container, unmount } = show(<Block data={data} />);
    expect(alive(container), text).toEqual([]);
    expect(container.textContent).toContain(text);
    unmount();
  }
});

test.each(Object.keys(views))('nothing comes alive on the page of %s', async (name) => {
  const [view, at, answer] = views[name];
  const { default: View } = await import(`../src/views/${view}.tsx`);
  const [path, search = ''] = at.split('?');
  const type = TYPES[view];
  const asked = dataAt(path, search && `?${search}`, type)!;
  for (const [text, address] of pairs) {
    const answers = { [asked]: poisoned(answer, text, address) };
    const { container, unmount } = show(<View />, { at, answers, type });
    expect(alive(container), text).toEqual([]);
    expect(container.textContent).toContain(text);
    unmount();
  }
});

test('nothing comes alive in what is important now', () => {
  for (const [text, address] of pairs) {
    const answers = { [IMPORTANT]: { notices: [poisoned(important, text, address)] } };
    const { container, unmount } = show(<Notices />, { answers });
    expect(alive(container), text).toEqual([]);
    expect(container.textContent).toContain(text);
    unmount();
  }
});
