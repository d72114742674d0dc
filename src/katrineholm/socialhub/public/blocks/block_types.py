"""The types of blocks, each with a schema, default settings and a renderer."""

from dataclasses import dataclass
from typing import Any

from ... import _
from ...site.pages import portlet_base
from ...site.pages.schema_fields import heading_field, hub_field
from ..facebook import portlet as facebook
from ..listings import portlet as listings
from ..listings.highlight import TITLE as IMPORTANT
from ..partyblogs import portlet as partyblogs
from ..register import portlet as register
from ..register.verdict_serializer import TITLE as VERIFY
from ..register.verdict_serializer import verify_form


class IVerifyBlock(portlet_base.IHubPortlet):
    header = heading_field(VERIFY)
    hub = hub_field()


class VerifySettings(portlet_base.Assignment):
    called = header = VERIFY


class VerifyRenderer(portlet_base.Renderer):
    """Renderer of the form for verifying an account; the answer is on the hub's own page."""

    schema = IVerifyBlock

    def plain(self) -> dict:
        return {"empty": "", "form": verify_form(self.hub.absolute_url())}


class IImportantBlock(portlet_base.IHubPortlet):
    hub = hub_field()


class ImportantSettings(portlet_base.Assignment):
    called = IMPORTANT


class ImportantRenderer(portlet_base.Renderer):
    """Renderer of an empty block, because the highlight is at the top of every page anyway."""

    schema = IImportantBlock

    def plain(self) -> dict:
        return {"empty": ""}


@dataclass(frozen=True)
class BlockType:
    """A block type; ``picked`` names the settings that refer to content by UID."""

    title: str
    description: str
    schema: Any
    decisions: Any
    renderer: Any
    picked: tuple[str, ...] = ("hub",)


BLOCK_TYPES = {
    "socialhubEntries": BlockType(
        _("Social media feed"),
        _("The newest entries of the municipality's channels in social media."),
        listings.IFeedPortlet,
        listings.Assignment,
        listings.Renderer,
        ("hub", "administrations", "channels"),
    ),
    "socialhubChannels": BlockType(
        _("Social media channels"),
        _("Links to the municipality's official channels in social media, with their services."),
        register.IChannelsPortlet,
        register.Assignment,
        register.Renderer,
        ("hub", "administrations", "channels"),
    ),
    "socialhubFacebook": BlockType(
        _("Places on Facebook"),
        _("The municipality's places on Facebook as links, the official page first."),
        facebook.IFacebookPortlet,
        facebook.Assignment,
        facebook.Renderer,
    ),
    "socialhubParties": BlockType(
        _("Parties in the council"),
        _("The parties in the municipal council, each with the link that it has given."),
        partyblogs.IPartiesPortlet,
        partyblogs.Assignment,
        partyblogs.Renderer,
    ),
    "socialhubVerify": BlockType(
        _("Is it ours?"),
        _("A field where visitors find out whether an account speaks for the municipality."),
        IVerifyBlock,
        VerifySettings,
        VerifyRenderer,
    ),
    "socialhubImportant": BlockType(
        _("Important now"),
        _("It stands first on every page of the site, and this block shows nothing more."),
        IImportantBlock,
        ImportantSettings,
        ImportantRenderer,
    ),
}


def block_type(block: dict) -> BlockType | None:
    """Return the type of a block, or None if it belongs to another add-on."""
    name = block.get("@type")
    return BLOCK_TYPES.get(name) if isinstance(name, str) else None
