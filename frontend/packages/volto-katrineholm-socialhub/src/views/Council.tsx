import type { CouncilPage } from '../types';
import { FormerParty, Party } from '../parts/Party';
import { Ways } from '../parts/Way';
import { Says } from '../parts/words';
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
          <Says text={page.text} />
          <ul className="socialhub-cards socialhub-parties">
            {page.parties.map((party) => (
              <Party key={party['@id']} party={party} />
            ))}
          </ul>
        </>
      )}
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
