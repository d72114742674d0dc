import { useLocation } from 'react-router-dom';
import Original from '@plone/volto-original/components/theme/Breadcrumbs/Breadcrumbs';
import { Notices } from '../../../../../parts/Important';

/** Volto has no place of its own between a page's header and its breadcrumbs. */
export default function Breadcrumbs(props: { pathname: string }) {
  const { pathname } = useLocation();
  return (
    <>
      {/* Each page that is opened asks anew. */}
      <Notices key={pathname} />
      <Original {...props} />
    </>
  );
}
