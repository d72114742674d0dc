"""The parties in the municipal council: equal cards in one order, for their term of office.

Entry points: ``interfaces.ICouncilParty``, ``council``. May import ``site.portlets`` and below.
Source: guideline G6.
"""
