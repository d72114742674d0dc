import type { FacebookPage, PlaceData } from '../types';
import { Place } from '../parts/Place';
import { Way } from '../parts/Way';
import { Says } from '../parts/words';
import { Tools } from '../controls/Tools';
import { Headed, Page, Section } from './Page';
import { Chips } from './Register';

/** All of the municipality on Facebook. */
const FacebookView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<FacebookPage> staticContext={staticContext}>{(page) => <Facebook page={page} />}</Page>
    <Tools />
  </>
);

export default FacebookView;

const Places = ({ places }: { places: PlaceData[] }) => (
  <ul className="socialhub-places">
    {places.map((place) => (
      <li key={place['@id']}>
        <Place place={place} />
      </li>
    ))}
  </ul>
);

const Facebook = ({ page }: { page: FacebookPage }) => (
  <Headed title={page.title} lead={page.lead}>
    <div className="socialhub socialhub-register">
      {page.official && (
        <Section
          id="socialhub-official-place"
          title={page.official.title}
          className="socialhub-official-place"
        >
          <Places places={[page.official.place]} />
        </Section>
      )}
      <Types {...page.types} />
      <Jump {...page.jump} />
      <Says text={page.empty} />
      {page.groups.map(({ id, title, language, places }) => (
        <Section key={id} id={id} title={title} language={language}>
          <Places places={places} />
        </Section>
      ))}
      <div className="socialhub-more">
        <Chips id="socialhub-check" {...page.more} />
        {page.office && <Chips id="socialhub-office" {...page.office} />}
      </div>
    </div>
  </Headed>
);

const Types = ({ label, items }: FacebookPage['types']) =>
  items.length ? (
    <nav className="socialhub-chosen" aria-label={label}>
      <ul>
        {items.map((type) => (
          <li key={type['@id']}>
            <Way
              to={type['@id']}
              className="socialhub-chip"
              aria-current={type.current ? 'page' : undefined}
            >
              <span>{`${type.title} (${type.number})`}</span>
            </Way>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;

const Jump = ({ label, items }: FacebookPage['jump']) =>
  items.length ? (
    <nav className="socialhub-chosen" aria-label={label}>
      <ul>
        {items.map((group) => (
          <li key={group['@id']}>
            <Way to={group['@id']}>{group.title}</Way>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;
