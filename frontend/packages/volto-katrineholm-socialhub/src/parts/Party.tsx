import type { PartyData } from '../types';
import { Way } from './Way';
import { Heard, Says, When } from './words';

/** The party's own link; each party has one, of the same form. */
export const PartyLink = ({ party }: { party: PartyData }) =>
  party.link ? (
    <>
      <Way to={party.link['@id']} rel="external nofollow">
        {party.link.title}
        <Heard text={`: ${party.title}`} />
      </Way>
      <span className="socialhub-host d-block">{party.link.host}</span>
    </>
  ) : (
    <span>{party.no_link}</span>
  );

export const PartyFacts = ({ party }: { party: PartyData }) => (
  <>
    <p className="socialhub-number">
      <span className="socialhub-abbreviation">{party.abbreviation}</span>{' '}
      {party.seats && <span>{party.seats}</span>}
    </p>
    <p className="socialhub-words">
      <PartyLink party={party} />
    </p>
  </>
);

const Act = ({ link, title }: { link: PartyData['edit']; title: string }) =>
  link && (
    <Way to={link['@id']}>
      {link.title}
      <Heard text={`: ${title}`} />
    </Way>
  );

/** One party of the council. */
export const Party = ({ party }: { party: PartyData }) => (
  <li className="socialhub-card" id={`party-${party.id}`}>
    <div className="socialhub-body">
      <h2 className="socialhub-title">{party.title}</h2>
      <PartyFacts party={party} />
      {party.posts && party.posts.length > 0 && (
        <ul className="socialhub-party-posts">
          {party.posts.map((post) => (
            <li key={post['@id']}>
              <Way to={post['@id']} rel="external nofollow" lang={post.language || undefined}>
                {post.title}
              </Way>{' '}
              {post.when && (
                <span className="socialhub-host d-block">
                  <When at={post.when} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="socialhub-foot">
        <Act link={party.propose} title={party.title} />
        <Act link={party.edit} title={party.title} />
      </p>
    </div>
  </li>
);

/** A party of another term. */
export const FormerParty = ({ party }: { party: PartyData }) => (
  <li>
    <span>
      <Way to={party['@id']}>{`${party.title} (${party.abbreviation})`}</Way>
      <Says text={party.term} className="socialhub-whose" />
    </span>
    <Act link={party.edit} title={party.title} />
  </li>
);
