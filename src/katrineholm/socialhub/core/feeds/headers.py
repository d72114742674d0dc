"""The headers of a response."""

from collections.abc import Iterator, Mapping


class Headers(Mapping[str, str]):
    """Headers by name in any case; those with the same name are joined by a comma."""

    __slots__ = ("_lines",)

    def __init__(self, lines: Mapping[str, str] | None = None) -> None:
        self._lines = {name.lower(): value for name, value in (lines or {}).items()}

    def __getitem__(self, name: str) -> str:
        return self._lines[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __repr__(self) -> str:
        return f"Headers({self._lines!r})"
