/** An answer of each service, with every part that there may be. */
import type * as T from '../src/types';

const link = (title: string, id = '/sociala-medier'): T.Linked => ({ '@id': id, title });
const when: T.Moment = { iso: '2026-11-27T09:15:00Z', text: 'I dag kl. 10.15' };
const fact: T.Fact = {
  title: 'Förvaltning',
  values: [{ text: 'Kulturförvaltningen', '@id': '/sociala-medier/kultur' }],
};

export const head: T.HeadData = {
  title: 'Platsen i webbläsaren',
  description: 'Allt på ett ställe',
  canonical: '/sociala-medier',
  tags: [
    { name: 'twitter:card', content: 'summary' },
    { property: 'og:url', content: '/sociala-medier' },
    { property: 'og:description', content: '/är också ord' },
  ],
  links: [
    { href: '/sociala-medier/@@rss', rel: 'alternate', title: 'RSS', type: 'application/rss+xml' },
    { href: 'https://mastodon.social/@kommun', rel: 'me' },
    { href: 'javascript:alert(1)', rel: 'me' },
  ],
  jsonld: { '@id': '/sociala-medier#organisation', name: '</script><script>alert(1)</script>' },
};

export const card: T.CardData = {
  id: 'a1',
  page: '/sociala-medier/@@entry/a1',
  target: '/sociala-medier/@@entry/a1',
  title: 'Nya öppettider',
  title_derived: false,
  words: 'Biblioteket har öppet längre.',
  language: 'sv',
  shape: 'article',
  kind: 'blog',
  plays: 'video',
  plays_text: 'Se filmen',
  mark: 'pinned',
  mark_text: 'Fäst',
  when,
  when_link: '/sociala-medier/@@entry/a1',
  channel: link('Kulturbloggen', '/sociala-medier/kultur/bloggen'),
  names_channel: true,
  topics: [link('Skola och förskola', '/sociala-medier?topic=skola')],
  official: 'Officiell kanal för kommunen',
  service: 'WordPress',
  icon: 'wordpress',
  images: [
    {
      src: '/sociala-medier/@@picture/a1/b.webp',
      srcset: '/sociala-medier/@@picture/a1/b.webp/400 400w',
      alt: 'Huset',
      width: 800,
      height: 600,
    },
  ],
  small: false,
  edit: link('Fäst, lyft fram eller dölj', '/sociala-medier/@@entry/a1'),
};

export const important: T.ImportantData = {
  title: 'Viktigt nu',
  words: null,
  channel: link('Krisinformation'),
  icon: 'blog',
  cards: [{ ...card, id: 'i1' }],
  nothing: [
    { text: 'Läs vid källan: ', '@id': null },
    { text: 'källan', '@id': 'https://example.se/kris' },
  ],
  checked: 'Källan kontrollerades i dag kl. 10.15.',
  until: 'Gäller till 29 november 2026 kl. 18.00.',
};

const account: T.Account = {
  '@id': 'https://example.se/@kommunen',
  title: 'Kommunen',
  service: 'på YouTube',
  icon: 'video',
  kind: 'video',
};

const search: T.Searching = {
  action: '/sociala-medier',
  name: 'SearchableText',
  label: 'Sök bland inläggen',
  value: 'sökt',
  button: 'Sök',
  longest: 200,
  kept: [{ name: 'kind', value: 'video' }],
};
const field: T.Choice = {
  name: 'platform',
  title: 'Tjänst',
  options: [{ value: 'youtube', title: 'YouTube', selected: true }],
};
const filters: T.Filtering = {
  title: 'Fler filter',
  open: true,
  all: 'Alla',
  fields: [field],
  action: '/sociala-medier',
  button: 'Visa',
  kept: [{ name: 'kind', value: 'video' }],
};
const pages: T.PageLinks = {
  label: 'Sidor',
  earlier: link('Nyare inlägg', '/sociala-medier?b_start=0'),
  later: link('Äldre inlägg', '/sociala-medier?b_start=40'),
  items: [{ ...link('2', '/sociala-medier?b_start=20'), current: true }, null],
};

export const stream: T.StreamData = {
  heading: 'Senaste inläggen',
  number: '231 inlägg, sida 2 av 12',
  search,
  kinds: {
    title: 'Slag',
    items: [
      { ...link('Film', '/sociala-medier?kind=video'), value: 'video', number: 3, selected: true },
    ],
  },
  filters,
  chosen: {
    items: [{ ...link('Film'), label: 'Visa inlägg utan detta val: Film' }],
    everything: link('Visa allt'),
  },
  silence: 'Inget nytt har kunnat hämtas sedan i går.',
  empty: '',
  layout: 'cards',
  quiet: false,
  is_search: false,
  caution: '',
  meant: [],
  names: null,
  topics: null,
  sorts: [],
  days: [
    {
      title: 'I dag',
      hidden_title: false,
      cards: [card, { ...card, id: 'a2', title_derived: true }],
    },
  ],
  pages,
  months: { label: 'Andra månader', earlier: link('Tidigare: oktober 2026'), later: null },
  accounts: { title: 'Vi finns också här', items: [account], more: link('Alla') },
  archive: {
    title: 'Arkiv',
    years: [
      { year: 2026, open: true, months: [{ ...link('november'), number: 3, current: true }] },
    ],
  },
  subscribe: {
    embed: null,
    title: 'Prenumerera',
    text: 'Följ i din läsare.',
    ways: [link('Följ via e-post', '/sociala-medier/@@follow')],
    items: [{ ...link('RSS', '/sociala-medier/@@rss'), type: 'application/rss+xml' }],
    sections: link('Efter slag', '/sociala-medier/@@sections'),
  },
};

export const found: T.StreamData = {
  ...stream,
  is_search: true,
  caution: 'Alla inlägg har inte lästs.',
  meant: [
    { text: 'Menade du ', '@id': null },
    { text: 'öppettider', '@id': '/sociala-medier?SearchableText=%C3%B6ppettider' },
  ],
  names: { title: 'Konton', items: [account] },
  topics: { title: 'Ämnen', items: [{ ...link('Skola'), number: 3 }] },
  sorts: [{ ...link('Nyast först'), selected: true }],
  days: [
    {
      title: '',
      hidden_title: true,
      cards: [
        {
          ...card,
          marked: [{ text: 'Nya öppettider', found: false }],
          excerpt: [
            { text: 'nya ', found: false },
            { text: 'tider', found: true },
          ],
        },
      ],
    },
  ],
};

export const place: T.StreamPage = {
  head,
  title: 'Sociala medier',
  url: '/sociala-medier',
  heading: { text: 'Sociala medier', language: null },
  lead: { text: 'Allt på ett ställe.', language: 'sv' },
  easy: { title: 'På lättläst svenska', text: 'Här finns allt.' },
  held: link('Inlägg som väntar på granskning: 3', '/sociala-medier/@@held-entries'),
  ways: { title: 'Ingångar', items: [link('Är det vårt?', '/sociala-medier/@@official')] },
  contact: { title: 'Kontakt', facts: [fact] },
  channels: {
    title: 'Kanaler',
    items: [{ ...account, state: 'paused', status: 'Vilande just nu' }],
  },
  about: {
    notice: { text: 'Kanalen vilar.', look: 'info' },
    title: 'Om kanalen',
    icon: 'blog',
    kind: 'blog',
    state: 'official',
    status: 'Officiell kanal för kommunen',
    follow: [link('Följ på WordPress', 'https://bloggen.example.se/')],
    summary: 'Vem som svarar, kontakt och regler',
    open: false,
    facts: [fact],
    html: '<p>Informationstext</p>',
  },
  place: {
    over: 'Evenemanget är slut.',
    starts: when,
    go: link('Till Facebook'),
    whole: link('Alla'),
  },
  stream,
  write: {
    title: 'Skriv till oss',
    text: 'Öppna inlägget.',
    other: [
      { text: 'I andra ärenden, skriv till ', '@id': null },
      { text: 'info@example.se', '@id': 'mailto:info@example.se' },
    ],
    links: [link('Personuppgifter', '/sociala-medier/@@personal-data')],
  },
};

export const entry: T.EntryPage = {
  head,
  '@id': '/sociala-medier/@entry/a1',
  card,
  html: '<p>Hela <strong>texten</strong></p>',
  title_hidden: false,
  when,
  author: 'Redaktionen',
  changed: {
    text: 'Ändrat',
    when,
    versions: link('Vad det stod förut', '/sociala-medier/@@entry-versions/a1'),
  },
  source: {
    channel: link('Kulturbloggen'),
    administration: link('Kulturförvaltningen'),
    service: 'WordPress',
    official: 'Officiell kanal för kommunen',
  },
  tags: [link('#Skola', '/sociala-medier?tag=skola')],
  images: card.images,
  image_link: link('Gå till källan', 'https://example.se/1'),
  files: [{ tag: 'audio', url: '/ljud.mp3', type: 'audio/mpeg' }],
  players: [
    {
      playing: false,
      src: 'https://www.youtube-nocookie.com/embed/x',
      title: 'Nya öppettider',
      ask: link('Spela här', '/sociala-medier/@@entry/a1?play=1'),
      caution: 'Filmen kommer då från YouTube.',
    },
  ],
  notes: ['Inlägget väntar på granskning.'],
  links: [link('Gå till källan', 'https://example.se/1')],
  ways: [
    link('Anmäl en olämplig kommentar', '/sociala-medier/kultur/bloggen/@@report-comment?entry=a1'),
  ],
  share: {
    title: 'Dela inlägget',
    label: 'Adress till inlägget',
    copy: 'Kopiera',
    copied: 'Kopierat',
    address: '/sociala-medier/@@entry/a1',
    mail: link('Skicka med e-post', 'mailto:?subject=Nya'),
  },
  further: {
    title: 'Läs vidare',
    neighbours: [
      { ...link('Förra', '/sociala-medier/@@entry/a0'), rel: 'next', label: 'Äldre inlägg', when },
    ],
    links: [link('Mer från Kulturbloggen', '/sociala-medier/kultur/bloggen')],
  },
  acts: [{ do: 'hide', title: 'Dölj inlägget', needs_reason: true }],
  reason: { label: 'Varför', help: 'Måste anges.', longest: 500 },
  token: 'token',
};

export const register: T.RegisterPage = {
  head,
  title: 'Officiella kanaler',
  lead: [
    { text: 'De här kontona talar för kommunen. ', '@id': null },
    { text: 'Kontrollera', '@id': '/sociala-medier/@@official' },
  ],
  search,
  filters: { ...filters, fields: [field, { ...field, name: 'sort' }] },
  number: 'Antal kanaler: 43.',
  everything: link('Visa hela listan'),
  empty: '',
  columns: ['Kanal', 'Tjänst', 'Konto', 'Förvaltning', 'Status'],
  rows: [
    {
      ...account,
      account: '@kommunen',
      account_url: 'https://example.se/@kommunen',
      administration: link('Kulturförvaltningen'),
      state: 'official',
      status: 'Officiell sedan 1 mars 2024',
      link_only: { title: 'Endast länk', reason: 'inget flöde' },
    },
  ],
  explained: 'Endast länk betyder att inläggen läses på tjänsten.',
  pages,
  names: { title: 'Våra domäner', text: 'Kommunens, utöver kanalerna.', facts: [fact] },
  files: {
    title: 'Ta med dig listan',
    text: 'Öppna data.',
    items: [link('CSV', '/sociala-medier/@@export-csv')],
  },
  office: { title: 'För informationskontoret', text: 'Sprid inte.', items: [link('Lägestavlan')] },
};

const asking: T.Asking = {
  action: '/sociala-medier/@@official',
  name: 'address',
  label: 'Vad vill du kontrollera?',
  help: 'Till exempel @katrineholm.',
  value: '@katrineholm',
  button: 'Kontrollera',
};

export const verify: T.Described & { page: T.VerifyPage } = {
  head,
  page: {
    title: 'Är det vårt?',
    lead: 'Ta reda på om kontot talar för kommunen.',
    form: asking,
    wait: '',
    answer: {
      status: 'false',
      light: 'red',
      icon: 'no',
      word: 'Inte vårt',
      heading: 'Nej, kontot är inte vårt',
      understood: [{ text: 'Vi förstod: konto @x på Mastodon', '@id': null }],
      address: 'https://example.se/@x',
      advice: ['Namnet kan vara taget av någon annan.'],
      post: link('Se inlägget här', '/sociala-medier/@@entry/1'),
      channels: [{ ...link('Kommunen'), facts: [fact], notes: ['Bekräftat åt båda håll.'] }],
      others: {
        title: 'Andra konton',
        items: [
          {
            ...link('Gamla kontot'),
            service: 'X',
            profile_url: 'https://example.se/z',
            note: 'inte längre vårt',
          },
        ],
      },
      near: {
        title: 'Menade du?',
        items: [
          {
            ...link('Kommunen'),
            service: 'X',
            profile_url: 'https://example.se/y',
            note: 'inte längre vårt',
          },
        ],
      },
      names: { title: 'Vår är', facts: [fact] },
      todo: {
        title: 'Om kontot utger sig för att vara vårt',
        items: [
          [
            { text: 'Skriv till ', '@id': null },
            { text: 'oss', '@id': 'mailto:info@example.se' },
          ],
        ],
        case: link('Anmäl ett falskt konto', '/sociala-medier/@@report-false-account'),
      },
    },
    all: link('Alla officiella kanaler', '/sociala-medier/@@official-list'),
  },
};

export const facebookPlace: T.PlaceData = {
  title: 'Biblioteket',
  url: 'https://www.facebook.com/biblioteket',
  '@id': '/sociala-medier/kultur/biblioteket',
  type: 'Sida',
  text: 'Följ biblioteket.',
  administration: 'Kulturförvaltningen',
  administration_language: 'sv',
  official_page: false,
  paused: 'Vilande just nu',
  starts: when,
  about: 'Vem som svarar för den',
  label: 'Sida',
};

export const facebook: T.FacebookPage = {
  head,
  title: 'Kommunen på Facebook',
  lead: 'Alla våra sidor.',
  official: { title: 'Vår officiella sida', place: facebookPlace },
  types: { label: 'Slag', items: [{ ...link('Sidor', '/x'), number: 2, current: true }] },
  jump: { label: 'Förvaltningar', items: [link('Kultur', '#kultur')] },
  groups: [{ id: 'kultur', title: 'Kultur', language: 'sv', places: [facebookPlace] }],
  empty: '',
  more: {
    title: 'Hittat en till?',
    text: 'Facebook tillfrågas inte.',
    items: [link('Är det vårt?')],
  },
  office: { title: 'För informationskontoret', items: [link('Återkopplingar')] },
};

export const party: T.PartyData = {
  id: 'p',
  '@id': '/sociala-medier/p',
  title: 'Partiet',
  abbreviation: 'P',
  seats: 'Mandat: 5',
  link: { ...link('Blogg', 'https://parti.example/'), host: 'parti.example' },
  no_link: 'Partiet har inte angett någon länk.',
  term: 'I fullmäktige 2022–2026',
  propose: link('Föreslå en ändring', '/sociala-medier/p/@@propose-change'),
  edit: link('Redigera', '/sociala-medier/p/edit'),
};

export const council: T.CouncilPage = {
  head,
  title: 'Partierna i fullmäktige',
  lead: 'Varje parti har rätt till en länk.',
  order: 'Efter storlek.',
  empty: '',
  text: 'Varje parti får lika stort utrymme.',
  parties: [
    { ...party, posts: [{ ...link('Inlägg', 'https://parti.example/1'), language: 'sv', when }] },
  ],
  others: [{ id: 'later', title: 'Kommande', items: [party] }],
  office: [link('Lägg till ett parti', '/sociala-medier/++add++CouncilParty')],
};

export const partyPage: T.PartyPage = {
  head,
  party,
  texts: ['Partiet svarar.'],
  facts: [fact],
  links: [link('Alla partier')],
};

const textField: T.FormField = {
  name: 'text',
  title: 'Vad som är fel',
  help: 'Berätta.',
  type: 'textarea',
  required: true,
  longest: 5000,
  rows: 4,
  value: 'skrivet',
  options: [],
  autocomplete: '',
  inputmode: '',
};

export const form: T.FormPage = {
  head: { ...head, refused: 'Fel: Anmäl' },
  '@id': '/sociala-medier/kultur/bloggen/@report',
  title: 'Anmäl en olämplig kommentar',
  lead: 'Du behöver inte logga in.',
  required: '(obligatoriskt)',
  mend: 'Formuläret har inte skickats. Det här behöver rättas:',
  about: 'Om inlägget Nya öppettider',
  fields: [
    { ...textField, name: 'entry', type: 'hidden' },
    { ...textField, name: 'address', type: 'text', inputmode: 'url' },
    { ...textField, name: 'reason', type: 'radio', options: [{ value: 'K1', title: 'Hets' }] },
    textField,
  ],
  trap: { name: 'homepage', label: 'Lämna fältet tomt' },
  button: 'Skicka anmälan',
  told: {
    id: 'told',
    title: 'Vad som händer',
    texts: ['Det läses.'],
    links: [link('Personuppgifter')],
  },
};

export const receipt: T.ReceiptPage = {
  head,
  title: 'Tack för din anmälan',
  receipt: '2026-K7QX3M',
  text: 'Vi har tagit emot den. Kvittonummer: 2026-K7QX3M',
  next: { id: 'next', title: 'Vad händer nu', texts: ['Vi tittar på den.'] },
  channel: link('Till kanalen', '/sociala-medier/kultur/bloggen'),
};

export const information: T.InformationData = {
  head,
  title: 'Kommentarer och meddelanden i siffror',
  lead: 'Vad som kom in under ett år.',
  ways: [{ ...link('2025'), current: true }, link('2024')],
  empty: '',
  sections: [
    {
      id: 'year',
      title: 'År 2025',
      texts: ['Meddelanden som kom in: 12'],
      html: '<svg class="socialhub-chart"></svg>',
      folded: {
        title: 'Siffrorna som tabell',
        items: [{ title: 'Fråga', texts: ['Ja: svara'] }],
        table: { head: ['Slag', 'Antal'], rows: [['Kommentar', '12']] },
      },
      table: { head: ['', 'Median'], rows: [['Svar', '2,0']] },
      items: ['En regel'],
      notes: ['Räknat i dag.'],
      links: [link('Ladda ner')],
    },
  ],
  links: [link('Till kanalen')],
};

export const sections: T.SectionsPage = {
  head,
  title: 'Inlägg efter typ',
  all: link('Alla inlägg, de nyaste först'),
  empty: '',
  sections: [
    { kind: 'blog', title: 'Blogg', more: link('Visa fler', '?kind=blog'), cards: [card] },
    { kind: 'video', title: 'Video', more: link('Visa fler', '?kind=video'), cards: [card] },
  ],
};

export const versions: T.VersionsPage = {
  head,
  heading: [
    { text: 'Tidigare lydelser: ', '@id': null },
    { text: 'Opening hours', '@id': null, language: 'en' },
  ],
  language: 'en',
  now: link('Inlägget som det är nu', '/sociala-medier/@@entry/a1'),
  explained: 'Det som togs bort är överstruket.',
  heard: { removed: '[borttaget:', added: '[tillagt:' },
  versions: [
    {
      id: 'version-0',
      title: 'Ändrat',
      when: { iso: '2026-05-04T10:00:00+00:00', text: '4 maj 2026' },
      pieces: [
        { text: 'Open ', change: 'same' },
        { text: 'today', change: 'removed' },
        { text: 'tomorrow', change: 'added' },
      ],
    },
  ],
};

export const proposal: T.FormPage = {
  ...form,
  '@id': '/sociala-medier/p/@propose-change',
  title: 'Föreslå en ändring för Partiet',
  fields: [
    { ...textField, name: 'email', type: 'email', value: 'anna@partiet.example' },
    {
      ...textField,
      name: 'kind',
      type: 'select',
      value: '',
      options: [
        { value: '', title: 'Som förut' },
        { value: 'blog', title: 'Blogg' },
      ],
    },
  ],
  told: undefined,
  links: [link('Alla partier i fullmäktige')],
};

const shown = { header: 'Sociala medier', more: link('Mer'), empty: '' };

export const blocks: Record<string, T.Shown> = {
  Entries: { ...shown, layout: 'cards', cards: [card] },
  Channels: { ...shown, layout: 'row', items: [account] },
  Facebook: { ...shown, places: [facebookPlace] },
  Parties: { ...shown, text: 'Varje parti svarar.', parties: [party] },
  Verify: { ...shown, lead: 'Klistra in.', form: asking },
};

export const views: Record<string, [string, string, object]> = {
  // The view, its address, its answer.
  hub: ['Place', '/sociala-medier', place],
  search: ['Place', '/sociala-medier?SearchableText=tider', { ...place, stream: found }],
  entry: ['Entry', '/sociala-medier/@@entry/a1', entry],
  register: ['Register', '/sociala-medier/@@official-list', register],
  verify: ['Verify', '/sociala-medier/@@official', verify],
  facebook: ['Facebook', '/sociala-medier/@@facebook', facebook],
  council: ['Council', '/sociala-medier/@@parties', council],
  information: ['Information', '/sociala-medier/@@messages-figures', information],
  sections: ['Sections', '/sociala-medier/@@sections', sections],
  versions: ['Versions', '/sociala-medier/@@entry/a1/versions', versions],
  proposal: ['Form', '/sociala-medier/p/@@propose-change', proposal],
  party: ['Party', '/sociala-medier/p', partyPage],
  form: ['Form', '/sociala-medier/kultur/bloggen/@@report-comment', form],
  receipt: ['Form', '/sociala-medier/kultur/bloggen/@@report-comment?receipt=2026-K7QX3M', receipt],
};
