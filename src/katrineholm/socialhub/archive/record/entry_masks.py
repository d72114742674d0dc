"""The acts that mask an entry and remove its mask, for forms and services.

The record keeps the whole entry. Source: Datainspektionen 2010-07, GDPR article 5.
"""

from collections.abc import Collection, Iterable
from time import time

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface
from zope.schema import List

from ... import _, logger
from ...accounts.channels import history, post_acts
from ...accounts.channels.facts import all_channels
from ...core.feeds.text import scrub
from ...core.timeline import decisions as timeline_decisions
from ...core.timeline.decisions import missing_passages
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.store import timeline_of
from ...core.timeline.traces import Trace, entry_traces
from ...inbox.steps.roles import current_actor
from ...site.pages.acts import Act
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText
from ...site.pages.refusals import Refusal
from ...site.pages.text_checks import require_reason

MOST, LONGEST = 50, 1000
MOST_TRACED = 2000  # the newest entries, which are searched for traces


def mask_entry(
    hub: Container, entry_id: str, words: Iterable[str], pictures: Iterable[str], reason: str
) -> list[str]:
    """Hide passages and pictures (by name) of an existing entry from visitors.

    The new mask replaces an earlier one. Return the ids of the entry and, if its mask changed, of
    the same post in other channels. Raise Refusal if the mask is not accepted.
    """
    timeline = timeline_of(hub)
    words, pictures = [*clean_passages(words)], [*dict.fromkeys(pictures)]
    faults = FormFaults()
    faults.take("words", _require_words, timeline, entry_id, words, pictures)
    faults.take("pictures", _require_pictures, timeline, entry_id, pictures)
    faults.take("reason", require_reason, reason, LONGEST)
    faults.raise_faults()
    wanted = {"words": (*words,), "pictures": (*pictures,), "reason": reason}
    if timeline.masks().get(entry_id, {}).items() >= wanted.items():
        return [entry_id]
    who, now = current_actor(), int(time())
    ids = timeline_decisions.mask_entry(
        timeline, entry_id, words, pictures, reason=reason, by=who, now=now
    )
    _log(hub, "mask", ids, now, who, reason)
    return ids


def unmask_entry(hub: Container, entry_id: str, reason: str) -> list[str]:
    """Remove the mask of an entry and of the same post in other channels, and return their ids.

    Raise Refusal if nothing is masked, or if no reason is given.
    """
    faults = FormFaults()
    faults.take("reason", require_reason, reason, LONGEST)
    faults.raise_faults()
    if entry_id not in timeline_of(hub).masks():
        raise Refusal(_("Nothing is masked in the entry."))
    who, now = current_actor(), int(time())
    ids = timeline_decisions.unmask_entry(timeline_of(hub), entry_id)
    _log(hub, "unmask", ids, now, who, reason)
    return ids


def mask_traces(hub: Container, entry_id: str) -> list[Trace]:
    """Return the traces of an entry's masked parts that visitors can still see."""
    uids = [facts.uid for facts in all_channels(hub) if facts.speaks]
    return entry_traces(timeline_of(hub), entry_id, uids, MOST_TRACED)


def clean_passages(words: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct passages with white space normalised, without empty ones."""
    return tuple(dict.fromkeys(filter(None, (" ".join(scrub(each).split()) for each in words))))


def require_short_passages(words: Collection[str]) -> None:
    """Raise Refusal if there are too many passages or if one of them is too long."""
    if len(words) > MOST:
        raise Refusal(_("At most ${most} passages can be masked.", mapping={"most": MOST}))
    if any(len(each) > LONGEST for each in words):
        said = {"limit": LONGEST}
        raise Refusal(_("A passage may be ${limit} characters long at most.", mapping=said))


def _require_words(timeline, entry_id, words, pictures):
    if not words and not pictures:
        raise Refusal(_("Write at least one passage, or choose a picture."))
    require_short_passages(words)
    if unfound := missing_passages(timeline, entry_id, words):
        raise Refusal(_("The entry does not say ”${words}”.", mapping={"words": unfound[0]}))


def _require_pictures(timeline, entry_id, pictures):
    entry = timeline.unmasked(entry_id)
    if entry is None or {*pictures} - {each["name"] for each in stored_pictures(timeline, entry)}:
        raise Refusal(_("The entry does not have such a picture."))


def _log(hub, act, ids, now, who, why):
    """Log a mask under the entries' ids; the title is logged as visitors see it."""
    timeline = timeline_of(hub)
    post_acts.note_act(hub, act, ids, now=now, who=who, why=why)
    for entry in map(timeline.existing, ids):
        logger.info("Entry %s: %s by %s", entry["entry_id"], act, who)
        if (channel := api.content.get(UID=entry["channel"])) is not None:
            history.note_event(channel, f"entry-{act}ed", why)


class IEntryMask(Interface):
    """The fields of an entry's mask, which replaces any earlier one."""

    words = List(
        title=_("Passages to mask, one on each line"),
        description=_(
            "Write them as they stand: a name, a telephone number, a sentence. Upper and lower "
            "case do not matter, nor does an ending s. In their place stands [uppgift dold]."
        ),
        value_type=LongText(required=False),
        required=False,
    )
    pictures = List(
        title=_("Pictures to mask"), value_type=LongText(required=False), required=False
    )
    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)
    widget("pictures", type="checkboxes")


class IMaskRemoval(Interface):
    """The reason for removing the mask of an entry."""

    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)


def _mask(at, given):
    names = (given[each] for each in ("words", "pictures", "reason"))
    return mask_entry(at.context, at.path[0], *names)


def _masked_sentence(ids):
    if len(ids) > 1:
        others = {"number": len(ids) - 1}
        return _(
            "Masked, also where the same post stands in other channels: ${number}.", mapping=others
        )
    return _("Masked. It stays so when the entry is changed or retrieved again.")


MASK = Act("mask", _mask, _masked_sentence, title=_("Mask it"), fields=IEntryMask)
UNMASK = Act(
    "unmask",
    lambda at, given: unmask_entry(at.context, at.path[0], given["reason"]),
    _("Visitors see the whole entry again."),
    title=_("Take the mask away"),
    fields=IMaskRemoval,
)
