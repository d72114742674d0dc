import { useEffect, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  copy: { id: 'Copy', defaultMessage: 'Copy' },
  copied: { id: 'Copied', defaultMessage: 'Copied' },
});

interface Props {
  label: string;
  text: string;
  rows?: number; // without them it is an address
}

/** A text to copy: by hand, and by a button where a script may do it. */
export function Copied({ label, text, rows }: Props) {
  const { formatMessage } = useIntl();
  const [canCopy, setCanCopy] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => setCanCopy(Boolean(navigator.clipboard)), []);
  const field = { className: 'form-control', readOnly: true, value: text };
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid(formatMessage(messages.copied));
  };
  return (
    <>
      <label className="socialhub-copy">
        <span>{label}</span>
        {rows ? <textarea {...field} rows={rows} /> : <input {...field} type="url" />}
      </label>
      {canCopy && (
        <button
          type="button"
          className="btn btn-sm btn-outline-secondary"
          aria-label={`${formatMessage(messages.copy)}: ${label}`}
          onClick={copy}
        >
          {formatMessage(messages.copy)}
        </button>
      )}
      {canCopy && <span role="status">{said}</span>}
    </>
  );
}
