import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import { FormattedMessage } from 'react-intl';
import { Menu } from 'semantic-ui-react';
import config from '@plone/volto/registry';
import { own } from '../../../../../addresses';

/** The ways to log in and register. Volto's own are "login" and "register" to whoever listens,
 * in any language; here they are called what is written on them. */
export default function Anontools() {
  const isMember = useSelector((state: any) => Boolean(state.userSession.token));
  const place: string | undefined = useSelector((state: any) => state.content.data?.['@id']);
  if (isMember) return null;
  return (
    <Menu pointing secondary floated="right">
      <Menu.Item>
        <Link to={place ? `/login?return_url=${own(place)}` : '/login'}>
          <FormattedMessage id="Log in" defaultMessage="Log in" />
        </Link>
      </Menu.Item>
      {(config.settings as any).showSelfRegistration && (
        <Menu.Item>
          <Link to="/register">
            <FormattedMessage id="Register" defaultMessage="Register" />
          </Link>
        </Menu.Item>
      )}
    </Menu>
  );
}
