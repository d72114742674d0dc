"""Communities and forums."""

from .service import Service, UrlPattern, _, feed_pattern, url_pattern

_REDDIT = r"(?:(?:old|new|np|sh|i|amp)\.)?reddit\.com"

REDDIT = Service(
    name="reddit",
    title="Reddit",
    dialogue=True,
    example="https://www.reddit.com/r/katrineholm/",
    advice=_(
        "Reddit lets a server ask about once a minute and turns many away: expect the channel"
        " to be late."
    ),
    spellings=(
        url_pattern(
            rf"{_REDDIT}/r/(?P<account>\w{{2,50}})(?:\.rss)?(?:/.*)?",
            "https://www.reddit.com/r/{account}/",
            feed="{url}.rss",
            account="r/{account}",
        ),
        url_pattern(
            rf"{_REDDIT}/(?:user|u)/(?P<account>[\w-]{{2,50}})(?:\.rss)?(?:/.*)?",
            "https://www.reddit.com/user/{account}/",
            feed="{url}.rss",
            account="u/{account}",
        ),
    ),
)

LEMMY_HOST = (
    r"(?:(?:lemmy|feddit|sh\.itjust)\.[^/]+|(?:beehaw|lemmygrad|programming)\.(?:org|ml|dev))"
)
_WHO = r"(?P<account>\w[\w.-]{0,60}(?:@[\w.:-]{1,100}\w)?)"


def _of_lemmy(shape: str, letter: str, mark: str) -> UrlPattern:
    return url_pattern(
        shape,
        "{origin}/" + letter + "/{account}",
        feed="{origin}/feeds/" + letter + "/{account}.xml",
        account=mark + "{account}@{host}",
    )


def _of_unknown(letter: str, mark: str) -> UrlPattern:
    feed = "{origin}/feeds/" + letter + "/{account}.xml"
    return feed_pattern(
        rf"[^/]+/feeds/{letter}/{_WHO}\.xml", feed, account=mark + "{account}@{host}"
    )


LEMMY = Service(
    name="lemmy",
    title="Lemmy",
    dialogue=True,
    example="https://feddit.nu/c/katrineholm",
    order=700,
    spellings=(
        _of_lemmy(rf"{LEMMY_HOST}/feeds/c/{_WHO}\.xml", "c", "!"),
        _of_lemmy(rf"{LEMMY_HOST}/feeds/u/{_WHO}\.xml", "u", "@"),
        _of_lemmy(rf"{LEMMY_HOST}/c/{_WHO}(?:/.*)?", "c", "!"),
        _of_lemmy(rf"{LEMMY_HOST}/(?:u/|@){_WHO}(?:/.*)?", "u", "@"),
        _of_unknown("c", "!"),
        _of_unknown("u", "@"),
    ),
)

_ORG = (
    r"(?!(?:features|about|topics|search|explore|marketplace|settings|login|join|pricing|orgs"
    r"|sponsors|notifications|collections|trending|enterprise|security|contact|site|apps)(?:/|$))"
    r"(?P<account>[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,38}))"
)
_REPOSITORY = r"(?P<repository>[\w.-]{1,100}?)(?:\.git)?"

GITHUB = Service(
    name="github",
    title="GitHub",
    dialogue=True,
    example="https://github.com/katrineholm",
    spellings=(
        url_pattern(
            rf"github\.com/{_ORG}/{_REPOSITORY}/(?P<what>commits|tags)(?:\.atom|/.*)?",
            "https://github.com/{account}/{repository}/{what}",
            feed="{url}.atom",
            account="{account}/{repository}/{what}",
        ),
        url_pattern(
            rf"github\.com/(?:orgs/)?{_ORG}(?:\.atom)?",
            "https://github.com/{account}",
            feed="{url}.atom",
        ),
        url_pattern(
            rf"github\.com/{_ORG}/{_REPOSITORY}(?:/.*)?",
            "https://github.com/{account}/{repository}",
            feed="{url}/releases.atom",
            account="{account}/{repository}",
        ),
    ),
)
