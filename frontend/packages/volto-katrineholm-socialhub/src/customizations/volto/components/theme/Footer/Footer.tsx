import { useIntl } from 'react-intl';
import Original from '@plone/volto-original/components/theme/Footer/Footer';
import { LANDMARKS, named } from '../../../../../parts/landmarks';

/** Volto's own, named in the page's language. */
export default function Footer() {
  const intl = useIntl();
  return named((Original as any).WrappedComponent({ intl }), intl.formatMessage(LANDMARKS.footer));
}
