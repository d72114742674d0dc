"""Changes of the catalogue of services by the information office."""

from plone import api
from Products.CMFCore.indexing import processQueue
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.platforms.addable import BAD_TITLE, faults, is_title
from ...core.platforms.catalogue import built_in, claimant, platform, platforms
from ...core.platforms.catalogue import title as title_of
from ...core.platforms.edits import service_of, sound
from ...core.platforms.interfaces import AddedService
from ..forms.refusals import FaultyFields, Refusal
from ..forms.words import has_words
from .catalogue_edits import change, edits


def hide(name: str) -> None:
    """Offer a service no longer; its channels are unaffected."""
    change(hidden=edits().hidden | {_known(name)})


def show(name: str) -> None:
    """Offer a service again."""
    change(hidden=edits().hidden - {name})


def rename(name: str, title: str) -> None:
    """Rename a service; an empty title restores its own."""
    renamed = {each: kept for each, kept in edits().renamed.items() if each != name}
    if _known(name) and title and not (is_title(title) and has_words(title)):
        raise FaultyFields({"title": _sentence(BAD_TITLE)})
    change(renamed=renamed | ({name: title} if title else {}))


def add(service: AddedService) -> None:
    """Add a service. Raise FaultyFields."""
    refuse_faulty(service)
    change(added=(*edits().added, service))


def refuse_faulty(service: AddedService) -> None:
    """Raise FaultyFields if a service is invalid, or its URLs belong to another service."""
    wrong = {} if has_words(service.title) else {"title": BAD_TITLE}
    if wrong := faults(service, [each.name for each in platforms()]) | wrong:
        raise FaultyFields({name: _sentence(text) for name, text in wrong.items()})
    if (other := claimant(service) or _taken_by(service)) is not None:
        names = {"service": title_of(other)}
        taken = _("Such addresses are those of ${service} in the catalogue already.", mapping=names)
        raise FaultyFields({"host": taken})


def remove(name: str) -> None:
    """Remove a service that the office has added, unless it has channels."""
    found = edits()
    if name not in {each.name for each in found.added}:
        raise Refusal(_("Only services that have been added here can be removed."))
    if channels_on().get(name):
        raise Refusal(_("Channels are on this service. Hide it, or change the channels first."))
    change(
        added=tuple(each for each in found.added if each.name != name),
        hidden=found.hidden - {name},
        renamed={each: kept for each, kept in found.renamed.items() if each != name},
    )


def is_added(name: str) -> bool:
    """Return whether a service was added by the office."""
    return name not in {each.name for each in built_in()}


def channels_on() -> dict[str, int]:
    """Return the number of channels in all states, keyed by service name."""
    processQueue()
    catalogue = api.portal.get_tool("portal_catalog")
    return dict(catalogue.Indexes["socialhub_platform"].uniqueValues(withLengths=True))


def _known(name):
    if platform(name) is None:
        raise Refusal(_("There is no such service in the catalogue."))
    return name


def _taken_by(service):
    """Return another added service to which the new one's URLs belong."""
    example = service_of(service).example
    others = (other for each in edits().added if (other := sound(each)))
    return next((other for other in others if other.recognise(example)), None)


def _sentence(text):
    return Message(text, domain=PACKAGE_NAME)
