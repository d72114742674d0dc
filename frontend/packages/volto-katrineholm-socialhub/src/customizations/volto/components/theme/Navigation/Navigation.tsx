import { useIntl } from 'react-intl';
import Original from '@plone/volto-original/components/theme/Navigation/Navigation';
import { LANDMARKS, named } from '../../../../../parts/landmarks';

/** Volto's own, named in the page's language. */
export default function Navigation(props: { pathname: string }) {
  const name = useIntl().formatMessage(LANDMARKS.navigation);
  return named(Original(props), name);
}
