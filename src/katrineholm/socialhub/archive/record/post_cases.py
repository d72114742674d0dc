"""Cases about a person's demand to correct or erase data in a post (GDPR, articles 16 and 17).

The record keeps the post, whatever is decided (article 17.3). A case is a tuple, so that writers of
two cases do not wait for each other.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from secrets import token_hex
from time import time

from BTrees.OOBTree import OOBTree
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import holds, hub_storage, post_acts
from ...core.timeline.record import present_id
from ...core.timeline.store import timeline_of
from ...inbox.steps.roles import current_actor
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words, require_reason
from ..packages.activitystreams import public_state
from .deadlines import month_later

KEY = "katrineholm.socialhub.post_cases"
LONGEST = 1000
CORRECT, ERASE = "correct", "erase"
MASKED, NOTED, REFUSED = "masked", "noted", "refused"
DEMANDS = {CORRECT: _("Correction (article 16)"), ERASE: _("Erasure (article 17)")}
OUTCOMES = {
    MASKED: _("Granted: masked or hidden for visitors; the record keeps it"),
    NOTED: _("Granted: a note of correction is added to the record"),
    REFUSED: _("Refused: the law on archives demands that it is kept (article 17.3)"),
}
# How the decision appears in the log of acts on posts.
ACTS = {MASKED: "grant-demand", NOTED: "correct", REFUSED: "refuse-demand"}
NO_TEXT = _("Write what is wrong or is to be erased, in at most 1000 characters.")
NOT_FOUND = _("There is no such post here.")


@dataclass(frozen=True, slots=True)
class Case:
    """A case about a post; times are in seconds since 1970.

    ``asker`` may be empty. ``outcome``, ``reason``, ``decided`` and ``decided_by`` are empty while
    the case is open.
    """

    id: str
    post: str
    demand: str
    text: str
    asker: str
    opened: int
    opened_by: str
    outcome: str = ""
    reason: str = ""
    decided: int = 0
    decided_by: str = ""

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def answer_by(self) -> date:
        """The last day to answer the person."""
        return month_later(self.opened)


def all_cases(hub: Container) -> Iterator[Case]:
    """Yield all cases, those that are open first, the earliest deadline first."""
    cases = (Case(*values) for values in hub_storage.stored_data(hub, KEY).values())
    return iter(sorted(cases, key=lambda case: (not case.is_open, case.opened)))


def open_cases(hub: Container) -> Iterator[Case]:
    """Yield the open cases, the earliest deadline first."""
    return (case for case in all_cases(hub) if case.is_open)


def find_case(hub: Container, id: str) -> Case | None:
    """Return the case with this id, or None."""
    values = hub_storage.stored_data(hub, KEY).get(id)
    return Case(*values) if values else None


def begin_case(hub: Container, post: str, demand: str, text: str, asker: str) -> str:
    """Store and log a case about a post, given by its id or its URL here; return the case's id."""
    entry_id, faults = _existing_id(hub, post), FormFaults()
    faults.require("post", entry_id, NOT_FOUND)
    faults.require("text", has_words(text) and len(text) <= LONGEST, NO_TEXT)
    faults.raise_faults()
    now, who = int(time()), current_actor()
    case = Case(token_hex(6), entry_id, demand, text, asker, now, who)
    _store(hub, case)
    # What is demanded may name the person: it stands in the case alone.
    post_acts.note_act(hub, "demand", [case.post], now=now, who=who)
    holds.invalidate_holds(hub)
    return case.id


def decide_case(hub: Container, id: str, outcome: str, reason: str) -> None:
    """Store and log the decision about an open case. Raise Refusal if it cannot be made."""
    case = find_case(hub, id)
    if case is None or not case.is_open:
        raise Refusal(_("There is no such open case any more."))
    faults = FormFaults()
    faults.take("reason", require_reason, reason, LONGEST)
    faults.raise_faults()
    if outcome == MASKED and _is_shown_whole(hub, case.post):
        text = _("Visitors still see the whole post: mask or hide it first.")
        raise FaultyFields({"outcome": text})
    now, who = int(time()), current_actor()
    _store(hub, replace(case, outcome=outcome, reason=reason, decided=now, decided_by=who))
    post_acts.note_act(hub, ACTS[outcome], [case.post], now=now, who=who, why=reason)


def is_in_open_case(hub: Container, kind: str, name: str) -> bool:
    """Return whether an open case is about a post, which prevents its disposal: see IKeeps."""
    return kind == holds.ENTRY and any(case.post == name for case in open_cases(hub))


def _existing_id(hub, post: str) -> str:
    """Return the id of a post, given by its id or its URL; empty if there is none."""
    timeline = timeline_of(hub)
    entry = timeline.unmasked(present_id(timeline, post.rstrip("/").rpartition("/")[2]))
    return "" if entry is None or entry.get("disposed") else entry["entry_id"]


def _is_shown_whole(hub, post) -> bool:
    timeline = timeline_of(hub)
    entry = timeline.unmasked(post)
    return entry is not None and public_state(entry) == "published" and post not in timeline.masks()


def _store(hub, case: Case):
    hub_storage.writable_data(hub, KEY, OOBTree)[case.id] = astuple(case)
