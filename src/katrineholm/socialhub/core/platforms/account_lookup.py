"""Look-up of accounts: the keys under which they are indexed, and the account meant by a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from . import phrases, urls
from .catalogue import recognise_account
from .interfaces import IPlatform, Profile
from .post_identity import identity, is_post_link
from .profile_keys import HANDLE, profile_handle, profile_key
from .urls import ParsedURL, _
from .websites import SITE_PLATFORMS

SHOWN = 200  # characters of the text
PROBLEMS = {
    "empty": _("Write an address or a name, for example https://mastodon.social/@katrineholm."),
    "too_long": urls.TOO_LONG,
    "not_http": urls.NOT_HTTP,
    "userinfo": urls.USERINFO,
    "malformed": urls.MALFORMED,
    "private": _("The address leads to no server on the public web."),
    "no_account": _("The address leads to no account: paste the address of the account itself."),
    "elsewhere": _(
        "The page is another server's copy of the account: paste the account's own address."
    ),
    "several": _("There is more than one address or name in the text: ask about one at a time."),
}
ENDS = ".,;:!?"  # of a sentence, but of no account's name
CODES = {sentence: code for code, sentence in PROBLEMS.items()}
# Names under bsky.social exist on one service only.
NAME_ALONE = re.compile(rf"(?!.*\.bsky\.social$){HANDLE.pattern}", re.IGNORECASE)
POST_WORDS = frozenset(
    (
        *("comments", "p", "permalink", "photo", "photos", "post", "posts", "reel", "status"),
        *("statuses", "tv", "video", "videos"),
    )
)
POST_PAGES = frozenset(("watch", "embed", "story.php", "permalink.php"))
# An account as the list writes it, or a name without @.
WORD = re.compile(r"(?!\d{1,4}$|[@!])[^\s\"<>?:#]{2,100}")
# A title of an account, but not the beginning of a URL.
TITLE = re.compile(r"(?!.*(?:[/:@\\<>]|\S\.\S))(?=.*\w).{1,200}")
AT_SERVICE = re.compile(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
POST_NUMBER = re.compile(r"\d{5,}|.+-[0-9a-f]{8,}")


@dataclass(frozen=True, slots=True)
class AccountQuery:
    """The account that a visitor's pasted text refers to.

    ``text`` is printable and at most 200 characters. ``key``, to be looked up in the index, is
    empty if there is a ``problem``, a key of ``PROBLEMS``. ``platform``, ``account`` and ``url``
    are empty for a mere name. The account in the URL of a post is uncertain: many services show a
    post under any name in the URL. ``names`` are further keys to try: ``katrineholm`` may be a
    name, ``@katrineholm@facebook.com`` an account on a service without such handles, and a private
    URL may be on the list anyway. With ``service``, names count on that service alone. ``above``
    are the keys of the pages above a web page, the nearest first. ``page`` is the URL as written,
    if it may be that of a post.
    """

    text: str
    platform: str = ""
    account: str = ""
    url: str = ""
    key: str = ""
    problem: str = ""
    is_post: bool = False
    names: tuple[str, ...] = ()
    service: str = ""
    above: tuple[str, ...] = ()
    page: str = ""


def account_keys(profile_url: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the different keys under which a channel's account is indexed.

    They are the comparable form of its canonical URL and its alternatives, the same for ``others``
    (further URLs and handles: ``did:plc:…``, ``@old@name.se``, ``@name``) and the bare ``@name``.
    Texts that lead to no account give no key.
    """
    return tuple(dict.fromkeys(each for text in (profile_url, *others) for each in _keys(text)))


def account_in_text(text: str) -> AccountQuery:
    """Return the account that a pasted text refers to; never make requests or raise exceptions.

    The key of ``@name`` is ``@name`` in lower case, that of words is their title key, and that of
    anything else is the canonical URL made comparable. A sentence has the key of the one account it
    mentions. An e-mail address, a script or a text longer than 2,000 characters has none.
    """
    shown = _printable(text)
    if not shown:
        return AccountQuery(shown, problem="empty")
    text = _trimmed(text)
    return _in_sentence(urls.strip_delimiters(text), shown) or _single(text, shown)


def _single(text: str, shown: str) -> AccountQuery:
    """Return the account of a text that is only a URL, a handle or a name."""
    try:
        found = _parsed(urls.normalised_text(text), shown)
    except ValueError as refusal:
        found = _title_or_problem(text, shown, CODES.get(str(refusal), "malformed"))
    return replace(found, names=(*found.names, *_further_keys(urls.strip_delimiters(text))))


def is_link_to_account(link: str, profile_url: str) -> bool:
    """Return whether a link, however spelled, leads to an account or its pages, not to a post."""
    if is_post_link(link) or identity(link) == identity(profile_url):
        return identity(link) == identity(profile_url)
    found = account_in_text(link)
    return not found.is_post and found.key in account_keys(profile_url)


def _in_sentence(text: str, shown: str) -> AccountQuery | None:
    """Return the account mentioned in a sentence; None if the text is no sentence."""
    if len(text.split()) < 2 or len(text) > urls.LIMIT or not text.isprintable():
        return None
    if found := phrases.mentioned_accounts(text):
        return _mentioned_account(text, shown, [_single(each, shown) for each in found])
    named = phrases.name_on_service(text)
    return _on_service(*named, shown) if named else None


def _mentioned_account(text: str, shown: str, found: list[AccountQuery]) -> AccountQuery:
    """Return the one account mentioned; a handle beside a URL must be its own, no impostor's."""
    others = [each for each in found if not is_shared_key(each.key)]
    accounts = {(each.key, each.names, each.problem): each for each in others}
    names = {each.key: each for each in found if is_shared_key(each.key)}
    if len(accounts) == 1:
        (account,) = accounts.values()
        return account if names.keys() <= {*_keys(account.url)} else _ambiguous(shown)
    if accounts or len(names) > 1:
        return _ambiguous(shown)
    (name,) = names.values()
    if phrases.is_on_other_service(text):
        return AccountQuery(shown, account=name.account)
    services = phrases.named_services(text)
    return _on_service(name.account, services[0], shown) if len(services) == 1 else name


def _ambiguous(shown: str) -> AccountQuery:
    return AccountQuery(shown, problem="several")


def _on_service(name: str, service: IPlatform, shown: str) -> AccountQuery:
    """Return the account of a name on a service, in each spelling the service may have."""
    bare, keys, url = name.lstrip("@").lower(), [title_key(name)], ""
    if WORD.fullmatch(bare):
        found = [*phrases.possible_profiles(service, name.lstrip("@"))]
        folder = phrases.example_account(service).rpartition("/")[0]
        handles = (f"@{bare}", f"@{folder}/{bare}") if folder else (f"@{bare}",)
        keys = [*filter(None, map(profile_key, found)), *handles, *keys]
        url = found[0].url if found else ""
    return AccountQuery(
        shown, service.name, name, url, keys[0], names=(*keys[1:],), service=service.name
    )


def title_key(title: str) -> str:
    """Return the key of a channel's title; unlike the keys of accounts, it contains spaces."""
    return "= " + " ".join(unicodedata.normalize("NFC", title).casefold().split())


def is_shared_key(key: str) -> bool:
    """Return whether a key is a handle or a title, which several accounts can share."""
    return key.startswith(("@", "= "))


def _trimmed(text: str) -> str:
    """Return a text on one line, without punctuation at its end."""
    return " ".join(text.split()).rstrip(ENDS)


def _keys(text: str) -> Iterator[str]:
    text = _trimmed(text)
    try:
        if name := _bare_handle(urls.normalised_text(text)):
            yield name
            return
        profile = recognise_account(text)
    except ValueError:
        return
    if not (first := profile_key(profile)):
        return
    yield first
    if profile.platform == "mastodon":
        yield first.replace("/@", "/users/", 1)
    if name := profile_handle(profile):
        yield name
    if profile.platform not in SITE_PLATFORMS and WORD.fullmatch(profile.account):
        yield f"@{profile.account.lower()}"


def _further_keys(text: str) -> tuple[str, ...]:
    if elsewhere := AT_SERVICE.fullmatch(text):
        return tuple(_keys(f"https://{elsewhere[2]}/{elsewhere[1]}"))[:1]
    return (f"@{text.lower()}",) if WORD.fullmatch(text) else ()


def _title_or_problem(text: str, shown: str, problem: str) -> AccountQuery:
    """Return the title's key for mere words, else the problem."""
    words = urls.strip_delimiters(text)
    if problem == "malformed" and words.isprintable() and TITLE.fullmatch(words):
        return AccountQuery(shown, account=words, key=title_key(words))
    return AccountQuery(shown, problem=problem)


def _bare_handle(text: str) -> str:
    """Return the handle in lower case if the text is nothing else."""
    return text.lower() if NAME_ALONE.fullmatch(text) else ""


def _parsed(text: str, shown: str) -> AccountQuery:
    if name := _bare_handle(text):
        return AccountQuery(shown, account=name, key=name)
    written, home = urls.parse_written_url(text), urls.parse_url(text)
    profile = recognise_account(text)
    found = profile_key(profile) if written.netloc == home.netloc else ""
    problem = "" if found else "elsewhere" if written.netloc != home.netloc else "no_account"
    is_private = not (urls.is_public_host(written.netloc) and urls.is_public_host(home.netloc))
    is_post, above = _is_post(profile, written.shape), _parent_keys(profile, written)
    may_be_post = is_post or above or problem == "no_account"
    return AccountQuery(
        shown,
        profile.platform,
        profile.account,
        profile.url,
        key="" if is_private else found,
        problem="private" if is_private else problem,
        names=(found,) if is_private else (),
        is_post=is_post,
        above=above,
        page=written.url if may_be_post or is_post_link(written.url) else "",
    )


def _parent_keys(profile: Profile, written: ParsedURL) -> tuple[str, ...]:
    """Return the keys of the pages above a web page, up to its host's root."""
    if profile.platform not in SITE_PLATFORMS:
        return ()
    steps = written.path.rstrip("/").split("/")
    pages = ("/".join(steps[:number]) for number in range(len(steps), 0, -1))
    keys = (profile_key(recognise_account(written.origin + page)) for page in pages)
    return tuple(dict.fromkeys(each for each in keys if each and each != profile_key(profile)))


def _is_post(profile: Profile, shape: str) -> bool:
    own = profile.account.rpartition("/")[2]
    host, *steps = shape.split("/")
    if profile.platform in ("website", "feed") or not own or steps[-1].endswith(own):
        return False
    return (
        host == "youtu.be"
        or steps[0] in POST_PAGES
        or any(step in POST_WORDS for step in steps[1:-1])
        or any(POST_NUMBER.fullmatch(step) for step in steps[1:])
    )


def _printable(text: str) -> str:
    text = text.strip()[: SHOWN + 1]
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
