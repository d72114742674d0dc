"""What of the hubs visitors have to see at once; pages go by it in ``site.pages.page_cache``."""

from katrineholm.socialhub.public.listings.public_state import public_state


def test_it_is_another_when_a_hub_shows_something_else(channel, keep):
    before = public_state()
    assert public_state() == before
    keep(channel)
    assert public_state() != before


def test_what_visitors_do_not_see_makes_no_difference(channel, make_channel):
    draft, before = make_channel("utkast", state="draft"), public_state()
    draft.title = "Nytt namn"
    draft.reindexObject()
    assert public_state() == before


def test_a_site_may_be_without_a_hub(portal):
    assert public_state() == public_state()
