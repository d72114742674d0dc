import loadable from '@loadable/component';
import type { ConfigType } from '@plone/registry';
import installBlocks from './blocks';
import { lean } from './blocks/picking';
import Everywhere from './controls/Everywhere';
import { faultsAtFields } from './controls/faults';
import { speak } from './language';
import { loading } from './loading';
import { EXPANDED } from './pages';
import { patient } from './patience';
import { reducer } from './store';
import { thin } from './thin';
import installViews from './views';
import titleErrors from './views/errors';
import './theme/volto.css';
import './theme/socialhub.css';

const Lookup = loadable(
  () => import(/* webpackChunkName: "socialhub-lookup" */ './widgets/Lookup'),
);

/** The add-on, as Volto asks for it. */
export default function applyConfig(config: ConfigType): ConfigType {
  installBlocks(config);
  installViews(config);
  titleErrors(config);
  // Volto's types know of no more than Volto's own.
  const { addonReducers, settings, widgets } = config as any;
  addonReducers.socialhub = reducer;
  widgets.id.profile_url = Lookup;
  settings.asyncPropsExtenders.push(loading);
  settings.apiExpanders.push({ match: '', GET_CONTENT: EXPANDED });
  settings.appExtras.push({ match: '', component: Everywhere });
  settings.storeExtenders.push((stack: object[]) => [
    ...(__SERVER__ ? [patient] : []),
    ...stack,
    faultsAtFields,
    thin,
    lean,
  ]);
  if (__SERVER__) {
    const { passOn, passRobots } = require('./server');
    // Before Volto's own, which knows of no other sitemap than its own.
    settings.expressMiddleware.unshift(passRobots);
    settings.expressMiddleware.push(speak, passOn);
  }
  return config;
}
