import { Way } from '../parts/Way';
import { Heard, Says } from '../parts/words';
import { Frame } from './Frame';
import type { BlockProps } from './Frame';

/** The parties in the council, each with its link. */
const Parties = (props: BlockProps) => (
  <Frame {...props}>
    {({ text, parties = [] }) => (
      <>
        <Says text={text} />
        <ul className="socialhub-councillors">
          {parties.map((party) => (
            <li key={party['@id']}>
              <span>{party.title}</span>{' '}
              {party.link ? (
                <Way to={party.link['@id']} rel="external nofollow">
                  {party.link.title}
                  <Heard text={`: ${party.title}`} />
                </Way>
              ) : (
                <span className="socialhub-whose">{party.no_link}</span>
              )}
            </li>
          ))}
        </ul>
      </>
    )}
  </Frame>
);

export default Parties;
