"""What a confirmation is made of."""

import pytest

from katrineholm.socialhub.archive.retention.disposal_forms import IConfirmation
from katrineholm.socialhub.site.pages.form_schema import cleaned_data
from katrineholm.socialhub.site.pages.refusals import FaultyFields


def test_a_disposal_is_confirmed_by_a_tick():
    assert cleaned_data(IConfirmation, {"proposal": "1", "confirmed": "1"})["confirmed"] is True
    with pytest.raises(FaultyFields):
        cleaned_data(IConfirmation, {"proposal": "1"})
