"""Whose an address or a handle is: the keys under which accounts are put down and looked up."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from . import address
from .address import Address, as_written, read_address, tidied, unwrapped
from .catalogue import recognise
from .comparing import HANDLE, handle, key
from .hosts import is_public
from .interfaces import IPlatform, Profile
from .phrases import example_account, is_elsewhere, mentions, on_service, profiles, services_named
from .posts import identity, is_post
from .websites import UNNAMED


def _(text: str) -> str:
    """Mark a text for extraction: this room knows no translator."""
    return text


SHOWN = 200  # characters of what was asked
PROBLEMS = {
    "empty": _("Write an address or a name, for example https://mastodon.social/@katrineholm."),
    "too_long": address.TOO_LONG,
    "not_http": address.NOT_HTTP,
    "userinfo": address.USERINFO,
    "malformed": address.MALFORMED,
    "private": _("The address leads to no server on the public web."),
    "no_account": _("The address leads to no account: paste the address of the account itself."),
    "elsewhere": _(
        "The page is another server's copy of the account: paste the account's own address."
    ),
    "several": _("There is more than one address or name in the text: ask about one at a time."),
}
ENDS = ".,;:!?"  # of a sentence: no account's name ends so
CODES = {sentence: code for code, sentence in PROBLEMS.items()}
# A name under bsky.social is of one service only.
NAME_ALONE = re.compile(rf"(?!.*\.bsky\.social$){HANDLE.pattern}", re.IGNORECASE)
POST_WORDS = frozenset(
    (
        *("comments", "p", "permalink", "photo", "photos", "post", "posts", "reel", "status"),
        *("statuses", "tv", "video", "videos"),
    )
)
POST_PAGES = frozenset(("watch", "embed", "story.php", "permalink.php"))
# An account as the list writes it, or a name without its sign.
WORD = re.compile(r"(?!\d{1,4}$|[@!])[^\s\"<>?:#]{2,100}")
# What somebody calls an account, and not the beginning of an address.
TITLE = re.compile(r"(?!.*(?:[/:@\\<>]|\S\.\S))(?=.*\w).{1,200}")
AT_SERVICE = re.compile(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
POST_NUMBER = re.compile(r"\d{5,}|.+-[0-9a-f]{8,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person pasted, as it was understood.

    ``text`` is printable and at most 200 characters. ``key`` is what to look up in the index,
    empty where ``problem``, a key of ``PROBLEMS``, says why not. ``platform``, ``account`` and
    ``url`` are empty for a name alone. ``is_post``: it is the address of one post, and only the
    account was told from it; many services show a post under any name that is written there.
    ``names`` are other keys to try where the first finds nothing: ``katrineholm`` may be a name,
    ``@katrineholm@facebook.com`` an account on a service that does not write them so, and what is
    private may be on the list all the same. With ``service`` names count on that service alone.
    ``above`` are the keys of the pages above that of a web site, the nearest first. ``page`` is the
    address as it was written, where it may be that of a post.
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
    """The keys under which a channel's account is found in an index, each once.

    First the comparable form of its canonical address, then other ways to it, those of ``others``
    (further addresses and handles: ``did:plc:…``, ``@old@name.se``, ``@name``) and the accounts'
    bare ``@name``. What cannot be understood, or leads to no account, gives none.
    """
    return tuple(dict.fromkeys(each for text in (profile_url, *others) for each in _keys(text)))


def asked(text: str) -> Asked:
    """What a person pasted, understood; nothing is asked on the net, and nothing is raised.

    Of ``@name`` the key is ``@name`` in lower case, of words ``title_key``, of anything else the
    canonical address made comparable. Of a sentence it is that of the one account it mentions. A
    mail address, script or anything longer than 2,000 characters has none.
    """
    shown = _shown(text)
    if not shown:
        return Asked(shown, problem="empty")
    text = _without_end(text)
    return _in_words(unwrapped(text), shown) or _alone(text, shown)


def _alone(text: str, shown: str) -> Asked:
    """What is nothing but an address, a handle or a name."""
    try:
        understood = _understood(tidied(text), shown)
    except ValueError as refusal:
        understood = _not_understood(text, shown, CODES.get(str(refusal), "malformed"))
    return replace(understood, names=(*understood.names, *_names(unwrapped(text))))


def is_account_itself(link: str, profile_url: str) -> bool:
    """If a link leads to this account, in any spelling or to a page of it, but to no post."""
    if is_post(link) or identity(link) == identity(profile_url):
        return identity(link) == identity(profile_url)
    found = asked(link)
    return not found.is_post and found.key in account_keys(profile_url)


def _in_words(text: str, shown: str) -> Asked | None:
    """What is written among other words, if it is; None for what is to be taken as a whole."""
    if len(text.split()) < 2 or len(text) > address.LIMIT or not text.isprintable():
        return None
    if found := mentions(text):
        return _mentioned(text, shown, [_alone(each, shown) for each in found])
    named = on_service(text)
    return _on(*named, shown) if named else None


def _mentioned(text: str, shown: str, found: list[Asked]) -> Asked:
    """The one account that is mentioned; a handle beside its address has to be the account's own.

    Whoever wants a stranger's account to be called ours writes both into one text.
    """
    others = [each for each in found if not is_name(each.key)]
    accounts = {(each.key, each.names, each.problem): each for each in others}
    names = {each.key: each for each in found if is_name(each.key)}
    if len(accounts) == 1:
        (account,) = accounts.values()
        return account if names.keys() <= {*_keys(account.url)} else _several(shown)
    if accounts or len(names) > 1:
        return _several(shown)
    (name,) = names.values()
    if is_elsewhere(text):
        return Asked(shown, account=name.account)
    services = services_named(text)
    return _on(name.account, services[0], shown) if len(services) == 1 else name


def _several(shown: str) -> Asked:
    return Asked(shown, problem="several")


def _on(name: str, service: IPlatform, shown: str) -> Asked:
    """A name on a service, by each way in which the service may write it."""
    bare, keys, url = name.lstrip("@").lower(), [title_key(name)], ""
    if WORD.fullmatch(bare):
        found = [*profiles(service, name.lstrip("@"))]
        folder = example_account(service).rpartition("/")[0]
        handles = (f"@{bare}", f"@{folder}/{bare}") if folder else (f"@{bare}",)
        keys = [*filter(None, map(key, found)), *handles, *keys]
        url = found[0].url if found else ""
    return Asked(shown, service.name, name, url, keys[0], names=(*keys[1:],), service=service.name)


def title_key(title: str) -> str:
    """The key of a channel's title, however it is spaced; no account's key holds a space."""
    return "= " + " ".join(unicodedata.normalize("NFC", title).casefold().split())


def is_name(key: str) -> bool:
    """Whether a key is what an account is called, which others can be called, too."""
    return key.startswith(("@", "= "))


def _without_end(text: str) -> str:
    """Return a text as it is meant: in one line, without the end of a sentence."""
    return " ".join(text.split()).rstrip(ENDS)


def _keys(text: str) -> Iterator[str]:
    text = _without_end(text)
    try:
        if name := _name_alone(tidied(text)):
            yield name
            return
        profile = recognise(text)
    except ValueError:
        return
    if not (first := key(profile)):
        return
    yield first
    if profile.platform == "mastodon":
        yield first.replace("/@", "/users/", 1)
    if name := handle(profile):
        yield name
    if profile.platform not in UNNAMED and WORD.fullmatch(profile.account):
        yield f"@{profile.account.lower()}"


def _names(text: str) -> tuple[str, ...]:
    if elsewhere := AT_SERVICE.fullmatch(text):
        return tuple(_keys(f"https://{elsewhere[2]}/{elsewhere[1]}"))[:1]
    return (f"@{text.lower()}",) if WORD.fullmatch(text) else ()


def _not_understood(text: str, shown: str, problem: str) -> Asked:
    """No address; words alone are asked about as a name, and nothing is wrong with those."""
    words = unwrapped(text)
    if problem == "malformed" and words.isprintable() and TITLE.fullmatch(words):
        return Asked(shown, account=words, key=title_key(words))
    return Asked(shown, problem=problem)


def _name_alone(text: str) -> str:
    """The bare handle in lower case, if the text is nothing else."""
    return text.lower() if NAME_ALONE.fullmatch(text) else ""


def _understood(text: str, shown: str) -> Asked:
    if name := _name_alone(text):
        return Asked(shown, account=name, key=name)
    written, home = as_written(text), read_address(text)
    profile = recognise(text)
    problem = _problem(profile, written.netloc != home.netloc)
    found = "" if problem else key(profile)
    is_private = not (is_public(written.netloc) and is_public(home.netloc))
    is_post, above = _is_post(profile, written.shape), _above(profile, written)
    return Asked(
        shown,
        profile.platform,
        profile.account,
        profile.url,
        key="" if is_private else found,
        problem="private" if is_private else problem,
        names=(found,) if is_private else (),
        is_post=is_post,
        above=above,
        page=written.url if is_post or above or problem == "no_account" else "",
    )


def _above(profile: Profile, written: Address) -> tuple[str, ...]:
    """The keys of the pages above a web page, up to its host's own."""
    if profile.platform not in UNNAMED:
        return ()
    steps = written.path.rstrip("/").split("/")
    pages = ("/".join(steps[:number]) for number in range(len(steps), 0, -1))
    keys = (key(recognise(written.origin + page)) for page in pages)
    return tuple(dict.fromkeys(each for each in keys if each and each != key(profile)))


def _problem(profile: Profile, is_elsewhere: bool) -> str:
    if is_elsewhere:
        return "elsewhere"
    return "" if key(profile) else "no_account"


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


def _shown(text: str) -> str:
    text = text.strip()[: SHOWN + 1]
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
