/** What Volto's server writes into a page for the browser to go on with, without its doubles. */
import type { Middleware } from 'redux';
import { EXPANDED } from './pages';
import type { Content } from './pages';

const LOADED = '@redux-conn/LOAD_SUCCESS';

const without = (parts: object = {}) =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => !EXPANDED.includes(name)));

/** Volto keeps a place's data twice, and draws from one of them: our part of the other is left out. */
export const thin: Middleware = () => (next) => (action: any) => {
  const { type, key, data } = action as { type: string; key?: string; data?: Content };
  if (type !== LOADED || key !== 'content' || !data?.['@components']) return next(action);
  return next({ ...action, data: { ...data, '@components': without(data['@components']) } });
};
