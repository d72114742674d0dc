"""Files in and out: tables, packages for an archive, and the archive of a hub that moves.

Tables are CSV, ODS and XLSX; packages follow FGS Paketstruktur 2.0, which is E-ARK's SIP 2.1.0.
Both they and archives are streams: neither is ever whole in memory, and nothing is pickled.
``schemas`` has the schemas that a package carries: those of others are fetched by ``assets.py``,
the one for our part of PREMIS is our own. Open to others: ``csv_reader``, ``package_writer`` and
``hub_archive``. Imports no other room.
"""
