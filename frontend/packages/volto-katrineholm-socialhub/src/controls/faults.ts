/** What the backend says of single fields, as Volto's own forms read it: each at its field. */
import type { Middleware } from 'redux';

const REFUSED = /^(CREATE|UPDATE)_CONTENT_FAIL$/;

export const faultsAtFields: Middleware = () => (next) => (action: any) => {
  const body = action.error?.response?.body;
  if (REFUSED.test(action.type) && body?.faults)
    body.message = JSON.stringify(
      Object.entries(body.faults).map(([field, message]) => ({ field, message })),
    );
  return next(action);
};
