import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { useHistory, useLocation } from 'react-router-dom';
import type { FormEvent } from 'react';
import { dataAt } from '../pages';
import { forget, useSend } from '../store';
import type { SendError } from '../store';
import type { EntryPage, Refusal } from '../types';
import { Fault, Refused } from './Refused';
import { useRefusals } from './refusals';

/** What may be done with an entry, for those who may: hide it, pin it, let it back. */
export function Acts({ page }: { page: EntryPage }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [said, setSaid] = useState('');
  const { pathname } = useLocation();
  const history = useHistory();
  const dispatch = useDispatch();
  const send = useSend();
  const refusalOf = useRefusals();
  const { acts, reason, token } = page;
  if (!acts.length) return null;

  const act = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const written = new FormData(event.currentTarget).get('reason') ?? '';
    const what = { do: (submitter as HTMLButtonElement).value, reason: written, token };
    try {
      const answer = await send<{ message: string; entry: unknown }>(dataAt(pathname)!, what);
      setRefusal(null);
      setSaid(answer.message);
      if (answer.entry) dispatch(forget());
      else history.push(pathname.replace(/\/@@entry\/.*/, ''));
    } catch (error) {
      setRefusal(refusalOf(error as SendError));
    }
  };

  return (
    <form className="socialhub-editing" onSubmit={act}>
      <Refused refusal={refusal} prefix="socialhub-" />
      {said && (
        <p className="alert alert-success" role="status">
          {said}
        </p>
      )}
      {reason && (
        <p className="socialhub-why">
          <label className="form-label" htmlFor="socialhub-reason">
            {reason.label}
          </label>
          <span className="form-text" id="socialhub-reason-help">
            {reason.help}
          </span>
          <input
            className="form-control"
            id="socialhub-reason"
            name="reason"
            type="text"
            maxLength={reason.longest}
            aria-describedby="socialhub-reason-help"
          />
          <Fault id="socialhub-reason-fault" text={refusal?.faults?.reason} />
        </p>
      )}
      <div className="socialhub-actions">
        {acts.map((each) => (
          <button
            key={each.do}
            className={`btn ${each.needs_reason ? 'btn-outline-danger' : 'btn-secondary'}`}
            type="submit"
            value={each.do}
          >
            {each.title}
          </button>
        ))}
      </div>
    </form>
  );
}
