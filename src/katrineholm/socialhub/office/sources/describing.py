"""The page on which an odd source is described: each field tried, step by step, then kept."""

from dataclasses import asdict
from datetime import datetime

from Products.Five import BrowserView
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels import describing
from ...accounts.channels.describing import ADDRESS, checked, closed_to, describe
from ...accounts.channels.moments import when
from ...core.feeds.described import FIELDS, JSON, PAGE
from ...core.feeds.errors import FeedError
from ...core.feeds.trying import Trial
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from .trial import at_its_field, try_out

TITLES = {
    "items": _("Where each item is"),
    "link": _("Link"),
    "title": _("Heading"),
    "text": _("Text"),
    "published": _("Date"),
    "picture": _("Picture"),
    "author": _("Author"),
    "within": _("The element that holds the JSON"),
}
HELP = {
    "items": _("For a page for example article.news, for JSON for example data.items."),
    "within": _(
        "Only where the JSON stands inside a web page: a selector such as script#__NEXT_DATA__. "
        "Else empty."
    ),
    "link": _("For a page for example h2 a. Empty: the item's first link."),
    "title": _("For example h2, or for JSON title.rendered."),
    "text": _("For example .preamble. What holds tags is read as HTML, and made harmless."),
    "published": _("For example time, or time@datetime for an attribute."),
    "picture": _("For example img. Its description comes along."),
    "author": _("For example .byline."),
}


class IDescribeSource(Interface):
    """The page on which a source is described."""


@implementer(IDescribeSource)
class DescribeSource(KeepsWhatWasWritten, BrowserView):
    """``@@describe-source`` on a channel; a source is asked by POST only, and kept on demand."""

    title = _("Describe the source")
    forms = {PAGE: _("A web page (CSS selectors)"), JSON: _("JSON (JMESPath)")}
    trial: Trial | None = None

    def __call__(self):
        if self.request.method == "POST":
            require_form(self.request)
            return self._take(text(self.request.form, "do")) or self.index()
        return self.index()

    def closed(self):
        """Why there is nothing to describe here, or None."""
        return closed_to(self.context)

    def is_described(self) -> bool:
        return bool(self.context.described)

    def given(self, name: str) -> str:
        """What stands in a field: what was sent, else what is kept, else the channel's address."""
        if self.request.method == "POST":
            return text(self.request.form, name)
        if name == ADDRESS:
            return self.context.feed_url or self.context.profile_url
        kept = describing.description_of(self.context)
        return asdict(kept)[name] if kept else {"form": PAGE}.get(name, "")

    def fields(self) -> list[dict]:
        """Each field with what it found: ``found`` is None where it was not tried."""
        return [
            {
                "name": name,
                "title": title,
                "help": HELP[name],
                "value": self.given(name),
                "found": self.trial and self.trial.fields.get(name),
            }
            for name, title in TITLES.items()
        ]

    def told(self, name: str, value: str) -> str:
        """What a field gives, a moment as people read it."""
        is_moment = name == "published" and value
        return self.when(datetime.fromisoformat(value)) if is_moment else value or "–"

    def when(self, moment: datetime | None) -> str:
        return when(int(moment.timestamp()))["text"] if moment else ""

    def _take(self, do):
        form = self.request.form
        given = {name: text(form, name) for name in (ADDRESS, *FIELDS)}
        try:
            if do == "forget":
                describing.forget(self.context)
                return self._leave(_("The description is let go. What was retrieved stays."))
            if do == "keep":
                describe(self.context, given)
                return self._leave(_("The description is kept. The channel is retrieved by it."))
            self.trial = try_out(*checked(self.context, given))
        except Refusal as refusal:
            self.refuse(refusal)
        except FeedError as error:
            self.refuse(FaultyFields(at_its_field(error)))
        return None

    def _leave(self, message):
        leave(self.request, self.context.absolute_url(), message)
        return " "
