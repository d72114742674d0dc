import type { ComponentType } from 'react';
import { withBlockExtensions } from '@plone/volto/helpers/Extensions';
import type { BlockProps } from './Frame';

interface Props extends BlockProps {
  variation?: { template?: ComponentType<BlockProps> };
}

/** A block as the variation draws it that an editor has chosen: our own, or another add-on's. */
export const varied = (own: ComponentType<BlockProps>): ComponentType<BlockProps> =>
  withBlockExtensions(({ variation, ...props }: Props) => {
    const Template = variation?.template ?? own;
    return <Template {...props} />;
  });
