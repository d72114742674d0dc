"""The council's parties: equal cards in one order by rule, for their term of office.

Entry points: ``interfaces.ICouncilParty``, ``council``. May import ``site.portlets`` and
below. Source: guideline G6.
"""
