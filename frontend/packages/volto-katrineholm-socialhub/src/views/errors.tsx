import type { ComponentType } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useSelector } from 'react-redux';
import loadable from '@loadable/component';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { withServerErrorCode } from '@plone/volto/helpers/Utils/Utils';
import type { ConfigType } from '@plone/registry';
import { CONTENT } from '../store';
import type { Said } from '../store';

const Nowhere = loadable(() => import(/* webpackChunkName: "socialhub-nowhere" */ './Nowhere'));

// The headings of Volto's own pages for what is not to be had.
const HEADINGS = defineMessages({
  401: { id: 'Unauthorized', defaultMessage: 'Unauthorized' },
  403: { id: 'Forbidden', defaultMessage: 'Forbidden' },
  404: {
    id: 'This page does not seem to exist…',
    defaultMessage: 'This page does not seem to exist…',
  },
  408: { id: 'No connection to the server', defaultMessage: 'No connection to the server' },
  500: { id: 'Server Error', defaultMessage: 'Server Error' },
  ECONNREFUSED: { id: 'Connection refused', defaultMessage: 'Connection refused' },
});

type Status = keyof typeof HEADINGS;

interface Props {
  said?: Said;
}

/** Our own page for what is not there, where the backend has said what stands on it. */
function missing(View: ComponentType<any>) {
  function Missing({ said, ...props }: Props) {
    const known = useSelector((state: any) => state.socialhub[CONTENT]?.said as Said | undefined);
    const page = (said ?? known)?.page;
    return page ? <Nowhere page={page} /> : <View {...props} />;
  }
  return withServerErrorCode(404)(Missing);
}

/** The same page, titled by its heading. */
function titled(View: ComponentType<any>, status: Status) {
  const Titled = (props: object) => (
    <>
      <Helmet title={useIntl().formatMessage(HEADINGS[status])} />
      <View {...props} />
    </>
  );
  Titled.displayName = View.displayName;
  return Titled;
}

/** Volto's pages for what is not to be had have no title. */
export default function titleErrors(config: ConfigType): void {
  const views = config.views.errorViews as Record<string, ComponentType<any>>;
  for (const status of Object.keys(HEADINGS) as Status[])
    if (views[status]) views[status] = titled(views[status], status);
  if (views[404]) views[404] = missing(views[404]);
}
