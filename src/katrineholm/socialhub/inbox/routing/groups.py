"""The registrars' and the archivists' groups, beside the information office's."""

from ...accounts.lifecycle.mandate import dismiss_group, make_group

REGISTRARS, ARCHIVISTS = "socialhub_registrars", "socialhub_archivists"
# Group: its title, and its role for the whole site.
GROUPS = {REGISTRARS: ("Registratorer", "Registrar"), ARCHIVISTS: ("Arkivarier", "Archivist")}


def make() -> None:
    """Make the groups that are not there."""
    for name, (title, role) in GROUPS.items():
        make_group(name, title, role)


def dismiss() -> None:
    """Take roles and groups away; a group with members stays, without the role."""
    for name, (_title, role) in GROUPS.items():
        dismiss_group(name, role)
