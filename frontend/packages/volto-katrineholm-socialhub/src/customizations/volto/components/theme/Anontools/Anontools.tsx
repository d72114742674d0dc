import { useSelector } from 'react-redux';
import { FormattedMessage } from 'react-intl';
import { Menu } from 'semantic-ui-react';
import config from '@plone/volto/registry';
import { own } from '../../../../../addresses';
import { Way } from '../../../../../parts/Way';

/** The ways to log in and register. Volto's own are "login" and "register" to whoever listens,
 * in any language; here they are called what is written on them. */
export default function Anontools() {
  const isMember = useSelector((state: any) => Boolean(state.userSession.token));
  const place: string | undefined = useSelector((state: any) => state.content.data?.['@id']);
  if (isMember) return null;
  return (
    <Menu pointing secondary floated="right">
      <Menu.Item>
        <Way to={place ? `/login?return_url=${own(place)}` : '/login'}>
          <FormattedMessage id="Log in" defaultMessage="Log in" />
        </Way>
      </Menu.Item>
      {(config.settings as any).showSelfRegistration && (
        <Menu.Item>
          <Way to="/register">
            <FormattedMessage id="Register" defaultMessage="Register" />
          </Way>
        </Menu.Item>
      )}
    </Menu>
  );
}
