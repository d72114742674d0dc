"""Pictures wear the site's profile."""

import io

import transaction
from PIL import Image
from plone import api

from katrineholm.socialhub.site.graphics.logo import store_logo

CHANNEL = "hub/kultur/bloggen"
FILE = f"{CHANNEL}/@@kit-file"
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0Z" fill="#06f"/></svg>'
)


def test_pictures_say_what_the_municipality_is_called(channel, browse, functional_portal):
    api.portal.set_registry_record("katrineholm.socialhub.municipality", "Flens kommun")
    transaction.commit()
    assert "Flens kommun" in browse().get(f"{FILE}/header.svg").text


def test_pictures_follow_the_graphic_profile(channel, browse, functional_portal):
    api.portal.set_registry_record("katrineholm.socialhub.profile.brand", "#00573f")
    store_logo(io.BytesIO(LOGO))
    transaction.commit()
    drawing = browse().get(f"{FILE}/header.svg").text
    assert 'fill="#00573f"' in drawing
    assert "data:image/svg+xml;base64," in drawing
    picture = browse().get(f"{FILE}/header.png").content
    colours = {colour for _number, colour in Image.open(io.BytesIO(picture)).getcolors(2**24)}
    assert (0, 0x66, 255, 255) in colours
