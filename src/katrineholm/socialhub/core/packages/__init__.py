"""Packages for an archive: FGS Paketstruktur 2.0, which is E-ARK's SIP 2.1.0 (CSIP), as ZIP files.

Open to others: ``packing``, ``checking`` and ``model``. Imports no other room.

A package is built as a stream: neither its files nor their descriptions are ever in memory
together. ``schemas`` has the schemas that it follows and carries (``xsd``): those of others are
fetched by ``assets.py``; the one for our part of PREMIS is our own.
"""
