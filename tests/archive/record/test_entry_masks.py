"""What is said when something of an entry has been masked."""

from zope.i18n import translate

from katrineholm.socialhub.archive.record.entry_masks import MASK


def test_it_is_said_where_the_same_post_is_masked_too():
    assert translate(MASK.sentence(["a"])).startswith("Masked. It stays so")
    assert translate(MASK.sentence(["a", "b", "c"])).endswith("in other channels: 2.")
