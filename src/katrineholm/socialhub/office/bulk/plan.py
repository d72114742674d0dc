"""The plan of an import: its effect on each channel, computed before anything is stored."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from plone import api
from plone.api.portal import translate

from ... import _
from ...accounts.channels.interfaces import CHANNEL_TYPES, IAdministration
from ...accounts.registration.validation import change_errors, new_channel_errors
from ...core.files.csv_reader import Row
from ...core.platforms.account_lookup import account_keys
from ...site.pages.permissions import ADD_CHANNEL
from ...site.pages.refusals import error_message
from .changes import field_changes, permission_refusals
from .values import row_values

# A closed channel is a record: its account gets a new channel.
STATE_ORDER = ("official", "paused", "reported", "draft")


@dataclass(slots=True)
class PlannedRow:
    """A row of the file, and its effect.

    ``place`` is the channel, or the administration of a new one; ``changes`` are field values.
    ``reasons`` are sentences in the reader's language that state why the row is refused.
    ``by_account`` is True if the channel was found by its account, not by an id.
    """

    line: int
    title: str
    place: Any = None
    is_new: bool = True
    by_account: bool = False
    changes: dict = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The kind of effect: ``refused``, ``new``, ``changed`` or ``unchanged``."""
        if self.reasons:
            return "refused"
        if self.is_new:
            return "new"
        return "changed" if self.changes else "unchanged"


def import_plan(hub: Any, rows: list[Row], *, clear: bool = False) -> list[PlannedRow]:
    """Return the effect of each row, in order; with ``clear``, an empty cell clears its field."""
    places = _administrations(hub)
    planned = [_planned_row(hub, row, places, clear) for row in rows]
    _refuse_repeated(rows, planned)
    return planned


def plan_fingerprint(planned: list[PlannedRow]) -> str:
    """Return a hash of the effects of a plan."""
    effects = [
        (each.line, each.verdict, each.place and each.place.UID(), sorted(each.changes.items()))
        for each in planned
    ]
    return sha256(repr(effects).encode()).hexdigest()


def _administrations(hub):
    found = [each for each in hub.objectValues() if IAdministration.providedBy(each)]
    by_title = {each.title.casefold(): each for each in found}
    return by_title | {each.getId().casefold(): each for each in found}


def _planned_row(hub, row, places, clear):
    planned = PlannedRow(row.line, row.values["title"])
    if row.fault:
        planned.reasons.append(translate(error_message(row.fault)))
        return planned
    administration = places.get(row.values["administration"].casefold())
    if administration is None:
        planned.reasons.append(translate(_("There is no administration of this name.")))
        return planned
    try:
        channel = _existing_channel(hub, row.values)
    except LookupError as error:
        planned.reasons.append(translate(error.args[0]))
        return planned
    planned.is_new, planned.place = channel is None, channel or administration
    planned.by_account = not planned.is_new and not row.values.get("uid")
    given, planned.reasons = row_values(row.values, planned.place, clear=clear)
    planned.changes = given if planned.is_new else field_changes(channel, given)
    planned.reasons += _row_refusals(planned, administration)
    return planned


def _existing_channel(hub, cells):
    """Return the row's channel, by id or account, or None. Raises LookupError with a message."""
    path = "/".join(hub.getPhysicalPath())
    if uid := cells.get("uid"):
        brains = api.content.find(portal_type=CHANNEL_TYPES, path=path, UID=uid)
        if not brains:
            raise LookupError(_("There is no channel with this id."))
        return brains[0].getObject()
    keys = account_keys(cells["profile_url"])[:1]
    brains = api.content.find(
        portal_type=CHANNEL_TYPES,
        path=path,
        socialhub_accounts=list(keys),
        review_state=list(STATE_ORDER),
    )
    return _best_channel(brains) if keys and brains else None


def _best_channel(brains):
    rank = min(STATE_ORDER.index(brain.review_state) for brain in brains)
    best = [brain for brain in brains if STATE_ORDER.index(brain.review_state) == rank]
    if len(best) > 1:
        raise LookupError(_("Several channels have this account: write the channel's id."))
    return best[0].getObject()


def _row_refusals(planned, administration):
    if planned.is_new:
        if not api.user.has_permission(ADD_CHANNEL, obj=administration):
            return [translate(_("You may not add channels to this administration."))]
        return [translate(each) for each in new_channel_errors(administration, planned.changes)]
    if planned.place.__parent__.UID() != administration.UID():
        return [translate(_("The channel is another administration's: move it on the site first."))]
    refused = permission_refusals(planned.place, planned.changes)
    return refused or [translate(each) for each in change_errors(planned.place, planned.changes)]


def _refuse_repeated(rows, planned):
    """Refuse rows that repeat the account or the channel of an earlier row."""
    first: dict[str, int] = {}
    for row, each in zip(rows, planned, strict=True):
        # Drafts may share an account: a channel that already has it is fine.
        brings = each.is_new or "profile_url" in each.changes
        marks = account_keys(row.values["profile_url"])[:1] if brings else ()
        marks += () if each.is_new else (each.place.UID(),)
        earlier = [first[mark] for mark in marks if mark in first]
        if earlier:
            sentence = _(
                "The same account stands in line ${line} too.", mapping={"line": earlier[0]}
            )
            each.reasons.append(translate(sentence))
        first |= {mark: row.line for mark in marks if mark not in first}
