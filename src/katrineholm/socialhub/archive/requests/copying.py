"""Copies of what is in a request: without what is masked, and without what may be secret.

The record itself, and what the public sees of it, stay as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...core.timeline.passages import MARK, Passages
from .book import Mask, masks
from .things import ADDRESS, HTML, Field, Part, Thing, read


@dataclass(frozen=True, slots=True)
class Copy:
    """A ``thing`` as it is given out, and the ``masks`` that have taken something out of it.

    ``lengths`` are how long the passages are that were taken out, by the fields' names.
    """

    thing: Thing
    masks: tuple[Mask, ...]
    lengths: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What is in a request: what is given out, what may be secret, and the keys of what is gone."""

    copies: tuple[Copy, ...]
    withheld: tuple[Thing, ...]
    gone: tuple[str, ...]


def sort_out(hub, request: Mapping) -> Sorted:
    """All of a request, in the order of time, as the present user may see it."""
    found = [(key, read(hub, key)) for key in request["things"]]
    things = sorted((thing for _key, thing in found if thing), key=lambda each: each.time)
    put = [mask for _number, mask in masks(request)]
    given = [each for each in things if is_given(request, each)]
    return Sorted(
        tuple(copied(each, put) for each in given),
        tuple(each for each in things if each not in given),
        tuple(key for key, thing in found if thing is None),
    )


def is_given(request: Mapping, thing: Thing) -> bool:
    """Whether a thing is given out: what may be secret only by a decision."""
    return thing.secrecy is None or bool(request["things"][thing.key])


def copied(thing: Thing, put: Iterable[Mask]) -> Copy:
    """A thing's copy, by those of some masks that have something to take out of it.

    A picture that is masked once is masked wherever it is shown: it is known by its content.
    """
    found = [each for each in put if _takes(each, thing)]
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
        fields=tuple(_without(passages, each) for each in thing.fields),
        pictures=_left(passages, thing.pictures, names),
        files=_left(passages, thing.files, names),
    )
    return Copy(without, tuple(found), lengths)


def unfound(things: Iterable[Thing], words: Iterable[str]) -> list[str]:
    """Those of some passages that stand in none of some things."""
    things = [*things]
    return [word for word in words if not any(_stands(Passages([word]), each) for each in things)]


def _takes(mask, thing):
    if {each.name for each in (*thing.pictures, *thing.files)} & {*mask.pictures, *mask.files}:
        return True
    return mask.thing in ("", thing.key) and _stands(Passages(mask.words), thing)


def _stands(passages: Passages, thing: Thing) -> bool:
    texts = (thing.title, thing.channel, *(each.title for each in (*thing.pictures, *thing.files)))
    return any(map(passages.are_in, texts)) or any(_says(passages, each) for each in thing.fields)


def _says(passages, field):
    if field.shape == ADDRESS:
        return passages.are_in_url(field.value)
    return (passages.are_in_html if field.shape == HTML else passages.are_in)(field.value)


def _without(passages: Passages, field: Field) -> Field:
    if field.shape == ADDRESS:
        return field._replace(value=MARK) if passages.are_in_url(field.value) else field
    take = passages.masked_html if field.shape == HTML else passages.masked_text
    return field._replace(value=take(field.value))


def _left(passages, parts: Iterable[Part], names) -> tuple[Part, ...]:
    left = (each for each in parts if each.name not in names)
    return tuple(each._replace(title=passages.masked_text(each.title)) for each in left)
