"""The office is told that a receiver has been turned off."""

from officers import NOW
from plone import api

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.webhooks.letter import tell_office
from katrineholm.socialhub.site.mail import outbox


def test_the_letter_says_which_why_and_where_it_is_mended(hub, hook):
    tell_office(hub, hook, FeedError("led_on", status=302), NOW)
    [letter] = outbox.letters(api.portal.get())
    assert letter["to"] == "office@example.se"
    assert letter["text"].split("\n\n") == [
        "Mottagaren Intranätet har inte tagit emot det som har skickats till den, och får inget "
        "mer.",
        "Det senaste felet: Mottagaren leder vidare till en annan adress, och dit skickas inget "
        "(302).",
        "Det som den inte har tagit emot finns kvar. Slå på den igen och skicka det en gång till "
        "här: https://www.example.se/hub/@@webhooks\n",
    ]
