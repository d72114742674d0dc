const SPRITE = '/++plone++katrineholm.socialhub/icons.svg';

/** One icon of the add-on's own. */
export const Icon = ({ name, className = '' }: { name: string; className?: string }) => (
  <svg aria-hidden="true" className={`socialhub-icon ${className}`.trim()}>
    <use href={`${SPRITE}#${name}`} />
  </svg>
);

/** The icon of a kind or a service, in its circle. */
export const Badge = ({ name }: { name: string }) => (
  <span className="socialhub-badge">
    <Icon name={name} />
  </span>
);

/** The mark of what speaks for the municipality. */
export const Official = ({ says }: { says: string }) =>
  says ? (
    <>
      <Icon name="official" className="socialhub-official" />
      <span className="visually-hidden">{says}</span>
    </>
  ) : null;
