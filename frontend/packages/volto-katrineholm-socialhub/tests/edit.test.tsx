import { useEffect } from 'react';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import config from '@plone/volto/registry';
import installBlocks from '../src/blocks';
import Edit from '../src/blocks/Edit';
import { blocks } from './samples';
import { show } from './show';

const forms = vi.hoisted(() => [] as any[]);
vi.mock('@plone/volto/components/manage/Form', () => ({
  // As Volto's does: where it may, it writes all when it opens, and else what has a default.
  InlineForm: (props: any) => {
    const { schema, formData, onChangeField, onChangeFormData } = props;
    forms.push(props);
    useEffect(() => {
      onChangeFormData?.(formData);
      for (const [name, field] of Object.entries<any>(schema.properties))
        if (field.default !== undefined && formData[name] === undefined)
          onChangeField(name, field.default);
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    return null;
  },
}));
vi.mock('@plone/volto/components/manage/Sidebar/SidebarPortal', () => ({
  default: ({ children }: any) => children,
}));
vi.mock('@plone/volto/helpers/Url/Url', () => ({
  getBaseUrl: (path: string) => path.replace('/edit', ''),
}));

const described = {
  socialhubEntries: {
    title: 'Inlägg',
    fields: ['header', 'channels'],
    properties: {
      header: { title: 'Rubrik', type: 'string', default: 'Sociala medier' },
      channels: { title: 'Kanaler', default: [] },
    },
    picked: ['hub', 'channels'],
    data: { header: 'Sociala medier', channels: [] },
  },
};

beforeEach(() => {
  forms.length = 0;
});

const ourBlock = () => (config.blocks.blocksConfig as any).socialhubEntries;

/** What another add-on changes of our block. */
type Change = (block: any) => void;

const open = (data: object, answer: () => Promise<unknown>, change: Change = () => {}) => {
  config.blocks = { blocksConfig: {}, groupBlocksOrder: [] } as any;
  installBlocks(config as any);
  change(ourBlock());
  const backend = vi.fn((op: string) => (op === 'get' ? Promise.resolve(described) : answer()));
  const onChangeBlock = vi.fn();
  const props = {
    block: 'b',
    data: { '@type': 'socialhubEntries', ...data },
    selected: true,
    onChangeBlock,
  };
  show(<Edit {...props} />, { at: '/sida/edit', token: '', backend });
  return { backend, onChangeBlock };
};

test('the preview is what the page will show, and links in it lead nowhere', async () => {
  const { backend } = open({ count: 3 }, () =>
    Promise.resolve({ block: { shown: blocks.Entries } }),
  );
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

const fieldset = (name: string) => (schema: any) => ({
  ...schema,
  fieldsets: [...schema.fieldsets, { id: name, title: name, fields: [name] }],
  properties: { ...schema.properties, [name]: { title: name, default: `${name}-default` } },
});

test('another add-on’s schemaEnhancer adds fields, whose defaults are stored beside ours', async () => {
  const { onChangeBlock } = open(
    { count: '3' },
    () => Promise.resolve({ block: {} }),
    (block) => {
      block.schemaEnhancer = ({ schema }: any) => fieldset('more')(fieldset('theirs')(schema));
    },
  );
  await waitFor(() => expect(forms.length).toBeGreaterThan(0));
  const { schema } = forms.at(-1);
  expect(schema.fieldsets.map(({ fields }: any) => fields)).toEqual([
    ['header', 'channels'],
    ['theirs'],
    ['more'],
  ]);
  const stored = { '@type': 'socialhubEntries', count: '3', theirs: 'theirs-default' };
  expect(onChangeBlock).toHaveBeenLastCalledWith('b', { ...stored, more: 'more-default' });
});

test('another add-on’s variation is chosen in the form, and draws what the block shows', async () => {
  const template = ({ data }: any) => <b>{data.shown?.cards.length} inlägg</b>;
  const shown = { block: { shown: blocks.Entries } };
  open(
    { variation: 'theirs' },
    () => Promise.resolve(shown),
    (block) => {
      block.variations.push({ id: 'theirs', title: 'Deras', template });
    },
  );
  expect(await screen.findByText(`${blocks.Entries.cards!.length} inlägg`)).toBeTruthy();
  const { properties } = forms.at(-1).schema;
  expect(properties.variation.choices.map(([id]: string[]) => id)).toEqual(['default', 'theirs']);
});

test('Volto gets the same schema to check the page by, without defaults to store', async () => {
  open({}, () => Promise.resolve({ block: {} }));
  await waitFor(() => expect(forms.length).toBeGreaterThan(0));
  const { blockSchema } = ourBlock();
  const { properties } = blockSchema({ formData: { '@type': 'socialhubEntries' } });
  expect(properties.header).toEqual({ title: 'Rubrik', type: 'string' });
});

test('a block in a page has the classes and styles that Volto makes of its data', async () => {
  open({}, () => Promise.resolve({ block: {} }));
  const { view: View } = ourBlock();
  const data = { '@type': 'socialhubEntries', shown: blocks.Entries };
  const { container } = show(
    <View data={data} className="has--align--wide" style={{ color: 'red' }} />,
  );
  await waitFor(() => expect(container.querySelector('.socialhub-block')).toBeTruthy());
  const block = container.querySelector<HTMLElement>('.socialhub-block')!;
  expect([block.className, block.style.color]).toEqual([
    'block socialhub-block has--align--wide',
    'red',
  ]);
});

test('the editor stands where there is no preview to be had', async () => {
  open({}, () => Promise.reject({ status: 500 }));
  expect(await screen.findByRole('status')).toBeTruthy();
});
