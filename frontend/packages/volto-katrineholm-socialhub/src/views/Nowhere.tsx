import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import type { Missing } from '../store';
import { useTitle } from '../parts/Head';
import { Linking } from '../parts/words';
import { Headed } from './Page';

/** What a page that is not there says, and the ways from it. */
const Nowhere = ({ page: { title, heading, lead, ways } }: { page: Missing }) => (
  <>
    <Helmet title={useTitle(title)} />
    <Headed title={heading} lead={lead}>
      <ul className="socialhub">
        {ways.map((parts) => (
          <li key={parts[0].text}>
            <Linking parts={parts} />
          </li>
        ))}
      </ul>
    </Headed>
  </>
);

export default Nowhere;
