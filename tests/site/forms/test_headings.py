"""A page's title is its heading, with the name of what it is about."""

import pytest

from katrineholm.socialhub.site.forms.headings import titled

SITE = "Katrineholms kommun"


def page(title, heading):
    return f"<html><head><title>{title}</title></head><body>{heading}</body></html>"


@pytest.mark.parametrize(
    ("title", "heading", "told"),
    [
        (f"Hubben &mdash; {SITE}", "<h1>Listan</h1>", f"Listan – Hubben — {SITE}"),
        (
            f"Hubben &mdash; {SITE}",
            '<h1 class="a">\n Om <b>Hubben</b> </h1>',
            f"Om Hubben — {SITE}",
        ),
        (f"A &amp; B &mdash; {SITE}", "<h1>A &amp; B</h1>", f"A &amp; B — {SITE}"),
        (SITE, "<h1>Logga in</h1>", f"Logga in — {SITE}"),
        (SITE, f"<h1>{SITE}</h1>", SITE),
        (f"Hubben &mdash; {SITE}", "<h2>Ingen rubrik</h2>", f"Hubben — {SITE}"),
        (f"Hubben &mdash; {SITE}", "<h1> </h1>", f"Hubben — {SITE}"),
    ],
)
def test_the_title_is_the_heading_and_what_the_page_is_about(title, heading, told):
    assert titled(page(title, heading)) == page(told, heading)


def test_a_title_that_says_more_than_the_heading_stands():
    given = page(f"Hubben – Video &mdash; {SITE}", "<h1>Hubben</h1>")
    assert titled(given, is_own=True) == page(f"Hubben – Video — {SITE}", "<h1>Hubben</h1>")


def test_what_only_looks_like_a_fault_takes_no_focus():
    for given in (
        '<div class="alert alert-danger" role="alert" style="display:none">x</div>',
        '<div class="alert alert-info" role="alert">x</div>',
        '<p class="alert alert-danger">x</p>',
    ):
        assert titled(page(SITE, given)) == page(SITE, given)
