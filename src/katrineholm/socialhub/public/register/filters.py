"""The filters and sort orders of the official list, with their titles."""

from plone import api

from ... import _
from ...site.pages.languages import translated_title
from ...site.pages.query import filter_choice
from ...site.settings.titles import KIND_TITLES, language_titles, service_title
from .channel_list import STATES, Facets
from .query import Query

NO_CHANNEL = _("No channel matches your choice.")
TITLES = {
    "administration": _("Administration"),
    "platform": _("Service"),
    "kind": _("Kind"),
    "language": _("Language"),
    "state": _("Status"),
}
STATE_TITLES = {
    "official": _("Official"),
    "paused": _("Paused"),
    "closed": _("No longer ours"),
    "reported": _("Reported"),
    "draft": _("Draft"),
}
SORT_TITLES = {
    "title": _("Title"),
    "administration": _("Administration"),
    "service": _("Service"),
    "since": _("Newest first"),
}


def list_filters(facets: Facets, query: Query) -> list[dict]:
    """Return the filters of the list that have more than one option."""
    found = [
        filter_choice(name, TITLES[name], _sorted(options), getattr(query, name))
        for name, options in _options(facets).items()
    ]
    states = [(state, STATE_TITLES[state]) for state in STATES if state in facets.states]
    found.append(filter_choice("state", TITLES["state"], states, query.state))
    return [each for each in found if len(each["options"]) > 1]


def _sorted(options):
    return sorted(options.items(), key=lambda option: option[1].casefold())


def _options(facets):
    names = language_titles()
    return {
        "administration": {
            each.path.rpartition("/")[2]: translated_title(each)["text"]
            for each in facets.administrations
        },
        "platform": {name: service_title(name) for name in facets.platforms},
        "kind": {kind: api.portal.translate(KIND_TITLES[kind]) for kind in facets.kinds},
        "language": {code: names.get(code, code) for code in facets.languages if code},
    }
