A hub moves to another site with all that is of it: ``socialhub export-site`` writes one documented archive, and ``socialhub import-site`` lets it come in, whole or not at all.
