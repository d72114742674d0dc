"""A channel's steps from report to official to closed, its absences, confirmation and hand-over.

Open to others: ``steps``, ``step_requirements`` and ``duty_holders``. May import every other room
of accounts, core and site. Source: guidelines G1, G3, G4 and G7.
"""
