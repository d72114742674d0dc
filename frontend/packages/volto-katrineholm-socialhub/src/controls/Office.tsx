import { useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { own } from '../addresses';
import { Way, Ways, isClassic } from '../parts/Way';
import { useAnswer } from '../store';
import type { Linked } from '../types';
import { Steps } from './Steps';

const messages = defineMessages({
  editors: { id: 'For editors', defaultMessage: 'For editors' },
  all: {
    id: "The links open in Plone's Classic UI.",
    defaultMessage: "The links open in Plone's Classic UI.",
  },
  here: { id: 'Show this page there', defaultMessage: 'Show this page there' },
});

interface Action {
  id: string;
  title: string;
  url: string;
}

interface Workplace {
  hubs: { '@id': string; ways: Linked[] }[];
}

const NO_HUB: Workplace = { hubs: [] };

/** What a member does most, which stands on a hub's page in Classic UI, too. */
function useHubWays(place: string, isAsked: boolean) {
  const { data } = useAnswer<Workplace>('/@workplace', isAsked ? undefined : NO_HUB) ?? {};
  const hub = data?.hubs.find((each) => own(each['@id']) === place);
  return hub?.ways.map((way) => ({ ...way, '@id': own(way['@id']) })) ?? [];
}

/** The backend's list, in its order: first what stands on the page in Classic UI, then its toolbar. */
const categories = (isHub: boolean) => (isHub ? ['object'] : ['object_socialhub', 'object']);

/** What those who tend the place have: their pages, and the steps of its life. */
export function Office({ held }: { held: Linked | null }) {
  const { formatMessage } = useIntl();
  const { pathname } = useLocation();
  const isMember = useSelector((state: any) => Boolean(state.userSession.token));
  const actions: Record<string, Action[]> = useSelector((state: any) => state.actions?.actions);
  const isHub = useSelector((state: any) => state.content?.data?.['@type'] === 'SocialHub');
  const place = pathname.replace(/\/$/, '');
  const ways = useHubWays(place, isHub && isMember);
  const offered = categories(isHub)
    .flatMap((name) => actions?.[name] ?? [])
    .filter(({ id }) => id.startsWith('socialhub_'))
    .map(({ url, title }) => ({ '@id': own(url), title }));
  const items = [held ?? [], ways, offered].flat();
  if (!isMember) return null;
  return (
    <div className="socialhub socialhub-editor socialhub-office-links">
      {items.length > 0 && (
        <nav aria-label={formatMessage(messages.editors)}>
          <Ways items={items} isSaid />
          {items.some((each) => isClassic(each['@id'])) && (
            <p className="form-text">
              {formatMessage(messages.all)}{' '}
              <Way to={`${place}/@@view`}>{formatMessage(messages.here)}</Way>
            </p>
          )}
        </nav>
      )}
      <Steps />
    </div>
  );
}
