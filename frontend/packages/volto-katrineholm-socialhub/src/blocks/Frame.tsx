import { useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import cx from 'classnames';
import { flattened } from '../addresses';
import { Way } from '../parts/Way';
import type { BlockData, Shown } from '../types';

/** ``className`` and ``style`` are what Volto makes of the block's ``styles``. */
export interface BlockProps {
  data: BlockData;
  className?: string;
  style?: CSSProperties;
}

interface Props extends BlockProps {
  children: (shown: Shown) => ReactNode;
}

/** What all blocks have: a heading, and a link to more. */
export function Frame({ data, className, style, children }: Props) {
  const shown = useMemo(() => flattened(data.shown), [data.shown]);
  // Where it could not be made an editor is told why, and nothing else.
  if (shown?.empty === undefined) return null;
  return (
    <div className={cx('block socialhub-block', className)} style={style}>
      <div className="socialhub socialhub-portlet">
        {shown.header && <h2>{shown.header}</h2>}
        {shown.empty ? <p>{shown.empty}</p> : children(shown)}
        {shown.more && (
          <p className="socialhub-links">
            <Way to={shown.more['@id']}>{shown.more.title}</Way>
          </p>
        )}
      </div>
    </div>
  );
}
