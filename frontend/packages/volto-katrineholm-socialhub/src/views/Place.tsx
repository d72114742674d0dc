import type { AboutData, Listed, PlacePage, StreamPage } from '../types';
import { Badge, Icon } from '../parts/Icon';
import { Stream } from '../parts/Stream';
import { Way, Ways } from '../parts/Way';
import { Cleaned, Facts, Linking, When } from '../parts/words';
import { Office } from '../controls/Office';
import { Headed, Page, Section } from './Page';

/** A hub, an administration, a channel or a place on Facebook. */
const PlaceView = () => <Page<StreamPage>>{(page) => <Place page={page} />}</Page>;

export default PlaceView;

function Place({ page }: { page: StreamPage }) {
  // What is chosen stands in the browser's title; the heading is the place itself.
  return (
    <Headed
      title={page.heading.text}
      title_language={page.heading.language}
      lead={page.lead.text}
      language={page.lead.language}
      easy={page.easy}
    >
      <Office held={page.held} />
      {page.ways && (
        <nav className="socialhub socialhub-ways-in" aria-label={page.ways.title}>
          <Ways items={page.ways.items} className="socialhub-ways" />
        </nav>
      )}
      {(page.contact || page.channels) && <Contact {...page} />}
      {page.place && <AboutPlace {...page.place} />}
      {page.about && <About {...page.about} />}
      {page.stream && <Stream stream={page.stream} />}
      {page.write && <Write {...page.write} />}
    </Headed>
  );
}

const Contact = ({ contact, channels }: Pick<StreamPage, 'contact' | 'channels'>) => (
  <div className="socialhub socialhub-about socialhub-office">
    {contact && (
      <Section id="socialhub-contact" title={contact.title}>
        <Facts facts={contact.facts} />
      </Section>
    )}
    {channels && (
      <Section id="socialhub-channels" title={channels.title}>
        <ul className="socialhub-channels">
          {channels.items.map((channel) => (
            <Channel key={channel['@id']} channel={channel} />
          ))}
        </ul>
      </Section>
    )}
  </div>
);

const Channel = ({ channel }: { channel: Listed }) => (
  <li className={`socialhub-of-${channel.kind}`}>
    <Badge name={channel.icon} />
    <p>
      <Way to={channel['@id']}>{channel.title}</Way> <span>{channel.service}</span>
      {channel.state !== 'official' && <strong>{channel.status}</strong>}
    </p>
  </li>
);

const AboutPlace = ({ over, starts, go, whole }: PlacePage) => (
  <div className="socialhub socialhub-about-place">
    {over && (
      <p className="socialhub-over">
        <strong>{over}</strong>
      </p>
    )}
    {starts && (
      <p className="socialhub-place-when">
        <When at={starts} />
      </p>
    )}
    {go && (
      <p className="socialhub-go">
        <Way to={go['@id']} className="btn btn-primary">
          {go.title}
        </Way>
      </p>
    )}
    {whole && (
      <p>
        <Way to={whole['@id']}>{whole.title}</Way>
      </p>
    )}
  </div>
);

/** What a visitor is entitled to know of a channel. */
const About = ({ notice, icon, kind, status, state, follow, html, ...about }: AboutData) => (
  <>
    {notice && (
      <div className="socialhub">
        <p className={`alert alert-${notice.look} socialhub-notice`}>{notice.text}</p>
      </div>
    )}
    <section
      className={`socialhub socialhub-channel-head socialhub-of-${kind}`}
      aria-labelledby="socialhub-about"
    >
      <p className="socialhub-mark">
        <Badge name={icon} /> {['official', 'paused'].includes(state) && <Icon name="official" />}
        <span>{status}</span>
      </p>
      {follow.length > 0 && (
        <ul className="socialhub-links">
          {follow.map((link) => (
            <li key={link['@id']}>
              <Way to={link['@id']} className="btn btn-outline-primary">
                {link.title}
              </Way>
            </li>
          ))}
        </ul>
      )}
      <details className="socialhub-about" open={about.open}>
        <summary>
          <h2 id="socialhub-about">{about.title}</h2> <span>{about.summary}</span>
        </summary>
        <Facts facts={about.facts} />
        {html && <Cleaned html={html} />}
      </details>
    </section>
  </>
);

const Write = ({ title, text, other, links }: NonNullable<StreamPage['write']>) => (
  <section
    className="socialhub socialhub-write"
    id="socialhub-write"
    aria-labelledby="socialhub-write-heading"
  >
    <h2 id="socialhub-write-heading">{title}</h2>
    <p>{text}</p>
    {other.length > 0 && (
      <p>
        <Linking parts={other} />
      </p>
    )}
    <Ways items={links} />
  </section>
);
