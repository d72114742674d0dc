import { useSelector } from 'react-redux';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import config from '@plone/volto/registry';
import { isSafe, published } from '../addresses';
import { languages } from '../language';
import type { HeadData } from '../types';

/** JSON as a script may hold it: nothing in it ends the element. */
const harmless = (data: object) =>
  JSON.stringify(data).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

const isAddress = ({ property }: HeadData['tags'][0]) => /:(url|image)$/.test(property ?? '');

/** A title as Volto's own pages have it: with the site's name where the site has decided so. */
export function useTitle(title: string): string {
  const site = useSelector((state: any) => state.site.data?.['plone.site_title']);
  const { siteTitleFormat, titleAndSiteTitleSeparator = '-' } = config.settings as any;
  return siteTitleFormat?.includeSiteTitle && site && site !== title
    ? `${title} ${titleAndSiteTitleSeparator} ${site}`
    : title;
}

/** The language that the reader has chosen; where there is no choice, the content's or the site's. */
const useLanguage = () =>
  useSelector(({ content, intl, site }: any) =>
    languages().length
      ? intl.locale
      : content.data?.language?.token || site.data?.['plone.default_language'],
  );

/** What a page says of itself in its head, as the backend gives it, and the language of it all. */
export function Head({ title, description, canonical, tags, links, jsonld }: HeadData) {
  const language = useLanguage();
  // As arrays: of children Helmet copies all that came before, for each of some fifty.
  return (
    <Helmet
      title={useTitle(title)}
      htmlAttributes={{ lang: language }}
      meta={[
        ...(description ? [{ name: 'description', content: description }] : []),
        ...tags.map((tag) =>
          isAddress(tag) ? { ...tag, content: published(tag.content) } : { ...tag },
        ),
      ]}
      link={[
        { rel: 'canonical', href: published(canonical) },
        ...links
          .filter(({ href }) => isSafe(href))
          .map((each) => ({ ...each, href: published(each.href) })),
      ]}
      script={
        jsonld ? [{ type: 'application/ld+json', innerHTML: harmless(published(jsonld)) }] : []
      }
    />
  );
}
