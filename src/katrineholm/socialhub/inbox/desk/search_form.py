"""The part of the list's form that searches (features H3, H9): one field, and others folded."""

from functools import cached_property

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.channels.hub import hub_of
from ..search.asked import FIELDS, OLDEST, written
from ..steps.given import LINE
from ..steps.rules import everywhere
from .sight import channels_in

FOLDED = [name for name in FIELDS if name != "SearchableText"]


class SearchForm(BrowserView):
    """What is searched for, as fields within a form; an administration is chosen there, too."""

    __call__ = ViewPageTemplateFile("search_form.pt")
    longest = LINE

    @cached_property
    def written(self) -> dict[str, str]:
        """What was written, by field; empty for what was not."""
        return dict.fromkeys(FIELDS, "") | written(self.request.form)

    def is_open(self) -> bool | None:
        """Whether one of the folded fields is in use."""
        return any(self.written[name] for name in FOLDED) or None

    def oldest(self) -> int:
        """How many days ago a message may have come in."""
        return OLDEST["age"][1]

    def rules(self) -> list[dict]:
        """What a message can be held to break."""
        chosen = self.written["rule"]
        return [
            {"value": code, "title": f"{code} {text}", "selected": code == chosen or None}
            for code, text in everywhere()
        ]

    def administrations(self) -> list:
        """Those whose own lists can be chosen: none where there is nothing to choose among."""
        channels = channels_in(hub_of(self.context), self.context)
        found = {facts.administration.uid: facts.administration for facts in channels}
        by_title = sorted(found.values(), key=lambda each: each.title.casefold())
        return by_title if len(by_title) > 1 else []
