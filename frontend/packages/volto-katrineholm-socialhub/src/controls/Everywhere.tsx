import { useSelector } from 'react-redux';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { useRefusals } from './refusals';

/** The graphic profile, which any page with a block of ours needs. */
const Profile = () => (
  <Helmet>
    <link rel="stylesheet" href="/@@socialhub-profile.css" />
  </Helmet>
);

/** That the session ended while somebody wrote in one of Volto's own forms. */
function SessionEnded() {
  const { create, update } = useSelector((state: any) => state.content);
  const refusalOf = useRefusals();
  const error = [create, update].find((each) => each?.error?.status === 401)?.error;
  return error ? (
    <p className="socialhub socialhub-session" role="alert">
      {refusalOf(error).message}
    </p>
  ) : null;
}

/** What stands on every page. */
const Everywhere = () => (
  <>
    <Profile />
    <SessionEnded />
  </>
);

export default Everywhere;
