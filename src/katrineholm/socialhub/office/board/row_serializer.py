"""A row of the board for its template: few elements, since the theme processes each one."""

from collections.abc import Sequence
from typing import Any

from plone import api

from ... import _
from ...public.register.filters import STATE_TITLES
from ...site.settings.titles import service_title
from .channel_rows import BoardRow
from .lights import Light
from .query import COLOUR_TITLES
from .row_actions import row_actions

ANSWERS = {
    "responsible": _("Answers today: ${name} (responsible)"),
    "substitute": _("Answers today: ${name} (substitute)"),
    "head": _("Answers today: ${name} (head)"),
}
LIGHT_TITLES = (_("Technique"), _("Life"), _("Duty"))
WIDTH, HEIGHT = 96, 24
GAP = 2


def template_row(row: BoardRow, request: Any, *, is_office: bool) -> dict:
    """Return a channel with its lights and actions."""
    title, url = row.facts.title, request.physicalPathToURL(row.facts.path)
    lights = zip(LIGHT_TITLES, row.lights, strict=True)
    return {
        "uid": row.facts.uid,
        "title": title,
        "url": url,
        "choose": _("Choose ${title}", mapping={"title": title}),
        "whose": _subtitle(row.facts, is_office),
        "lights": [_light_values(name, light) for name, light in lights],
        "missing": len(row.missing),
        "marks": "; ".join(map(api.portal.translate, row.missing)),
        "bars": bars_path(row.weeks),
        "weeks": _("Entries a week: ${weeks}", mapping={"weeks": counts_text(row.weeks)}),
        "answering": _answering_text(row),
        **{
            name: [_labelled_action(each, title) for each in found]
            for name, found in row_actions(row, url, is_office=is_office).items()
        },
    }


def _subtitle(facts, is_office):
    """Return administration, service and state; an administration's own board omits its name."""
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


def _labelled_action(each, title):
    """Return an action with a label that names its row, for screen readers."""
    name = api.portal.translate(each["title"])
    return {**each, "title": name, "label": f"{name}: {title}"}


def bars_path(counts: Sequence[int]) -> str:
    """Return the ``d`` of an SVG path, WIDTH by HEIGHT; a week without entries is a thin line.

    >>> bars((0, 4))
    'M0 23h46v1h-46zM48 0h46v24h-46z'
    """
    step = WIDTH // len(counts)
    most = max(counts)
    return "".join(
        _bar(number * step, step - GAP, _height(count, most)) for number, count in enumerate(counts)
    )


def counts_text(counts: Sequence[int]) -> str:
    """Return the counts as text, the oldest first."""
    return ", ".join(map(str, counts))


def _bar(left, width, height):
    return f"M{left} {HEIGHT - height}h{width}v{height}h-{width}z"


def _height(count, most):
    """Return a bar's height; a small number remains visible beside large ones."""
    return max(3, round(count / most * HEIGHT)) if count else 1
