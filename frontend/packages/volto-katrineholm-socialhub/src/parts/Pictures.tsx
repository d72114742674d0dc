import { followed } from '../addresses';
import type { Picture } from '../types';

interface Props {
  images: Picture[];
  language?: string;
  sizes?: string;
  eager?: boolean;
}

/** Pictures of an entry, all of them this site's own files. */
export const Pictures = ({ images, language, sizes, eager }: Props) =>
  images.length ? (
    <div className="socialhub-pictures" data-number={images.length} lang={language || undefined}>
      {images.map((image) => (
        <img
          key={image.src}
          src={followed(image.src)}
          srcSet={image.srcset || undefined}
          sizes={sizes ?? '(max-width: 40rem) 6rem, 25rem'}
          alt={image.alt}
          width={image.width}
          height={image.height}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
        />
      ))}
    </div>
  ) : null;
