import { useIntl } from 'react-intl';
import Original from '@plone/volto-original/components/theme/SkipLinks/SkipLinks';
import { LANDMARKS, named } from '../../../../../parts/landmarks';

/** Volto's own, named in the page's language. */
export default function SkipLinks() {
  const name = useIntl().formatMessage(LANDMARKS.skiplinks);
  return named(Original(), name);
}
