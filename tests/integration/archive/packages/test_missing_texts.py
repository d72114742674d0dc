"""Every reason why something is not stored, in words."""

import pytest

from katrineholm.socialhub.archive.packages.missing_texts import REASONS, reason_text
from katrineholm.socialhub.core.feeds.errors import TEXTS
from katrineholm.socialhub.core.timeline import missing_media

CODES = {"too_big": {"limit": "10"}, "status": {"status": "418"}, "missing": {}}


@pytest.mark.parametrize("why", [*REASONS, *CODES])
def test_it_is_a_whole_sentence_in_the_language_asked_for(portal, why):
    missing = missing_media.MissingMedium("https://x.se/a", "picture", why, CODES.get(why, {}))
    english, swedish = (reason_text(missing, each) for each in ("en", "sv"))
    assert english != swedish
    assert swedish.endswith(".")
    assert "${" not in swedish


def test_no_reason_is_called_as_an_error_of_the_retrieval():
    assert not {*REASONS} & {*TEXTS}
