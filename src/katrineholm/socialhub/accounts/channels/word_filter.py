"""Include and exclude by word (feature B28)."""

from collections.abc import Callable, Mapping


def chooser(include: tuple[str, ...], exclude: tuple[str, ...]) -> Callable[[Mapping], bool]:
    """A function that tells whether an entry is to be shown.

    A word is looked for anywhere in heading, text and categories; upper and lower case are alike.
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
