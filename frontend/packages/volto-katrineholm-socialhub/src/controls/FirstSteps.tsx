import { useLocation } from 'react-router-dom';
import { useAnswer } from '../store';
import { Way } from '../parts/Way';
import type { FirstStepsData } from '../types';

/** What the office has left to do before its hub is in use; nothing when all is done. */
export function FirstSteps() {
  const place = useLocation().pathname.replace(/\/$/, '');
  const { data } = useAnswer<FirstStepsData>(`${place}/@first-steps`) ?? {};
  if (!data?.left) return null;
  return (
    <section
      className="socialhub socialhub-editor socialhub-first-steps"
      aria-labelledby="socialhub-first-steps"
    >
      <h2 id="socialhub-first-steps">{data.title}</h2>
      <p>{data.text}</p>
      <ol className="socialhub-checklist list-unstyled">
        {data.items.map((step) => (
          <li key={step.id} className={step.done ? 'socialhub-met' : 'socialhub-unmet'}>
            <strong>{step.state}</strong>{' '}
            {step['@id'] ? <Way to={step['@id']}>{step.title}</Way> : step.title}
            {!step.done && <span className="d-block">{step.text}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
