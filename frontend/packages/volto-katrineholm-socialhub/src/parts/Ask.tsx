import { followed } from '../addresses';
import type { Asking } from '../types';

/** Where an account's address is pasted, to hear whether it is ours. */
export const Ask = ({ form, name = 'socialhub-address' }: { form: Asking; name?: string }) => (
  <form
    className="socialhub-ask"
    role="search"
    aria-label={form.label}
    method="get"
    action={followed(form.action)}
  >
    <label htmlFor={name}>{form.label}</label>
    <p id={`${name}-help`}>{form.help}</p>
    <div>
      <input
        key={form.value}
        className="form-control"
        id={name}
        name={form.name}
        type="text"
        aria-describedby={`${name}-help`}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={form.value}
      />
      <button className="btn btn-primary" type="submit">
        {form.button}
      </button>
    </div>
  </form>
);
