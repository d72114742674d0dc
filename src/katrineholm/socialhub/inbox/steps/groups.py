"""The groups of registrars and archivists, beside the information office's."""

from ...accounts.channels.office_group import create_group, remove_group

REGISTRARS, ARCHIVISTS = "socialhub_registrars", "socialhub_archivists"
# Group: title, and role on the whole site.
GROUPS = {REGISTRARS: ("Registratorer", "Registrar"), ARCHIVISTS: ("Arkivarier", "Archivist")}


def make_groups() -> None:
    """Create the missing groups."""
    for name, (title, role) in GROUPS.items():
        create_group(name, title, role)


def dismiss_groups() -> None:
    """Remove roles and groups; a group with members stays, without its role."""
    for name, (_title, role) in GROUPS.items():
        remove_group(name, role)
