import type { CouncilPage } from '../types';
import { FormerParty, Party, PartyLink } from '../parts/Party';
import { Way, Ways } from '../parts/Way';
import { Says, When } from '../parts/words';
import { Tools } from '../controls/Tools';
import { Headed, Page, Section } from './Page';

/** The parties in the council, each with its link. */
const CouncilView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<CouncilPage> staticContext={staticContext}>{(page) => <Council page={page} />}</Page>
    <Tools />
  </>
);

export default CouncilView;

const Council = ({ page }: { page: CouncilPage }) => (
  <Headed title={page.title} lead={page.lead}>
    <div className="socialhub socialhub-shelf">
      <Ways items={page.office} />
      <Says text={page.empty} />
      {page.parties.length > 0 && (
        <>
          <Says text={page.order} className="socialhub-number" />
          <ul className="socialhub-cards socialhub-parties">
            {page.parties.map((party) => (
              <Party key={party['@id']} party={party} />
            ))}
          </ul>
        </>
      )}
      {page.posts?.parties && <Posts {...page.posts} />}
      {page.others.map(({ id, title, items }) => (
        <Section key={id} id={`socialhub-${id}`} title={title}>
          <ul className="socialhub-rows">
            {items.map((party) => (
              <FormerParty key={party['@id']} party={party} />
            ))}
          </ul>
        </Section>
      ))}
    </div>
  </Headed>
);

type PostsData = NonNullable<CouncilPage['posts']>;

const Posts = ({ title, text, parties }: PostsData) => (
  <Section
    id="socialhub-party-posts"
    title={title}
    texts={[text]}
    className="socialhub-party-posts"
  >
    <ul>
      {parties.map((party) => (
        <PostsOf key={party['@id']} party={party} />
      ))}
    </ul>
  </Section>
);

const PostsOf = ({ party }: { party: PostsData['parties'][0] }) => (
  <li>
    <h3>{party.title}</h3>
    {party.posts.length ? (
      <ul>
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
    ) : (
      <p>
        <PartyLink party={party} />
      </p>
    )}
  </li>
);
