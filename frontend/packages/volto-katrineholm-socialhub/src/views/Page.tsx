import { useEffect } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { getContent } from '@plone/volto/actions/content/content';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { withServerErrorCode } from '@plone/volto/helpers/Utils/Utils';
import config from '@plone/volto/registry';
import { own } from '../addresses';
import { dataAt, expandedIn, isPage } from '../pages';
import type { Content } from '../pages';
import type { Described } from '../types';
import { useAnswer } from '../store';
import type { Said } from '../store';
import { Head } from '../parts/Head';
import { SaysAll } from '../parts/words';

const messages = defineMessages({
  calm: {
    id: 'The content cannot be shown at present. Please try again in a while.',
    defaultMessage: 'The content cannot be shown at present. Please try again in a while.',
  },
});

/** That something is not to be had, calmly. */
export function Calm({ isPage = false }) {
  const calm = useIntl().formatMessage(messages.calm);
  return (
    <p className="socialhub socialhub-calm" role="status">
      {isPage && <Helmet title={calm} />}
      {calm}
    </p>
  );
}

interface Failed {
  status: number;
  said?: Said;
  staticContext?: unknown;
}

/** What has been disposed of, in the backend's words. */
const Gone = withServerErrorCode(410)(({ title, message }: Said) => (
  <div id="view">
    <Helmet title={title} />
    <Headed title={title} lead={message} />
  </div>
));

/** Volto's own page for what is not there, or not to be seen; else the calm sentence. */
function Fault({ status, said, ...route }: Failed) {
  if (status === 410 && said) return <Gone {...said} {...route} />;
  const { errorViews } = config.views as { errorViews: Record<string, ComponentType<any>> };
  const View = errorViews[status];
  if (!View || status >= 500) return <Calm isPage />;
  return (
    <div id="view">
      <View said={said} {...route} />
    </div>
  );
}

/** The place that an address belongs to, of which Volto's own parts of the page tell. */
function usePlace(pathname: string): Content {
  const dispatch = useDispatch<any>();
  const known = useSelector((state: any) => state.content.data) ?? {};
  const place = getBaseUrl(pathname);
  const isElsewhere = isPage(pathname) && own(known['@id'] ?? '') !== place;
  useEffect(() => {
    if (isElsewhere) dispatch(getContent(place));
  }, [dispatch, isElsewhere, place]);
  return known;
}

interface Props<T> {
  children: (data: T) => ReactNode;
  staticContext?: unknown;
}

/** One of our pages, with what the backend says of it. */
export function Page<T extends Described>({ children, staticContext }: Props<T>) {
  const { pathname, search } = useLocation();
  const content = usePlace(pathname);
  const at = isPage(pathname) ? pathname : own(content['@id'] ?? '');
  const given = isPage(pathname) ? undefined : (expandedIn(content, search) as T | undefined);
  const answer = useAnswer<T>(dataAt(at, search, content['@type']) ?? '', given);
  if (answer?.fault)
    return <Fault status={answer.fault} said={answer.said} staticContext={staticContext} />;
  if (!answer) return <div aria-busy="true" />;
  const page = (
    <>
      <Head {...(answer.data as T).head} />
      {children(answer.data as T)}
    </>
  );
  // Volto leads those who skip its header there; around a place's own page it has done so itself.
  return isPage(pathname) ? <div id="view">{page}</div> : page;
}

interface Headed {
  title: string;
  title_language?: string | null;
  lead?: string;
  easy?: { title: string; text: string } | null;
  language?: string;
  children?: ReactNode;
}

/** A page's title and what stands below it; then the page. */
export const Headed = ({ title, title_language, lead, easy, language, children }: Headed) => (
  <div id="page-document" className="ui container socialhub-page">
    <h1 className="documentFirstHeading" lang={title_language ?? undefined}>
      {title}
    </h1>
    {lead && (
      <p className="documentDescription" lang={language || undefined}>
        {lead}
      </p>
    )}
    {easy && (
      <details className="socialhub socialhub-easy">
        <summary>{easy.title}</summary>
        <p lang="sv">{easy.text}</p>
      </details>
    )}
    {children}
  </div>
);

/** A part of a page with its own heading. */
export const Section = ({
  id,
  title,
  language,
  texts,
  className,
  children,
}: {
  id: string;
  title: string;
  language?: string | null;
  texts?: string[];
  className?: string;
  children?: ReactNode;
}) => (
  <section className={className} aria-labelledby={id}>
    <h2 id={id} lang={language ?? undefined}>
      {title}
    </h2>
    <SaysAll texts={texts} />
    {children}
  </section>
);
