/** Which of our pages an address is, and where its data is. */

/** What stands first on every page. */
export const IMPORTANT = '/@important';

const PAGES: [RegExp, (match: RegExpMatchArray) => string][] = [
  [/\/@@entry\/([^/]+)$/, ([, id]) => `/@entry/${id}`],
  [/\/@@entry\/([^/]+)\/versions$/, ([, id]) => `/@entry-versions/${id}`],
  [/\/@@sections$/, () => '/@sections'],
  [/\/@@official-list$/, () => '/@official'],
  [/\/@@official$/, () => '/@verify'],
  [/\/@@facebook$/, () => '/@facebook'],
  [/\/@@parties$/, () => '/@council'],
  [/\/@@about$/, () => '/@about'],
  [/\/@@ask-record$/, () => '/@ask-record'],
  [/\/@@personal-data$/, () => '/@personal-data'],
  [/\/@@messages-help$/, () => '/@messages-help'],
  [/\/@@messages-figures$/, () => '/@messages-figures'],
  [/\/(@@)?accessibility-info$/, () => '/@accessibility'],
  [/\/@@report-comment$/, () => '/@report'],
  [/\/@@report-false$/, () => '/@report-false'],
  [/\/@@contact-responsible$/, () => '/@contact'],
  [/\/@@propose-change$/, () => '/@propose-change'],
  [/\/@@follow$/, () => '/@follow'],
  [/\/@@follow-settings$/, () => '/@follow-settings'],
];

export const TYPES: Record<string, string> = {
  SocialHub: '/@stream',
  Administration: '/@stream',
  Channel: '/@stream',
  FacebookPlace: '/@stream',
  CouncilParty: '/@party',
};

/** Names of what comes with a place's own data, where that is asked to hold it. */
export const EXPANDED = ['stream', 'party'];

export interface Content {
  '@id'?: string;
  '@type'?: string;
  '@components'?: Record<string, object>;
}

/** The page's data as it came with the place itself: what is chosen there has to be asked for. */
export function expandedIn(content: Content | undefined, search = ''): object | undefined {
  const parts = content?.['@components'] ?? {};
  const name = EXPANDED.find((each) => Object.keys(parts[each] ?? {}).length > 1);
  return name && !search ? parts[name] : undefined;
}

/** What stands behind the place's own address, for Volto to find the place. */
export const ENDINGS = PAGES.map(([ending]) => ending);

/** Whether the address is one of our pages, whose data tells all about it. */
export const isPage = (pathname: string) =>
  /\/@@|\/accessibility-info$/.test(pathname) && ENDINGS.some((ending) => ending.test(pathname));

/** Where the data of a page is; null for a page that is not ours. */
export function dataAt(pathname: string, search = '', type = ''): string | null {
  for (const [ending, service] of PAGES) {
    const match = pathname.match(ending);
    if (match) return pathname.replace(ending, service(match)) + search;
  }
  return TYPES[type] ? pathname.replace(/\/$/, '') + TYPES[type] + search : null;
}
