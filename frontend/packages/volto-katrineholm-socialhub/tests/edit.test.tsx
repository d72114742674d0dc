import { useEffect } from 'react';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import config from '@plone/volto/registry';
import Entries from '../src/blocks/Entries';
import Edit from '../src/blocks/Edit';
import { blocks } from './samples';
import { show } from './show';

const forms = vi.hoisted(() => [] as any[]);
vi.mock('@plone/volto/components/manage/Form', () => ({
  // As Volto's does: where it may, it writes when it opens.
  InlineForm: (props: any) => {
    useEffect(() => props.onChangeFormData?.(props.formData), []);
    forms.push(props);
    return null;
  },
}));
vi.mock('@plone/volto/components/manage/Sidebar/SidebarPortal', () => ({
  default: ({ children }: any) => children,
}));
vi.mock('@plone/volto/helpers/Url/Url', () => ({ getBaseUrl: (path: string) => path.replace('/edit', '') }));

const described = {
  socialhubEntries: {
    title: 'Inlägg',
    fields: ['header', 'channels'],
    properties: { header: { title: 'Rubrik', type: 'string' }, channels: { title: 'Kanaler' } },
    picked: ['hub', 'channels'],
    data: { header: 'Sociala medier', channels: [] },
  },
};

beforeEach(() => {
  forms.length = 0;
});

const open = (data: object, answer: () => Promise<unknown>) => {
  config.blocks = { blocksConfig: { socialhubEntries: { view: Entries } } } as any;
  const backend = vi.fn((op: string) => (op === 'get' ? Promise.resolve(described) : answer()));
  const onChangeBlock = vi.fn();
  const props = { block: 'b', data: { '@type': 'socialhubEntries', ...data }, selected: true, onChangeBlock };
  show(<Edit {...props} />, { at: '/sida/edit', token: '', backend });
  return { backend, onChangeBlock };
};

test('the preview is what the page will show, and links in it lead nowhere', async () => {
  const { backend } = open({ count: 3 }, () => Promise.resolve({ block: { shown: blocks.Entries } }));
  const [link] = await screen.findAllByText('Nya öppettider');
  expect(link.closest('[inert]')).toBeTruthy();
  const sent = { '@type': 'socialhubEntries', count: 3 };
  expect(backend).toHaveBeenCalledWith('post', '/sida/@socialhub-block', sent);
});

test('what is gone is told to the editor', async () => {
  const shown = { ...blocks.Entries, missing: ['Något som är valt finns inte längre.'] };
  open({}, () => Promise.resolve({ block: { shown } }));
  expect(await screen.findByText('Något som är valt finns inte längre.')).toBeTruthy();
});

test('the form is the backend’s, and channels are picked by browsing', async () => {
  const { onChangeBlock } = open({ header: 'Egen' }, () => Promise.resolve({ block: {} }));
  await waitFor(() => expect(forms.length).toBeGreaterThan(0));
  const { schema, formData, onChangeField } = forms.at(-1);
  expect(formData.header).toBe('Egen');
  expect(schema.properties.channels).toMatchObject({
    title: 'Kanaler',
    widget: 'object_browser',
    widgetOptions: { pattern_options: { selectableTypes: ['Channel', 'FacebookPlace'] } },
  });
  onChangeField('header', 'Ny');
  expect(onChangeBlock).toHaveBeenCalledWith('b', { '@type': 'socialhubEntries', header: 'Ny' });
});

test('the form writes nothing when it opens: another block may be on its way in', async () => {
  const { onChangeBlock } = open({}, () => Promise.resolve({ block: {} }));
  await waitFor(() => expect(forms.length).toBeGreaterThan(0));
  expect(onChangeBlock).not.toHaveBeenCalled();
});

test('the editor stands where there is no preview to be had', async () => {
  open({}, () => Promise.reject({ status: 500 }));
  expect(await screen.findByRole('status')).toBeTruthy();
});
