"""The page of a channel's API keys."""

from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.times import formatted_time
from ...core.feeds.text import single_line
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from .keys import MOST, channel_keys, create_key, revoke_key


class IKeyName(Interface):
    """The program that gets a key."""

    name = Line(title=_("Which program is to have the key"), max_length=100, judged=True)


class IKeyRevocation(Interface):
    """A key, by its id."""

    revoke = Line()
    widget("revoke", type="hidden")


def _make(at, given) -> str:
    name = single_line(given["name"], 100)
    if not has_words(name):
        raise FaultyFields({"name": _("Write which program is to have the key.")})
    if len(channel_keys(at.context)) >= MOST:
        raise Refusal(_("The channel has ten keys already: take one away first."))
    return create_key(at.context, name)


MAKE = Act("make", _make, title=_("Make a key"), fields=IKeyName, stays=True)
REVOKE = Act(
    "revoke",
    lambda at, given: revoke_key(at.context, given["revoke"]),
    _("The key is taken away: a program that has it is let in no longer."),
    title=_("Take away"),
    fields=IKeyRevocation,
)


class EntryKeys(ActPage):
    """``@@entry-keys`` on a channel; ``done`` is a new key, which is shown once."""

    leads_back = True
    acts = acts(MAKE, REVOKE)
    title = _("Keys for programs")

    def keys(self) -> list[dict]:
        """Return the keys, without their secrets."""
        return [
            {
                "name": key.name,
                "by": key.by,
                "made": formatted_time(key.made)["text"],
                "form": self.form(
                    REVOKE.name, look="outline-danger", about=key.name, revoke=key.id
                ),
            }
            for key in channel_keys(self.context)
        ]
