import { useEffect, useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';

const messages = defineMessages({
  copy: { id: 'Copy', defaultMessage: 'Copy' },
  copied: { id: 'Copied', defaultMessage: 'Copied' },
});

interface Props {
  label: string;
  text: string;
  rows?: number;
}

/** A text to copy: by hand, and by a button where a script may do it. */
export function Copied({ label, text, rows = 1 }: Props) {
  const { formatMessage } = useIntl();
  const [canCopy, setCanCopy] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => setCanCopy(Boolean(navigator.clipboard)), []);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid(formatMessage(messages.copied));
  };
  return (
    <>
      <label className="socialhub-copy">
        <span>{label}</span>
        <textarea className="form-control" readOnly rows={rows} value={text} />
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
      <span role="status">{said}</span>
    </>
  );
}
