"""The text of the daily mail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _
from .channel_rows import BoardRow
from .lights import Light

MAX_CHANNELS = 50  # channels that one mail names
MENTIONED_COLOURS = ("red", "amber")


@dataclass(frozen=True, slots=True)
class Task:
    """A channel to fix, with the URLs of its page and, if needed, of its confirmation page."""

    row: BoardRow
    url: str = ""
    confirm_url: str = ""


@dataclass(frozen=True, slots=True)
class DigestMail:
    """The contents of one person's mail: the person's own channels, and the office's overview.

    ``board_url`` is empty for people outside the office; ``ask``, the contact for help, is empty
    for those who can log in.
    """

    own: Sequence[Task] = ()
    all: Sequence[Task] = ()
    reports: int = 0
    board_url: str = ""
    ask: Message | str = ""


def mentioned_problems(row: BoardRow) -> frozenset[str]:
    """Return the kinds of problems that are grave enough for the mail."""
    return frozenset(problem for light in _grave_lights(row) for problem in light.problems)


def digest_subject(letter: DigestMail) -> Message:
    """Return the subject of the mail, which states the number of channels."""
    number = len({task.row.facts.uid for task in (*letter.own, *letter.all)})
    if not number:
        return _("Channels that wait for review: ${number}", mapping={"number": letter.reports})
    return _("Channels in social media to look after: ${number}", mapping={"number": number})


def digest_text(letter: DigestMail, translate: Callable[[Message], str]) -> str:
    """Return the text of the mail; ``translate`` translates into the recipient's language."""
    parts = [
        *_own_parts(letter.own),
        *([[letter.ask]] if letter.ask else []),
        *_office_parts(letter),
    ]
    parts.append([_("You get this mail once a day at most, and only when something is wrong.")])
    return "\n\n".join("\n".join(_line_text(each, translate) for each in part) for part in parts)


def _own_parts(tasks):
    if not tasks:
        return
    yield [_("You are responsible for these channels today. Something in them needs to be fixed.")]
    yield from map(_task_lines, tasks[:MAX_CHANNELS])
    yield from _rest_parts(tasks)


def _office_parts(letter):
    if letter.reports:
        number = {"number": letter.reports}
        yield [_("Channels that wait for review: ${number}", mapping=number)]
    if letter.all:
        number = {"number": len(letter.all)}
        yield [_("All channels with something to mend: ${number}", mapping=number)]
        yield [_task_line(task) for task in letter.all[:MAX_CHANNELS]]
        yield from _rest_parts(letter.all)
    if letter.board_url:
        yield [_("The board: ${url}", mapping={"url": letter.board_url})]


def _task_lines(task):
    facts = task.row.facts
    lines: list = [f"{facts.title} ({facts.administration.title})"]
    lines += [("- ", reason) for light in _grave_lights(task.row) for reason in light.reasons]
    if task.confirm_url:
        confirm = {"url": task.confirm_url}
        lines.append(
            _("Confirm that what is known of the channel is right: ${url}", mapping=confirm)
        )
    return [*lines, task.url] if task.url else lines


def _task_line(task):
    facts = task.row.facts
    reasons = [reason for light in _grave_lights(task.row) for reason in light.reasons[:1]]
    return (f"- {facts.title} ({facts.administration.title}): ", *reasons)


def _rest_parts(tasks):
    if len(tasks) > MAX_CHANNELS:
        yield [_("And more: ${number}", mapping={"number": len(tasks) - MAX_CHANNELS})]


def _grave_lights(row: BoardRow) -> list[Light]:
    """Return the lights to mention: one or two failed tries may be an accident, a move is not."""
    technique = [row.technique] if _is_grave(row.technique) else []
    return technique + [
        light for light in (row.life, row.duty) if light.colour in MENTIONED_COLOURS
    ]


def _is_grave(technique):
    return technique.colour == "red" or "moved" in technique.problems


def _line_text(line, translate):
    if not isinstance(line, tuple):
        return translate(line) if isinstance(line, Message) else line
    return " ".join(_line_text(each, translate).strip() for each in line)
