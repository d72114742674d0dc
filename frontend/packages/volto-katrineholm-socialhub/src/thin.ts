/** What Volto's server writes into a page for the browser to go on with: once, and short. */
import type { Middleware } from 'redux';
import { flattened } from './addresses';
import { EXPANDED } from './pages';
import type { Content } from './pages';

const GOT = 'GET_CONTENT_SUCCESS';
const LOADED = '@redux-conn/LOAD_SUCCESS';

const ours = (parts: object) => Object.entries(parts).filter(([name]) => EXPANDED.includes(name));

const without = (parts: object) =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => !EXPANDED.includes(name)));

const shortened = (parts: object) => ({ ...parts, ...flattened(Object.fromEntries(ours(parts))) });

const withParts = (content: Content, change: (parts: object) => object) => ({
  ...content,
  '@components': change(content['@components'] ?? {}),
});

/** Our part of a place's data gets the addresses that pages write. Volto keeps the data twice, and
 * draws from one of them: of the other our part is left out. */
export const thin: Middleware = () => (next) => (action: any) => {
  const { type, key, data, result } = action;
  if (type === GOT && result?.['@components'])
    return next({ ...action, result: withParts(result, shortened) });
  if (type === LOADED && key === 'content' && data?.['@components'])
    return next({ ...action, data: withParts(data, without) });
  return next(action);
};
