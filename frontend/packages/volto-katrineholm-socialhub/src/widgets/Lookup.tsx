import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import TextWidget from '@plone/volto/components/manage/Widgets/TextWidget';
import { getBaseUrl } from '@plone/volto/helpers/Url/Url';
import { useRefusals } from '../controls/refusals';
import { Way } from '../parts/Way';
import { Says, SaysAll } from '../parts/words';
import { useSend } from '../store';
import type { SendError } from '../store';

const messages = defineMessages({
  look: { id: 'Look up', defaultMessage: 'Look up' },
  looking: { id: 'Looking …', defaultMessage: 'Looking …' },
  found: { id: 'Found: {what}', defaultMessage: 'Found: {what}' },
  take: { id: 'Use this feed: {title}', defaultMessage: 'Use this feed: {title}' },
  taken: {
    id: 'The fields below are filled in.',
    defaultMessage: 'The fields below are filled in.',
  },
  listed: { id: 'It is on the list: {title}', defaultMessage: 'It is on the list: {title}' },
});

interface Candidate {
  feed_url: string;
  title: string;
  entries: { title: string; link: string }[];
}

interface Found {
  platform: string;
  service: string;
  kind: string;
  account: string;
  profile_url: string;
  advice: string;
  candidates: Candidate[];
  problems: { code: string; message: string }[];
  listed: { message: string; title: string; url: string } | null;
}

interface Props {
  id: string;
  value?: string;
  onChange: (id: string, value: unknown) => void;
  [option: string]: unknown;
}

/** A channel's address: paste it, look it up, and the other fields are filled in. */
export default function Lookup(props: Props) {
  const { id, value, onChange } = props;
  const [found, setFound] = useState<Found | null>(null);
  const [says, setSays] = useState('');
  const { formatMessage } = useIntl();
  const place = getBaseUrl(useLocation().pathname);
  const send = useSend();
  const refusalOf = useRefusals();

  const fill = (fields: object) =>
    Object.entries(fields).forEach(([name, what]) => what && onChange(name, what));

  const look = async () => {
    setSays(formatMessage(messages.looking));
    try {
      const answer = await send<Found>(`${place}/@probe`, { url: value });
      const { profile_url, platform, kind, candidates, account } = answer;
      fill({ [id]: profile_url, platform, kind, title: candidates[0]?.title || account });
      if (candidates.length === 1) fill({ feed_url: candidates[0].feed_url });
      setFound(answer);
      setSays(formatMessage(messages.taken));
    } catch (error) {
      setFound(null);
      setSays(refusalOf(error as SendError).message);
    }
  };

  return (
    <>
      <TextWidget {...props} />
      <div className="socialhub socialhub-lookup">
        <button type="button" className="btn btn-secondary" disabled={!value} onClick={look}>
          {formatMessage(messages.look)}
        </button>
        <p role="status">{says}</p>
        {found && <Answer found={found} take={(feed_url) => fill({ feed_url })} />}
      </div>
    </>
  );
}

function Answer({ found, take }: { found: Found; take: (feed: string) => void }) {
  const { formatMessage } = useIntl();
  const what = `${found.service}, ${found.account}`;
  return (
    <div className="socialhub-found">
      <p>
        <strong>{formatMessage(messages.found, { what })}</strong>
      </p>
      {found.listed && (
        <p className="socialhub-advice">
          {found.listed.url ? (
            <Way to={found.listed.url}>
              {formatMessage(messages.listed, { title: found.listed.title })}
            </Way>
          ) : (
            found.listed.message
          )}
        </p>
      )}
      <Says text={found.advice} className="socialhub-advice" />
      <SaysAll texts={found.problems.map((each) => each.message)} className="socialhub-fails" />
      {found.candidates.map((candidate) => (
        <div key={candidate.feed_url} className="socialhub-candidate">
          {found.candidates.length > 1 && (
            <button
              type="button"
              className="btn btn-secondary"
              onClick={() => take(candidate.feed_url)}
            >
              {formatMessage(messages.take, { title: candidate.title })}
            </button>
          )}
          <code>{candidate.feed_url}</code>
          <ul>
            {candidate.entries.map((entry) => (
              <li key={entry.link + entry.title}>{entry.title}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
