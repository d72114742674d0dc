import { useEffect, useRef } from 'react';
import type { Refusal } from '../types';

interface Props {
  refusal: Refusal | null;
  prefix: string;
  mend?: string; // what stands above all that is wrong, where the sentence would repeat it
}

/** Why a form was refused, with a link to each field at fault; it is read at once. */
export function Refused({ refusal, prefix, mend }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) place.current?.focus();
  }, [refusal]);
  if (!refusal) return null;
  const faults = Object.entries(refusal.faults ?? {});
  const isListed = mend ? faults.length > 0 : faults.length > 1;
  return (
    <div className="alert alert-danger" role="alert" tabIndex={-1} ref={place}>
      <p>{(isListed && mend) || refusal.message}</p>
      {isListed && (
        <ul className="socialhub-at-fault">
          {faults.map(([name, text]) => (
            <li key={name}>
              <a href={`#${prefix}${name}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What is wrong with a field, at it. */
export const Fault = ({ text, id }: { text?: string; id: string }) =>
  text ? (
    <span className="socialhub-fault" id={id}>
      {text}
    </span>
  ) : null;
