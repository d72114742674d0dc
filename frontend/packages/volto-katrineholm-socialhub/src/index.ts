import loadable from '@loadable/component';
import type { ConfigType } from '@plone/registry';
import installBlocks from './blocks';
import Everywhere from './controls/Everywhere';
import { loading } from './loading';
import { reducer } from './store';
import installViews from './views';
import './theme/socialhub.css';
import './theme/volto.css';

const Lookup = loadable(() => import(/* webpackChunkName: "socialhub-lookup" */ './widgets/Lookup'));

/** The add-on, as Volto asks for it. */
export default function applyConfig(config: ConfigType): ConfigType {
  installBlocks(config);
  installViews(config);
  config.addonReducers.socialhub = reducer;
  config.widgets.id.profile_url = Lookup as any;
  config.settings.asyncPropsExtenders.push(loading as any);
  config.settings.appExtras.push({ match: '', component: Everywhere } as any);
  if (__SERVER__) config.settings.expressMiddleware.push(require('./server').passOn);
  return config;
}
