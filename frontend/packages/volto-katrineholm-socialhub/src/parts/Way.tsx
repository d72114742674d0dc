import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import { isSafe, own } from '../addresses';
import { isPage } from '../pages';
import type { Linked } from '../types';

const messages = defineMessages({
  classic: {
    id: "(opens in Plone's Classic UI)",
    defaultMessage: "(opens in Plone's Classic UI)",
  },
});

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string | null | undefined;
  children: ReactNode;
}

/** Whether Volto shows the page itself; Classic UI's own pages are loaded as such. */
const isVoltos = (address: string) => {
  const [path] = address.split(/[?#]/);
  return /^\/(?!\/)/.test(address) && (isPage(path) || !/\/(@@|\+\+)/.test(path));
};

/** What Classic UI's addresses give that is no page: feeds and files. */
const FILE =
  /\/@@(rss|atom|json-feed|opml|dcat|changes\.atom|export-\w+|[\w-]+-(csv|ods)|kit-file)\b/;

/** Whether the page is Classic UI's, at the same address. */
export const isClassic = (to: string | null | undefined) => {
  const address = adding(own(to ?? ''));
  return /^\/[^?#]*\/@@/.test(address) && !isVoltos(address) && !FILE.test(address);
};

/** Where Volto adds what Classic UI adds at the address. */
const adding = (address: string) => address.replace(/\/\+\+add\+\+(\w+)$/, '/add?type=$1');

/** Where all of Volto's pages are, if not at the root. */
const below = () => (config.settings.subpathPrefix as string | undefined) ?? '';

/** A link; what is no address that may be followed stays a text. */
export function Way({ to, children, ...rest }: Props) {
  if (!isSafe(to)) return <span className={rest.className}>{children}</span>;
  const address = adding(own(to));
  const isHere = isVoltos(address);
  // The server writes what a link comes to: a page has a hundred, and each would ask the router.
  if (isHere && !__SERVER__)
    return (
      <Link to={address} {...rest}>
        {children}
      </Link>
    );
  return (
    <a {...rest} href={isHere ? below() + address : address}>
      {children}
    </a>
  );
}

/** That a link leads to Classic UI. */
export function Elsewhere({ to }: { to: string | null | undefined }) {
  const { formatMessage } = useIntl();
  return isClassic(to) ? (
    <small className="socialhub-in-classic"> {formatMessage(messages.classic)}</small>
  ) : null;
}

interface Listing {
  items: Linked[];
  className?: string;
  rel?: string;
  /** A sentence says of all of them where they lead. */
  isSaid?: boolean;
}

/** Links as the backend gives them. */
export const Ways = ({ items, className, rel, isSaid }: Listing) =>
  items.length ? (
    <ul className={className ?? 'socialhub-links'}>
      {items.map((each) => (
        <li key={each['@id'] + each.title}>
          <Way to={each['@id']} rel={rel}>
            {each.title}
          </Way>
          {!isSaid && <Elsewhere to={each['@id']} />}
        </li>
      ))}
    </ul>
  ) : null;
