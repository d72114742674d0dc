import { useState } from 'react';
import type { FormEvent } from 'react';
import { useDispatch } from 'react-redux';
import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import { getContent } from '@plone/volto/actions/content/content';
import { forget, useAnswer, useSend } from '../store';
import type { SendError } from '../store';
import type { Refusal } from '../types';
import { Refused } from './Refused';
import { useRefusals } from './refusals';

const messages = defineMessages({
  steps: { id: 'Next step', defaultMessage: 'Next step' },
  comment: { id: 'Reason or comment', defaultMessage: 'Reason or comment' },
  closed_on: { id: 'Closing date', defaultMessage: 'Closing date' },
  link_only_reason: { id: 'Why link only', defaultMessage: 'Why link only' },
});

interface Workflow {
  state: { id: string; title: string };
  transitions: { '@id': string; title: string }[];
}

const nameOf = (transition: { '@id': string }) => transition['@id'].split('/').pop();

/** The steps of a place's life that the present user may take, each with its reason. */
export function Steps() {
  const { pathname } = useLocation();
  const place = pathname.replace(/\/$/, '');
  const { data } = useAnswer<Workflow>(`${place}/@workflow`) ?? {};
  return data?.transitions.length ? <Form place={place} workflow={data} /> : null;
}

function Form({ place, workflow }: { place: string; workflow: Workflow }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { formatMessage } = useIntl();
  const dispatch = useDispatch<any>();
  const send = useSend();
  const refusalOf = useRefusals();
  const offered = workflow.transitions.map(nameOf);

  const step = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { submitter } = event.nativeEvent as SubmitEvent;
    try {
      await send((submitter as HTMLButtonElement).value, Object.fromEntries(new FormData(form)));
      form.reset();
      setRefusal(null);
      dispatch(forget());
      dispatch(getContent(place));
    } catch (error) {
      setRefusal(refusalOf(error as SendError));
    }
  };

  return (
    <details className="socialhub-steps" open={refusal ? true : undefined}>
      <summary>{`${formatMessage(messages.steps)} (${workflow.state.title})`}</summary>
      <form className="socialhub-decision" onSubmit={step}>
        <Refused refusal={refusal} prefix="socialhub-step-" />
        <Field name="comment" />
        {offered.includes('make-official') && <Field name="link_only_reason" />}
        {offered.includes('close') && <Field name="closed_on" type="date" />}
        <div className="socialhub-actions">
          {workflow.transitions.map((transition) => (
            <button
              key={transition['@id']}
              className="btn btn-secondary"
              type="submit"
              value={`${place}/@workflow/${nameOf(transition)}`}
            >
              {transition.title}
            </button>
          ))}
        </div>
      </form>
    </details>
  );
}

function Field({
  name,
  type = 'text',
}: {
  name: Exclude<keyof typeof messages, 'steps'>;
  type?: string;
}) {
  const { formatMessage } = useIntl();
  return (
    <label htmlFor={`socialhub-step-${name}`}>
      <span>{formatMessage(messages[name])}</span>
      <input className="form-control" id={`socialhub-step-${name}`} name={name} type={type} />
    </label>
  );
}
