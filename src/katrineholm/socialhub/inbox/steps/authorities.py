"""The authorities on one hub, each of which keeps the messages of its administrations.

A committee is an authority, and secrecy holds between authorities (offentlighets- och
sekretesslagen 8 kap. 2 §). Administrations that name no committee belong to the hub's own
authority.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from plone.dexterity.content import Container

from ...accounts.channels.facts import any_channel
from ...accounts.channels.interfaces import IAdministration
from ...accounts.channels.office_group import create_group, remove_group
from ...core.messages.message_lists import is_confidential
from ...site.settings.registry import setting

REGISTRARS, ARCHIVISTS = "socialhub_registrars", "socialhub_archivists"
# Group: title, and role on the whole site.
GROUPS = {REGISTRARS: ("Registratorer", "Registrar"), ARCHIVISTS: ("Arkivarier", "Archivist")}


def make_groups() -> None:
    """Create the groups of registrars and archivists that do not exist yet."""
    for name, (title, role) in GROUPS.items():
        create_group(name, title, role)


def dismiss_groups() -> None:
    """Remove the groups and their roles; a group with members stays, without its role."""
    for name, (_title, role) in GROUPS.items():
        remove_group(name, role)


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority; ``name`` is its committee's, or empty for the hub's own. Groups are ids.

    Its messages are sent to ``mailbox``; its diary numbers start with ``series``.
    """

    name: str = ""
    registrars: str = REGISTRARS
    archivists: str = ARCHIVISTS
    mailbox: str = ""
    series: str = ""


DEFAULT_AUTHORITY = Authority()


def authority_of(hub: Container, channel: str) -> Authority:
    """Return the authority responsible for a channel; the hub's own if the channel is gone."""
    return authorities_of(hub, [channel])[channel]


def authorities_of(hub: Container, channels: Iterable[str]) -> dict[str, Authority]:
    """Return the authorities responsible for some channels, keyed by the channels' UIDs."""
    at = cache(partial(_authority_at, hub))
    found = {uid: any_channel(hub, uid) for uid in channels}
    return {uid: at(facts.administration.path if facts else "") for uid, facts in found.items()}


def administration_authority(administration: Container) -> Authority:
    """Return an administration's authority; the hub's values are the defaults.

    The hub's mailbox is not used by default if the authority has its own registrars.
    """
    own = _hub_authority()
    groups = {name: getattr(administration, name, None) for name in ("registrars", "archivists")}
    name = (administration.authority or "").strip()
    # The readers of the hub's mailbox may not belong to another authority.
    is_shared = not name or groups["registrars"] in (None, "", own.registrars)
    return Authority(
        name=name,
        registrars=groups["registrars"] or own.registrars,
        archivists=groups["archivists"] or own.archivists,
        mailbox=administration.agency_mailbox or (own.mailbox if is_shared else ""),
        series=(administration.diary_series or "").strip(),
    )


def hub_authorities(hub: Container) -> Iterator[Authority]:
    """Yield the authority of each administration in a hub."""
    return map(administration_authority, filter(IAdministration.providedBy, hub.objectValues()))


def administrations_of(hub: Container, authority: Authority) -> Iterator:
    """Yield the administrations that belong to an authority."""
    found = filter(IAdministration.providedBy, hub.objectValues())
    return (each for each in found if administration_authority(each).name == authority.name)


def has_single_authority(hub: Container) -> bool:
    """Return whether all administrations belong to the hub's own authority and groups."""
    own = _hub_authority()
    return all(
        not each.name and (each.registrars, each.archivists) == (own.registrars, own.archivists)
        for each in hub_authorities(hub)
    )


def is_closed_to_others(authority: Authority, state: Mapping) -> bool:
    """Return whether a message is closed to other authorities, given its state as plain data."""
    return bool(authority.name) and is_confidential(state)


def _authority_at(hub, path):
    found = hub.unrestrictedTraverse(path, None) if path else None
    is_there = IAdministration.providedBy(found)
    return administration_authority(found) if is_there else _hub_authority()


def _hub_authority():
    return Authority(mailbox=setting("agency_mailbox") or "")
