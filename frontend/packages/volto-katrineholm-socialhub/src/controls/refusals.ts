import { defineMessages, useIntl } from 'react-intl';
import type { SendError } from '../store';
import type { Refusal } from '../types';

const messages = defineMessages({
  loggedOut: {
    id: 'You are not logged in any more. What you have written is still here: log in in another tab, and send it again.',
    defaultMessage:
      'You are not logged in any more. What you have written is still here: log in in another tab, and send it again.',
  },
  unsent: {
    id: 'It could not be sent. What you have written is still here: please try again in a while.',
    defaultMessage:
      'It could not be sent. What you have written is still here: please try again in a while.',
  },
});

/** Why something was not taken, in a sentence for whoever wrote it. */
export function useRefusals() {
  const { formatMessage } = useIntl();
  return ({ status, response }: SendError): Refusal => {
    if (status === 401) return { message: formatMessage(messages.loggedOut) };
    const said = response?.body;
    return status && status < 500 && said?.message
      ? { message: said.message, faults: said.faults }
      : { message: formatMessage(messages.unsent) };
  };
}
