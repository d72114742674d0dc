"""What a visitor reads is worded once, in the page's value: templates only draw it."""

from pathlib import Path

import pytest

CODE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
VISITORS = (
    "browser/page.pt",
    "browser/values.pt",
    "inbox/intake/page.pt",
    *(
        f"public/listings/{name}.pt"
        for name in (
            *("entry", "place", "portlet", "searching", "sections", "sections_rendered"),
            *("stream", "versions"),
        )
    ),
    "public/register/official.pt",
    "public/register/portlet.pt",
    "public/sitesearch/found.pt",
    "public/verification/verdict.pt",
)


@pytest.mark.parametrize("template", VISITORS)
def test_a_template_of_a_visitors_page_has_no_sentence_of_its_own(template):
    assert "i18n:" not in (CODE / template).read_text("utf-8")
