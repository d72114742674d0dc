import { followed } from '../addresses';
import type { RegisterPage, RegisterRow, Titled } from '../types';
import { SearchField, Selects } from '../parts/Finding';
import { Icon } from '../parts/Icon';
import { Paging } from '../parts/Paging';
import { Empty } from '../parts/Stream';
import { Elsewhere, Way } from '../parts/Way';
import { Facts, Linking, Says } from '../parts/words';
import { Tools } from '../controls/Tools';
import { Headed, Page, Section } from './Page';

/** The official list. */
const RegisterView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<RegisterPage> staticContext={staticContext}>{(page) => <Register page={page} />}</Page>
    <Tools />
  </>
);

export default RegisterView;

const Register = ({ page }: { page: RegisterPage }) => (
  <Headed title={page.title}>
    <div className="socialhub socialhub-register">
      <p>
        <Linking parts={page.lead} />
      </p>
      <Search page={page} />
      <div className="socialhub-headed">
        <Says text={page.number} className="socialhub-number" />
        {page.everything && <Way to={page.everything['@id']}>{page.everything.title}</Way>}
      </div>
      <Empty text={page.empty} />
      {page.rows.length > 0 && <Table page={page} />}
      <Says text={page.explained} className="socialhub-explained" />
      <Paging {...page.pages} />
      {page.names && (
        <Section id="socialhub-names" title={page.names.title} texts={[page.names.text]}>
          <Facts facts={page.names.facts} look="socialhub-facts" />
        </Section>
      )}
      <div className="socialhub-more">
        <Chips id="socialhub-files" {...page.files} />
        {page.office && <Chips id="socialhub-office" {...page.office} />}
      </div>
    </div>
  </Headed>
);

const Search = ({ page: { search, filters } }: { page: RegisterPage }) => (
  <form
    className="socialhub-filter"
    method="get"
    role="search"
    aria-label={search.title}
    action={followed(search.action)}
  >
    <label className="socialhub-search">
      <span>{search.label}</span>
      <SearchField search={search} />
    </label>
    <button className="btn btn-primary" type="submit">
      {search.button}
    </button>
    <details className="socialhub-filters" open={filters.open}>
      <summary>{filters.title}</summary>
      <div className="socialhub-folded">
        <Selects fields={filters.fields} all={filters.all} />
      </div>
    </details>
  </form>
);

const Table = ({ page: { title, columns, rows } }: { page: RegisterPage }) => (
  <table className="table socialhub-retrieval">
    <caption className="visually-hidden">{title}</caption>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row key={row['@id']} row={row} labels={columns} />
      ))}
    </tbody>
  </table>
);

const Row = ({ row, labels }: { row: RegisterRow; labels: string[] }) => (
  <tr className={`socialhub-of-${row.kind}`}>
    <th scope="row">
      <Way to={row['@id']}>{row.title}</Way>
    </th>
    <td data-label={labels[1]}>
      <span className="socialhub-labelled">
        <Icon name={row.icon} /> <span>{row.service}</span>
      </span>
    </td>
    <td data-label={labels[2]}>
      {row.account_url ? (
        <Way to={row.account_url} className="socialhub-account">
          {row.account}
        </Way>
      ) : (
        <s className="socialhub-account">{row.account}</s>
      )}
    </td>
    <td data-label={labels[3]}>
      <Way to={row.administration['@id']} lang={row.administration.language}>
        {row.administration.title}
      </Way>
    </td>
    <td data-label={labels[4]}>
      <div>
        <span>{row.status}</span>{' '}
        {row.link_only && (
          <span className="socialhub-link-only">
            {[row.link_only.title, row.link_only.reason].filter(Boolean).join(': ')}
          </span>
        )}
      </div>
    </td>
  </tr>
);

/** Links as chips, under a heading. */
export const Chips = ({ id, title, text, items = [] }: Titled & { id: string }) => (
  <Section id={id} title={title} className="socialhub-feeds">
    <Says text={text} />
    <ul>
      {items.map((link) => (
        <li key={link['@id']}>
          <Way to={link['@id']} className="socialhub-chip">
            {link.title}
            <Elsewhere to={link['@id']} />
          </Way>
        </li>
      ))}
    </ul>
  </Section>
);
