"""``@@withdrawn-posts`` on a channel: what its source has withdrawn, and what is said of it."""

from time import time

from AccessControl import Unauthorized
from Products.Five import BrowserView

from ... import _
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import when
from ...core.timeline.store import timeline_of
from ...site.forms.permissions import may_manage
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import FormPage, text
from ...site.forms.words import has_words
from .answering import ANSWERS, DECISIONS, answer, decide, held_back, may_answer, unanswered

LONGEST = 500  # characters of a reason


class WithdrawnPosts(FormPage, BrowserView):
    """The page; ``do`` in its form is an answer about one post, or the office's decision."""

    leads_to = "/@@withdrawn-posts"

    def __call__(self):
        self.hub, self.now = hub_of(self.context), int(time())
        if not may_answer(self.hub, self.context):
            raise Unauthorized("@@withdrawn-posts")
        return super().__call__()

    @property
    def is_office(self) -> bool:
        """Whether the reader decides on what is held back."""
        return may_manage(self.context)

    def posts(self) -> list[dict]:
        """The withdrawn posts that wait for an answer, as visitors have seen them."""
        kept = timeline_of(self.hub).kept
        found = [kept(each["entry_id"]) for each in unanswered(self.hub, self.context.UID())]
        return [_shown(entry) | {"when": when(entry["withdrawn"])} for entry in found]

    def held_back(self) -> list[dict]:
        """The posts that went at once."""
        timeline = timeline_of(self.hub)
        ids = held_back(self.hub, self.context.UID())
        return [_shown(entry) for each in ids if (entry := timeline.get(each)) is not None]

    def take(self, form):
        what, why = text(form, "do"), text(form, "reason")
        if what not in (*ANSWERS, *DECISIONS):
            raise Refusal(_("Say whether it was on purpose or a fault."))
        if not has_words(why) or len(why) > LONGEST:
            most = {"most": LONGEST}
            raise FaultyFields(
                {"reason": _("Write why, in at most ${most} characters.", mapping=most)}
            )
        if what in DECISIONS:
            return self._decide(what, why)
        uid, post = self.context.UID(), text(form, "entry")
        if not answer(self.hub, uid, post, what, why=why, now=self.now):
            raise Refusal(_("Somebody else has answered already."))
        return _("Thank you. Your answer is kept with the post.")

    def _decide(self, what, why):
        if not self.is_office:
            raise Unauthorized("@@withdrawn-posts")
        number = decide(self.hub, facts_of(self.context), what, why=why, now=self.now)
        told = {"number": number}
        if what == "let-go":
            return _("Posts that are withdrawn now: ${number}", mapping=told)
        return _("Posts that stand all the same: ${number}", mapping=told)


def _shown(entry) -> dict:
    title = entry["title"] or entry["entry_id"]
    return {"id": entry["entry_id"], "title": title, "language": entry["language"] or None}
