"""From report to official to closed: steps, what they demand, and the office's mandate.

Entry points: ``steps.take``, ``demands.demands``, ``mandate`` (the office's group and role),
``letters`` (what all mails share). May import channels, people, core, ``site.mail``,
``site.settings``. Source: guidelines G1, G3 and G4.
"""
