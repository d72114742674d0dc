from katrineholm.socialhub.accounts.rules.grounds import GROUNDS
from katrineholm.socialhub.accounts.rules.legal import ABUSE, LEGAL


def test_the_laws_grounds_have_codes_of_their_own():
    codes = [ground.code for ground in (*GROUNDS, *LEGAL)]
    assert len(codes) == len(set(codes))
    assert ABUSE in codes
