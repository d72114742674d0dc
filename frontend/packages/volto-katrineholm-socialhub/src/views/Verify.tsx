import type { Described, Lines, Verdict, VerifyPage } from '../types';
import { Ask } from '../parts/Ask';
import { Icon } from '../parts/Icon';
import { Way } from '../parts/Way';
import { Facts, Linking, SaysAll } from '../parts/words';
import { Tools } from '../controls/Tools';
import { Headed, Page } from './Page';

/** Is it ours? Asked about anything that can be pasted. */
const VerifyView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<Described & { page: VerifyPage }> staticContext={staticContext}>
      {({ page }) => <Verify page={page} />}
    </Page>
    <Tools />
  </>
);

export default VerifyView;

const Verify = ({ page }: { page: VerifyPage }) => (
  <Headed title={page.title} lead={page.lead}>
    <div className="socialhub socialhub-verify">
      <Ask form={page.form} />
      <div role="status">
        {page.wait && <p className="alert alert-warning">{page.wait}</p>}
        {page.answer && <Answer answer={page.answer} />}
      </div>
      <p>
        <Way to={page.all['@id']}>{page.all.title}</Way>
      </p>
    </div>
  </Headed>
);

const Answer = ({ answer }: { answer: Verdict }) => (
  <section className={`socialhub-verdict socialhub-is-${answer.light}`}>
    <p>
      <Icon name={answer.icon} /> <strong>{answer.word}</strong>
    </p>
    <h2>{answer.heading}</h2>
    {answer.understood.length > 0 && (
      <p className="socialhub-understood">
        <Linking parts={answer.understood} /> {answer.address && <code>{answer.address}</code>}
      </p>
    )}
    <SaysAll texts={answer.advice} className="socialhub-advice" />
    {answer.post && (
      <p>
        <Way to={answer.post['@id']}>{answer.post.title}</Way>
      </p>
    )}
    {answer.channels.length > 0 && (
      <ul className="socialhub-answers">
        {answer.channels.map((channel) => (
          <li key={channel['@id']}>
            <h3>
              <Way to={channel['@id']}>{channel.title}</Way>
            </h3>
            <Facts facts={channel.facts} />
            <SaysAll texts={channel.notes} />
          </li>
        ))}
      </ul>
    )}
    {answer.names && (
      <>
        <h3>{answer.names.title}</h3>
        <Facts facts={answer.names.facts} />
      </>
    )}
    {answer.near && <Near {...answer.near} />}
    {answer.others && <Near {...answer.others} />}
    {answer.todo && <ToDo {...answer.todo} />}
  </section>
);

const Near = ({ title, items }: Lines) => (
  <>
    <h3>{title}</h3>
    <ul className="socialhub-near">
      {items.map((channel) => (
        <li key={channel['@id']}>
          <Way to={channel['@id']}>{channel.title}</Way>, {channel.service}{' '}
          <code>{channel.profile_url}</code> {channel.note && <em>{channel.note}</em>}
        </li>
      ))}
    </ul>
  </>
);

const ToDo = ({ title, items, case: report }: NonNullable<Verdict['todo']>) => (
  <>
    <h3>{title}</h3>
    {report && (
      <p>
        <Way to={report['@id']} className="btn btn-secondary">
          {report.title}
        </Way>
      </p>
    )}
    <ol className="socialhub-todo">
      {items.map((parts, at) => (
        <li key={at}>
          <Linking parts={parts} />
        </li>
      ))}
    </ol>
  </>
);
