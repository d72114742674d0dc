A package for the archive is read with nothing but a browser: posts with pictures, versions and reasons, messages with their history, channels and snapshots are plain pages without scripts.
