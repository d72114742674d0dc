"""The acts on a request for records, for forms and services.

The requester is never asked for a name or a purpose (tryckfrihetsförordningen 2 kap. 18 §). Each
function raises Refusal if it refuses, and stores nothing then.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from time import time

from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY, _, logger
from ...accounts.channels import holds
from ...accounts.channels.retention import rules
from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from ...inbox.records.copy import LINE
from ...inbox.routing.roles import me
from ...site.forms.faults import Faults
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.words import has_words, is_seen
from ..masking.masking import clean_passages, require_short_passages
from . import book, log
from .book import Delivery, Mask
from .copying import sort_out, unfound
from .delivering import SHAPES, made, masked_in
from .things import Thing, read

MOST, LONGEST, LONGEST_LABEL = 1000, 1000, 200
RULE = "given-out"
GONE = _("There is no such request any more.")
NO_SHAPE = _("Choose a ZIP file, or a page to print.")
NO_SUCH_THING = _("There is no such record here, or it is not yours to read.")


@dataclass(frozen=True, slots=True)
class Wish:
    """The input for a mask; ``thing`` is empty for the whole request."""

    thing: str = ""
    words: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    provision: str = ""
    reason: str = ""


def begin(hub: Container, label: str, keys: Iterable[str] = ()) -> str:
    """Begin a request with some records and return its id; the label is the registrar's own."""
    keys = _require_records(hub, keys)
    if len(label) > LONGEST_LABEL:
        said = {"limit": LONGEST_LABEL}
        sentence = _("The label may be ${limit} characters long at most.", mapping=said)
        raise FaultyFields({"label": sentence})
    _require_room(0, len(keys))
    id = book.begin(hub, label, me(), int(time()))
    add(hub, id, keys)
    return id


def add(hub: Container, id: str, keys: Iterable[str]) -> int:
    """Add records to a request and return how many are new; they are kept until it is closed."""
    things = open_one(hub, id)["things"]
    new = [each for each in _require_records(hub, keys) if each not in things]
    _require_room(len(things), len(new))
    for key in new:
        things[key] = ""
    if new:
        holds.stir(hub)
    return len(new)


def remove(hub: Container, id: str, keys: Iterable[str]) -> int:
    """Remove records and their own masks from a request; return the number of records."""
    request = open_one(hub, id)
    found = {*keys} & {*request["things"]}
    if not found:
        raise Refusal(_("Choose at least one of what is in the request."))
    for key in found:
        del request["things"][key]
    for number in [number for number, mask in book.masks(request) if mask.thing in found]:
        del request["masks"][number]
    return len(found)


def mask(hub: Container, id: str, wish: Wish) -> int:
    """Mask something in the copies of this request only; return the mask's number.

    A passage has to occur in the records, and a picture or a file has to belong to one.
    """
    request = open_one(hub, id)
    words = clean_passages(wish.words)
    faults = Faults()
    is_given = is_seen("".join(words)) or wish.pictures or wish.files
    faults.demand(
        "words", is_given, _("Write at least one passage, or choose a picture or a file.")
    )
    faults.take("words", require_short_passages, words)
    provision = has_words(wish.provision)
    faults.demand("provision", provision, _("Write by which provision it is masked."))
    faults.demand("reason", has_words(wish.reason), _("Say why."))
    for name in ("provision", "reason"):
        faults.take(name, _require_short, getattr(wish, name))
    faults.done()
    things = _records(hub, request, wish.thing)
    if missing := unfound(things, words):
        values = {"words": missing[0]}
        sentence = _("”${words}” does not stand in what is in the request.", mapping=values)
        raise FaultyFields({"words": sentence})
    _require_parts(things, wish)
    put = Mask(
        *(wish.thing, words, wish.pictures, wish.files, wish.provision, wish.reason),
        by=me(),
        when=int(time()),
    )
    same = (
        n for n, each in book.masks(request) if replace(put, by=each.by, when=each.when) == each
    )
    return next(same, 0) or book.put(request["masks"], put)


def unmask(hub: Container, id: str, number: int) -> None:
    """Remove a mask."""
    if open_one(hub, id)["masks"].pop(number, None) is None:
        raise Refusal(_("There is no such mask any more."))


def release(hub: Container, id: str, key: str, decision: str) -> None:
    """Release a possibly secret message by a decision; without a decision, withhold it again."""
    request = open_one(hub, id)
    thing = read(hub, key) if key in request["things"] else None
    if thing is None:
        raise Refusal(NO_SUCH_THING)
    if thing.secrecy is None:
        raise Refusal(_("It is not marked as something that may be secret."))
    _require_short(decision)
    if decision and not has_words(decision):
        raise FaultyFields({"decision": _("Say by which decision it is given out.")})
    if request["things"][key] != decision:
        request["things"][key] = decision


def deliver(hub: Container, id: str, shape: str) -> int:
    """Make a delivery, a ZIP file or a page to print, and log it; return its number."""
    request = open_one(hub, id)
    if shape not in SHAPES:
        raise Refusal(NO_SHAPE)
    found, now, who = sort_out(hub, request), int(time()), me()
    if not found.copies:
        raise Refusal(_("There is nothing in the request that can be given out."))
    delivery = made(found, shape, who=who, now=now)
    number = book.put(request["deliveries"], delivery)
    _log(hub, id, delivery, found)
    for copy in found.copies:
        _note(hub, copy, now)
    logger.info("Request %s: delivery %d by %s", id, number, who)
    return number


def close(hub: Container, id: str) -> None:
    """Close an answered request."""
    open_one(hub, id)["closed"] = (me(), int(time()))
    log.note(hub, log.CLOSE, id, now=int(time()), who=me())


def reopen(hub: Container, id: str) -> None:
    """Reopen a closed request."""
    request = one(hub, id)
    if request["closed"] is None:
        raise Refusal(_("The request is open already."))
    request["closed"] = None
    holds.stir(hub)
    log.note(hub, log.REOPEN, id, now=int(time()), who=me())


def discard(hub: Container, id: str) -> None:
    """Delete a request and its files; its log stays."""
    if sentence := undiscardable(hub, id):
        raise Refusal(sentence)
    now, decision = int(time()), rules(hub)[RULE].decision
    book.drop(hub, id)
    log.note(hub, log.DISCARD, id, now=now, who=me(), decision=decision)
    logger.info("Request %s is thrown away by %s", id, me())


def undiscardable(hub: Container, id: str) -> Message | None:
    """Return a sentence on why the current user cannot delete a request; None if they can."""
    request, rule = one(hub, id), rules(hub)[RULE]
    if request["closed"] is None:
        return _("Close the request first.")
    if not rule.is_active:
        return _("No rule is in force for how long requests are kept.")
    who, closed = request["closed"]
    if closed + rule.days * DAY > time():
        said = {"days": str(rule.days)}
        return _("A request is kept for ${days} days after it was closed.", mapping=said)
    if who == me():
        return _("You closed it yourself: somebody else throws it away.")
    if any(_is_held(hub, key) for key in request["things"]):
        return _("Something in the request is held: nothing of it is disposed of.")
    return None


def one(hub: Container, id: str) -> PersistentMapping:
    """Return the request with this id; raise Refusal if there is none."""
    if (request := book.one(hub, id)) is None:
        raise Refusal(GONE)
    return request


def open_one(hub: Container, id: str) -> PersistentMapping:
    """Return the open request with this id; raise Refusal if there is none."""
    request = one(hub, id)
    if request["closed"] is not None:
        raise Refusal(_("The request is closed: open it again first."))
    return request


def _require_records(hub, keys: Iterable[str]) -> list[str]:
    keys = [*dict.fromkeys(keys)]
    _require_room(0, len(keys))
    if not all(read(hub, key) for key in keys):
        raise Refusal(NO_SUCH_THING)
    return keys


def _require_room(has, more):
    if has + more > MOST:
        said = {"most": str(MOST)}
        raise Refusal(_("A request holds ${most} records at most: begin another.", mapping=said))


def _require_short(text):
    if len(text) > LONGEST:
        said = {"limit": LONGEST}
        raise Refusal(_("Write at most ${limit} characters.", mapping=said))


def _records(hub, request, key: str) -> list[Thing]:
    """Return the existing records that a mask applies to."""
    if key and key not in request["things"]:
        raise Refusal(NO_SUCH_THING)
    found = (read(hub, each) for each in ([key] if key else request["things"]))
    return [each for each in found if each]


def _require_parts(things, wish):
    for kind in ("pictures", "files"):
        known = {part.name for thing in things for part in getattr(thing, kind)}
        if {*getattr(wish, kind)} - known:
            raise Refusal(_("There is no such picture or file in what is in the request."))


def _log(hub, id, delivery: Delivery, found):
    log.note(
        *(hub, log.DELIVER, id),
        now=delivery.when,
        who=delivery.by,
        shape=delivery.shape,
        size=delivery.size,
        sha256=delivery.sha256,
        things=delivery.things,
        masked=masked_in(found.copies),
        withheld=tuple(thing.key for thing in found.withheld),
        released=_released(found, one(hub, id)["things"]),
    )


def _released(found, decisions):
    """Return the keys of the released, possibly secret records, with the decisions."""
    keys = (copy.thing.key for copy in found.copies if copy.thing.secrecy is not None)
    return tuple((key, decisions[key]) for key in keys)


def _note(hub, copy, now):
    """Log the copy in the message's own log, like a single copy."""
    kind, _colon, number = copy.thing.key.partition(":")
    if kind == "message":
        given = {"masked": dict(copy.lengths), "as": "request"}
        messages_of(hub).record(int(number), LINE, given, who=me(), now=now)


def _is_held(hub, key):
    kind, name, *_rest = key.split(":")
    if kind in ("entry", "version"):
        entry = timeline_of(hub).whole(name)
        return holds.on(hub, holds.ENTRY, name, entry["channel"] if entry else "") is not None
    number = key.rpartition(":")[2]
    channel = messages_of(hub)[int(number)]["channel"]
    return holds.on(hub, holds.MESSAGE, number, channel) is not None
