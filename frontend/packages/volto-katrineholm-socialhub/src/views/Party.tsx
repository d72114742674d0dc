import type { PartyPage } from '../types';
import { useSelector } from 'react-redux';
import { PartyFacts } from '../parts/Party';
import { Ways } from '../parts/Way';
import { Facts, SaysAll } from '../parts/words';
import { Headed, Page } from './Page';

/** One party of the council. */
const PartyView = () => <Page<PartyPage>>{(page) => <Party page={page} />}</Page>;

export default PartyView;

function Party({ page }: { page: PartyPage }) {
  const title = useSelector((state: any) => state.content.data?.title);
  return (
    <Headed title={page.party?.title ?? title}>
      <div className="socialhub socialhub-shelf">
        {page.party && <PartyFacts party={page.party} />}
        <SaysAll texts={page.texts} />
        {page.facts.length > 0 && <Facts facts={page.facts} />}
        <Ways items={page.links} />
      </div>
    </Headed>
  );
}
