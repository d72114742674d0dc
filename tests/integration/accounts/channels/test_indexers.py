"""What the catalogue remembers of a channel."""

import pytest

# What the catalogue remembers, which Plone's own searches give to whoever may see the object.
FACTS = {
    "SocialHub": {"english_title"},
    "Administration": {"email", "phone", "english_title"},
    "Channel": {
        *("profile_url", "feed_url", "platform", "account", "kind", "dialogue", "language"),
        *("purpose", "audience", "rhythm", "starts", "official_since", "closed_on"),
        *("link_only_reason", "email", "phone", "contact_url"),
    },
    "CouncilParty": {
        *("abbreviation", "link", "link_kind", "feed", "seats", "term_from", "term_to"),
    },
}
FACTS["FacebookPlace"] = FACTS["Channel"]


@pytest.mark.parametrize("name", FACTS)
def test_the_catalogue_remembers_the_public_facts_alone(paths, request_factory, name):
    asked = f"@search?portal_type={name}&metadata_fields=_all"
    [told] = request_factory().get(asked).json()["items"]
    assert {*told["socialhub_facts"]} == FACTS[name]
