import type { SectionsPage } from '../types';
import { Tools } from '../controls/Tools';
import { Card } from '../parts/Card';
import { Badge } from '../parts/Icon';
import { Way } from '../parts/Way';
import { Heard, Says } from '../parts/words';
import { Headed, Page } from './Page';

/** The newest entries of each kind. */
const SectionsView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<SectionsPage> staticContext={staticContext}>{(page) => <Sections page={page} />}</Page>
    <Tools />
  </>
);

export default SectionsView;

const Sections = ({ page }: { page: SectionsPage }) => (
  <Headed title={page.title}>
    <div className="socialhub socialhub-sections">
      <p className="socialhub-links">
        <Way to={page.all['@id']}>{page.all.title}</Way>
      </p>
      <Says text={page.empty} />
      {page.sections.map((section, at) => (
        <OfKind key={section.kind} section={section} eager={!at} />
      ))}
    </div>
  </Headed>
);

const OfKind = ({
  section: { kind, title, more, cards },
  eager,
}: {
  section: SectionsPage['sections'][0];
  eager: boolean;
}) => (
  <section
    aria-labelledby={`socialhub-kind-${kind}`}
    className={`socialhub-days socialhub-of-${kind}`}
  >
    <header className="socialhub-headed">
      <h2 className="socialhub-labelled" id={`socialhub-kind-${kind}`}>
        <Badge name={kind} /> <span>{title}</span>
      </h2>
      <Way to={more['@id']}>
        {more.title}
        <Heard text={`: ${title}`} />
      </Way>
    </header>
    <div className="socialhub-cards">
      {cards.map((card) => (
        <Card key={card.id} card={card} eager={eager} />
      ))}
    </div>
  </section>
);
