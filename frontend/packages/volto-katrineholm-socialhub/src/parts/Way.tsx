import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router-dom';
import config from '@plone/volto/registry';
import { isSafe, own } from '../addresses';
import { isPage } from '../pages';
import type { Linked } from '../types';

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string | null | undefined;
  children: ReactNode;
}

/** Whether Volto shows the page itself; Classic UI's own pages are loaded as such. */
const isVoltos = (address: string) => {
  const [path] = address.split(/[?#]/);
  return /^\/(?!\/)/.test(address) && (isPage(path) || !/\/(@@|\+\+)/.test(path));
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

interface Look {
  className?: string;
  rel?: string;
}

/** Links as the backend gives them. */
export const Ways = ({ items, className, rel }: { items: Linked[] } & Look) =>
  items.length ? (
    <ul className={className ?? 'socialhub-links'}>
      {items.map((each) => (
        <li key={each['@id'] + each.title}>
          <Way to={each['@id']} rel={rel}>
            {each.title}
          </Way>
        </li>
      ))}
    </ul>
  ) : null;
