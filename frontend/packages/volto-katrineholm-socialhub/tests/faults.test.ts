import { expect, test, vi } from 'vitest';
import { faultsAtFields } from '../src/controls/faults';

const refused = (type: string, body: object) => {
  const next = vi.fn();
  faultsAtFields({} as any)(next)({ type, error: { response: { body } } } as any);
  return next.mock.calls[0][0].error.response.body.message;
};

test('faults of fields are told as Volto’s forms read them', () => {
  const faults = { profile_url: 'Ange adressen.' };
  expect(JSON.parse(refused('CREATE_CONTENT_FAIL', { message: 'profile_url: …', faults }))).toEqual(
    [{ field: 'profile_url', message: 'Ange adressen.' }],
  );
});

test('what is wrong with the whole stays a sentence', () => {
  expect(refused('UPDATE_CONTENT_FAIL', { message: 'Någon hann före.' })).toBe('Någon hann före.');
});
