"""The states, faults, download links and sizes of packages, as shown on the page and over REST."""

from plone.dexterity.content import Container

from ... import _
from .order_storage import Order
from .package_folder import part_file

STATE_TITLES = {
    "waiting": _("Waiting"),
    "building": _("Being made"),
    "ready": _("Ready"),
    "failed": _("Failed"),
}
FAILURE_REASONS = {
    "no_number": _("The settings do not tell the municipality's organisation number."),
    "full": _("The disk is full. Ask whoever runs the site for more room, and try again."),
    "no_folder": _(
        "The worker cannot write in the folder for packages. Ask whoever runs the site."
    ),
    "gone": _("The channel or the administration is not there any more."),
    "disposed": _("Made anew: something in it has been disposed of since."),
    "fault": _("Something unforeseen happened; the worker's log tells more."),
}


def download_links(hub: Container, order: Order) -> list[dict]:
    """Return the existing files: ``number``, ``id``, ``size``, ``sha256`` and ``url``."""
    return [
        {"number": number, **part, "url": f"{hub.absolute_url()}/@@package/{order.id}/{number}"}
        for number, part in enumerate(order.parts, 1)
        if part_file(hub, order, number)
    ]


def megabytes_text(size: int) -> str:
    """Return a size in megabytes as text, in Swedish."""
    return f"{max(size, 100_000) / 1_000_000:.1f} MB".replace(".", ",")
