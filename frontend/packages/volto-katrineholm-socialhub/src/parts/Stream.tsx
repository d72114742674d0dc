import type { Account, Counted, StreamData } from '../types';
import { Card, Hit } from './Card';
import { Copied } from './Copied';
import { Chosen, Finding } from './Finding';
import { Badge, Icon } from './Icon';
import { Months, Paging } from './Paging';
import { Way } from './Way';
import { Linking, Says } from './words';

const EAGER = 3; // as many cards as a first screen has

export const Empty = ({ text }: { text: string }) =>
  text ? (
    <div className="socialhub-empty">
      <Icon name="other" />
      <p>{text}</p>
    </div>
  ) : null;

/** The entries of a place: how to find some, these ones, and what leads on. */
export const Stream = ({ stream }: { stream: StreamData }) => (
  <section className="socialhub socialhub-stream" aria-labelledby="socialhub-stream">
    <Finding stream={stream} />
    <header className="socialhub-headed">
      <h2 className="socialhub-heading" id="socialhub-stream">
        {stream.heading}
      </h2>
      <Says text={stream.number} className="socialhub-number" />
    </header>
    <Chosen chosen={stream.chosen} />
    <Says text={stream.silence} className="socialhub-silence" />
    {stream.meant.length > 0 && (
      <p>
        <Linking parts={stream.meant} />
      </p>
    )}
    {stream.names && <Names {...stream.names} />}
    <Empty text={stream.empty} />
    {stream.topics && <Topics {...stream.topics} />}
    {stream.caution && (
      <p className="socialhub-caution" role="status">
        {stream.caution}
      </p>
    )}
    {stream.is_search ? <Hits stream={stream} /> : <Days stream={stream} />}
    <Paging {...stream.pages} />
    <Months {...stream.months} />
    {stream.accounts && <Elsewhere {...stream.accounts} />}
    <More stream={stream} />
  </section>
);

function Days({ stream: { days, layout, quiet } }: { stream: StreamData }) {
  const first = days.flatMap(({ cards }) => cards.map(({ id }) => id)).slice(0, EAGER);
  if (!days.length) return null;
  return (
    <div className={`socialhub-days socialhub-in-${layout}${quiet ? ' socialhub-quiet' : ''}`}>
      {days.map((day) => (
        <DayOf key={day.title + day.cards[0]?.id} {...day} first={first} />
      ))}
    </div>
  );
}

const DayOf = ({
  title,
  hidden_title,
  cards,
  first,
}: StreamData['days'][0] & { first: string[] }) => (
  <>
    <h3 className={hidden_title ? 'visually-hidden' : 'socialhub-day'}>{title}</h3>
    <div className="socialhub-cards" data-number={cards.length}>
      {cards.map((card) => (
        <Card key={card.id} card={card} level={4} eager={first.includes(card.id)} />
      ))}
    </div>
  </>
);

const Hits = ({ stream: { days, sorts } }: { stream: StreamData }) => (
  <div className="socialhub-hits">
    {days.length > 0 && (
      <>
        <ul className="socialhub-orders">
          {sorts.map((sort) => (
            <li key={sort['@id']}>
              <Way
                to={sort['@id']}
                className="socialhub-chip"
                aria-current={sort.selected ? 'true' : undefined}
              >
                {sort.title}
              </Way>
            </li>
          ))}
        </ul>
        <ol className="socialhub-hit-list">
          {days.flatMap(({ cards }) => cards.map((card) => <Hit key={card.id} card={card} />))}
        </ol>
      </>
    )}
  </div>
);

/** Accounts, each a click away. */
export const Accounts = ({ items, row }: { items: Account[]; row?: boolean }) => (
  <ul className={`socialhub-follow socialhub-follow-${row ? 'row' : 'list'}`}>
    {items.map((account) => (
      <li key={account['@id'] + account.title} className={`socialhub-of-${account.kind}`}>
        <Way to={account['@id']}>
          <Badge name={account.icon} />{' '}
          <span className="socialhub-names">
            <strong>{account.title}</strong> <span>{account.service}</span>
          </span>
        </Way>
      </li>
    ))}
  </ul>
);

/** What a search names, before the entries that it finds. */
const Names = ({ title, items }: NonNullable<StreamData['names']>) => (
  <section className="socialhub-elsewhere" aria-labelledby="socialhub-named">
    <h3 id="socialhub-named">{title}</h3>
    <Accounts items={items} row />
  </section>
);

const Topics = ({ title, items }: NonNullable<StreamData['topics']>) => (
  <nav aria-labelledby="socialhub-topics">
    <h3 id="socialhub-topics">{title}</h3>
    <Chips items={items} className="socialhub-orders" />
  </nav>
);

const Elsewhere = ({ title, items, more }: NonNullable<StreamData['accounts']>) => (
  <section className="socialhub-elsewhere" aria-labelledby="socialhub-elsewhere">
    <h2 id="socialhub-elsewhere">{title}</h2>
    <Accounts items={items} row />
    {more && (
      <p>
        <Way to={more['@id']}>{more.title}</Way>
      </p>
    )}
  </section>
);

const More = ({ stream: { archive, subscribe } }: { stream: StreamData }) => (
  <div className="socialhub-more">
    {archive && <Archive {...archive} />}
    <section className="socialhub-feeds" aria-labelledby="socialhub-feeds">
      <h2 id="socialhub-feeds">{subscribe.title}</h2>
      {subscribe.ways.map((way) => (
        <p className="socialhub-links" key={way['@id']}>
          <Way to={way['@id']}>{way.title}</Way>
        </p>
      ))}
      <p>{subscribe.text}</p>
      <ul>
        {subscribe.items.map((feed) => (
          <li key={feed['@id']}>
            <Way to={feed['@id']} type={feed.type} className="socialhub-chip">
              <Icon name="feed" /> <span>{feed.title}</span>
            </Way>
          </li>
        ))}
      </ul>
      {subscribe.embed && (
        <details>
          <summary>{subscribe.embed.title}</summary>
          <p>{subscribe.embed.text}</p>
          <Copied label={subscribe.embed.label} text={subscribe.embed.code} rows={4} />
        </details>
      )}
      {subscribe.sections && (
        <p className="socialhub-links">
          <Way to={subscribe.sections['@id']}>{subscribe.sections.title}</Way>
        </p>
      )}
    </section>
  </div>
);

const Archive = ({ title, years }: NonNullable<StreamData['archive']>) => (
  <nav className="socialhub-archive" aria-labelledby="socialhub-archive">
    <h2 id="socialhub-archive">{title}</h2>
    {years.map(({ year, open, months }) => (
      <details key={year} open={open}>
        <summary>{year}</summary>
        <Chips items={months} />
      </details>
    ))}
  </nav>
);

const Chips = ({ items, className }: { items: Counted[]; className?: string }) => (
  <ul className={className}>
    {items.map((chip) => (
      <li key={chip['@id']}>
        <Way
          to={chip['@id']}
          className="socialhub-chip"
          aria-current={chip.current ? 'page' : undefined}
        >
          <span>{chip.title}</span>{' '}
          {chip.number ? <span className="socialhub-count">{chip.number}</span> : null}
        </Way>
      </li>
    ))}
  </ul>
);
