"""The code to paste on other sites, on each page with entries."""

import re
from html import unescape

import pytest

pytestmark = pytest.mark.usefixtures("framed")


def test_each_page_with_entries_has_the_code_to_paste(listed, browse):
    page = browse().get("hub/kultur?kind=video&b_start=0").text
    code = unescape(re.search(r"<textarea[^>]*>(&lt;iframe.*?)</textarea>", page, re.S)[1])
    src, title = re.search(r'<iframe src="([^"]+)" title="([^"]+)"', code).groups()
    assert unescape(src).endswith("/hub/kultur/@@embed?kind=video&lang=sv")
    assert title == "Kulturförvaltningen – Video"
    assert "Film" in browse().get(unescape(src).partition("/plone/")[2]).text
