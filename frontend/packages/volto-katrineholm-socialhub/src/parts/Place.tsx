import type { PlaceData } from '../types';
import { Way } from './Way';
import { Heard, Says, When } from './words';

/** One place on Facebook. */
export const Place = ({ place }: { place: PlaceData }) => (
  <article className="socialhub-place">
    <p className="socialhub-place-type">
      <span>{place.type}</span> {place.paused && <strong>{place.paused}</strong>}
    </p>
    <h3>
      <Way to={place.url}>{place.title}</Way>
    </h3>
    {place.starts && (
      <p className="socialhub-place-when">
        <When at={place.starts} />
      </p>
    )}
    <Says text={place.text} />
    <p className="socialhub-place-foot">
      {place.official_page && (
        <span lang={place.administration_language ?? undefined}>{place.administration}</span>
      )}
      <Way to={place['@id']}>
        {place.about}
        <Heard text={` ${place.title}`} />
      </Way>
    </p>
  </article>
);
