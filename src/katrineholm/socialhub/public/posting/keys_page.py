"""A channel's keys: made, shown once, taken away."""

from Products.Five import BrowserView
from zope.interface import implementer

from ... import _
from ...accounts.channels.moments import when
from ...core.feeds.text import line
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ...site.forms.words import has_words
from .keys import MOST, keys_of, make, revoke
from .page import IEntryForm


@implementer(IEntryForm)
class EntryKeys(KeepsWhatWasWritten, BrowserView):
    """``@@entry-keys`` on a channel."""

    title = _("Keys for programs")
    secret = ""

    def __call__(self):
        if self.request.method == "POST":
            require_form(self.request)
            if id := text(self.request.form, "revoke"):
                revoke(self.context, id)
                message = _("The key is taken away: a program that has it is let in no longer.")
                return leave(self.request, self.url, message)
            self._make(line(text(self.request.form, "name"), 100))
        return self.index()

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@entry-keys"

    def keys(self) -> list[dict]:
        """The keys there are; nobody can be shown one again."""
        return [
            {"id": key.id, "name": key.name, "by": key.by, "made": when(key.made)["text"]}
            for key in keys_of(self.context)
        ]

    def _make(self, name):
        if not has_words(name):
            self.refuse(FaultyFields({"name": _("Write which program is to have the key.")}))
        elif len(keys_of(self.context)) >= MOST:
            self.refuse(Refusal(_("The channel has ten keys already: take one away first.")))
        else:
            self.secret = make(self.context, name)
