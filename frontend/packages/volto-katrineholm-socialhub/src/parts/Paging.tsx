import type { PageLinks } from '../types';
import { Way } from './Way';
import { Heard } from './words';

const Neighbour = ({ link, rel }: { link: PageLinks['later']; rel: string }) =>
  link && (
    <Way to={link['@id']} rel={rel} className="btn btn-outline-primary">
      {link.title}
    </Way>
  );

/** The other pages, each an address of its own. */
export const Paging = ({ label, page: called, earlier, later, items = [] }: PageLinks) =>
  earlier || later ? (
    <nav className="socialhub-pages" aria-label={label}>
      <Neighbour link={earlier} rel="prev" />
      {items.length > 0 && (
        <ol>
          {items.map((page, at) => (
            <li key={page?.['@id'] ?? at}>
              {page ? (
                <Way to={page['@id']} aria-current={page.current ? 'page' : undefined}>
                  <Heard text={`${called} `} />
                  {page.title}
                </Way>
              ) : (
                <span>…</span>
              )}
            </li>
          ))}
        </ol>
      )}
      <Neighbour link={later} rel="next" />
    </nav>
  ) : null;

/** The months beside the one that is shown. */
export const Months = ({ label, earlier, later }: PageLinks) =>
  earlier || later ? (
    <nav className="socialhub-months" aria-label={label}>
      {later && <Way to={later['@id']}>{later.title}</Way>}
      {earlier && <Way to={earlier['@id']}>{earlier.title}</Way>}
    </nav>
  ) : null;
