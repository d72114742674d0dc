import pytest

from katrineholm.socialhub.core.platforms.did import NOT_A_DID, parse_did

PLC = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (PLC, PLC),
        (f" {PLC}\r\n", PLC),
        (f"did={PLC}", PLC),
        ("did:web:katrineholm.se", "did:web:katrineholm.se"),
        ("did:web:social.xn--rksmrgs-5wao1o.se", "did:web:social.xn--rksmrgs-5wao1o.se"),
    ],
)
def test_a_did_is_given_bare(text, bare):
    assert parse_did(text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "katrineholm.se",
        "did:plc:",
        PLC[:-1],
        PLC + "a",
        PLC.upper(),
        PLC[:-1] + "1",
        f"{PLC}\nContent-Type: text/html",
        "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
        "did:web:localhost",
        "did:web:katrineholm.se:barn",
        "did:web:katrineholm.se%3A8080",
        "did:web:-katrineholm.se",
        "did:web:" + "a." * 126 + "se",
    ],
)
def test_anything_else_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^This is not a DID") as caught:
        parse_did(text)
    assert caught.value.args == (NOT_A_DID,)
