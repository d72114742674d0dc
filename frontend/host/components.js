// What Volto 19.3 takes from @plone/components, of which the registry has an older one.
export * from '@plone/components/src/index';
export { Radio } from 'react-aria-components';
export const Spinner = () => null;
