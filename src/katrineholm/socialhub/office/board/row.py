"""One row of the board, as its template wants it: few elements, since the theme reads each one."""

from collections.abc import Sequence

from plone import api

from ... import _
from ...public.register.choices import STATE_TITLES
from ...site.settings.titles import service_title
from .judging import Row
from .lights import Light
from .query import COLOUR_TITLES
from .work import work

ANSWERS = {
    "responsible": _("Answers today: ${name} (responsible)"),
    "substitute": _("Answers today: ${name} (substitute)"),
    "head": _("Answers today: ${name} (head)"),
}
LIGHT_TITLES = (_("Technique"), _("Life"), _("Duty"))
WIDTH, HEIGHT = 96, 24
GAP = 2


def for_template(row: Row, request, *, is_office: bool) -> dict:
    """A channel with its lights and what can be done about it."""
    title, url = row.facts.title, request.physicalPathToURL(row.facts.path)
    lights = zip(LIGHT_TITLES, row.lights, strict=True)
    return {
        "uid": row.facts.uid,
        "title": title,
        "url": url,
        "choose": _("Choose ${title}", mapping={"title": title}),
        "whose": _whose(row.facts, is_office),
        "lights": [_light(name, light) for name, light in lights],
        "missing": len(row.missing),
        "marks": "; ".join(map(api.portal.translate, row.missing)),
        "bars": bars(row.weeks),
        "weeks": _("Entries a week: ${weeks}", mapping={"weeks": in_words(row.weeks)}),
        "answering": _answering(row),
        **{
            name: [_labelled(each, title) for each in found]
            for name, found in work(row, url, is_office=is_office).items()
        },
    }


def _whose(facts, is_office):
    """On an administration's own board it goes without saying whose channel it is."""
    owner = [facts.administration.title] if is_office else []
    state = [] if facts.state == "official" else [api.portal.translate(STATE_TITLES[facts.state])]
    return ", ".join([*owner, service_title(facts.platform), *state])


def _light(title, light: Light):
    return {
        "title": title,
        "colour": light.colour,
        "word": COLOUR_TITLES[light.colour],
        "reasons": light.reasons,
    }


def _answering(row):
    if row.answering is None:
        return None
    text, name = ANSWERS[row.answering.role], row.answering.person.name
    return _(text, mapping={"name": name})


def _labelled(each, title):
    """The same words on every row lead elsewhere: whoever does not see the row hears which."""
    name = api.portal.translate(each["title"])
    return {**each, "title": name, "label": f"{name}: {title}"}


def bars(counts: Sequence[int]) -> str:
    """The ``d`` of a path, WIDTH by HEIGHT; a week without entries is a thin line.

    >>> bars((0, 4))
    'M0 23h46v1h-46zM48 0h46v24h-46z'
    """
    step = WIDTH // len(counts)
    most = max(counts)
    return "".join(
        _bar(number * step, step - GAP, _height(count, most)) for number, count in enumerate(counts)
    )


def in_words(counts: Sequence[int]) -> str:
    """The same as numbers, the oldest first."""
    return ", ".join(map(str, counts))


def _bar(left, width, height):
    return f"M{left} {HEIGHT - height}h{width}v{height}h-{width}z"


def _height(count, most):
    """Few beside many are still seen to be more than none."""
    return max(3, round(count / most * HEIGHT)) if count else 1
