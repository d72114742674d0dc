import { Row } from '../parts/Card';
import { Frame } from './Frame';
import type { BlockProps } from './Frame';

/** The newest entries of chosen channels. */
const Entries = (props: BlockProps) => (
  <Frame {...props}>
    {({ layout, cards = [] }) => (
      <ul className={`socialhub-list socialhub-as-${layout}`}>
        {cards.map((card) => (
          <Row key={card.id} card={card} />
        ))}
      </ul>
    )}
  </Frame>
);

export default Entries;
