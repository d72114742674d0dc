"""Entries submitted by people or programs, and their validation field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import List

from ... import _
from ...accounts.channels.limits import require_storage
from ...accounts.channels.times import local_time
from ...core.feeds import text as texts
from ...core.feeds.dates import EARLIEST, MAX_AHEAD
from ...core.feeds.draft import Draft, finished_entry
from ...core.feeds.errors import FeedError
from ...core.feeds.links import MAX_LENGTH, absolute_url, strip_tracking_parameters
from ...core.feeds.model import Entry, Image
from ...core.feeds.picture import LIMIT, Picture, small_picture
from ...core.feeds.source_kinds import NEVER_GATHERED
from ...core.platforms.account_lookup import is_link_to_account
from ...core.platforms.catalogue import recognise_account
from ...core.timeline.pictures import MAX_FETCHED
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText, NestedFields, Upload
from ...site.pages.parser_calls import run_in_parser
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.text_checks import is_visible

SECONDS = 5  # to resize one picture
LONGEST = 50_000  # characters; cleaned HTML is cut at 64 kB
UPLOAD_PREFIX = "upload:"
# Guideline G0a.
NO_FACEBOOK = _("What is on Facebook is shown as links, never among the entries.")


class IWords(Interface):
    """Form fields for the link and the text of an entry."""

    link = Line(title=_("The post's address"), max_length=MAX_LENGTH)
    text = LongText(title=_("What it says"), max_length=LONGEST, required=False)
    widget("link", type="url")
    widget("text", rows=6)


class IDetails(Interface):
    """Form fields for optional details of an entry."""

    title = Line(
        title=_("Heading"),
        description=_("Empty: the beginning of the text."),
        max_length=500,
        required=False,
    )
    published = Line(title=_("When it was published"), description=_("Empty: now."), required=False)
    widget("published", type="datetime-local")


class IFile(Interface):
    """Form field for an uploaded picture, in a separate schema so that it comes first."""

    picture = Upload(title=_("File"), required=False)
    widget("picture", accept="image/png,image/jpeg,image/gif,image/webp,image/avif")


class IAlternative(Interface):
    """Form field for the alternative text of a picture."""

    alt = Line(
        title=_("What the picture shows, for those who cannot see it"),
        max_length=1000,
        required=False,
    )


class IImage(IAlternative):
    """Fields of a picture in a JSON body."""

    data = LongText(title=_("What is in it (base64)"), required=False)
    src = Line(title=_("The address of a picture that the entry has already"), required=False)


class IEntry(IWords, IDetails):
    """Fields of an entry in a JSON body; the form has only the inherited ones."""

    html = LongText(title=_("What it says, as HTML"), max_length=LONGEST, required=False)
    language = Line(title=_("Language"), description=_("As a code: sv, en, fi …"), required=False)
    images = List(
        title=_("Pictures"), value_type=NestedFields(IImage), max_length=MAX_FETCHED, required=False
    )


class Refused(Refusal):
    """Refusal of an entry; ``guard`` is the violated field or rule, ``at`` a field of the form."""

    def __init__(self, guard: str, sentence: Message, at: str = ""):
        super().__init__(sentence)
        self.guard, self.faults = guard, {at: sentence} if at else {}


@dataclass(frozen=True, slots=True)
class UploadedPicture:
    """A submitted picture: either its bytes, or the ``src`` of a stored picture.

    ``alt`` is None if the picture has no description, and empty if it is decorative.
    """

    alt: str | None
    data: bytes = b""
    src: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted entry; ``published`` is ISO 8601 or empty, ``html`` has not been cleaned."""

    link: str
    title: str = ""
    html: str = ""
    published: str = ""
    language: str = ""
    pictures: tuple[UploadedPicture, ...] = ()


def changed_submission(given: Submission, changes: Mapping) -> Submission:
    """Return a submission with changes from a form or a JSON body. Raise FaultyFields.

    Plain ``text`` becomes ``html``. ``pictures`` are of type ``UploadedPicture``.
    """
    faults = FormFaults()
    fields = {
        name: faults.take(name, _line, changes, name) for name in TEXT_FIELDS if name in changes
    }
    if "html" in changes or "text" in changes:
        long = {"html": None, "text": None, **changes}
        html, text = (faults.take(name, _line, long, name) for name in ("html", "text"))
        fields["html"] = html or texts.text_to_html(text or "")
    faults.raise_faults()
    if "pictures" in changes:
        fields["pictures"] = tuple(changes["pictures"])
    return replace(given, **fields)


def submitted_entry(given: Submission, *, profile_url: str, language: str, now: int) -> Entry:
    """Return a submission as an entry, cleaned like those from feeds. Raise FaultyFields.

    Uploaded pictures are not included. ``profile_url`` and ``language`` are the channel's.
    """
    faults = FormFaults()
    link = faults.take("link", _address, given.link, profile_url) or profile_url
    published = faults.take("published", _time, given.published, now)
    code = faults.take("language", _language, given.language)
    draft = Draft(
        link=link,
        title=given.title,
        html=given.html,
        base=link,
        published=published,
        dated=given.published,
        language=code or language,
    )
    entry = finished_entry(draft)
    says = is_visible(f"{entry.title}{entry.summary}") or entry.images or given.pictures
    faults.require("text", says, _("Write what the post says, or add a picture."))
    faults.raise_faults()
    return entry


def require_post(link: str, profile_url: str, title: str = "") -> None:
    """Raise Refused if a link leads to the account itself; ``title`` identifies its post."""
    if is_link_to_account(link, profile_url):
        alone = _("That is the account's address: paste the address of the post.")
        among = _(
            "“${title}” has the account's address: give it the address of the post, or none.",
            mapping={"title": title},
        )
        raise Refused("link", among if title else alone)


def submitted_pictures(given: Submission) -> list[tuple[UploadedPicture, Picture | None]]:
    """Return each picture with its resized version, None if already stored. Raise Refusal."""
    if len(given.pictures) > MAX_FETCHED:
        most = {"number": MAX_FETCHED}
        raise Refused("images", _("Add ${number} pictures at most.", mapping=most))
    if any(each.data for each in given.pictures):
        require_storage()
    faults = FormFaults()
    made = [
        (each, faults.take("images", _resized_picture, number, each))
        for number, each in enumerate(given.pictures, 1)
    ]
    faults.raise_faults()
    return made


def entry_with_pictures(entry: Entry, pictures: Sequence[Image]) -> Entry:
    """Return an entry with uploaded pictures before its own, which may also give it a title."""
    if not pictures or not entry.title_derived or entry.title:
        return replace(entry, images=(*pictures, *entry.images))
    named = texts.shorten(next((each.alt for each in pictures if each.alt), ""), 100)
    return replace(entry, title=named, images=(*pictures, *entry.images))


def _line(changes, name):
    value = changes[name]
    if not isinstance(value, str | None):
        raise Refused(name, _("${name} must be a text.", mapping={"name": name}))
    value, longest = (value or "").strip(), IEntry[name].max_length
    if longest and len(value) > longest:
        longest = {"longest": str(longest)}
        raise Refused(name, _("Write at most ${longest} characters.", mapping=longest))
    return value


def _address(given, profile_url):
    """Return the link, validated by the rules for feed URLs, without requesting it."""
    found = strip_tracking_parameters(absolute_url(given))
    if found:
        require_post(found, profile_url)
    if found and recognise_account(found).platform in NEVER_GATHERED:
        raise Refused("link", NO_FACEBOOK)
    if found:
        return found
    is_http = given.lower().startswith(("http://", "https://"))
    raise Refused("link", error_message(FeedError("malformed" if is_http else "not_http")))


def _time(written, now):
    """Return a time in UTC; a time without a time zone is in the site's time zone."""
    if not written:
        return None
    try:
        found = datetime.fromisoformat(written)
        moment = found if found.tzinfo else found.replace(tzinfo=local_time(0).tzinfo)
        when = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused("published", _("Say when it was published as a day and a time.")) from error
    if not EARLIEST <= when <= datetime.fromtimestamp(now, UTC) + MAX_AHEAD:
        raise Refused("published", _("A post was published between 1995 and now."))
    return when


def _language(given):
    found = texts.language_tag(given)
    if given and not found:
        raise Refused("language", _("Write the language as a code: sv, en, fi …"))
    return found


def _resized_picture(number, upload):
    if upload.alt is None:
        values = {"number": number}
        text = _("Describe picture ${number} for those who cannot see it.", mapping=values)
        raise Refused("images", text, f"alt-{number}")
    if upload.src:
        return None
    try:
        if len(upload.data) > LIMIT:
            raise FeedError("too_big", limit=LIMIT // 2**20)
        return run_in_parser(small_picture, upload.data, seconds=SECONDS)
    except FeedError as error:
        raise Refused("images", error_message(error), f"picture-{number}") from error


TEXT_FIELDS = ("link", "title", "published", "language")
EMPTY_SUBMISSION = Submission("")
