import { Accounts } from '../parts/Stream';
import { Frame } from './Frame';
import type { BlockProps } from './Frame';

/** Where the municipality can be followed. */
const Channels = (props: BlockProps) => (
  <Frame {...props}>
    {({ layout, items = [] }) => <Accounts items={items} row={layout === 'row'} />}
  </Frame>
);

export default Channels;
