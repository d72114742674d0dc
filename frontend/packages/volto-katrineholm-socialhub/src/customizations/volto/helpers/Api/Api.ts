import Original, { formatUrl } from '@plone/volto-original/helpers/Api/Api';
import { asRead, spoken } from '../../../../language';

export { formatUrl };

interface Options {
  headers?: Record<string, string>;
}

type Send = (path: string, options?: Options) => Promise<any>;

/** Volto's server asks the backend without telling it who reads; here it passes the language on. */
export default class Api extends (Original as any) {
  constructor(request?: any) {
    super(request);
    for (const method of ['get', 'post', 'put', 'patch', 'del']) {
      const send: Send = this[method];
      this[method] = (path: string, options: Options = {}) =>
        send(path, { ...options, headers: { ...spoken(request), ...options.headers } });
    }
    const get: Send = this.get;
    this.get = (path: string, options?: Options) => {
      const sent: any = get(path, options);
      return Object.assign(
        sent.then((answer: unknown) => asRead(answer, request)),
        { request: sent.request },
      );
    };
  }
}
