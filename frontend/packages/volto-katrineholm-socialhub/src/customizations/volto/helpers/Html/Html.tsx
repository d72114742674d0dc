import { Children, cloneElement } from 'react';
import type { ReactElement } from 'react';
import Original from '@plone/volto-original/helpers/Html/Html';
import { LANDMARKS, named } from '../../../../parts/landmarks';

/** The page around the page, its empty places for editors named in the page's language. */
export default class Html extends (Original as any) {
  render() {
    const html: ReactElement = super.render();
    const [head, body] = Children.toArray(html.props.children) as ReactElement[];
    const { messages } = this.props.store.getState().intl;
    const parts = Children.map(body.props.children, (part: ReactElement) => {
      const { id } = LANDMARKS[part.props.id as keyof typeof LANDMARKS] ?? {};
      return id ? named(part, messages?.[id] || id) : part;
    });
    return cloneElement(html, {}, head, cloneElement(body, {}, parts));
  }
}
