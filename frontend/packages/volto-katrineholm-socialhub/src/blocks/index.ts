import loadable from '@loadable/component';
import { defineMessages } from 'react-intl';
import type { ConfigType } from '@plone/registry';
import checkSVG from '@plone/volto/icons/checkbox-checked.svg';
import channelsSVG from '@plone/volto/icons/connector.svg';
import facebookSVG from '@plone/volto/icons/world.svg';
import entriesSVG from '@plone/volto/icons/list-bullet.svg';
import importantSVG from '@plone/volto/icons/warning.svg';
import partiesSVG from '@plone/volto/icons/group.svg';
import { schemaOf } from './schemas';
import { varied } from './varied';

const Edit = loadable(() => import(/* webpackChunkName: "socialhub-edit" */ './Edit'));
const Entries = loadable(() => import(/* webpackChunkName: "socialhub-entries" */ './Entries'));
const Channels = loadable(() => import(/* webpackChunkName: "socialhub-channels" */ './Channels'));
const Facebook = loadable(
  () => import(/* webpackChunkName: "socialhub-block-facebook" */ './Facebook'),
);
const Parties = loadable(() => import(/* webpackChunkName: "socialhub-parties" */ './Parties'));
const Verify = loadable(() => import(/* webpackChunkName: "socialhub-block-verify" */ './Verify'));
// It stands first on every page now; what editors have placed before shows nothing.
const Important = () => null;

// Volto translates a block's title by its text.
const { group, ...titles } = defineMessages({
  // … and a group's by its id.
  group: { id: 'socialhub', defaultMessage: 'Social media' },
  socialhubEntries: { id: 'Social media entries', defaultMessage: 'Social media entries' },
  socialhubChannels: { id: 'Social media channels', defaultMessage: 'Social media channels' },
  socialhubFacebook: { id: 'Places on Facebook', defaultMessage: 'Places on Facebook' },
  socialhubParties: { id: 'Parties in the council', defaultMessage: 'Parties in the council' },
  socialhubVerify: { id: 'Is it ours?', defaultMessage: 'Is it ours?' },
  socialhubImportant: { id: 'Important now', defaultMessage: 'Important now' },
});

const BLOCKS = {
  socialhubEntries: { view: Entries, icon: entriesSVG },
  socialhubChannels: { view: Channels, icon: channelsSVG },
  socialhubFacebook: { view: Facebook, icon: facebookSVG },
  socialhubParties: { view: Parties, icon: partiesSVG },
  socialhubVerify: { view: Verify, icon: checkSVG },
  socialhubImportant: { view: Important, icon: importantSVG },
};

export const BLOCK_TYPES = Object.keys(BLOCKS) as (keyof typeof BLOCKS)[];

export default function installBlocks(config: ConfigType): void {
  const blocks = config.blocks as any;
  blocks.groupBlocksOrder.push({ id: 'socialhub', title: group.defaultMessage });
  for (const id of BLOCK_TYPES) {
    const { view, icon } = BLOCKS[id];
    blocks.blocksConfig[id] = {
      id,
      icon,
      view: varied(view),
      // Others may add their own, each with a ``template``; the chosen one draws ``data.shown``.
      variations: [{ id: 'default', title: 'Default', isDefault: true, template: view }],
      blockSchema: schemaOf(id),
      title: titles[id].defaultMessage,
      group: 'socialhub',
      edit: Edit,
      restricted: id === 'socialhubImportant',
      mostUsed: false,
      sidebarTab: 1,
    };
  }
}
