import type { CardData, Part } from '../types';
import { Icon, Official } from './Icon';
import { Pictures } from './Pictures';
import { Way } from './Way';
import { Heard, Says, When } from './words';

export const HEADINGS = { 2: 'h2', 3: 'h3', 4: 'h4' } as const;
export type Level = keyof typeof HEADINGS;

interface Props {
  card: CardData;
  level?: Level;
  eager?: boolean;
}

const classes = ({ shape, kind, mark, plays, small }: CardData) =>
  [
    'socialhub-card',
    `socialhub-${shape}`,
    `socialhub-of-${kind}`,
    mark && `socialhub-is-${mark}`,
    plays && `socialhub-plays-${plays}`,
    small && 'socialhub-is-small',
  ]
    .filter(Boolean)
    .join(' ');

/** One entry. */
export function Card({ card, level = 3, eager }: Props) {
  const heading = `socialhub-${card.id}`;
  return (
    <article className={classes(card)} aria-labelledby={heading}>
      <Pictures images={card.images} language={card.language} eager={eager} />
      <div className="socialhub-body">
        {card.mark && (
          <p className="socialhub-marked">
            <Icon name={card.mark} /> <span>{card.mark_text}</span>
          </p>
        )}
        <div className="socialhub-words" dir="auto" lang={card.language || undefined}>
          <Title card={card} id={heading} level={level} />
          <Says text={card.words} className="socialhub-summary" />
        </div>
        <Line card={card} />
      </div>
    </article>
  );
}

function Title({ card, id, level }: { card: CardData; id: string; level: Level }) {
  const Heading = HEADINGS[level];
  return card.title_derived ? (
    <Heading id={id} className="visually-hidden">
      {card.title}
    </Heading>
  ) : (
    <Heading id={id} className="socialhub-title">
      <Way to={card.target}>{card.title}</Way>
    </Heading>
  );
}

/** Where it comes from, and when. */
const Line = ({ card }: { card: CardData }) => (
  <p className="socialhub-line">
    {card.plays_text && (
      <span className="socialhub-plays">
        <Icon name="play" /> <span>{card.plays_text}</span>
      </span>
    )}
    {card.names_channel && card.channel && (
      <span className="socialhub-channel">
        <span>{card.channel.title}</span> <Official says={card.official} />
      </span>
    )}
    <Service card={card} />
    <Dated card={card} />
    {card.topics.map((topic) => (
      <Way key={topic['@id']} to={topic['@id']} lang={topic.language}>
        {topic.title}
      </Way>
    ))}
    {card.edit && (
      <Way to={card.edit['@id']} className="socialhub-hide">
        {card.edit.title}
        <Heard text={`: ${card.title}`} />
      </Way>
    )}
  </p>
);

const Service = ({ card }: { card: CardData }) =>
  card.service ? (
    <span className="socialhub-labelled">
      <Icon name={card.icon} /> <span>{card.service}</span>
    </span>
  ) : null;

function Dated({ card }: { card: CardData }) {
  if (!card.when) return null;
  const when = <When at={card.when} />;
  return card.when_link ? (
    <Way to={card.when_link} className={card.title_derived ? 'socialhub-open' : undefined}>
      {when}
      {card.title_derived && <Heard text={`: ${card.title}`} />}
    </Way>
  ) : (
    when
  );
}

/** An entry that was found by words. */
export const Hit = ({ card }: { card: CardData }) => (
  <li>
    <article lang={card.language || undefined}>
      <h3 className="socialhub-title">
        <Way to={card.target}>{card.marked ? <Marked parts={card.marked} /> : card.title}</Way>
      </h3>
      {card.excerpt && (
        <p className="socialhub-summary" dir="auto">
          <Marked parts={card.excerpt} />
        </p>
      )}
    </article>
    <p className="socialhub-foot">
      {card.when && <When at={card.when} />}
      {card.channel && <Way to={card.channel['@id']}>{card.channel.title}</Way>}
    </p>
  </li>
);

const Marked = ({ parts }: { parts: Part[] }) => (
  <>{parts.map(({ text, found }, at) => (found ? <mark key={at}>{text}</mark> : text))}</>
);

/** An entry in a block: as small as its place. */
export const Row = ({ card }: { card: CardData }) => (
  <li
    className={[
      `socialhub-${card.shape}`,
      `socialhub-of-${card.kind}`,
      card.plays && `socialhub-plays-${card.plays}`,
    ]
      .filter(Boolean)
      .join(' ')}
  >
    <Pictures
      images={card.images.slice(0, 1)}
      language={card.language}
      sizes="(min-width: 36rem) 12rem, 6rem"
    />
    <div className="socialhub-body" dir="auto" lang={card.language || undefined}>
      <Way to={card.target} className="socialhub-title">
        {card.title}
      </Way>
      {!card.title_derived && <Says text={card.words} className="socialhub-summary" />}
      {(card.channel || card.when) && (
        <p className="socialhub-foot">
          {card.channel && (
            <span className="socialhub-channel">
              <span>{card.channel.title}</span> <Official says={card.official} />
            </span>
          )}
          <Service card={card} />
          {card.when && <When at={card.when} />}
        </p>
      )}
    </div>
  </li>
);
