"""The kit of links for a page on Facebook."""

import re

PAGE = "https://www.facebook.com/kommunen"


def test_the_link_kit_holds_badge_address_text_and_html(places, person, browse):
    login = person("Editor", at=places["dagar"].aq_parent)
    page = browse(*login).get("hub/kultur/dagar/@@link-kit").text
    address = f"{places['dagar'].aq_parent.aq_parent.absolute_url()}/@@facebook"
    assert f"&lt;a href=&quot;{address}&quot;" in page or f'&lt;a href="{address}"' in page
    assert PAGE in page
    assert re.search(r'<img [^>]*alt="[^"]+ Facebook"[^>]*@@kit-file/badge\.svg"', page)
    badge = browse(*login).get("hub/kultur/dagar/@@kit-file/badge.png")
    assert badge.headers["Content-Type"] == "image/png"
    assert PAGE not in browse(*login).get("hub/kultur/kommunen/@@link-kit").text.split("<main")[-1]
