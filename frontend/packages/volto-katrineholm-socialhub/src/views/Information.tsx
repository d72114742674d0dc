import type { InformationData, SectionData, TableData } from '../types';
import { Tools } from '../controls/Tools';
import { Empty } from '../parts/Stream';
import { Elsewhere, Way, Ways } from '../parts/Way';
import { Cleaned, SaysAll } from '../parts/words';
import { Headed, Page } from './Page';

/** A page that informs: sections, one below the other. */
const InformationView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<InformationData> staticContext={staticContext}>
      {(page) => <Information page={page} />}
    </Page>
    <Tools />
  </>
);

export default InformationView;

const Information = ({ page }: { page: InformationData }) => (
  <Headed title={page.title} lead={page.lead}>
    <div className="socialhub socialhub-information">
      <Chips ways={page.ways} />
      <Empty text={page.empty} />
      {page.sections.map((section) => (
        <Part key={section.id} section={section} />
      ))}
      {page.links.map((link) => (
        <p key={link['@id']}>
          <Way to={link['@id']}>{link.title}</Way>
        </p>
      ))}
    </div>
  </Headed>
);

const Chips = ({ ways }: { ways: InformationData['ways'] }) =>
  ways.length ? (
    <ul className="socialhub-counts">
      {ways.map((way) => (
        <li key={way['@id']}>
          <Way
            to={way['@id']}
            className="socialhub-chip"
            aria-current={way.current ? 'page' : undefined}
          >
            {way.title}
            <Elsewhere to={way['@id']} />
          </Way>
        </li>
      ))}
    </ul>
  ) : null;

/** A part of a page; the backend's macro `section` draws the same. */
export function Part({ section }: { section: SectionData }) {
  const { title, texts = [], html, folded, table, items = [], notes, links = [] } = section;
  const id = `socialhub-${section.id}`;
  return (
    <section className="socialhub-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <SaysAll texts={texts} />
      {html && (
        <Cleaned
          html={html}
          className="socialhub-flow-scroll"
          role="group"
          tabIndex={0}
          aria-labelledby={id}
        />
      )}
      {folded && <Folded {...folded} id={id} />}
      {table && <Table {...table} id={id} />}
      <List items={items} />
      <SaysAll texts={notes} className="socialhub-reason" />
      <Ways items={links} className="socialhub-ways" />
    </section>
  );
}

const Folded = ({ title, items, table, id }: NonNullable<SectionData['folded']> & Named) => (
  <details>
    <summary>{title}</summary>
    {items && (
      <ol>
        {items.map((item) => (
          <li key={item.title}>
            <strong>{item.title}</strong>
            <List items={item.texts} />
          </li>
        ))}
      </ol>
    )}
    {table && <Table {...table} id={id} />}
  </details>
);

const List = ({ items }: { items: string[] }) =>
  items.length ? (
    <ul className="socialhub-rules">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ) : null;

interface Named {
  id: string;
}

/** A table whose rows begin with their headings. */
const Table = ({ head, rows, id }: TableData & Named) => (
  <table className="table socialhub-retrieval" aria-labelledby={id}>
    <thead>
      <tr>
        {head.map((title) =>
          title ? (
            <th key={title} scope="col">
              {title}
            </th>
          ) : (
            <td key={title} />
          ),
        )}
      </tr>
    </thead>
    <tbody>
      {rows.map(([title, ...cells]) => (
        <tr key={title}>
          <th className="socialhub-names" scope="row">
            {title}
          </th>
          {cells.map((cell, at) => (
            <td key={head[at + 1]} data-label={head[at + 1]}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
