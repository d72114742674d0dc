import { useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import { FormattedMessage } from 'react-intl';
import { Menu } from 'semantic-ui-react';
import config from '@plone/volto/registry';
import { own } from '../../../../../addresses';
import { chosen, others } from '../../../../../language';
import { Way } from '../../../../../parts/Way';

/** Other languages, and the ways to log in and register. Volto's own are "login" and "register" to whoever listens,
 * in any language; here they are called what is written on them. */
export default function Anontools() {
  const isMember = useSelector((state: any) => Boolean(state.userSession.token));
  const place: string | undefined = useSelector((state: any) => state.content.data?.['@id']);
  const language: string = useSelector((state: any) => state.intl.locale);
  const { search } = useLocation();
  if (isMember) return null;
  return (
    <Menu pointing secondary floated="right">
      {others(language).map(({ code, title }) => (
        <Menu.Item key={code}>
          <a href={chosen(search, code)} hrefLang={code} lang={code}>
            {title}
          </a>
        </Menu.Item>
      ))}
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
