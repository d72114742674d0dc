import { followed, published } from '../addresses';
import type { CardData, EntryPage } from '../types';
import { Acts } from '../controls/Acts';
import { Copied } from '../parts/Copied';
import { Badge, Official } from '../parts/Icon';
import { Pictures } from '../parts/Pictures';
import { Way, Ways } from '../parts/Way';
import { Cleaned, Says, When } from '../parts/words';
import { Tools } from '../controls/Tools';
import { Page } from './Page';

/** One entry in full, with its player. */
const EntryView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<EntryPage> staticContext={staticContext}>
      {(page) => (
        <>
          <Entry page={page} />
          <Further {...page.further} />
        </>
      )}
    </Page>
    <Tools />
  </>
);

export default EntryView;

const Entry = ({ page }: { page: EntryPage }) => {
  const { card } = page;
  return (
    <article
      id="page-document"
      className={`ui container socialhub socialhub-entry socialhub-${card.shape} socialhub-of-${card.kind}`}
    >
      <Source source={page.source} kind={card.kind} />
      <h1
        className={`documentFirstHeading${page.title_hidden ? ' visually-hidden' : ''}`}
        dir="auto"
        lang={card.language || undefined}
      >
        {card.title}
      </h1>
      <Dates page={page} />
      <Images page={page} />
      <Media page={page} />
      <Text html={page.html} card={card} />
      {page.tags.length > 0 && (
        <ul className="socialhub-counts">
          {page.tags.map((tag) => (
            <li key={tag['@id']}>
              <Way to={tag['@id']} className="socialhub-chip">
                {tag.title}
              </Way>
            </li>
          ))}
        </ul>
      )}
      {page.notes.map((note) => (
        <p key={note} className="alert alert-info">
          {note}
        </p>
      ))}
      <div className="socialhub-actions">
        {page.links.map((link, at) => (
          <Way
            key={link['@id']}
            to={link['@id']}
            className={`btn ${at ? 'btn-secondary' : 'btn-primary'}`}
          >
            {link.title}
          </Way>
        ))}
      </div>
      <Acts page={page} />
      {page.share && <Share {...page.share} />}
      <Ways items={page.ways} rel="nofollow" />
    </article>
  );
};

const Share = ({ title, label, address, mail }: NonNullable<EntryPage['share']>) => (
  <details className="socialhub-share">
    <summary>{title}</summary>
    <Copied label={label} text={published(address)} />
    <p>
      <Way to={mail['@id']}>{mail.title}</Way>
    </p>
  </details>
);

/** The entries beside this one, and more like it. */
const Further = ({ title, neighbours, links }: EntryPage['further']) => (
  <div className="ui container">
    <nav className="socialhub socialhub-further" aria-labelledby="socialhub-further">
      <h2 id="socialhub-further">{title}</h2>
      {neighbours.length > 0 && (
        <ul className="socialhub-neighbours">
          {neighbours.map((entry) => (
            <li key={entry['@id']}>
              <span>{entry.label}</span>
              <Way to={entry['@id']} rel={entry.rel} dir="auto" lang={entry.language}>
                {entry.title}
              </Way>
              <When at={entry.when} />
            </li>
          ))}
        </ul>
      )}
      <Ways items={links} />
    </nav>
  </div>
);

const Source = ({ source, kind }: { source: EntryPage['source']; kind: string }) => (
  <div className="socialhub-source">
    <Badge name={kind} />
    <p>
      <span className="socialhub-channel">
        <Way to={source.channel['@id']}>{source.channel.title}</Way>{' '}
        <Official says={source.official} />
      </span>
      <span className="socialhub-from">
        <span lang={source.administration.language}>{source.administration.title}</span>{' '}
        <span className="socialhub-service">{source.service}</span>
      </span>
    </p>
  </div>
);

const Dates = ({ page: { when, author, changed } }: { page: EntryPage }) => (
  <p className="socialhub-foot">
    <When at={when} />
    {author && <span>{author}</span>}
    {changed && (
      <span>
        {changed.text} <When at={changed.when} />
      </span>
    )}
    {changed?.versions && <Way to={changed.versions['@id']}>{changed.versions.title}</Way>}
  </p>
);

function Images({ page: { images, image_link, card } }: { page: EntryPage }) {
  const pictures = (
    <Pictures images={images} language={card.language} sizes="min(100vw, 42rem)" eager />
  );
  return image_link && images.length ? (
    <Way to={image_link['@id']} aria-label={image_link.title}>
      {pictures}
    </Way>
  ) : (
    pictures
  );
}

/** Films and sounds: the site's own files, or a service's player where the visitor asks for it. */
const Media = ({ page: { files, players, images } }: { page: EntryPage }) => (
  <>
    {files.map(({ tag, url }) =>
      tag === 'audio' ? (
        <audio key={url} controls preload="none" src={followed(url)} />
      ) : (
        <video
          key={url}
          controls
          preload="none"
          src={followed(url)}
          poster={followed(images[0]?.src)}
        />
      ),
    )}
    {players.map((player) => (
      <Player key={player.src} {...player} />
    ))}
  </>
);

const Player = ({ playing, src, title, ask, caution }: EntryPage['players'][0]) =>
  playing ? (
    <iframe
      className="socialhub-player"
      src={followed(src)}
      title={title}
      allow="fullscreen"
      referrerPolicy="strict-origin"
      sandbox="allow-scripts allow-same-origin allow-presentation"
    />
  ) : (
    <p>
      <Way to={ask['@id']} rel="nofollow" className="btn btn-secondary">
        {ask.title}
      </Way>{' '}
      <span>{caution}</span>
    </p>
  );

const Text = ({ html, card }: { html: string; card: CardData }) => {
  const language = card.language || undefined;
  return html ? (
    <div dir="auto">
      <Cleaned html={html} className="socialhub-text" lang={language} />
    </div>
  ) : (
    <div dir="auto" lang={language}>
      <Says text={card.words} className="socialhub-text" />
    </div>
  );
};
