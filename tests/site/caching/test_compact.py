"""Blanks that nobody sees are left out of what is kept."""

import pytest

from katrineholm.socialhub.site.caching.compact import compact


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            "<ul>\n  <li>\n <b>a</b>\n  <i>b</i>\n </li>\n</ul>\n",
            "<ul><li><b>a</b> <i>b</i></li></ul>",
        ),
        ("<p>\n  En rad\n  till  </p>  text", "<p>En rad\n  till</p>text"),
        ('<p title="a > b">  <a href="x">y</a> z</p>', '<p title="a > b"><a href="x">y</a> z</p>'),
        (
            '<img alt="två  blanka" /> <svg> <use /></svg>',
            '<img alt="två  blanka" /> <svg> <use /></svg>',
        ),
        ("<picture>a</picture> <pi>b</pi>", "<picture>a</picture> <pi>b</pi>"),
    ],
)
def test_no_blanks_stand_beside_blocks_and_one_between_other_elements(html, left):
    assert compact(html) == left
