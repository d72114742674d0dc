"""Filter of entries by included and excluded words (feature B28)."""

from collections.abc import Callable, Mapping


def chooser(include: tuple[str, ...], exclude: tuple[str, ...]) -> Callable[[Mapping], bool]:
    """Return a function that checks whether an entry is shown.

    A word is searched in heading, text and categories, ignoring case.
    """
    wanted, unwanted = _folded(include), _folded(exclude)
    if not (wanted or unwanted):
        return lambda entry: True

    def chosen(entry: Mapping) -> bool:
        text = "\n".join((entry["title"], entry["summary"], *entry["categories"])).casefold()
        if any(word in text for word in unwanted):
            return False
        return not wanted or any(word in text for word in wanted)

    return chosen


def _folded(words):
    return tuple(word.strip().casefold() for word in words if word.strip())
