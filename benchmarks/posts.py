"""What entries say, made up: by their number the same each time.

Words come as in a language (Zipf): a few in nearly every entry, most of ten thousand in a handful.
Of ten entries six are short, as in a social medium, three longer and one is an article.
"""

from functools import cache
from itertools import accumulate, product
from random import Random

from said import BEGIN, END, MIDDLE, OFTEN

SIZES = "sizes.json"  # a file
NOW = 1_790_000_000
FIVE_YEARS = 5 * 365 * 24 * 3600
LENGTHS = (*[(15, 50)] * 6, *[(50, 120)] * 3, (120, 350))  # words
TITLE = (4, 11)
UNMARKED = str.maketrans("åäö", "aao")


@cache
def words() -> tuple[list[str], list[float]]:
    """All words, the most common first, and how common they are, each with all before it."""
    seldom = ["".join(each) for each in product(BEGIN, MIDDLE, MIDDLE, END)]
    Random(7).shuffle(seldom)
    every = [*OFTEN, *seldom]
    return every, list(accumulate(1 / (place + 2) for place in range(len(every))))


def entry(number: int, channel: str) -> dict:
    """The entry with a number, as a channel's document tells it."""
    chance = Random(number)
    title = _said(chance, TITLE).capitalize()
    text = f"{_said(chance, chance.choice(LENGTHS)).capitalize()}, som inlägg {number}."
    link = f"https://{channel[:8]}.example.se/inlagg/{number}"
    return {
        "keys": (link,),
        "id": link,
        "link": link,
        "title": title,
        "title_derived": False,
        "summary": text[:300],
        "html": f'<p>{text}</p><p><a href="{link}" rel="nofollow noopener noreferrer">Läs</a></p>',
        "published": NOW - chance.randrange(FIVE_YEARS),
        "updated": None,
        "dated": "",
        "author": "Kommunen",
        "categories": (),
        "language": "sv",
        "images": [],
        "media": [],
    }


def searches(last: int) -> list[dict[str, str]]:
    """What visitors search for among so many entries: what is common, and what is seldom."""
    every, _ = words()
    often, seldom = every[8], every[2000]
    texts = [
        every[0],
        often,
        f"{every[3]} {every[5]}",
        f"{often} {every[40]}",
        f"{every[300]} {every[500]}",
        every[200],
        seldom,
        every[9000],
        f"inlägg {last // 2}",
        f'"{every[1]} {every[2]}"',
        f'"{often} {every[12]}"',
        f'"som inlägg {last // 3}"',
        f"{seldom[:6]}*",
        "skol*",
        f"bad* {often}",
        "finnsinte",
        f"{seldom[:3]}{seldom[4:]}",
        f"{every[9000][:4]}x{every[9000][5:]}".translate(UNMARKED),
    ]
    return [
        *({"SearchableText": each} for each in texts),
        {"SearchableText": often, "sort": "best"},
        {"SearchableText": f"{every[300]} {often}", "sort": "best"},
        {"SearchableText": often, "year": "2025", "month": "3"},
        {"SearchableText": every[200], "b_start": "2000"},
        {"SearchableText": often, "channel": "kanal-7"},
        {"SearchableText": every[900], "channel": "kanal-7"},
        {"SearchableText": often, "administration": "forvaltning-1"},
        {"SearchableText": every[300], "kind": "blog"},
    ]


def recorded(last: int) -> list[dict[str, str]]:
    """What registrars search for among so many entries: texts, kinds, periods and channels."""
    every, _ = words()
    often = every[8]
    texts = [each for each in searches(last) if [*each] == ["SearchableText"]]
    days = {"after": "2025-03-01", "before": "2025-03-31"}
    return [
        *texts,
        *({"SearchableText": often, "type": each} for each in ("version", "hidden", "entry")),
        {"SearchableText": every[200], **days},
        {"SearchableText": often, "b_start": "2000"},
        {"type": "hidden"},
        {"type": "version", **days},
        days,
        {},
    ]


def _said(chance, length):
    every, common = words()
    return " ".join(chance.choices(every, cum_weights=common, k=chance.randint(*length)))
