"""Files in and out: tables, packages for an archive, and the archive by which a hub is moved.

Tables are CSV, ODS and XLSX; packages follow FGS Paketstruktur 2.0, which is E-ARK's SIP 2.1.0.
Packages and hub archives are written and read as streams, never whole in memory, and nothing is
pickled. ``schemas`` has the schemas that a package contains: the standards' schemas are fetched by
``assets.py``, the one for the used part of PREMIS is maintained here. Open to others:
``csv_reader``, ``package_writer`` and ``hub_archive``. Imports no other room.
"""
