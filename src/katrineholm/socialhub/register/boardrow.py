"""One row of the board, as its template wants it."""

from .. import _
from ..channels.vocabularies import service_title
from .choices import STATE_TITLES
from .choosing import COLOUR_TITLES
from .judging import Row
from .lights import Light
from .sparkline import bars, in_words
from .work import work

ROLE_TITLES = {
    "responsible": _("responsible"),
    "substitute": _("substitute"),
    "head": _("head"),
}
LIGHT_TITLES = (_("Technique"), _("Life"), _("Duty"))


def shown(row: Row, request, *, is_office: bool) -> dict:
    """A channel with its lights and what can be done about it."""
    facts, url = row.facts, request.physicalPathToURL(row.facts.path)
    lights = zip(LIGHT_TITLES, row.lights, strict=True)
    return {
        "uid": facts.uid,
        "title": facts.title,
        "url": url,
        "administration": facts.administration.title,
        "service": service_title(facts.platform),
        "state": STATE_TITLES[facts.state],
        "is_official": facts.state == "official",
        "lights": [_light(title, light) for title, light in lights],
        "missing": row.missing,
        "bars": bars(row.weeks),
        "weeks": in_words(row.weeks),
        "answering": _answering(row),
        **work(row, url, is_office=is_office),
    }


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
    return {"name": row.answering.person.name, "role": ROLE_TITLES[row.answering.role]}
