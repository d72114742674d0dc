"""Merkle trees, hashed as in RFC 6962, section 2.1.

The root of a tree stands for all its leaves; a path shows that one of them is in the tree, without
the others. Hashes are SHA-256, as bytes.
"""

from collections.abc import Sequence
from hashlib import sha256

LEFT, RIGHT = "left", "right"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf with this data."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two others."""
    return sha256(b"\1" + left + right).digest()


def tree_levels(leaves: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Return the hashes of each level of a tree, from the leaves to the root.

    The last one of an odd level rises as it is. A tree without leaves has the hash of nothing.
    """
    levels = [leaves or (sha256().digest(),)]
    while len(level := levels[-1]) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        levels.append([node_hash(*pair) for pair in pairs] + [*level[len(level) & ~1 :]])
    return levels


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of a tree with these leaves' hashes."""
    return tree_levels(leaves)[-1][0]


def audit_path(levels: Sequence[Sequence[bytes]], place: int) -> list[tuple[str, bytes]]:
    """Return the hashes by which a leaf's hash leads to the root, each with the side to add it."""
    path = []
    for level in levels:
        beside = place ^ 1
        if beside < len(level):
            path.append((LEFT if beside < place else RIGHT, level[beside]))
        place //= 2
    return path


def path_root(leaf: bytes, path: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the root to which a leaf's hash leads by its path."""
    for side, beside in path:
        leaf = node_hash(beside, leaf) if side == LEFT else node_hash(leaf, beside)
    return leaf
