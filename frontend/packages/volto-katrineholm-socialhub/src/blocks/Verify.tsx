import { useId } from 'react';
import { Ask } from '../parts/Ask';
import { Says } from '../parts/words';
import { Frame } from './Frame';
import type { BlockProps } from './Frame';

/** Is it ours? Asked from any page. */
function Verify(props: BlockProps) {
  const name = useId();
  return (
    <Frame {...props}>
      {({ lead, form }) => (
        <>
          <Says text={lead} />
          {form && <Ask form={form} name={name} />}
        </>
      )}
    </Frame>
  );
}

export default Verify;
