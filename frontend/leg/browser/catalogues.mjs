/** The texts of Volto, of the add-on for Volto and of the add-on for Plone, in both languages. */
import { readFileSync } from 'node:fs';
import PO from 'pofile';
import { CHECKOUT, FRONTEND, PACKAGE } from '../places.mjs';

const NAME = 'locales/sv/LC_MESSAGES';
const CATALOGUES = [
  `${FRONTEND}/node_modules/@plone/volto/${NAME}/volto.po`,
  `${PACKAGE}/${NAME}/volto.po`,
  `${CHECKOUT}/src/katrineholm/socialhub/${NAME}/katrineholm.socialhub.po`,
];

/** What a text is in English: its id, or what its catalogue says instead. */
const english = ({ msgid, extractedComments }) =>
  extractedComments.join(' ').match(/Default: "(.*)"/)?.[1] ?? msgid;

/** Texts that differ, as English and Swedish. */
const PAIRS = CATALOGUES.flatMap((path) => PO.parse(readFileSync(path, 'utf-8')).items)
  .map((item) => [english(item), item.msgstr[0]])
  .filter(([text, said]) => said && said !== text);

/** The texts that a page in a language does not have: those of the other one that are not its own. */
export function foreign(language) {
  const [own, other] = language === 'sv' ? [1, 0] : [0, 1];
  const texts = new Set(PAIRS.map((pair) => pair[own]));
  return new Set(PAIRS.map((pair) => pair[other]).filter((text) => !texts.has(text)));
}
