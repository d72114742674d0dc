"""What is held is named in the same way where it is held and where the hold is lifted."""

import pytest

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.holding import forms
from katrineholm.socialhub.site.forms.schema import read


@pytest.mark.parametrize("act", forms.ACTS.values(), ids=[*forms.ACTS])
@pytest.mark.parametrize("entry", ["abc", "https://example.se/hub/@@entry/abc/"])
def test_an_entry_is_named_by_its_id_or_its_page(act, entry):
    given = read(act.fields, {"entry": entry, "reason": "Tvist"})
    assert forms._names_by_kind(given) == dict.fromkeys(holds.KINDS, "") | {"entry": "abc"}
