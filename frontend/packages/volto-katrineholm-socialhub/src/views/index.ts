import loadable from '@loadable/component';
import type { ConfigType } from '@plone/registry';
import ContactForm from '@plone/volto/components/theme/ContactForm/ContactForm';
import { ENDINGS } from '../pages';

const Place = loadable(() => import(/* webpackChunkName: "socialhub-place" */ './Place'));
const Party = loadable(() => import(/* webpackChunkName: "socialhub-party" */ './Party'));
const Entry = loadable(() => import(/* webpackChunkName: "socialhub-entry" */ './Entry'));
const Versions = loadable(() => import(/* webpackChunkName: "socialhub-versions" */ './Versions'));
const Sections = loadable(() => import(/* webpackChunkName: "socialhub-sections" */ './Sections'));
const Register = loadable(() => import(/* webpackChunkName: "socialhub-register" */ './Register'));
const Verify = loadable(() => import(/* webpackChunkName: "socialhub-verify" */ './Verify'));
const Facebook = loadable(() => import(/* webpackChunkName: "socialhub-facebook" */ './Facebook'));
const Council = loadable(() => import(/* webpackChunkName: "socialhub-council" */ './Council'));
const Information = loadable(
  () => import(/* webpackChunkName: "socialhub-information" */ './Information'),
);
const Form = loadable(() => import(/* webpackChunkName: "socialhub-form" */ './Form'));

const ROUTES = {
  '@@entry/:entry': Entry,
  '@@entry/:entry/versions': Versions,
  '@@sections': Sections,
  '@@official-list': Register,
  '@@official': Verify,
  '@@facebook': Facebook,
  '@@parties': Council,
  '@@about': Information,
  '@@ask-record': Information,
  '@@personal-data': Information,
  '@@messages-help': Information,
  '@@messages-figures': Information,
  'accessibility-info': Information,
  '@@accessibility-info': Information,
  '@@report-comment': Form,
  '@@report-false': Form,
  '@@contact-responsible': Form,
  '@@propose-change': Form,
  '@@follow': Form,
  '@@follow-settings': Form,
};

// What the backend calls Plone's own form, to which its pages link. Volto has it elsewhere.
const CONTACT = '/contact-info';

export default function installViews(config: ConfigType): void {
  const { views, settings, addonRoutes } = config as any;
  Object.assign(views.contentTypesViews, {
    SocialHub: Place,
    Administration: Place,
    Channel: Place,
    FacebookPlace: Place,
    CouncilParty: Party,
  });
  for (const [path, component] of Object.entries(ROUTES))
    addonRoutes.push({ path: [`/${path}`, `/**/${path}`], exact: true, component });
  addonRoutes.push({ path: CONTACT, exact: true, component: ContactForm });
  // What stands behind a place is no content of its own, and yet no page of the editors'.
  const ours = [...ENDINGS, CONTACT];
  settings.nonContentRoutes = [...settings.nonContentRoutes, ...ours];
  settings.nonContentRoutesPublic = [...settings.nonContentRoutesPublic, ...ours];
}
