import { useState } from 'react';
import type { FormEvent } from 'react';
import { useHistory } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { own } from '../addresses';
import type { FormField, FormPage, Linked, ReceiptPage, Refusal } from '../types';
import { Fault, Refused } from '../controls/Refused';
import { useRefusals } from '../controls/refusals';
import { Head } from '../parts/Head';
import { Way } from '../parts/Way';
import { Says } from '../parts/words';
import { useSend } from '../store';
import type { SendError } from '../store';
import { Tools } from '../controls/Tools';
import { Part } from './Information';
import { Headed, Page } from './Page';

const ID = 'socialhub-';

/** A comment is reported, the responsible written to or a change proposed; then the receipt. */
const FormView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<FormPage | ReceiptPage> staticContext={staticContext}>
      {(page) => ('receipt' in page ? <Receipt page={page} /> : <Form page={page} />)}
    </Page>
    <Tools />
  </>
);

export default FormView;

/** What was written, as a form without a script sent it; the server has put it there. */
interface Sent {
  values: Record<string, string>;
  refusal: Refusal;
}

/** What is wrong in the order of the fields, as they are read. */
function inOrder(refusal: Refusal | null, fields: FormField[]): Refusal | null {
  const at = (name: string) => fields.findIndex((field) => field.name === name);
  const faults = Object.entries(refusal?.faults ?? {}).sort(([one], [two]) => at(one) - at(two));
  return refusal && { ...refusal, faults: Object.fromEntries(faults) };
}

function Form({ page }: { page: FormPage }) {
  const sent = useSelector((state: any) => state.form?.socialhub as Sent | undefined);
  const [refusal, setRefusal] = useState<Refusal | null>(sent?.refusal ?? null);
  const history = useHistory();
  const send = useSend();
  const refusalOf = useRefusals();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const written = Object.fromEntries(new FormData(event.currentTarget));
    try {
      const { '@id': receipt } = await send<{ '@id': string }>(page['@id'], written);
      history.push(own(receipt));
    } catch (error) {
      setRefusal(refusalOf(error as SendError));
    }
  };

  const { head } = page;
  return (
    <Headed title={page.title} lead={page.lead}>
      {refusal && <Head {...head} title={head.refused ?? head.title} />}
      <div className="socialhub socialhub-step">
        <Refused refusal={inOrder(refusal, page.fields)} prefix={ID} mend={page.mend} />
        <form className="socialhub-decision" method="post" onSubmit={submit}>
          {page.trap && <Trap {...page.trap} fault={refusal?.faults?.[page.trap.name]} />}
          <Says text={page.about} />
          {page.fields.map((field) => (
            <Field
              key={field.name}
              field={{ ...field, value: sent?.values[field.name] ?? field.value }}
              required={page.required}
              fault={refusal?.faults?.[field.name]}
            />
          ))}
          <button className="btn btn-primary" type="submit">
            {page.button}
          </button>
        </form>
        {page.told && <Part section={page.told} />}
        <After links={page.links} />
      </div>
    </Headed>
  );
}

const After = ({ links = [] }: { links?: Linked[] }) => (
  <>
    {links.map((link) => (
      <p key={link['@id']}>
        <Way to={link['@id']}>{link.title}</Way>
      </p>
    ))}
  </>
);

/** A field that no person sees and a robot fills in; in sight where it was. */
const Trap = ({ name, label, fault }: NonNullable<FormPage['trap']> & { fault?: string }) => (
  <div className={fault ? undefined : 'visually-hidden'} aria-hidden={fault ? undefined : true}>
    <label>
      <span>{label}</span> <Fault id={`${ID}${name}-fault`} text={fault} />
      <input
        key={fault} // what was in it is not sent again
        className="form-control"
        id={ID + name}
        name={name}
        type="text"
        tabIndex={fault ? undefined : -1}
        autoComplete="off"
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault && `${ID}${name}-fault`}
      />
    </label>
  </div>
);

interface FieldProps {
  field: FormField;
  required: string;
  fault?: string;
}

/** What a field, or a group of them, says of itself to who hears it. */
const said = (id: string, field: FormField, fault?: string) => ({
  'aria-describedby':
    [field.help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': fault ? true : undefined,
});

const Help = ({ id, text }: { id: string; text: string }) =>
  text ? (
    <p className="form-text" id={`${id}-help`}>
      {text}
    </p>
  ) : null;

function Field({ field, required, fault }: FieldProps) {
  if (field.type === 'hidden')
    return <input type="hidden" name={field.name} defaultValue={field.value} />;
  if (field.type === 'radio') return <Radio field={field} required={required} fault={fault} />;
  const id = ID + field.name;
  const shared = {
    className: field.type === 'select' ? 'form-select' : 'form-control',
    id,
    name: field.name,
    required: field.required,
    defaultValue: field.value,
    ...said(id, field, fault),
  };
  return (
    <div>
      <label htmlFor={id}>
        <span>
          {field.title} {field.required && <span className="socialhub-required">{required}</span>}
        </span>
      </label>
      <Help id={id} text={field.help} />
      <Fault id={`${id}-fault`} text={fault} />
      {field.type === 'textarea' ? (
        <textarea
          {...shared}
          rows={field.rows ?? undefined}
          maxLength={field.longest || undefined}
        />
      ) : field.type === 'select' ? (
        <select {...shared}>
          {field.options.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={field.type}
          maxLength={field.longest || undefined}
          autoComplete={field.autocomplete || 'off'}
          autoCapitalize={field.autocapitalize || undefined}
          spellCheck={field.spellcheck === false ? false : undefined}
          inputMode={(field.inputmode || undefined) as 'url'}
        />
      )}
    </div>
  );
}

const Radio = ({ field, required, fault }: FieldProps) => (
  <fieldset id={ID + field.name} role="radiogroup" {...said(ID + field.name, field, fault)}>
    <legend>
      {field.title} {field.required && <span className="socialhub-required">{required}</span>}
    </legend>
    <Help id={ID + field.name} text={field.help} />
    <Fault id={`${ID}${field.name}-fault`} text={fault} />
    {field.options.map((option) => (
      <label key={option.value} className="socialhub-tick">
        <input
          className="form-check-input"
          type="radio"
          name={field.name}
          value={option.value}
          required={field.required}
          defaultChecked={option.selected || option.value === field.value}
        />{' '}
        <span>{option.title}</span>
      </label>
    ))}
  </fieldset>
);

const Receipt = ({ page }: { page: ReceiptPage }) => (
  <Headed title={page.title} lead={page.lead}>
    <div className="socialhub socialhub-step">
      {page.text && (
        <p className="alert alert-success" role="status">
          {page.text}
        </p>
      )}
      {page.next && <Part section={page.next} />}
      <After links={page.channel ? [page.channel] : page.links} />
    </div>
  </Headed>
);
