/** How long Volto's server waits for a backend that does not answer. */
import type { Middleware } from 'redux';
import config from '@plone/volto/registry';
import { ASK } from './store';

export interface Patience {
  /** Milliseconds for all that the backend is asked for one page. */
  page: number;
  /** … and until it answers what is passed on to it; Classic UI works longer on some. */
  passed: number;
}

const PATIENCE: Patience = { page: 10_000, passed: 60_000 };

/** What the site has decided, as far as it has. */
export const patience = (): Patience => ({
  ...PATIENCE,
  ...(config.settings as any).socialhub?.patience,
});

/** What Volto tells of as a backend that is not there (503); of ours the page stands without. */
const silence = (type: string) =>
  Object.assign(new Error('The backend does not answer.'), {
    code: type === ASK ? 'ETIMEDOUT' : 'ECONNREFUSED',
  });

/** Before Volto's own middleware, on the server: what takes too long is given up, with its socket. */
export const patient: Middleware = () => {
  const end = Date.now() + patience().page; // A page has a store of its own.
  return (next) => (action: any) => {
    const sent: any = next(action);
    if (!sent?.request) return sent;
    const give = () => sent.request.req?.destroy(silence(action.type));
    const timer = setTimeout(give, Math.max(0, end - Date.now()));
    const answered = () => clearTimeout(timer);
    sent.then(answered, answered);
    return sent;
  };
};
