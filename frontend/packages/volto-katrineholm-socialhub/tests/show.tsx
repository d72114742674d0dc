import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { IntlProvider } from 'react-intl';
import { Provider } from 'react-redux';
import { MemoryRouter, Route } from 'react-router-dom';
import { applyMiddleware, combineReducers, createStore } from 'redux';
import type { Reducer } from 'redux';
import api from '@plone/volto/middleware/api';
import { reducer } from '../src/store';
import type { Answer } from '../src/store';

const ACTIONS = {
  object: [
    { id: 'edit', title: 'Redigera', url: '/sociala-medier/edit' },
    { id: 'socialhub_board', title: 'Lägestavla', url: '/sociala-medier/@@board' },
  ],
  object_socialhub: [
    { id: 'socialhub_record', title: 'Sök bland handlingarna', url: '/sociala-medier/@@record' },
  ],
};

type Backend = (op: string, path: string, data?: any) => Promise<unknown>;

interface Options {
  at?: string;
  answers?: Record<string, unknown>;
  type?: string;
  token?: string;
  form?: object;
  content?: object;
  backend?: Backend;
}

// Its types are of a React that gave every component children.
const Intl = IntlProvider as any;

const still =
  <T,>(state: T): Reducer<T> =>
  (current = state) =>
    current;

/** What would fail a test is what nobody expects to be asked. */
const silent: Backend = (op, path) => Promise.reject(new Error(`${op} ${path} was not expected`));

/** A component on a page of Volto, with the answers that the server has asked for. */
export function show(element: ReactElement, options: Options = {}) {
  const { at = '/', answers = {}, type, token, form, content = {}, backend = silent } = options;
  const who = token ? 'member' : 'visitor';
  const known = Object.entries(answers).map(([path, data]): [string, Answer] => [
    path,
    { data, at: Date.now(), who },
  ]);
  const ask = (op: string) => (path: string, params: { data?: unknown }) =>
    backend(op, path, params?.data);
  const store = createStore(
    combineReducers({
      socialhub: reducer as Reducer,
      userSession: still({ token }),
      apierror: still({}),
      site: still({ data: { 'plone.site_title': 'Kommunen' } }),
      content: still({
        get: { loaded: true },
        data: { '@id': at.replace(/(\/@@.*)?(\?.*)?$/, ''), '@type': type, title: 'Platsen' },
        ...content,
      }),
      actions: still({ actions: ACTIONS }),
      form: still(form ?? {}),
      intl: still({ locale: 'sv' }),
    }),
    { socialhub: Object.fromEntries(known) } as any,
    applyMiddleware(api({ get: ask('get'), post: ask('post') } as any) as any),
  );
  let address = '';
  const page = render(
    <Intl locale="sv" onError={() => undefined}>
      <Provider store={store}>
        <MemoryRouter initialEntries={[at]}>
          {element}
          <Route
            render={({ location }) => {
              address = location.pathname + location.search;
              return null;
            }}
          />
        </MemoryRouter>
      </Provider>
    </Intl>,
  );
  return { ...page, store, address: () => address };
}
