"""Merkle trees; the roots are those of the tests of certificate-transparency-go."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.merkle import (
    audit_path,
    leaf_hash,
    path_root,
    tree_levels,
    tree_root,
)

DATA = [
    *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_a_root_is_that_of_the_rfc(size):
    leaves = [leaf_hash(bytes.fromhex(each)) for each in DATA[:size]]
    assert tree_root(leaves).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert tree_root([]) == sha256().digest()


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.integers(0, 39))
def test_each_leaf_leads_to_the_root(data, place):
    leaves, place = [leaf_hash(each) for each in data], place % len(data)
    path = audit_path(tree_levels(leaves), place)
    assert path_root(leaves[place], path) == tree_root(leaves)
    assert path_root(leaf_hash(b"other data"), path) != tree_root(leaves)
    assert len(path) <= (len(leaves) - 1).bit_length()
