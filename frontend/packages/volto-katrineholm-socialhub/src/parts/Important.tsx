import { IMPORTANT } from '../pages';
import { useAnswer } from '../store';
import type { ImportantData } from '../types';
import { Icon } from './Icon';
import { Way } from './Way';
import { Linking, Says, When } from './words';

/** What the information office has put on top. */
const Important = ({ important }: { important: ImportantData }) => (
  <section className="socialhub socialhub-crisis" aria-label={important.title}>
    {important.words && (
      <>
        <Says text={important.title} className="socialhub-checked" />
        <h2 lang={important.words.language || undefined}>{important.words.title}</h2>
        <p lang={important.words.language || undefined}>{important.words.text}</p>
        {important.words.link && (
          <p>
            <Way to={important.words.link['@id']}>{important.words.link.title}</Way>
          </p>
        )}
      </>
    )}
    {important.channel && (
      <>
        <h2>{important.title}</h2>
        <p className="socialhub-crisis-channel">
          <Icon name={important.icon} />{' '}
          <Way to={important.channel['@id']}>{important.channel.title}</Way>
        </p>
      </>
    )}
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
    <Says text={important.until} />
    <Says text={important.checked} className="socialhub-checked" />
  </section>
);

/** The notices of all hubs; what is new is seen on the next page that is opened. */
export function Notices() {
  const answer = useAnswer<{ notices: ImportantData[] }>(IMPORTANT);
  const notices = answer?.data?.notices ?? [];
  return notices.length ? (
    <div className="ui container">
      {notices.map((each, at) => (
        <Important key={at} important={each} />
      ))}
    </div>
  ) : null;
}
