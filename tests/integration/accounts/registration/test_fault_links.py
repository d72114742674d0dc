"""What is missing leads to its field, on its tab."""

import pytest

from katrineholm.socialhub.accounts.registration.fault_links import field_url


@pytest.mark.parametrize(
    ("name", "query"), [("profile_url", ""), ("interval", "?fieldset=retrieval")]
)
def test_a_field_has_an_address_on_its_tab(channel, name, query):
    end = f"/hub/kultur/bloggen/edit{query}#formfield-form-widgets-{name}"
    assert field_url(channel, name).endswith(end)
