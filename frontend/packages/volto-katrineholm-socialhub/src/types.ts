/** What the backend answers: finished texts, dates and addresses (docs/rest.md of the add-on). */

export interface Linked {
  '@id': string;
  title: string;
  language?: string; // where it is another than the page's
}

export interface Moment {
  iso: string;
  text: string;
}

export interface Option {
  value: string;
  title: string;
  selected?: boolean;
}

export interface Choice {
  name: string;
  title: string;
  options: Option[];
}

export interface Kept {
  name: string;
  value: string;
}

export interface Picture {
  src: string;
  srcset: string | null;
  alt: string;
  width: number;
  height: number;
}

export interface Fact {
  title: string;
  values: Sentence;
  icon?: string;
  look?: string;
}

/** A sentence in parts, some of which are links, or strong. */
export type Sentence = {
  text: string;
  '@id': string | null;
  language?: string;
  strong?: boolean;
}[];

export interface Part {
  text: string;
  found: boolean;
}

/** A part of a page with a heading of its own, as `site.pages.page_values.page_section` makes it. */
export interface SectionData {
  id: string;
  title: string;
  texts?: string[];
  html?: string;
  folded?: { title: string; items?: { title: string; texts: string[] }[]; table?: TableData };
  table?: TableData;
  items?: string[];
  notes?: string[];
  links?: Linked[];
}

export interface TableData {
  head: string[];
  rows: string[][];
}

export interface InformationData extends Described {
  title: string;
  lead: string;
  ways: (Linked & { current?: boolean })[];
  empty: string;
  sections: SectionData[];
  links: Linked[];
}

export interface CardData {
  id: string;
  page: string;
  target: string;
  title: string;
  title_derived: boolean;
  words: string;
  language: string;
  shape: string;
  kind: string;
  plays: string;
  plays_text: string;
  mark: 'pinned' | 'featured' | null;
  mark_text: string;
  when: Moment | null;
  when_link: string | null;
  channel: Linked | null;
  names_channel: boolean;
  topics: Linked[];
  official: string;
  service: string;
  icon: string;
  images: Picture[];
  small: boolean;
  edit: Linked | null;
  marked?: Part[];
  excerpt?: Part[];
}

export interface Account extends Linked {
  service: string;
  icon: string;
  kind: string;
}

export interface Listed extends Account {
  state: string;
  status: string;
}

export interface ImportantData {
  title: string;
  /** The office's own, instead of a channel. */
  words: { title: string; text: string; language: string | null; link: Linked | null } | null;
  channel: Linked | null;
  icon: string;
  cards: CardData[];
  nothing: Sentence;
  checked: string;
  until: string;
}

export interface Searching {
  action: string;
  name: string;
  label: string;
  value: string;
  button: string;
  longest: number;
  title?: string;
  kept?: Kept[];
}

export interface Filtering {
  title: string;
  open: boolean;
  all: string;
  fields: Choice[];
  action?: string;
  button?: string;
  kept?: Kept[];
}

export interface Kind extends Linked {
  value: string;
  number: number | null;
  selected: boolean;
}

export interface PageLinks {
  label: string;
  page?: string;
  earlier: Linked | null;
  later: Linked | null;
  items?: ((Linked & { current: boolean }) | null)[];
}

export interface Day {
  title: string;
  hidden_title: boolean;
  cards: CardData[];
}

export interface Counted extends Linked {
  number?: number | null;
  current?: boolean;
}

export interface StreamData {
  heading: string;
  number: string;
  search: Searching;
  kinds: { title: string; items: Kind[] };
  filters: Filtering;
  chosen: { items: (Linked & { label: string })[]; everything: Linked | null };
  silence: string;
  empty: string;
  layout: string;
  quiet: boolean;
  is_search: boolean;
  caution: string;
  meant: Sentence;
  names: { title: string; items: Account[] } | null;
  topics: { title: string; items: Counted[] } | null;
  sorts: (Linked & { selected: boolean })[];
  days: Day[];
  pages: PageLinks;
  months: PageLinks;
  accounts: { title: string; items: Account[]; more: Linked | null } | null;
  archive: {
    title: string;
    years: {
      year: number;
      open: boolean;
      months: (Linked & { number: number | null; current: boolean })[];
    }[];
  } | null;
  subscribe: {
    title: string;
    text: string;
    ways: Linked[];
    items: (Linked & { type: string })[];
    embed: { title: string; text: string; label: string; code: string } | null;
    sections: Linked | null;
  };
}

export interface AboutData {
  notice: { text: string; look: 'info' | 'warning' } | null;
  title: string;
  icon: string;
  kind: string;
  state: string;
  status: string;
  follow: Linked[];
  summary: string;
  open: boolean;
  facts: Fact[];
  html: string;
}

export interface PlacePage {
  over: string;
  starts: Moment | null;
  go: Linked | null;
  whole: Linked | null;
}

/** What stands in a page's head; ``tags`` and ``links`` are attributes of elements. */
export interface HeadData {
  title: string;
  description: string;
  canonical: string;
  tags: { name?: string; property?: string; content: string }[];
  links: { rel: string; href: string; type?: string; title?: string }[];
  jsonld: object | null;
  refused?: string; // its title where its form is refused
}

/** A page's data, with what stands in its head. */
export interface Described {
  head: HeadData;
}

export interface StreamPage extends Described {
  title: string;
  url: string;
  heading: { text: string; language: string | null };
  lead: { text: string; language: string };
  easy: { title: string; text: string } | null;
  held: Linked | null;
  ways: { title: string; items: Linked[] } | null;
  contact: { title: string; facts: Fact[] } | null;
  channels: { title: string; items: Listed[] } | null;
  about: AboutData | null;
  place: PlacePage | null;
  stream: StreamData | null;
  write: {
    title: string;
    text: string;
    other: Sentence;
    links: Linked[];
  } | null;
}

export interface Act {
  do: string;
  title: string;
  needs_reason: boolean;
}

interface Player {
  playing: boolean;
  src: string;
  title: string;
  ask: Linked;
  caution: string;
}

export interface EntryPage extends Described {
  '@id': string;
  card: CardData;
  html: string;
  title_hidden: boolean;
  when: Moment;
  author: string;
  changed: { text: string; when: Moment; versions: Linked | null } | null;
  source: { channel: Linked; administration: Linked; service: string; official: string };
  tags: Linked[];
  images: Picture[];
  image_link: Linked | null;
  files: { tag: 'audio' | 'video'; url: string; type: string }[];
  players: Player[];
  notes: string[];
  links: Linked[];
  share: {
    title: string;
    label: string;
    address: string;
    mail: Linked;
    copy: string;
    copied: string;
  } | null;
  ways: Linked[];
  further: {
    title: string;
    neighbours: (Linked & { rel: string; label: string; when: Moment })[];
    links: Linked[];
  };
  acts: Act[];
  reason: { label: string; help: string; longest: number } | null;
  token: string;
}

export interface SectionsPage extends Described {
  title: string;
  all: Linked;
  empty: string;
  sections: { kind: string; title: string; more: Linked; cards: CardData[] }[];
}

/** A piece of two texts that are compared. */
export interface Piece {
  text: string;
  change: 'same' | 'removed' | 'added';
}

export interface VersionsPage extends Described {
  heading: Sentence;
  language: string;
  now: Linked;
  explained: string;
  heard: { removed: string; added: string };
  versions: { id: string; title: string; when: Moment; pieces: Piece[] }[];
}

export interface RegisterRow extends Account {
  account: string;
  account_url: string | null;
  administration: Linked;
  state: string;
  status: string;
  link_only: { title: string; reason: string } | null;
}

export interface Titled {
  title: string;
  text?: string;
  texts?: string[];
  items?: Linked[];
  links?: Linked[];
}

export interface RegisterPage extends Described {
  title: string;
  lead: Sentence;
  search: Searching;
  filters: Filtering;
  number: string;
  everything: Linked | null;
  empty: string;
  columns: string[];
  rows: RegisterRow[];
  explained: string;
  pages: PageLinks;
  names: { title: string; text: string; facts: Fact[] } | null;
  files: Titled;
  office: Titled | null;
}

export interface Asking {
  action: string;
  name: string;
  label: string;
  help: string;
  value: string;
  button: string;
}

/** Channels of ours that are told in a line each. */
export interface Lines {
  title: string;
  items: (Linked & { service: string; profile_url: string; note: string })[];
}

export interface Verdict {
  status: 'official' | 'former' | 'withdrawn' | 'false' | 'partly' | 'unknown';
  light: 'green' | 'amber' | 'red';
  icon: string;
  word: string;
  heading: string;
  understood: Sentence;
  address: string;
  advice: string[];
  post: Linked | null;
  channels: (Linked & { facts: Fact[]; notes: string[] })[];
  names: { title: string; facts: Fact[] } | null;
  near: Lines | null;
  others: Lines | null;
  todo: { title: string; items: Sentence[]; case: Linked | null } | null;
}

export interface VerifyPage {
  title: string;
  lead: string;
  form: Asking;
  wait: string;
  answer: Verdict | null;
  all: Linked;
}

export interface PlaceData {
  title: string;
  url: string;
  '@id': string;
  type: string;
  text: string;
  administration: string;
  administration_language: string | null;
  official_page: boolean;
  paused: string;
  starts: Moment | null;
  about: string;
  label?: string;
}

export interface FacebookPage extends Described {
  title: string;
  lead: string;
  official: { title: string; place: PlaceData } | null;
  types: { label: string; items: (Linked & { number: number; current: boolean })[] };
  jump: { label: string; items: Linked[] };
  groups: { id: string; title: string; language: string | null; places: PlaceData[] }[];
  empty: string;
  more: Titled;
  office: Titled | null;
}

export interface PartyData {
  id: string;
  '@id': string;
  title: string;
  abbreviation: string;
  seats: string;
  link: (Linked & { host: string }) | null;
  no_link: string;
  term: string;
  propose: Linked | null;
  edit: Linked | null;
  posts?: (Linked & { language: string; when: Moment | null })[];
}

export interface CouncilPage extends Described {
  title: string;
  lead: string;
  order: string;
  empty: string;
  text: string;
  parties: PartyData[];
  others: { id: string; title: string; items: PartyData[] }[];
  office: Linked[];
}

export interface PartyPage extends Described {
  party: PartyData | null;
  texts: string[];
  facts: Fact[];
  links: Linked[];
}

export interface FormField {
  name: string;
  title: string;
  help: string;
  type: 'text' | 'email' | 'textarea' | 'select' | 'radio' | 'hidden';
  required: boolean;
  longest: number | null;
  rows: number | null;
  value: string;
  options: Option[];
  autocomplete: string;
  inputmode: string;
  autocapitalize?: string;
  spellcheck?: boolean;
}

export interface FormPage extends Described {
  '@id': string;
  title: string;
  lead: string;
  required: string;
  mend: string;
  about: string;
  fields: FormField[];
  trap?: { name: string; label: string };
  button: string;
  told?: SectionData;
  links?: Linked[];
}

export interface ReceiptPage extends Described {
  title: string;
  lead?: string;
  receipt: string;
  text: string;
  next?: SectionData;
  channel?: Linked;
  links?: Linked[];
}

/** Why the backend refused what was sent. */
export interface Refusal {
  message: string;
  faults?: Record<string, string>;
}

/** What all blocks show; each adds its own. */
export interface Shown {
  header?: string;
  more?: Linked | null;
  empty?: string;
  missing?: string[];
  problem?: string;
  layout?: string;
  cards?: CardData[];
  items?: Account[];
  places?: PlaceData[];
  text?: string;
  parties?: PartyData[];
  form?: Asking;
  lead?: string;
}

export interface BlockData {
  '@type': string;
  shown?: Shown | null;
  [field: string]: unknown;
}
