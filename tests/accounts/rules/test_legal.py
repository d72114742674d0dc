from katrineholm.socialhub.accounts.rules.grounds import GROUNDS, PARTS
from katrineholm.socialhub.accounts.rules.legal import ABUSE, CRIMES, LEGAL, names_crime


def test_the_laws_grounds_have_codes_of_their_own():
    codes = [ground.code for ground in (*GROUNDS, *PARTS, *LEGAL)]
    assert set(CRIMES) <= set(codes)
    assert [code for code in ("K1", "K2", "K6a", "L1", "G1", "S1") if names_crime(code)] == [
        "K2",
        "L1",
    ]
    assert len(codes) == len(set(codes))
    assert ABUSE in codes
