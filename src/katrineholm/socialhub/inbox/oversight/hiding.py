"""Small numbers are hidden, and others from which they could be inferred (feature G27)."""

from collections.abc import Sequence

FEW = 4  # the largest number that is hidden
Shown = list[int | None]
Groups = tuple[Shown, list[Shown]]


def uncovered(numbers: Sequence[int]) -> Shown:
    """Return all numbers, for users who may read every message, see ``masked_numbers``."""
    return list(numbers)


def uncovered_groups(groups: Sequence[Sequence[int]]) -> Groups:
    """Return all sums and numbers, see ``masked_groups``."""
    return [sum(group) for group in groups], [list(group) for group in groups]


def covered(numbers: Sequence[int]) -> Shown:
    """Return the numbers of a table with a known sum; None for hidden ones.

    Small ones are hidden together with the smallest larger one; if none exceeds five, all are. The
    rule ignores positions, so that nobody can infer a hidden number from the rule and the sum.
    """
    small = {number for number in numbers if 0 < number <= FEW}
    if not small:
        return list(numbers)
    if max(numbers) <= FEW + 1:
        return [None] * len(numbers)
    hidden = small | {min(number for number in numbers if number > FEW)}
    return [None if number in hidden else number for number in numbers]


def covered_groups(groups: Sequence[Sequence[int]]) -> Groups:
    """Return the sums of groups, and their numbers; all hidden if the sum is."""
    sums = covered([sum(group) for group in groups])
    parts: list[Shown] = [
        [None] * len(group) if total is None else covered(group)
        for total, group in zip(sums, groups, strict=True)
    ]
    return sums, parts


def is_enough(*numbers: int) -> bool:
    """Return whether groups are so large that their numbers are not hidden."""
    return None not in covered(numbers)
