// What Volto 19.3 takes from @plone/components, of which the registry has an older one.
export * from '../node_modules/@plone/components/dist/index.js';
export { Radio } from 'react-aria-components';
export const Spinner = () => null;
