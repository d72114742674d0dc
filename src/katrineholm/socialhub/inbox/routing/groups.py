"""The groups of registrars and archivists, beside the information office's."""

from ...accounts.lifecycle.mandate import dismiss_group, make_group

REGISTRARS, ARCHIVISTS = "socialhub_registrars", "socialhub_archivists"
# Group: title, and role on the whole site.
GROUPS = {REGISTRARS: ("Registratorer", "Registrar"), ARCHIVISTS: ("Arkivarier", "Archivist")}


def make() -> None:
    """Create the missing groups."""
    for name, (title, role) in GROUPS.items():
        make_group(name, title, role)


def dismiss() -> None:
    """Remove roles and groups; a group with members stays, without its role."""
    for name, (_title, role) in GROUPS.items():
        dismiss_group(name, role)
