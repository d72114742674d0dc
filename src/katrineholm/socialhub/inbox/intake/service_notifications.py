"""The parser of mails by which services notify about a comment: its author, text and URL.

Facebook, Instagram, LinkedIn, YouTube, TikTok and X do not document these mails. The senders are
taken from known mail filters; the layouts follow the services' English and Swedish sentences, and
are **unverified**. So a mail counts as parsed only if a sentence names the author and the text ends
at a known button or footer. Otherwise nothing is guessed: the sender is unknown, and the mail's own
text is used.

Links in such mails log their reader in, so only the parts that identify a post or a comment are
stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import dropwhile, islice
from re import IGNORECASE, Match, Pattern
from re import compile as pattern
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from .mail_parser import HTML, Mail

MOST = 300  # links and lines of a mail that are examined
LONGEST = 2000  # characters of a link


@dataclass(frozen=True, slots=True)
class Service:
    """A service, with patterns for the senders of its mails and the URLs of its posts.

    ``post`` must match a URL's host and path entirely; ``kept`` are the query parameters that
    belong to the URL. ``has_handles`` is True if the mails name authors by their accounts.
    """

    name: str
    sender: Pattern[str]
    post: Pattern[str]
    kept: tuple[str, ...] = ()
    has_handles: bool = False


@dataclass(frozen=True, slots=True)
class Notification:
    """A parsed notification; missing values are empty.

    ``sender`` is as in ``content.captured_content``; ``address`` is the URL of the comment, or else
    of its post.
    """

    service: str
    sender: dict[str, str]
    text: str = ""
    address: str = ""


_POST = r"posts|videos|photos|reel|groups/[^/]+/(?:posts|permalink)"
SERVICES = (
    Service(
        "Facebook",
        pattern(r".+@facebookmail\.com"),
        pattern(
            rf"(?:www\.|m\.)?facebook\.com/(?:(?:[^/]+/)?(?:{_POST})/.+"
            r"|permalink\.php|story\.php|photo(?:\.php)?/?|watch/?)"
        ),
        ("story_fbid", "id", "fbid", "v", "comment_id", "reply_comment_id"),
    ),
    Service(
        "Instagram",
        pattern(r".+@mail\.instagram\.com"),
        pattern(r"(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/.+"),
        has_handles=True,
    ),
    Service(
        "LinkedIn",
        pattern(r"(?:.+-)?no-?reply@(?:[\w-]+\.)?linkedin\.com"),
        pattern(r"(?:www\.)?linkedin\.com/(?:feed/update|posts)/.+"),
        ("commentUrn", "dashCommentUrn", "replyUrn"),
    ),
    Service(
        "YouTube",
        pattern(r"no-?reply@(?:[\w-]+\.)?youtube\.com"),
        pattern(r"(?:www\.|m\.)?youtube\.com/(?:watch|(?:shorts|post|live)/.+)"),
        ("v", "lc"),
    ),
    Service(
        "TikTok",
        pattern(r".+@(?:[\w-]+\.)?tiktok\.com"),
        pattern(r"(?:www\.)?tiktok\.com/@[^/]+/(?:video|photo)/\d+"),
        has_handles=True,
    ),
    Service(
        "X",
        pattern(r"(?:info|notify|no-?reply)@(?:[\w-]+\.)?(?:x|twitter)\.com"),
        pattern(r"(?:www\.)?(?:x|twitter)\.com/(?:\w+|i/web)/status/\d+"),
    ),
)
# "Anna (@anna) commented on your post", and so on to the end of the line.
_DID = (
    r"(?:also )?(?:commented|replied|mentioned you|wrote on|posted on|left a comment"
    r"|(?:has )?made a comment|sent you a (?:message|reply))"
    r"|(?:har )?(?:också )?(?:kommenterade|kommenterat|svarade|svarat|nämnde dig|nämnt dig"
    r"|skrev på|skrivit på|lämnade en kommentar|skickade ett (?:meddelande|svar))"
)
HEADLINE = pattern(
    rf"(?P<name>[^:\n]{{1,100}}?)(?: \(@(?P<handle>\w{{1,50}})\))? (?:{_DID})\b(?P<rest>.*)",
    IGNORECASE,
)
QUOTED = pattern(r"""[^:]*: ?["“”»'](?P<text>.+)["“”«']\.?""")
QUOTATION = pattern(r'(?s)["“”»«].+["“”»«]')
CUT = ("…", "...")
GREETING = pattern(r"(?:hi|hello|hej)\b.{0,100}[,!]", IGNORECASE)
_THING = (
    r"comments?|reply|replies|posts?|message|conversation|tweet|video"
    r"|kommentar(?:en|er|erna)?|svar(?:et|en)?|inlägg(?:et)?|meddelande(?:t)?|videon?|konversationen"
)
_PLACE = rf"(?:{'|'.join(each.name for each in SERVICES)})"
# A button, with its link if the mail has no HTML.
BUTTON = pattern(
    rf"\[?(?:(?:view|see|show|read|visa|se|läs) (?:(?:all|full|the|alla|hela) )?(?:{_THING})"
    rf"|(?:reply|like|comment|svara|gilla|kommentera)(?: (?:on|to|på) {_PLACE})?"
    rf"|(?:go to|gå till) (?:{_PLACE}|{_THING}))(?: (?:on|på) {_PLACE})?\]?"
    r":?\s*(?:<?https?://\S*>?)?",
    IGNORECASE,
)
FOOTER = pattern(
    r"https?://|<https?://|[-–—_=*]{3}|©|this (?:message|e-?mail) was |you(?:'re| are) receiving"
    r"|you received|unsubscribe|you can reply|if you (?:don't|no longer)"
    r"|det här (?:meddelandet|mejlet)|meddelandet skickades|du får (?:det här|detta)"
    r"|avsluta prenumeration|avprenumerera|om du inte vill",
    IGNORECASE,
)
LINK = pattern(rf"https?://[^\s\"'<>]{{1,{LONGEST}}}")
# Facebook's redirect from a mail to a page: the page's path is in the query.
STEP_BETWEEN = pattern(r"(https?://[^/]+/)(?:n|nd)/\?([^&]+)&?")


def notification_of(mail: Mail) -> Notification | None:
    """Return a parsed notification, or only its service if unparsed; None for other mails."""
    address = mail.address.strip().lower()
    service = next((each for each in SERVICES if each.sender.fullmatch(address)), None)
    if service is None:
        return None
    headlines = _headlines(mail)
    text = _quoted_text(headlines) or _text_below(headlines, _lines(mail))
    if not headlines or not text:
        return Notification(service.name, {})
    address = _post_url(service, mail, text)
    return Notification(service.name, _author(service, headlines[0]), text, address)


def _headlines(mail: Mail) -> list[Match[str]]:
    """Return the sentences that name the author: the subject and the first line.

    Authors of comments can write such sentences, too.
    """
    begins = dropwhile(lambda line: not line or GREETING.fullmatch(line), _lines(mail))
    found = list(filter(None, map(HEADLINE.fullmatch, (mail.subject, *islice(begins, 1)))))
    return [each for each in found if each["name"] == found[0]["name"]]


def _author(service: Service, headline: Match[str]) -> dict[str, str]:
    name, handle = headline["name"].strip(), headline["handle"]
    if service.has_handles and " " not in name:
        return {"handle": f"@{name.removeprefix('@')}"}
    return {"name": name} | ({"handle": f"@{handle}"} if handle else {})


def _quoted_text(headlines: list[Match[str]]) -> str:
    found = filter(None, (QUOTED.fullmatch(each["rest"]) for each in headlines))
    return next((each["text"].strip() for each in found if not each["text"].endswith(CUT)), "")


def _text_below(headlines: list[Match[str]], lines: list[str]) -> str:
    """Return the text between the sentence and a button; empty without an end."""
    sentences = {each[0] for each in headlines}
    begins = next((at + 1 for at, each in enumerate(lines) if each in sentences), 0)
    below = (at for at, each in enumerate(lines) if BUTTON.fullmatch(each) or FOOTER.match(each))
    ends = next((at for at in below if at >= begins), begins)
    names = {"", *(each["name"].lstrip("@") for each in headlines)}
    words = [] if begins else [each for each in lines[:1] if not GREETING.fullmatch(each)]
    words += lines[begins or 1 : ends]
    text = "\n".join(dropwhile(lambda each: each.lstrip("@") in names, words)).strip()
    return text[1:-1] if QUOTATION.fullmatch(text) else text


def _lines(mail: Mail) -> list[str]:
    return [line.strip() for line in mail.text.splitlines()[:MOST]]


def _post_url(service: Service, mail: Mail, text: str) -> str:
    """Return the URL of the comment or its post, but none within the comment; "" without any."""
    theirs = {"", *(_clean_post_url(service, each) for each in _links(text))}
    found = (_clean_post_url(service, each) for each in _links(mail.text, mail.received))
    found = (each for each in found if each not in theirs)
    return max(found, key=lambda each: "comment" in each.lower() or "lc=" in each, default="")


def _links(*places: str) -> Iterator[str]:
    """Yield the links in texts, without the services' redirects."""
    for place in places:
        for link in LINK.findall(unescape(place[:HTML]))[:MOST]:
            yield STEP_BETWEEN.sub(lambda found: f"{found[1]}{unquote(found[2])}?", link)
            parameters = dict(parse_qsl(urlsplit(link).query))
            if target := parameters.get("url") or parameters.get("u"):
                yield target if "://" in target else f"https://{urlsplit(link).hostname}{target}"


def _clean_post_url(service: Service, link: str) -> str:
    """Return a link to a post with only its own parameters; "" for any other link."""
    try:
        parts = urlsplit(link)
        place = f"{parts.hostname or ''}{parts.path}".replace("/comm/", "/", 1)
    except ValueError:
        return ""
    if not service.post.fullmatch(place):
        return ""
    parameters = [each for each in parse_qsl(parts.query) if each[0] in service.kept]
    return f"https://{place}" + (f"?{urlencode(parameters)}" if parameters else "")
