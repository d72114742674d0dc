/** The blocks' schemas for Volto and other add-ons, as the backend describes the blocks. */
import type { BlockData } from '../types';

/** A block's form as ``GET @socialhub-block`` has it. */
export interface Described {
  title: string;
  fields: string[];
  properties: Record<string, { default?: unknown }>;
  picked: string[];
  data: Record<string, unknown>;
}

const PICKED: Record<string, { mode: string; types: string[] }> = {
  hub: { mode: 'link', types: ['SocialHub'] },
  administrations: { mode: 'multiple', types: ['Administration'] },
  channels: { mode: 'multiple', types: ['Channel', 'FacebookPlace'] },
};
const UNKNOWN: Described = { title: '', fields: [], properties: {}, picked: [], data: {} };

let known: Record<string, Described> = {};

/** Take what the backend has answered: until then the schemas have no fields of ours. */
export const describe = (forms: Record<string, Described>) => {
  known = forms;
};

/** What is picked by browsing the site. */
const browsed = (name: string) => ({
  widget: 'object_browser',
  mode: PICKED[name].mode,
  allowExternals: false,
  widgetOptions: { pattern_options: { selectableTypes: PICKED[name].types } },
});

/** A field of ours. Volto would store its default as if an editor had written it. */
function property({ properties, picked }: Described, name: string) {
  const { default: _, ...described } = properties[name];
  return { ...described, ...(picked.includes(name) ? browsed(name) : {}) };
}

/** A block's schema, for Volto's ``blocksConfig``: new each time, as others add to it. */
export const schemaOf = (type: string) => () => {
  const described = known[type] ?? UNKNOWN;
  const { title, fields } = described;
  return {
    title,
    fieldsets: [{ id: 'default', title, fields: [...fields] }],
    properties: Object.fromEntries(fields.map((name) => [name, property(described, name)])),
    required: [] as string[],
  };
};

/** A block's data for its form: what nobody has decided is as the backend takes it. */
export const filled = (data: BlockData): BlockData => ({
  ...(known[data['@type']] ?? UNKNOWN).data,
  ...data,
});
