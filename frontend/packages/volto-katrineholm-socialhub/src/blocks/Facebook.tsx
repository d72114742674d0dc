import { Way } from '../parts/Way';
import { When } from '../parts/words';
import { Frame } from './Frame';
import type { BlockProps } from './Frame';

/** The municipality's places on Facebook. */
const Facebook = (props: BlockProps) => (
  <Frame {...props}>
    {({ places = [] }) => (
      <ul className="socialhub-councillors">
        {places.map((place) => (
          <li key={place['@id']}>
            <Way to={place.url}>{place.title}</Way>{' '}
            <span className="socialhub-whose">
              {place.label}
              {place.starts && (
                <>
                  , <When at={place.starts} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    )}
  </Frame>
);

export default Facebook;
