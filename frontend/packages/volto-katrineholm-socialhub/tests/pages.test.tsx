import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import Breadcrumbs from '../src/customizations/volto/components/theme/Breadcrumbs/Breadcrumbs';
import { Card } from '../src/parts/Card';
import Council from '../src/views/Council';
import Entry from '../src/views/Entry';
import Facebook from '../src/views/Facebook';
import Form from '../src/views/Form';
import Information from '../src/views/Information';
import Place from '../src/views/Place';
import Register from '../src/views/Register';
import Sections from '../src/views/Sections';
import Verify from '../src/views/Verify';
import Versions from '../src/views/Versions';
import * as samples from './samples';
import { show } from './show';

vi.mock('@plone/volto/components/manage/Toolbar/Toolbar', () => ({ default: () => null }));

const HUB = '/sociala-medier';
const hub = { at: HUB, type: 'SocialHub' };
const REPORT = `${HUB}/kultur/bloggen/@@report-comment`;
const SERVICE = `${HUB}/kultur/bloggen/@report`;

test('the hub shows its parts in the order of Classic UI', () => {
  const { container } = show(<Place />, { ...hub, answers: { [`${HUB}/@stream`]: samples.place } });
  const headings = [...container.querySelectorAll('h1, h2')].map((each) => each.textContent);
  expect(headings).toEqual([
    'Sociala medier',
    'Kontakt',
    'Kanaler',
    'Om kanalen',
    'Senaste inläggen',
    'Vi finns också här',
    'Arkiv',
    'Prenumerera',
    'Skriv till oss',
  ]);
  expect(container.querySelector('.socialhub-notice')?.textContent).toBe('Kanalen vilar.');
});

test('who is logged in finds the backend’s list, and reads once where it leads', () => {
  const token = 'e30.eyJleHAiOjk5OTk5OTk5OTl9.x';
  const workflow = { state: { id: 'published', title: 'Publicerad' }, transitions: [] };
  const held = { '@id': `${HUB}/@@held-entries`, title: 'Inlägg som väntar: 2' };
  const answers = {
    [`${HUB}/@stream`]: { ...samples.place, held },
    [`${HUB}/@workflow`]: workflow,
    '/@workplace': {
      hubs: [
        { '@id': '/annan', ways: [] },
        { '@id': HUB, ways: [{ '@id': `${HUB}/@@record`, title: 'Sök bland handlingarna' }] },
      ],
    },
  };
  show(<Place />, { ...hub, token, answers });
  const nav = screen.getByRole('navigation', { name: 'For editors' });
  const links = [...nav.querySelectorAll('a')];
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Inlägg som väntar: 2', `${HUB}/@@held-entries`],
    ['Sök bland handlingarna', `${HUB}/@@record`],
    ['Lägestavla', `${HUB}/@@board`],
    ['Show this page there', `${HUB}/@@view`],
  ]);
  expect(nav.textContent?.match(/Classic UI/g)).toHaveLength(1);
  expect(nav.querySelector('.socialhub-in-classic')).toBeNull();
});

test('a visitor finds nothing of it', () => {
  const held = { '@id': `${HUB}/@@held-entries`, title: 'Inlägg som väntar: 2' };
  show(<Place />, { ...hub, answers: { [`${HUB}/@stream`]: { ...samples.place, held } } });
  expect(screen.queryByRole('navigation', { name: 'For editors' })).toBeNull();
});

test('a page that informs shows all of its sections, in the order of Classic UI', () => {
  const at = `${HUB}/@@messages-figures`;
  const answers = { [`${HUB}/@messages-figures`]: samples.information };
  const { container } = show(<Information />, { ...hub, at, answers });
  const [section] = container.querySelectorAll('section');
  expect(section.getAttribute('aria-labelledby')).toBe(section.querySelector('h2')?.id);
  const said = 'h1, h2, p, li, summary, caption, th, td';
  const order = [...container.querySelectorAll(said)].map((each) => each.textContent);
  expect(order.filter(Boolean)).toEqual([
    ...['Kommentarer och meddelanden i siffror', 'Vad som kom in under ett år.', '2025', '2024'],
    ...['År 2025', 'Meddelanden som kom in: 12', 'Siffrorna som tabell', 'FrågaJa: svara'],
    ...['Ja: svara', 'Slag', 'Antal', 'Kommentar', '12', 'Median', 'Svar', '2,0', 'En regel'],
    ...['Räknat i dag.', 'Ladda ner', 'Till kanalen'],
  ]);
  expect(container.querySelector('[aria-current="page"]')?.textContent).toBe('2025');
});

test('the hub by kind leads from each kind to the rest of it', () => {
  const at = `${HUB}/@@sections`;
  const answers = { [`${HUB}/@sections`]: samples.sections };
  const { container } = show(<Sections />, { ...hub, at, answers });
  const [blogs, videos] = container.querySelectorAll<HTMLElement>('section');
  expect(within(blogs).getByRole('heading', { level: 2 }).textContent?.trim()).toBe('Blogg');
  const more = within(videos).getByRole('link', { name: 'Visa fler: Video' });
  expect(more.getAttribute('href')).toBe('?kind=video');
  expect(within(videos).getByRole('heading', { level: 3 }).textContent).toBe(samples.card.title);
});

test('what an entry said before is heard, and in its own language', () => {
  const at = `${HUB}/@@entry/a1/versions`;
  const answers = { [`${HUB}/@entry-versions/a1`]: samples.versions };
  const { container } = show(<Versions />, { at, answers });
  const words = container.querySelector('.socialhub-difference')!;
  expect(words.textContent).toBe('Open [borttaget:today][tillagt:tomorrow]');
  expect([words.querySelector('del')?.textContent, words.getAttribute('lang')]).toEqual([
    '[borttaget:today]',
    'en',
  ]);
  const heading = screen.getByRole('heading', { level: 1 });
  expect(heading.querySelector('[lang]')?.outerHTML).toBe('<span lang="en">Opening hours</span>');
});

test('a change is proposed, and the page says thanks', async () => {
  const at = '/sociala-medier/p/@@propose-change';
  const thanks = { ...samples.receipt, next: undefined, channel: undefined, text: 'Tack!' };
  const done = { '@id': `${at}?sent=1` };
  const backend = vi.fn((op: string) => Promise.resolve(op === 'post' ? done : thanks));
  const { address } = show(<Form />, {
    at,
    answers: { '/sociala-medier/p/@propose-change': samples.proposal },
    backend,
  });
  expect(document.querySelector('[name=email]')?.getAttribute('type')).toBe('email');
  fireEvent.change(document.querySelector('[name=kind]')!, { target: { value: 'blog' } });
  fireEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(address()).toBe(`${at}?sent=1`));
  const sent = expect.objectContaining({ kind: 'blog' });
  expect(backend).toHaveBeenCalledWith('post', samples.proposal['@id'], sent);
  expect((await screen.findByRole('status')).textContent).toBe('Tack!');
});

test('a card has its heading, its words, its channel and its time', () => {
  const { container } = show(<Place />, { ...hub, answers: { [`${HUB}/@stream`]: samples.place } });
  const [first, second] = container.querySelectorAll<HTMLElement>('.socialhub-stream article');
  expect(within(first).getByRole('heading', { level: 4 }).textContent).toBe('Nya öppettider');
  expect(within(first).getByRole('link', { name: 'Nya öppettider' }).getAttribute('href')).toBe(
    `${HUB}/@@entry/a1`,
  );
  expect(first.textContent).toContain('Kulturbloggen');
  expect(second.querySelector('a.socialhub-open time')?.textContent).toBe('I dag kl. 10.15');
  expect(second.querySelector('h4')?.className).toBe('visually-hidden');
});

test('what was found by words is marked', () => {
  const answers = { [`${HUB}/@stream`]: { ...samples.place, stream: samples.found } };
  const { container } = show(<Place />, { ...hub, answers });
  expect(container.querySelector('mark')?.textContent).toBe('tider');
  expect(container.querySelectorAll('.socialhub-card')).toHaveLength(0);
});

test('what came with the place itself is not asked for again', () => {
  const content = {
    data: { '@id': HUB, '@type': 'SocialHub', '@components': { stream: samples.place } },
  };
  const { container } = show(<Place />, { ...hub, content });
  expect(container.querySelectorAll('.socialhub-stream article')).toHaveLength(2);
});

test('another page of the stream is asked for at its own address', async () => {
  const backend = vi.fn().mockResolvedValue(samples.place);
  show(<Place />, { ...hub, at: `${HUB}?b_start=20`, backend });
  await screen.findByText('Senaste inläggen');
  expect(backend).toHaveBeenCalledWith('get', `${HUB}/@stream?b_start=20`, undefined);
});

test.each([500, 503, undefined])('the page stands where the backend answers %s', async (status) => {
  const backend = () => Promise.reject({ status });
  show(<Place />, { ...hub, backend });
  expect((await screen.findByRole('status')).textContent).toMatch(/cannot be shown at present/);
});

test('what was disposed of says so in the backend’s words', async () => {
  const body = { title: 'Inlägget är gallrat', message: 'Det finns inte kvar.' };
  const backend = () => Promise.reject({ status: 410, response: { body } });
  show(<Entry />, { at: `${HUB}/@@entry/a1`, backend });
  const heading = await screen.findByRole('heading', { level: 1, name: body.title });
  expect(heading.nextSibling?.textContent).toBe(body.message);
});

test('a film is not fetched before somebody asks for it', () => {
  const at = `${HUB}/@@entry/a1`;
  const answers = { [`${HUB}/@entry/a1`]: samples.entry };
  const { container } = show(<Entry />, { at, answers });
  expect(container.querySelector('iframe')).toBeNull();
  const ask = screen.getByRole('link', { name: 'Spela här' });
  expect(ask.getAttribute('href')).toBe(`${HUB}/@@entry/a1?play=1`);
});

test('a film that plays is framed as Classic UI frames it', () => {
  const at = `${HUB}/@@entry/a1?play=1`;
  const players = [{ ...samples.entry.players[0], playing: true }];
  const answers = { [`${HUB}/@entry/a1?play=1`]: { ...samples.entry, players } };
  const { container } = show(<Entry />, { at, answers });
  const frame = container.querySelector('iframe')!;
  expect(frame.getAttribute('sandbox')).toBe('allow-scripts allow-same-origin allow-presentation');
  expect(frame.getAttribute('referrerpolicy')).toBe('strict-origin');
});

test('who may hide an entry does so with a reason', async () => {
  const at = `${HUB}/@@entry/a1`;
  const done = { message: 'Inlägget är dolt.', entry: null };
  const backend = vi.fn((op: string) => Promise.resolve(op === 'post' ? done : samples.entry));
  const answers = { [`${HUB}/@entry/a1`]: samples.entry };
  const { address } = show(<Entry />, { at, answers, token: '', backend });
  fireEvent.change(screen.getByLabelText('Varför'), { target: { value: 'Fel bild' } });
  fireEvent.click(screen.getByRole('button', { name: 'Dölj inlägget' }));
  await waitFor(() => expect(address()).toBe(HUB));
  const sent = { do: 'hide', reason: 'Fel bild', token: 'token' };
  expect(backend).toHaveBeenCalledWith('post', `${HUB}/@entry/a1`, sent);
});

test('a refused act is told, and what was written stays', async () => {
  const body = { message: 'Ange varför.', faults: { reason: 'Ange varför.' } };
  const backend = () => Promise.reject({ status: 400, response: { body } });
  const answers = { [`${HUB}/@entry/a1`]: samples.entry };
  show(<Entry />, { at: `${HUB}/@@entry/a1`, answers, backend });
  fireEvent.change(screen.getByLabelText('Varför'), { target: { value: ' ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Dölj inlägget' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Ange varför.');
  expect(screen.getByLabelText<HTMLInputElement>('Varför').value).toBe(' ');
});

test('a closed account on the list is struck through, and no link', () => {
  const [row] = samples.register.rows;
  const closed = { ...samples.register, rows: [{ ...row, account_url: null }] };
  const answers = { [`${HUB}/@official`]: closed };
  const { container } = show(<Register />, { at: `${HUB}/@@official-list`, answers });
  expect(container.querySelector('td s')?.textContent).toBe('@kommunen');
});

test('what is ours besides the channels stands below them', () => {
  const answers = { [`${HUB}/@official`]: samples.register };
  const { container } = show(<Register />, { at: `${HUB}/@@official-list`, answers });
  const names = container.querySelector('table ~ section .socialhub-facts');
  expect(names?.textContent).toBe('FörvaltningKulturförvaltningen');
});

vi.mock('@plone/volto-original/components/theme/Breadcrumbs/Breadcrumbs', () => ({
  default: () => <nav>Du är här</nav>,
}));

test('what is important now stands before the breadcrumbs, with its end', () => {
  const answers = { '/@important': { notices: [samples.important] } };
  const { container } = show(<Breadcrumbs pathname="/om" />, { at: '/om', answers });
  const [notice, crumbs] = container.querySelectorAll('section.socialhub-crisis, nav');
  expect(notice.getAttribute('aria-label')).toBe('Viktigt nu');
  expect(notice.textContent).toContain('Gäller till 29 november 2026 kl. 18.00.');
  expect(crumbs.textContent).toBe('Du är här');
});

test("the office's own words are a heading in their language, with a link and no channel", () => {
  const words = {
    title: 'Skolan är stängd',
    text: 'Stanna hemma.',
    language: 'sv',
    link: { '@id': 'https://example.se/skola', title: 'Read more at example.se' },
  };
  const own = { ...samples.important, words, channel: null, cards: [], nothing: [] };
  show(<Breadcrumbs pathname="/om" />, {
    at: '/om',
    answers: { '/@important': { notices: [own] } },
  });
  const heading = screen.getByRole('heading', { name: 'Skolan är stängd' });
  expect(heading.lang).toBe('sv');
  expect(screen.getByText('Stanna hemma.').lang).toBe('sv');
  expect(screen.getAllByRole('link').map((each) => each.getAttribute('href'))).toEqual([
    'https://example.se/skola',
  ]);
});

test('in quiet times nothing stands there', async () => {
  const backend = vi.fn(() => Promise.resolve({ notices: [] }));
  const { container } = show(<Breadcrumbs pathname="/om" />, { at: '/om', backend });
  await waitFor(() => expect(backend).toHaveBeenCalledWith('get', '/@important', undefined));
  expect(container.querySelector('.socialhub-crisis, .ui.container')).toBeNull();
});

test('a film that is not played here says where it is, and one that is nowhere says nothing', () => {
  const told = (plays_text: string) =>
    show(<Card card={{ ...samples.card, plays_text }} />).container.querySelector(
      '.socialhub-plays',
    );
  expect(told('Se filmen på TikTok')?.textContent).toContain('Se filmen på TikTok');
  expect(told('')).toBeNull();
});

test('Är det vårt? answers where it was asked', () => {
  const answers = { [`${HUB}/@verify`]: samples.verify };
  const { container } = show(<Verify />, { at: `${HUB}/@@official`, answers });
  expect(container.querySelector('[role=status] h2')?.textContent).toBe('Nej, kontot är inte vårt');
  expect(container.querySelector('.socialhub-is-red > p')?.textContent).toMatch('Inte');
  expect(container.querySelector('input')?.value).toBe('@katrineholm');
  expect(screen.getByRole('link', { name: 'Se inlägget här' })).toBeTruthy();
  expect(screen.getByText('Andra konton')).toBeTruthy();
});

test('the official page comes first on Facebook', () => {
  const answers = { [`${HUB}/@facebook`]: samples.facebook };
  const { container } = show(<Facebook />, { at: `${HUB}/@@facebook`, answers });
  expect(container.querySelector('h2')?.textContent).toBe('Vår officiella sida');
});

test('a party without a link says so, in the same form', () => {
  const party = { ...samples.party, link: null };
  const answers = { [`${HUB}/@council`]: { ...samples.council, parties: [party] } };
  const { container } = show(<Council />, { at: `${HUB}/@@parties`, answers });
  expect(container.querySelector('.socialhub-parties')?.textContent).toContain(party.no_link);
});

test('a report is sent, and its receipt is the next page', async () => {
  const receipt = `${REPORT}?receipt=2026-K7QX3M`;
  const backend = vi.fn((op: string) =>
    Promise.resolve(op === 'post' ? { '@id': receipt } : samples.receipt),
  );
  show(<Form />, { at: REPORT, answers: { [SERVICE]: samples.form }, backend });
  fireEvent.click(screen.getByLabelText('Hets'));
  fireEvent.click(screen.getByRole('button', { name: 'Skicka anmälan' }));
  expect(await screen.findByText(/2026-K7QX3M/)).toBeTruthy();
  const written = {
    entry: 'skrivet',
    address: 'skrivet',
    reason: 'K1',
    text: 'skrivet',
    homepage: '',
  };
  expect(backend).toHaveBeenCalledWith('post', SERVICE, written);
});

test.each([
  [{ status: 401 }, /not logged in any more/],
  [{ status: 502 }, /could not be sent/],
  [{}, /could not be sent/],
])('what was written stays where sending fails with %j', async (error, says) => {
  const backend = () => Promise.reject(error);
  show(<Form />, { at: REPORT, answers: { [SERVICE]: samples.form }, backend });
  const text = screen.getByLabelText<HTMLTextAreaElement>(/Vad som är fel/, {
    selector: 'textarea',
  });
  fireEvent.change(text, { target: { value: 'Mycket är fel' } });
  fireEvent.click(screen.getByLabelText('Hets'));
  fireEvent.click(screen.getByRole('button', { name: 'Skicka anmälan' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(says);
  expect(text.value).toBe('Mycket är fel');
});

test('a refused form says so in the title, and what is wrong in the order of its fields', async () => {
  const faults = { text: 'Beskriv felet.', address: 'Ange adressen.' };
  const form = { socialhub: { values: {}, refusal: { message: '…', faults } } };
  show(<Form />, { at: REPORT, answers: { [SERVICE]: samples.form }, form });
  const listed = within(screen.getByRole('alert')).getAllByRole('link');
  expect(listed.map((link) => link.textContent)).toEqual(['Ange adressen.', 'Beskriv felet.']);
  await waitFor(() => expect(document.title).toBe('Fel: Anmäl'));
});

test('a fault stands at its field, also where no script sent the form', () => {
  const refusal = { message: 'Ange adressen.', faults: { address: 'Ange adressen.' } };
  const form = { socialhub: { values: { address: 'x', text: 'y' }, refusal } };
  show(<Form />, { at: REPORT, answers: { [SERVICE]: samples.form }, form });
  const field = document.getElementById('socialhub-address') as HTMLInputElement;
  expect(field.value).toBe('x');
  expect(field.getAttribute('aria-describedby')).toContain('socialhub-address-fault');
  expect(document.getElementById('socialhub-address-fault')?.textContent).toBe('Ange adressen.');
});
