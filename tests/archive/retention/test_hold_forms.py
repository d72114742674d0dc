"""What is held is named in the same way where it is held and where the hold is lifted."""

import pytest

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.retention import hold_forms
from katrineholm.socialhub.site.pages.form_schema import cleaned_data


@pytest.mark.parametrize("act", hold_forms.HOLD_ACTS.values(), ids=[*hold_forms.HOLD_ACTS])
@pytest.mark.parametrize("entry", ["abc", "https://example.se/hub/@@entry/abc/"])
def test_an_entry_is_named_by_its_id_or_its_page(act, entry):
    given = cleaned_data(act.fields, {"entry": entry, "reason": "Tvist"})
    assert hold_forms._names_by_kind(given) == dict.fromkeys(holds.KINDS, "") | {"entry": "abc"}
