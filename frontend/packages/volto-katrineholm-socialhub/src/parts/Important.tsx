import type { ImportantData } from '../types';
import { Icon } from './Icon';
import { Way } from './Way';
import { Linking, Says, When } from './words';

/** What the information office has put on top. */
export const Important = ({ important }: { important?: ImportantData | null }) =>
  important ? (
    <div className="socialhub socialhub-crisis">
      <h2>{important.title}</h2>
      <p className="socialhub-crisis-channel">
        <Icon name={important.icon} />{' '}
        <Way to={important.channel['@id']}>{important.channel.title}</Way>
      </p>
      {important.cards.length > 0 && (
        <ul>
          {important.cards.map((card) => (
            <li key={card.id} dir="auto" lang={card.language || undefined}>
              <h3>
                <Way to={card.page}>{card.title}</Way>
              </h3>
              {!card.title_derived && <Says text={card.words} className="socialhub-summary" />}
              {card.when && (
                <p className="socialhub-foot">
                  <When at={card.when} />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {important.nothing.length > 0 && (
        <p>
          <Linking parts={important.nothing} />
        </p>
      )}
      <Says text={important.checked} className="socialhub-checked" />
    </div>
  ) : null;
