"""The content types: hub, administration and channel."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from plone import api
from plone.app.z3cform.widgets.select import SelectFieldWidget
from plone.autoform import directives
from plone.schema.email import Email
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.radio import RadioFieldWidget
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface, Invalid, invariant, provider
from zope.schema.interfaces import IContextAwareDefaultFactory
from zope.viewlet.interfaces import IViewletManager

from ... import PACKAGE_NAME, _
from ...site.pages.address_validation import is_account_url, is_page_url
from ...site.pages.permissions import CHANGE_ACCOUNT_ID, MANAGE_REGISTER_ID, VIEW_DUTIES_ID
from ...site.pages.refusals import RefusedValue
from ...site.pages.schema_fields import choices_field, lines_field
from .otherwise import IEnglishTitle
from .pattern_matcher import LONGEST, MOST, is_valid_pattern
from .person import is_known_person, is_same_person

# The portal types that provide IChannel.
CHANNEL_TYPES = ("Channel", "FacebookPlace")
WORKFLOW = "socialhub_channel_workflow"
# Fields about retrieval and the account's profile, for editors and never for the public.
INTERNAL = (
    *("interval", "hold", "include_words", "exclude_words", "max_entries", "max_age"),
    *("profile_marks", "described"),
    *("include_patterns", "exclude_patterns", "include_links", "exclude_links"),
    *("include_authors", "exclude_authors", "include_tags", "exclude_tags", "exclude_reposts"),
)
FILTERS = INTERNAL[INTERNAL.index("include_patterns") :]
# Fields about who keeps an administration's records. Editors see them; only the office edits.
AUTHORITY = ("authority", "registrars", "archivists", "agency_mailbox", "diary_series")
filter_lines = partial(lines_field, longest=LONGEST, most=MOST)
LINK = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
# A dotted name, as the suggestions come from facts, which depend on these interfaces.
PERSON_WIDGET = f"{PACKAGE_NAME}.accounts.channels.person_widget.PersonFieldWidget"
LANGUAGE_WIDGET = f"{PACKAGE_NAME}.accounts.channels.vocabularies.LanguageFieldWidget"
PERSON = _("Choose a member or somebody used before, or write a name, and the e-mail below it.")


@provider(IContextAwareDefaultFactory)
def site_language(context: Any) -> str:
    """Return the site's language, which is the default for a new channel."""
    return api.portal.get_default_language()


def is_link_prefix(value: str) -> bool:
    """Return True for a host or the start of a URL. Raise RefusedValue for any other value."""
    if not LINK.fullmatch(value.strip()):
        raise RefusedValue(_("Write a host such as example.se, or example.se/news."), value)
    return True


class IHasStream(Interface):
    """An object that shows entries: a hub, an administration or a channel."""


class IWays(IViewletManager):
    """The row of links above a hub's stream, made by viewlets that have ``links()``."""


class ISocialHub(IEnglishTitle, IHasStream):
    """The page that gathers all channels (guideline G0a)."""

    entry_target = schema.Choice(
        title=_("An entry's heading leads to"),
        vocabulary="katrineholm.socialhub.entry_targets",
        default="page",
    )
    # In Plone "layout" is the name of a view.
    entry_layout = schema.Choice(
        title=_("Layout of the entries"),
        description=_("On the pages of the hub, its administrations and its channels."),
        vocabulary="katrineholm.socialhub.layouts",
        default="cards",
    )
    directives.widget("first_channels", SelectFieldWidget)
    first_channels = schema.List(
        title=_("Channels to follow first"),
        description=_(
            "In this order, the main account first, where people are invited to follow us. The "
            "others come after them, by title."
        ),
        value_type=schema.Choice(vocabulary="katrineholm.socialhub.channels"),
        required=False,
        missing_value=[],
        default=[],
    )


class IAdministration(IEnglishTitle, IHasStream):
    """A department of the municipality, with the official contact of its channels (G2)."""

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
    directives.read_permission(head=VIEW_DUTIES_ID)
    directives.widget(head=PERSON_WIDGET)
    head = schema.TextLine(
        title=_("Head"),
        description=_("Answers when both the responsible and the substitute are absent."),
        constraint=is_known_person,
        required=False,
    )

    model.fieldset("records", label=_("Authority and records"), fields=AUTHORITY)
    directives.read_permission(**dict.fromkeys(AUTHORITY, VIEW_DUTIES_ID))
    directives.write_permission(**dict.fromkeys(AUTHORITY, MANAGE_REGISTER_ID))
    authority = schema.TextLine(
        title=_("Committee"),
        description=_(
            "Where the administration belongs to an authority of its own. Others, the information "
            "office included, do not read its direct messages and those that may be secret, unless "
            "they are passed on to them. Empty: the hub's own authority."
        ),
        max_length=200,
        required=False,
    )
    registrars = schema.Choice(
        title=_("Registrars"),
        description=_("A group. Empty: the registrars of the whole site."),
        vocabulary="plone.app.vocabularies.Groups",
        required=False,
    )
    archivists = schema.Choice(
        title=_("Archivists"),
        description=_("A group. Empty: the archivists of the whole site."),
        vocabulary="plone.app.vocabularies.Groups",
        required=False,
    )
    agency_mailbox = Email(
        title=_("The authority's mailbox"),
        description=_("Empty: the one in the settings."),
        required=False,
    )
    diary_series = schema.TextLine(
        title=_("Diary series"),
        description=_("What the diary's numbers begin with, for example BIN. Empty: anything."),
        max_length=50,
        required=False,
    )


class IChannel(model.Schema, IHasStream):
    """An account on a service that represents an administration.

    If they are empty, ``platform``, ``kind``, ``dialogue`` and ``feed_url`` are filled in from the
    catalogue of services when the channel is created.
    """

    # Editors paste the URL first; the rest follows from it.
    directives.order_before(profile_url="*")
    profile_url = schema.TextLine(
        title=_("Public address"),
        description=_(
            "The page that people visit, for example https://mastodon.se/@katrineholm. "
            "Paste it and choose Look up: the rest is filled in."
        ),
        constraint=is_account_url,
    )
    feed_url = schema.TextLine(
        title=_("Feed address"),
        description=_("Where the entries are retrieved from. Look up finds it."),
        constraint=is_page_url,
        required=False,
    )
    platform = schema.Choice(
        title=_("Service"), vocabulary="katrineholm.socialhub.platforms", required=False
    )
    kind = schema.Choice(title=_("Kind"), vocabulary="katrineholm.socialhub.kinds", required=False)
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

    purpose = schema.Text(
        title=_("Purpose"),
        description=_("What the channel is for, in a sentence or two. Shown to the public."),
        max_length=1000,
        required=False,
    )
    audience = schema.TextLine(
        title=_("Audience"),
        description=_("Whom it is meant for. Shown to the public."),
        max_length=200,
        required=False,
    )
    directives.widget(language=LANGUAGE_WIDGET)
    # Not the field of plone.categorization, which offers only the site's own languages.
    language = schema.Choice(
        title=_("Language"),
        vocabulary="plone.app.vocabularies.AvailableContentLanguages",
        defaultFactory=site_language,
        required=False,
    )
    rhythm = schema.Choice(
        title=_("Planned rhythm"),
        description=_("How often something is to be published."),
        vocabulary="katrineholm.socialhub.rhythms",
        required=False,
    )
    starts = schema.Date(title=_("Start date"), required=False)

    model.fieldset(
        "duties",
        label=_("Duties and contact"),
        fields=["responsible", "substitute", "contact_email", "contact_phone", "contact_url"],
    )
    directives.read_permission(responsible=VIEW_DUTIES_ID, substitute=VIEW_DUTIES_ID)
    directives.widget(responsible=PERSON_WIDGET, substitute=PERSON_WIDGET)
    responsible = schema.TextLine(
        title=_("Responsible"), description=PERSON, constraint=is_known_person, required=False
    )
    substitute = schema.TextLine(
        title=_("Substitute"), description=PERSON, constraint=is_known_person, required=False
    )

    @invariant
    def substitute_is_another_person(channel) -> None:
        """Raise Invalid if the substitute is the same person as the responsible (guideline G7)."""
        if is_same_person(channel.responsible, channel.substitute):
            raise Invalid(
                _("Substitute is the responsible, who cannot stand in: write somebody else.")
            )

    contact_email = Email(
        title=_("Official e-mail"),
        description=_("Shown to the public. Empty: the administration's."),
        required=False,
    )
    contact_phone = schema.TextLine(
        title=_("Official phone"),
        description=_("Shown to the public. Empty: the administration's."),
        max_length=50,
        required=False,
    )
    contact_url = schema.TextLine(
        title=_("Contact page"),
        description=_("Where the public reaches the responsible, for example a form."),
        constraint=is_page_url,
        required=False,
    )

    model.fieldset(
        "profile", label=_("Account and graphic profile"), fields=["also_known_as", "profile_marks"]
    )
    also_known_as = lines_field(
        _("Other addresses of the account"),
        _("One a line: earlier names, did:plc:… and the like. They are recognised as the account."),
        longest=500,
    )
    profile_marks = choices_field(
        _("Graphic profile"),
        _("What of the graphic profile the account follows (striven for, G0c)."),
        "katrineholm.socialhub.profile_marks",
    )
    directives.widget("profile_marks", CheckBoxFieldWidget)

    # Set by workflow steps and separate forms, never edited.
    official_since = schema.Date(title=_("Official since"), readonly=True, required=False)
    closed_on = schema.Date(title=_("Closed on"), readonly=True, required=False)
    link_only_reason = schema.Text(title=_("Why link only"), readonly=True, required=False)
    directives.read_permission(
        closing_reason=VIEW_DUTIES_ID,
        confirmed_on=VIEW_DUTIES_ID,
        absences=VIEW_DUTIES_ID,
        own_rules=VIEW_DUTIES_ID,
    )
    described = schema.Text(
        title=_("Description of the source"), readonly=True, required=False, default=""
    )
    closing_reason = schema.Text(title=_("Why closed"), readonly=True, required=False)
    confirmed_on = schema.Date(title=_("Confirmed on"), readonly=True, required=False)
    absences = schema.Tuple(
        title=_("Absences"), value_type=schema.Dict(), readonly=True, required=False, default=()
    )
    own_rules = schema.Tuple(
        title=_("Own comment rules"),
        value_type=schema.Dict(),
        readonly=True,
        required=False,
        default=(),
    )
    directives.read_permission(**dict.fromkeys(INTERNAL, VIEW_DUTIES_ID))
    directives.write_permission(
        profile_url=CHANGE_ACCOUNT_ID,
        feed_url=CHANGE_ACCOUNT_ID,
        platform=CHANGE_ACCOUNT_ID,
        also_known_as=CHANGE_ACCOUNT_ID,
    )

    model.fieldset(
        "retrieval", label=_("Retrieval"), fields=["interval", "hold", "max_entries", "max_age"]
    )
    model.fieldset(
        "filters", label=_("Filters"), fields=["include_words", "exclude_words", *FILTERS]
    )
    interval = schema.Int(
        title=_("Interval"),
        description=_("Minutes between two retrievals."),
        min=5,
        max=7 * 24 * 60,
        default=30,
    )
    hold = schema.Bool(
        title=_("Review entries before they are shown"),
        description=_(
            "New entries wait until somebody releases them. What is shown already stays, also "
            "when it changes at the source."
        ),
        default=False,
        required=False,
    )
    include_words = lines_field(
        _("Include by word"),
        _("One word or phrase a line. Only entries that hold one of them are shown."),
        longest=100,
    )
    exclude_words = lines_field(
        _("Exclude by word"),
        _("One word or phrase a line. Entries that hold one of them are not shown."),
        longest=100,
    )
    include_patterns = filter_lines(
        _("Include by pattern"),
        _("One regular expression a line. Only entries that hold one of them are shown."),
        constraint=is_valid_pattern,
    )
    exclude_patterns = filter_lines(
        _("Exclude by pattern"),
        _("One regular expression a line. Entries that hold one of them are not shown."),
        constraint=is_valid_pattern,
    )
    include_links = filter_lines(
        _("Include by link"),
        _("One host a line, or the beginning of an address. Only entries that lead there."),
        constraint=is_link_prefix,
    )
    exclude_links = filter_lines(
        _("Exclude by link"),
        _("One host a line, or the beginning of an address. No entries that lead there."),
        constraint=is_link_prefix,
    )
    include_authors = filter_lines(
        _("Include by author"), _("One name a line, as entries have it.")
    )
    exclude_authors = filter_lines(
        _("Exclude by author"), _("One name a line, as entries have it.")
    )
    include_tags = filter_lines(_("Include by tag"), _("One category or #tag a line."))
    exclude_tags = filter_lines(_("Exclude by tag"), _("One category or #tag a line."))
    exclude_reposts = schema.Bool(
        title=_("Leave out what is passed on"),
        description=_("Posts of others that the account has shared."),
        default=False,
        required=False,
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


class INeverRetrieved(Interface):
    """A channel on a service that offers nothing to retrieve, so that it needs no feed (G4)."""


class IOpenedByKey(Interface):
    """A view with a secret key in its URL, so that it is open even in a private context."""


class IKeeps(Interface):
    """A utility by which another room prevents the disposal of a post or message."""

    def __call__(hub, kind: str, name: str) -> bool:
        """Return whether an object must be kept. ``kind`` and ``name`` are as in ``holds.Hold``."""


class IForgets(Interface):
    """A named utility by which another room removes its copies of what was disposed of."""

    def __call__(hub, kind: str, names: Iterable[str], part: str, now: int) -> None:
        """Remove the copies of posts or messages; ``kind`` and ``names`` are as in ``holds.Hold``.

        ``part`` is ``version`` or ``picture`` if only that of a post was disposed of, or "".
        """


class IGate(Interface):
    """A subscription adapter of a channel that adds another room's requirements for a step.

    For example, retrieval requires a working feed, and the archive a package before closing.
    """

    def requirements(step: str, given: Any) -> list:
        """Return the list of ``requirements.Requirement`` for a step, empty if there are none."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the current user, with the ``url`` of the page where it is done.

    ``number`` counts the objects that wait, or is 0 for a task about one object, which ``title``
    names. ``text`` says what is to be done, or since when it waits. Late tasks come first.
    """

    title: Message | str
    url: str
    number: int = 0
    text: Message | str = ""
    is_late: bool = False


class IWaiting(Interface):
    """A named utility by which a room tells what waits for the current user, for the workplace.

    Tasks are listed in the order of the utilities' names, which begin with a number. It is called
    on each visit, so it must read counts and indexes and load no object for each channel or
    message. An exception hides only its own tasks.
    """

    def __call__(hub) -> Iterable[Task]:
        """Return the tasks in a hub, without those of which there are none."""


class IMailUse(Interface):
    """A named utility that uses incoming mails for something else than messages."""

    def __call__(hub, sender: str, subject: str, text: str, *, now: int, data: bytes) -> bool:
        """Use a mail, whose source is ``data``; return True if it is not to become a message."""


class ISubscribeWay(Interface):
    """A named utility with another way to get new entries than an outgoing feed."""

    def __call__(view):
        """Return the link for the stream of a ``StreamView``, or None."""
