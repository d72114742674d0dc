"""What else a message may break than the seven grounds: the law itself.

L-codes are what whoever runs an electronic bulletin board must take down, by lag (1998:112) 5 §.
"""

from ... import _
from .grounds import Ground

# Grounds that name what the act makes a duty, too, with the letters of their parts.
CRIMES = ("K2", "K2a", "K3", "K3a", "K4", "K4a", "K4b", "K5")
ABUSE = "L5"  # of which no copy is ever made
LEGAL = (
    Ground("L1", _("unlawful threats (Criminal Code 4:5)")),
    Ground("L2", _("unlawful breach of privacy (Criminal Code 4:6 c)")),
    Ground("L3", _("inciting rebellion (Criminal Code 16:5)")),
    Ground("L4", _("agitation against a population group (Criminal Code 16:8)")),
    Ground(ABUSE, _("images of child sexual abuse (Criminal Code 16:10 a)")),
    Ground("L6", _("unlawful depiction of violence (Criminal Code 16:10 c)")),
    Ground("L7", _("public incitement to terrorism (Act 2022:666)")),
    Ground("L8", _("obvious infringement of copyright (Act 1960:729)")),
    Ground("G1", _("personal data that offend somebody")),
    Ground("S1", _("what is secret by law")),
)


def names_crime(code: str) -> bool:
    """Whether a rule is a crime for which lag (1998:112) 5 § demands that a message goes."""
    return code.startswith("L") or code in CRIMES
