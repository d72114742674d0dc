import { followed } from '../addresses';
import type { Choice, Filtering, Kept, Searching, StreamData } from '../types';
import { Icon } from './Icon';
import { Way } from './Way';
import { Heard } from './words';

const Hidden = ({ kept = [] }: { kept?: Kept[] }) => (
  <>
    {kept.map(({ name, value }) => (
      <input key={name + value} type="hidden" name={name} value={value} />
    ))}
  </>
);

/** Fields are never written anew while somebody chooses: their form is an address. */
const Select = ({ field, all }: { field: Choice; all?: string }) => (
  <label>
    <span>{field.title}</span>
    <select
      className="form-select"
      name={field.name}
      defaultValue={field.options.find((option) => option.selected)?.value ?? ''}
    >
      {all !== undefined && <option value="">{all}</option>}
      {field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  </label>
);

/** Several fields in which something is chosen; order is always by something. */
export const Selects = ({ fields, all }: { fields: Choice[]; all: string }) => (
  <>
    {fields.map((field) => (
      <Select
        key={field.name + JSON.stringify(field.options.filter((option) => option.selected))}
        field={field}
        all={field.name === 'sort' ? undefined : all}
      />
    ))}
  </>
);

/** The field in which words are looked for. */
export const SearchField = ({ search, hint }: { search: Searching; hint?: string }) => (
  <input
    key={search.value}
    className="form-control"
    type="search"
    name={search.name}
    maxLength={search.longest}
    placeholder={hint}
    defaultValue={search.value}
  />
);

const Search = ({ search }: { search: Searching }) => (
  <form
    className="socialhub-search-form"
    role="search"
    aria-label={search.label}
    method="get"
    action={followed(search.action)}
  >
    <label className="socialhub-search">
      <Heard text={search.label} />
      <SearchField search={search} hint={search.label} />
    </label>
    <Hidden kept={search.kept} />
    <button className="btn btn-primary" type="submit">
      {search.button}
    </button>
  </form>
);

const Kinds = ({ title, items }: StreamData['kinds']) =>
  items.length ? (
    <nav className="socialhub-kinds" aria-label={title}>
      <ul>
        {items.map((kind) => (
          <li key={kind.value}>
            <Way
              to={kind['@id']}
              className="socialhub-chip"
              aria-current={kind.selected ? 'true' : undefined}
            >
              <span>{kind.title}</span>{' '}
              {kind.number ? <span className="socialhub-count">{kind.number}</span> : null}
            </Way>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;

const Filters = ({ filters }: { filters: Filtering }) =>
  filters.fields.length ? (
    <details className="socialhub-filters" open={filters.open}>
      <summary>{filters.title}</summary>
      <form className="socialhub-filter" method="get" action={followed(filters.action)}>
        <Selects fields={filters.fields} all={filters.all} />
        <Hidden kept={filters.kept} />
        <button className="btn btn-primary" type="submit">
          {filters.button}
        </button>
      </form>
    </details>
  ) : null;

/** How entries are found: by words, by kind, by the other filters. */
export const Finding = ({ stream }: { stream: StreamData }) => (
  <div className="socialhub-finding">
    <Search search={stream.search} />
    <Kinds {...stream.kinds} />
    <Filters filters={stream.filters} />
  </div>
);

/** What is chosen, each to be left out again. */
export const Chosen = ({ chosen }: { chosen: StreamData['chosen'] }) =>
  chosen.items.length || chosen.everything ? (
    <div className="socialhub-chosen">
      {chosen.items.length > 0 && (
        <ul>
          {chosen.items.map((choice) => (
            <li key={choice['@id']}>
              <Way to={choice['@id']} className="socialhub-chip">
                <Heard text={choice.label} /> <span>{choice.title}</span> <Icon name="remove" />
              </Way>
            </li>
          ))}
        </ul>
      )}
      {chosen.everything && <Way to={chosen.everything['@id']}>{chosen.everything.title}</Way>}
    </div>
  ) : null;
