"""What other sites may show in a frame: two pages, and no other page of the site."""

import pytest

pytestmark = pytest.mark.usefixtures("framed")


@pytest.mark.parametrize(
    "path",
    [
        *("", "hub", "hub/kultur", "hub/@@facebook", "hub/@@official-list", "hub/@@official"),
        *("login", "hub/kultur/@@facebook-presence", "hub/@@embed/x", "hub/finns-inte"),
    ],
)
def test_no_other_page_may_be_framed(functional_administration, browse, path):
    answer = browse().get(path)
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer.headers.get("Content-Security-Policy", "frame-ancestors 'self'")
    assert "frame-ancestors 'self'" in policy.split("; ")
