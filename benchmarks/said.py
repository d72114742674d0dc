"""What messages say, made up: by their number the same each time, some words often, most seldom."""

from itertools import product
from random import Random

# fmt: off
OFTEN = (
    "det", "är", "inte", "kommunen", "och", "ni", "vägen", "har", "för", "som", "på", "när",
    "varför", "skolan", "bygglov", "snö", "gata", "park", "hund", "cykel", "lampa", "vatten",
    "avfall", "barn", "tack", "svar", "aldrig", "igen", "trafik", "buss", "badhus", "bibliotek",
)
# fmt: on
BEGIN = ("bro", "skol", "gat", "vinter", "sjö", "torg", "bad", "lek", "mark", "älv", "hus", "kyrk")
MIDDLE = ("plats", "väg", "arbet", "park", "stug", "miljö", "led", "port", "bygg", "skydd")
END = ("en", "ens", "ar", "arna", "erna", "ningen", "nings", "et", "ets", "orna")
SELDOM = ["".join(each) for each in product(BEGIN, MIDDLE, END)]
NAMES = ("Anna", "Bo", "Cia", "Dan", "Eva", "Åke", "Örjan", "Stina")
LONGEST = 40  # words


def text(number: int) -> str:
    """What the message with a number says."""
    random = Random(number)
    words = (
        random.choice(OFTEN if random.random() < 0.7 else SELDOM)
        for _word in range(random.randint(5, LONGEST))
    )
    return f"Det här är meddelande {number}. {' '.join(words).capitalize()}."


def sender(number: int) -> dict[str, str]:
    """Whom it is from."""
    name = f"{NAMES[number % len(NAMES)]} {SELDOM[number % len(SELDOM)].capitalize()}"
    return {"name": name, "handle": f"@{name.split()[0].casefold()}{number % 5000}"}


def searches(last: int) -> list[dict[str, str]]:
    """What an officer searches for among so many messages: what is common, and what is seldom."""
    words = [
        "kommunen",
        "det är",
        "vägen snö",
        "varför svarar ni aldrig",
        '"det här är"',
        '"inte kommunen"',
        f"meddelande {last // 2}",
        SELDOM[7],
        f"{SELDOM[77]} {OFTEN[9]}",
        "skol*",
        "bygg* park",
        "finnsinte",
    ]
    return [
        *({"SearchableText": each} for each in words),
        {"SearchableText": "kommunen", "state": "closed"},
        {"SearchableText": "kommunen", "b_start": "2000"},
        {"SearchableText": "vägen", "late": "1"},
        {"sender": "anna"},
        {"sender": "Åke", "SearchableText": "tack"},
        {"address": "https://social.example.se/a/7"},
        {"after": "2023-11-14", "before": "2023-11-15"},
        {"age": "30", "kind": "public"},
        {"handler": "informationskontoret"},
        {"rule": "K1"},
    ]
