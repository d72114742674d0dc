/** What the server asks for before it writes a page. */
import type { Store } from 'redux';
import { listActions } from '@plone/volto/actions/actions/actions';
import { getNavigation } from '@plone/volto/actions/navigation/navigation';
import config from '@plone/volto/registry';
import { IMPORTANT, dataAt, expandedIn, isPage } from './pages';
import type { Content } from './pages';
import { asked } from './store';

interface Asked {
  location: { pathname: string; search?: string | null };
  store: Store<any>;
}

/** When Volto knows what lies at the address, or that it cannot be known. */
const whenContent = (store: Asked['store']) =>
  new Promise<Content | undefined>((resolve) => {
    const look = () => {
      const { get, data } = store.getState().content;
      if (!get?.loaded && !get?.error) return false;
      resolve(data);
      return true;
    };
    if (look()) return;
    const stop = store.subscribe(() => look() && stop());
  });

async function loadPage({ location: { pathname, search }, store }: Asked) {
  const chosen = search ?? '';
  const content = isPage(pathname) ? undefined : await whenContent(store);
  const path = dataAt(pathname, chosen, content?.['@type']);
  if (path && !expandedIn(content, chosen)) await asked(store, path);
}

/** What stands around every page comes with the content: where that is missing, by itself. */
async function loadAround({ store }: Asked) {
  const { content, actions } = store.getState();
  if (content.get?.error?.status !== 404 || actions?.actions?.site_actions?.length) return;
  const parts: any[] = [listActions(''), getNavigation('/', config.settings.navDepth)];
  await Promise.all(parts.map((part) => store.dispatch(part).catch(() => undefined)));
}

async function load(page: Asked) {
  if (!__SERVER__) return;
  await Promise.all([asked(page.store, IMPORTANT), loadPage(page)]);
  await loadAround(page);
}

/** All pages, as any address may be one of ours. */
export const loading = {
  path: '/',
  extend: (actions: object[]) => [...actions, { key: 'socialhub', promise: load }],
};
