import { useMemo } from 'react';
import { flattened } from '../addresses';
import { Important as Notice } from '../parts/Important';
import type { BlockProps } from './Frame';

/** What is important now; nothing in quiet times. */
function Important({ data }: BlockProps) {
  const shown = useMemo(() => flattened(data.shown), [data.shown]);
  return <Notice important={shown?.important} />;
}

export default Important;
