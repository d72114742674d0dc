import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { lean, usePicking } from '../src/blocks/picking';

const Edited = ({ block }: { block: string }) => {
  usePicking(block);
  return null;
};

const asked = (subrequest: string, path: string) => {
  const passed: any[] = [];
  const action = { type: 'SEARCH_CONTENT', subrequest, request: { op: 'get', path } };
  lean({} as any)(((each: any) => passed.push(each)) as any)(action);
  return passed[0].request.path;
};

const WHOLE = '/hub/@search?path.depth=1&metadata_fields=_all&b_size=1000';
const SOUGHT = '/@search?SearchableText=skol**&metadata_fields=_all&portal_type:list=Channel';

test('the picker of a block of ours asks for what it shows, of as much as can be looked through', () => {
  const { unmount } = render(<Edited block="1f-2e" />);
  expect(asked('1f-2e-multiple', WHOLE)).toBe(
    '/hub/@search?path.depth=1&metadata_fields=UID&metadata_fields=is_folderish&b_size=100',
  );
  expect(asked('1f-2e-link', SOUGHT)).not.toContain('_all');
  unmount();
  expect(asked('1f-2e-multiple', WHOLE)).toBe(WHOLE);
});

test('that of any other block asks as Volto does', () => {
  render(<Edited block="ours" />);
  expect(asked('theirs-multiple', WHOLE)).toBe(WHOLE);
});
