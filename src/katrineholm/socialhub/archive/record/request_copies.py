"""Copies of the records in a request, without masked parts or possibly secret records.

The stored records, and the pages that visitors see, are not changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from plone.dexterity.content import Container

from ...accounts.channels.times import iso_time
from ...core.timeline.passages import MARK, Passages
from .extract_facts import with_facts
from .request_storage import Mask, person_terms, request_masks
from .requested_records import HTML, URL, Field, Part, RequestedRecord, requested_record


@dataclass(frozen=True, slots=True)
class MaskedCopy:
    """A copy of a record (``thing``), and the ``masks`` that removed something from it.

    ``lengths`` has the lengths of the removed passages by the names of their fields.
    """

    thing: RequestedRecord
    masks: tuple[Mask, ...]
    lengths: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class RequestContents:
    """The copies in a request, its withheld records, and the keys of records that are gone.

    ``about`` are the person's names, handles and addresses, if it is a register extract, and
    ``elsewhere`` is the number of messages of other authorities that may be about the person.
    """

    copies: tuple[MaskedCopy, ...]
    withheld: tuple[RequestedRecord, ...]
    gone: tuple[str, ...]
    about: tuple[str, ...] = ()
    elsewhere: int = 0


def request_contents(hub: Container, request: Mapping) -> RequestContents:
    """Return the contents of a request as the current user may see them, oldest record first."""
    found = [(key, requested_record(hub, key)) for key in request["things"]]
    things = sorted((thing for _key, thing in found if thing), key=lambda each: each.time)
    put = [mask for _number, mask in request_masks(request)]
    given = [each for each in things if is_given_out(request, each)]
    copies, terms = [masked_copy(each, put) for each in given], person_terms(request)
    if terms:
        whole = with_facts(hub, (copy.thing for copy in copies))
        copies = [replace(copy, thing=thing) for copy, thing in zip(copies, whole, strict=True)]
    return RequestContents(
        tuple(copies),
        tuple(each for each in things if each not in given),
        tuple(key for key, thing in found if thing is None),
        terms,
        request.get("elsewhere", 0),
    )


def copy_data(copy: MaskedCopy) -> dict:
    """Return a copy as JSON, without the content of its pictures and files."""
    thing = copy.thing
    return {
        "key": thing.key,
        "kind": thing.kind,
        "title": thing.title,
        "channel": thing.channel,
        "when": iso_time(thing.time) if thing.time else None,
        "fields": [
            {"name": each.name, "title": each.title, "value": each.value, "shape": each.shape}
            for each in thing.fields
        ],
        "pictures": [{"name": each.name, "title": each.title} for each in thing.pictures],
        "files": [{"name": each.name, "title": each.title} for each in thing.files],
    }


def is_given_out(request: Mapping, thing: RequestedRecord) -> bool:
    """Return whether a request gives out a record; a possibly secret one requires a decision."""
    return thing.secrecy is None or bool(request["things"][thing.key])


def masked_copy(thing: RequestedRecord, put: Iterable[Mask]) -> MaskedCopy:
    """Return a copy of a record, masked by those of the masks that apply to it.

    A picture is identified by its content, so a mask of it applies wherever it is shown.
    """
    found = [each for each in put if _applies(each, thing)]
    words = [word for each in found if each.thing in ("", thing.key) for word in each.words]
    passages = Passages(words)
    names = {name for each in found for name in (*each.pictures, *each.files)}
    lengths: dict[str, list[int]] = {}
    for field in thing.fields:
        if taken := passages.lengths_in(field.value):
            lengths.setdefault(field.name, []).extend(taken)
    without = thing._replace(
        title=passages.masked_text(thing.title),
        channel=passages.masked_text(thing.channel),
        fields=tuple(_masked_field(passages, each) for each in thing.fields),
        pictures=_remaining_parts(passages, thing.pictures, names),
        files=_remaining_parts(passages, thing.files, names),
    )
    return MaskedCopy(without, tuple(found), lengths)


def missing_passages(things: Iterable[RequestedRecord], words: Iterable[str]) -> list[str]:
    """Return the passages that occur in none of the records."""
    things = [*things]
    return [
        word for word in words if not any(_occurs_in(Passages([word]), each) for each in things)
    ]


def _applies(mask, thing):
    if {each.name for each in (*thing.pictures, *thing.files)} & {*mask.pictures, *mask.files}:
        return True
    return mask.thing in ("", thing.key) and _occurs_in(Passages(mask.words), thing)


def _occurs_in(passages: Passages, thing: RequestedRecord) -> bool:
    texts = (thing.title, thing.channel, *(each.title for each in (*thing.pictures, *thing.files)))
    return any(map(passages.are_in, texts)) or any(
        _occurs_in_field(passages, each) for each in thing.fields
    )


def _occurs_in_field(passages, field):
    if field.shape == URL:
        return passages.are_in_url(field.value)
    return (passages.are_in_html if field.shape == HTML else passages.are_in)(field.value)


def _masked_field(passages: Passages, field: Field) -> Field:
    if field.shape == URL:
        return field._replace(value=MARK) if passages.are_in_url(field.value) else field
    take = passages.masked_html if field.shape == HTML else passages.masked_text
    return field._replace(value=take(field.value))


def _remaining_parts(passages, parts: Iterable[Part], names) -> tuple[Part, ...]:
    left = (each for each in parts if each.name not in names)
    return tuple(each._replace(title=passages.masked_text(each.title)) for each in left)
