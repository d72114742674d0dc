"""A summary in easy Swedish, and one in English."""

import re

import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.otherwise import easy_swedish, lead_text

EASY = "Här får du veta vad som händer."
ENGLISH = "All that happens."
SWEDISH = "Allt som händer."


def test_what_nobody_has_written_is_empty(hub):
    hub.description = SWEDISH
    assert (easy_swedish(hub), lead_text(hub)) == ("", {"text": SWEDISH, "language": None})


def test_a_hub_is_told_of_in_the_readers_language(functional_administration, browse):
    hub = functional_administration.__parent__
    hub.description, hub.easy_text, hub.english_text = SWEDISH, EASY, ENGLISH
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    swedish = browse().get("hub").text
    assert SWEDISH in swedish
    assert ENGLISH not in swedish
    assert re.search(rf'<p lang="sv"[^>]*>{EASY}</p>', swedish)
    session = browse()
    session.get("hub?set_language=en")
    english = session.get("hub").text.partition("<h1")[2]
    assert ENGLISH in english
    assert SWEDISH not in english


def test_swedish_that_nobody_has_put_into_english_is_marked_as_swedish(
    functional_administration, browse
):
    functional_administration.__parent__.description = SWEDISH
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    session = browse()
    session.get("hub?set_language=en")
    page = session.get("hub").text.partition("<h1")[2]
    assert re.search(rf'<p class="documentDescription lead" lang="sv"[^>]*>{SWEDISH}</p>', page)
