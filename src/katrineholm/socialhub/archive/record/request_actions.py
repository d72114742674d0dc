"""The acts on a request for records, for forms and services.

The requester is never asked for a name or a purpose (tryckfrihetsförordningen 2 kap. 18 §). If a
function raises Refusal, it has stored nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from time import time

from AccessControl import Unauthorized
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY, _, logger
from ...accounts.channels import holds
from ...accounts.channels.retention import retention_rules
from ...core.messages.store import messages_of
from ...core.search.clauses import search_clauses
from ...core.timeline.store import timeline_of
from ...inbox.oversight.copy_page import LOG_STEP
from ...inbox.oversight.diary_page import REGISTRAR_ROLE
from ...inbox.steps.roles import current_actor, has_role_anywhere
from ...inbox.steps.second_person import is_current_person
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words, is_visible
from . import request_log, request_storage
from .delivery_files import SHAPES, masked_provisions, new_delivery
from .entry_masks import clean_passages, require_short_passages
from .extract_facts import extract_information
from .extract_search import find_matches, term_text
from .people import NOTE, PERSON
from .request_copies import missing_passages, request_contents
from .request_storage import Delivery, Mask
from .requested_records import RequestedRecord, requested_record

MOST, LONGEST, LONGEST_LABEL, MOST_TERMS = 1000, 1000, 200, 20
RULE = "given-out"
NO_SUCH_REQUEST = _("There is no such request any more.")
NO_SHAPE = _("Choose a ZIP file, or a page to print.")
NO_SUCH_RECORD = _("There is no such record here, or it is not yours to read.")


@dataclass(frozen=True, slots=True)
class MaskInput:
    """The input for a mask; ``thing`` is a record's key, or empty to mask the whole request."""

    thing: str = ""
    words: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    provision: str = ""
    reason: str = ""


def begin_request(hub: Container, label: str, keys: Iterable[str] = ()) -> str:
    """Store a new request with some records and a label, which may be empty; return its id."""
    keys = _require_records(hub, keys)
    if len(label) > LONGEST_LABEL:
        said = {"limit": LONGEST_LABEL}
        sentence = _("The label may be ${limit} characters long at most.", mapping=said)
        raise FaultyFields({"label": sentence})
    _require_room(0, len(keys))
    id = request_storage.store_request(hub, label, current_actor(), int(time()))
    add_records(hub, id, keys)
    return id


def begin_extract(hub: Container, terms: Iterable[str]) -> str:
    """Store a new register extract (GDPR, article 15) about a person, and return its id.

    ``terms`` are the person's names, handles and addresses. They are stored with the extract alone:
    the log has only the counts.
    """
    if not has_role_anywhere(hub, REGISTRAR_ROLE):
        raise Unauthorized("extract")
    terms, now = _require_terms(terms), int(time())
    matches, who = find_matches(hub, terms), current_actor()
    id = request_storage.store_request(hub, "", who, now, about=terms, elsewhere=matches.elsewhere)
    found = Counter(key.partition(":")[0] for key in matches.keys)
    request_log.add_log_line(
        *(hub, request_log.EXTRACT, id),
        now=now,
        who=who,
        terms=len(terms),
        found=tuple(sorted(found.items())),
    )
    return id


def add_records(hub: Container, id: str, keys: Iterable[str]) -> int:
    """Add records to an open request, which prevents their disposal; return how many are new."""
    things = get_open_request(hub, id)["things"]
    new = [each for each in _require_records(hub, keys) if each not in things]
    _require_room(len(things), len(new))
    for key in new:
        things[key] = ""
    if new:
        holds.invalidate_holds(hub)
    return len(new)


def remove_records(hub: Container, id: str, keys: Iterable[str]) -> int:
    """Remove records, and the masks for them alone, from a request; return the record count."""
    request = get_open_request(hub, id)
    found = {*keys} & {*request["things"]}
    if not found:
        raise Refusal(_("Choose at least one of what is in the request."))
    for key in found:
        del request["things"][key]
    for number in [
        number for number, mask in request_storage.request_masks(request) if mask.thing in found
    ]:
        del request["masks"][number]
    return len(found)


def mask_records(hub: Container, id: str, wish: MaskInput) -> int:
    """Store a mask for the copies in this request and return its number.

    Each passage must occur in the records, and each picture or file must belong to one.
    """
    request = get_open_request(hub, id)
    words = clean_passages(wish.words)
    faults = FormFaults()
    is_given = is_visible("".join(words)) or wish.pictures or wish.files
    faults.require(
        "words", is_given, _("Write at least one passage, or choose a picture or a file.")
    )
    faults.take("words", require_short_passages, words)
    provision = has_words(wish.provision)
    faults.require("provision", provision, _("Write by which provision it is masked."))
    faults.require("reason", has_words(wish.reason), _("Say why."))
    for name in ("provision", "reason"):
        faults.take(name, _require_short, getattr(wish, name))
    faults.raise_faults()
    things = _records(hub, request, wish.thing)
    if missing := missing_passages(things, words):
        values = {"words": missing[0]}
        sentence = _("”${words}” does not stand in what is in the request.", mapping=values)
        raise FaultyFields({"words": sentence})
    _require_parts(things, wish)
    put = Mask(
        *(wish.thing, words, wish.pictures, wish.files, wish.provision, wish.reason),
        by=current_actor(),
        when=int(time()),
    )
    same = (
        n
        for n, each in request_storage.request_masks(request)
        if replace(put, by=each.by, when=each.when) == each
    )
    return next(same, 0) or request_storage.store_by_number(request["masks"], put)


def remove_mask(hub: Container, id: str, number: int) -> None:
    """Remove a mask, given by its number, from an open request."""
    if get_open_request(hub, id)["masks"].pop(number, None) is None:
        raise Refusal(_("There is no such mask any more."))


def release_message(hub: Container, id: str, key: str, decision: str) -> None:
    """Store the decision that releases a possibly secret message; an empty one withholds it."""
    request = get_open_request(hub, id)
    thing = requested_record(hub, key) if key in request["things"] else None
    if thing is None:
        raise Refusal(NO_SUCH_RECORD)
    if thing.secrecy is None:
        raise Refusal(_("It is not marked as something that may be secret."))
    _require_short(decision)
    if decision and not has_words(decision):
        raise FaultyFields({"decision": _("Say by which decision it is given out.")})
    if request["things"][key] != decision:
        request["things"][key] = decision


def deliver_request(hub: Container, id: str, shape: str) -> int:
    """Store and log a delivery, as a ZIP file or as a page to print; return its number."""
    request = get_open_request(hub, id)
    if shape not in SHAPES:
        raise Refusal(NO_SHAPE)
    found, now, who = request_contents(hub, request), int(time()), current_actor()
    if not found.copies:
        raise Refusal(_("There is nothing in the request that can be given out."))
    information = extract_information(hub) if found.about else ()
    delivery = new_delivery(found, shape, who=who, now=now, information=information)
    number = request_storage.store_by_number(request["deliveries"], delivery)
    _log(hub, id, delivery, found)
    for copy in found.copies:
        _note(hub, copy, now)
    logger.info("Request %s: delivery %d by %s", id, number, who)
    return number


def close_request(hub: Container, id: str) -> None:
    """Close an open request, and log that."""
    get_open_request(hub, id)["closed"] = (current_actor(), int(time()))
    request_log.add_log_line(hub, request_log.CLOSE, id, now=int(time()), who=current_actor())


def reopen_request(hub: Container, id: str) -> None:
    """Reopen a closed request, and log that."""
    request = get_request(hub, id)
    if request["closed"] is None:
        raise Refusal(_("The request is open already."))
    request["closed"] = None
    holds.invalidate_holds(hub)
    request_log.add_log_line(hub, request_log.REOPEN, id, now=int(time()), who=current_actor())


def discard_request(hub: Container, id: str) -> None:
    """Delete a request with its deliveries, if nothing prevents it; its lines in the log stay."""
    if sentence := discard_obstacle(hub, id):
        raise Refusal(sentence)
    now, decision = int(time()), retention_rules(hub)[RULE].decision
    request_storage.delete_request(hub, id)
    request_log.add_log_line(
        hub, request_log.DISCARD, id, now=now, who=current_actor(), decision=decision
    )
    logger.info("Request %s is thrown away by %s", id, current_actor())


def discard_obstacle(hub: Container, id: str) -> Message | None:
    """Return a sentence that states why the current user cannot delete a request, or None."""
    request, rule = get_request(hub, id), retention_rules(hub)[RULE]
    if request["closed"] is None:
        return _("Close the request first.")
    if not rule.is_active:
        return _("No rule is in force for how long requests are kept.")
    who, closed = request["closed"]
    if closed + rule.days * DAY > time():
        said = {"days": str(rule.days)}
        return _("A request is kept for ${days} days after it was closed.", mapping=said)
    if is_current_person(who):
        return _("You closed it yourself: somebody else throws it away.")
    if any(is_held(hub, key) for key in request["things"]):
        return _("Something in the request is held: nothing of it is disposed of.")
    return None


def get_request(hub: Container, id: str) -> PersistentMapping:
    """Return the request with this id; raise Refusal if there is none."""
    if (request := readable_request(hub, id)) is None:
        raise Refusal(NO_SUCH_REQUEST)
    return request


def readable_request(hub: Container, id: str) -> PersistentMapping | None:
    """Return the request with this id; None if it is missing or not the current user's to read.

    Register extracts are read by registrars only, as they name a person.
    """
    request = request_storage.find_request(hub, id)
    return request if request is not None and may_read(hub, request) else None


def may_read(hub: Container, request: Mapping) -> bool:
    """Return whether the current user may read a request."""
    is_extract = bool(request_storage.person_terms(request))
    return not is_extract or has_role_anywhere(hub, REGISTRAR_ROLE)


def get_open_request(hub: Container, id: str) -> PersistentMapping:
    """Return the open request with this id; raise Refusal if it is closed or missing."""
    request = get_request(hub, id)
    if request["closed"] is not None:
        raise Refusal(_("The request is closed: open it again first."))
    return request


def _require_records(hub, keys: Iterable[str]) -> list[str]:
    keys = [*dict.fromkeys(keys)]
    _require_room(0, len(keys))
    if not all(requested_record(hub, key) for key in keys):
        raise Refusal(NO_SUCH_RECORD)
    return keys


def _require_terms(terms) -> tuple[str, ...]:
    terms = tuple(dict.fromkeys(filter(None, (each.strip() for each in terms))))
    if not terms:
        raise FaultyFields({"about": _("Write at least one name, handle or address.")})
    if len(terms) > MOST_TERMS:
        said = {"most": str(MOST_TERMS)}
        raise FaultyFields({"about": _("Write at most ${most} of them.", mapping=said)})
    for each in terms:
        if len(each) > LONGEST_LABEL:
            said = {"limit": str(LONGEST_LABEL)}
            text = _("Write at most ${limit} characters.", mapping=said)
            raise FaultyFields({"about": text})
        if not search_clauses(term_text(each)):
            said = {"term": each[:50]}
            text = _("“${term}” cannot be searched for: write letters or digits.", mapping=said)
            raise FaultyFields({"about": text})
    return terms


def _require_room(has, more):
    if has + more > MOST:
        said = {"most": str(MOST)}
        raise Refusal(_("A request holds ${most} records at most: begin another.", mapping=said))


def _require_short(text):
    if len(text) > LONGEST:
        said = {"limit": LONGEST}
        raise Refusal(_("Write at most ${limit} characters.", mapping=said))


def _records(hub, request, key: str) -> list[RequestedRecord]:
    if key and key not in request["things"]:
        raise Refusal(NO_SUCH_RECORD)
    found = (requested_record(hub, each) for each in ([key] if key else request["things"]))
    return [each for each in found if each]


def _require_parts(things, wish):
    for kind in ("pictures", "files"):
        known = {part.name for thing in things for part in getattr(thing, kind)}
        if {*getattr(wish, kind)} - known:
            raise Refusal(_("There is no such picture or file in what is in the request."))


def _log(hub, id, delivery: Delivery, found):
    # Which records are about a person is that person's own affair: the log has their number.
    things = {"number": len(delivery.things)} if found.about else {"things": delivery.things}
    masked = () if found.about else masked_provisions(found.copies)
    request_log.add_log_line(
        *(hub, request_log.DELIVER, id),
        now=delivery.when,
        who=delivery.by,
        shape=delivery.shape,
        size=delivery.size,
        sha256=delivery.sha256,
        masked=masked,
        withheld=tuple(_log_name(found, thing) for thing in found.withheld),
        released=_released(found, get_request(hub, id)["things"]),
        **things,
    )


def _released(found, decisions):
    """Return the released, possibly secret records as the log names them, with the decisions."""
    things = (copy.thing for copy in found.copies if copy.thing.secrecy is not None)
    return tuple((_log_name(found, each), decisions[each.key]) for each in things)


def _log_name(found, thing: RequestedRecord) -> str:
    """Return a record's key; only its kind if it is in an extract about a person."""
    return thing.key.partition(":")[0] if found.about else thing.key


def _note(hub, copy, now):
    """Log the copy in the message's own log, like a single copy."""
    kind, _colon, number = copy.thing.key.partition(":")
    if kind == "message":
        given = {"masked": dict(copy.lengths), "as": "request"}
        messages_of(hub).record(int(number), LOG_STEP, given, who=current_actor(), now=now)


def is_held(hub: Container, key: str) -> bool:
    """Return whether the record with this key, or its channel, is held."""
    kind, name, *_rest = key.split(":")
    if kind in (PERSON, NOTE):
        return False
    if kind in ("entry", "version"):
        entry = timeline_of(hub).unmasked(name)
        return holds.hold_on(hub, holds.ENTRY, name, entry["channel"] if entry else "") is not None
    number = key.rpartition(":")[2]
    channel = messages_of(hub)[int(number)]["channel"]
    return holds.hold_on(hub, holds.MESSAGE, number, channel) is not None
