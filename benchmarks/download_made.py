"""Make an Instagram account's download: ``python download_made.py FILE POSTS PICTURES``.

The words and the pictures are invented. The pictures are as large as Instagram's, and no two alike.
"""

import json
import sys
from io import BytesIO
from random import Random
from zipfile import ZIP_STORED, ZipFile

from PIL import Image, ImageDraw

SIDE = 1080
FIRST = 1_400_000_000  # seconds since 1970
APART = 36_000  # seconds between two posts
WORDS = """
badet biblioteket bygget cykelvägen dammen elever förskolan gatan hamnen idrotten invigning kulturen
lekplatsen midsommar natten parken räddningstjänsten skolan snön torget utställning vägen älven
åkern öppnar på lördag klockan tio alla är välkomna
""".split()  # noqa: SIM905 (a list of thirty strings is no easier to read)


def main(file: str, posts: int, pictures: int) -> None:
    """Write the ZIP file."""
    chance, ground = Random(1), _ground()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        told = [_post(number, chance, number < pictures) for number in range(posts)]
        archive.writestr("your_instagram_activity/media/posts_1.json", json.dumps(told))
        for number in range(pictures):
            archive.writestr(_path(number), _picture(ground, number))


def _post(number, chance, has_picture):
    words = " ".join(chance.choices(WORDS, k=chance.randint(20, 120)))
    text = f"Inlägg {number}: {words} 🌷".encode().decode("latin-1")
    when = FIRST + number * APART
    medium = {"uri": _path(number) if has_picture else "", "creation_timestamp": when}
    return {"media": [medium], "title": text, "creation_timestamp": when}


def _path(number):
    return f"media/posts/202606/{number}_n_{17_900_000_000_000_000 + number}.jpg"


def _ground():
    """As much to see as in a photograph."""
    small = Image.effect_noise((SIDE // 6, SIDE // 6), 60)
    return small.resize((SIDE, SIDE), Image.Resampling.BICUBIC).convert("RGB")


def _picture(ground, number):
    image, out = ground.copy(), BytesIO()
    at = number * 7 % SIDE, number * 13 % SIDE
    ImageDraw.Draw(image).rectangle((*at, at[0] + 90, at[1] + 90), fill=(number % 256, 90, 160))
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
