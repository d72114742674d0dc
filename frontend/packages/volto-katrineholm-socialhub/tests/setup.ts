/** Volto's settings and switches, as far as the add-on asks for them. */
import config from '@plone/volto/registry';

Object.assign(globalThis, { __SERVER__: false, __CLIENT__: true, __DEVELOPMENT__: false });
Object.assign(config.settings, {
  publicURL: 'http://localhost:3000',
  apiPath: 'http://localhost:3000',
  actions_raising_api_errors: [],
  apiExpanders: [],
  supportedLanguages: ['sv'],
  nonContentRoutes: [],
});
config.views = { errorViews: {} } as any;
