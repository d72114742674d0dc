"""The transfer of a hub to another site, in one archive of lines and files.

Entry points: ``leaving.leave``, ``arriving.Arrival``, ``export_command`` and ``import_command``.
May import core, site and ``accounts.channels``. The format is documented in docs/flytta.md.
"""
