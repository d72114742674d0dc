import type { HTMLAttributes } from 'react';
import type { Fact, Moment, Sentence } from '../types';
import { Icon } from './Icon';
import { Way } from './Way';

export const When = ({ at }: { at: Moment }) => <time dateTime={at.iso}>{at.text}</time>;

/** A sentence that there may be. */
export const Says = ({ text, className }: { text?: string | null; className?: string }) =>
  text ? <p className={className}>{text}</p> : null;

/** Sentences, one below the other. */
export const SaysAll = ({ texts = [], className }: { texts?: string[]; className?: string }) => (
  <>
    {texts.map((text) => (
      <p key={text} className={className}>
        {text}
      </p>
    ))}
  </>
);

/** A sentence with links and strong words in it. */
export const Linking = ({ parts }: { parts: Sentence }) => (
  <>
    {parts.map((part, at) =>
      part['@id'] ? (
        <Way key={at} to={part['@id']} lang={part.language}>
          {part.text}
        </Way>
      ) : part.strong ? (
        <strong key={at}>{part.text}</strong>
      ) : part.language ? (
        <span key={at} lang={part.language}>
          {part.text}
        </span>
      ) : (
        part.text
      ),
    )}
  </>
);

/** Nobody sees it but who listens to the page. */
export const Heard = ({ text }: { text: string }) => (
  <span className="visually-hidden">{text}</span>
);

/** What is known, as a list of terms. */
export const Facts = ({ facts, look }: { facts: Fact[]; look?: string }) => (
  <dl className={look}>
    {facts.map(({ title, values, icon, look }) => (
      <div key={`${title} ${values[0]?.text}`} className={look}>
        <dt>{title}</dt>
        {values.map((value) => (
          <dd key={value.text}>
            {icon && <Icon name={icon} />}
            <Linking parts={[value]} />
          </dd>
        ))}
      </div>
    ))}
  </dl>
);

/** HTML that the backend has cleaned or made itself. Nothing else of the add-on writes HTML. */
export const Cleaned = ({ html, ...rest }: { html: string } & HTMLAttributes<HTMLDivElement>) => (
  <div {...rest} dangerouslySetInnerHTML={{ __html: html }} />
);
