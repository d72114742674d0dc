"""A row of the board for its template, with few elements because the theme processes each one."""

from collections.abc import Sequence
from typing import Any

from plone import api

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.feeds.source_kinds import ACCOUNT
from ...public.register.filters import STATE_TITLES
from ...refresh.views import retrieval_times
from ...site.pages.refusals import advice_from_code
from ...site.settings.titles import service_title
from .channel_rows import BoardRow
from .lights import Light
from .query import COLOUR_TITLES

ANSWERS = {
    "responsible": _("Answers today: ${name} (responsible)"),
    "substitute": _("Answers today: ${name} (substitute)"),
    "head": _("Answers today: ${name} (head)"),
}
LIGHT_TITLES = (_("Technique"), _("Life"), _("Duty"))
WIDTH, HEIGHT = 96, 24
GAP = 2
FIELD_PREFIX = "#formfield-form-widgets-"
PEOPLE_PROBLEMS = frozenset({"responsible", "substitute", "owner", "unanswered", "unconfirmed"})


def template_row(
    row: BoardRow, request: Any, *, is_office: bool, may_examine: bool, report: dict | None
) -> dict:
    """Return a row of the board as plain values, with its lights and actions.

    ``report`` is the line of the history on a report that waits for a decision.
    """
    title, url = row.facts.title, request.physicalPathToURL(row.facts.path)
    lights = zip(LIGHT_TITLES, row.lights, strict=True)
    return {
        "uid": row.facts.uid,
        "title": title,
        "url": url,
        "choose": _("Choose ${title}", mapping={"title": title}),
        "whose": channel_subtitle(row.facts, is_office=is_office),
        "lights": [_light_values(name, light) for name, light in lights],
        "missing": len(row.missing),
        "marks": "; ".join(map(api.portal.translate, row.missing)),
        "bars": bars_path(row.weeks),
        "weeks": _("Entries a week: ${weeks}", mapping={"weeks": counts_text(row.weeks)}),
        "answering": _answering_text(row),
        "help": _help_texts(row),
        "reported": report and _report_text(report),
        **{
            name: [_labelled_action(each, title) for each in found]
            for name, found in row_actions(
                row, url, is_office=is_office, may_examine=may_examine
            ).items()
        },
    }


def channel_subtitle(facts: ChannelFacts, *, is_office: bool = True) -> str:
    """Return a channel's administration (if ``is_office``), service and state as a text."""
    owner = [facts.administration.title] if is_office else []
    state = [] if facts.state == "official" else [api.portal.translate(STATE_TITLES[facts.state])]
    return ", ".join([*owner, service_title(facts.platform), *state])


def _light_values(title, light: Light):
    return {
        "title": title,
        "colour": light.colour,
        "word": COLOUR_TITLES[light.colour],
        "reasons": light.reasons,
    }


def _answering_text(row):
    if row.answering is None:
        return None
    text, name = ANSWERS[row.answering.role], row.answering.person.name
    return _(text, mapping={"name": name})


def _help_texts(row):
    """Return what to do about a failed retrieval, and when it was and will be tried."""
    if "broken" not in row.problems or not row.tries:
        return []
    times = retrieval_times(row.tries.checked, row.tries.next_try)
    found = (advice_from_code(row.tries.code), *times)
    return [each for each in found if each]


def _report_text(line):
    who = {"name": member_name(line["who"]), "day": formatted_time(line["time"])["text"]}
    return _("Reported ${day} by ${name}.", mapping=who)


def _labelled_action(each, title):
    """Return an action with a label that names its row, for screen readers."""
    name = api.portal.translate(each["title"])
    return {"name": None, "value": None, **each, "title": name, "label": f"{name}: {title}"}


def bars_path(counts: Sequence[int]) -> str:
    """Return the ``d`` of an SVG path with a bar for each count; a zero is a thin line.

    >>> bars_path((0, 4))
    'M0 23h46v1h-46zM48 0h46v24h-46z'
    """
    step = WIDTH // len(counts)
    most = max(counts)
    return "".join(
        _bar(number * step, step - GAP, _height(count, most)) for number, count in enumerate(counts)
    )


def counts_text(counts: Sequence[int]) -> str:
    """Return the counts as a comma-separated text."""
    return ", ".join(map(str, counts))


def _bar(left, width, height):
    return f"M{left} {HEIGHT - height}h{width}v{height}h-{width}z"


def _height(count, most):
    """Return a bar's height; a small number remains visible beside large ones."""
    return max(3, round(count / most * HEIGHT)) if count else 1


def row_actions(row: BoardRow, url: str, *, is_office: bool, may_examine: bool) -> dict:
    """Return a row's actions: ``links`` to forms, and ``buttons`` that post the board's form."""
    links = [
        *_step_links(row, url, is_office),
        *_edit_links(row, url, is_office),
        {"title": _("History"), "url": f"{url}/@@history"},
    ]
    board = f"{url.rsplit('/', 2 if is_office else 1)[0]}/@@board"
    examined = _examine_buttons(row, board) if may_examine else ()
    return {"links": links, "buttons": [*_buttons(row, url, is_office), *examined]}


def _edit_links(row, url, is_office):
    """Yield links that fix problems; a reported channel can be edited by the office only."""
    if is_office or row.facts.state != "reported":
        field = f"{FIELD_PREFIX}feed_url" if "broken" in row.problems else ""
        yield {"title": _("Edit"), "url": f"{url}/edit{field}"}
    if is_office and "broken" in row.problems and row.facts.source == ACCOUNT:
        yield {"title": _("Connect the account"), "url": f"{url}/@@connect-account"}
    if is_office and "broken" in row.problems and row.facts.described:
        yield {"title": _("Describe the source"), "url": f"{url}/@@describe-source"}
    if row.problems & PEOPLE_PROBLEMS:
        yield {"title": _("Duties and absence"), "url": f"{url}/@@duties"}
    if is_office and "owner" in row.problems:
        hub_url = url.rsplit("/", 2)[0]
        yield {"title": _("Hand over"), "url": f"{hub_url}/@@duties#socialhub-handover"}


def _step_links(row, url, is_office):
    if is_office and row.facts.state == "reported":
        yield {"title": _("Review"), "url": f"{url}/@@lifecycle?step=make-official"}
    elif is_office or row.facts.state == "draft":
        yield {"title": _("Steps"), "url": f"{url}/@@lifecycle"}


def _examine_buttons(row, board):
    """Yield the button that lets the feed doctor examine a failing channel's address."""
    if "broken" in row.problems and row.facts.source != ACCOUNT:
        address = row.facts.feed_url or row.facts.profile_url
        yield {"title": _("Examine"), "url": board, "name": "address", "value": address}


def _buttons(row, url, is_office):
    if _is_retrieved(row):
        back = "hub" if is_office else "administration"
        yield {
            "title": _("Fetch now"),
            "url": f"{url}/@@fetch-now",
            "name": "back",
            "value": back,
        }
    if "moved" in row.problems:
        yield {"title": _("Accept the address"), "url": f"{url}/@@accept-move"}
    if "unconfirmed" in row.problems:
        yield {"title": _("Confirm"), "url": f"{url}/@@confirm-now"}
    if "unseen" in row.problems:
        yield {
            "title": _("I have looked at the account today"),
            "url": f"{url}/@@look-at-account",
        }


def _is_retrieved(row: BoardRow) -> bool:
    return bool(row.facts.feed_url) and row.facts.state == "official"
