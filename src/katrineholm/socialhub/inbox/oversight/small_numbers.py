"""Small numbers are hidden, and others from which they could be inferred (feature G27)."""

from collections.abc import Sequence

LARGEST_HIDDEN = 4  # the largest number that is hidden
MaskedNumbers = list[int | None]
MaskedGroups = tuple[MaskedNumbers, list[MaskedNumbers]]


def all_numbers(numbers: Sequence[int]) -> MaskedNumbers:
    """Return all numbers, for users who may read every message, see ``masked_numbers``."""
    return list(numbers)


def all_groups(groups: Sequence[Sequence[int]]) -> MaskedGroups:
    """Return all sums and numbers, see ``masked_groups``."""
    return [sum(group) for group in groups], [list(group) for group in groups]


def masked_numbers(numbers: Sequence[int]) -> MaskedNumbers:
    """Return the numbers of a table with a known sum; None for hidden ones.

    Small ones are hidden together with the smallest larger one; if none exceeds five, all are. The
    rule ignores positions, so that nobody can infer a hidden number from the rule and the sum.
    """
    small = {number for number in numbers if 0 < number <= LARGEST_HIDDEN}
    if not small:
        return list(numbers)
    if max(numbers) <= LARGEST_HIDDEN + 1:
        return [None] * len(numbers)
    hidden = small | {min(number for number in numbers if number > LARGEST_HIDDEN)}
    return [None if number in hidden else number for number in numbers]


def masked_groups(groups: Sequence[Sequence[int]]) -> MaskedGroups:
    """Return the sums of groups, and their numbers; all hidden if the sum is."""
    sums = masked_numbers([sum(group) for group in groups])
    parts: list[MaskedNumbers] = [
        [None] * len(group) if total is None else masked_numbers(group)
        for total, group in zip(sums, groups, strict=True)
    ]
    return sums, parts


def is_large_enough(*numbers: int) -> bool:
    """Return whether groups are so large that their numbers are not hidden."""
    return None not in masked_numbers(numbers)
