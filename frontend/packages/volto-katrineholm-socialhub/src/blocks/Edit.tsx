import { useEffect, useRef, useState } from 'react';
import type { ComponentType } from 'react';
import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import { InlineForm } from '@plone/volto/components/manage/Form';
import SidebarPortal from '@plone/volto/components/manage/Sidebar/SidebarPortal';
import { withVariationSchemaEnhancer } from '@plone/volto/helpers/Extensions';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { SaysAll } from '../parts/words';
import { useAnswer, useSend } from '../store';
import type { BlockData, Shown } from '../types';
import { Calm } from '../views/Page';
import { usePicking } from './picking';
import { describe, filled } from './schemas';
import type { Described } from './schemas';

const PAUSE = 300; // milliseconds after the last change before the preview is asked for
const messages = defineMessages({
  nothing: {
    id: 'Nothing is shown here at present.',
    defaultMessage: 'Nothing is shown here at present.',
  },
});

interface Props {
  block: string;
  data: BlockData;
  selected: boolean;
  onChangeBlock: (block: string, data: BlockData) => void;
  blocksConfig?: Record<string, any>;
  blocksErrors?: object;
  navRoot?: object;
  contentType?: string;
}

// Volto's form with what other add-ons add to it. Not its BlockDataForm: that one writes the whole
// block when it opens, which here is when the backend has answered, and would undo what the editor
// did at that very moment.
const Form: ComponentType<any> = withVariationSchemaEnhancer(InlineForm);

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

/** The block's decisions beside it, by the schema of ``blocksConfig``. */
function Decisions({ block, data, onChangeBlock, blocksErrors, ...props }: Props) {
  const intl = useIntl();
  const { blockSchema } = props.blocksConfig![data['@type']];
  // Where several fields are written at once each goes on from the one before.
  const latest = useRef(data);
  latest.current = data;
  const change = (id: string, value: unknown) => {
    latest.current = { ...latest.current, [id]: value };
    onChangeBlock(block, latest.current);
  };
  return (
    <Form
      {...props}
      block={block}
      schema={blockSchema({ ...props, data, intl })}
      formData={filled(data)}
      onChangeField={change}
      errors={blocksErrors}
    />
  );
}

/** Any of our blocks in the editor: a true preview, and its decisions beside it. */
export default function Edit(props: Props) {
  const { block, data, selected, blocksConfig = config.blocks.blocksConfig as any } = props;
  usePicking(block);
  const { formatMessage } = useIntl();
  const service = `${getBaseUrl(useLocation().pathname)}/@socialhub-block`;
  const described = useAnswer<Record<string, Described>>(service)?.data;
  if (described) describe(described);
  const { preview, fails } = usePreview(service, data);
  const { view: View } = blocksConfig[data['@type']];
  const isQuiet = preview === null || data['@type'] === 'socialhubImportant';
  return (
    <>
      <SaysAll texts={preview?.missing} className="socialhub-missing" />
      {preview?.problem && <p className="socialhub-missing">{preview.problem}</p>}
      {fails && <Calm />}
      {/* Links lead nowhere while the page is written: a click chooses the block. */}
      <div {...{ inert: '' }}>
        <View data={{ ...data, shown: preview }} blocksConfig={blocksConfig} />
      </div>
      {isQuiet && <p>{formatMessage(messages.nothing)}</p>}
      <SidebarPortal selected={selected}>
        {described && <Decisions {...props} blocksConfig={blocksConfig} />}
      </SidebarPortal>
    </>
  );
}
