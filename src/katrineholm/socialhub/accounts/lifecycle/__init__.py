"""The lifecycle of channels, from report to official to closed, and the office's role.

Entry points: ``steps.take``, ``demands.demands``, ``mandate`` (the office's group and role),
``letters`` (common parts of mails). May import channels, people, core, ``site.mail``,
``site.settings``. Source: guidelines G1, G3 and G4.
"""
