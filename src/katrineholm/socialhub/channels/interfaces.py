"""What a hub, an administration and a channel are."""

from plone.autoform import directives
from plone.schema.email import Email
from plone.supermodel import model
from z3c.form.browser.radio import RadioFieldWidget
from zope import schema
from zope.interface import Interface

from .. import _
from .validation import public_address, web_address


class IHasStream(Interface):
    """What entries are shown for: a hub, an administration or a channel."""


class ISocialHub(model.Schema, IHasStream):
    """The collective place (guideline G0a)."""

    entry_target = schema.Choice(
        title=_("An entry's heading leads to"),
        vocabulary="katrineholm.socialhub.entry_targets",
        default="source",
    )


class IAdministration(model.Schema, IHasStream):
    """A part of the municipality; its e-mail and phone make a statement official (G2)."""

    email = Email(
        title=_("Official e-mail"),
        description=_("Shown to the public on every channel of the administration."),
        required=False,
    )
    phone = schema.TextLine(
        title=_("Official phone"),
        description=_("Shown to the public on every channel of the administration."),
        max_length=50,
        required=False,
    )


class IChannel(model.Schema, IHasStream):
    """One account on one service that speaks for an administration.

    What is left empty of ``platform``, ``kind``, ``dialogue`` and ``feed_url`` is filled in from
    the catalogue of services when the channel is created.
    """

    # Pasting the address is the first thing to do; the rest follows from it.
    directives.order_before(profile_url="*")
    profile_url = schema.TextLine(
        title=_("Public address"),
        description=_(
            "The page that people visit, for example https://mastodon.se/@katrineholm. "
            "Paste it and choose Look up: the rest is filled in."
        ),
        constraint=public_address,
    )
    feed_url = schema.TextLine(
        title=_("Feed address"),
        description=_("Where the entries are retrieved from. Look up finds it."),
        constraint=web_address,
        required=False,
    )
    platform = schema.Choice(
        title=_("Service"),
        vocabulary="katrineholm.socialhub.platforms",
        required=False,
    )
    kind = schema.Choice(
        title=_("Kind"),
        vocabulary="katrineholm.socialhub.kinds",
        required=False,
    )
    directives.widget("dialogue", RadioFieldWidget)
    dialogue = schema.Bool(
        title=_("Dialogue is possible"),
        description=_(
            "The guidelines for social media apply where the public can answer, "
            "otherwise the guidelines for the web."
        ),
        required=False,
        default=None,
    )

    model.fieldset(
        "retrieval",
        label=_("Retrieval"),
        fields=["interval", "include_words", "exclude_words", "max_entries", "max_age"],
    )
    interval = schema.Int(
        title=_("Interval"),
        description=_("Minutes between two retrievals."),
        min=5,
        max=7 * 24 * 60,
        default=30,
    )
    include_words = schema.Tuple(
        title=_("Include by word"),
        description=_("One word or phrase a line. Only entries that hold one of them are shown."),
        value_type=schema.TextLine(max_length=100),
        required=False,
        missing_value=(),
        default=(),
    )
    exclude_words = schema.Tuple(
        title=_("Exclude by word"),
        description=_("One word or phrase a line. Entries that hold one of them are not shown."),
        value_type=schema.TextLine(max_length=100),
        required=False,
        missing_value=(),
        default=(),
    )
    max_entries = schema.Int(
        title=_("Maximum number of entries"),
        description=_("Only this many of the newest entries are shown. Empty: all."),
        min=1,
        required=False,
    )
    max_age = schema.Int(
        title=_("Maximum age"),
        description=_("Entries older than this many days are not shown. Empty: no limit."),
        min=1,
        required=False,
    )
