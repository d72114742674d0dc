"""The settings of the whole site, stored in the registry."""

from typing import Any

from plone import api
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from zope import schema
from zope.component import getUtility
from zope.interface import Invalid, invariant

from ... import _
from ..pages.address_validation import (
    is_did,
    is_email_address,
    is_ip_range,
    is_web_origin,
    is_web_url,
)
from ..pages.schema_fields import lines_field

PREFIX = "katrineholm.socialhub"
# Settings that are never shown again.
SECRETS = ("facebook_app_secret",)


class ISocialHubSettings(model.Schema):
    """The add-on's settings."""

    municipality = schema.TextLine(
        title=_("The municipality's name"),
        description=_("Empty: the site's title."),
        max_length=100,
        required=False,
    )
    site_url = schema.TextLine(
        title=_("The site's public address"),
        description=_(
            "For example https://www.katrineholm.se. The worker knows no visitor's address: it "
            "looks for links to this one on the accounts' profiles, and writes it in mails."
        ),
        constraint=is_web_url,
        required=False,
    )
    # The registry has no field of its own for e-mail addresses.
    office_email = schema.TextLine(
        title=_("The information office's e-mail"),
        description=_(
            "Receives reports and alarms, and is shown to the public where it may ask. Empty: the "
            "members of the office's group receive them."
        ),
        constraint=is_email_address,
        required=False,
    )
    data_protection_url = schema.TextLine(
        title=_("Page on data protection"),
        description=_("Linked from every channel's information text."),
        constraint=is_web_url,
        required=False,
    )
    confirm_after = schema.Int(
        title=_("Days until a channel is to be confirmed"),
        description=_(
            "An official channel that nobody has touched for so long asks its responsible."
        ),
        min=30,
        max=730,
        default=183,
    )
    stop_after = schema.Int(
        title=_("Failed tries until a source is left alone"),
        description=_(
            "So many in a row, twenty of which take about two weeks. Whoever answers for the "
            "channel is told once. 0: it is tried for ever. What is gone for good is left at once."
        ),
        min=0,
        max=1000,
        default=20,
    )
    digest = schema.Bool(
        title=_("Send mails in the morning"),
        description=_(
            "To whoever has something to mend in a channel, and to whoever messages wait for: at "
            "most one mail a day of each."
        ),
        default=True,
        required=False,
    )
    verify_per_minute = schema.Int(
        title=_("Verifications a minute"),
        description=_("How many addresses one visitor may have verified each minute."),
        min=1,
        max=1000,
        default=30,
    )
    party_order = schema.Choice(
        title=_("Order of the council's parties"),
        description=_("One rule for all of them. Parties with as many seats: alphabetical order."),
        vocabulary="katrineholm.socialhub.party_orders",
        default="alphabet",
    )
    party_entries = schema.Int(
        title=_("Posts of each party"),
        description=_(
            "How many of the newest posts in a party's feed stand on the page of the parties: as "
            "many for each of them. 0: none."
        ),
        min=0,
        max=10,
        default=3,
    )
    link_back = schema.Bool(
        title=_("Look for the link back"),
        description=_("The worker looks on the accounts' profile pages for a link to this site."),
        default=True,
        required=False,
    )
    embed_origins = lines_field(
        _("Sites that may show our entries"),
        _(
            "One a line, for example https://skolan.example.org. They show them in a frame, and "
            "each page with entries has the code to paste. Empty: nobody."
        ),
        constraint=is_web_origin,
        longest=300,
        most=50,
    )
    show_versions = schema.Bool(
        title=_("Show what entries said before"),
        description=_(
            "Whoever opens an entry that was changed can read its earlier versions, with what "
            "became another marked. Off: only that it was changed."
        ),
        default=False,
        required=False,
    )
    notice_feed = schema.TextLine(
        title=_("Address of important messages to the public"),
        description=_(
            "A document in CAP, or a feed, of an authority. What it says is proposed on the page "
            "of what is important now, where the office takes it over or not. Empty: none."
        ),
        constraint=is_web_url,
        required=False,
    )
    websub_hub = schema.TextLine(
        title=_("WebSub hub for the outgoing feeds"),
        description=_(
            "It is told when a feed of the hub's has news, and tells those who subscribe to it. "
            "For example https://pubsubhubbub.appspot.com/. Empty: none."
        ),
        constraint=is_web_url,
        required=False,
    )
    trust_txt = schema.Bool(
        title=_("Serve /.well-known/trust.txt"),
        description=_("The list of official accounts, from the site's root."),
        default=False,
        required=False,
    )
    atproto = schema.Bool(
        title=_("Serve /.well-known/atproto-did"),
        description=_("Makes the site's domain the handle of a Bluesky account."),
        default=False,
        required=False,
    )
    atproto_did = schema.TextLine(
        title=_("The account's DID"),
        description=_("did:plc:… of the account whose handle is this site's domain."),
        constraint=is_did,
        max_length=300,
        required=False,
    )

    model.fieldset("facebook", label="Facebook", fields=["facebook_origins", "facebook_app_secret"])
    facebook_origins = lines_field(
        _("Who may frame the presence page"),
        _("One a line, for example https://www.facebook.com. Empty: nobody."),
        constraint=is_web_origin,
        default=("https://www.facebook.com", "https://facebook.com"),
    )
    facebook_app_secret = schema.Password(
        title=_("The Facebook app's secret"),
        description=_(
            "With it the presence page knows which place Facebook shows it on. It is never shown "
            "again. Empty: the one that is kept stays."
        ),
        max_length=200,
        required=False,
    )

    model.fieldset(
        "messages",
        label=_("Incoming messages"),
        fields=[
            *("agency_mailbox", "answer_mailbox", "answer_signature", "answer_within"),
            *("remove_within", "forward_within", "keep_messages", "open_comments"),
            *("reports_per_hour", "shared_networks", "shared_reports_per_hour"),
            *("retrieve_comments", "flag_words", "diary_senders"),
        ],
    )
    agency_mailbox = schema.TextLine(
        title=_("The authority's mailbox"),
        description=_("Direct messages are sent there, as e-mail, to be kept as other mail is."),
        constraint=is_email_address,
        required=False,
    )
    answer_mailbox = schema.TextLine(
        title=_("Mailbox for what is answered"),
        description=_(
            "An answer that is sent by e-mail can be answered there: the part before the @ gets a "
            "plus sign and a mark of the message. It must be one that import-mail reads."
        ),
        constraint=is_email_address,
        required=False,
    )
    answer_signature = schema.Text(
        title=_("Signature of answers"),
        description=_("Below the officer's name in what is sent. Empty: the municipality's name."),
        max_length=1000,
        required=False,
    )
    answer_within = schema.Int(
        title=_("Hours until a first answer"),
        description=_("Only working days count."),
        min=1,
        max=240,
        default=24,
    )
    remove_within = schema.Int(
        title=_("Office hours until what breaks a rule is taken down"), min=1, max=40, default=2
    )
    forward_within = schema.Int(
        title=_("Hours until what was passed on comes back"),
        description=_("If whoever got it has not taken it over. Only working days count."),
        min=1,
        max=240,
        default=24,
    )
    keep_messages = schema.Int(
        title=_("Days that a closed message is kept"),
        description=_("Before that nothing can be disposed of. The archive's decision rules."),
        min=30,
        max=36500,
        default=730,
    )
    open_comments = schema.Choice(
        title=_("Comments in the open"),
        description=_(
            "The guidelines' point 8 can be read in two ways. What was sent to the municipality, "
            "belongs to a case, may be secret or was taken down is a record by both."
        ),
        vocabulary="katrineholm.socialhub.readings",
        default="in_order",
    )
    reports_per_hour = schema.Int(
        title=_("Reports an hour"),
        description=_(
            "How many one visitor may send before more of them are marked. Above twice as many "
            "there is a pause between two, and above five times as many the visitor has to wait. "
            "Messages by the contact form are counted apart."
        ),
        min=1,
        max=1000,
        default=30,
    )
    shared_networks = lines_field(
        _("Addresses that many share"),
        _(
            "One a line: an address or a network, such as 192.0.2.0/24, of a school, a library or "
            "the municipality's own."
        ),
        constraint=is_ip_range,
    )
    shared_reports_per_hour = schema.Int(
        title=_("Reports an hour from an address that many share"),
        description=_("The same for all who write from there, together."),
        min=1,
        max=10000,
        default=300,
    )
    retrieve_comments = schema.Bool(
        title=_("Retrieve comments"),
        description=_("From services that give them without a key, with the channels' entries."),
        default=True,
        required=False,
    )
    flag_words = lines_field(
        _("Words to look at first"),
        _("One a line. A message with one of them is marked in the list, no more."),
        longest=100,
    )

    diary_senders = lines_field(
        _("Senders of diary numbers"),
        _(
            "One e-mail address a line. A mail from one of them with a receipt number and a diary "
            "number registers the message when import-mail reads it. Write only addresses that "
            "your mail server lets nobody forge."
        ),
        longest=300,
    )

    model.fieldset(
        "archive",
        label=_("Delivery to the archive"),
        fields=[
            *("organisation_number", "archive_name", "archive_number"),
            *("submission_agreement", "reference_code"),
            *("package_size", "delivery_months", "snapshot_months", "keep_originals"),
        ],
    )
    organisation_number = schema.TextLine(
        title=_("The municipality's organisation number"),
        description=_("Stands in every package for the archive, as do the facts below."),
        max_length=30,
        required=False,
    )
    archive_name = schema.TextLine(
        title=_("The archive that receives packages"), max_length=200, required=False
    )
    archive_number = schema.TextLine(
        title=_("The archive's organisation number"), max_length=30, required=False
    )
    submission_agreement = schema.TextLine(
        title=_("Submission agreement"),
        description=_("Its name or number, as agreed with the archive."),
        max_length=200,
        required=False,
    )
    reference_code = schema.TextLine(
        title=_("Reference code"),
        description=_("What the archive calls these records by."),
        max_length=200,
        required=False,
    )
    package_size = schema.Int(
        title=_("Largest package, in megabytes"),
        description=_(
            "What holds more than that becomes several packages, which tell of each other."
        ),
        min=1,
        max=1_000_000,
        default=2000,
    )
    delivery_months = schema.Int(
        title=_("Months between two deliveries of a channel"),
        description=_(
            "When the archivist's page says that one is due. 0: only of closed channels."
        ),
        min=0,
        max=120,
        default=12,
    )
    snapshot_months = schema.Int(
        title=_("Months between two snapshots of a channel"),
        description=_("A picture of the channel for the archive. 0: only before it is closed."),
        min=0,
        max=60,
        default=6,
    )
    keep_originals = schema.Bool(
        title=_("Keep the original files of pictures"),
        description=_(
            "As the source had them, beside the smaller pictures that visitors see. Only those who "
            "read the record and archives get them, as they may tell where a picture was taken. "
            "They need far more storage than all the rest."
        ),
        default=True,
        required=False,
    )

    model.fieldset(
        "statement",
        label=_("Accessibility statement"),
        fields=["accessibility_assessed", "accessibility_faults"],
    )
    accessibility_assessed = schema.Date(
        title=_("When the site was assessed"),
        description=_("The last day on which somebody went through its accessibility."),
        required=False,
    )
    accessibility_faults = lines_field(
        _("Known faults of accessibility"),
        _(
            "One a line, as it is to stand in the statement. That what is gathered may lack "
            "descriptions and captions is told there anyway."
        ),
        longest=500,
    )

    @invariant
    def require_did(settings) -> None:
        """Raise Invalid with a translated message if the AT Protocol is on without a DID."""
        if settings.atproto and not settings.atproto_did:
            sentence = _("Write the account's DID before you turn on /.well-known/atproto-did.")
            raise Invalid(api.portal.translate(sentence))


def setting(name: str) -> Any:
    """Return the value of a setting, or its default if the add-on is not installed."""
    default = ISocialHubSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)


def public_site_url() -> str:
    """Return the site's public URL, without a trailing slash.

    Editors may use another URL, and the worker has no request with a URL.
    """
    return (setting("site_url") or api.portal.get().absolute_url()).rstrip("/")


def site_settings(site: Any) -> ISocialHubSettings:
    """Adapt a site to its settings, so that invariants see settings that are not submitted."""
    return getUtility(IRegistry).forInterface(ISocialHubSettings, prefix=PREFIX)


def municipality_name() -> str:
    """Return the municipality's name."""
    return setting("municipality") or api.portal.get().title
