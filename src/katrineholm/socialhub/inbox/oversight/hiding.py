"""Small numbers are not shown, nor what would let them be worked out (feature G27)."""

from collections.abc import Sequence

FEW = 4  # the largest number that is kept back
Shown = list[int | None]
Groups = tuple[Shown, list[Shown]]


def uncovered(numbers: Sequence[int]) -> Shown:
    """All of them, for those who may read every message: see ``covered``."""
    return list(numbers)


def uncovered_groups(groups: Sequence[Sequence[int]]) -> Groups:
    """All of them: see ``covered_groups``."""
    return [sum(group) for group in groups], [list(group) for group in groups]


def covered(numbers: Sequence[int]) -> Shown:
    """The numbers of a table whose sum may be known; None for what is not shown.

    Where some are small, these are hidden together with the smallest larger one, and where none
    exceeds five, all of them are. The rule does not look at where a number stands, so whoever
    knows the rule and the sum still cannot tell any of the hidden ones.
    """
    small = {number for number in numbers if 0 < number <= FEW}
    if not small:
        return list(numbers)
    if max(numbers) <= FEW + 1:
        return [None] * len(numbers)
    hidden = small | {min(number for number in numbers if number > FEW)}
    return [None if number in hidden else number for number in numbers]


def covered_groups(groups: Sequence[Sequence[int]]) -> Groups:
    """The sums of some groups, and each group's numbers; none of a group whose sum is hidden."""
    sums = covered([sum(group) for group in groups])
    parts = [
        [None] * len(group) if total is None else covered(group)
        for total, group in zip(sums, groups, strict=True)
    ]
    return sums, parts


def is_enough(*numbers: int) -> bool:
    """Whether something may be said of groups that are so large."""
    return None not in covered(numbers)
