import { cloneElement } from 'react';
import type { ReactElement } from 'react';
import { defineMessages } from 'react-intl';

/** The parts of a page that Volto itself gives English names, whatever the page's language. */
export const LANDMARKS = defineMessages({
  toolbar: { id: 'Toolbar', defaultMessage: 'Toolbar' },
  sidebar: { id: 'Sidebar', defaultMessage: 'Sidebar' },
  skiplinks: { id: 'Skiplinks', defaultMessage: 'Skiplinks' },
  navigation: { id: 'Site', defaultMessage: 'Site' },
  footer: { id: 'Footer', defaultMessage: 'Footer' },
});

/** A part as Volto draws it, with another name for whoever listens. */
export const named = (part: ReactElement, name: string) =>
  cloneElement(part, { 'aria-label': name } as object);
