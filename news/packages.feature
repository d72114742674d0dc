A channel's or an administration's posts are packed for the archive (FGS Paketstruktur 2.0) with ``socialhub pack``, and a package is checked with ``socialhub check-package``.
