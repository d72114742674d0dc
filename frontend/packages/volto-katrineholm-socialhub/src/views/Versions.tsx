import type { Piece, VersionsPage } from '../types';
import { Tools } from '../controls/Tools';
import { Way } from '../parts/Way';
import { Heard, Linking, When } from '../parts/words';
import { Page } from './Page';

/** What an entry said before. */
const VersionsView = ({ staticContext }: { staticContext?: unknown }) => (
  <>
    <Page<VersionsPage> staticContext={staticContext}>{(page) => <Versions page={page} />}</Page>
    <Tools />
  </>
);

export default VersionsView;

const Versions = ({ page }: { page: VersionsPage }) => (
  <article id="page-document" className="ui container socialhub socialhub-versions">
    <h1 className="documentFirstHeading">
      <Linking parts={page.heading} />
    </h1>
    <p>
      <Way to={page.now['@id']}>{page.now.title}</Way>
    </p>
    <p className="form-text">{page.explained}</p>
    {page.versions.map(({ id, title, when, pieces }) => (
      <section key={id} className="socialhub-version" id={id}>
        <h2>
          {title} <When at={when} />
        </h2>
        <p className="socialhub-difference" dir="auto" lang={page.language || undefined}>
          {pieces.map((piece, at) => (
            <Compared key={at} piece={piece} heard={page.heard} />
          ))}
        </p>
      </section>
    ))}
  </article>
);

/** A piece of a text; who hears the page hears where a change begins and where it ends. */
function Compared({ piece, heard }: { piece: Piece; heard: VersionsPage['heard'] }) {
  if (piece.change === 'same') return <>{piece.text}</>;
  const Changed = piece.change === 'removed' ? 'del' : 'ins';
  return (
    <Changed>
      <Heard text={heard[piece.change]} />
      {piece.text}
      <Heard text="]" />
    </Changed>
  );
}
