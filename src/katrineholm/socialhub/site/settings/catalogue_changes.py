"""Functions by which the information office changes the catalogue of services."""

from plone import api
from Products.CMFCore.indexing import processQueue
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.platforms.catalogue import (
    all_platforms,
    built_in_platforms,
    conflicting_platform,
    find_platform,
)
from ...core.platforms.catalogue import platform_title as title_of
from ...core.platforms.catalogue_edits import (
    BAD_TITLE,
    added_service,
    is_valid_title,
    service_errors,
    valid_service,
)
from ...core.platforms.interfaces import AddedService
from ..pages.refusals import FaultyFields, Refusal
from ..pages.text_checks import has_words
from .catalogue_edits import site_edits, store_edits


def hide_service(name: str) -> None:
    """Hide a service, so that it is not offered for new channels."""
    store_edits(hidden=site_edits().hidden | {_known_name(name)})


def show_service(name: str) -> None:
    """Show a hidden service again."""
    store_edits(hidden=site_edits().hidden - {name})


def rename_service(name: str, title: str) -> None:
    """Rename a service. An empty title restores the original one."""
    renamed = {each: kept for each, kept in site_edits().renamed.items() if each != name}
    if _known_name(name) and title and not (is_valid_title(title) and has_words(title)):
        raise FaultyFields({"title": _sentence(BAD_TITLE)})
    store_edits(renamed=renamed | ({name: title} if title else {}))


def add_service(service: AddedService) -> None:
    """Add a service to the catalogue. Raise FaultyFields if it is invalid."""
    require_valid_service(service)
    store_edits(added=(*site_edits().added, service))


def require_valid_service(service: AddedService) -> None:
    """Raise FaultyFields if a service is invalid, or its URLs belong to another service."""
    wrong = {} if has_words(service.title) else {"title": BAD_TITLE}
    if wrong := service_errors(service, [each.name for each in all_platforms()]) | wrong:
        raise FaultyFields({name: _sentence(text) for name, text in wrong.items()})
    if (other := conflicting_platform(service) or _conflicting_service(service)) is not None:
        names = {"service": title_of(other)}
        taken = _("Such addresses are those of ${service} in the catalogue already.", mapping=names)
        raise FaultyFields({"host": taken})


def remove_service(name: str) -> None:
    """Remove a service that the office has added. Raise Refusal if it has channels."""
    found = site_edits()
    if name not in {each.name for each in found.added}:
        raise Refusal(_("Only services that have been added here can be removed."))
    if channel_counts().get(name):
        raise Refusal(_("Channels are on this service. Hide it, or change the channels first."))
    store_edits(
        added=tuple(each for each in found.added if each.name != name),
        hidden=found.hidden - {name},
        renamed={each: kept for each, kept in found.renamed.items() if each != name},
    )


def is_added_service(name: str) -> bool:
    """Return whether a service was added by the office."""
    return name not in {each.name for each in built_in_platforms()}


def channel_counts() -> dict[str, int]:
    """Return the number of channels in all states, by service name."""
    processQueue()
    catalogue = api.portal.get_tool("portal_catalog")
    return dict(catalogue.Indexes["socialhub_platform"].uniqueValues(withLengths=True))


def _known_name(name):
    if find_platform(name) is None:
        raise Refusal(_("There is no such service in the catalogue."))
    return name


def _conflicting_service(service):
    """Return another added service to which the new one's URLs belong."""
    example = added_service(service).example
    others = (other for each in site_edits().added if (other := valid_service(each)))
    return next((other for other in others if other.recognise(example)), None)


def _sentence(text):
    return Message(text, domain=PACKAGE_NAME)
