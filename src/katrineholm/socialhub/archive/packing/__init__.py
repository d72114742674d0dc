"""Packages of channels for an archive (FGS Paketstruktur 2.0), each for a period.

Entry points: ``delivery.deliver``, ``check_command``. May import
core, site, accounts and ``inbox.records``.
"""
