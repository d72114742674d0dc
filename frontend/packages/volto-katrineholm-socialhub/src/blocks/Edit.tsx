import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import { InlineForm } from '@plone/volto/components/manage/Form';
import SidebarPortal from '@plone/volto/components/manage/Sidebar/SidebarPortal';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { SaysAll } from '../parts/words';
import { useAnswer, useSend } from '../store';
import type { BlockData, Shown } from '../types';
import { Calm } from '../views/Page';
import { usePicking } from './picking';

const PAUSE = 300; // milliseconds after the last change before the preview is asked for
const messages = defineMessages({
  nothing: {
    id: 'Nothing is shown here at present.',
    defaultMessage: 'Nothing is shown here at present.',
  },
});

const PICKED: Record<string, { mode: string; types: string[] }> = {
  hub: { mode: 'link', types: ['SocialHub'] },
  administrations: { mode: 'multiple', types: ['Administration'] },
  channels: { mode: 'multiple', types: ['Channel', 'FacebookPlace'] },
};

interface Described {
  title: string;
  fields: string[];
  properties: Record<string, object>;
  picked: string[];
  data: Record<string, unknown>;
}

interface Props {
  block: string;
  data: BlockData;
  selected: boolean;
  onChangeBlock: (block: string, data: BlockData) => void;
}

/** What is picked by browsing the site. */
const browsed = (name: string) => ({
  widget: 'object_browser',
  mode: PICKED[name].mode,
  allowExternals: false,
  widgetOptions: { pattern_options: { selectableTypes: PICKED[name].types } },
});

/** The block's form: its decisions as the backend describes them. */
const schemaOf = ({ title, fields, properties, picked }: Described) => ({
  title,
  fieldsets: [{ id: 'default', title, fields }],
  properties: Object.fromEntries(
    fields.map((name) => [
      name,
      { ...properties[name], ...(picked.includes(name) ? browsed(name) : {}) },
    ]),
  ),
  required: [],
});

/** The block as the page will show it, asked for whenever it is changed. */
function usePreview(service: string, { shown, ...data }: BlockData) {
  const [preview, setPreview] = useState<Shown | null | undefined>(shown);
  const [fails, setFails] = useState(false);
  const send = useSend();
  const chosen = JSON.stringify(data);
  useEffect(() => {
    let isLast = true;
    const timer = setTimeout(async () => {
      try {
        const answer = await send<{ block: BlockData }>(service, JSON.parse(chosen));
        if (isLast) setPreview(answer.block.shown);
        setFails(false);
      } catch {
        setFails(true);
      }
    }, PAUSE);
    return () => {
      isLast = false;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [service, chosen]);
  return { preview, fails };
}

/** Any of our blocks in the editor: a true preview, and its decisions beside it. */
export default function Edit({ block, data, selected, onChangeBlock }: Props) {
  usePicking(block);
  const { formatMessage } = useIntl();
  const service = `${getBaseUrl(useLocation().pathname)}/@socialhub-block`;
  const described = useAnswer<Record<string, Described>>(service)?.data?.[data['@type']];
  const { preview, fails } = usePreview(service, data);
  const { view: View } = (config.blocks.blocksConfig as any)[data['@type']];
  const isQuiet = preview === null || data['@type'] === 'socialhubImportant';
  return (
    <>
      <SaysAll texts={preview?.missing} className="socialhub-missing" />
      {preview?.problem && <p className="socialhub-missing">{preview.problem}</p>}
      {fails && <Calm />}
      {/* Links lead nowhere while the page is written: a click chooses the block. */}
      <div {...{ inert: '' }}>
        <View data={{ ...data, shown: preview }} />
      </div>
      {isQuiet && <p>{formatMessage(messages.nothing)}</p>}
      <SidebarPortal selected={selected}>
        {described && (
          // Not BlockDataForm: that one writes the whole block when it opens, which here is when the
          // backend has answered, and would undo what the editor did at that very moment.
          <InlineForm
            block={block}
            schema={schemaOf(described)}
            formData={{ ...described.data, ...data }}
            onChangeField={(id: string, value: unknown) =>
              onChangeBlock(block, { ...data, [id]: value })
            }
          />
        )}
      </SidebarPortal>
    </>
  );
}
