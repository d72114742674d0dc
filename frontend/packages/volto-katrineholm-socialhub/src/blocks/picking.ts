/** Volto's object browser, where it picks for a block of ours among thousands of channels.
 *
 * It asks for all that the catalogue has of up to a thousand things in a folder: megabytes and
 * seconds. Here it asks for what it shows, of as many as somebody looks through; the others are
 * found by writing, which the backend answers page by page.
 */
import { useEffect } from 'react';
import type { Middleware } from 'redux';

const MOST = 100; // things of a folder
const FIELDS = ['UID', 'is_folderish'].map((name) => `metadata_fields=${name}`).join('&');

const ours = new Set<string>();

/** A block of ours is edited: what is picked for it is asked for like this. */
export const usePicking = (block: string) =>
  useEffect(() => {
    ours.add(block);
    return () => void ours.delete(block);
  }, [block]);

export const lean: Middleware = () => (next) => (action: any) => {
  const { type, subrequest, request } = action;
  // The browser's name for itself is the block's, and how much may be picked.
  const block = String(subrequest).replace(/-\w+$/, '');
  if (type !== 'SEARCH_CONTENT' || !ours.has(block)) return next(action);
  const path = request.path
    .replace('metadata_fields=_all', FIELDS)
    .replace('b_size=1000', `b_size=${MOST}`);
  return next({ ...action, request: { ...request, path } });
};
